package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junheng.terms.Stage;

/**
 * How guesses are made of what an unknown header means ({@code census/similarity.yaml}).
 *
 * @param least the least similarity of two names, 0 to 1, that makes a guess
 * @param leastProfile the least share of a form's columns that a sheet must have to be taken for that form, 0 to 1
 * @param medianFactor a median so many times above or below last year's is marked
 * @param rows figures are taken of so many rows of a sheet at most
 * @param samples how many different values of a column are shown
 * @param units unit → what it measures
 * @param spellings part of a name → how it is compared
 * @param opposites lists of words of which none stands for another
 * @param stages words by which a name tells its stage
 * @param names canonical column, without its stage → what it is often called
 */
public record Similarity(
        double least,
        double leastProfile,
        double medianFactor,
        int rows,
        int samples,
        Map<String, Unit> units,
        Map<String, String> spellings,
        List<List<String>> opposites,
        Map<Stage, List<String>> stages,
        Map<String, List<String>> names)
        implements Serializable {
    /** How many of what a unit is: 万元 is 10,000 of 元. */
    public record Unit(String of, BigDecimal times) implements Serializable {
        public Unit {
            Facts.required(of, "of");
            if (Facts.required(times, "times").signum() <= 0) {
                throw new Facts.KeyFault("times", "times must be more than 0; found " + times);
            }
        }
    }

    @JsonCreator
    static Similarity of(
            @JsonProperty("least") BigDecimal least,
            @JsonProperty("least_profile") BigDecimal leastProfile,
            @JsonProperty("median_factor") BigDecimal medianFactor,
            @JsonProperty("rows") Integer rows,
            @JsonProperty("samples") Integer samples,
            @JsonProperty("units") LinkedHashMap<String, Unit> units,
            @JsonProperty("spellings") LinkedHashMap<String, String> spellings,
            @JsonProperty("opposites") List<List<String>> opposites,
            @JsonProperty("stages") LinkedHashMap<Stage, List<String>> stages,
            @JsonProperty("names") LinkedHashMap<String, List<String>> names) {
        return new Similarity(
                share(least, "least"),
                share(leastProfile, "least_profile"),
                atLeast(1, Facts.required(medianFactor, "median_factor").doubleValue(), "median_factor"),
                (int) atLeast(1, Facts.required(rows, "rows"), "rows"),
                (int) atLeast(1, Facts.required(samples, "samples"), "samples"),
                Objects.requireNonNullElseGet(units, LinkedHashMap::new),
                Objects.requireNonNullElseGet(spellings, LinkedHashMap::new),
                Objects.requireNonNullElse(opposites, List.of()),
                Objects.requireNonNullElseGet(stages, LinkedHashMap::new),
                Objects.requireNonNullElseGet(names, LinkedHashMap::new));
    }

    private static double share(BigDecimal value, String key) {
        double share = Facts.required(value, key).doubleValue();
        if (share <= 0 || share > 1) {
            throw new Facts.KeyFault(key, key + " must be above 0 and at most 1; found " + value);
        }
        return share;
    }

    private static double atLeast(double least, double value, String key) {
        if (value < least) {
            throw new Facts.KeyFault(key, key + " must be " + least + " or more; found " + value);
        }
        return value;
    }
}
