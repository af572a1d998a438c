package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every published measure equals what SQL over the same census computes ({@code bench/duckdb}): an implementation of its
 * own, from the formulas and not from the code.
 *
 * <p>{@code -Pfull} takes the whole default sample; {@code -Djunheng.second.warehouse=DIR} compares in its place a
 * warehouse of the flat layout that is there already.
 */
class SecondImplementationTest {
    private static final List<String> TABLES =
            List.of("school_indicator", "equity", "decomposition", "contribution", "gap", "group_segregation", "trend");

    private static final String FLAT = "junheng-flat";
    private static final String NATIONAL = "cn-national-2017";

    @Test
    void a_sample_is_measured_alike_by_sql(@TempDir Path folder) throws IOException, SQLException {
        var named = System.getProperty("junheng.second.warehouse");
        if (named != null) {
            assertThat(cells(Path.of(named).toAbsolutePath(), FLAT, NATIONAL)).isPositive();
            return;
        }
        var options = SampleOptions.defaults(TestRun.home().resolve("schemas"));
        if (!Boolean.getBoolean("junheng.full")) {
            options = options.withCounties(12).withYears(2016, 2021);
        }
        SampleCensus.generate(options, folder.resolve("census"));
        var warehouse = folder.resolve("warehouse");
        new TestRun(warehouse).nightly(folder.resolve("census"), null);
        assertThat(cells(warehouse, FLAT, NATIONAL)).isGreaterThan(500_000);
    }

    @Test
    void the_schools_of_taiwan_are_measured_alike_by_sql(@TempDir Path warehouse) throws IOException, SQLException {
        publish(warehouse, "data/tw_primary_2017_2022", "tw-primary");
        assertThat(cells(warehouse, "tw-primary", "tw-primary-indicators")).isGreaterThan(600_000);
    }

    @Test
    void the_districts_of_california_are_measured_alike_by_sql(@TempDir Path warehouse)
            throws IOException, SQLException {
        publish(warehouse, "data/us_ca_districts_1999", "us-ca-districts");
        assertThat(cells(warehouse, "us-ca-districts", "us-ca-districts-indicators"))
                .isGreaterThan(15_000);
    }

    @Test
    void the_schools_of_maracanau_are_measured_alike_by_sql(@TempDir Path warehouse) throws IOException, SQLException {
        publish(warehouse, "data/br_maracanau_2015_2022", "br-censo-escolar");
        assertThat(cells(warehouse, "br-censo-escolar", "br-censo-escolar-indicators"))
                .isGreaterThan(30_000);
    }

    @Test
    void the_provinces_of_china_are_measured_alike_by_sql(@TempDir Path warehouse) throws IOException, SQLException {
        publish(warehouse, "data/cn_province_primary_2000_2019", "cn-province-yearbook");
        assertThat(cells(warehouse, "cn-province-yearbook", "cn-province-yearbook-indicators"))
                .isGreaterThan(100_000);
    }

    private static void publish(Path warehouse, String census, String profile) {
        References.published(warehouse, SharedData.folder(census), profile);
    }

    /** Demands that nothing differs, and tells how many cells were compared. */
    private static long cells(Path warehouse, String profile, String standard) throws IOException, SQLException {
        long cells = 0;
        var differences = new ArrayList<String>();
        try (var second = new SecondImplementation(warehouse, profile, standard)) {
            for (var table : TABLES) {
                var compared = second.compare(table);
                System.out.printf(
                        "%s %s: %d rows published, %d by SQL, %d cells compared%n",
                        standard, table, compared.publishedRows(), compared.otherRows(), compared.cells());
                differences.addAll(compared.differences());
                cells += compared.cells();
            }
        }
        assertThat(differences).isEmpty();
        return cells;
    }
}
