package org.junheng.export.dossier;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.rulebook.DossierLayout;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Finds the place, year and standard of a dossier in the published summary, or says what can be asked instead. */
final class PlaceSearch {
    private static final String PLACES = """
            SELECT year, code, name, level, coalesce(pseudo, false) AS zone FROM division
            WHERE code = ? OR name = ? ORDER BY year DESC, code""";

    /** Places of a level whose code or name is most like what was asked. */
    private static final String NEAR = """
            SELECT code || ' ' || any_value(name ORDER BY year DESC) AS place FROM division WHERE level = ?
            GROUP BY code ORDER BY max(greatest(jaro_winkler_similarity(name, ?), jaro_winkler_similarity(code, ?))) DESC, code
            LIMIT 5""";

    private final PublishedSummary summary;
    private final Connection connection;
    private final DossierLayout layout;

    PlaceSearch(PublishedSummary summary, DossierLayout layout) {
        this.summary = summary;
        this.connection = summary.connection();
        this.layout = layout;
    }

    private record Found(int year, String code, String name, String level, boolean zone) {}

    DossierSubject find(String asked, Optional<Integer> year, Optional<String> standard, Language language)
            throws SQLException {
        var known = known(asked);
        var measured = measured(known.stream().map(Found::code).collect(Collectors.toCollection(TreeSet::new)));
        var place = inYear(
                asked, known, year.orElse(measured.isEmpty() ? known.get(0).year() : measured.lastKey()));
        var chosen = standard(place, measured, standard);
        try (var statement = connection.createStatement();
                var snapshot = statement.executeQuery(
                        "SELECT id, facts_version, coalesce(generated, false) FROM snapshot ORDER BY id")) {
            snapshot.next();
            return new DossierSubject(
                    place.code(),
                    place.name(),
                    place.level(),
                    place.zone(),
                    place.year(),
                    chosen,
                    snapshot.getString(1),
                    String.valueOf(snapshot.getString(2)),
                    snapshot.getBoolean(3),
                    isForPublic(),
                    language);
        }
    }

    /** A protected copy tells what was withheld; the department's own file has no such rows, an older one no such table. */
    private boolean isForPublic() throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var there = statement.executeQuery(
                    "SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND table_name = 'withheld'")) {
                there.next();
                if (there.getInt(1) == 0) {
                    return false;
                }
            }
            try (var rows = statement.executeQuery("SELECT count(*) FROM withheld")) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        }
    }

    /** Places of the layout's level with this code or name, the latest year first. */
    private List<Found> known(String asked) throws SQLException {
        var all = new ArrayList<Found>();
        try (var statement = connection.prepareStatement(PLACES)) {
            statement.setString(1, asked);
            statement.setString(2, asked);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    all.add(new Found(
                            found.getInt("year"),
                            found.getString("code"),
                            found.getString("name"),
                            found.getString("level"),
                            found.getBoolean("zone")));
                }
            }
        }
        var ofLevel = all.stream()
                .filter(each -> each.level().equals(layout.level().id()))
                .toList();
        if (ofLevel.isEmpty()) {
            throw unknown(asked, all);
        }
        return ofLevel;
    }

    private FaultException unknown(String asked, List<Found> others) throws SQLException {
        var called = layout.level().called();
        var what = others.isEmpty()
                ? Bilingual.format(
                        "汇总库中没有代码或名称为「%s」的%s",
                        "the summary has no %3$s with the code or name '%1$s'", asked, called.zh(), called.en())
                : Bilingual.format(
                        "「%s」（%s）的层级是 %s，这里要的是%s",
                        "'%1$s' (%2$s) is of the level %3$s; a %5$s is wanted here",
                        asked,
                        others.get(0).name(),
                        others.get(0).level(),
                        called.zh(),
                        called.en());
        var near = near(asked);
        if (near.isEmpty()) {
            return wrong(
                    layout.level().id(),
                    what,
                    Bilingual.format(
                            "已发布的普查没有这一层级，只有：%s",
                            "the census published here lacks this level, it has: %s", joined(levels())));
        }
        var list = "junheng query \"SELECT DISTINCT code, name FROM division WHERE level = '"
                + layout.level().id() + "'\"";
        return wrong(
                layout.level().id(),
                what,
                Bilingual.format("相近的有：%s；全部见 %s", "nearest: %s; list them with %s", joined(near), list));
    }

    private List<String> near(String asked) throws SQLException {
        try (var statement = connection.prepareStatement(NEAR)) {
            statement.setString(1, layout.level().id());
            statement.setString(2, asked);
            statement.setString(3, asked);
            return texts(statement);
        }
    }

    private List<String> levels() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT DISTINCT level FROM division ORDER BY level")) {
            return texts(statement);
        }
    }

    private static List<String> texts(java.sql.PreparedStatement statement) throws SQLException {
        var all = new ArrayList<String>();
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                all.add(found.getString(1));
            }
        }
        return all;
    }

    /** Year → code and standards by which a place was measured. */
    private SortedMap<Integer, SortedMap<String, SortedSet<String>>> measured(SortedSet<String> codes) {
        var all = new TreeMap<Integer, SortedMap<String, SortedSet<String>>>();
        for (var code : codes) {
            var sql = "WITH place AS (SELECT " + SqlText.literal(code) + " AS code) "
                    + layout.level().standards();
            try (var answer = summary.select(sql, QueryLimits.DEFAULT)) {
                while (answer.next()) {
                    all.computeIfAbsent(((Number) answer.value(0)).intValue(), year -> new TreeMap<>())
                            .computeIfAbsent(code, each -> new TreeSet<>())
                            .add(String.valueOf(answer.value(1)));
                }
            }
        }
        return all;
    }

    private Found inYear(String asked, List<Found> known, int year) {
        var inYear = known.stream().filter(each -> each.year() == year).toList();
        if (inYear.isEmpty()) {
            throw wrong(
                    "year",
                    Bilingual.format("%d 年没有「%s」", "there is no '%2$s' in %1$d", year, asked),
                    Bilingual.format(
                            "已发布的年份：%s",
                            "published years: %s",
                            joined(known.stream().map(Found::year).collect(Collectors.toCollection(TreeSet::new)))));
        }
        if (inYear.size() > 1) {
            throw wrong(
                    layout.level().id(),
                    Bilingual.format("不止一处叫「%s」", "more than one place is called '%s'", asked),
                    Bilingual.format(
                            "请用代码：%s",
                            "ask by code: %s",
                            joined(inYear.stream().map(Found::code).toList())));
        }
        return inYear.get(0);
    }

    private String standard(
            Found place, SortedMap<Integer, SortedMap<String, SortedSet<String>>> measured, Optional<String> asked) {
        var published =
                measured.getOrDefault(place.year(), new TreeMap<>()).getOrDefault(place.code(), new TreeSet<>());
        if (published.isEmpty()) {
            var years = measured.keySet().stream()
                    .filter(year -> measured.get(year).containsKey(place.code()))
                    .toList();
            throw wrong(
                    "year",
                    Bilingual.format(
                            "%d 年没有 %s %s 的测算结果",
                            "in %d nothing was measured of %s %s", place.year(), place.code(), place.name()),
                    years.isEmpty()
                            ? new Bilingual(
                                    "各年都没有：该处没有报送，或已发布的标准不适用；可用 junheng measure --standard 按其他标准测算",
                                    "nor in any other year: it did not report, or no standard of the snapshot holds there; measure by another with junheng measure --standard")
                            : Bilingual.format("有结果的年份：%s", "years with figures: %s", joined(years)));
        }
        if (asked.isEmpty() && !published.contains(layout.standard()) && published.size() == 1) {
            return published.first();
        }
        var standard = asked.orElse(layout.standard());
        if (!published.contains(standard)) {
            throw wrong(
                    "standard",
                    Bilingual.format(
                            "%d 年没有按标准 %s 测算或判定 %s %s",
                            "in %d nothing by the standard %s was published on %s %s",
                            place.year(),
                            standard,
                            place.code(),
                            place.name()),
                    Bilingual.format("请用 --standard，可选：%s", "use --standard with one of: %s", joined(published)));
        }
        return standard;
    }

    private static String joined(Iterable<?> values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return String.join(", ", List.copyOf(texts));
    }

    private static FaultException wrong(String about, Bilingual what, Bilingual nextStep) {
        return new FaultException(FaultException.Kind.USAGE, "export." + about, Place.NOWHERE, what, nextStep);
    }
}
