package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
class SampleFormatsTest {
    /** Tables about the delivery and not about the schools. */
    private static final Set<String> OF_THE_DELIVERY =
            Set.of("snapshot", "source_file", "row_ledger", "quarantine", "quality", "correction", "data_dictionary");

    @TempDir
    static Path folder;

    /** Files of text are many, and each takes its time: fewer years. */
    private static final Map<String, Integer> FIRST_YEAR = Map.of("csv", 2018, "xlsx", 2017);

    private static final int LAST_YEAR = 2018;

    private SampleOptions options;
    private final Map<Integer, Delivered> flat = new TreeMap<>();

    /** A delivery that was run. */
    private record Delivered(TestRun run, JsonNode truth) {}

    @BeforeAll
    void run_the_flat_sample() throws IOException {
        options = SampleOptions.defaults(withManyFaults()).withCounties(4).withSchoolsPerCounty(20);
        for (int first : FIRST_YEAR.values()) {
            flat.put(first, delivered(options.withYears(first, LAST_YEAR), "flat-" + first));
        }
        assertThat(rules(flat.get(2017).truth())).hasSize(10);
        var tables = tables(flat.get(2017).run());
        assertThat(tables.get("school")).hasSizeGreaterThan(120);
        assertThat(tables.get("county_item")).isNotEmpty();
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
        var changed = text.replace("\nquarantined_share: 0.005", "\nquarantined_share: 0.3")
                .replace("\nmost_quarantined_share: 0.008", "\nmost_quarantined_share: 0.4");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(facts, changed);
        return copy;
    }

    private static Delivered delivered(SampleOptions options, String name) throws IOException {
        var census = folder.resolve(name).resolve("census");
        SampleCensus.generate(options, census);
        var run = new TestRun(folder.resolve(name).resolve("warehouse"));
        run.nightly(census, null);
        return new Delivered(
                run, new ObjectMapper().readTree(census.resolve("truth.json").toFile()));
    }

    private static Map<String, List<List<String>>> tables(TestRun run) {
        var tables = new TreeMap<String, List<List<String>>>();
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
        for (var table : rulebook.tables().keySet()) {
            if (!OF_THE_DELIVERY.contains(table)) {
                tables.put(table, run.query("SELECT * FROM " + table));
            }
        }
        return tables;
    }

    private static Map<String, Long> rules(JsonNode truth) {
        var rules = new TreeMap<String, Long>();
        truth.get("quarantined").forEach(entry -> rules.merge(entry.get("rule").asText(), 1L, Long::sum));
        return rules;
    }

    @ParameterizedTest
    @CsvSource({"flat, xlsx", "jiji-2021, csv", "jiji-2021, xlsx", "jichuji-2020, csv", "jichuji-2020, xlsx"})
    void every_format_gives_the_tables_of_the_flat_layout(String format, String fileType) throws IOException {
        var first = FIRST_YEAR.get(fileType);
        var asked = options.withYears(first, LAST_YEAR).withFormat(format).withFileType(fileType);
        var delivered = delivered(asked, format + "-" + fileType);

        assertThat(delivered.run().query("SELECT name, reason FROM source_file WHERE state = 'refused'"))
                .isEmpty();
        assertThat(delivered.truth().get("counties"))
                .isEqualTo(flat.get(first).truth().get("counties"));
        assertThat(rules(delivered.truth())).isEqualTo(rules(flat.get(first).truth()));
        everyPlantedRowIsInQuarantineAndItsSchoolWithIt(delivered);
        var forms = tables(delivered.run());
        var expected = tables(flat.get(first).run());
        assertThat(forms.keySet()).isEqualTo(expected.keySet());
        expected.forEach((table, rows) -> {
            assertThat(forms.get(table)).as(table).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(forms.get(table).get(i)).as(table).isEqualTo(rows.get(i));
            }
        });
    }

    private static void everyPlantedRowIsInQuarantineAndItsSchoolWithIt(Delivered delivered) {
        var planted = new TreeSet<String>();
        var schools = new TreeSet<String>();
        delivered.truth().get("quarantined").forEach(entry -> {
            planted.add(entry.get("file").asText() + "[" + entry.path("sheet").asText() + "]:"
                    + entry.get("line").asText() + " " + entry.get("rule").asText());
            schools.add(entry.get("school_code").asText());
        });
        var found = new TreeSet<String>();
        var rest = new TreeSet<String>();
        delivered
                .run()
                .query("SELECT file, sheet, line, rule, school_code FROM quarantine")
                .forEach(row -> {
                    var place = row.get(0) + "[" + row.get(1) + "]:" + row.get(2) + " " + row.get(3);
                    if (!planted.contains(place)) {
                        rest.add(row.get(3) + " " + row.get(4));
                    }
                    found.add(place);
                });
        assertThat(found).containsAll(planted);
        assertThat(rest).allSatisfy(row -> {
            // The year of a school that is sent apart is broken on all its forms.
            assertThat(row).matches("(joined_broken|year) .*");
            assertThat(schools).contains(row.substring(row.indexOf(' ') + 1));
        });
    }
}
