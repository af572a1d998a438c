package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How schools of two years are compared when changes are looked for.
 *
 * @param placeColumns columns of table {@code school} that tell the place of a school
 */
public record SchoolMatching(Names names, List<String> placeColumns, Pairs pairs, Moves moves) implements Serializable {
    /** The likenesses of one school under two codes. */
    private static final Set<String> OF_PAIRS = Set.of("name", "resources", "students", "classes", "place", "type");

    /** The likenesses of a school and what it went into or came out of. */
    private static final Set<String> OF_MOVES = Set.of("students", "beyond_usual", "name", "place");

    /**
     * How names are compared.
     *
     * @param replaced text → what is read instead, in order
     * @param kinds words at the end that tell the kind of school
     * @param placeEndings endings of the names of divisions
     * @param numerals characters that number schools
     * @param otherNumerals the share that counts of the likeness of two names with different numerals
     */
    public record Names(
            Map<String, String> replaced,
            List<String> kinds,
            List<String> placeEndings,
            String numerals,
            double otherNumerals)
            implements Serializable {
        @JsonCreator
        static Names of(
                @JsonProperty("replaced") LinkedHashMap<String, String> replaced,
                @JsonProperty("kinds") List<String> kinds,
                @JsonProperty("place_endings") List<String> placeEndings,
                @JsonProperty("numerals") String numerals,
                @JsonProperty("other_numerals") Double otherNumerals) {
            return new Names(
                    new LinkedHashMap<>(Facts.required(replaced, "replaced")),
                    List.copyOf(Facts.required(kinds, "kinds")),
                    List.copyOf(Facts.required(placeEndings, "place_endings")),
                    Facts.required(numerals, "numerals"),
                    checkedShare(otherNumerals, "other_numerals"));
        }
    }

    /**
     * One school under two codes.
     *
     * @param weights likeness → weight
     * @param resourceTolerance the share by which two resources that are alike may differ
     * @param unexplainedCode the likeness of two types of school that do not explain a new code
     * @param leastCompared the least share of the weights that must be of what could be compared
     * @param leastScore from 0 to 1; what scores less is not proposed
     */
    public record Pairs(
            Map<String, Double> weights,
            double resourceTolerance,
            double unexplainedCode,
            double leastCompared,
            double leastScore)
            implements Serializable {
        @JsonCreator
        static Pairs of(
                @JsonProperty("weights") Map<String, Double> weights,
                @JsonProperty("resource_tolerance") Double resourceTolerance,
                @JsonProperty("unexplained_code") Double unexplainedCode,
                @JsonProperty("least_compared") Double leastCompared,
                @JsonProperty("least_score") Double leastScore) {
            return new Pairs(
                    checkedWeights(weights, OF_PAIRS),
                    checkedShare(resourceTolerance, "resource_tolerance"),
                    checkedShare(unexplainedCode, "unexplained_code"),
                    checkedShare(leastCompared, "least_compared"),
                    checkedShare(leastScore, "least_score"));
        }
    }

    /**
     * Schools that went into another, or came out of it.
     *
     * @param weights likeness → weight
     * @param usualChange the least share of a school's students by which it is taken to change in any year
     * @param mostSchools how many schools are taken together at most
     * @param leastScore from 0 to 1; what scores less is not proposed
     */
    public record Moves(Map<String, Double> weights, double usualChange, int mostSchools, double leastScore)
            implements Serializable {
        @JsonCreator
        static Moves of(
                @JsonProperty("weights") Map<String, Double> weights,
                @JsonProperty("usual_change") Double usualChange,
                @JsonProperty("most_schools") Integer mostSchools,
                @JsonProperty("least_score") Double leastScore) {
            if (Facts.required(mostSchools, "most_schools") < 1 || mostSchools > 4) {
                throw new Facts.KeyFault("most_schools", "most_schools must be from 1 to 4; found " + mostSchools);
            }
            return new Moves(
                    checkedWeights(weights, OF_MOVES),
                    checkedShare(usualChange, "usual_change"),
                    mostSchools,
                    checkedShare(leastScore, "least_score"));
        }
    }

    @JsonCreator
    static SchoolMatching of(
            @JsonProperty("names") Names names,
            @JsonProperty("place_columns") List<String> placeColumns,
            @JsonProperty("pairs") Pairs pairs,
            @JsonProperty("moves") Moves moves) {
        return new SchoolMatching(
                Facts.required(names, "names"),
                List.copyOf(Facts.required(placeColumns, "place_columns")),
                Facts.required(pairs, "pairs"),
                Facts.required(moves, "moves"));
    }

    private static Map<String, Double> checkedWeights(Map<String, Double> weights, Set<String> likenesses) {
        if (!Facts.required(weights, "weights").keySet().equals(likenesses)) {
            throw new Facts.KeyFault("weights", "weights are of " + List.copyOf(new java.util.TreeSet<>(likenesses)));
        }
        if (weights.values().stream().anyMatch(weight -> weight == null || weight <= 0)) {
            throw new Facts.KeyFault("weights", "a weight must be above 0");
        }
        return Map.copyOf(weights);
    }

    private static double checkedShare(Double value, String key) {
        if (Facts.required(value, key) < 0 || value > 1) {
            throw new Facts.KeyFault(key, key + " must be from 0 to 1; found " + value);
        }
        return value;
    }
}
