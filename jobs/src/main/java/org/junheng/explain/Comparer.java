package org.junheng.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.explain.Tables.Row;
import org.junheng.summary.Column;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Compares two years of a place, or two places in a year, from the published summary, and says what explains the difference. */
public final class Comparer {
    private static final int MOST_SUGGESTED = 5;

    private final Tables tables;

    public Comparer(Connection connection) {
        this.tables = new Tables(connection);
    }

    /**
     * What to compare by.
     *
     * @param stage a stage, or empty for all
     * @param indicator an indicator by id or item, or empty for all
     * @param standard a standard, or empty for the national one by which both sides are measured
     * @param schools how many schools to name that moved an indicator most
     */
    public record Selection(
            Optional<String> stage, Optional<String> indicator, Optional<String> standard, int schools) {}

    /**
     * What was found.
     *
     * @param explanation the text, and all of it as one object
     * @param columns of {@code components}
     * @param components a row for each part of a difference, not rounded
     */
    public record Answer(Explanation explanation, List<Column> columns, List<List<Object>> components) {}

    /** A division or a group of schools in one year. */
    private record Found(String code, String series, String name, String level, boolean zone, int year) {
        Where where(Selection selection, Standards standards) {
            return new Where(code, name, level, zone, year, selection.stage(), selection.standard(), standards);
        }
    }

    /**
     * Compares two years of a place.
     *
     * @param asked code or name of a division, code of an education group or school cluster
     * @throws FaultException of kind USAGE when there is no such place, year, standard, stage or indicator
     */
    public Answer years(String asked, int first, int second, Selection selection) throws SQLException {
        var standards = standards(selection);
        var last = last(asked).orElseThrow(() -> unknown(asked));
        var from = in(last, first);
        var to = in(last, second);
        return answer("years", from.where(selection, standards), to.where(selection, standards), selection);
    }

    /**
     * Compares two places in a year.
     *
     * @param year a year, or empty for the last in which both are there
     * @throws FaultException of kind USAGE when there is no such place, year, standard, stage or indicator
     */
    public Answer places(String one, String other, Optional<Integer> year, Selection selection) throws SQLException {
        var standards = standards(selection);
        var lastOfOne = last(one).orElseThrow(() -> unknown(one));
        var lastOfOther = last(other).orElseThrow(() -> unknown(other));
        int when = year.isPresent() ? year.get() : Math.min(lastOfOne.year(), lastOfOther.year());
        var from = in(lastOfOne, when);
        var to = in(lastOfOther, when);
        if (from.code().equals(to.code())) {
            throw fault(
                    "same_place",
                    Bilingual.format("两处是同一个地方：%s %s", "both are the same place: %s %s", from.name(), from.code()),
                    Bilingual.format(
                            "比较它的两个年份：junheng compare %s --years Y,Y；有数据的年份：%s",
                            "compare two of its years with: junheng compare %s --years Y,Y; it has the years: %s",
                            Where.quoted(from.code()),
                            years(from)));
        }
        return answer("places", from.where(selection, standards), to.where(selection, standards), selection);
    }

    private Answer answer(String kind, Where from, Where to, Selection selection) throws SQLException {
        var report = new DifferenceReader(tables, selection).read(kind, from, to);
        var text = new DifferenceText(report, selection).text();
        return new Answer(
                new Explanation(text.parts(), Content.of(report)), DifferenceRows.COLUMNS, DifferenceRows.of(report));
    }

    private Standards standards(Selection selection) throws SQLException {
        var standards = Standards.of(tables);
        selection.standard().ifPresent(standard -> Explainer.checkStandard(standard, standards));
        return standards;
    }

    /** The place in the last year that has it. */
    private Optional<Found> last(String asked) throws SQLException {
        var row = tables.first(
                "SELECT code, coalesce(series_code, code) AS series, name, level, pseudo, year FROM division"
                        + " WHERE code = ? OR series_code = ? OR name = ?"
                        + " ORDER BY year DESC, code = ? DESC, level, code LIMIT 1",
                asked,
                asked,
                asked,
                asked);
        if (row.isPresent()) {
            tables.refuseSharedName(asked, row.get());
        }
        return found(row).or(() -> group(asked, ""));
    }

    /** Groups of schools stand in table {@code equity} by code. */
    private Optional<Found> group(String asked, String filter) {
        try {
            return found(tables.first(
                    "SELECT region_code AS code, region_code AS series, region_code AS name, level, false AS pseudo, year"
                            + " FROM equity WHERE level IN ('education_group', 'school_cluster') AND region_code = ?"
                            + filter + " ORDER BY year DESC, level LIMIT 1",
                    asked));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Optional<Found> found(Optional<Row> row) {
        return row.map(each -> new Found(
                each.text("code"),
                each.text("series"),
                each.text("name"),
                each.text("level"),
                each.isTrue("pseudo"),
                each.integer("year")));
    }

    /** The same place in another year, under the code that it has there. */
    private Found in(Found last, int year) throws SQLException {
        if (last.year() == year) {
            return last;
        }
        return found(tables.first(
                        "SELECT code, coalesce(series_code, code) AS series, name, level, pseudo, year FROM division"
                                + " WHERE year = ? AND coalesce(series_code, code) = ? LIMIT 1",
                        year,
                        last.series()))
                .or(() -> group(last.code(), " AND year = " + year))
                .orElseThrow(() -> notIn(last, year));
    }

    private FaultException notIn(Found last, int year) {
        return fault(
                "year",
                Bilingual.format(
                        "%s %s 没有 %s 年的数据", "there is nothing on %s %s in %s", last.name(), last.code(), year + ""),
                Bilingual.format("有数据的年份：%s", "it has the years: %s", years(last)));
    }

    private String years(Found place) {
        try {
            return tables
                    .rows(
                            "SELECT DISTINCT year FROM division WHERE coalesce(series_code, code) = ?"
                                    + " UNION SELECT DISTINCT year FROM equity WHERE region_code = ? ORDER BY 1",
                            place.series(),
                            place.code())
                    .stream()
                    .map(row -> row.text("year"))
                    .collect(Collectors.joining(", "));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Names what is near, or how to list what there is. */
    private FaultException unknown(String asked) {
        try {
            var school = tables.first(
                    "SELECT school_code, name, county_code FROM school WHERE school_code = ? OR name = ? ORDER BY year DESC LIMIT 1",
                    asked,
                    asked);
            if (school.isPresent()) {
                return fault(
                        "school",
                        Bilingual.format(
                                "「%s」是一所学校；可比较的是县、市、省、全国、教育集团与学区",
                                "'%s' is a school; counties, cities, provinces, the nation, education groups and clusters are compared",
                                asked),
                        Bilingual.format(
                                "看这所学校：junheng explain %s", "look at the school with: junheng explain %s", asked));
            }
            var what = Bilingual.format(
                    "汇总库中没有代码或名称为「%s」的地区、教育集团或学区",
                    "the summary has no region, education group or school cluster with the code or name '%s'", asked);
            var near = near(asked);
            if (!near.isEmpty()) {
                return fault("unknown", what, Bilingual.format("是否指：%s", "did you mean: %s", String.join(", ", near)));
            }
            return fault(
                    "unknown",
                    what,
                    new Bilingual(
                            "用 junheng query \"SELECT DISTINCT level, code, name FROM division\" 查看",
                            "list them with junheng query \"SELECT DISTINCT level, code, name FROM division\""));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Places whose name contains what was asked for, or whose code or name differs in few characters; of a division all its groups where one of them was asked for. */
    private List<String> near(String asked) throws SQLException {
        int slash = asked.indexOf('/');
        var inside = slash < 0
                ? List.<String>of()
                : tables
                        .rows(
                                "SELECT DISTINCT region_code AS code FROM equity WHERE level IN ('education_group', 'school_cluster')"
                                        + " AND starts_with(region_code, ?) ORDER BY 1",
                                asked.substring(0, slash + 1))
                        .stream()
                        .map(row -> row.text("code"))
                        .toList();
        return !inside.isEmpty()
                ? inside
                : tables.rows("""
                        SELECT code, name, min(if(contains(name, ?), 0, least(levenshtein(code, ?), levenshtein(name, ?)))) AS far
                        FROM division GROUP BY code, name HAVING far <= least(2, length(?) // 2) ORDER BY far, code LIMIT %d""".formatted(MOST_SUGGESTED), asked, asked, asked).stream()
                        .map(row -> row.text("code") + " " + row.text("name"))
                        .toList();
    }

    static FaultException fault(String code, Bilingual what, Bilingual next) {
        return new FaultException(FaultException.Kind.USAGE, "compare." + code, Place.NOWHERE, what, next);
    }
}
