package org.junheng.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;

/** Published summaries with all tables and views of the contract and hardly a row: one county, one school, two years. */
public final class SmallSummary {
    public static final String FIRST = "00000000000000a1";
    public static final String SECOND = "00000000000000b2";
    public static final String COUNTY = "990101";
    public static final String SCHOOL = "9901010001";
    public static final String GROUP = "990101/Group A";
    public static final int LAST_YEAR = 2024;

    private static final Path CONTRACT = Path.of(System.getProperty("junheng.home"), "schemas", "summary");
    private static final Map<String, String> TYPES = Map.of(
            "text", "VARCHAR", "integer", "BIGINT", "number", "DOUBLE", "flag", "BOOLEAN", "timestamp", "TIMESTAMP");

    private SmallSummary() {}

    /** Writes a summary beside those that the warehouse has; {@link #publish} makes it the last. */
    public static void write(Path warehouse, String id) throws IOException, SQLException {
        Files.createDirectories(warehouse.resolve("summary"));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file(warehouse, id));
                var statement = connection.createStatement()) {
            tables(statement);
            rows(statement, id);
            statement.execute("CHECKPOINT");
        }
    }

    public static void publish(Path warehouse, String id) throws IOException {
        var next = warehouse.resolve("CURRENT.next");
        Files.writeString(next, id + "\n");
        Files.move(next, warehouse.resolve("CURRENT"), StandardCopyOption.REPLACE_EXISTING);
    }

    public static Path file(Path warehouse, String id) {
        return warehouse.resolve("summary").resolve("junheng-" + id + ".duckdb");
    }

    private static void tables(Statement statement) throws IOException, SQLException {
        for (var table : contract("tables.yaml").get("tables").properties()) {
            var columns = new ArrayList<String>();
            for (var column : table.getValue().get("columns").properties()) {
                columns.add('"' + column.getKey() + "\" "
                        + TYPES.get(column.getValue().get("type").asText()));
            }
            statement.execute("CREATE TABLE \"%s\" (%s)".formatted(table.getKey(), String.join(", ", columns)));
        }
        for (var macro : contract("macros.yaml").get("macros").properties()) {
            var parameters = new ArrayList<String>();
            macro.getValue().get("parameters").forEach(each -> parameters.add('"' + each.asText() + '"'));
            var sql = macro.getValue().get("sql").asText();
            statement.execute("CREATE MACRO %s(%s) AS %s"
                    .formatted(
                            macro.getKey(),
                            String.join(", ", parameters),
                            macro.getValue().get("kind").asText().equals("table") ? "TABLE " + sql : "(" + sql + ")"));
        }
        for (var view : contract("views.yaml").get("views").properties()) {
            statement.execute("CREATE VIEW \"%s\" AS %s"
                    .formatted(view.getKey(), view.getValue().get("sql").asText()));
        }
    }

    private static void rows(Statement statement, String id) throws SQLException {
        statement.execute("INSERT INTO snapshot (id, version, created, first_year, last_year, generated)"
                + " VALUES ('%s', '1.0.0', TIMESTAMP '2026-01-01 00:00:00', 2023, %d, true)".formatted(id, LAST_YEAR));
        statement.execute("INSERT INTO standard (standard, title_zh, title_en) VALUES ('rule', '标准', 'Rule')");
        statement.execute("INSERT INTO standard_rule (standard, item, indicator, title_zh, title_en, unit_zh, unit_en)"
                + " VALUES ('rule', 'teachers', 'teachers', '教师', 'Teachers', '人', 'people')");
        for (int year = LAST_YEAR - 1; year <= LAST_YEAR; year++) {
            statement.execute("INSERT INTO division (year, code, name, level, parent_code, pseudo) VALUES"
                    + " (%1$d, '000000', '全国', 'nation', NULL, false), (%1$d, '990000', '某省', 'province', '000000', false),"
                            .formatted(year)
                    + " (%1$d, '990100', '某市', 'city', '990000', false), (%1$d, '%2$s', '<b>某县</b>', 'county', '990100', false),"
                            .formatted(year, COUNTY)
                    + " (%1$d, '%2$s', 'Group A', 'education_group', '%3$s', false)".formatted(year, GROUP, COUNTY));
            statement.execute(
                    "INSERT INTO school (year, school_code, county_code, city_code) VALUES (%d, '%s', '%s', '990100')"
                            .formatted(year, SCHOOL, COUNTY));
            statement.execute("INSERT INTO equity (year, standard, level, region_code, stage, indicator, cv, cv_limit)"
                    + " VALUES (%d, 'rule', 'county', '%s', 'primary', 'teachers', 0.4, 0.5)".formatted(year, COUNTY));
            statement.execute(
                    "INSERT INTO county_verdict (year, standard, assessment_level, county_code, verdict, basis, items_passed,"
                            + " items_failed, items_cannot_say) VALUES (%d, 'rule', 'province', '%s', 'fail', 'full', 1, 2, 3)"
                                    .formatted(year, COUNTY));
        }
    }

    private static JsonNode contract(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(CONTRACT.resolve(file).toFile());
    }
}
