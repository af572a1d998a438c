package org.junheng.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped standards: complete, and each rule held by its examples. */
class ShippedStandardsTest {
    private static final Rulebook RULEBOOK = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());

    static List<String> laws() {
        return RULEBOOK.standards().values().stream()
                .filter(Standard::isLaw)
                .map(Standard::standard)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void every_example_comes_out_and_every_small_change_is_noticed(String id) throws SQLException {
        try (var trial = new StandardTrial(RULEBOOK)) {
            var standard = RULEBOOK.standards().get(id);
            assertThat(trial.check(standard)).isEmpty();
            var result = trial.run(standard, true);
            System.out.printf(
                    "%s: %d examples, %d changes tried, %d of conditions over single schools not reached%n",
                    id, result.examples(), result.mutations(), result.beyond().size());
            assertThat(result.faults()).isEmpty();
            assertThat(result.unnoticed()).isEmpty();
            assertThat(result.examples()).isPositive();
            assertThat(result.mutations()).isPositive();
        }
    }

    @Test
    void every_rule_carries_at_least_three_examples() {
        RULEBOOK.standards().values().forEach(standard -> assertThat(standard.rules())
                .filteredOn(rule -> rule.examples().size() < 3)
                .extracting(StandardRule::item)
                .as(standard.standard())
                .isEmpty());
    }

    @Test
    void the_checklist_of_the_five_plans_is_complete() {
        var expected = new TreeMap<String, Integer>();
        expected.put("qujing-2022 S0", 35);
        expected.put("nanyang-2024 S1", 26);
        expected.put("xihu-2019 S2", 13);
        expected.put("liaoning-2023 S3", 25);
        expected.put("xiangtan S4", 13);
        int rules = 0;
        for (var entry : expected.entrySet()) {
            var parts = entry.getKey().split(" ");
            var found = new TreeSet<String>();
            RULEBOOK.standards()
                    .get(parts[0])
                    .rules()
                    .forEach(rule -> found.add(rule.item().replaceAll("\\..*", "")));
            var all = IntStream.rangeClosed(1, entry.getValue())
                    .mapToObj(number -> "%s-%02d".formatted(parts[1], number))
                    .toList();
            assertThat(found).containsExactlyElementsOf(all);
            rules += all.size();
        }
        assertThat(rules).isEqualTo(112);
    }

    @Test
    void the_national_standard_has_its_25_further_items_vetoes_and_preconditions() {
        var items = RULEBOOK.standards().get("cn-national-2017").rules().stream()
                .map(StandardRule::item)
                .toList();
        var expected = new ArrayList<String>();
        IntStream.rangeClosed(1, 15).forEach(number -> expected.add("2." + number));
        IntStream.rangeClosed(1, 9).forEach(number -> expected.add("3." + number));
        expected.add("4.1");
        IntStream.rangeClosed(1, 7).forEach(number -> expected.add("V" + number));
        expected.addAll(List.of("P1", "P2"));
        assertThat(items).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void what_the_source_lost_is_null_with_its_reason_and_never_guessed() {
        var xiangtan = RULEBOOK.standards().get("xiangtan");
        var lost = xiangtan.rules().stream()
                .flatMap(rule -> rule.limits().values().stream())
                .flatMap(limit -> limit.values().stream())
                .filter(value -> value.value() == null)
                .toList();
        assertThat(lost).isNotEmpty().allMatch(value -> value.reason() != null);
        var quota = xiangtan.rules().stream()
                .filter(rule -> rule.item().equals("S4-04"))
                .findFirst()
                .orElseThrow();
        assertThat(quota.due().years().values()).singleElement().satisfies(due -> {
            assertThat(due.value()).isNull();
            assertThat(due.reason()).isNotNull();
        });
    }

    @Test
    void a_point_that_is_not_confirmed_is_a_switch_with_at_least_two_readings() {
        for (var id : laws()) {
            RULEBOOK.standards().get(id).switches().values().forEach(each -> assertThat(each.choices())
                    .as(id + " " + each.id())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .containsKey(each.set()));
        }
        assertThat(RULEBOOK.standards().get("cn-national-2017").switches().values())
                .filteredOn(each -> each.isUnconfirmed())
                .hasSizeGreaterThan(5);
    }
}
