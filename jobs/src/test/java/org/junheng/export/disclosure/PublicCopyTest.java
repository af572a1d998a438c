package org.junheng.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junheng.export.tables.TableExport;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Disclosure.Treatment;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a copy for the public keeps, and what it does not. */
class PublicCopyTest {
    private static final String VIEWS = """
            CREATE VIEW question AS SELECT year, county_code, value FROM county_sheet WHERE column_name = 'migrant_children';
            COMMENT ON VIEW question IS 'How many? / 多少？';
            COMMENT ON COLUMN question.value IS 'their number / 人数';
            CREATE MACRO twice(x, y := 2) AS x * y;
            COMMENT ON MACRO twice IS 'twice / 两倍';
            """;

    private static final Rulebook RULEBOOK = PublicSample.rulebook();

    @TempDir
    Path folder;

    private final PublicSample sample = PublicSample.shared();

    private Path copied() {
        return sample.copy(folder.resolve("public.duckdb"));
    }

    @Test
    void no_text_and_no_byte_of_the_copy_holds_a_name_that_was_planted() throws Exception {
        var file = copied();
        int texts = 0;
        var original = 0;
        try (var truth = sample.connection();
                var copy = PublicSample.readOnly(file)) {
            for (var name : PublicSample.NAMES) {
                assertThat(textsWith(truth, name)).as("planted: " + name).isNotEmpty();
                assertThat(textsWith(copy, name)).as(name).isEmpty();
                original += textsWith(truth, name).size();
                texts++;
            }
            var comments = PublicSample.rows(
                    copy,
                    "SELECT comment FROM duckdb_columns() UNION ALL SELECT comment FROM"
                            + " duckdb_tables() UNION ALL SELECT comment FROM duckdb_views()");
            assertThat(comments.stream().map(row -> "" + row[0]))
                    .noneMatch(text -> PublicSample.NAMES.stream().anyMatch(text::contains));
        }
        assertThat(texts).isEqualTo(PublicSample.NAMES.size());
        assertThat(original).isGreaterThan(texts);
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        // Table names stand in the file as they are: what looks for texts finds them.
        assertThat(bytes).contains("group_segregation");
        for (var name : PublicSample.NAMES) {
            assertThat(bytes)
                    .doesNotContain(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
    }

    /** Columns in which a text stands. */
    private static List<String> textsWith(Connection connection, String text) throws SQLException {
        var found = new ArrayList<String>();
        for (var column : PublicSample.rows(
                connection,
                "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND"
                        + " data_type = 'VARCHAR' ORDER BY ALL")) {
            var count = PublicSample.rows(
                    connection,
                    "SELECT count(*) FROM \"%s\" WHERE contains(\"%s\", '%s')".formatted(column[0], column[1], text));
            if ((Long) count.get(0)[0] > 0) {
                found.add(column[0] + "." + column[1]);
            }
        }
        return found;
    }

    @Test
    void every_table_view_macro_and_comment_is_kept_and_facts_about_resources_are_equal_row_by_row() throws Exception {
        var described = folder.resolve("described.duckdb");
        Files.copy(sample.original(), described);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + described);
                var statement = connection.createStatement()) {
            statement.execute(VIEWS);
        }
        var file = folder.resolve("public.duckdb");
        try (var summary = PublishedSummary.ofFile(described, PublicSample.ID)) {
            PublicCopy.write(summary, RULEBOOK, file);
        }
        int equal = 0;
        try (var truth = PublicSample.readOnly(described);
                var copy = PublicSample.readOnly(file)) {
            for (var catalogue : List.of(
                    "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL",
                    "SELECT view_name, sql, comment FROM duckdb_views() WHERE NOT internal",
                    "SELECT function_name, comment, parameters::VARCHAR, macro_definition FROM duckdb_functions() WHERE NOT internal")) {
                assertThat(texts(copy, catalogue))
                        .isEqualTo(texts(truth, catalogue))
                        .isNotEmpty();
            }
            for (var comment : List.of(
                    "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY 1",
                    "SELECT table_name, comment FROM duckdb_tables() ORDER BY 1")) {
                var before = PublicSample.rows(truth, comment);
                var after = PublicSample.rows(copy, comment);
                for (int i = 0; i < before.size(); i++) {
                    assertThat("" + after.get(i)[1]).as("" + after.get(i)[0]).startsWith("" + before.get(i)[1]);
                }
            }
            for (var table : RULEBOOK.tables().values()) {
                var open = table.columns().stream()
                        .filter(column -> treatment(table.name(), column.name()) == Treatment.OPEN)
                        .map(column -> '"' + column.name() + '"')
                        .toList();
                if (table.name().equals(Withheld.TABLE)) {
                    continue;
                }
                assertThat(differing(described, file, table.name(), String.join(", ", open)))
                        .as(table.name())
                        .isZero();
                equal += open.size() == table.columns().size() ? 1 : 0;
            }
            assertThat(
                            texts(
                                    copy,
                                    "SELECT comment FROM duckdb_columns() WHERE table_name = 'county_sheet' AND column_name = 'value'"))
                    .first()
                    .asString()
                    .contains("multiples of 5")
                    .contains("1 to 4");
            assertThat(texts(copy, "SELECT assumptions FROM snapshot").get(0)).startsWith("[公开版");
            assertThat(PublicSample.rows(
                            copy,
                            "SELECT 1 FROM (SELECT (year, county_code, column_name) AS k, lag(k) OVER (ORDER BY rowid) AS"
                                    + " before FROM county_sheet) WHERE k <= before"))
                    .as("rows stand in key order")
                    .isEmpty();
        }
        assertThat(equal).isGreaterThan(15);
    }

    /** Rows that stand in one file and not in the other. */
    private static long differing(Path one, Path other, String table, String columns) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("ATTACH '" + one + "' AS a (READ_ONLY)");
            statement.execute("ATTACH '" + other + "' AS b (READ_ONLY)");
            var rows = "SELECT " + columns + " FROM %s.\"" + table + "\"";
            var less = "(" + rows.formatted("a") + " EXCEPT ALL " + rows.formatted("b") + ")";
            var more = "(" + rows.formatted("b") + " EXCEPT ALL " + rows.formatted("a") + ")";
            return (Long) PublicSample.rows(connection, "SELECT count(*) FROM (" + less + " UNION ALL " + more + ")")
                    .get(0)[0];
        }
    }

    private static Treatment treatment(String table, String column) {
        return RULEBOOK.disclosure().tables().get(table).get(column);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        return PublicSample.rows(connection, sql).stream().map(Arrays::toString).toList();
    }

    @Test
    void a_withheld_cell_is_null_and_has_a_reason_and_a_missing_one_has_none() throws Exception {
        try (var truth = sample.connection();
                var copy = PublicSample.readOnly(copied())) {
            var before = PublicSample.rows(
                    truth, "SELECT year, county_code, column_name, value FROM county_sheet ORDER BY 1, 2, 3");
            var after = PublicSample.rows(
                    copy, "SELECT year, county_code, column_name, value FROM county_sheet ORDER BY 1, 2, 3");
            var reasons = new java.util.HashSet<>(texts(
                    copy, "SELECT row_key FROM withheld WHERE table_name = 'county_sheet' AND column_name = 'value'"));
            int withheld = 0;
            for (int i = 0; i < before.size(); i++) {
                var key = "[{\"year\": %s, \"county_code\": \"%s\", \"column_name\": \"%s\"}]"
                        .formatted(before.get(i)[0], before.get(i)[1], before.get(i)[2]);
                boolean gone = before.get(i)[3] != null && after.get(i)[3] == null;
                assertThat(reasons.contains(key)).as(key).isEqualTo(gone);
                withheld += gone ? 1 : 0;
            }
            assertThat(withheld).isGreaterThan(300);
            // A count of a group is 0, a multiple of the base from the threshold on, or all students.
            assertThat(
                            texts(
                                    copy,
                                    "SELECT * FROM group_segregation WHERE level = 'county' AND students % 5 <> 0 AND others <> 0"))
                    .isEmpty();
            assertThat(texts(copy, "SELECT * FROM group_segregation WHERE others < 0"))
                    .isEmpty();
            assertThat(
                            texts(
                                    copy,
                                    "SELECT * FROM group_segregation WHERE students IS NULL AND (isolation IS NOT NULL OR others IS NOT NULL)"))
                    .isEmpty();
        }
    }

    /** Worked by hand: three counties of a city, of which one is small. */
    @Test
    void a_city_is_the_sum_of_the_rounded_counts_of_its_counties() throws Exception {
        var file = folder.resolve("three.duckdb");
        Files.copy(sample.original(), file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            var counties = PublicSample.rows(
                    connection,
                    "SELECT code FROM division WHERE year = 2022 AND level = 'county' AND NOT pseudo"
                            + " AND parent_code = '530300' ORDER BY code LIMIT 3");
            statement.execute("DELETE FROM group_segregation");
            for (var row : List.of(
                    "'county', '%s', 'primary', 'migrant', 0.123, 0.456, 0.544, 103, 400, 9, 0"
                            .formatted(counties.get(0)[0]),
                    "'county', '%s', 'primary', 'migrant', 0.2, 0.3, 0.7, 3, 500, 8, 1".formatted(counties.get(1)[0]),
                    "'county', '%s', 'primary', 'migrant', 0.2, 0.355, 0.645, 42, 60, 4, 0"
                            .formatted(counties.get(2)[0]),
                    "'city', '530300', 'primary', 'migrant', 0.2, 0.3, 0.7, 148, 960, 21, 1",
                    "'education_group', '530302/甲', 'primary', 'migrant', 0.2, 0.3, 0.7, 50, 60, 6, 0")) {
                statement.execute("INSERT INTO group_segregation VALUES (2022, " + row + ")");
            }
        }
        var copy = folder.resolve("public.duckdb");
        try (var summary = PublishedSummary.ofFile(file, PublicSample.ID)) {
            PublicCopy.write(summary, RULEBOOK, copy);
        }
        try (var connection = PublicSample.readOnly(copy)) {
            assertThat(texts(
                            connection,
                            "SELECT level, dissimilarity, isolation, exposure, students, others, schools, schools_missing"
                                    + " FROM group_segregation ORDER BY level, region_code"))
                    .containsExactly(
                            // 105 + 40, and 503 + 102 students in all; a county of 3 and its schools are left out.
                            "[city, null, null, null, 145, 460, 13, 9]",
                            "[county, 0.12, 0.46, 0.54, 105, 398, 9, 0]",
                            "[county, null, null, null, null, null, 8, 1]",
                            // Four schools: a count, and no measure from which theirs could be solved for
                            "[county, null, null, null, 40, 62, 4, 0]",
                            "[education_group, null, null, null, null, null, 6, 0]");
            assertThat(texts(
                                    connection,
                                    "SELECT row_key, reason FROM withheld WHERE table_name = 'group_segregation' AND column_name ="
                                            + " 'students' ORDER BY ALL")
                            .stream()
                            .map(text -> text.replaceAll(".*}, ", ""))
                            .toList())
                    .containsExactlyInAnyOrder("partial]", "small_count]", "below_county]");
        }
    }

    @Test
    void items_on_protected_counts_keep_their_verdict_and_tell_no_figure() throws Exception {
        try (var truth = sample.connection();
                var copy = PublicSample.readOnly(copied())) {
            var statuses = "SELECT year, standard, county_code, stage, item, status FROM county_item ORDER BY ALL";
            assertThat(texts(copy, statuses)).isEqualTo(texts(truth, statuses));
            var rows = texts(
                    copy,
                    "SELECT DISTINCT observed, inputs, reason LIKE '%no figure%' FROM county_item WHERE item IN"
                            + " ('2.7', '2.15', '3.1', '3.2', 'S0-10', 'S0-11', 'S0-12')");
            assertThat(rows).containsExactly("[null, null, true]");
            assertThat(texts(truth, "SELECT 1 FROM county_item WHERE reason LIKE '人数 {%'"))
                    .isNotEmpty();
            assertThat(texts(copy, "SELECT 1 FROM county_item WHERE reason LIKE '%{%'"))
                    .isEmpty();
            assertThat(texts(copy, "SELECT count(*) FROM county_item WHERE item = '2.10' AND observed IS NOT NULL"))
                    .isEqualTo(texts(
                            truth, "SELECT count(*) FROM county_item WHERE item = '2.10' AND observed IS NOT NULL"));
            assertThat(texts(truth, "SELECT 1 FROM county_item WHERE item = '2.10' AND observed IS NOT NULL"))
                    .isNotEmpty();
        }
    }

    @Test
    void a_requirement_that_is_worked_out_from_protected_counts_is_withheld_and_one_of_the_standard_is_not()
            throws Exception {
        var file = folder.resolve("required.duckdb");
        Files.copy(sample.original(), file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            // S3-09: at least the retention of the year before, whose digits tell graduates and entrants.
            statement.execute(
                    "UPDATE standard_rule SET standard = 'liaoning-2023', item = 'S3-09',"
                            + " needs = 'nine_year_cohort_graduates nine_year_cohort_entrants' WHERE standard = 'qujing-2022' AND item = 'S0-10'");
            for (var table : List.of("county_item", "finding")) {
                var item = table.equals("finding") ? "rule" : "item";
                statement.execute(
                        ("UPDATE %1$s SET standard = 'liaoning-2023', %2$s = 'S3-09', required = 0.8529589371980676"
                                        + " WHERE standard = 'qujing-2022' AND %2$s = 'S0-10'")
                                .formatted(table, item));
            }
        }
        var copied = folder.resolve("required-public.duckdb");
        try (var summary = PublishedSummary.ofFile(file, PublicSample.ID)) {
            PublicCopy.write(summary, RULEBOOK, copied);
        }
        try (var truth = PublicSample.readOnly(file);
                var copy = PublicSample.readOnly(copied)) {
            var rising = "SELECT count(*), count(required) FROM county_item WHERE item = 'S3-09'";
            assertThat(texts(truth, rising)).noneMatch(row -> row.contains(" 0]"));
            assertThat(texts(copy, rising)).allMatch(row -> row.endsWith(", 0]"));
            assertThat(texts(
                            copy,
                            "SELECT DISTINCT column_name FROM withheld WHERE table_name = 'county_item'"
                                    + " AND row_key LIKE '%S3-09%' ORDER BY ALL"))
                    .contains("[required]");
            var fixed =
                    "SELECT DISTINCT required FROM county_item WHERE standard = 'cn-national-2017' AND item = '3.1'";
            assertThat(texts(copy, fixed)).isEqualTo(texts(truth, fixed)).isNotEmpty();
        }
    }

    @Test
    void every_description_of_an_export_says_first_that_it_is_the_public_form() throws Exception {
        try (var summary = PublishedSummary.ofFile(copied(), PublicSample.ID);
                var internal = PublishedSummary.ofFile(sample.original(), PublicSample.ID)) {
            var format = TableExport.Format.DUCKDB;
            new TableExport(summary, RULEBOOK).write(folder.resolve("leaving"), format, Optional.empty());
            new TableExport(internal, RULEBOOK).write(folder.resolve("staying"), format, Optional.empty());
        }
        for (var name : List.of("README.md", "CITATION.cff", "datapackage.json")) {
            var said = Files.readString(folder.resolve("leaving").resolve(name));
            assertThat(said).as(name).contains("（公开版）").contains(" (public form)");
            assertThat(said.indexOf("受保护学生群体的小人数不公开")).as(name).isBetween(0, 1500);
            assertThat(Files.readString(folder.resolve("staying").resolve(name)))
                    .as(name)
                    .doesNotContain("（公开版）");
        }
    }

    @Test
    void the_same_snapshot_gives_the_same_rows() throws Exception {
        var first = sample.copy(folder.resolve("first.duckdb"));
        var second = sample.copy(folder.resolve("second.duckdb"));
        try (var one = PublicSample.readOnly(first)) {
            for (var table : PublicSample.rows(one, "SELECT table_name FROM duckdb_tables() ORDER BY 1")) {
                assertThat(differing(first, second, "" + table[0], "*, rowid"))
                        .as("" + table[0])
                        .isZero();
            }
        }
    }

    @Test
    void a_column_that_nobody_classified_stops_the_copy() throws Exception {
        var file = folder.resolve("column.duckdb");
        Files.copy(sample.original(), file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE school ADD COLUMN principal VARCHAR");
        }
        var copy = folder.resolve("public.duckdb");
        try (var summary = PublishedSummary.ofFile(file, PublicSample.ID)) {
            assertThatThrownBy(() -> PublicCopy.write(summary, RULEBOOK, copy))
                    .hasMessageContaining("school.principal");
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void a_higher_threshold_withholds_more() throws Exception {
        var facts = Files.readString(TestRun.home().resolve("schemas/summary/disclosure.yaml"));
        Files.createDirectories(folder.resolve("overlay/summary"));
        Files.writeString(
                folder.resolve("overlay/summary/disclosure.yaml"),
                facts.replace("threshold: {value: 5", "threshold: {value: 10"));
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(folder.resolve("overlay")));
        var strict = sample.copy(rulebook, folder.resolve("strict.duckdb"), GroupCells.Totals.OF_PUBLISHED);
        try (var one = PublicSample.readOnly(copied());
                var other = PublicSample.readOnly(strict)) {
            var count = "SELECT count(students) FROM group_segregation WHERE level = 'county'";
            assertThat((Long) PublicSample.rows(other, count).get(0)[0])
                    .isLessThan((Long) PublicSample.rows(one, count).get(0)[0]);
            assertThat(texts(other, "SELECT 1 FROM group_segregation WHERE students BETWEEN 1 AND 9"))
                    .isEmpty();
        }
    }
}
