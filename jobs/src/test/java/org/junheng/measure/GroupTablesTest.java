package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junheng.measure.KernelCensus.nineYear;
import static org.junheng.measure.KernelCensus.primary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junheng.measure.KernelCensus.Measured;
import org.junheng.measure.Partitionings.Placed;
import org.junit.jupiter.api.Test;

/** Schools parted by regions and groups: what stands in decomposition, contribution and gap, and what does not. */
class GroupTablesTest {
    private static final String INDICATOR = "backbone_teachers_per_100";

    private static KernelCensus.Row school(int number, int teachers) {
        return primary("53030000%02d".formatted(number)).with("backbone_teachers_primary", teachers);
    }

    /** Rows of a table under the indicator of primary schools. */
    private static List<Map<String, Object>> rows(Measured measured, MetricTable table, Map<String, Object> where) {
        return measured.rows(table).stream()
                .filter(row -> row.get("indicator").equals(INDICATOR)
                        && row.get("stage").equals("primary"))
                .filter(row -> where.entrySet().stream()
                        .allMatch(cell -> Objects.equals(row.get(cell.getKey()), cell.getValue())))
                .toList();
    }

    private static Map<String, Object> only(Measured measured, MetricTable table, Map<String, Object> where) {
        var found = rows(measured, table, where);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void urban_and_rural_schools_are_decomposed_and_compared() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20).with("urban_rural", "111"),
                        school(2, 16).with("urban_rural", "112"),
                        school(3, 12).with("urban_rural", "121"),
                        school(4, 6).with("urban_rural", "220"))
                .measure();
        var county = Map.<String, Object>of("region_code", "530303");
        var parts = only(
                measured, measured.tables().decomposition, Map.of("region_code", "530303", "grouping", "urban_rural"));
        var equity = measured.equity("530303", "primary", INDICATOR);
        assertThat(parts.get("groups")).isEqualTo(3L);
        assertThat((Double) parts.get("theil_t_within") + (Double) parts.get("theil_t_between"))
                .isCloseTo((Double) equity.get("theil_t"), within(1e-14));
        assertThat((Double) parts.get("cv_between"))
                .isCloseTo(Math.sqrt((Double) parts.get("cv2_between")), within(0.0));
        // Means a hundred: city 1.8, town 1.2, village 0.6, rural 0.9.
        assertThat(rows(measured, measured.tables().gap, county).stream()
                        .filter(gap -> gap.get("dimension").equals("urban_rural"))
                        .map(gap -> List.of(gap.get("group_a"), gap.get("group_b"), gap.get("difference"))))
                .usingRecursiveFieldByFieldElementComparator(
                        org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration.builder()
                                .withComparatorForType(
                                        (one, other) -> Math.abs(one - other) < 1e-12 ? 0 : 1, Double.class)
                                .build())
                .containsExactlyInAnyOrder(
                        List.of("city", "village", 1.2),
                        List.of("city", "town", 0.6),
                        List.of("town", "village", 0.6),
                        List.of("city", "rural", 0.9));
        // All schools are run by the education department and of the middle size: nothing to compare.
        assertThat(rows(measured, measured.tables().gap, Map.of("dimension", "ownership")))
                .isEmpty();
        assertThat(rows(measured, measured.tables().gap, Map.of("dimension", "size")))
                .isEmpty();
    }

    @Test
    void schools_of_which_nothing_is_told_are_a_group_of_their_own_and_in_no_gap() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20).with("urban_rural", "111"),
                        school(2, 16).without("urban_rural"),
                        school(3, 12).without("urban_rural"))
                .measure();
        var where = Map.<String, Object>of("region_code", "530303", "grouping", "urban_rural");
        assertThat(only(measured, measured.tables().decomposition, where).get("groups"))
                .isEqualTo(2L);
        assertThat(rows(measured, measured.tables().gap, Map.of("dimension", "urban_rural")))
                .isEmpty();

        var untold = new KernelCensus(2023)
                .accepted(school(1, 20).without("urban_rural"), school(2, 16).without("urban_rural"))
                .measure();
        assertThat(rows(untold, untold.tables().decomposition, where)).isEmpty();
    }

    @Test
    void an_education_group_is_measured_inside_its_county_and_the_schools_of_none_are_one_group() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20).with("education_group", "东风教育集团"),
                        school(2, 10).with("education_group", "东风教育集团"),
                        school(3, 12),
                        school(4, 6),
                        school(5, 9).in("530304").with("education_group", "东风教育集团"))
                .measure();
        var group = measured.equity("530303/东风教育集团", "primary", INDICATOR);
        assertThat(group.get("level")).isEqualTo("education_group");
        assertThat(group.get("units")).isEqualTo(2L);
        assertThat((Double) group.get("mean")).isCloseTo(1.5, within(1e-12));
        // Values 2 and 1 of equal size: CV = 0.5 / 1.5.
        assertThat((Double) group.get("cv")).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(group.get("cv_limit")).isNull();
        assertThat(group.get("cv_status")).isNull();
        // The same name in another county is another group.
        assertThat(measured.equity("530304/东风教育集团", "primary", INDICATOR).get("units"))
                .isEqualTo(1L);
        assertThat(measured.rows(measured.tables().division).stream()
                        .filter(row -> row.get("level").equals("education_group"))
                        .map(row -> List.of(row.get("code"), row.get("name"), row.get("parent_code"))))
                .containsExactly(
                        List.of("530303/东风教育集团", "东风教育集团", "530303"), List.of("530304/东风教育集团", "东风教育集团", "530304"));
        assertThat(only(
                                measured,
                                measured.tables().decomposition,
                                Map.of("region_code", "530303", "grouping", "education_group"))
                        .get("groups"))
                .isEqualTo(2L);
    }

    /** Both are called after the school that leads them; each is a region of its own. */
    @Test
    void a_group_and_a_cluster_of_one_name_are_measured_apart_under_one_code() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20).with("education_group", "实验"),
                        school(2, 10).with("education_group", "实验"),
                        school(3, 12).with("school_cluster", "实验"))
                .measure();
        assertThat(rows(measured, measured.tables().equity, Map.of("region_code", "530303/实验")))
                .extracting(row -> List.of(row.get("level"), row.get("units")))
                .containsExactlyInAnyOrder(List.of("education_group", 2L), List.of("school_cluster", 1L));
        assertThat(measured.rows(measured.tables().division).stream()
                        .filter(row -> row.get("name").equals("实验"))
                        .map(row -> List.of(row.get("level"), row.get("code"), row.get("parent_code"))))
                .containsExactly(List.of("education_group", "530303/实验", "530303"));
    }

    /** 马龙 was 530321 until 2018. */
    @Test
    void the_series_of_a_group_goes_on_where_its_county_has_a_new_code() {
        var measured = new KernelCensus(2015)
                .accepted(school(1, 20).in("530321").with("education_group", "实验"))
                .measure();
        assertThat(measured.rows(measured.tables().division).stream()
                        .filter(row -> row.get("code").equals("530321/实验"))
                        .map(row -> row.get("series_code")))
                .containsExactly("530304/实验");
    }

    @Test
    void what_counties_add_to_their_city_sums_to_its_inequality() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20),
                        school(2, 16),
                        school(3, 12).in("530304"),
                        school(4, 6).in("530304"),
                        school(5, 9).in("530322"))
                .measure();
        var city = measured.equity("530300", "primary", INDICATOR);
        var members = rows(measured, measured.tables().contribution, Map.of("region_code", "530300"));
        assertThat(members).extracting(row -> row.get("member_code")).containsExactly("530303", "530304", "530322");
        assertThat(members).extracting(row -> row.get("member_level")).containsOnly("county");
        double cv = (Double) city.get("cv");
        assertThat(members.stream()
                        .mapToDouble(row -> (Double) row.get("theil_t"))
                        .sum())
                .isCloseTo((Double) city.get("theil_t"), within(1e-14));
        assertThat(members.stream().mapToDouble(row -> (Double) row.get("cv2")).sum())
                .isCloseTo(cv * cv, within(1e-14));
        assertThat(members.stream()
                        .mapToDouble(row -> (Double) row.get("cv2_share"))
                        .sum())
                .isCloseTo(1, within(1e-14));
        // The poorer county takes away from Theil T: less than its part would be at the mean.
        assertThat(members.get(2).get("theil_t"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isNegative();
    }

    @Test
    void each_school_has_its_share_in_the_squared_cv_of_its_county() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20),
                        school(2, 10),
                        school(3, 15),
                        nineYear("5303000009").without("backbone_teachers_primary"))
                .measure();
        // Mean 1.5: distances 0.5, −0.5, 0 of equal size.
        assertThat((Double)
                        measured.indicator("5303000001", "primary", INDICATOR).get("cv2_share"))
                .isCloseTo(0.5, within(1e-12));
        assertThat((Double)
                        measured.indicator("5303000003", "primary", INDICATOR).get("cv2_share"))
                .isCloseTo(0, within(1e-12));
        assertThat(measured.indicator("5303000009", "primary", INDICATOR).get("cv2_share"))
                .isNull();
        var alone = new KernelCensus(2023).accepted(school(1, 20)).measure();
        assertThat(alone.indicator("5303000001", "primary", INDICATOR).get("cv2_share"))
                .isNull();
    }

    @Test
    void a_county_that_no_city_contains_stands_for_itself_among_cities() {
        var placed = new ArrayList<Placed>();
        placed.add(new Placed(new String[] {"42", "4201", "420101"}, new String[0]));
        placed.add(new Placed(new String[] {"42", null, "429004"}, new String[0]));
        placed.add(new Placed(new String[] {"42", null, "429005"}, new String[0]));
        placed.add(new Placed(new String[] {"42", "4202", null}, new String[0]));
        var partitionings = new Partitionings(List.of("province", "city", "county"), Map.of(), placed);
        var byCity = partitionings.ofLevel("city");
        assertThat(byCity.keys()).containsExactly("4201", "4202", "429004", "429005");
        assertThat(byCity.levels()).containsExactly("city", "city", "county", "county");
        assertThat(byCity.ofSchool()).containsExactly(0, 2, 3, 1);
        assertThat(byCity.isKnown()).containsExactly(true, false, false, true);
        // A school of a city without a known county is the rest of that city.
        assertThat(partitionings.ofLevel("county").keys()).containsExactly("420101", "4202", "429004", "429005");
        assertThat(partitionings.below("province")).extracting(way -> way.id()).containsExactly("city", "county");
        assertThat(partitionings.below("county")).isEmpty();
        assertThat(partitionings.below("nation")).hasSize(3);
    }

    @Test
    void a_functional_zone_is_no_part_of_its_city() {
        var measured = new KernelCensus(2023)
                .accepted(
                        school(1, 20),
                        school(2, 12).with("manager_code", "5303Z1").in("530302"),
                        school(3, 9).in("530302"))
                .measure();
        assertThat(rows(measured, measured.tables().contribution, Map.of("region_code", "530300")))
                .extracting(row -> row.get("member_code"))
                .containsExactly("530302", "530303");
        assertThat(measured.equity("5303Z1", "primary", INDICATOR).get("units")).isEqualTo(1L);
    }
}
