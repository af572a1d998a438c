package org.junheng.trend.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.Test;

/** States of a county, and the item that decides. */
class CountyStandingTest {
    private static final int LAST = 2025;

    private static Projection in(Integer earliest, Integer central, Integer latest) {
        return new Projection(reach(earliest), reach(central), reach(latest));
    }

    private static Reach reach(Integer year) {
        return year == null ? Reach.notUpTo(2030) : Reach.in(year);
    }

    private static Item item(String id, Stage stage, String status, double observed, Projection projection) {
        return new Item(id, stage, new Bilingual("甲", "a"), status, observed, 0.5, -0.01, projection, null);
    }

    private static Item gap(String id, String status) {
        return new Item(
                id,
                Stage.PRIMARY,
                new Bilingual("甲", "a"),
                status,
                0.6,
                0.5,
                null,
                Projection.UNKNOWN,
                new Bilingual("数据太少", "too little data"));
    }

    private static CountyStanding standing(Integer census, Achievement achievement, Item... items) {
        return CountyStanding.of(new CountyStanding.Place(
                "530323", "师宗县", false, true, LAST, census, achievement, false, List.of(items), List.of()));
    }

    @Test
    void the_latest_by_the_forecast_decides() {
        var standing = standing(
                2028,
                null,
                item("1.1", Stage.PRIMARY, "fail", 0.6, in(2026, 2027, 2030)),
                item("1.6", Stage.JUNIOR, "fail", 0.6, in(2026, 2028, 2029)));
        assertThat(standing.deciding().item()).isEqualTo("1.6");
        assertThat(standing.state()).isEqualTo(RoadmapState.AT_RISK);
        assertThat(standing.projection()).isEqualTo(in(2026, 2028, 2030));
    }

    @Test
    void ties_go_to_the_later_unfavourable_end_and_then_to_what_is_nearest_its_limit() {
        assertThat(standing(
                                2028,
                                null,
                                item("1.1", Stage.PRIMARY, "fail", 0.6, in(2026, 2027, 2028)),
                                item("1.2", Stage.PRIMARY, "fail", 0.6, in(2026, 2027, null)))
                        .deciding()
                        .item())
                .isEqualTo("1.2");
        assertThat(standing(
                                2028,
                                null,
                                item("1.1", Stage.PRIMARY, "pass", 0.2, in(LAST, LAST, LAST)),
                                item("1.3", Stage.JUNIOR, "pass", 0.49, in(LAST, LAST, LAST)))
                        .deciding()
                        .item())
                .isEqualTo("1.3");
    }

    @Test
    void what_may_be_in_time_does_not_make_a_county_late() {
        var standing = standing(
                2028,
                null,
                item("1.1", Stage.PRIMARY, "fail", 0.501, in(2026, null, null)),
                item("1.8", Stage.PRIMARY, "fail", 0.3, in(2029, 2030, null)));
        assertThat(standing.state()).isEqualTo(RoadmapState.OFF_TRACK);
        assertThat(standing.deciding().item()).isEqualTo("1.8");
    }

    @Test
    void what_can_only_be_reached_too_late_is_off_track_though_another_item_is_open() {
        var standing = standing(
                2026, null, gap("1.1", "cannot_say"), item("1.8", Stage.PRIMARY, "fail", 0.4, in(2027, 2028, 2029)));
        assertThat(standing.state()).isEqualTo(RoadmapState.OFF_TRACK);
        assertThat(standing.deciding().item()).isEqualTo("1.8");
    }

    @Test
    void an_item_that_cannot_be_projected_leaves_the_rest_open_and_is_named() {
        var standing = standing(
                2028,
                null,
                gap("1.2", "pass"),
                gap("1.8", "fail"),
                item("1.1", Stage.PRIMARY, "pass", 0.4, in(LAST, LAST, LAST)));
        assertThat(standing.state()).isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(standing.deciding().item()).isEqualTo("1.8");
    }

    @Test
    void a_target_whose_census_is_there_is_missed_unless_it_was_achieved() {
        var met = item("1.1", Stage.PRIMARY, "pass", 0.4, in(LAST, LAST, LAST));
        assertThat(standing(LAST, null, met).state()).isEqualTo(RoadmapState.MISSED);
        assertThat(standing(LAST + 1, null, met).state()).isEqualTo(RoadmapState.ON_TRACK);
        var late = new Achievement(2025, Achievement.Basis.RECOGNITION, false);
        assertThat(standing(2022, late, met).state()).isEqualTo(RoadmapState.ACHIEVED);
    }

    @Test
    void what_was_achieved_and_fails_now_fell_back() {
        var achievement = new Achievement(2022, Achievement.Basis.FULL_VERDICT, true);
        var standing = standing(2030, achievement, item("1.8", Stage.JUNIOR, "fail", 0.4, in(2027, 2028, 2029)));
        assertThat(standing.state()).isEqualTo(RoadmapState.FELL_BACK);
        assertThat(standing.deciding().item()).isEqualTo("1.8");
    }

    @Test
    void without_a_year_a_code_or_a_census_nothing_is_said() {
        var met = List.of(item("1.1", Stage.PRIMARY, "pass", 0.4, in(LAST, LAST, LAST)));
        assertThat(standing(null, null, met.get(0)).state()).isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(CountyStanding.of(new CountyStanding.Place(
                                "5303Z1", "经开区", true, true, LAST, 2028, null, false, met, List.of()))
                        .state())
                .isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(CountyStanding.of(new CountyStanding.Place(
                                "530323", "师宗县", false, false, LAST, 2022, null, false, List.of(), List.of()))
                        .state())
                .isEqualTo(RoadmapState.CANNOT_SAY);
    }

    @Test
    void the_reason_of_a_county_that_fell_back_names_what_fails_beyond_the_census_part() {
        var roadmap = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty())
                .roadmaps()
                .get("qujing-2022");
        var fellBack = CountyStanding.of(new CountyStanding.Place(
                "530323",
                "师宗县",
                false,
                true,
                LAST,
                null,
                new Achievement(2021, Achievement.Basis.RECOGNITION, true),
                false,
                List.of(item("1.1", Stage.PRIMARY, "pass", 0.2, in(LAST, LAST, LAST))),
                List.of("3.7", "2.5 primary")));
        assertThat(fellBack.state()).isEqualTo(RoadmapState.FELL_BACK);
        assertThat(fellBack.deciding()).isNull();
        assertThat(RoadmapReason.of(roadmap, fellBack, null).en())
                .contains(
                        "recognised for 2021", "its latest verdict is a fail", "items that fail now: 3.7, 2.5 primary");
    }
}
