package org.junheng.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junheng.terms.Bilingual;

/** A weighted mean of likenesses, each with its evidence in words; what cannot be compared is left out. */
final class Likeness {
    private final Map<String, Double> weights;
    private final List<Supplier<Bilingual>> evidence = new ArrayList<>();
    private double weighted;
    private double weight;

    Likeness(Map<String, Double> weights) {
        this.weights = weights;
    }

    /**
     * Adds a likeness from 0 to 1.
     *
     * @param words asked for only where the pair is proposed: most are not
     */
    void add(String name, double likeness, Supplier<Bilingual> words) {
        weighted += weights.get(name) * likeness;
        weight += weights.get(name);
        evidence.add(words);
    }

    /** From 0 to 1; 0 where nothing could be compared. */
    double score() {
        return weight == 0 ? 0 : weighted / weight;
    }

    /** The share of all weights that could be compared. */
    double compared() {
        return weight
                / weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    List<Bilingual> evidence() {
        return evidence.stream().map(Supplier::get).toList();
    }

    /** How close two amounts are: 1 less their difference as a share of the greater; 1 where both are 0. */
    static double closeness(double one, double other) {
        double greater = Math.max(one, other);
        return greater == 0 ? 1 : Math.max(0, 1 - Math.abs(one - other) / greater);
    }
}
