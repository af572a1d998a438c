package org.junheng.explain;

import java.util.List;
import java.util.Map;
import org.junheng.explain.Contributions.Contribution;
import org.junheng.explain.Findings.Finding;
import org.junheng.explain.SchoolsBehind.AbsentSchool;
import org.junheng.explain.SchoolsBehind.SchoolBehind;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Variations.Variation;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

/**
 * What is told of a county.
 *
 * @param stage the stage that alone was asked for, or null; verdicts and their counts are over all stages
 * @param functionalZone whether it has no national code, so that a national standard measures but does not judge it
 * @param countySheet whether a county sheet of the year is there
 * @param ranks among the counties under the same region above, as table {@code region_rank} has them
 */
record CountyReport(
        String kind,
        Snapshot snapshot,
        int year,
        String code,
        String name,
        String stage,
        boolean functionalZone,
        boolean countySheet,
        List<Recognition> recognitions,
        List<StandardReport> standards,
        List<SchoolBehind> schoolsBehind,
        List<Finding> schoolFindings,
        List<Contribution> contributions,
        List<AbsentSchool> absentSchools,
        List<ReviewStep> reviewCalendar,
        List<Roadmaps.Standing> roadmap,
        List<Map<String, Object>> ranks,
        List<Next> next) {

    /** A recognition that was announced. */
    record Recognition(String assessmentLevel, int year, String notice, String date) {}

    /**
     * A standard's verdict and items.
     *
     * @param source the document
     * @param indicatorsOf of a plan: the standard whose indicators it takes over; else null
     * @param place where a school counts, as the standard has it; null where the summary does not say
     * @param variations of a plan: CVs over the schools that it counts, where these are others
     */
    record StandardReport(
            String standard,
            Bilingual title,
            String source,
            String assessmentLevel,
            String indicatorsOf,
            String verdict,
            String basis,
            int itemsPassed,
            int itemsFailed,
            int itemsCannotSay,
            Bilingual place,
            List<Variation> variations,
            Items items) {
        boolean plan() {
            return indicatorsOf != null;
        }

        boolean full() {
            return basis.equals("full");
        }
    }

    /** A step of the review year. */
    record ReviewStep(
            String plan,
            String step,
            String dueDate,
            boolean ready,
            Bilingual missing,
            String doneOn,
            Boolean late,
            String clause) {}
}
