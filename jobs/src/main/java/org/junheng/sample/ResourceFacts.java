package org.junheng.sample;

import java.util.List;
import java.util.Map;

/** The contents of {@code schemas/sample/resources.yaml}: growth, spread, enrolment and class sizes. */
record ResourceFacts(
        Level settled,
        Before before,
        FallingBack afterFallingBack,
        double largestDeviation,
        double stretchAbove,
        double noise,
        double least,
        double outOfScope,
        Map<String, Double> villageShift,
        Map<String, Double> studentsPerTeacher,
        double peShare,
        Map<String, Double> indoorSportsShare,
        Cohort cohort,
        ClassSize classSize,
        StudentGroups studentGroups) {

    /** Boys among the pupils, how uneven grades are, and, by kind of place, boarders, children of migrants and left-behind ones. */
    record StudentGroups(
            double boysShare,
            double boysSpread,
            double gradeSpread,
            Map<String, Double> boarderShare,
            Shares migrantShare,
            Shares leftBehindShare,
            Unevenness unevenness) {}

    /** Shares of the pupils, by kind of county and of place. */
    record Shares(Map<String, Double> district, Map<String, Double> county) {
        double of(School school) {
            return (school.county().urban() ? district : county).get(school.place());
        }
    }

    /** How far a share of a school lies from that of its place, as a deviation relative to it: for good, and in a year. */
    record Unevenness(double school, double year) {}

    /** Mean and spread of a level county, as multiples of the thresholds. */
    record Level(double mean, double spread) {}

    /** What each missing year changes. */
    record Before(double mean, double spread, int mostYears) {}

    record FallingBack(int years) {}

    /** Enrolment by year, place and stage, as multiples of a school's size. */
    record Cohort(
            int firstYear,
            double schoolDrift,
            double noise,
            Map<String, List<Double>> district,
            Map<String, List<Double>> county) {

        double index(boolean urban, String stage, int year) {
            var series = (urban ? district : county).get(stage);
            return series.get(Math.max(0, Math.min(series.size() - 1, year - firstYear)));
        }
    }

    record ClassSize(
            int firstYear,
            int lastYear,
            FirstLast district,
            FirstLast county,
            double schoolSpread,
            int smallestUsual,
            int mostDeviation) {

        double usual(boolean urban, int year) {
            var ends = urban ? district : county;
            var progress =
                    (double) (Math.max(firstYear, Math.min(lastYear, year)) - firstYear) / (lastYear - firstYear);
            return ends.first() + (ends.last() - ends.first()) * progress;
        }
    }

    record FirstLast(double first, double last) {}
}
