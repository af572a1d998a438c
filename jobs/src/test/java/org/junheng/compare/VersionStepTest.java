package org.junheng.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junheng.compare.Comparison.Counts;
import org.junheng.compare.TableChange.Presence;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.VersionFacts;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.DataVersion;
import org.junit.jupiter.api.Test;

/** Which number of a version rises, by what differs. */
class VersionStepTest {
    private static final VersionFacts FACTS = new VersionFacts(List.of("school"), List.of("finding"), List.of());

    private static TableChange rows(String table, long changed, long added, long removed) {
        return new TableChange(
                table,
                Presence.BOTH,
                100,
                new Counts(table, changed, added, removed),
                changed + added + removed,
                changed > 0 ? List.of("value") : List.of(),
                List.of(),
                List.of());
    }

    private static TableChange whole(String table, Presence presence) {
        return new TableChange(table, presence, 0, new Counts(table, 0, 0, 0), 0, List.of(), List.of(), List.of());
    }

    private static TableChange columns(String table, List<String> added, List<String> lost) {
        return new TableChange(table, Presence.BOTH, 100, new Counts(table, 0, 0, 0), 0, List.of(), added, lost);
    }

    private static VersionStep step(TableChange... tables) {
        return VersionStep.of(List.of(tables), FACTS, true, true);
    }

    @Test
    void a_row_about_a_subject_that_vanishes_is_a_removal_whatever_else_there_is() {
        var step = step(rows("finding", 5, 5, 5), rows("school", 9, 9, 1));
        assertThat(step.change()).isEqualTo(DataChange.REMOVAL);
        assertThat(step.reasons()).containsExactly(new Bilingual("表 school 少了 1 行", "1 rows of table school are gone"));
    }

    @Test
    void a_table_or_column_that_vanishes_is_a_removal_of_whatever_kind_its_rows_are() {
        assertThat(step(whole("finding", Presence.BEFORE)).change()).isEqualTo(DataChange.REMOVAL);
        var columns = step(columns("finding", List.of("b"), List.of("a")));
        assertThat(columns.change()).isEqualTo(DataChange.REMOVAL);
        assertThat(columns.reasons()).extracting(Bilingual::en).containsExactly("column a of table finding is gone");
    }

    @Test
    void more_rows_columns_or_tables_are_an_addition() {
        assertThat(step(rows("school", 3, 1, 0)).change()).isEqualTo(DataChange.ADDITION);
        assertThat(step(columns("finding", List.of("b"), List.of())).change()).isEqualTo(DataChange.ADDITION);
        assertThat(step(whole("finding", Presence.AFTER)).change()).isEqualTo(DataChange.ADDITION);
    }

    @Test
    void rows_that_come_and_go_by_nature_and_other_values_are_a_correction_by_the_same_code_and_rules() {
        var step = step(rows("finding", 0, 4, 2), rows("school", 1, 0, 0));
        assertThat(step.change()).isEqualTo(DataChange.CORRECTION);
        assertThat(step.reasons())
                .containsExactly(new Bilingual("值不同的表：finding, school", "values differ in finding, school"));
    }

    @Test
    void the_same_by_other_code_or_other_rules_is_a_revision_that_says_by_which() {
        var values = List.of(rows("school", 1, 0, 0));
        var byCode = VersionStep.of(values, FACTS, false, true);
        assertThat(byCode.change()).isEqualTo(DataChange.REVISION);
        assertThat(byCode.reasons().get(0).en()).isEqualTo("the code changed");
        var byRules = VersionStep.of(values, FACTS, true, false);
        assertThat(byRules.change()).isEqualTo(DataChange.REVISION);
        assertThat(byRules.reasons().get(0).en()).isEqualTo("rules among the facts changed");
    }

    @Test
    void other_code_that_comes_to_the_same_figures_changes_nothing_for_readers() {
        var step = VersionStep.of(List.of(rows("school", 0, 0, 0)), FACTS, false, false);
        assertThat(step.change()).isEqualTo(DataChange.SAME);
        assertThat(step.reasons()).isEmpty();
    }

    @Test
    void each_kind_raises_its_number_and_lower_numbers_begin_anew() {
        var version = DataVersion.of("2.7.3").orElseThrow();
        assertThat(DataChange.REMOVAL.next(version)).hasToString("3.0.0");
        assertThat(DataChange.ADDITION.next(version)).hasToString("2.8.0");
        assertThat(DataChange.REVISION.next(version)).hasToString("2.8.0");
        assertThat(DataChange.CORRECTION.next(version)).hasToString("2.7.4");
        assertThat(DataChange.SAME.next(version)).hasToString("2.7.4");
        assertThat(new DataVersion(1, 10, 0)).isGreaterThan(new DataVersion(1, 9, 9));
        for (var wrong : new String[] {null, "", "1.0", "1.0.0-rc", "a.b.c", "1.0.99999999999"}) {
            assertThat(DataVersion.of(wrong)).as("%s", wrong).isEmpty();
        }
    }

    @Test
    void the_shipped_facts_say_of_every_compared_table_whether_its_rows_are_subjects() {
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
        var compared = rulebook.tables().values().stream()
                .filter(table -> table.compared() && !table.name().equals("snapshot"))
                .map(table -> table.name())
                .toList();
        var said = new java.util.ArrayList<>(rulebook.versions().subjects());
        said.addAll(rulebook.versions().byNature());
        assertThat(said).containsExactlyInAnyOrderElementsOf(compared);
        assertThat(rulebook.versions().declarations())
                .allMatch(folder -> java.nio.file.Files.isDirectory(
                        TestRun.home().resolve("schemas").resolve(folder)));
    }
}
