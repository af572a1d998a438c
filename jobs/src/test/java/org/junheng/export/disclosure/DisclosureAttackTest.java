package org.junheng.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junheng.nightly.PythonPackages;
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

    /** A second attacker, written apart from the first, who knows whole numbers and all families at once. */
    @Test
    void another_program_has_no_withheld_count_either_and_has_some_from_totals_of_all_students() throws Exception {
        PythonPackages.demand("scipy");
        var rulebook = PublicSample.rulebook();
        var safe = PythonPackages.run("attack_public.py", tables(rulebook, GroupCells.Totals.OF_PUBLISHED));
        System.out.print(safe.text());
        assertThat(safe.exitCode()).as(safe.text()).isZero();
        assertThat(safe.text()).containsPattern("tried \\d{4}");

        var unsafe = PythonPackages.run("attack_public.py", tables(rulebook, GroupCells.Totals.OF_ALL));
        System.out.print(unsafe.text());
        assertThat(unsafe.exitCode()).as(unsafe.text()).isEqualTo(1);
    }

    private Path tables(Rulebook rulebook, GroupCells.Totals totals) throws Exception {
        var sample = PublicSample.shared();
        var to = Files.createDirectories(folder.resolve("tables-" + totals));
        Files.createDirectories(to.resolve("truth"));
        var copy = sample.copy(rulebook, to.resolve("public.duckdb"), totals);
        try (var connection = PublicSample.readOnly(copy)) {
            for (var table : List.of(
                    "group_segregation", "division", "county_sheet", "county_column", "county_item", "withheld")) {
                write(connection, table, to.resolve(table + ".csv"));
            }
        }
        try (var connection = sample.connection()) {
            for (var table : List.of("group_segregation", "county_sheet")) {
                write(connection, table, to.resolve("truth").resolve(table + ".csv"));
            }
        }
        var facts = rulebook.disclosure();
        Files.write(
                to.resolve("facts.csv"),
                List.of(
                        "name,value",
                        "threshold," + facts.threshold(),
                        "rounding_base," + facts.roundingBase(),
                        "measure_decimals," + facts.measureDecimals(),
                        "least_width," + facts.leastWidth(),
                        "totals_of_all," + (totals == GroupCells.Totals.OF_ALL ? 1 : 0)));
        var families = new ArrayList<>(List.of("family,column_name,kind"));
        facts.families().forEach((id, family) -> {
            family.counts().forEach(column -> families.add(id + "," + column + ",counts"));
            family.goesWith().forEach(column -> families.add(id + "," + column + ",goes_with"));
        });
        Files.write(to.resolve("families.csv"), families);
        return to;
    }

    private static void write(Connection connection, String table, Path file) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("COPY " + table + " TO '" + file + "' (HEADER)");
        }
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
