package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sample, delivered in the flat layout and on official forms, comes out as the same tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialFormsTest {
    /** Tables about the delivery and not about the schools. */
    private static final Set<String> OF_THE_DELIVERY =
            Set.of("snapshot", "source_file", "row_ledger", "quarantine", "quality", "correction", "data_dictionary");

    static final java.io.PrintStream LOG;

    static {
        try {
            LOG = new java.io.PrintStream("/tmp/forms.log", "UTF-8");
        } catch (IOException e) {
            throw new RuntimeException(e);
        }
    }

    @TempDir
    static Path folder;

    private SampleOptions options;
    private Map<String, List<List<String>>> flat;

    @BeforeAll
    void run_the_flat_sample() throws IOException {
        options = SampleOptions.defaults(withManyFaults())
                .withCounties(4)
                .withSchoolsPerCounty(20)
                .withYears(2017, 2019);
        flat = tables(options, "flat-csv");
        assertThat(flat.get("school")).hasSizeGreaterThan(100);
        assertThat(flat.get("county_item")).isNotEmpty();
    }

    /** The facts of the sample with so many faults that every kind of them stands in it. */
    private static Path withManyFaults() throws IOException {
        var shipped = TestRun.home().resolve("schemas");
        var copy = folder.resolve("schemas");
        try (var files = Files.walk(shipped)) {
            for (var file : files.toList()) {
                var to = copy.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        var facts = copy.resolve("sample/files.yaml");
        var text = Files.readString(facts);
        var changed = text.replace("quarantined_share: 0.005", "quarantined_share: 0.2")
                .replace("most_quarantined_share: 0.008", "most_quarantined_share: 0.3");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(facts, changed);
        return copy;
    }

    private static Map<String, List<List<String>>> tables(SampleOptions options, String name) throws IOException {
        var census = folder.resolve(name).resolve("census");
        long t0 = System.nanoTime();
        var report = SampleCensus.generate(options, census);
        LOG.println(name + " " + report.faults() + " " + report.rows());
        var run = new TestRun(folder.resolve(name).resolve("warehouse"));
        LOG.println((System.nanoTime() - t0) / 1e9);
        run.nightly(census, null);
        LOG.println((System.nanoTime() - t0) / 1e9);
        run.query("SELECT state, count(*), any_value(reason) FROM source_file GROUP BY ALL")
                .forEach(LOG::println);
        run.query(
                        "SELECT rule, count(*), count(DISTINCT school_code), any_value(file), any_value(found), any_value(column_name) FROM quarantine GROUP BY ALL")
                .forEach(LOG::println);
        var tables = new TreeMap<String, List<List<String>>>();
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), java.util.Optional.empty());
        for (var table : rulebook.tables().keySet()) {
            if (!OF_THE_DELIVERY.contains(table)) {
                tables.put(table, run.query("SELECT * FROM " + table));
            }
        }
        return tables;
    }

    @ParameterizedTest
    @CsvSource({"flat, xlsx", "jiji-2021, csv", "jiji-2021, xlsx", "jichuji-2020, csv", "jichuji-2020, xlsx"})
    void the_forms_give_the_tables_of_the_flat_layout(String format, String fileType) throws IOException {
        var forms = tables(options.withFormat(format).withFileType(fileType), format + "-" + fileType);
        assertThat(forms.keySet()).isEqualTo(flat.keySet());
        for (var table : flat.keySet()) {
            var missing = new ArrayList<>(flat.get(table));
            missing.removeAll(forms.get(table));
            var more = new ArrayList<>(forms.get(table));
            more.removeAll(flat.get(table));
            LOG.println(table + " " + flat.get(table).size() + " "
                    + forms.get(table).size() + " " + missing.size() + " " + more.size());
            missing.stream().limit(3).forEach(r -> LOG.println("  - " + r));
            more.stream().limit(3).forEach(r -> LOG.println("  + " + r));
        }
        for (var table : flat.keySet()) {
            assertThat(forms.get(table).equals(flat.get(table))).as(table).isTrue();
        }
    }
}
