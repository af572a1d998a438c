package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.validate.Regions.Region;
import org.junheng.warehouse.TableShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The region of a row at each level that its profile declares, in the order in which it does. */
class RegionsTest {
    private static final String NETWORK = "network_name: {constant: state}";

    @TempDir
    Path overlay;

    private Rulebook rulebook;
    private CensusProfile profile;
    private TableShape shape;
    private Regions regions;

    /** The made-up country with other levels. */
    private void levels(String... levels) {
        var text = MadeUpCountry.PROFILE
                .replace(
                        "  city: {name: city_name}\n  county: {name: county_name}\n",
                        "  " + String.join("\n  ", levels) + "\n")
                .replace("columns:\n", "columns:\n  " + NETWORK + "\n  city_code: {header: city, optional: true}\n");
        use(
                MadeUpCountry.in(overlay)
                        .with("census/xx-primary/profile.yaml", text)
                        .rulebook(),
                MadeUpCountry.ID);
    }

    private void use(Rulebook facts, String id) {
        rulebook = facts;
        profile = facts.profiles().get(id);
        shape = CensusLayout.of(profile, facts);
        regions = new Regions(profile, shape);
    }

    private Object[] row(Map<String, Object> cells) {
        var row = new Object[shape.columns().size()];
        cells.forEach((column, value) -> row[shape.positions().get(column)] = value);
        regions.place(row, rulebook.divisions().getOrDefault("cn", Divisions.NONE));
        return row;
    }

    private String code(Object[] row, String level) {
        return (String) row[regions.position(level)];
    }

    @Test
    void a_further_level_is_a_path_below_the_code_above_and_knows_its_parent() {
        levels("city: {code: city_code, name: city_name}", "network: {name: network_name}");
        assertThat(regions.levels()).containsExactly("city", "network");
        var row = row(Map.of("city_code", "7", "city_name", "北区", "network_name", "state"));
        assertThat(code(row, "city")).isEqualTo("7");
        assertThat(code(row, "network")).isEqualTo("7/state");
        assertThat(regions.lowest(row)).isEqualTo("7/state");
        assertThat(regions.besideDivisions(row))
                .containsExactly(new Region("city", "7", "北区", "XX"), new Region("network", "7/state", "state", "7"));
    }

    @Test
    void levels_nest_in_the_order_of_the_profile() {
        levels("network: {name: network_name}", "city: {name: city_name}");
        var row = row(Map.of("city_name", "北区", "network_name", "state"));
        assertThat(code(row, "network")).isEqualTo("state");
        assertThat(code(row, "city")).isEqualTo("state/北区");
    }

    @Test
    void where_a_part_of_a_path_is_missing_what_hangs_on_it_is_missing() {
        levels("city: {name: city_name}", "network: {name: network_name}", "county: {name: county_name}");
        var row = row(Map.of("city_name", "北区", "county_name", "甲县"));
        assertThat(code(row, "network")).isNull();
        assertThat(code(row, "county")).isNull();
        assertThat(regions.lowest(row)).isEqualTo("北区");
        var none = row(Map.of("network_name", "state", "county_name", "甲县"));
        assertThat(regions.lowest(none)).isNull();
        assertThat(regions.besideDivisions(none)).isEmpty();
    }

    @Test
    void a_code_of_its_own_stands_whatever_is_missing_above() {
        levels("network: {name: network_name}", "city: {code: city_code, name: city_name}");
        var row = row(Map.of("city_code", "7"));
        assertThat(code(row, "network")).isNull();
        assertThat(regions.besideDivisions(row)).containsExactly(new Region("city", "7", null, "XX"));
    }

    @Test
    void a_level_below_divisions_hangs_on_the_county() {
        var flat = MadeUpCountry.in(overlay)
                .with("census/zz-flat/profile.yaml", """
                        profile: zz-flat
                        title: {zh: 某表, en: Some table}
                        standards: [xx-indicators]
                        stages: [primary]
                        files: {include: 'zz.*[.]csv'}
                        year: {constant: 2023}
                        divisions: {facts: cn}
                        levels:
                          nation: {code: CN, name: 中国}
                          province: {division: true}
                          city: {division: true}
                          county: {division: true}
                          network: {name: network_name}
                        columns:
                          school_code: {header: id, required: true}
                          county_code: {header: county, required: true, division: county}
                          network_name: {header: network}
                        """)
                .rulebook();
        use(flat, "zz-flat");
        var row = row(Map.of("year", 2023L, "county_code", "530326", "network_name", "state"));
        assertThat(List.of(code(row, "province"), code(row, "city"), code(row, "county"), code(row, "network")))
                .containsExactly("530000", "530300", "530326", "530326/state");
        assertThat(regions.besideDivisions(row))
                .containsExactly(new Region("network", "530326/state", "state", "530326"));
        assertThat(code(row(Map.of("year", 2023L, "network_name", "state")), "network"))
                .isNull();
    }

    @Test
    void stored_columns_grow_by_the_further_levels_alone() {
        levels("city: {name: city_name}", "network: {name: network_name}");
        var plain = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
        var taiwan = CensusLayout.of(plain.profiles().get("tw-primary"), plain);
        int identity = CensusLayout.DATA_ORIGIN + 1;
        assertThat(shape.columns().subList(0, identity))
                .isEqualTo(taiwan.columns().subList(0, identity));
        assertThat(shape.columns().subList(identity, identity + 3))
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("network_code TEXT", "network_name TEXT", "students_primary INTEGER");
        assertThat(taiwan.columns().get(identity).name()).isEqualTo("students_primary");
    }
}
