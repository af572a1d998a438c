package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junheng.ingest.RawRow;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

class PartitionCheckTest {
    private static final Rulebook RULEBOOK = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final FlatRow FLAT = new FlatRow(RULEBOOK.profiles().get("junheng-flat"));

    @Test
    void of_equal_rows_the_first_is_accepted_and_the_others_are_repeated_also_across_files() {
        var check = check(Set.of(), row("b.csv", 2, Map.of()), row("a.csv", 9, Map.of()), row("a.csv", 12, Map.of()));
        assertThat(accepted(check)).containsExactly("5300000001");
        assertThat(quarantined(check))
                .containsExactly("a.csv:12 duplicate_repeated 5300000001", "b.csv:2 duplicate_repeated 5300000001");
    }

    @Test
    void of_rows_with_one_key_and_different_content_none_is_accepted() {
        var check = check(
                Set.of(),
                row("a.csv", 2, Map.of()),
                row("b.csv", 2, Map.of("students_primary", "201")),
                row("a.csv", 3, Map.of()),
                row("a.csv", 4, Map.of("school_code", "5300000002")));
        assertThat(accepted(check)).containsExactly("5300000002");
        assertThat(quarantined(check))
                .containsExactly(
                        "a.csv:2 duplicate_conflict 5300000001",
                        "a.csv:3 duplicate_conflict 5300000001",
                        "b.csv:2 duplicate_conflict 5300000001");
    }

    @Test
    void cells_that_mean_the_same_are_equal() {
        var check = check(
                Set.of(),
                row("a.csv", 2, Map.of("students_primary", "200.0", "school_name", " 东风小学 ")),
                row("a.csv", 3, Map.of()));
        assertThat(quarantined(check)).containsExactly("a.csv:3 duplicate_repeated 5300000001");
    }

    @Test
    void a_code_that_stands_in_another_province_too_is_kept_out() {
        var check = check(Set.of("5300000001"), row("a.csv", 2, Map.of()));
        assertThat(accepted(check)).isEmpty();
        assertThat(quarantined(check)).containsExactly("a.csv:2 duplicate_conflict 5300000001");
    }

    @Test
    void a_campus_needs_a_parent_and_a_campus_of_a_campus_hangs_on_the_same_school() {
        var check = check(
                Set.of(),
                row("a.csv", 2, Map.of()),
                campus("a.csv", 3, "5300000002", "5300000001"),
                campus("a.csv", 4, "5300000003", "5300000002"),
                campus("a.csv", 5, "5300000004", "5300000099"),
                campus("a.csv", 6, "5300000005", ""));
        assertThat(accepted(check)).containsExactly("5300000001", "5300000002", "5300000003");
        assertThat(quarantined(check))
                .containsExactly("a.csv:5 parent_unknown 5300000099", "a.csv:6 parent_unknown null");
    }

    @Test
    void a_chain_of_campuses_falls_with_its_parent() {
        var check = check(
                Set.of(),
                campus("a.csv", 2, "5300000002", "5300000003"),
                campus("a.csv", 3, "5300000003", "5300000004"),
                campus("a.csv", 4, "5300000004", "5300000001"),
                row("a.csv", 5, Map.of("students_primary", "many")));
        assertThat(accepted(check)).isEmpty();
        assertThat(quarantined(check))
                .hasSize(4)
                .filteredOn(each -> each.contains("parent_unknown"))
                .hasSize(3);
    }

    @Test
    void a_circle_of_campuses_is_kept_out() {
        var check = check(
                Set.of(),
                campus("a.csv", 2, "5300000002", "5300000003"),
                campus("a.csv", 3, "5300000003", "5300000002"),
                campus("a.csv", 4, "5300000004", "5300000004"));
        assertThat(accepted(check)).isEmpty();
        assertThat(quarantined(check))
                .containsExactly(
                        "a.csv:2 parent_unknown 5300000003",
                        "a.csv:3 parent_unknown 5300000002",
                        "a.csv:4 parent_unknown 5300000004");
    }

    @Test
    void a_closed_parent_is_no_parent_and_a_teaching_point_needs_none() {
        var check = check(
                Set.of(),
                row("a.csv", 2, Map.of("situation", "closed")),
                campus("a.csv", 3, "5300000002", "5300000001"),
                row("a.csv", 4, Map.of("school_code", "5300000003", "school_type", "218", "counted", "0")));
        assertThat(accepted(check)).containsExactly("5300000001", "5300000003");
        assertThat(quarantined(check)).containsExactly("a.csv:3 parent_unknown 5300000001");
    }

    @Test
    void rows_in_any_order_come_out_the_same() {
        var rows = new ArrayList<>(List.of(
                row("a.csv", 2, Map.of()),
                row("a.csv", 3, Map.of()),
                campus("b.csv", 2, "5300000002", "5300000001"),
                campus("b.csv", 3, "5300000003", "5300000077"),
                row("b.csv", 4, Map.of("school_code", "5300000009", "year", "x"))));
        var expected = check(Set.of(), rows.toArray(Entry[]::new));
        Collections.reverse(rows);
        var reversed = check(Set.of(), rows.toArray(Entry[]::new));
        assertThat(Arrays.deepToString(reversed.accepted().toArray()))
                .isEqualTo(Arrays.deepToString(expected.accepted().toArray()));
        assertThat(Arrays.deepToString(reversed.quarantined().toArray()))
                .isEqualTo(Arrays.deepToString(expected.quarantined().toArray()));
    }

    private record Entry(String file, long line, String text) {}

    private static Entry row(String file, long line, Map<String, String> changed) {
        return new Entry(file, line, FLAT.cells(changed));
    }

    private static Entry campus(String file, long line, String code, String parent) {
        return row(file, line, Map.of("school_code", code, "counted", "0", "parent_school_code", parent));
    }

    private static PartitionCheck check(Set<String> elsewhere, Entry... rows) {
        var plans = List.of(
                RowReaderTest.plan(FLAT.profile(), "a.csv", FLAT.header()),
                RowReaderTest.plan(FLAT.profile(), "b.csv", FLAT.header()));
        var readers = new HashMap<Integer, RowReader>();
        for (int i = 0; i < plans.size(); i++) {
            readers.put(
                    i,
                    new RowReader(plans.get(i), RULEBOOK, RULEBOOK.divisions().get("cn")));
        }
        var check = new PartitionCheck(
                new PartitionKey("junheng-flat", 2023, "53"), plans, readers, new HashSet<>(elsewhere), RULEBOOK);
        for (var row : rows) {
            check.add(new RawRow(row.file().equals("a.csv") ? 0 : 1, row.line(), row.text()));
        }
        check.finish();
        return check;
    }

    private static List<Object> accepted(PartitionCheck check) {
        return check.accepted().stream()
                .map(row -> row[CensusLayout.SCHOOL_CODE])
                .toList();
    }

    private static List<String> quarantined(PartitionCheck check) {
        return check.quarantined().stream()
                .map(row -> row[3] + ":" + row[2] + " " + row[4] + " " + row[7])
                .toList();
    }
}
