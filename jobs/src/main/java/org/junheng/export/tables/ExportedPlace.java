package org.junheng.export.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.summary.SqlText;
import org.junheng.summary.Suggestion;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * A county or city, and all that lies in it in any of the years.
 *
 * @param codes its own, those that its series had before, and of all that lies in it
 */
record ExportedPlace(String code, String name, List<String> codes) {
    private static final int MOST_NEAR = 5;

    private static final String SAME_SERIES = " OR series_code IN (SELECT series_code FROM division WHERE code = ?)";

    private static final String INSIDE = """
            WITH RECURSIVE inside AS (
                SELECT DISTINCT code FROM division WHERE code = ?%s
                UNION SELECT d.code FROM division d JOIN inside i ON d.parent_code = i.code)
            SELECT code FROM inside ORDER BY code""";

    private static final String ABOVE = " OR code IN (WITH RECURSIVE above AS ("
            + "SELECT parent_code AS code FROM division WHERE code IN (%s)"
            + " UNION SELECT d.parent_code FROM division d JOIN above a ON d.code = a.code) SELECT code FROM above)";

    ExportedPlace {
        codes = List.copyOf(codes);
    }

    /**
     * Finds a place.
     *
     * @throws FaultException of kind USAGE where there is none, with near names, or several, with their codes
     */
    static ExportedPlace find(Connection summary, List<PublishedRelation> relations, TableExport.Asked asked)
            throws SQLException {
        var names = new LinkedHashMap<String, String>();
        var found = new LinkedHashMap<String, String>();
        try (var statement =
                summary.prepareStatement("SELECT code, name FROM division WHERE level = ? ORDER BY year DESC, code")) {
            statement.setString(1, asked.level());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var code = rows.getString(1);
                    var name = rows.getString(2);
                    names.putIfAbsent(code, name);
                    if (asked.codeOrName().equals(code) || asked.codeOrName().equals(name)) {
                        found.putIfAbsent(code, names.get(code));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw unknown(asked, names);
        }
        var code = found.containsKey(asked.codeOrName())
                ? asked.codeOrName()
                : found.keySet().iterator().next();
        var codes = inside(summary, code, hasSeries(relations));
        if (!codes.containsAll(found.keySet())) {
            throw several(asked, found);
        }
        return new ExportedPlace(code, names.get(code), codes);
    }

    private static List<String> inside(Connection summary, String code, boolean hasSeries) throws SQLException {
        var codes = new ArrayList<String>();
        try (var statement = summary.prepareStatement(INSIDE.formatted(hasSeries ? SAME_SERIES : ""))) {
            statement.setString(1, code);
            if (hasSeries) {
                statement.setString(2, code);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    codes.add(rows.getString(1));
                }
            }
        }
        return codes;
    }

    /** Summaries of old versions know no series. */
    private static boolean hasSeries(List<PublishedRelation> relations) {
        return relations.stream().anyMatch(each -> each.name().equals("division") && each.has("series_code"));
    }

    private static FaultException unknown(TableExport.Asked asked, LinkedHashMap<String, String> names) {
        var all = new LinkedHashSet<String>();
        names.forEach((code, name) -> {
            all.add(code);
            if (name != null) {
                all.add(name);
            }
        });
        var near = Suggestion.several(all, asked.codeOrName(), MOST_NEAR);
        var list = "junheng query \"SELECT DISTINCT code, name FROM division WHERE level = '" + asked.level() + "'\"";
        return new FaultException(
                FaultException.Kind.USAGE,
                "export.place",
                Place.NOWHERE,
                Bilingual.format(
                        "汇总库中没有代码或名称为「%s」的%s",
                        "the summary has no %2$s with the code or name '%1$s'", asked.codeOrName(), asked.level()),
                near.isEmpty()
                        ? Bilingual.format("用 %s 查看", "list them with %s", list)
                        : Bilingual.format(
                                "是否指：%s？用 %s 查看全部",
                                "did you mean: %s? List all with %s", String.join("、", near), list));
    }

    private static FaultException several(TableExport.Asked asked, LinkedHashMap<String, String> found) {
        return new FaultException(
                FaultException.Kind.USAGE,
                "export.place",
                Place.NOWHERE,
                Bilingual.format("不止一处叫「%s」", "more than one is called '%s'", asked.codeOrName()),
                Bilingual.format("请用代码：%s", "ask by code: %s", String.join(", ", found.keySet())));
    }

    /** The columns of a relation that tell whether a row is about the place; none where it is about no place. */
    static List<String> columns(PublishedRelation relation, List<String> placeColumns) {
        return placeColumns.stream().filter(relation::has).toList();
    }

    /** The condition on rows, as SQL; empty for a relation that is about no place. */
    Optional<String> condition(
            PublishedRelation relation, List<String> placeColumns, List<PublishedRelation> relations) {
        var columns = columns(relation, placeColumns);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        var about = about(relations);
        return Optional.of(columns.stream()
                .map(column -> SqlText.identifier(column) + " IN (" + about + ")")
                .collect(Collectors.joining(" OR ", "(", above(relation) + ")")));
    }

    /** The list of divisions keeps those above the place, by whose names the views of a part tell where it lies. */
    private String above(PublishedRelation relation) {
        return relation.name().equals("division") && relation.has("parent_code")
                ? ABOVE.formatted(codes.stream().map(SqlText::literal).collect(Collectors.joining(", ")))
                : "";
    }

    /** Codes of regions and of schools never meet: one list for all columns. */
    private String about(List<PublishedRelation> relations) {
        var list = codes.stream().map(SqlText::literal).collect(Collectors.joining(", "));
        var regions = "SELECT unnest([" + list + "])";
        return relations.stream()
                .filter(relation -> relation.name().equals("school") && relation.has("school_code"))
                .findFirst()
                .map(school -> regions + " UNION SELECT school_code FROM school WHERE "
                        + List.of("county_code", "region_code").stream()
                                .filter(school::has)
                                .map(column -> column + " IN (" + list + ")")
                                .collect(Collectors.joining(" OR ")))
                .orElse(regions);
    }
}
