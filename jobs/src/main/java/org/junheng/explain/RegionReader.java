package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.explain.RegionReport.County;
import org.junheng.explain.RegionReport.Rules;
import org.junheng.explain.RegionReport.Tally;
import org.junheng.explain.RegionReport.Verdict;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** Finds what is told of a city, a province or the nation. */
final class RegionReader {
    private final Tables tables;

    RegionReader(Tables tables) {
        this.tables = tables;
    }

    RegionReport read(Where where) throws SQLException {
        var counties = counties(where);
        return new RegionReport(
                "region",
                Snapshot.of(tables),
                where.year(),
                where.code(),
                where.name(),
                where.level(),
                rules(where),
                tallies(where),
                counties,
                Roadmaps.inside(tables, where),
                measures(where),
                next(where, counties));
    }

    private List<Rules> rules(Where where) throws SQLException {
        var found = new ArrayList<Rules>();
        new TreeMap<>(new ItemReader(tables, where.standards())
                        .ofRegion(where.level(), where.code(), where.year(), where.standardFilter("i.standard")))
                .forEach((standard, items) -> found.add(
                        new Rules(standard, where.standards().get(standard).title(), Items.of(items))));
        return found;
    }

    /** The counties below a region, whatever lies between. */
    private static String inside(Where where) {
        return "d.code IN (%s WHERE code <> %s)".formatted(where.inside("code"), SqlText.literal(where.code()));
    }

    private List<Tally> tallies(Where where) throws SQLException {
        var found = new ArrayList<Tally>();
        for (var row : tables.rows("""
                SELECT v.standard, v.assessment_level, count(*) AS counties, count(*) FILTER (verdict = 'pass') AS pass,
                  count(*) FILTER (verdict = 'fail') AS fail, count(*) FILTER (verdict = 'cannot_say') AS cannot_say,
                  count(*) FILTER (verdict = 'not_applicable') AS not_applicable
                FROM county_verdict v JOIN division d ON d.year = v.year AND d.code = v.county_code
                WHERE v.year = %d AND %s%s GROUP BY v.standard, v.assessment_level
                ORDER BY v.assessment_level <> 'nation', v.standard""".formatted(where.year(), inside(where), where.standardFilter("v.standard")))) {
            found.add(new Tally(
                    row.text("standard"),
                    row.text("assessment_level"),
                    row.integer("counties"),
                    row.integer("pass"),
                    row.integer("fail"),
                    row.integer("cannot_say"),
                    row.integer("not_applicable")));
        }
        return found;
    }

    private List<County> counties(Where where) throws SQLException {
        var found = new LinkedHashMap<String, County>();
        for (var row : tables.rows("""
                SELECT d.code, d.name, d.pseudo, v.*
                FROM county_verdict v JOIN division d ON d.year = v.year AND d.code = v.county_code
                WHERE v.year = %d AND %s%s ORDER BY d.code, v.assessment_level <> 'nation', v.standard""".formatted(where.year(), inside(where), where.standardFilter("v.standard")))) {
            var code = row.text("code");
            if (!found.containsKey(code)) {
                found.put(
                        code,
                        new County(
                                code,
                                row.text("name"),
                                row.isTrue("pseudo"),
                                new ArrayList<>(),
                                CountyReader.recognitions(tables, code)));
            }
            found.get(code)
                    .verdicts()
                    .add(new Verdict(
                            row.text("standard"),
                            row.text("verdict"),
                            row.text("basis"),
                            row.integer("items_passed"),
                            row.integer("items_failed"),
                            row.integer("items_cannot_say")));
        }
        return List.copyOf(found.values());
    }

    private List<Map<String, Object>> measures(Where where) throws SQLException {
        return tables
                .rows(
                        "SELECT * EXCLUDE (year, level, region_code) FROM equity e WHERE year = ? AND level = ? AND region_code = ?"
                                + (where.standard().isPresent() ? where.equityFilter("e.") : where.stageFilter("e."))
                                + " ORDER BY standard, stage DESC, indicator",
                        where.year(),
                        where.level(),
                        where.code())
                .stream()
                .map(Row::cells)
                .toList();
    }

    private static List<Next> next(Where where, List<County> counties) {
        var next = new ArrayList<Next>();
        counties.stream()
                .filter(county -> county.verdicts().stream()
                        .anyMatch(verdict -> verdict.verdict().equals("fail")))
                .findFirst()
                .ifPresent(county -> next.add(
                        new Next(where.command(county.code(), ""), new Bilingual("一个县为何不通过", "why a county fails"))));
        next.add(new Next(
                where.command(where.code(), " --indicator ID"),
                new Bilingual("某一指标逐校的计算过程", "the work sheet of an indicator, school by school")));
        next.add(new Next(
                where.command(where.code(), " --format json"), new Bilingual("全部内容，不舍入", "all of it, not rounded")));
        return next;
    }
}
