package org.junheng.explain;

import java.util.List;
import java.util.Map;
import org.junheng.explain.Findings.Finding;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

/**
 * What is told of a school.
 *
 * @param unitCode the school with which it is counted: another one for a campus that is merged; null where it is not open
 * @param figures students, classes and rooms as reported
 */
record SchoolReport(
        String kind,
        Snapshot snapshot,
        int year,
        String code,
        String name,
        String type,
        String countyCode,
        String regionCode,
        String managerCode,
        String unitCode,
        String situation,
        String note,
        Figures figures,
        List<Campus> campuses,
        Rule rule,
        List<StageVerdict> verdicts,
        List<Indicator> indicators,
        List<Finding> findings,
        List<Sample> inspectionSamples,
        List<Next> next) {

    /**
     * Size, classes and rooms.
     *
     * @param rooms kind → how many; empty where the school is on no list of rooms
     */
    record Figures(
            Integer students,
            Integer studentsPrimary,
            Integer studentsJunior,
            Integer classesPrimary,
            Integer classesJunior,
            Map<String, Object> rooms) {}

    /** When a stage passes: so many indicators met, and the others at this share of their threshold; null where not published. */
    record Rule(int minimumMet, double floorShare) {}

    /** A campus that is counted with the school. */
    record Campus(String code, String name, Integer students) {}

    /**
     * The verdict on a stage.
     *
     * @param standards those under which it is the same
     */
    record StageVerdict(
            List<String> standards,
            String stage,
            String verdict,
            int met,
            int betweenFloorAndThreshold,
            int belowFloor,
            int unknown) {}

    /**
     * An indicator.
     *
     * @param needed what the numerator lacks with today's students
     * @param share what part of a shared facility falls to this stage
     */
    record Indicator(
            List<String> standards,
            String stage,
            String item,
            String indicator,
            Bilingual title,
            Double scale,
            Double numerator,
            Integer students,
            Double value,
            Double threshold,
            Double floor,
            String status,
            Double needed,
            Double share,
            String note) {}

    /** A yearly sample of schools to inspect, in which the school is. */
    record Sample(int year, String plan, String stratum, String origin, Integer seed, Integer lastInspectedYear) {}
}
