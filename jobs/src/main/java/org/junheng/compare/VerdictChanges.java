package org.junheng.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.Comparison.Listing;
import org.junheng.compare.Comparison.OneSided;
import org.junheng.summary.SnapshotPair;
import org.junheng.summary.SqlText;

/** The verdicts that differ, table by table and in one list, with the names of counties, regions and schools. */
final class VerdictChanges {
    /** The published tables of verdicts, from the county down to the school. */
    private static final List<String> TABLES =
            List.of("county_verdict", "county_item", "region_item", "school_verdict", "roadmap");

    private static final String ALL = "memory.main.\"all verdicts\"";
    private static final String YEAR = "year";
    private static final String COUNTY = "county_code";
    private static final String REGION = "region_code";
    private static final String SCHOOL = "school_code";
    private static final List<String> VERDICTS = List.of("verdict", "status", "state");
    private static final List<String> FIGURES = List.of("observed", "required");
    private static final List<String> KEYS =
            List.of("standard", "plan", "assessment_level", "level", REGION, SCHOOL, "stage", "item");
    private static final List<String> NAMES = List.of("division_name", "school_name");
    private static final List<String> OUTCOME = List.of(
            "verdict_before",
            "verdict_after",
            "observed_before",
            "observed_after",
            "required_before",
            "required_after");

    private final SnapshotPair pair;
    private final PublishedTables tables;
    private final Map<PairedTable, Counts> counts = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();

    VerdictChanges(SnapshotPair pair, PublishedTables tables) {
        this.pair = pair;
        this.tables = tables;
        pair.run("CREATE TABLE " + ALL + " AS " + empty());
        for (var name : TABLES) {
            tables.table(name).ifPresent(table -> find(table, counts.size()));
        }
        columns.addAll(List.of("table", "change"));
        columns.addAll(keys());
        columns.addAll(NAMES);
        columns.addAll(OUTCOME);
    }

    private List<String> keys() {
        var keys = new LinkedHashSet<String>();
        counts.keySet().forEach(table -> keys.addAll(table.key()));
        keys.add(COUNTY);
        return List.copyOf(keys);
    }

    /** Gives every column its place and type, also those that no table of these snapshots fills. */
    private static String empty() {
        return "SELECT -1 AS place, "
                + "NULL::BIGINT AS year, "
                + Stream.of(List.of("table", "change", COUNTY), KEYS, NAMES, OUTCOME.subList(0, 2))
                        .flatMap(List::stream)
                        .map(column -> "NULL::VARCHAR AS " + SqlText.identifier(column) + ", ")
                        .collect(Collectors.joining())
                + OUTCOME.subList(2, OUTCOME.size()).stream()
                        .map(column -> "NULL::DOUBLE AS " + SqlText.identifier(column))
                        .collect(Collectors.joining(", "))
                + " WHERE false";
    }

    /** Finds what differs in a table, and adds it to the one list; nothing else of it is kept. */
    private void find(PairedTable table, int place) {
        var decisive = VERDICTS.stream().filter(table.compared()::contains).toList();
        var figures = FIGURES.stream().filter(table.compared()::contains).toList();
        var changes = RowChanges.in(pair, table, decisive, figures);
        counts.put(table, changes.counts());
        var cells =
                new ArrayList<>(table.key().stream().map(SqlText::identifier).toList());
        if (!decisive.isEmpty()) {
            cells.add(RowChanges.before(decisive.get(0)) + " AS verdict_before");
            cells.add(RowChanges.after(decisive.get(0)) + " AS verdict_after");
        }
        figures.forEach(column -> cells.add(RowChanges.before(column) + ", " + RowChanges.after(column)));
        if (table.key().contains(SCHOOL)) {
            cells.add(looked(table, "school", "name", SCHOOL, SCHOOL) + " AS school_name");
            cells.add(looked(table, "school", COUNTY, SCHOOL, SCHOOL) + " AS county_code");
        }
        var division = table.key().contains(REGION) ? REGION : COUNTY;
        table.key().stream()
                .filter(column -> !column.equals(YEAR))
                .forEach(column -> pair.run("ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s VARCHAR"
                        .formatted(ALL, SqlText.identifier(column))));
        pair.run("INSERT INTO %s BY NAME ".formatted(ALL)
                + "SELECT %d AS place, %s AS \"table\", c.*, %s AS division_name FROM (SELECT change, %s FROM %s c) c"
                        .formatted(
                                place,
                                SqlText.literal(table.name()),
                                looked(table, "division", "name", "code", division),
                                String.join(", ", cells),
                                changes.found()));
        changes.drop();
    }

    /**
     * A value from another table, of the later snapshot if it stands there: that of the same year, or the last where verdicts
     * have no year.
     */
    private String looked(PairedTable verdicts, String table, String value, String key, String reference) {
        var found = tables.databasesWith(table, List.of(YEAR, key, value)).stream()
                .map(database -> (verdicts.key().contains(YEAR)
                                ? "(SELECT any_value(t.%s) FROM %s.main.%s t WHERE t.year = c.year AND t.%s = c.%s)"
                                : "(SELECT max_by(t.%s, t.year) FROM %s.main.%s t WHERE t.%s = c.%s)")
                        .formatted(value, SqlText.identifier(database), table, key, reference))
                .toList();
        return found.isEmpty() ? "NULL::VARCHAR" : "coalesce(" + String.join(", ", found) + ")";
    }

    List<Counts> counts() {
        return List.copyOf(counts.values());
    }

    /** What keeps verdicts from being compared. */
    List<OneSided> oneSided() {
        return counts.keySet().stream()
                .flatMap(table -> table.oneSided().stream())
                .filter(each -> each.column() == null || VERDICTS.contains(each.column()))
                .toList();
    }

    /** The verdicts of each table. */
    List<Listing> byTable() {
        var listings = new ArrayList<Listing>();
        for (var each : counts.entrySet()) {
            var table = each.getKey();
            var shown = new LinkedHashSet<>(List.of("change"));
            for (var column : table.key()) {
                shown.add(column);
                if (column.equals(SCHOOL)) {
                    shown.addAll(List.of("school_name", COUNTY, "division_name"));
                } else if (column.equals(COUNTY) || column.equals(REGION)) {
                    shown.add("division_name");
                }
            }
            OUTCOME.stream()
                    .filter(column ->
                            column.startsWith("verdict") || table.compared().containsAll(FIGURES))
                    .forEach(shown::add);
            listings.add(
                    listing(table.name(), List.copyOf(shown), " WHERE \"table\" = " + SqlText.literal(table.name())));
        }
        return listings;
    }

    /**
     * The verdicts of all tables, in the columns and order of the published table {@code verdict_change}. Its SQL reads what
     * stands in memory alone.
     */
    Listing published(List<String> columns, List<String> key) {
        var lastYear = tables.databasesWith("snapshot", List.of("last_year")).stream()
                .map(database -> Sql.rows(
                                pair,
                                "SELECT coalesce(any_value(last_year), 0) FROM %s.main.snapshot"
                                        .formatted(SqlText.identifier(database)))
                        .get(0)
                        .get(0))
                .findFirst()
                .orElse("0");
        return new Listing("verdict_change", Sql.count(pair, ALL), columns, """
                SELECT %s FROM (
                  SELECT "table" AS table_name, coalesce(year, %s) AS year, coalesce(standard, plan, '') AS standard,
                    coalesce(assessment_level, '') AS assessment_level,
                    coalesce(level, CASE WHEN school_code IS NULL THEN 'county' ELSE 'school' END) AS level,
                    coalesce(school_code, region_code, county_code) AS code, coalesce(stage, 'all') AS stage,
                    coalesce(item, '') AS item, coalesce(school_name, division_name) AS name, change,
                    verdict_before AS before, verdict_after AS after, observed_before, observed_after
                  FROM %s) ORDER BY %s""".formatted(
                        Sql.names(columns), lastYear, ALL, Sql.names(key)));
    }

    static Listing byPlace(SnapshotPair pair) {
        var columns = List.of(
                "place_code",
                "place_name",
                "year",
                "standard",
                "stage",
                "item",
                "school_name",
                "change",
                "verdict_before",
                "verdict_after",
                "observed_before",
                "observed_after");
        return new Listing("verdicts", Sql.count(pair, ALL), columns, """
                SELECT coalesce(county_code, region_code) AS place_code, division_name AS place_name, year,
                  coalesce(standard, plan) AS standard, stage, item, coalesce(school_name, school_code) AS school_name, change,
                  verdict_before, verdict_after, observed_before, observed_after
                FROM %s ORDER BY county_code IS NULL, 1, year, place, standard, stage, item, school_code""".formatted(ALL));
    }

    /** The verdicts of all tables. */
    Listing flat() {
        return listing("verdicts", columns, "");
    }

    private Listing listing(String subject, List<String> columns, String where) {
        var from = ALL + where;
        return new Listing(
                subject,
                Sql.count(pair, from),
                columns,
                "SELECT %s FROM %s ORDER BY place, %s".formatted(Sql.names(columns), from, Sql.names(keys())));
    }
}
