package org.junheng.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junheng.explain.Tables.Row;
import org.junheng.explain.Where.Snapshot;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Explains a division or a school from the published summary. */
public final class Explainer {
    private final Tables tables;

    public Explainer(Connection connection) {
        this.tables = new Tables(connection);
    }

    /**
     * What is asked.
     *
     * @param code code or name of a division, or code of a school
     * @param year a year, or empty for the last
     * @param stage a stage, or empty for all
     * @param indicator an indicator whose work sheet to show, by id or item, or empty
     * @param standard a standard, or empty for all
     */
    public record Question(
            String code,
            Optional<Integer> year,
            Optional<String> stage,
            Optional<String> indicator,
            Optional<String> standard) {
        public Question(String code, Optional<Integer> year, Optional<String> stage, Optional<String> indicator) {
            this(code, year, stage, indicator, Optional.empty());
        }

        private String yearFilter() {
            return year.map(each -> " AND year = " + each).orElse("");
        }
    }

    /**
     * Explains.
     *
     * @throws FaultException of kind USAGE when there is no such division, school or standard
     */
    public Explanation explain(Question question) throws SQLException {
        var standards = Standards.of(tables);
        if (question.standard().isPresent()) {
            checkStandard(question.standard().get(), standards);
        }
        var division = tables.first(
                "SELECT code, name, level, pseudo, year FROM division WHERE (code = ? OR series_code = ? OR name = ?)"
                        + question.yearFilter() + " ORDER BY year DESC, code = ? DESC, level, code LIMIT 1",
                question.code(),
                question.code(),
                question.code(),
                question.code());
        if (division.isPresent()) {
            tables.refuseSharedName(question.code(), division.get());
            return division(question, where(question, division.get(), "code", standards));
        }
        var school = tables.first(
                "SELECT *, 'school' AS level, false AS pseudo FROM school WHERE (school_code = ? OR name = ?)"
                        + question.yearFilter() + " ORDER BY year DESC, school_code LIMIT 1",
                question.code(),
                question.code());
        if (school.isPresent()) {
            var report = new SchoolReader(tables)
                    .read(school.get(), where(question, school.get(), "school_code", standards));
            return new Explanation(SchoolText.of(report).parts(), Content.of(report));
        }
        var quarantined = tables.rows(
                "SELECT file, line, reason, year, county_code FROM quarantine WHERE school_code = ?"
                        + question.yearFilter()
                        + " ORDER BY year DESC, file, line LIMIT 1",
                question.code());
        if (!quarantined.isEmpty()) {
            return quarantined(question, quarantined.get(0));
        }
        throw unknown(question);
    }

    private static Where where(Question question, Row found, String code, Standards standards) {
        return new Where(
                found.text(code),
                found.text("name"),
                found.text("level"),
                found.isTrue("pseudo"),
                found.integer("year"),
                question.stage(),
                question.standard(),
                standards);
    }

    private Explanation division(Question question, Where where) throws SQLException {
        if (question.indicator().isPresent()) {
            return new WorkSheets(tables, where).of(question.indicator().get());
        }
        if (where.level().equals("county")) {
            var county = new CountyReader(tables).read(where);
            if (!county.standards().isEmpty()) {
                return new Explanation(CountyText.of(county, where).parts(), Content.of(county));
            }
        }
        var region = new RegionReader(tables).read(where);
        return new Explanation(RegionText.of(region, where).parts(), Content.of(region));
    }

    static void checkStandard(String standard, Standards standards) {
        var known = standards.known().keySet();
        if (!known.contains(standard)) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "explain.standard",
                    Place.NOWHERE,
                    Bilingual.format("汇总库中没有标准「%s」", "the summary has no standard '%s'", standard),
                    Bilingual.format("其中有：%s", "it has: %s", String.join(", ", known)));
        }
    }

    private record Quarantined(
            String kind,
            Snapshot snapshot,
            int year,
            String code,
            String countyCode,
            String file,
            Integer line,
            Bilingual reason) {}

    private Explanation quarantined(Question question, Row row) throws SQLException {
        var report = new Quarantined(
                "quarantined_school",
                Snapshot.of(tables),
                row.integer("year") == null ? 0 : row.integer("year"),
                question.code(),
                row.text("county_code"),
                row.text("file"),
                row.integer("line"),
                SchoolsBehind.reasons(row.text("reason")));
        var text = new Text();
        text.line(
                "%s 只在隔离区：%s 第 %d 行，%d 年".formatted(question.code(), report.file(), report.line(), report.year()),
                "%s stands in quarantine only: %s line %d, %d"
                        .formatted(question.code(), report.file(), report.line(), report.year()));
        text.line(report.reason());
        text.next(List.of(new Text.Next(
                "junheng export --quarantine --out mend",
                new Bilingual("取回被隔离的行，改正后重报", "the quarantined rows, to be mended and sent again"))));
        return new Explanation(text.parts(), Content.of(report));
    }

    private FaultException unknown(Question question) throws SQLException {
        var years = tables.rows("SELECT min(year) AS least, max(year) AS most FROM school")
                .get(0);
        return new FaultException(
                FaultException.Kind.USAGE,
                "explain.unknown",
                Place.NOWHERE,
                question.year()
                        .map(year -> Bilingual.format(
                                "汇总库中 %2$d 年没有代码或名称为「%1$s」的县、市、省或学校；数据自 %3$s 年至 %4$s 年",
                                "the summary has no county, city, province or school with the code or name '%1$s' in %2$d; it has the years %3$s to %4$s",
                                question.code(),
                                year,
                                years.integer("least"),
                                years.integer("most")))
                        .orElseGet(() -> Bilingual.format(
                                "汇总库中没有代码或名称为「%s」的县、市、省或学校",
                                "the summary has no county, city, province or school with the code or name '%s'",
                                question.code())),
                new Bilingual(
                        "请核对年份与代码；用 junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\" 查看县区",
                        "check year and code; list counties with junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\""));
    }
}
