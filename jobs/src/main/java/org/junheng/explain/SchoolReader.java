package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junheng.explain.SchoolReport.Campus;
import org.junheng.explain.SchoolReport.Figures;
import org.junheng.explain.SchoolReport.Indicator;
import org.junheng.explain.SchoolReport.Rule;
import org.junheng.explain.SchoolReport.Sample;
import org.junheng.explain.SchoolReport.StageVerdict;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Text.Next;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;

/** Finds what is told of a school. */
final class SchoolReader {
    private final Tables tables;

    SchoolReader(Tables tables) {
        this.tables = tables;
    }

    SchoolReport read(Row school, Where where) throws SQLException {
        var code = school.text("school_code");
        var indicators = indicators(code, where);
        return new SchoolReport(
                "school",
                Snapshot.of(tables),
                where.year(),
                code,
                school.text("name"),
                school.text("type"),
                school.text("county_code"),
                school.text("region_code"),
                school.text("manager_code"),
                school.text("unit_code"),
                school.text("situation"),
                school.text("note"),
                new Figures(
                        school.integer("students"),
                        school.integer("students_primary"),
                        school.integer("students_junior"),
                        school.integer("classes_primary"),
                        school.integer("classes_junior"),
                        rooms(code, where)),
                campuses(code, where),
                rule(code, where),
                verdicts(code, where),
                indicators,
                new Findings(tables).ofSchool(code, where),
                samples(code, where),
                next(school, where));
    }

    private Map<String, Object> rooms(String code, Where where) throws SQLException {
        var rooms = new LinkedHashMap<String, Object>();
        for (var row : tables.rows(
                "SELECT kind, count(*) AS rooms FROM room WHERE year = ? AND school_code = ? GROUP BY kind ORDER BY kind",
                where.year(),
                code)) {
            rooms.put(row.text("kind"), row.integer("rooms"));
        }
        return rooms;
    }

    /** As the item that every school passes has it. */
    private Rule rule(String code, Where where) throws SQLException {
        return tables.first("""
                        SELECT regexp_extract(r.switches, 'minimum_met=([0-9]+)', 1)::INTEGER AS minimum_met,
                          regexp_extract(r.switches, 'floor_share=([0-9.]+)', 1)::DOUBLE AS floor_share
                        FROM standard_rule r WHERE r.switches LIKE 'minimum_met=%%; floor_share=%%'
                          AND r.standard IN (SELECT standard FROM school_verdict WHERE year = ? AND school_code = ?%s)
                        ORDER BY r.standard LIMIT 1""".formatted(where.measuredFilter("")), where.year(), code)
                .map(row -> new Rule(row.integer("minimum_met"), row.number("floor_share")))
                .orElse(null);
    }

    private List<Campus> campuses(String code, Where where) throws SQLException {
        var found = new ArrayList<Campus>();
        for (var row : tables.rows(
                "SELECT school_code, name, students FROM school WHERE year = ? AND unit_code = ? AND school_code <> ? ORDER BY 1",
                where.year(),
                code,
                code)) {
            found.add(new Campus(row.text("school_code"), row.text("name"), row.integer("students")));
        }
        return found;
    }

    private List<StageVerdict> verdicts(String code, Where where) throws SQLException {
        var found = new LinkedHashMap<List<Object>, StageVerdict>();
        for (var row : tables.rows(
                "SELECT * FROM school_verdict WHERE year = ? AND school_code = ?" + where.measuredFilter("")
                        + " ORDER BY stage DESC, standard",
                where.year(),
                code)) {
            var verdict = new StageVerdict(
                    List.of(row.text("standard")),
                    row.text("stage"),
                    row.text("verdict"),
                    row.integer("met"),
                    row.integer("between_floor_and_threshold"),
                    row.integer("below_floor"),
                    row.integer("unknown"));
            found.merge(
                    List.of(
                            verdict.stage(),
                            verdict.verdict(),
                            verdict.met(),
                            verdict.betweenFloorAndThreshold(),
                            verdict.belowFloor(),
                            verdict.unknown()),
                    verdict,
                    (one, other) -> new StageVerdict(
                            both(one.standards(), other.standards()),
                            one.stage(),
                            one.verdict(),
                            one.met(),
                            one.betweenFloorAndThreshold(),
                            one.belowFloor(),
                            one.unknown()));
        }
        return List.copyOf(found.values());
    }

    private static List<String> both(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    /** Those that are the same under several standards once. */
    private List<Indicator> indicators(String code, Where where) throws SQLException {
        var found = new LinkedHashMap<List<Object>, Indicator>();
        BinaryOperator<Indicator> underBoth = (one, other) -> indicator(both(one.standards(), other.standards()), one);
        for (var row : tables.rows("""
                SELECT i.*, r.scale, r.title_zh, r.title_en, c.item,
                  CASE WHEN i.value < i.threshold THEN (i.threshold - i.value) * i.students / r.scale END AS needed
                FROM school_indicator i
                LEFT JOIN standard_rule r ON r.standard = i.standard AND r.item = i.indicator AND r.stage = i.stage
                LEFT JOIN standard_rule c ON c.standard = i.standard AND c.indicator = i.indicator AND c.stage = i.stage
                  AND c.level = 'county'
                WHERE i.year = ? AND i.school_code = ?%s ORDER BY i.stage DESC, c.item, i.indicator, i.standard""".formatted(where.measuredFilter("i.")), where.year(), code)) {
            var item = row.text("item");
            var indicator = new Indicator(
                    List.of(row.text("standard")),
                    row.text("stage"),
                    item == null ? "" : item,
                    row.text("indicator"),
                    row.text("title_zh") == null ? Words.same(row.text("indicator")) : row.both("title"),
                    row.number("scale"),
                    row.number("numerator"),
                    row.integer("students"),
                    row.number("value"),
                    row.number("threshold"),
                    row.number("floor"),
                    row.text("status"),
                    row.number("needed"),
                    row.number("weight_share"),
                    row.text("note"));
            found.merge(List.of(indicator(List.of(), indicator)), indicator, underBoth);
        }
        return List.copyOf(found.values());
    }

    private static Indicator indicator(List<String> standards, Indicator of) {
        return new Indicator(
                standards,
                of.stage(),
                of.item(),
                of.indicator(),
                of.title(),
                of.scale(),
                of.numerator(),
                of.students(),
                of.value(),
                of.threshold(),
                of.floor(),
                of.status(),
                of.needed(),
                of.share(),
                of.note());
    }

    private List<Sample> samples(String code, Where where) throws SQLException {
        var found = new ArrayList<Sample>();
        for (var row : tables.rows(
                "SELECT * FROM inspection_sample WHERE year = ? AND school_code = ?" + where.standardFilter("plan")
                        + " ORDER BY plan",
                where.year(),
                code)) {
            found.add(new Sample(
                    row.integer("year"),
                    row.text("plan"),
                    row.text("stratum"),
                    row.text("origin"),
                    row.integer("seed"),
                    row.integer("last_inspected_year")));
        }
        return found;
    }

    private static List<Next> next(Row school, Where where) {
        var next = new ArrayList<Next>();
        var code = school.text("school_code");
        var unit = school.text("unit_code");
        if (unit != null && !unit.equals(code)) {
            next.add(new Next(where.command(unit, ""), new Bilingual("计入的学校", "the school with which it is counted")));
        }
        var county = school.text("county_code") == null ? school.text("region_code") : school.text("county_code");
        if (county != null) {
            next.add(new Next(where.command(county, ""), new Bilingual("所在县区", "where it stands")));
        }
        var manager = school.text("manager_code");
        if (manager != null && !manager.equals(county)) {
            next.add(new Next(where.command(manager, ""), new Bilingual("管理它的部门所在", "what manages it")));
        }
        next.add(new Next(where.command(code, " --format json"), new Bilingual("全部内容，不舍入", "all of it, not rounded")));
        return next;
    }
}
