package org.junheng.export.dossier;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.rulebook.DossierLayout;
import org.junheng.summary.Language;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Finds the county, year and standard of a dossier in the published summary, or says what can be asked instead. */
final class SubjectSearch {
    private static final String COUNTIES = """
            SELECT year, code, name, coalesce(pseudo, false) AS zone FROM division
            WHERE level = 'county' AND (code = ? OR name = ?) ORDER BY year DESC, code""";

    private static final String STANDARDS =
            "SELECT DISTINCT standard FROM county_verdict WHERE year = ? AND county_code = ? ORDER BY standard";

    private final Connection summary;
    private final DossierLayout layout;

    SubjectSearch(Connection summary, DossierLayout layout) {
        this.summary = summary;
        this.layout = layout;
    }

    private record County(int year, String code, String name, boolean zone) {}

    DossierSubject find(String asked, Optional<Integer> year, Optional<String> standard, Language language)
            throws SQLException {
        var county = county(asked, year);
        var chosen = standard(county, standard);
        try (var statement = summary.createStatement();
                var snapshot = statement.executeQuery(
                        "SELECT id, facts_version, coalesce(generated, false) FROM snapshot ORDER BY id")) {
            snapshot.next();
            return new DossierSubject(
                    county.code(),
                    county.name(),
                    county.zone(),
                    county.year(),
                    chosen,
                    snapshot.getString(1),
                    String.valueOf(snapshot.getString(2)),
                    snapshot.getBoolean(3),
                    language);
        }
    }

    private County county(String asked, Optional<Integer> year) throws SQLException {
        var all = new ArrayList<County>();
        try (var statement = summary.prepareStatement(COUNTIES)) {
            statement.setString(1, asked);
            statement.setString(2, asked);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    all.add(new County(
                            found.getInt("year"),
                            found.getString("code"),
                            found.getString("name"),
                            found.getBoolean("zone")));
                }
            }
        }
        if (all.isEmpty()) {
            throw wrong(
                    "export.county",
                    Bilingual.format(
                            "汇总库中没有代码或名称为「%s」的县（市、区）", "the summary has no county with the code or name '%s'", asked),
                    new Bilingual(
                            "用 junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\" 查看县区",
                            "list counties with junheng query \"SELECT DISTINCT code, name FROM division WHERE level = 'county'\""));
        }
        int chosen = year.orElse(all.get(0).year());
        var inYear = all.stream().filter(county -> county.year() == chosen).toList();
        if (inYear.isEmpty()) {
            var years = all.stream().map(County::year).collect(Collectors.toCollection(TreeSet::new));
            throw wrong(
                    "export.year",
                    Bilingual.format("%d 年没有「%s」", "there is no '%2$s' in %1$d", chosen, asked),
                    Bilingual.format("已发布的年份：%s", "published years: %s", joined(years)));
        }
        if (inYear.size() > 1) {
            throw wrong(
                    "export.county",
                    Bilingual.format("不止一个县叫「%s」", "more than one county is called '%s'", asked),
                    Bilingual.format(
                            "请用代码：%s",
                            "ask by code: %s",
                            joined(inYear.stream().map(County::code).toList())));
        }
        return inYear.get(0);
    }

    private String standard(County county, Optional<String> asked) throws SQLException {
        var published = new ArrayList<String>();
        try (var statement = summary.prepareStatement(STANDARDS)) {
            statement.setInt(1, county.year());
            statement.setString(2, county.code());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    published.add(found.getString(1));
                }
            }
        }
        var standard = asked.orElse(layout.standard());
        if (!published.contains(standard)) {
            throw wrong(
                    "export.standard",
                    Bilingual.format(
                            "%d 年没有按标准 %s 判定 %s %s",
                            "in %d no verdict by the standard %s was published on %s %s",
                            county.year(),
                            standard,
                            county.code(),
                            county.name()),
                    published.isEmpty()
                            ? new Bilingual(
                                    "请换一年，或用 junheng measure --standard 按该标准测算",
                                    "ask for another year, or measure by the standard: junheng measure --standard")
                            : Bilingual.format(
                                    "请用 --standard，可选：%s", "use --standard with one of: %s", joined(published)));
        }
        return standard;
    }

    private static String joined(Iterable<?> values) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return String.join(", ", List.copyOf(texts));
    }

    private static FaultException wrong(String code, Bilingual what, Bilingual nextStep) {
        return new FaultException(FaultException.Kind.USAGE, code, Place.NOWHERE, what, nextStep);
    }
}
