package org.junheng.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junheng.rulebook.Rulebook;

/** What holds in every published summary, as queries that find the rows that break it. */
final class SummaryContract {
    private SummaryContract() {}

    /** Each breach of the contract, in words; empty where it holds. */
    static List<String> breaches(TestRun run) {
        var breaches = new ArrayList<String>();
        unwritableNumbers(run, breaches);
        keys(run, breaches);
        divisions(run, breaches);
        return breaches;
    }

    /** Null says "cannot be computed"; NaN, infinity and minus zero must not occur. */
    private static void unwritableNumbers(TestRun run, List<String> breaches) {
        var columns = run.query("SELECT table_name, column_name FROM duckdb_columns()"
                + " WHERE data_type = 'DOUBLE' AND NOT internal ORDER BY ALL");
        if (columns.size() < 30) {
            breaches.add("only " + columns.size() + " columns of numbers found");
        }
        var tests = new TreeMap<String, List<String>>();
        for (var column : columns) {
            var name = '"' + column.get(1) + '"';
            tests.computeIfAbsent(column.get(0), table -> new ArrayList<>())
                    .add("count(*) FILTER (WHERE isnan(%s) OR isinf(%s) OR (%s = 0 AND signbit(%s))) AS %s"
                            .formatted(name, name, name, name, name));
        }
        // Views are read too, once each.
        tests.forEach((table, counts) -> {
            var found = run.query("SELECT " + String.join(", ", counts) + " FROM " + table)
                    .get(0);
            if (!found.stream().allMatch("0"::equals)) {
                breaches.add(table + ": NaN, infinity or minus zero × " + found + " of " + counts);
            }
        });
    }

    private static void keys(TestRun run, List<String> breaches) {
        var contract = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
        for (var table : contract.tables().values()) {
            var key = String.join(", ", table.key());
            run.query("SELECT %s, count(*) FROM %s GROUP BY ALL HAVING count(*) > 1 LIMIT 3"
                            .formatted(key, table.name()))
                    .forEach(row -> breaches.add(table.name() + ": key is not unique: " + row));
            var isNull = table.key().stream().map(column -> column + " IS NULL").toList();
            run.query("SELECT %s FROM %s WHERE %s LIMIT 3".formatted(key, table.name(), String.join(" OR ", isNull)))
                    .forEach(row -> breaches.add(table.name() + ": key is null: " + row));
            run.query(
                            ("SELECT * FROM (SELECT k, lag(k) OVER (ORDER BY rowid) AS before FROM (SELECT rowid, row(%s) AS k FROM %s))"
                                            + " WHERE k < before LIMIT 3")
                                    .formatted(key, table.name()))
                    .forEach(row -> breaches.add(table.name() + ": rows do not stand in key order: " + row));
        }
    }

    /** Every region of a figure or verdict stands in table division of that year, with its name and all above it. */
    private static void divisions(TestRun run, List<String> breaches) {
        var regions = "SELECT year, region_code AS code, level FROM equity"
                + " UNION SELECT year, region_code, level FROM class_size"
                + " UNION SELECT year, region_code, level FROM group_segregation"
                + " UNION SELECT year, county_code, 'county' FROM county_verdict"
                + " UNION SELECT year, county_code, 'county' FROM county_item"
                + " UNION SELECT year, county_code, 'county' FROM county_sheet"
                + " UNION SELECT year, county_code, 'county' FROM room";
        run.query("SELECT DISTINCT r.year, r.code, r.level FROM (" + regions
                        + ") r LEFT JOIN division d USING (year, code)"
                        + " WHERE d.code IS NULL OR d.name IS NULL OR d.name = '' OR d.level <> r.level"
                        + " OR (d.parent_code IS NULL AND d.level <> 'nation') ORDER BY ALL LIMIT 5")
                .forEach(row -> breaches.add("not in division with name, level and parent: " + row));
        run.query("SELECT d.year, d.code, d.parent_code FROM division d LEFT JOIN division p"
                        + " ON p.year = d.year AND p.code = d.parent_code"
                        + " WHERE d.parent_code IS NOT NULL AND p.code IS NULL ORDER BY ALL LIMIT 5")
                .forEach(row -> breaches.add("parent is not in division: " + row));
    }
}
