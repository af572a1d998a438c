package org.junheng.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junheng.measure.InequalityMeasures;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published macros give what the kernel gives, to 1e-12, on seeded selections with ties, zeros, huge and tiny spreads and
 * units that do not count. System property {@code junheng.full=true} takes 5,000 of them instead of 400, and 150,000 schools
 * in one selection instead of 20,000.
 */
class MeasureMacrosTest {
    private static final int CASES = Boolean.getBoolean("junheng.full") ? 5_000 : 400;
    private static final int SCHOOLS = Boolean.getBoolean("junheng.full") ? 150_000 : 20_000;
    private static final double SCALE = 100;
    private static Connection connection;

    /**
     * A macro and the measure that it stands for.
     *
     * @param entropy a sum in which terms of the first order cancel: the kernel keeps rounding errors of the size of the CV
     */
    private record Pair(String macro, ToDoubleFunction<InequalityMeasures> measure, boolean entropy) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("junheng_weight(v, w)", InequalityMeasures::students, false),
            new Pair("junheng_mean(v, w)", InequalityMeasures::mean, false),
            new Pair("junheng_sd(v, w)", InequalityMeasures::sd, false),
            new Pair("junheng_cv(v, w)", InequalityMeasures::cv, false),
            new Pair("junheng_gini(v, w)", InequalityMeasures::gini, false),
            new Pair("junheng_theil_t(v, w)", InequalityMeasures::theilT, true),
            new Pair("junheng_theil_l(v, w)", InequalityMeasures::theilL, true),
            new Pair("junheng_atkinson(v, w, 0.5)", InequalityMeasures::atkinson05, false),
            new Pair("junheng_atkinson(v, w, 1)", InequalityMeasures::atkinson1, true),
            new Pair("junheng_mcloone(v, w)", InequalityMeasures::mcloone, false),
            new Pair("junheng_verstegen(v, w)", InequalityMeasures::verstegen, false),
            new Pair("junheng_quantile(v, w, 0.05)", InequalityMeasures::p05, false),
            new Pair("junheng_quantile(v, w, 0.1)", InequalityMeasures::p10, false),
            new Pair("junheng_quantile(v, w, 0.25)", InequalityMeasures::p25, false),
            new Pair("junheng_quantile(v, w, 0.5)", InequalityMeasures::p50, false),
            new Pair("junheng_quantile(v, w, 0.75)", InequalityMeasures::p75, false),
            new Pair("junheng_quantile(v, w, 0.9)", InequalityMeasures::p90, false),
            new Pair("junheng_quantile(v, w, 0.95)", InequalityMeasures::p95, false),
            new Pair("junheng_p90_p10(v, w)", InequalityMeasures::p90P10, false),
            new Pair("junheng_federal_range_ratio(v, w)", InequalityMeasures::federalRangeRatio, false),
            new Pair("junheng_mean(v, CASE WHEN w > 0 THEN 1 END)", InequalityMeasures::meanUnweighted, false),
            new Pair("junheng_cv(v, CASE WHEN w > 0 THEN 1 END)", InequalityMeasures::cvUnweighted, false),
            new Pair("junheng_p90_p10_unweighted(v, w)", InequalityMeasures::p90P10Unweighted, false));

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        var file = folder.resolve("explained.duckdb");
        ExplainedDatabase.create(file, Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty()));
        connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        execute("CREATE TEMP TABLE unit (id INTEGER, v DOUBLE, w BIGINT)");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Fills table {@code unit} with selections, and gives what the kernel makes of each. */
    private static Map<Integer, InequalityMeasures> selections(int first, int cases, int most) throws SQLException {
        execute("DELETE FROM unit");
        var expected = new TreeMap<Integer, InequalityMeasures>();
        try (var insert = connection.prepareStatement("INSERT INTO unit VALUES (?, ?, ?)")) {
            for (int id = first; id < first + cases; id++) {
                var chance = new Random(id);
                int size = chance.nextInt(5) == 0 ? 1 + chance.nextInt(3) : 1 + chance.nextInt(most);
                double spread =
                        switch (chance.nextInt(5)) {
                            case 0 -> 0;
                            case 1 -> 1e-6;
                            case 2 -> 1e-2;
                            case 3 -> 0.3;
                            default -> 2.5;
                        };
                double level = Math.exp(chance.nextGaussian() * 4);
                boolean ties = chance.nextInt(3) == 0;
                double zeros = chance.nextInt(3) == 0 ? chance.nextDouble() : 0;
                var resource = new ArrayList<Double>();
                var students = new ArrayList<Double>();
                for (int i = 0; i < size; i++) {
                    long weight = ties ? 100 : 1 + chance.nextInt(chance.nextBoolean() ? 60 : 3000);
                    double ratio = ties ? 1 + spread * chance.nextInt(3) : Math.exp(spread * chance.nextGaussian());
                    double its = chance.nextDouble() < zeros ? 0 : weight * level * ratio;
                    resource.add(its);
                    students.add((double) weight);
                    add(insert, id, its * SCALE / weight, weight);
                    if (chance.nextInt(10) == 0) {
                        add(insert, id, null, weight);
                        add(insert, id, 7.0, null);
                        add(insert, id, 7.0, 0L);
                    }
                }
                expected.put(
                        id,
                        InequalityMeasures.of(
                                resource.stream().mapToDouble(each -> each).toArray(),
                                students.stream().mapToDouble(each -> each).toArray(),
                                SCALE));
            }
            insert.executeBatch();
        }
        return expected;
    }

    private static void add(java.sql.PreparedStatement insert, int id, Double value, Long weight) throws SQLException {
        insert.setInt(1, id);
        insert.setObject(2, value);
        insert.setObject(3, weight);
        insert.addBatch();
    }

    /** The differences between macros and kernel, in words. */
    private static List<String> differences(Map<Integer, InequalityMeasures> expected) throws SQLException {
        var differences = new ArrayList<String>();
        for (var pair : PAIRS) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT id, " + pair.macro() + " FROM unit GROUP BY id")) {
                int seen = 0;
                while (rows.next()) {
                    seen++;
                    var measures = expected.get(rows.getInt(1));
                    double kernel = pair.measure().applyAsDouble(measures);
                    double macro = rows.getDouble(2);
                    boolean isNull = rows.wasNull();
                    if (isNull != Double.isNaN(kernel)
                            || !isNull && Math.abs(macro - kernel) > tolerance(pair, measures, kernel)) {
                        differences.add(pair.macro() + " of case " + rows.getInt(1) + " (" + measures.units()
                                + " units, CV " + measures.cv() + "): macro " + (isNull ? "null" : macro) + ", kernel "
                                + kernel);
                    }
                }
                if (seen != expected.size()) {
                    differences.add(pair.macro() + ": " + seen + " groups, expected " + expected.size());
                }
            }
        }
        return differences;
    }

    /**
     * 1e-12 of the figure; and what is left of equal values by the rounding of their mean, of which the kernel's CV of a few
     * units in the last place tells too. The kernel's entropies keep the rounding of terms of the size of the CV.
     */
    private static double tolerance(Pair pair, InequalityMeasures measures, double kernel) {
        double spread = Double.isNaN(measures.cv()) ? 0 : measures.cv();
        double rounding = pair.entropy()
                ? 4 * Math.ulp(1.0) * Math.min(1, spread + Math.ulp(1.0))
                : 8 * Math.ulp(1.0) * (pair.macro().startsWith("junheng_sd") ? measures.mean() : 1);
        return 1e-12 * Math.abs(kernel) + (spread < 1e-3 ? rounding : 0);
    }

    @Test
    void macros_give_what_the_kernel_gives_for_every_group_of_a_selection() throws SQLException {
        var expected = selections(1, CASES, 60);
        assertThat(differences(expected)).isEmpty();
        System.out.println("macros against the kernel: " + CASES + " selections, " + PAIRS.size() + " measures");
    }

    @Test
    void macros_give_what_the_kernel_gives_for_all_schools_of_a_nation() throws SQLException {
        var expected = selections(1_000_004, 1, 3);
        expected.clear();
        execute("DELETE FROM unit");
        // The values are made in SQL, and read back for the kernel.
        execute(
                "INSERT INTO unit SELECT 1, exp(((i * 7919) %% 10007) / 4000.0), 1 + (i * 104729) %% 3000 FROM range(%d) t(i)"
                        .formatted(SCHOOLS));
        var resource = new double[SCHOOLS];
        var students = new double[SCHOOLS];
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT v, w FROM unit")) {
            for (int i = 0; rows.next(); i++) {
                students[i] = rows.getDouble(2);
                resource[i] = rows.getDouble(1) * students[i];
            }
        }
        expected.put(1, InequalityMeasures.of(resource, students, 1));
        assertThat(differences(expected)).isEmpty();
    }

    @Test
    void a_selection_without_units_and_one_of_zeros_have_the_nulls_of_the_kernel() throws SQLException {
        execute("DELETE FROM unit");
        execute("INSERT INTO unit VALUES (1, NULL, 10), (1, 3, NULL), (1, 3, 0)");
        for (var pair : PAIRS) {
            assertThat(value("SELECT " + pair.macro() + " FROM unit"))
                    .as(pair.macro())
                    .isNull();
        }
        execute("DELETE FROM unit");
        for (var pair : PAIRS) {
            assertThat(value("SELECT " + pair.macro() + " FROM unit"))
                    .as(pair.macro())
                    .isNull();
        }
        execute("INSERT INTO unit VALUES (1, 0, 10), (1, 0, 20)");
        var expected = new LinkedHashMap<Integer, InequalityMeasures>();
        expected.put(1, InequalityMeasures.of(new double[] {0, 0}, new double[] {10, 20}, 1));
        assertThat(differences(expected)).isEmpty();
    }

    @Test
    void atkinson_of_any_aversion_is_its_definition() throws SQLException {
        execute("DELETE FROM unit");
        execute("INSERT INTO unit VALUES (1, 2, 10), (1, 3, 20), (1, 7, 5)");
        double mean = (2 * 10 + 3 * 20 + 7 * 5) / 35.0;
        for (double aversion : new double[] {0.25, 0.5, 1, 1.5, 2, 3}) {
            double sum = 0;
            double logarithms = 0;
            for (var unit : new double[][] {{2, 10}, {3, 20}, {7, 5}}) {
                sum += unit[1] / 35 * Math.pow(unit[0] / mean, 1 - aversion);
                logarithms += unit[1] / 35 * Math.log(unit[0] / mean);
            }
            double expected = aversion == 1 ? 1 - Math.exp(logarithms) : 1 - Math.pow(sum, 1 / (1 - aversion));
            assertThat(value("SELECT junheng_atkinson(v, w, " + aversion + ") FROM unit"))
                    .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-14));
        }
        assertThat(value("SELECT junheng_atkinson(v, w, 0) FROM unit")).isNull();
        execute("INSERT INTO unit VALUES (1, 0, 5)");
        assertThat(value("SELECT junheng_atkinson(v, w, 2) FROM unit")).isEqualTo(1);
        assertThat(value("SELECT junheng_atkinson(v, w, 0.25) FROM unit")).isBetween(0.0, 1.0);
    }

    @Test
    void what_is_not_a_finite_number_counts_as_missing() throws SQLException {
        for (var odd : List.of(
                "('nan', 9)", "('inf', 9)", "('-inf', 9)", "(5, 'nan')", "(5, 'inf')", "(5, '-inf')", "(5, -2)")) {
            for (var pair : PAIRS.stream()
                    .filter(each -> each.macro().contains("(v, w"))
                    .toList()) {
                String among = "SELECT " + pair.macro() + " FROM (VALUES (2, 10), (3, 20), (7, 5)%s) t(v, w)";
                assertThat(value(among.formatted(
                                ", " + odd.replace("'nan'", "'nan'::DOUBLE").replace("inf'", "inf'::DOUBLE"))))
                        .as(pair.macro() + " with " + odd)
                        .isEqualTo(value(among.formatted("")))
                        .isNotNull();
            }
        }
        assertThat(
                        value(
                                "SELECT junheng_share_meeting(s, w) FROM (VALUES ('pass', 1), ('fail', 3), ('pass', 'inf'::DOUBLE)) t(s, w)"))
                .isEqualTo(0.25);
        assertThat(value("SELECT count(*) FROM (VALUES (2, 10), (NULL, 10), (2, NULL), ('nan'::DOUBLE, 1)) t(v, w)"
                        + " WHERE NOT junheng_counts(v, w)"))
                .isEqualTo(3);
    }

    @Test
    void what_has_no_meaning_is_null_and_not_zero() throws SQLException {
        String units = " FROM (VALUES (2, 10), (3, 20), (7, 5)) t(v, w)";
        for (var aversion : List.of("NULL", "0", "-1", "'nan'::DOUBLE", "'inf'::DOUBLE")) {
            assertThat(value("SELECT junheng_atkinson(v, w, " + aversion + ")" + units))
                    .as(aversion)
                    .isNull();
        }
        for (var macro : List.of("gini", "theil_t", "theil_l", "mcloone", "verstegen")) {
            assertThat(value("SELECT junheng_" + macro + "(v, w) FROM (VALUES (-1, 3), (-2, 2)) t(v, w)"))
                    .as(macro)
                    .isNull();
        }
    }

    @Test
    void columns_of_any_name_and_type_can_be_given() throws SQLException {
        assertThat(value(
                        "SELECT junheng_cv(unit, total) FROM (VALUES (1, 2::TINYINT), (3, 1::TINYINT)) t(unit, total)"))
                .isCloseTo(Math.sqrt(8 / 9.0) / (5 / 3.0), org.assertj.core.data.Offset.offset(1e-15));
        assertThat(value("SELECT junheng_gini(weight, value) FROM (VALUES (1.5, 2), (3.25, 1)) t(weight, value)"))
                .isPositive();
    }

    private static Double value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1) == null ? null : row.getDouble(1);
        }
    }
}
