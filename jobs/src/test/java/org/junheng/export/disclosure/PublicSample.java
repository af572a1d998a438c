package org.junheng.export.disclosure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;
import org.junheng.warehouse.Manifest;

/**
 * A sample with county sheets, published once for all tests, in which small groups, small counts and names are planted
 * by a seed: the sample itself has next to none.
 */
final class PublicSample {
    static final String ID = "0123456789abcdef";

    /** Texts that must not be found anywhere in what leaves. */
    static final List<String> NAMES = List.of("张秘密", "李保密", "王不外传", "赵隐名", "Secretperson", "钱某某交来", "孙文件名");

    private static final long SEED = 20261124;
    private static PublicSample shared;

    private final Path original;

    private PublicSample(Path original) {
        this.original = original;
    }

    static synchronized PublicSample shared() {
        if (shared == null) {
            try {
                shared = new PublicSample(published(Files.createTempDirectory("public-sample")));
            } catch (IOException | SQLException failure) {
                throw new AssertionError(failure);
            }
        }
        return shared;
    }

    static Rulebook rulebook() {
        return Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
    }

    Path original() {
        return original;
    }

    /** The summary as the department has it, read-only. */
    Connection connection() throws SQLException {
        return readOnly(original);
    }

    static Connection readOnly(Path file) throws SQLException {
        var options = new java.util.Properties();
        options.setProperty("duckdb.read_only", "true");
        options.setProperty("jdbc_instance_cache", "false");
        return DriverManager.getConnection("jdbc:duckdb:" + file, options);
    }

    Path copy(Path file) {
        return copy(rulebook(), file, GroupCells.Totals.OF_PUBLISHED);
    }

    Path copy(Rulebook rulebook, Path file, GroupCells.Totals totals) {
        try (var summary = PublishedSummary.ofFile(original, ID)) {
            PublicCopy.write(summary, rulebook, file, totals);
            return file;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All rows of a query, each cell as an object. */
    static List<Object[]> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Object[]>();
            while (result.next()) {
                var row = new Object[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static Path published(Path folder) throws IOException, SQLException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(11)
                        .withSchoolsPerCounty(12)
                        .withYears(2021, 2023)
                        .withCountySheets(),
                census);
        Files.writeString(census.resolve("孙文件名的说明.txt"), "not read");
        addRowWithNames(census);
        var run = new TestRun(folder.resolve("warehouse"));
        var outcome = run.nightly(census, null);
        if (outcome.exitCode() != ExitCode.DONE) {
            System.out.println("sample with planted rows ended with " + outcome.exitCode());
        }
        var warehouse = run.warehouse();
        var summary = folder.resolve("warehouse")
                .resolve(Manifest.summaryPath(warehouse.currentId().orElseThrow()));
        var file = folder.resolve("planted.duckdb");
        Files.copy(summary, file);
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            new PublicSample(file).plant(connection);
        }
        return file;
    }

    /** A row whose cells hold names where codes and numbers should stand. */
    private static void addRowWithNames(Path census) throws IOException {
        try (var files = Files.walk(census)) {
            for (var file : files.filter(each -> each.getFileName().toString().matches("junheng-sample-\\d+\\.csv"))
                    .sorted()
                    .toList()) {
                var bytes = Files.readAllBytes(file);
                var text = new String(bytes, StandardCharsets.UTF_8);
                if (text.contains("\uFFFD")) {
                    continue;
                }
                var lines = text.lines().filter(line -> !line.isBlank()).toList();
                var cells = lines.get(lines.size() - 1).split(",", -1);
                cells[1] = "张秘密";
                cells[9] = "李保密";
                Files.writeString(file, String.join(",", cells) + "\n", StandardOpenOption.APPEND);
                return;
            }
        }
        throw new AssertionError("no census file in UTF-8");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new SQLException(sql, failure);
        }
    }

    private void plant(Connection connection) throws SQLException {
        execute(
                connection,
                "UPDATE finding SET measure = '请王不外传督办', responsible_unit = '赵隐名', evidence_ref = '王不外传-1'"
                        + " WHERE standard = 'cn-national-2017'");
        execute(connection, "UPDATE quality SET example = 'Secretperson 3 → 41' WHERE rows_failing > 0");
        execute(
                connection,
                "INSERT INTO correction (year, school_code, column_name, table_name, found, value, reason,"
                        + " source) VALUES (2021, '2153000001', 'migrant_students_primary', '', '3', '2', '钱某某交来', '钱某某交来')");
        execute(connection, "UPDATE county_sheet SET text = '赵隐名' WHERE text IS NOT NULL AND year = 2021");
        plantGroups(connection);
        plantSheets(connection);
    }

    /** Groups of every size, school by school, and what they come to at every level. */
    private void plantGroups(Connection connection) throws SQLException {
        execute(connection, "DELETE FROM group_segregation");
        execute(
                connection,
                "CREATE TEMP TABLE member (year BIGINT, county VARCHAR, city VARCHAR, province VARCHAR, zone"
                        + " VARCHAR, stage VARCHAR, student_group VARCHAR, t BIGINT, a BIGINT)");
        var random = new Random(SEED);
        try (var insert = connection.prepareStatement("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (var stage : List.of("primary", "junior")) {
                var schools = new HashMap<String, List<Object[]>>();
                var order = new ArrayList<String>();
                for (var row : rows(
                        connection,
                        "SELECT year, county_code, city_code, province_code, CASE WHEN"
                                + " manager_code LIKE '%Z%' THEN manager_code END, students_" + stage
                                + " FROM school WHERE"
                                + " situation = 'open' AND students_" + stage
                                + " > 10 ORDER BY year, county_code, school_code")) {
                    var place = row[0] + "/" + row[1];
                    if (!schools.containsKey(place)) {
                        order.add(place);
                    }
                    schools.computeIfAbsent(place, each -> new ArrayList<>()).add(row);
                }
                for (var place : order) {
                    for (var group : List.of("migrant", "left_behind", "boarding")) {
                        int kind = random.nextInt(9);
                        var rows = schools.get(place);
                        int least = random.nextInt(4) + 1;
                        for (int i = 0; i < rows.size(); i++) {
                            long students = (Long) rows.get(i)[5];
                            long members =
                                    switch (kind) {
                                        case 0, 1 -> i < least ? 1 : 0;
                                        case 2 -> 0;
                                        case 3 -> students - (i < least ? 1 : 0);
                                        case 4 -> students;
                                        case 5 -> i < 4 ? 1 + random.nextInt(2) : 0;
                                        default -> students * random.nextInt(40) / 100;
                                    };
                            // Some counties have a group reported by one or two schools, some by three or four.
                            if (kind == 7 && i > least % 4) {
                                break;
                            }
                            for (int column = 0; column < 5; column++) {
                                insert.setObject(column + 1, rows.get(i)[column]);
                            }
                            insert.setString(6, stage);
                            insert.setString(7, group);
                            insert.setLong(8, students);
                            insert.setLong(9, members);
                            insert.addBatch();
                        }
                    }
                }
            }
            insert.executeBatch();
        }
        for (var level : List.of(
                List.of("county", "county"),
                List.of("county", "zone"),
                List.of("city", "city"),
                List.of("province", "province"),
                List.of("nation", "'CN'"))) {
            execute(connection, """
                    INSERT INTO group_segregation
                    SELECT year, '%1$s', place, stage, student_group,
                      CASE WHEN members > 0 AND others > 0 THEN uneven / (2 * members * others) END,
                      CASE WHEN members > 0 AND others > 0 THEN contacts / members END,
                      CASE WHEN members > 0 AND others > 0 THEN 1 - contacts / members END, members, others, schools, 0
                    FROM (SELECT year, place, stage, student_group, any_value(members)::BIGINT AS members,
                        any_value(others)::BIGINT AS others, count(*) AS schools, sum(a * a / t) AS contacts,
                        sum(abs(a * others - (t - a) * members)) AS uneven
                      FROM (SELECT *, %2$s AS place, sum(a) OVER w AS members, sum(t - a) OVER w AS others FROM member
                        WHERE %2$s IS NOT NULL WINDOW w AS (PARTITION BY year, %2$s, stage, student_group))
                      GROUP BY year, place, stage, student_group)""".formatted(level.get(0), level.get(1)));
        }
    }

    /** County sheets and cohorts with counts of every size, and the verdicts that follow from them. */
    private void plantSheets(Connection connection) throws SQLException {
        var random = new Random(SEED + 1);
        for (var sheet : rows(connection, "SELECT DISTINCT year, county_code FROM county_sheet ORDER BY ALL")) {
            var values = new HashMap<String, Long>();
            for (var group : List.of("migrant", "left_behind")) {
                var counted = rows(
                        connection,
                        "SELECT sum(students) FROM group_segregation WHERE level = 'county' AND"
                                + " student_group = '" + group + "' AND year = " + sheet[0] + " AND region_code = '"
                                + sheet[1]
                                + "'");
                values.put(
                        group + "_children", counted.get(0)[0] == null ? 0 : ((Number) counted.get(0)[0]).longValue());
            }
            long migrants = values.get("migrant_children");
            long inPublic = part(random, migrants);
            values.put("migrant_children_public", inPublic);
            values.put(
                    "migrant_children_purchased",
                    random.nextInt(3) == 0 ? migrants - inPublic : part(random, migrants - inPublic));
            values.put("migrant_children_not_admitted", (long) random.nextInt(7));
            long disabled = List.of(0L, 1L, 4L, 6L, 8L, 12L, 13L, 40L, 157L).get(random.nextInt(9));
            long ordinary = part(random, disabled);
            long special = random.nextInt(2) == 0 ? 0 : part(random, disabled - ordinary);
            long rest = disabled - ordinary - special;
            long home = random.nextInt(4) > 0 ? rest : part(random, rest);
            values.put("disabled_children", disabled);
            values.put("disabled_children_in_ordinary_schools", ordinary);
            values.put("disabled_children_in_special_schools", special);
            values.put("disabled_children_taught_at_home", home);
            values.put("disabled_children_with_plan", random.nextInt(3) > 0 ? disabled : part(random, disabled));
            values.put(
                    "disabled_children_able_to_attend_at_home", random.nextInt(2) * Math.min(home, random.nextInt(3)));
            long schools = Math.min(ordinary, 1 + random.nextInt(9));
            long withThree = Math.min(schools, (ordinary - schools) / 2);
            values.put("schools_with_disabled_pupils", schools);
            values.put("schools_with_3_disabled_pupils", withThree);
            values.put("schools_with_disabled_pupils_and_resource_room", part(random, schools));
            values.put("schools_with_3_disabled_pupils_and_resource_room", part(random, withThree));
            long devices = random.nextInt(20);
            values.put("disabled_children_needing_devices", devices);
            values.put("disabled_children_with_devices", random.nextInt(2) == 0 ? devices : part(random, devices));
            values.put("dropouts_primary", (long) Math.max(0, random.nextInt(8) - 3));
            values.put("dropouts_junior", (long) Math.max(0, random.nextInt(10) - 3));
            values.put("dropouts_returned", (long) random.nextInt(9));
            for (var value : values.entrySet()) {
                execute(
                        connection,
                        "UPDATE county_sheet SET value = %d WHERE year = %s AND county_code = '%s' AND column_name = '%s'"
                                .formatted(value.getValue(), sheet[0], sheet[1], value.getKey()));
            }
            judge(connection, sheet, values);
        }
        execute(
                connection,
                "UPDATE cohort SET transferred_in = hash(region_code, year) % 9, transferred_out ="
                        + " hash(year, region_code) % 40, deaths = hash(region_code, year, 1) % 3 WHERE deaths IS NOT NULL");
        execute(
                connection,
                "UPDATE cohort SET value = CASE measure WHEN 'junior_retention_a'"
                        + " THEN (graduates - transferred_in + transferred_out) / (entrants - deaths)"
                        + " ELSE graduates / (entrants + transferred_in - transferred_out - deaths) END"
                        + " WHERE deaths IS NOT NULL");
    }

    private static long part(Random random, long whole) {
        return whole == 0 ? 0 : random.nextLong(whole + 1);
    }

    private static void judge(Connection connection, Object[] sheet, Map<String, Long> of) throws SQLException {
        long placed = of.get("disabled_children_in_ordinary_schools")
                + of.get("disabled_children_in_special_schools")
                + of.get("disabled_children_taught_at_home");
        long migrantsPlaced = of.get("migrant_children_public") + of.get("migrant_children_purchased");
        for (var verdict : Map.of(
                        "S0-10",
                        of.get("dropouts_primary") == 0 && of.get("dropouts_junior") == 0,
                        "S0-11",
                        100 * migrantsPlaced >= 85 * of.get("migrant_children"),
                        "3.2",
                        100 * placed >= 95 * of.get("disabled_children"),
                        "S0-12",
                        placed >= of.get("disabled_children")
                                && of.get("disabled_children_with_plan") >= of.get("disabled_children")
                                && of.get("disabled_children_able_to_attend_at_home") == 0)
                .entrySet()) {
            execute(
                    connection,
                    "UPDATE county_item SET status = '%s', reason = '人数 %s' WHERE item = '%s' AND year = %s AND county_code = '%s'"
                            .formatted(
                                    verdict.getValue() ? "pass" : "fail",
                                    of.toString().replace("'", ""),
                                    verdict.getKey(),
                                    sheet[0],
                                    sheet[1]));
        }
    }
}
