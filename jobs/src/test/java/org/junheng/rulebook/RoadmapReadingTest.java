package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.nightly.TestRun;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roadmaps take their dates from the rules of plans, and dates never move later where the plan says so. */
class RoadmapReadingTest {
    private static final Path SHIPPED = TestRun.home().resolve("schemas");
    private static final String LUOPING = "{value: 2026, region: '530324'}";

    @TempDir
    Path overlay;

    private String plan;

    @BeforeEach
    void read_the_plan() throws IOException {
        plan = Files.readString(SHIPPED.resolve("standards/qujing-2022.yaml"));
        assertThat(plan).contains(LUOPING);
    }

    private Rulebook with(String changedPlan) throws IOException {
        Files.createDirectories(overlay.resolve("standards"));
        Files.writeString(overlay.resolve("standards/qujing-2022.yaml"), changedPlan);
        return Rulebook.read(SHIPPED, Optional.of(overlay));
    }

    private static Integer year(Roadmap roadmap, String county) {
        var value = roadmap.counties().years().values().stream()
                .filter(each -> county.equals(each.region()))
                .findFirst()
                .orElseThrow();
        return value.value() == null ? null : (Integer) value.value().intValueExact();
    }

    @Test
    void years_shares_and_clauses_are_those_of_the_rules() {
        var roadmaps = Rulebook.read(SHIPPED, Optional.empty()).roadmaps();
        assertThat(roadmaps).containsOnlyKeys("liaoning-2023", "nanyang-2024", "qujing-2022", "xiangtan", "xihu-2019");
        var qujing = roadmaps.get("qujing-2022");
        assertThat(year(qujing, "530303")).isEqualTo(2022);
        assertThat(year(qujing, "530381")).isEqualTo(2030);
        assertThat(year(qujing, "5303Z1")).isNull();
        assertThat(qujing.region()).isEqualTo("530300");
        assertThat(qujing.quotas().get(0).needed(9)).isEqualTo(3);
        assertThat(qujing.quotas().get(0).due().value().intValueExact()).isEqualTo(2025);
        assertThat(qujing.quotas().get(1).needed(9)).isEqualTo(9);
        assertThat(roadmaps.get("liaoning-2023").assessmentLevel()).isEqualTo("province");
        assertThat(roadmaps.get("liaoning-2023").quotas().get(0).needed(100)).isEqualTo(50);
        assertThat(roadmaps.get("xiangtan").quotas()).allSatisfy(quota -> {
            assertThat(quota.due().value()).isNull();
            assertThat(quota.due().reason().en()).isEqualTo("lost in source");
        });
        assertThat(roadmaps.get("xihu-2019")
                        .counties()
                        .years()
                        .values()
                        .get(0)
                        .value()
                        .intValueExact())
                .isEqualTo(2026);
    }

    @Test
    void two_shares_of_one_year_are_told_apart_by_their_items() throws IOException {
        var share = plan.indexOf("item: S0-02");
        var due = plan.indexOf("due: 2030", share);
        var qujing = with(plan.substring(0, due) + "due: 2025" + plan.substring(due + "due: 2030".length()))
                .roadmaps()
                .get("qujing-2022");
        assertThat(qujing.quotas().stream().map(qujing::idOf))
                .containsExactly("qujing-2022@S0-01", "qujing-2022@S0-02");
        var shipped = Rulebook.read(SHIPPED, Optional.empty()).roadmaps().get("qujing-2022");
        assertThat(shipped.quotas().stream().map(shipped::idOf))
                .containsExactly("qujing-2022@2025", "qujing-2022@2030");
    }

    @Test
    void a_date_may_move_earlier() throws IOException {
        var roadmap = with(plan.replace(LUOPING, "{value: 2025, region: '530324'}"))
                .roadmaps()
                .get("qujing-2022");
        assertThat(year(roadmap, "530324")).isEqualTo(2025);
    }

    @Test
    void a_date_that_moves_later_is_a_fault_with_its_line_and_both_years() {
        long line = plan.substring(0, plan.indexOf(LUOPING)).lines().count();
        assertThatThrownBy(() -> with(plan.replace(LUOPING, "{value: 2027, region: '530324'}")))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
                    assertThat(fault.place().file()).endsWith("qujing-2022.yaml");
                    assertThat(fault.place().line()).isEqualTo(line);
                })
                .hasMessageContaining("530324")
                .hasMessageContaining("from 2026 to 2027")
                .hasMessageContaining("S0-03");
    }

    @Test
    void a_date_that_is_taken_away_is_a_fault_too() {
        assertThatThrownBy(() -> with(plan.replace("    - " + LUOPING + "\n", "")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("from 2026 to none");
    }

    @Test
    void a_date_moved_before_may_not_lie_later_than_it_first_was() throws IOException {
        Files.createDirectories(overlay.resolve("roadmaps"));
        var file = overlay.resolve("roadmaps/qujing-2022.yaml");
        var roadmap = Files.readString(SHIPPED.resolve("roadmaps/qujing-2022.yaml"));
        Files.writeString(file, roadmap + "moved:\n  - {county: '530324', from: 2027, source: 示例}\n");
        assertThat(Rulebook.read(SHIPPED, Optional.of(overlay)).roadmaps()).isNotEmpty();
        Files.writeString(file, roadmap + "moved:\n  - {county: '530324', from: 2025, source: 示例}\n");
        assertThatThrownBy(() -> Rulebook.read(SHIPPED, Optional.of(overlay)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("from 2025 to 2026");
    }

    @Test
    void the_census_of_a_target_is_that_of_its_autumn_or_the_one_before() throws IOException {
        var shipped = Rulebook.read(SHIPPED, Optional.empty()).roadmaps().get("qujing-2022");
        assertThat(shipped.census().year(2026)).isEqualTo(2026);
        assertThat(shipped.census().meaning().en()).contains("autumn of the target year");
        var before = with(plan.replaceFirst("(id: census_year_for_target\n.*\n    set: )0", "$1-1"))
                .roadmaps()
                .get("qujing-2022");
        assertThat(before.census().year(2026)).isEqualTo(2025);
        assertThat(before.census().meaning().en()).contains("year before");
    }

    @Test
    void a_rule_that_the_plan_lacks_and_a_share_that_stands_twice_are_faults() throws IOException {
        Files.createDirectories(overlay.resolve("roadmaps"));
        var file = overlay.resolve("roadmaps/qujing-2022.yaml");
        var roadmap = Files.readString(SHIPPED.resolve("roadmaps/qujing-2022.yaml"));
        Files.writeString(file, roadmap.replace("item: S0-04", "item: S0-99"));
        assertThatThrownBy(() -> Rulebook.read(SHIPPED, Optional.of(overlay)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("has no rule S0-99");
        Files.writeString(file, roadmap.replace("{item: S0-01}", "{item: S0-01, share: 0.4}"));
        assertThatThrownBy(() -> Rulebook.read(SHIPPED, Optional.of(overlay)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("the share stands once");
    }
}
