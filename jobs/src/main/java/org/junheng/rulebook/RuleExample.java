package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;

/**
 * What a rule answers to given inputs.
 *
 * @param stage the stage judged, or null
 * @param year the census year, or null for one in which the rule is due
 * @param region code of the county, or null
 * @param given input → value: number, text, true or false, a list, or a range [least, most]
 * @param variation indicator → its CV, for formulas that name CVs
 * @param expect the answer
 * @param observed the figure that it shows, or null where that is not checked
 * @param within how close the figure must be
 * @param floor of an indicator: whether a failing value reaches the floor; or null
 * @param cv of an indicator's CV: the CV; or null
 * @param missing of an indicator's CV: how many values are missing; or null
 * @param bounds of an indicator's CV: the least and greatest that what is missing leaves possible; or null
 */
public record RuleExample(
        Stage stage,
        Integer year,
        String region,
        Map<String, Object> given,
        Map<String, BigDecimal> variation,
        Status expect,
        BigDecimal observed,
        BigDecimal within,
        Boolean floor,
        BigDecimal cv,
        Integer missing,
        List<BigDecimal> bounds)
        implements Serializable {
    @JsonCreator
    static RuleExample of(
            @JsonProperty("stage") Stage stage,
            @JsonProperty("year") Integer year,
            @JsonProperty("region") String region,
            @JsonProperty("given") LinkedHashMap<String, Object> given,
            @JsonProperty("cv_of") LinkedHashMap<String, BigDecimal> variation,
            @JsonProperty("expect") String expect,
            @JsonProperty("observed") BigDecimal observed,
            @JsonProperty("within") BigDecimal within,
            @JsonProperty("floor") Boolean floor,
            @JsonProperty("cv") BigDecimal cv,
            @JsonProperty("missing") Integer missing,
            @JsonProperty("bounds") List<BigDecimal> bounds) {
        if (bounds != null && bounds.size() != 2) {
            throw new Facts.KeyFault("bounds", "bounds are [least, greatest]; found " + bounds);
        }
        return new RuleExample(
                stage,
                year,
                region,
                given == null ? Map.of() : given,
                variation == null ? Map.of() : variation,
                expected(Facts.required(expect, "expect")),
                observed,
                within == null ? BigDecimal.ZERO : within,
                floor,
                cv,
                missing,
                bounds);
    }

    /** An example that gives nothing. */
    public static RuleExample empty(Stage stage) {
        return new RuleExample(
                stage,
                null,
                null,
                Map.of(),
                Map.of(),
                Status.CANNOT_SAY,
                null,
                BigDecimal.ZERO,
                null,
                null,
                null,
                null);
    }

    private static Status expected(String id) {
        for (var status : Status.values()) {
            if (status.id().equals(id.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw new Facts.KeyFault("expect", "expect is pass, fail, cannot_say or not_applicable; found " + id);
    }
}
