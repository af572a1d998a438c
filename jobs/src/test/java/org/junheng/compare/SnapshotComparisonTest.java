package org.junheng.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.Comparison.Listing;
import org.junheng.compare.Comparison.OneSided;
import org.junheng.summary.SnapshotPair;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two published files, written by hand, are compared. */
class SnapshotComparisonTest {
    private static final String BEFORE = "aaaaaaaaaaaaaaaa";
    private static final String AFTER = "bbbbbbbbbbbbbbbb";
    private static final String ITEMS =
            "CREATE TABLE county_item (year BIGINT, county_code VARCHAR, item VARCHAR, observed DOUBLE, required DOUBLE,"
                    + " status VARCHAR)";
    private static final String ITEMS_KEY =
            "COMMENT ON TABLE county_item IS '条目 / items | 键 / key: year, county_code, item'";

    @TempDir
    Path folder;

    private void publish(String id, String... statements) throws IOException, SQLException {
        var file = folder.resolve("summary/junheng-" + id + ".duckdb");
        Files.createDirectories(file.getParent());
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private <T> List<T> compared(Function<SnapshotPair, List<T>> question) {
        try (var pair = SnapshotPair.open(folder, BEFORE, AFTER)) {
            return question.apply(pair);
        }
    }

    private static Comparison verdicts(SnapshotPair pair) {
        return new SnapshotComparison(pair).verdicts();
    }

    private static List<String> lines(SnapshotPair pair, Listing listing) {
        var lines = new ArrayList<String>();
        for (var row : Sql.rows(pair, listing.sql())) {
            lines.add(String.join(
                    " ", row.stream().map(cell -> cell == null ? "∅" : cell).toList()));
        }
        assertThat(lines).hasSize((int) listing.rows());
        return lines;
    }

    private List<String> lines(String subject) {
        return compared(pair -> verdicts(pair).listings().stream()
                .filter(listing -> listing.subject().equals(subject))
                .flatMap(listing -> lines(pair, listing).stream())
                .toList());
    }

    @Test
    void only_verdicts_that_differ_are_listed_with_figures_and_the_name_of_the_county() throws Exception {
        var division = "CREATE TABLE division AS SELECT 2024 AS year, '530302' AS code, '麒麟区' AS name";
        publish(BEFORE, ITEMS, ITEMS_KEY, division, """
                INSERT INTO county_item VALUES
                  (2024, '530302', '1.1', 0.4, 0.5, 'pass'), (2024, '530302', '1.2', 0.4, 0.5, 'pass'),
                  (2024, '530302', '1.3', NULL, 0.5, 'cannot_say'), (2024, '530302', '1.4', 0.1, 0.5, NULL),
                  (2023, '530302', '1.1', 0.4, 0.5, 'pass')""");
        publish(AFTER, ITEMS, ITEMS_KEY, division, """
                INSERT INTO county_item VALUES
                  (2024, '530302', '1.1', 0.4, 0.3, 'fail'), (2024, '530302', '1.2', 0.4, 0.45, 'pass'),
                  (2024, '530302', '1.3', 0.2, 0.5, 'pass'), (2024, '530302', '1.4', 0.1, 0.5, NULL),
                  (2025, '530399', '1.1', 0.4, 0.5, 'pass')""");
        assertThat(lines("county_item"))
                .containsExactly(
                        "removed 2023 530302 ∅ 1.1 pass ∅ 0.4 ∅ 0.5 ∅",
                        "changed 2024 530302 麒麟区 1.1 pass fail 0.4 0.4 0.5 0.3",
                        "changed 2024 530302 麒麟区 1.3 cannot_say pass ∅ 0.2 0.5 0.5",
                        "added 2025 530399 ∅ 1.1 ∅ pass ∅ 0.4 ∅ 0.5");
        assertThat(compared(pair -> verdicts(pair).counts())).containsExactly(new Counts("county_item", 2, 1, 1));
    }

    @Test
    void one_list_holds_the_verdicts_of_all_tables_and_names_schools_and_their_county() throws Exception {
        var schools =
                "CREATE TABLE school AS SELECT 2024 AS year, 's1' AS school_code, '一小' AS name, 'c1' AS county_code";
        var verdicts = "CREATE TABLE school_verdict AS SELECT 2024 AS year, 'x' AS standard, 'primary' AS stage,"
                + " 's1' AS school_code, '%s' AS verdict";
        var key = "COMMENT ON TABLE school_verdict IS 'y | 键 / key: year, standard, stage, school_code'";
        var division = "CREATE TABLE division AS SELECT 2024 AS year, 'c1' AS code, '沾益区' AS name";
        publish(BEFORE, ITEMS, ITEMS_KEY, schools, division, verdicts.formatted("pass"), key);
        publish(
                AFTER,
                ITEMS,
                ITEMS_KEY,
                "INSERT INTO county_item VALUES (2024, 'c1', '1.1', 0.4, 0.3, 'fail')",
                verdicts.formatted("cannot_say"),
                key);
        compared(pair -> {
            var flat = verdicts(pair).flat();
            assertThat(flat.columns())
                    .containsExactly(
                            "table",
                            "change",
                            "year",
                            "county_code",
                            "item",
                            "standard",
                            "stage",
                            "school_code",
                            "division_name",
                            "school_name",
                            "verdict_before",
                            "verdict_after",
                            "observed_before",
                            "observed_after",
                            "required_before",
                            "required_after");
            assertThat(lines(pair, flat))
                    .containsExactly(
                            "county_item added 2024 c1 1.1 ∅ ∅ ∅ 沾益区 ∅ ∅ fail ∅ 0.4 ∅ 0.3",
                            "school_verdict changed 2024 c1 ∅ x primary s1 沾益区 一小 pass cannot_say ∅ ∅ ∅ ∅");
            return null;
        });
    }

    @Test
    void a_table_that_one_snapshot_lacks_is_told_and_all_its_rows_are_added() throws Exception {
        publish(BEFORE, "CREATE TABLE other (a BIGINT)");
        publish(AFTER, ITEMS, ITEMS_KEY, "INSERT INTO county_item VALUES (2024, 'c1', '1.1', 0.4, 0.5, 'pass')");
        assertThat(lines("county_item")).containsExactly("added 2024 c1 ∅ 1.1 ∅ pass ∅ 0.4 ∅ 0.5");
        assertThat(compared(pair -> verdicts(pair).oneSided()))
                .containsExactly(new OneSided("county_item", null, false));
    }

    @Test
    void a_rule_that_changed_is_told_with_the_old_and_the_new_value_of_each_column() throws Exception {
        var key = "COMMENT ON TABLE standard_rule IS '规定 / rules | 键 / key: standard, item'";
        publish(
                BEFORE,
                "CREATE TABLE standard_rule (standard VARCHAR, item VARCHAR, threshold DOUBLE, switches VARCHAR,"
                        + " clause VARCHAR)",
                key,
                """
                INSERT INTO standard_rule VALUES
                  ('x', '1.1', 0.45, NULL, 'c'), ('x', '1.2', NULL, 'C4', NULL), ('x', '1.3', 1, NULL, 'c')""");
        publish(
                AFTER,
                "CREATE TABLE standard_rule (standard VARCHAR, item VARCHAR, due_year BIGINT, threshold BIGINT,"
                        + " switches VARCHAR, clause VARCHAR)",
                key,
                """
                INSERT INTO standard_rule VALUES
                  ('x', '1.1', 2027, 1, 'C9', 'c'), ('x', '1.2', 2027, NULL, 'C4', NULL), ('x', '1.4', NULL, 1, NULL, 'c')""");
        assertThat(lines("rules"))
                .containsExactly(
                        "changed x 1.1 threshold 0.45 1.0",
                        "changed x 1.1 switches ∅ C9",
                        "removed x 1.3 ∅ ∅ ∅",
                        "added x 1.4 ∅ ∅ ∅");
        assertThat(compared(pair -> verdicts(pair).oneSided()))
                .containsExactly(new OneSided("standard_rule", "due_year", false));
    }

    @Test
    void inputs_tell_versions_rows_and_files_by_name_and_bytes() throws Exception {
        var snapshot =
                "CREATE TABLE snapshot AS SELECT '%s' AS id, '%s' AS facts_version, 'p' AS profiles, %s AS rows_read";
        var files = "CREATE TABLE source_file (sha256 VARCHAR, name VARCHAR, state VARCHAR)";
        var keys =
                "COMMENT ON TABLE snapshot IS 'x | 键 / key: id'; COMMENT ON TABLE source_file IS 'x | 键 / key: sha256, name'";
        publish(BEFORE, snapshot.formatted(BEFORE, "f1", "10"), files, keys, """
                INSERT INTO source_file VALUES ('1', 'same.csv', 'accepted'), ('2', 'mended.csv', 'refused'),
                  ('3', 'gone.csv', 'accepted')""");
        publish(AFTER, snapshot.formatted(AFTER, "f2", "12"), files, keys, """
                INSERT INTO source_file VALUES ('1', 'same.csv', 'accepted'), ('4', 'mended.csv', 'accepted'),
                  ('5', 'new.csv', 'accepted')""");
        assertThat(lines("inputs")).containsExactly("facts_version f1 f2", "rows_read 10 12");
        assertThat(lines("files"))
                .containsExactly(
                        "removed gone.csv 3 ∅ accepted ∅",
                        "changed mended.csv 2 4 refused accepted",
                        "added new.csv ∅ 5 ∅ accepted");
    }

    @Test
    void a_table_is_compared_by_its_key_value_by_value() throws Exception {
        var table = "CREATE TABLE equity (year BIGINT, code VARCHAR, cv DOUBLE, note VARCHAR)";
        var key = "COMMENT ON TABLE equity IS 'x | 键 / key: year, code'";
        publish(BEFORE, table, key, """
                INSERT INTO equity VALUES (2024, 'a', 0.1, NULL), (2024, 'b', 0.3, 'n'), (2024, 'c', 1, NULL), (2023, 'a', 0, '')""");
        publish(AFTER, table, key, """
                INSERT INTO equity VALUES (2024, 'a', 0.1, NULL), (2024, 'b', 0.30000000000000004, NULL), (2024, 'd', 1, NULL),
                  (2023, 'a', 0, NULL)""");
        compared(pair -> {
            var found = new SnapshotComparison(pair).table("equity");
            assertThat(found.counts()).containsExactly(new Counts("equity", 2, 1, 1));
            assertThat(lines(pair, found.flat()))
                    .containsExactly(
                            "changed 2023 a note  ∅",
                            "changed 2024 b cv 0.3 0.30000000000000004",
                            "changed 2024 b note n ∅",
                            "removed 2024 c ∅ ∅ ∅",
                            "added 2024 d ∅ ∅ ∅");
            return null;
        });
    }

    @Test
    void where_a_version_gave_a_table_another_key_rows_are_paired_by_what_names_them_in_both() throws Exception {
        publish(
                BEFORE,
                "CREATE TABLE t AS SELECT 'a' AS code, 1 AS figure",
                "COMMENT ON TABLE t IS 'x | 键 / key: code'");
        publish(
                AFTER,
                "CREATE TABLE t AS SELECT 'a' AS code, 'county' AS level, 2 AS figure",
                "COMMENT ON TABLE t IS 'x | 键 / key: code, level'");
        assertThat(compared(pair ->
                        lines(pair, new SnapshotComparison(pair).table("t").flat())))
                .containsExactly("changed a figure 1 2");
        publish(AFTER, "INSERT INTO t VALUES ('a', 'city', 1)");
        assertThat(compared(pair ->
                        lines(pair, new SnapshotComparison(pair).table("t").flat())))
                .containsExactlyInAnyOrder("removed a ∅ ∅ ∅ ∅", "added a county ∅ ∅ ∅", "added a city ∅ ∅ ∅");
    }

    @Test
    void a_snapshot_does_not_differ_from_itself() throws Exception {
        publish(BEFORE, ITEMS, ITEMS_KEY, "INSERT INTO county_item VALUES (2024, 'c1', '1.1', 'NaN', NULL, 'pass')");
        try (var pair = SnapshotPair.open(folder, BEFORE, BEFORE)) {
            var found = verdicts(pair);
            assertThat(found.counts()).allMatch(Counts::none);
            assertThat(found.listings()).allMatch(listing -> listing.rows() == 0);
        }
    }

    @Test
    void a_table_that_neither_has_or_whose_key_is_not_told_is_wrong_usage() throws Exception {
        publish(BEFORE, "CREATE TABLE t (a BIGINT)");
        publish(AFTER, "CREATE TABLE t (a BIGINT)");
        var unknown = fault("nothing; DROP TABLE t");
        assertThat(unknown.kind()).isEqualTo(FaultException.Kind.USAGE);
        assertThat(unknown.nextStep().en()).isEqualTo("tables to compare: t");
        assertThat(fault("t").code()).isEqualTo("diff.key");
    }

    private FaultException fault(String table) {
        return catchThrowableOfType(
                FaultException.class,
                () -> compared(pair -> new SnapshotComparison(pair).table(table).counts()));
    }
}
