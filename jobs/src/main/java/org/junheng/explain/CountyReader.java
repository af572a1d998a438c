package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.explain.CountyReport.Recognition;
import org.junheng.explain.CountyReport.ReviewStep;
import org.junheng.explain.CountyReport.StandardReport;
import org.junheng.explain.Where.Snapshot;

/** Finds what is told of a county. */
final class CountyReader {
    private final Tables tables;

    CountyReader(Tables tables) {
        this.tables = tables;
    }

    CountyReport read(Where where) throws SQLException {
        var standards = standards(where);
        var behind = new SchoolsBehind(tables);
        var schools = behind.behind(where);
        var contributions = contributions(where, standards);
        var absent = behind.absent(where);
        boolean sheet = tables.first(
                        "SELECT 1 AS sheet FROM county_sheet WHERE year = ? AND county_code = ? LIMIT 1",
                        where.year(),
                        where.code())
                .isPresent();
        return new CountyReport(
                "county",
                Snapshot.of(tables),
                where.year(),
                where.code(),
                where.name(),
                where.stage().orElse(null),
                where.zone(),
                sheet,
                recognitions(tables, where.code()),
                standards,
                schools,
                new Findings(tables).ofSchools(where),
                contributions,
                absent,
                reviewSteps(where),
                Roadmaps.of(tables, where),
                tables
                        .rows(
                                "SELECT * EXCLUDE (year, level, region_code) FROM region_rank r WHERE year = ? AND level = 'county'"
                                        + " AND region_code = ? AND rank_low IS NOT NULL" + where.filter("r.")
                                        + " ORDER BY standard, stage DESC, indicator, measure",
                                where.year(),
                                where.code())
                        .stream()
                        .map(Tables.Row::cells)
                        .toList(),
                CountyText.next(where, sheet, standards, schools, contributions, absent));
    }

    static List<Recognition> recognitions(Tables tables, String county) throws SQLException {
        var found = new ArrayList<Recognition>();
        for (var row : tables.rows(
                "SELECT assessment_level, year, notice, date FROM recognition WHERE county_code = ? ORDER BY year DESC,"
                        + " assessment_level",
                county)) {
            found.add(new Recognition(
                    row.text("assessment_level"), row.integer("year"), row.text("notice"), row.text("date")));
        }
        return found;
    }

    /** The national one first, then those of the level below. */
    private List<StandardReport> standards(Where where) throws SQLException {
        var items = new ItemReader(tables, where.standards()).ofCounty(where);
        var found = new ArrayList<StandardReport>();
        for (var row : tables.rows(
                "SELECT * FROM county_verdict v WHERE year = ? AND county_code = ?" + where.standardFilter("v.standard")
                        + " ORDER BY assessment_level <> 'nation', assessment_level DESC, standard",
                where.year(),
                where.code())) {
            var id = row.text("standard");
            var standard = where.standards().get(id);
            found.add(new StandardReport(
                    id,
                    standard.title(),
                    standard.source(),
                    row.text("assessment_level"),
                    standard.indicatorsOf(),
                    row.text("verdict"),
                    row.text("basis"),
                    row.integer("items_passed"),
                    row.integer("items_failed"),
                    row.integer("items_cannot_say"),
                    standard.place(),
                    where.standards().isPlan(id) ? Variations.of(tables, where, id) : List.of(),
                    Items.of(items.getOrDefault(id, List.of()))));
        }
        return found;
    }

    /** Not those of a standard that does not judge the county. */
    private List<Contributions.Contribution> contributions(Where where, List<StandardReport> standards)
            throws SQLException {
        return Contributions.of(tables, where).stream()
                .filter(each -> standards.stream()
                        .noneMatch(report -> report.standard().equals(each.standard())
                                && report.verdict().equals("not_applicable")))
                .toList();
    }

    private List<ReviewStep> reviewSteps(Where where) throws SQLException {
        var found = new ArrayList<ReviewStep>();
        for (var row : tables.rows("""
                SELECT * FROM review_calendar WHERE year = ? AND county_code = ?%s
                ORDER BY plan, list_position(['self_evaluation', 'city_review', 'provincial_assessment', 'national_recognition'], step)""".formatted(where.standardFilter("plan")), where.year(), where.code())) {
            found.add(new ReviewStep(
                    row.text("plan"),
                    row.text("step"),
                    row.text("due_date"),
                    row.isTrue("ready"),
                    Tables.bilingual(row.text("missing")),
                    row.text("done_on"),
                    (Boolean) row.cells().get("late"),
                    row.text("clause")));
        }
        return found;
    }
}
