package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.warehouse.Hashing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample on official forms. */
class FormOutputTest {
    private static final SampleOptions SMALL = SampleOptions.defaults(WrittenCensus.SCHEMAS)
            .withCounties(2)
            .withSchoolsPerCounty(20)
            .withYears(2023, 2024);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"flat, xlsx", "jiji-2021, csv", "jiji-2021, xlsx", "jichuji-2020, xlsx"})
    void the_same_options_give_the_same_bytes(String format, String fileType) throws IOException {
        var options = SMALL.withFormat(format).withFileType(fileType);
        SampleCensus.generate(options, folder.resolve("one"));
        SampleCensus.generate(options, folder.resolve("two"));
        var one = contents(folder.resolve("one"));
        assertThat(one).hasSizeGreaterThan(3).isEqualTo(contents(folder.resolve("two")));
        SampleCensus.generate(options, folder.resolve("one"));
        assertThat(contents(folder.resolve("one"))).isEqualTo(one);
    }

    @Test
    void a_folder_with_another_sample_is_refused() throws IOException {
        SampleCensus.generate(SMALL.withFormat("jiji-2021").withFileType("xlsx"), folder);
        assertThatThrownBy(() -> SampleCensus.generate(SMALL.withFormat("jichuji-2020"), folder))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("530302_2023_教育事业统计.xlsx");
    }

    @Test
    void a_header_has_titles_above_names_of_groups_in_their_first_cell_and_notes_below() throws IOException {
        SampleCensus.generate(SMALL.withFormat("jiji-2021"), folder);
        var rows = rows(folder.resolve("教基5176_小学_530303_2023.csv"));
        assertThat(rows.get(0)).startsWith("占地面积和其他办学条件", "");
        assertThat(rows.get(1).get(0)).contains("教基5176", "2023—2024学年");
        assertThat(rows.get(3)).startsWith("学校标识码", "学校名称", "占地面积", "", "", "图书");
        assertThat(rows.get(4)).startsWith("", "", "合计", "#绿化用地面积", "#运动场地面积", "");
        assertThat(rows.get(5)).startsWith("", "", "平方米", "平方米", "平方米", "册");
        assertThat(rows.get(rows.size() - 3).get(0)).isEqualTo("合计");
        assertThat(rows.get(rows.size() - 1).get(0)).startsWith("填表人");
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(rows.get(0).size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"教基4155", "教基4156", "教基2106", "教基2107"})
    void rows_and_columns_of_a_form_add_up(String form) throws IOException {
        SampleCensus.generate(SMALL.withFormat("jiji-2021"), folder);
        int schools = 0;
        for (var file : files(form + "_")) {
            for (var school : schools(rows(file)).values()) {
                addsUp(school);
                schools++;
            }
        }
        assertThat(schools).isGreaterThan(10);
    }

    /** Item → column → number, of one school. */
    private static void addsUp(Map<String, Map<String, Long>> school) {
        var total = school.get("总计");
        for (var column : total.keySet()) {
            var ofRows = school.entrySet().stream()
                    .filter(row -> !row.getKey().equals("总计") && !row.getKey().startsWith("#"))
                    .mapToLong(row -> row.getValue().getOrDefault(column, 0L))
                    .sum();
            if (!column.equals("#女")) {
                assertThat(ofRows).as(column).isEqualTo(total.get(column));
            }
        }
        school.values().stream().filter(row -> row.containsKey("合计")).forEach(row -> {
            var parts = row.entrySet().stream()
                    .filter(column -> !column.getKey().equals("合计")
                            && !column.getKey().equals("#女")
                            && !column.getKey().endsWith("/小计"))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            assertThat(parts).isEqualTo(row.get("合计"));
            if (row.containsKey("艺术/小计")) {
                assertThat(row.get("艺术/音乐") + row.get("艺术/美术") + row.get("艺术/艺术"))
                        .isEqualTo(row.get("艺术/小计"));
            }
        });
    }

    private List<Path> files(String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static List<List<String>> rows(Path file) throws IOException {
        try (var reader = CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(false)
                .ofCsvRecord(file, StandardCharsets.UTF_8)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    /** School → item → column → number; without “of which” rows, of which parts are rounded down. */
    private static Map<String, Map<String, Map<String, Long>>> schools(List<List<String>> rows) {
        int first = 0;
        while (!rows.get(first).get(0).equals("学校标识码")) {
            first++;
        }
        var names = new ArrayList<String>();
        boolean grouped = rows.get(first + 1).get(0).isEmpty();
        var group = "";
        for (int column = 0; column < rows.get(first).size(); column++) {
            group = rows.get(first).get(column).isEmpty()
                    ? group
                    : rows.get(first).get(column);
            var below = grouped ? rows.get(first + 1).get(column) : "";
            names.add(below.isEmpty() ? group : group + "/" + below);
        }
        var schools = new TreeMap<String, Map<String, Map<String, Long>>>();
        for (var row : rows.subList(first + 1, rows.size())) {
            if (row.get(0).matches("[0-9]{10}") && !row.get(2).startsWith("#")) {
                var numbers = new LinkedHashMap<String, Long>();
                for (int column = 4; column < row.size(); column++) {
                    if (row.get(column).matches("[0-9]+")) {
                        numbers.put(names.get(column), Long.valueOf(row.get(column)));
                    }
                }
                schools.computeIfAbsent(row.get(0), code -> new LinkedHashMap<>())
                        .put(row.get(2), numbers);
            }
        }
        return schools;
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), Hashing.ofFile(file));
            }
        }
        return contents;
    }
}
