package org.junheng.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junheng.nightly.SharedData;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

/** The target years of counties are those that the plans print. */
class PlanDatesTest {
    @Test
    void target_years_by_county_are_those_of_the_plans() throws IOException {
        var file = SharedData.folder("domain/published").resolve("roadmap_target_years.csv");
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
        var facts = new TreeMap<String, Integer>();
        put(facts, rulebook.standards().get("qujing-2022").limits().get("target_year"));
        rulebook.standards().get("nanyang-2024").rules().stream()
                .filter(rule -> rule.item().equals("S1-02"))
                .forEach(rule -> put(facts, rule.due().years()));
        rulebook.standards().get("xihu-2019").rules().stream()
                .filter(rule -> rule.item().equals("S2-01"))
                .forEach(rule -> facts.put(
                        "210503", rule.due().years().values().get(0).value().intValue()));
        var printed = new TreeMap<String, Integer>();
        Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> printed.put(cells[2], Integer.valueOf(cells[4])));
        assertThat(facts).isEqualTo(printed).hasSize(23);
    }

    private static void put(Map<String, Integer> facts, Limit limit) {
        limit.values().stream()
                .filter(value -> value.value() != null)
                .forEach(value -> facts.put(value.region(), value.value().intValue()));
    }
}
