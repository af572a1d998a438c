package org.junheng.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No withheld count of the sample can be had from what is published; where protection is switched off, it can. */
class DisclosureAttackTest {
    @TempDir
    Path folder;

    private List<Attack.Cell> attacked(Rulebook rulebook, GroupCells.Totals totals, boolean groups)
            throws SQLException {
        var sample = PublicSample.shared();
        var file =
                sample.copy(rulebook, folder.resolve(totals + "-" + groups + rulebook.version() + ".duckdb"), totals);
        try (var truth = sample.connection();
                var copy = PublicSample.readOnly(file)) {
            var attack = new Attack(truth, copy, rulebook.disclosure(), totals);
            var cells = new ArrayList<>(groups ? attack.onGroups() : attack.onSheets());
            cells.addAll(groups ? attack.onCensusBesideSheets() : attack.onCohorts());
            return cells;
        }
    }

    private static List<Attack.Cell> found(List<Attack.Cell> cells, int leastWidth) {
        assertThat(cells.stream().filter(cell -> cell.bounds().isEmpty()).toList())
                .isEmpty();
        assertThat(cells.stream()
                        .filter(cell -> !Double.isNaN(cell.truth()) && !cell.isSound())
                        .toList())
                .as("the attacker's inequalities must hold for the truth")
                .isEmpty();
        return cells.stream().filter(cell -> cell.width() < leastWidth).toList();
    }

    private static void tell(String what, List<Attack.Cell> cells, List<Attack.Cell> found) {
        System.out.println("disclosure attack, %s: withheld cells tried %d, narrowest %.0f, found %d %s"
                .formatted(
                        what,
                        cells.size(),
                        cells.stream().mapToDouble(Attack.Cell::width).min().orElse(Double.NaN),
                        found.size(),
                        found.stream().limit(3).toList()));
    }

    @Test
    void no_withheld_count_of_a_group_can_be_had() throws SQLException {
        var rulebook = PublicSample.rulebook();
        var cells = attacked(rulebook, GroupCells.Totals.OF_PUBLISHED, true);
        var found = found(cells, rulebook.disclosure().leastWidth());
        tell("groups", cells, found);
        assertThat(cells).hasSizeGreaterThan(100);
        assertThat(found).isEmpty();
    }

    @Test
    void no_withheld_count_of_a_county_sheet_or_cohort_can_be_had() throws SQLException {
        var rulebook = PublicSample.rulebook();
        var cells = attacked(rulebook, GroupCells.Totals.OF_PUBLISHED, false);
        var found = found(cells, rulebook.disclosure().leastWidth());
        tell("county sheets and cohorts", cells, found);
        assertThat(cells).hasSizeGreaterThan(300);
        assertThat(found).isEmpty();
    }

    @Test
    void totals_of_all_students_would_give_withheld_counts_away() throws SQLException {
        var rulebook = PublicSample.rulebook();
        var cells = attacked(rulebook, GroupCells.Totals.OF_ALL, true);
        var found = found(cells, rulebook.disclosure().leastWidth());
        tell("groups, totals of all", cells, found);
        assertThat(found).isNotEmpty();
    }

    @Test
    void totals_of_all_students_without_rounding_would_give_counts_away_exactly() throws Exception {
        var rulebook = changed(text -> text.replace("rounding_base: {value: 5", "rounding_base: {value: 1"));
        var cells = attacked(rulebook, GroupCells.Totals.OF_ALL, true);
        var exact = found(cells, 1);
        tell("groups, totals of all, not rounded", cells, exact);
        assertThat(exact)
                .isNotEmpty()
                .allMatch(cell -> Double.isNaN(cell.truth()) || cell.bounds().low() == cell.truth());
    }

    @Test
    void columns_that_are_withheld_one_by_one_would_give_counts_away() throws Exception {
        var columns = PublicSample.rulebook().disclosure().families().values().stream()
                .flatMap(family -> family.columns().stream())
                .map(column -> "  " + column + ": {counts: [" + column + "]}")
                .collect(Collectors.joining("\n"));
        var rulebook = changed(text -> Pattern.compile("(?s)\nfamilies:\n.*?\n(?=# What is done)")
                .matcher(text)
                .replaceFirst("\nfamilies:\n" + columns + "\n"));
        assertThat(rulebook.disclosure().families()).hasSizeGreaterThan(30);
        var cells = attacked(rulebook, GroupCells.Totals.OF_PUBLISHED, false);
        var found = found(cells, rulebook.disclosure().leastWidth());
        tell("county sheets, column by column", cells, found);
        assertThat(found).isNotEmpty();
    }

    private Rulebook changed(java.util.function.UnaryOperator<String> change) throws Exception {
        var schemas = TestRun.home().resolve("schemas");
        var before = Files.readString(schemas.resolve("summary/disclosure.yaml"));
        var after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.createDirectories(folder.resolve("overlay/summary"));
        Files.writeString(folder.resolve("overlay/summary/disclosure.yaml"), after);
        return Rulebook.read(schemas, Optional.of(folder.resolve("overlay")));
    }
}
