package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junheng.explain.CountyReport.Recognition;
import org.junheng.explain.CountyReport.ReviewStep;
import org.junheng.explain.CountyReport.StandardReport;
import org.junheng.explain.Item.Elsewhere;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

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
                CountyText.next(where, sheet, schools, contributions, absent));
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
        var places = places();
        var items = new ItemReader(tables).ofCounty(where.code(), where.year(), where.stageFilter("i."));
        var found = new ArrayList<StandardReport>();
        StandardReport national = null;
        for (var row : tables.rows(
                "SELECT * FROM county_verdict WHERE year = ? AND county_code = ?"
                        + " ORDER BY assessment_level <> 'nation', assessment_level DESC, standard",
                where.year(),
                where.code())) {
            var id = row.text("standard");
            var report = standard(row, items.getOrDefault(id, List.of()), places.get(id), national);
            if (national == null && report.national()) {
                national = report;
            }
            if (where.standard().isEmpty() || where.standard().get().equals(id)) {
                found.add(report);
            }
        }
        return found;
    }

    private static StandardReport standard(Row row, List<Item> items, Bilingual place, StandardReport national) {
        boolean beside = national != null;
        var compared = beside ? beside(items, national) : items;
        return new StandardReport(
                row.text("standard"),
                row.text("assessment_level"),
                row.text("verdict"),
                row.text("basis"),
                row.integer("items_passed"),
                row.integer("items_failed"),
                row.integer("items_cannot_say"),
                place,
                compared.stream()
                        .map(Item::sameAs)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                Items.of(compared));
    }

    /** A plan that takes over indicators of the national standard may come to other figures, as schools count elsewhere. */
    private static List<Item> beside(List<Item> items, StandardReport national) {
        var known = new HashMap<List<Object>, Item>();
        List.of(
                        national.items().failing(),
                        national.items().cannotSay(),
                        national.items().passing(),
                        national.items().notApplicable())
                .forEach(those -> those.forEach(item -> known.put(key(item), item)));
        return items.stream()
                .map(item -> {
                    var other = known.get(key(item));
                    // A functional zone is not judged nationally; its figures are the same.
                    if (other == null || other.status().equals("not_applicable")) {
                        return item;
                    }
                    return same(item, other)
                            ? item.beside(national.standard(), null)
                            : item.beside(null, new Elsewhere(national.standard(), other.observed(), other.status()));
                })
                .toList();
    }

    private static List<Object> key(Item item) {
        return List.of(item.item(), item.stage(), item.title());
    }

    private static boolean same(Item item, Item other) {
        return item.status().equals(other.status())
                && Objects.equals(item.required(), other.required())
                && (item.observed() == null || other.observed() == null
                        ? item.observed() == other.observed()
                        : Digits.same(item.observed(), other.observed()));
    }

    /** Where a school counts, the first of the conventions of each standard. */
    private Map<String, Bilingual> places() throws SQLException {
        var places = new HashMap<String, Bilingual>();
        var assumptions = tables.first("SELECT assumptions FROM snapshot")
                .map(row -> row.text("assumptions"))
                .orElse(null);
        if (assumptions != null) {
            assumptions.lines().forEach(line -> {
                int colon = line.indexOf(": ");
                var text = colon < 0 ? null : Tables.bilingual(line.substring(colon + 2));
                if (text != null) {
                    places.put(
                            line.substring(0, colon),
                            new Bilingual(text.zh().split("；")[0], text.en().split("; ")[0]));
                }
            });
        }
        return places;
    }

    /** Not those of a plan whose indicators agree with the national ones, nor of a standard that does not judge the county. */
    private List<Contributions.Contribution> contributions(Where where, List<StandardReport> standards)
            throws SQLException {
        return Contributions.of(tables, where).stream()
                .filter(each -> standards.stream()
                        .noneMatch(report -> report.standard().equals(each.standard())
                                && report.verdict().equals("not_applicable")))
                .filter(each -> standards.stream()
                        .filter(report -> report.standard().equals(each.standard()))
                        .flatMap(report -> report.items().failing().stream())
                        .noneMatch(item -> item.item().equals(each.item())
                                && item.stage().equals(each.stage())
                                && item.sameAs() != null
                                && standards.stream()
                                        .anyMatch(other -> other.standard().equals(item.sameAs()))))
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
