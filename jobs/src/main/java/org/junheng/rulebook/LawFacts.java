package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import org.junheng.terms.Stage;

/**
 * What people know beside the census: recognitions, schools inspected and evaluated, stages that a county does not have,
 * and what is done about problems.
 */
public record LawFacts(
        List<Recognition> recognitions,
        List<Inspection> inspections,
        List<AbsentStage> absentStages,
        List<ProblemMeasure> measures)
        implements Serializable {

    /**
     * A county was recognised (C13).
     *
     * @param year the year that the notice states
     * @param date day of the notice (ISO 8601), or null
     */
    public record Recognition(String countyCode, String assessmentLevel, int year, String notice, String date)
            implements Serializable {}

    /**
     * A school or county was inspected or evaluated.
     *
     * @param plan the standard that asks for it
     * @param kind {@code inspection} or {@code evaluation}
     * @param level {@code school} or {@code county}
     */
    public record Inspection(String plan, int year, String kind, String level, String code, String date)
            implements Serializable {}

    /**
     * A stage that a county lawfully has no school of (C7).
     *
     * @param to first census year in which it has one again, or null
     */
    public record AbsentStage(String countyCode, Stage stage, int from, Integer to, String reason, String source)
            implements Serializable {
        boolean holdsIn(int year) {
            return from <= year && (to == null || year < to);
        }
    }

    /**
     * What is done about a problem, and who does it.
     *
     * @param stage {@code all} where the rule has none
     * @param firstYear census year in which the problem was first seen, or null for whichever
     */
    public record ProblemMeasure(
            String standard,
            String level,
            String code,
            String stage,
            String rule,
            Integer firstYear,
            String measure,
            String responsibleUnit,
            String evidenceRef)
            implements Serializable {}

    /** The declaration that a county has no school of a stage in a year, or null. */
    public AbsentStage absent(String countyCode, Stage stage, int year) {
        return absentStages.stream()
                .filter(each -> each.countyCode().equals(countyCode) && each.stage() == stage && each.holdsIn(year))
                .findFirst()
                .orElse(null);
    }
}
