package org.junheng.explain;

import java.util.List;
import java.util.Map;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

/**
 * What differs between two years of a place, or between two places in a year, and what explains it.
 *
 * @param kind {@code years} or {@code places}
 * @param breaks of the years between: changes after which the territory is another
 * @param notCompared indicators that one side lacks
 */
record DifferenceReport(
        String kind,
        Snapshot snapshot,
        Side from,
        Side to,
        Basis basis,
        List<Bilingual> breaks,
        List<IndicatorDifference> indicators,
        List<NotCompared> notCompared,
        List<VerdictPair> verdicts,
        List<CountyVerdicts> countyVerdicts,
        List<SchoolVerdicts> schoolVerdicts,
        List<ItemChange> items,
        List<RankPair> ranks,
        List<GapPair> gaps,
        List<Next> next) {

    /** A year of a place. */
    record Side(int year, String code, String name, String level) {}

    /**
     * By what was measured.
     *
     * @param place where a school counts
     * @param switches readings taken that no single rule names, so that all figures rest on them, and those of the indicators
     * @param others standards under which both sides are measured too
     */
    record Basis(String standard, Bilingual title, Bilingual place, List<Setting> switches, List<String> others) {}

    /** A switch, its setting, and whether the source confirms it. */
    record Setting(String name, String setting, boolean confirmed) {}

    /**
     * A difference and its parts.
     *
     * @param from as published
     * @param to as published
     * @param components parts that sum to the difference; a value is null where it cannot be computed
     * @param agrees whether both figures, worked out again from the schools' rows, are those published, to 1e-9
     * @param reason why there are no parts, or what is not as published; null where nothing is to be said
     */
    record Change(
            Double from, Double to, Double difference, List<Component> components, boolean agrees, Bilingual reason) {}

    /** A part of a difference. */
    record Component(String component, Double value) {}

    /**
     * An indicator on both sides.
     *
     * @param mean parts of the mean, in the unit of the indicator
     * @param cv2 parts of the squared CV
     * @param cv the same, each divided by the sum of both CVs, so that they sum to the difference of the CVs
     * @param schools of two years: which schools stayed, came and went
     * @param groups of two places: the groups over which they are compared
     */
    record IndicatorDifference(
            String stage,
            String indicator,
            String item,
            Bilingual title,
            Figures from,
            Figures to,
            Change mean,
            Change cv2,
            Change cv,
            SchoolFlow schools,
            Grouping groups) {}

    /** What table {@code equity} says of one side. */
    record Figures(
            int units,
            int excludedNoStudents,
            int excludedMissing,
            int excludedOutOfScope,
            Double cvLimit,
            String cvStatus,
            Map<String, Object> measures) {}

    /**
     * Which schools are in both years.
     *
     * @param recoded of those that stay: schools under another code
     * @param onlyAfter in the second year alone, by why they are not in the first
     * @param onlyBefore in the first year alone, by why they are not in the second
     * @param movedMean schools that moved the mean most
     * @param movedCv2 schools that moved the squared CV most
     */
    record SchoolFlow(
            int staying,
            int recoded,
            Map<String, Integer> onlyAfter,
            Map<String, Integer> onlyBefore,
            List<MovedSchool> movedMean,
            List<MovedSchool> movedCv2) {}

    /**
     * A school and what it adds to a difference.
     *
     * @param codeBefore its code in the first year where that is another
     * @param part {@code staying}, {@code opening} or {@code closing}
     * @param cause why it is in one year alone; null where it stays
     */
    record MovedSchool(
            String schoolCode,
            String codeBefore,
            String name,
            String part,
            String cause,
            Integer studentsFrom,
            Double valueFrom,
            Integer studentsTo,
            Double valueTo,
            double mean,
            double cv2) {}

    /**
     * The groups of two places.
     *
     * @param by {@code urban_rural}, {@code ownership} or {@code none}, each with size
     * @param largeFrom from how many students on a school is in the larger half
     */
    record Grouping(String by, int largeFrom, List<Group> groups) {}

    /** A group of schools; means are null where a side has none. */
    record Group(
            String group,
            Bilingual title,
            int unitsFrom,
            int unitsTo,
            double shareFrom,
            double shareTo,
            Double meanFrom,
            Double meanTo,
            double composition,
            double rates) {}

    /** An indicator that one side lacks. */
    record NotCompared(String stage, String indicator, Bilingual title, Bilingual reason) {}

    /** A county's verdict under a standard on both sides; null where there is none. */
    record VerdictPair(String standard, String from, String fromBasis, String to, String toBasis) {}

    /** How many counties of a region came to a verdict under a standard. */
    record CountyVerdicts(String standard, String verdict, int from, int to) {}

    /** How many schools of a stage came to a verdict. */
    record SchoolVerdicts(String stage, String verdict, int from, int to) {}

    /** An item that came to something else. */
    record ItemChange(
            String standard,
            String stage,
            String item,
            Bilingual title,
            String from,
            Double observedFrom,
            String to,
            Double observedTo,
            Double required,
            String unit) {}

    /** Ranks, from the best to the worst possible; null where a side is not ranked. */
    record RankPair(
            String stage,
            String indicator,
            Bilingual title,
            String measure,
            Integer lowFrom,
            Integer highFrom,
            Integer rankedFrom,
            Integer lowTo,
            Integer highTo,
            Integer rankedTo) {}

    /** A gap between two groups on both sides. */
    record GapPair(
            String stage,
            String indicator,
            Bilingual title,
            String dimension,
            String groupA,
            String groupB,
            Double ratioFrom,
            Double ratioTo) {}
}
