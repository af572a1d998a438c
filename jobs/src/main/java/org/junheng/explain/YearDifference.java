package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junheng.explain.ComparedUnits.Unit;
import org.junheng.explain.DifferenceReport.Component;
import org.junheng.explain.DifferenceReport.MovedSchool;
import org.junheng.explain.DifferenceReport.SchoolFlow;
import org.junheng.measure.MeanShift;
import org.junheng.measure.PairedUnits;
import org.junheng.measure.VariationShift;

/** What moved an indicator of a place from one year to another, and which schools did. */
final class YearDifference {
    static final String STAYING = "staying";
    static final String OPENING = "opening";
    static final String CLOSING = "closing";

    private final MeanShift mean;
    private final VariationShift variation;
    private final SchoolFlow schools;

    private YearDifference(MeanShift mean, VariationShift variation, SchoolFlow schools) {
        this.mean = mean;
        this.variation = variation;
        this.schools = schools;
    }

    /** A school in either year or both. */
    private record Pair(Unit before, Unit after) {
        String part() {
            return before == null ? OPENING : after == null ? CLOSING : STAYING;
        }

        Unit last() {
            return after == null ? before : after;
        }
    }

    /**
     * Compares.
     *
     * @param before schools of the first year by their series, at least one; likewise {@code after}
     * @param most how many schools to name
     */
    static YearDifference of(
            ComparedUnits units,
            Map<String, Unit> before,
            Map<String, Unit> after,
            Where from,
            Where to,
            String standard,
            String stage,
            String indicator,
            int most)
            throws SQLException {
        var series = new TreeSet<>(before.keySet());
        series.addAll(after.keySet());
        var pairs = series.stream()
                .map(code -> new Pair(before.get(code), after.get(code)))
                .toList();
        var paired = new PairedUnits(
                numbers(pairs, pair -> pair.before() == null ? 0 : pair.before().students()),
                numbers(pairs, pair -> pair.before() == null ? 0 : pair.before().value()),
                numbers(pairs, pair -> pair.after() == null ? 0 : pair.after().students()),
                numbers(pairs, pair -> pair.after() == null ? 0 : pair.after().value()));
        var mean = MeanShift.of(paired);
        var variation = VariationShift.of(paired);
        var opened = only(pairs, OPENING);
        var closed = only(pairs, CLOSING);
        var causes = new TreeMap<>(units.causes(opened, from, standard, stage, indicator));
        var causesOfClosing = units.causes(closed, to, standard, stage, indicator);
        var onlyAfter = counts(causes);
        var onlyBefore = counts(causesOfClosing);
        causes.putAll(causesOfClosing);
        var moved = new ArrayList<MovedSchool>();
        for (int i = 0; i < pairs.size(); i++) {
            moved.add(moved(pairs.get(i), causes, mean.units()[i], variation.units()[i]));
        }
        return new YearDifference(
                mean,
                variation,
                new SchoolFlow(
                        pairs.size() - opened.size() - closed.size(),
                        (int) pairs.stream()
                                .filter(pair -> pair.part().equals(STAYING)
                                        && !pair.before()
                                                .code()
                                                .equals(pair.after().code()))
                                .count(),
                        onlyAfter,
                        onlyBefore,
                        most(moved, most, MovedSchool::mean),
                        most(moved, most, MovedSchool::cv2)));
    }

    private static double[] numbers(List<Pair> pairs, ToDoubleFunction<Pair> number) {
        return pairs.stream().mapToDouble(number).toArray();
    }

    private static List<Unit> only(List<Pair> pairs, String part) {
        return pairs.stream()
                .filter(pair -> pair.part().equals(part))
                .map(Pair::last)
                .toList();
    }

    private static Map<String, Integer> counts(Map<String, String> causes) {
        var counts = new TreeMap<String, Integer>();
        causes.values().forEach(cause -> counts.merge(cause, 1, Integer::sum));
        return counts;
    }

    private static MovedSchool moved(Pair pair, Map<String, String> causes, double mean, double cv2) {
        var before = pair.before();
        var after = pair.after();
        return new MovedSchool(
                pair.last().code(),
                pair.part().equals(STAYING) && !before.code().equals(after.code()) ? before.code() : null,
                pair.last().name(),
                pair.part(),
                causes.get(pair.last().series()),
                before == null ? null : Integer.valueOf(before.students()),
                before == null ? null : Double.valueOf(before.value()),
                after == null ? null : Integer.valueOf(after.students()),
                after == null ? null : Double.valueOf(after.value()),
                mean,
                cv2);
    }

    private static List<MovedSchool> most(
            List<MovedSchool> schools, int most, ToDoubleFunction<MovedSchool> contribution) {
        return schools.stream()
                .filter(school -> contribution.applyAsDouble(school) != 0)
                .filter(school -> Double.isFinite(contribution.applyAsDouble(school)))
                .sorted(Comparator.comparingDouble(
                                (MovedSchool school) -> -Math.abs(contribution.applyAsDouble(school)))
                        .thenComparing(MovedSchool::schoolCode))
                .limit(most)
                .toList();
    }

    MeanShift mean() {
        return mean;
    }

    VariationShift variation() {
        return variation;
    }

    SchoolFlow schools() {
        return schools;
    }

    List<Component> componentsOfMean() {
        return components(mean.values(), mean.weights(), mean.openings(), mean.closings());
    }

    List<Component> componentsOfSquare() {
        return components(variation.values(), variation.weights(), variation.openings(), variation.closings());
    }

    private static List<Component> components(double values, double weights, double openings, double closings) {
        return List.of(
                new Component("staying_values", values),
                new Component("staying_weights", weights),
                new Component("openings", openings),
                new Component("closings", closings));
    }
}
