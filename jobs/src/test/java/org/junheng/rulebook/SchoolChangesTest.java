package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junheng.rulebook.SchoolChange.Kind;
import org.junheng.terms.Place;
import org.junit.jupiter.api.Test;

class SchoolChangesTest {
    private static SchoolChange change(int year, Kind kind, String from, String to) {
        return new SchoolChange(year, kind, from, to, "x", null, new Place("school_changes/a.csv", 2, null));
    }

    private static SchoolChanges changes(SchoolChange... changes) {
        return new SchoolChanges(List.of(changes));
    }

    @Test
    void a_school_without_changes_keeps_its_code() {
        assertThat(SchoolChanges.NONE.seriesCode("A")).isEqualTo("A");
        assertThat(SchoolChanges.NONE.codeIn("A", 2020)).isEqualTo("A");
        assertThat(SchoolChanges.NONE.expectedIn("A", 2020)).containsExactly("A");
    }

    @Test
    void recodings_chain_across_years_in_both_directions() {
        var changes = changes(change(2020, Kind.RECODED, "A", "B"), change(2022, Kind.RECODED, "B", "C"));
        for (var code : List.of("A", "B", "C")) {
            assertThat(changes.seriesCode(code)).isEqualTo("C");
            assertThat(Stream.of(2019, 2020, 2021, 2022, 2023).map(year -> changes.codeIn(code, year)))
                    .containsExactly("A", "B", "B", "C", "C");
        }
        assertThat(changes.expectedIn("A", 2019)).containsExactly("A");
        assertThat(changes.expectedIn("A", 2021)).containsExactly("B");
        assertThat(changes.expectedIn("A", 2022)).containsExactly("C");
    }

    @Test
    void the_series_of_a_school_that_merged_is_its_own() {
        var changes = changes(change(2021, Kind.MERGED, "A", "B"), change(2022, Kind.RECODED, "B", "C"));
        assertThat(changes.seriesCode("A")).isEqualTo("A");
        assertThat(changes.codeIn("A", 2023)).isEqualTo("A");
        assertThat(changes.expectedIn("A", 2021)).containsExactly("B");
        assertThat(changes.expectedIn("A", 2022)).containsExactly("C");
    }

    @Test
    void the_parts_of_a_split_are_expected_and_the_school_itself_where_it_is_a_part() {
        var ended = changes(change(2021, Kind.SPLIT, "A", "B"), change(2021, Kind.SPLIT, "A", "C"));
        assertThat(ended.expectedIn("A", 2020)).containsExactly("A");
        assertThat(ended.expectedIn("A", 2021)).containsExactly("B", "C");
        var lasting = changes(
                change(2021, Kind.SPLIT, "A", "B"),
                change(2021, Kind.SPLIT, "A", "A"),
                change(2022, Kind.CLOSED, "B", null));
        assertThat(lasting.expectedIn("A", 2021)).containsExactly("B", "A");
        assertThat(lasting.expectedIn("A", 2022)).containsExactly("A");
        assertThat(lasting.seriesCode("A")).isEqualTo("A");
    }

    @Test
    void a_closed_school_is_no_longer_expected() {
        var changes = changes(change(2021, Kind.CLOSED, "A", null));
        assertThat(changes.expectedIn("A", 2020)).containsExactly("A");
        assertThat(changes.expectedIn("A", 2021)).isEmpty();
        assertThat(changes.expectedIn("A", 2030)).isEmpty();
    }

    @Test
    void a_school_may_be_made_of_parts_of_several_and_take_in_others_when_it_begins() {
        var changes = changes(
                change(2021, Kind.SPLIT, "A", "N"),
                change(2021, Kind.SPLIT, "A", "A"),
                change(2021, Kind.SPLIT, "B", "N"),
                change(2021, Kind.SPLIT, "B", "B"),
                change(2021, Kind.MERGED, "C", "N"));
        assertThat(changes.expectedIn("C", 2021)).containsExactly("N");
    }

    @Test
    void a_change_explains_both_its_codes_in_its_year_and_a_renaming_neither() {
        var changes = changes(change(2021, Kind.RECODED, "A", "B"), change(2021, Kind.RENAMED, "C", "C"));
        assertThat(changes.explain("A", 2021)).isTrue();
        assertThat(changes.explain("B", 2021)).isTrue();
        assertThat(changes.explain("A", 2022)).isFalse();
        assertThat(changes.explain("C", 2021)).isFalse();
        assertThat(changes.tellRename("C", 2021)).isTrue();
        assertThat(changes.tellRename("A", 2021)).isFalse();
    }
}
