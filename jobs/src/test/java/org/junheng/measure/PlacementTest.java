package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junheng.measure.KernelCensus.junior;
import static org.junheng.measure.KernelCensus.primary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which county a school counts, and which owners and managers a standard leaves out (conventions C4). */
class PlacementTest {
    private static final String STANDING = "530302";
    private static final String MANAGING = "530322";
    private static final String ZONE = "5303Z1";
    private static final String A = "5303000001";
    private static final String B = "5303000002";
    private static final String C = "5303000003";

    @TempDir
    Path overlay;

    /** The national standard, changed, under another name. */
    private Standard standard(UnaryOperator<String> change) {
        try {
            var national = Files.readString(TestRun.home().resolve("schemas/standards/cn-national-2017.yaml"));
            var changed = change.apply(national.replace("standard: cn-national-2017", "standard: local-plan"));
            assertThat(changed).isNotEqualTo(national);
            var file = overlay.resolve("standards/local-plan.yaml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, changed);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(overlay))
                .standards()
                .get("local-plan");
    }

    private Standard byManager() {
        return standard(text -> text.replace("place: location", "place: manager"));
    }

    private static KernelCensus census() {
        return new KernelCensus(2023)
                .accepted(
                        primary(A).in(STANDING),
                        primary(B).in(STANDING).with("manager_code", MANAGING),
                        primary(C).in(MANAGING));
    }

    private static Object units(KernelCensus.Measured measured, String region) {
        return measured.equity(region, "primary", "teaching_area_per_student").get("units");
    }

    @Test
    void by_location_a_school_counts_where_it_stands() {
        var measured = census().measure();
        assertThat(units(measured, STANDING)).isEqualTo(2L);
        assertThat(units(measured, MANAGING)).isEqualTo(1L);
    }

    @Test
    void by_manager_a_school_counts_in_the_county_that_manages_it_and_in_no_other() {
        var measured = census().measure(KernelCensus.DIVISIONS, byManager());
        assertThat(units(measured, STANDING)).isEqualTo(1L);
        assertThat(units(measured, MANAGING)).isEqualTo(2L);
        assertThat(units(measured, "530300")).isEqualTo(3L);
        assertThat(measured.indicator(B, "primary", "teaching_area_per_student"))
                .containsEntry("county_code", MANAGING);
        // The school itself stands where it stands.
        assertThat(measured.rows(measured.tables().school))
                .filteredOn(row -> row.get("school_code").equals(B))
                .extracting(row -> row.get("county_code"))
                .containsExactly(STANDING);
        assertThat(measured.judgedCounties()).containsExactly(STANDING, MANAGING);
    }

    @Test
    void by_manager_what_a_city_or_a_province_runs_counts_where_it_stands() {
        for (var manager : List.of("530300", "530000")) {
            var measured = new KernelCensus(2023)
                    .accepted(primary(A).in(STANDING).with("manager_code", manager))
                    .measure(KernelCensus.DIVISIONS, byManager());
            assertThat(measured.judgedCounties()).containsExactly(STANDING);
        }
    }

    @Test
    void by_manager_a_county_of_another_city_takes_the_school_there_and_one_of_another_province_does_not() {
        var measured = new KernelCensus(2023)
                .accepted(
                        primary(A).in("210102").with("manager_code", "210502"),
                        primary(B).in("210102").with("manager_code", STANDING))
                .measure(KernelCensus.DIVISIONS, byManager());
        assertThat(units(measured, "210500")).isEqualTo(1L);
        assertThat(units(measured, "210100")).isEqualTo(1L);
        assertThat(units(measured, "210000")).isEqualTo(2L);
        assertThat(measured.judgedCounties()).containsExactly("210102", "210502");
    }

    @Test
    void a_functional_zone_has_its_own_measures_and_no_verdict_either_way() {
        var census = new KernelCensus(2023)
                .accepted(
                        primary(A).in(STANDING),
                        primary(B).in(STANDING).with("manager_code", ZONE),
                        primary(C).in(STANDING).with("manager_code", ZONE));
        var byLocation = census.measure();
        assertThat(units(byLocation, STANDING)).isEqualTo(3L);
        assertThat(units(byLocation, ZONE)).isEqualTo(2L);
        var byManager = census.measure(KernelCensus.DIVISIONS, byManager());
        assertThat(units(byManager, STANDING)).isEqualTo(1L);
        assertThat(units(byManager, ZONE)).isEqualTo(2L);
        assertThat(units(byManager, "530300")).isEqualTo(3L);
        for (var measured : List.of(byLocation, byManager)) {
            assertThat(measured.verdict(ZONE)).isEqualTo("not_applicable");
        }
    }

    @Test
    void by_manager_absent_schools_are_missed_where_they_would_count() {
        var unreported = census().lastYear(primary("5303000009").in(STANDING).with("manager_code", MANAGING))
                .measure(KernelCensus.DIVISIONS, byManager());
        assertThat(unreported.status(STANDING, "primary", "1.8")).isEqualTo("pass");
        assertThat(unreported.status(MANAGING, "primary", "1.8")).isEqualTo("cannot_say");
        var quarantined = census().quarantined("5303000009", "211", STANDING, MANAGING)
                .measure(KernelCensus.DIVISIONS, byManager());
        assertThat(quarantined.status(STANDING, "primary", "1.8")).isEqualTo("pass");
        assertThat(quarantined.status(MANAGING, "primary", "1.8")).isEqualTo("cannot_say");
        assertThat(census().quarantined("5303000009", "211", STANDING, MANAGING)
                        .measure()
                        .status(STANDING, "primary", "1.8"))
                .isEqualTo("cannot_say");
    }

    @Test
    void owners_and_managers_that_a_standard_leaves_out_stand_outside_with_the_reason() {
        var standard = standard(text -> text.replace("scope:\n", """
                scope:
                  excluded_ownership: {'2': 民办学校不计 / private schools are left out}
                  excluded_managers: {city: 市属学校不计 / schools of the city are left out}
                """));
        var measured = new KernelCensus(2023)
                .accepted(
                        primary(A).in(STANDING),
                        primary(B).in(STANDING).with("ownership", "2").with("equipment_value", 1),
                        primary(C).in(STANDING).with("manager_code", "530300").with("equipment_value", 1),
                        junior("5303000004").in(STANDING))
                .lastYear(
                        primary("5303000008").in(STANDING).with("ownership", "2"),
                        primary("5303000009").in(STANDING).with("manager_code", "530300"))
                .measure(KernelCensus.DIVISIONS, standard);
        assertThat(measured.verdict(STANDING)).isEqualTo("pass");
        assertThat(measured.equity(STANDING, "primary", "equipment_value_per_student"))
                .containsEntry("units", 1L)
                .containsEntry("excluded_out_of_scope", 2L);
        assertThat(measured.indicator(B, "primary", "equipment_value_per_student"))
                .containsAllEntriesOf(
                        Map.of("status", "not_applicable", "note", "民办学校不计 / private schools are left out"));
        assertThat(measured.indicator(C, "primary", "equipment_value_per_student")
                        .get("note"))
                .isEqualTo("市属学校不计 / schools of the city are left out");
    }

    @Test
    void a_place_an_owner_or_a_level_that_does_not_exist_is_a_fault_with_its_line() {
        for (var change : Map.of(
                        "place: location",
                        "place: home",
                        "scope:\n",
                        "scope:\n  excluded_ownership: {'9': x}\n",
                        "\nscope:\n",
                        "\nscope:\n  excluded_managers: {parish: x}\n")
                .entrySet()) {
            var fault = org.assertj.core.api.Assertions.catchThrowableOfType(
                    FaultException.class, () -> standard(text -> text.replace(change.getKey(), change.getValue())));
            assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
            assertThat(fault.place().line()).isPositive();
            assertThat(fault.place().toString()).contains("local-plan.yaml");
        }
    }
}
