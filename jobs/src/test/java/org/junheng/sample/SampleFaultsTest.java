package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default sample, as the command writes it. */
class SampleFaultsTest {

    @TempDir
    static Path folder;

    private static SampleReport report;
    private static JsonNode truth;
    private static final Map<Integer, List<WrittenCensus.Row>> ROWS = new HashMap<>();

    @BeforeAll
    static void generate() throws IOException {
        report = SampleCensus.generate(SampleOptions.defaults(WrittenCensus.SCHEMAS), folder);
        truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
        for (var file : report.files()) {
            ROWS.put(file.year(), new WrittenCensus(folder).rows(file.year()));
        }
    }

    @Test
    void everyKindOfFaultStandsAtLeastTwiceInTheSample() {
        assertThat(report.faults().keySet())
                .containsExactlyInAnyOrder(
                        "row_shape",
                        "required",
                        "type",
                        "range",
                        "code",
                        "year",
                        "duplicate_conflict",
                        "duplicate_repeated",
                        "parent_unknown",
                        "encoding");
        assertThat(report.faults().values())
                .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(2));
    }

    @Test
    void noFileHasMoreThanNineFaultyRowsInAThousand() {
        assertThat(report.files()).hasSize(10).allSatisfy(file -> {
            assertThat(file.quarantined()).isPositive();
            assertThat((double) file.quarantined() / file.rows()).isLessThan(0.009);
        });
    }

    @Test
    void theTruthCountsWhatWasWritten() {
        assertThat(truth.path("quarantined")).hasSize((int) report.quarantined());
        for (var file : report.files()) {
            assertThat(ROWS.get(file.year())).hasSize((int) file.rows());
            var totals = truth.path("totals").path(Integer.toString(file.year()));
            assertThat(totals.path("rows").asLong()).isEqualTo(file.rows());
            assertThat(totals.path("quarantined").asLong()).isEqualTo(file.quarantined());
        }
    }

    @Test
    void everyFaultIsWhereTheTruthSaysIt() {
        for (var entry : truth.path("quarantined")) {
            var year = Integer.parseInt(entry.path("file").asText().replaceAll("\\D", ""));
            var row = ROWS.get(year).stream()
                    .filter(candidate -> candidate.line() == entry.path("line").asLong())
                    .findFirst()
                    .orElseThrow();
            assertThat(row.cell("学校标识码")).isEqualTo(entry.path("school_code").asText());
            if (!entry.path("column").isNull()) {
                assertThat(row.cell(entry.path("column").asText()))
                        .isEqualTo(entry.path("found").asText());
            }
        }
    }

    @Test
    void bandsAddUpToClassesAndNoTeacherIsCountedBeyondAll() {
        for (var row : soundRows()) {
            for (var stage : List.of("小学", "初中")) {
                if (row.cell(stage + "在校生数").isBlank()) {
                    continue;
                }
                var bands = row.cells().entrySet().stream()
                        .filter(cell ->
                                cell.getKey().startsWith(stage) && cell.getKey().endsWith("班数"))
                        .mapToInt(cell -> Integer.parseInt(cell.getValue()))
                        .sum();
                assertThat(bands).isEqualTo(number(row, stage + "班级数"));
                assertThat(number(row, stage + "县级及以上骨干教师数")).isLessThanOrEqualTo(number(row, stage + "专任教师数"));
                assertThat(number(row, stage + "高于规定学历专任教师数")).isLessThanOrEqualTo(number(row, stage + "专任教师数"));
            }
        }
    }

    @Test
    void everySoundCampusBelongsToASchoolOfTheSameYear() {
        for (var file : report.files()) {
            var codes =
                    ROWS.get(file.year()).stream().map(row -> row.cell("学校标识码")).collect(Collectors.toSet());
            assertThat(soundRows(file))
                    .filteredOn(row -> row.cell("是否计校数").equals("0"))
                    .allSatisfy(row -> assertThat(codes).contains(row.cell("所属学校标识码")));
        }
    }

    @Test
    void everyTypeOfSchoolAndEveryHarmlessOddityOccurs() {
        var rows = soundRows();

        assertThat(rows.stream().map(row -> row.cell("办学类型码")).distinct())
                .containsExactlyInAnyOrder("211", "218", "311", "312", "341", "345", "514");
        assertThat(rows).anyMatch(row -> row.cell("学校名称").contains("\""));
        assertThat(rows).anyMatch(row -> row.cell("学校名称").contains("\n"));
        assertThat(rows).anyMatch(row -> row.cell("教学及辅助用房面积").endsWith(" "));
        assertThat(rows).anyMatch(row -> row.isOpen() && row.cell("教学仪器设备资产值").isEmpty());
        assertThat(rows).anyMatch(row -> row.cell("规定年制").equals("54"));
        assertThat(rows).anyMatch(row -> row.cell("办别码").equals("2"));
        assertThat(rows).anyMatch(row -> row.cell("管理部门区划代码").equals("530300"));
    }

    private static List<WrittenCensus.Row> soundRows() {
        var rows = new ArrayList<WrittenCensus.Row>();
        report.files().forEach(file -> rows.addAll(soundRows(file)));
        return rows;
    }

    private static List<WrittenCensus.Row> soundRows(SampleReport.File file) {
        var faulty = new HashSet<Long>();
        for (var entry : truth.path("quarantined")) {
            if (entry.path("file").asText().equals(file.name())) {
                faulty.add(entry.path("line").asLong());
            }
        }
        return ROWS.get(file.year()).stream()
                .filter(row -> !faulty.contains(row.line()))
                .toList();
    }

    private static int number(WrittenCensus.Row row, String header) {
        return Integer.parseInt(row.cell(header));
    }
}
