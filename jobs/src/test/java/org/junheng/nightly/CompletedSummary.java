package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junheng.warehouse.Manifest;

/** A copy of a published summary with the tables and columns that later steps fill, as their contract says. */
final class CompletedSummary {
    private CompletedSummary() {}

    /** Copies the summary of a run into a warehouse of its own and adds rows for one county. */
    static Path in(Path folder, TestRun run, String county, int year) throws IOException, SQLException {
        var id = run.warehouse().currentId().orElseThrow();
        var file = folder.resolve(Manifest.summaryPath(id));
        Files.createDirectories(file.getParent());
        Files.copy(run.warehouse().root().resolve(Manifest.summaryPath(id)), file);
        Files.writeString(folder.resolve("CURRENT"), id + "\n");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            tables(connection);
            rules(connection, year);
            rows(connection, county, year);
        }
        return folder;
    }

    private static void tables(Connection connection) throws SQLException {
        execute(connection, "ALTER TABLE county_item ADD COLUMN IF NOT EXISTS inputs VARCHAR");
        execute(connection, "ALTER TABLE standard_rule ADD COLUMN IF NOT EXISTS due_year BIGINT");
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS region_item (year BIGINT, standard VARCHAR, level VARCHAR, region_code VARCHAR, item VARCHAR,"
                        + " observed DOUBLE, required DOUBLE, unit VARCHAR, status VARCHAR, reason VARCHAR, clause VARCHAR)");
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS finding (standard VARCHAR, level VARCHAR, code VARCHAR, stage VARCHAR, rule VARCHAR,"
                        + " first_year BIGINT, county_code VARCHAR, observed DOUBLE, required DOUBLE, shortfall DOUBLE, unit VARCHAR,"
                        + " clause VARCHAR, due_year BIGINT, last_year BIGINT, closed_year BIGINT, state VARCHAR, measure VARCHAR,"
                        + " responsible_unit VARCHAR, evidence_ref VARCHAR)");
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS expected_school (year BIGINT, standard VARCHAR, county_code VARCHAR, stage VARCHAR,"
                        + " school_code VARCHAR, state VARCHAR, in_scope BOOLEAN)");
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS review_calendar (year BIGINT, plan VARCHAR, county_code VARCHAR, step VARCHAR, due_date VARCHAR,"
                        + " ready BOOLEAN, missing VARCHAR)");
    }

    private static void rules(Connection connection, int year) throws SQLException {
        for (int item = 1; item <= 15; item++) {
            rule(connection, "cn-national-2017", "2." + item, "政府保障程度", "第五条", null);
        }
        for (int item = 1; item <= 9; item++) {
            rule(connection, "cn-national-2017", "3." + item, "教育质量", "第六条", null);
        }
        rule(connection, "cn-national-2017", "4.1", "社会认可度", "第七条", null);
        rule(connection, "cn-national-2017", "V1", "一票否决", "第八条", null);
        rule(connection, "cn-national-2017", "P1", "前提条件", "第三条", null);
        rule(connection, "cn-qujing-2022", "S0-05", "地方方案", "一（二）2", year);
        rule(connection, "cn-qujing-2022", "S0-01", "地方方案", "一（一）1", year);
        execute(connection, "UPDATE standard_rule SET title_zh = '班额' WHERE item IN ('2.5', 'S0-05')");
        execute(connection, "UPDATE standard_rule SET level = 'city' WHERE item = 'S0-01'");
        execute(
                connection,
                "UPDATE standard_rule SET needs = 'migrant_children,migrant_children_public' WHERE item = '2.15'");
    }

    private static void rule(
            Connection connection, String standard, String item, String part, String clause, Integer due)
            throws SQLException {
        execute(connection, """
                INSERT INTO standard_rule (standard, item, stage, region, valid_from, title_zh, title_en, part, clause, level,
                  comparison, threshold, responsible_units, due_year)
                VALUES ('%s', '%s', 'all', 'CN', 2017, '条目%s的内容，比较长，用来看换行是否合适', 'what item %s asks, long enough to break a line',
                  '%s', '%s', 'county', '>=', 0.95, '县级人民政府 教育局 / county government, education bureau', %s)""".formatted(standard, item, item, item, part, clause, due));
    }

    private static void rows(Connection connection, String county, int year) throws SQLException {
        item(
                connection,
                county,
                year,
                "nation",
                "cn-national-2017",
                "2.14",
                "政府保障程度",
                "0.5123",
                "pass",
                "{\"junior_graduates\": 1200}");
        item(
                connection,
                county,
                year,
                "nation",
                "cn-national-2017",
                "2.15",
                "政府保障程度",
                "0.84",
                "fail",
                "{\"migrant_children\": 100, \"migrant_children_public\": 84, \"left_behind_care_system\": true}");
        item(
                connection,
                county,
                year,
                "nation",
                "cn-national-2017",
                "3.1",
                "教育质量",
                "NULL",
                "cannot_say",
                "{\"junior_cohort_entrants\": null}");
        item(connection, county, year, "nation", "cn-national-2017", "V1", "一票否决", "NULL", "cannot_say", "{}");
        item(connection, county, year, "city", "cn-qujing-2022", "S0-05", "地方方案", "3", "fail", "{\"classes\": 3}");
        execute(connection, """
                INSERT INTO region_item SELECT %1$d, 'cn-qujing-2022', 'city', parent_code, 'S0-01', 0.111111, 0.3, '1', 'fail',
                  '9县中1县 / 1 of 9 counties', '一（一）1' FROM division WHERE year = %1$d AND code = '%2$s'""".formatted(year, county));
        finding(connection, county, year, "2.5", "overdue", null);
        finding(connection, county, year, "2.15", "open", null);
        finding(connection, county, year, "3.1", "closed", year);
        execute(
                connection,
                "INSERT INTO expected_school VALUES (%d, 'cn-national-2017', '%s', 'primary', '2153009999', 'unreported', true)"
                        .formatted(year, county));
        execute(
                connection,
                "INSERT INTO review_calendar VALUES (%d, 'cn-qujing-2022', '%s', 'self_evaluation', '%d-09-30', false, '学校材料 / files of schools')"
                        .formatted(year, county, year));
    }

    private static void item(
            Connection connection,
            String county,
            int year,
            String level,
            String standard,
            String item,
            String part,
            String observed,
            String status,
            String inputs)
            throws SQLException {
        execute(connection, """
                INSERT INTO county_item (year, standard, assessment_level, county_code, stage, item, part, observed, required, unit, status,
                  reason, clause, inputs)
                VALUES (%d, '%s', '%s', '%s', 'all', '%s', '%s', %s, 0.95, '1', '%s',
                  '缺：初中入学人数 junior_cohort_entrants / missing: junior_cohort_entrants', '第五条', '%s')""".formatted(year, standard, level, county, item, part, observed, status, inputs));
    }

    private static void finding(
            Connection connection, String county, int year, String rule, String state, Integer closed)
            throws SQLException {
        execute(connection, """
                INSERT INTO finding SELECT 'cn-national-2017', 'school', min(school_code), 'primary', '%s', %d, '%s', 52, 45, 7, '人', '第五条（五）',
                  %d, %d, %s, '%s', '分班并补充教师 / split the class and add a teacher', '教育局 / education bureau', 'class_size'
                FROM school WHERE year = %d AND county_code = '%s'""".formatted(rule, year - 1, county, year, year, closed, state, year, county));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
