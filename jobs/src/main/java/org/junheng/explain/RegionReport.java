package org.junheng.explain;

import java.util.List;
import java.util.Map;
import org.junheng.explain.CountyReport.Recognition;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

/**
 * What is told of a city, a province or the nation, and of a county that no standard judges.
 *
 * @param rules the rules that bind it, by standard
 * @param measures measures of equity over all its schools, as table {@code equity} has them
 */
record RegionReport(
        String kind,
        Snapshot snapshot,
        int year,
        String code,
        String name,
        String level,
        List<Rules> rules,
        List<Tally> tallies,
        List<County> counties,
        List<Roadmaps.Standing> roadmap,
        List<Map<String, Object>> measures,
        List<Next> next) {

    /** The rules of a standard by what they came to. */
    record Rules(String standard, Bilingual title, Items items) {}

    /** How many counties of the region came to what under a standard. */
    record Tally(
            String standard,
            String assessmentLevel,
            int counties,
            int pass,
            int fail,
            int cannotSay,
            int notApplicable) {}

    /** A county of the region. */
    record County(
            String code, String name, boolean functionalZone, List<Verdict> verdicts, List<Recognition> recognitions) {}

    /** A county's verdict under a standard. */
    record Verdict(
            String standard, String verdict, String basis, int itemsPassed, int itemsFailed, int itemsCannotSay) {}
}
