package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junheng.rulebook.SeriesFacts.Figure;

/**
 * How yearly series are forecast; from {@code schemas/series/forecast.yaml}.
 *
 * @param leastTrainingYears years that a back-test must have before its origin
 * @param leastOutcomes known outcomes of back-tests below which no method replaces the last value
 * @param band share of outcomes that a band is to cover, between 0 and 1
 * @param leastPool errors of other series below which there is no band
 * @param defaultHorizon years that are forecast where no roadmap names a target year
 * @param mostAgeYears a series that ended more years before the last one of its standard is not forecast
 * @param shareEdge shares nearer to 0 or 1 than this are moved here before their logit is taken
 * @param still a series whose mean yearly change is at most this part of its mean value counts as unchanged
 * @param anchor where the line of Theil and Sen is fixed
 * @param scale by what errors are divided before they are pooled
 * @param poolByLevel whether a pool holds the errors of one level only
 * @param poolByMethod whether a pool holds the errors of one method at all origins, or those of the methods chosen at each
 * @param levelGains values that are tried for the smoothing of the level, 0 to 1
 * @param trendGains values that are tried for the smoothing of the trend, 0 to 1
 * @param dampings values that are tried for the damping, above 0 and at most 1
 */
public record ForecastFacts(
        int leastTrainingYears,
        int leastOutcomes,
        double band,
        int leastPool,
        int defaultHorizon,
        int mostAgeYears,
        double shareEdge,
        double still,
        Anchor anchor,
        Scale scale,
        boolean poolByLevel,
        boolean poolByMethod,
        List<Double> levelGains,
        List<Double> trendGains,
        List<Double> dampings)
        implements Serializable {

    /** Where the line of Theil and Sen is fixed. */
    public enum Anchor {
        /** It goes through the last value. */
        LAST_VALUE,
        /** The median of the residuals is 0. */
        MEDIAN_RESIDUAL
    }

    /** By what an error is divided before it is pooled with those of other series. */
    public enum Scale {
        /** By nothing. */
        NONE,
        /** By the mean absolute change a year. */
        YEARLY_CHANGE,
        /** By the mean value. */
        VALUE
    }

    /** A choice by name, with what it rests on. */
    record Choice(String value, String zh, String en, String source) {
        Choice {
            Facts.required(value, "value");
            Facts.required(zh, "zh");
            Facts.required(en, "en");
            Facts.required(source, "source");
        }

        <T extends Enum<T>> T of(Class<T> type, String key) {
            try {
                return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new Facts.KeyFault(
                        key, key + " must be one of " + List.of(type.getEnumConstants()) + "; found " + value);
            }
        }
    }

    /** Values that are tried, with what they rest on. */
    record Tried(List<BigDecimal> values, String zh, String en, String source) {
        Tried {
            Facts.required(values, "values");
            Facts.required(zh, "zh");
            Facts.required(en, "en");
            Facts.required(source, "source");
        }

        List<Double> gains(String key) {
            if (values.isEmpty()
                    || values.stream().anyMatch(each -> each.signum() < 0 || each.compareTo(BigDecimal.ONE) > 0)) {
                throw new Facts.KeyFault(key, key + " must be one or more numbers from 0 to 1; found " + values);
            }
            return values.stream().map(BigDecimal::doubleValue).toList();
        }
    }

    @JsonCreator
    static ForecastFacts of(
            @JsonProperty("least_training_years") Figure leastTrainingYears,
            @JsonProperty("least_outcomes") Figure leastOutcomes,
            @JsonProperty("band") Figure band,
            @JsonProperty("least_pool") Figure leastPool,
            @JsonProperty("default_horizon") Figure defaultHorizon,
            @JsonProperty("most_age_years") Figure mostAgeYears,
            @JsonProperty("share_edge") Figure shareEdge,
            @JsonProperty("still") Figure still,
            @JsonProperty("anchor") Choice anchor,
            @JsonProperty("scale") Choice scale,
            @JsonProperty("pool_by_level") Figure poolByLevel,
            @JsonProperty("pool_by_method") Figure poolByMethod,
            @JsonProperty("level_gains") Tried levelGains,
            @JsonProperty("trend_gains") Tried trendGains,
            @JsonProperty("dampings") Tried dampings) {
        return new ForecastFacts(
                // A trend needs two years, and a third to fit anything to.
                whole(leastTrainingYears, 3, "least_training_years"),
                whole(leastOutcomes, 1, "least_outcomes"),
                within(band, 1, "band"),
                whole(leastPool, 1, "least_pool"),
                whole(defaultHorizon, 1, "default_horizon"),
                whole(mostAgeYears, 0, "most_age_years"),
                within(shareEdge, 0.5, "share_edge"),
                within(still, 1, "still"),
                Facts.required(anchor, "anchor").of(Anchor.class, "anchor"),
                Facts.required(scale, "scale").of(Scale.class, "scale"),
                flag(poolByLevel, "pool_by_level"),
                flag(poolByMethod, "pool_by_method"),
                Facts.required(levelGains, "level_gains").gains("level_gains"),
                Facts.required(trendGains, "trend_gains").gains("trend_gains"),
                Facts.required(dampings, "dampings").gains("dampings"));
    }

    private static int whole(Figure figure, int least, String key) {
        var value = Facts.required(figure, key).value();
        try {
            int whole = value.intValueExact();
            if (whole >= least) {
                return whole;
            }
        } catch (ArithmeticException fraction) {
            // told below
        }
        throw new Facts.KeyFault(key, key + " must be a whole number from " + least + "; found " + value);
    }

    private static double within(Figure figure, double below, String key) {
        double value = Facts.required(figure, key).value().doubleValue();
        if (value <= 0 || value >= below) {
            throw new Facts.KeyFault(key, key + " must be above 0 and below " + below + "; found " + value);
        }
        return value;
    }

    private static boolean flag(Figure figure, String key) {
        int value = whole(figure, 0, key);
        if (value > 1) {
            throw new Facts.KeyFault(key, key + " must be 0 or 1; found " + value);
        }
        return value == 1;
    }
}
