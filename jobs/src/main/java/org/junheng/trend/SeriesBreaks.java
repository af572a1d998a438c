package org.junheng.trend;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.judge.MeasuredFiles;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.DivisionBreak;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SeriesFacts;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.TableDatabase;

/**
 * The years in which the figures of a region stop being comparable with those before: its territory changed, its schools
 * have another grade system (C2), its census has another form, or facts declare a change of form or definition.
 */
final class SeriesBreaks {
    private final TableDatabase database;
    private final Rulebook rulebook;
    private final Divisions divisions;

    /** Series code of a region → first year after a change → what changed. */
    private final Map<String, TreeMap<Integer, Bilingual>> territory = new HashMap<>();

    /** Level and series code → the same, of grade systems. */
    private final Map<String, TreeMap<Integer, Bilingual>> systems = new HashMap<>();

    /** Level and series code → the same, of forms. */
    private final Map<String, TreeMap<Integer, Bilingual>> forms = new HashMap<>();

    /**
     * @param database with tables {@code division}, {@code school} and {@code place}, which says in which regions of a level
     *     a school stands
     */
    SeriesBreaks(TableDatabase database, Rulebook rulebook, Divisions divisions, MeasuredFiles files)
            throws SQLException {
        this.database = database;
        this.rulebook = rulebook;
        this.divisions = divisions;
        readTerritory();
        readGradeSystems();
        readForms(files);
    }

    /**
     * First years after a change, with the reason in both languages.
     *
     * @param series the series code of the region
     * @param firstYear the first year that has figures; a change that comes before it breaks nothing
     */
    SortedMap<Integer, String> of(SeriesKey key, String series, int firstYear, int lastYear) {
        var found = new TreeMap<Integer, List<Bilingual>>();
        add(found, territory.get(series));
        if (!county(series).equals(series)) {
            add(found, territory.get(county(series)));
        }
        add(found, systems.get(key.level() + "\t" + series));
        add(found, forms.get(key.level() + "\t" + series));
        for (var declared : rulebook.series().breaks()) {
            if (declared.standard().equals(key.standard())
                    && (declared.indicator() == null || declared.indicator().equals(key.indicator()))
                    && isWithin(key.regionCode(), declared.regionCode(), lastYear)) {
                found.computeIfAbsent(declared.firstYear(), year -> new ArrayList<>())
                        .add(declared.text());
            }
        }
        var reasons = new TreeMap<Integer, String>();
        found.forEach((year, texts) -> {
            if (year > firstYear && year <= lastYear) {
                reasons.put(year, join(texts).both());
            }
        });
        return reasons;
    }

    /** How a region's territory changed after one year and up to another; null where it did not. */
    Bilingual ofTerritory(String series, int after, int upTo) {
        return between(territory.get(series), after, upTo);
    }

    /** Likewise its grade system. */
    Bilingual ofGradeSystem(String level, String series, int after, int upTo) {
        return between(systems.get(level + "\t" + series), after, upTo);
    }

    private static Bilingual between(TreeMap<Integer, Bilingual> changes, int after, int upTo) {
        var texts = changes == null
                ? List.<Bilingual>of()
                : List.copyOf(changes.subMap(after, false, upTo, true).values());
        return texts.isEmpty() ? null : join(texts);
    }

    private static void add(Map<Integer, List<Bilingual>> found, Map<Integer, Bilingual> breaks) {
        if (breaks != null) {
            breaks.forEach((year, text) ->
                    found.computeIfAbsent(year, each -> new ArrayList<>()).add(text));
        }
    }

    private boolean isWithin(String code, String region, int year) {
        return region == null
                || divisions.isWithin(code, region, year)
                || divisions.isWithin(county(code), region, year);
    }

    /** The county of an education group or school cluster, whose code begins with {@code COUNTY/}; of others their own code. */
    private static String county(String code) {
        int slash = code.indexOf('/');
        return slash < 0 ? code : code.substring(0, slash);
    }

    private static Bilingual join(List<Bilingual> texts) {
        return new Bilingual(
                texts.stream().map(Bilingual::zh).distinct().collect(Collectors.joining("；")),
                texts.stream().map(Bilingual::en).distinct().collect(Collectors.joining("; ")));
    }

    private void readTerritory() throws SQLException {
        var used = new HashMap<Integer, Set<String>>();
        for (var row : database.rows("SELECT year, code FROM division")) {
            used.computeIfAbsent(((Number) row[0]).intValue(), year -> new HashSet<>())
                    .add((String) row[1]);
        }
        for (var change : divisions.breaks()) {
            if (change.kind().isTerritorial()) {
                territory
                        .computeIfAbsent(change.seriesCode(), series -> new TreeMap<>())
                        .merge(firstYear(change, used), words(change), (one, other) -> join(List.of(one, other)));
            }
        }
    }

    private static Bilingual words(DivisionBreak change) {
        return new Bilingual(
                "区划变更（%d年）：%s".formatted(change.year(), change.text().zh()),
                "change of division (%d): %s"
                        .formatted(change.year(), change.text().en()));
    }

    /**
     * The first census after a change. Codes are dated 31 December and the census is of 1 September, so a change can lie
     * after the census of its year: it does where that census still calls divisions by codes that the change ended, or does
     * not yet use those that it began. Where all codes stay nothing tells, and the series breaks with the year of the change.
     */
    private int firstYear(DivisionBreak change, Map<Integer, Set<String>> used) {
        int year = change.year();
        var codes = used.get(year);
        if (codes == null) {
            return year;
        }
        var concerned = new ArrayList<>(change.others());
        concerned.add(change.code());
        var begun = concerned.stream()
                .filter(code -> isInUse(code, year) && !isInUse(code, year - 1))
                .toList();
        var ended = concerned.stream()
                .filter(code -> !isInUse(code, year) && isInUse(code, year - 1))
                .toList();
        if (begun.stream().anyMatch(codes::contains)) {
            return year;
        }
        boolean still = ended.stream().anyMatch(codes::contains)
                || !begun.isEmpty() && concerned.stream().anyMatch(codes::contains);
        return still ? year + 1 : year;
    }

    private boolean isInUse(String code, int year) {
        return divisions.records(code).stream().anyMatch(record -> record.isInUse(year));
    }

    /** A region has the grade system of most of its students; where that changes, its series breaks. */
    private void readGradeSystems() throws SQLException {
        var list = rulebook.codeLists().get("grade_system");
        changes(
                systems,
                """
                SELECT level, series, year, arg_max(grade_system, students) FROM (
                  SELECT level, series, year, grade_system, sum(students) AS students FROM place
                  JOIN (SELECT year, school_code, grade_system, students FROM school
                        WHERE grade_system IS NOT NULL AND students > 0)
                  USING (year, school_code) GROUP BY ALL ORDER BY ALL)
                GROUP BY level, series, year ORDER BY level, series, year
                """,
                (before, after) -> new Bilingual(
                        "学制由%s改为%s"
                                .formatted(
                                        title(list, before).zh(),
                                        title(list, after).zh()),
                        "grade system: %s to %s"
                                .formatted(
                                        title(list, before).en(),
                                        title(list, after).en())));
    }

    private static Bilingual title(CodeList list, String code) {
        var entry = list == null ? null : list.entries().get(code);
        return entry == null ? new Bilingual(code, code) : entry.title();
    }

    /** The census profiles by which the schools of a region report. */
    private void readForms(MeasuredFiles files) throws SQLException {
        if (files.census().size() < 2) {
            return;
        }
        var selects = new ArrayList<String>();
        files.census().forEach((profile, paths) -> {
            if (!paths.isEmpty()) {
                selects.add("SELECT DISTINCT year, school_code, %s AS profile FROM %s"
                        .formatted(SqlText.literal(profile), TableDatabase.parquet(paths)));
            }
        });
        changes(forms, """
                SELECT level, series, year, string_agg(DISTINCT profile, ' ' ORDER BY profile) FROM place
                JOIN (%s) USING (year, school_code)
                GROUP BY level, series, year ORDER BY level, series, year
                """.formatted(String.join(" UNION ALL ", selects)), this::formChange);
    }

    private Bilingual formChange(String before, String after) {
        var texts = new ArrayList<Bilingual>();
        for (var from : before.split(" ")) {
            for (var to : after.split(" ")) {
                var told = rulebook.series().formChange(from, to);
                if (!from.equals(to) && told.map(change -> !change.continues()).orElse(true)) {
                    texts.add(told.map(SeriesFacts.FormChange::text)
                            .orElseGet(() -> Bilingual.format("普查方案由 %s 改为 %s", "census profile: %s to %s", from, to)));
                }
            }
        }
        return texts.isEmpty() ? null : join(texts);
    }

    private interface Change {
        /** What changed; null where the years go on. */
        Bilingual between(String before, String after);
    }

    /**
     * Notes the years in which a state changes.
     *
     * @param sql level, series code, year and state, in this order
     */
    private void changes(Map<String, TreeMap<Integer, Bilingual>> changes, String sql, Change change)
            throws SQLException {
        String place = null;
        String before = null;
        for (var row : database.rows(sql)) {
            var its = row[0] + "\t" + row[1];
            var state = (String) row[3];
            if (its.equals(place) && !Objects.equals(before, state)) {
                var text = change.between(before, state);
                if (text != null) {
                    changes.computeIfAbsent(its, each -> new TreeMap<>())
                            .merge(((Number) row[2]).intValue(), text, (one, other) -> join(Arrays.asList(one, other)));
                }
            }
            place = its;
            before = state;
        }
    }
}
