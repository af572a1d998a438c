package org.junheng.trend.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.junheng.trend.roadmap.Projection.Point;
import org.junit.jupiter.api.Test;

/** Years in which lines meet their limits, and the states that follow (C13, C20). */
class ProjectionTest {
    private static final int LAST = 2025;
    private static final DoublePredicate LIMIT = cv -> cv <= 0.5;

    /** A CV falling by {@code fall} a year from {@code from}, with a band of {@code width} for {@code tested} of {@code years} years. */
    private static List<Point> falling(double from, double fall, double width, int tested, int years) {
        var points = new ArrayList<Point>();
        for (int i = 1; i <= years; i++) {
            double value = from - fall * i;
            points.add(new Point(
                    LAST + i,
                    value,
                    i <= tested ? value - width : null,
                    i <= tested ? (Double) (value + width) : null));
        }
        return points;
    }

    private static Projection cv(double now, double fall, double width, int tested, int years, int until) {
        return Projection.of(LAST, now, falling(now, fall, width, tested, years), LIMIT, false, until);
    }

    @Test
    void the_year_is_the_first_in_which_the_line_meets_its_limit() {
        // 0.59, 0.53, 0.47: the third year after 2025. By the low end a year earlier, by the high end a year later.
        var projection = cv(0.65, 0.06, 0.04, 8, 8, 2030);
        assertThat(projection.earliest()).isEqualTo(Reach.in(2027));
        assertThat(projection.central()).isEqualTo(Reach.in(2028));
        assertThat(projection.latest()).isEqualTo(Reach.in(2029));
    }

    @Test
    void a_value_at_its_limit_meets_it() {
        var points = List.of(new Point(2026, 0.5, 0.5, 0.5));
        assertThat(Projection.of(LAST, 0.6, points, LIMIT, false, 2026).latest())
                .isEqualTo(Reach.in(2026));
    }

    @Test
    void a_target_in_the_latest_year_is_on_track_and_a_year_before_it_at_risk() {
        var projection = cv(0.65, 0.06, 0.04, 8, 8, 2030);
        assertThat(projection.against(2029)).isEqualTo(RoadmapState.ON_TRACK);
        assertThat(projection.against(2028)).as("target = central year").isEqualTo(RoadmapState.AT_RISK);
        assertThat(projection.against(2027)).as("target = earliest year").isEqualTo(RoadmapState.AT_RISK);
        assertThat(projection.against(2026)).as("earliest = target + 1").isEqualTo(RoadmapState.OFF_TRACK);
    }

    @Test
    void what_is_never_reached_within_the_years_tested_is_off_track_up_to_there_and_open_after() {
        var projection = cv(0.9, 0.01, 0.02, 4, 10, 2029);
        assertThat(projection.earliest()).isEqualTo(Reach.notUpTo(2029));
        assertThat(projection.against(2029)).isEqualTo(RoadmapState.OFF_TRACK);
        assertThat(projection.against(2030)).isEqualTo(RoadmapState.CANNOT_SAY);
    }

    @Test
    void a_latest_year_past_the_longest_horizon_tested_leaves_a_later_target_open() {
        // Tested to 2028: the low end is there in 2027, the line in 2028, the high end not yet.
        var projection = cv(0.65, 0.06, 0.04, 3, 10, 2033);
        assertThat(projection.latest()).isEqualTo(Reach.notUpTo(2028));
        assertThat(projection.against(2028)).isEqualTo(RoadmapState.AT_RISK);
        assertThat(projection.against(2029)).isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(projection.against(2033)).isEqualTo(RoadmapState.CANNOT_SAY);
    }

    @Test
    void the_line_is_followed_past_the_band_though_nothing_is_decided_by_it() {
        var projection = cv(0.65, 0.03, 0.01, 2, 10, 2033);
        assertThat(projection.central()).isEqualTo(Reach.in(2030));
        assertThat(projection.earliest().year()).isNull();
        assertThat(projection.against(2033)).isEqualTo(RoadmapState.CANNOT_SAY);
    }

    @Test
    void without_any_band_nothing_is_said() {
        assertThat(cv(0.65, 0.06, 0.04, 0, 8, 2030)).isEqualTo(Projection.UNKNOWN);
        assertThat(Projection.of(LAST, 0.4, List.of(), LIMIT, false, 2030)).isEqualTo(Projection.UNKNOWN);
        assertThat(Projection.UNKNOWN.against(2030)).isEqualTo(RoadmapState.CANNOT_SAY);
    }

    @Test
    void years_behind_a_gap_are_not_read() {
        var points = List.of(new Point(2026, 0.6, 0.6, 0.6), new Point(2028, 0.4, 0.4, 0.4));
        assertThat(Projection.of(LAST, 0.65, points, LIMIT, false, 2030).central())
                .isEqualTo(Reach.notUpTo(2026));
    }

    @Test
    void what_is_met_and_forecast_to_stay_is_reached_now_however_wide_the_band() {
        var projection = cv(0.45, 0.0, 0.2, 8, 8, 2030);
        assertThat(projection.latest()).isEqualTo(Reach.in(LAST));
        assertThat(projection.against(2026)).isEqualTo(RoadmapState.ON_TRACK);
    }

    @Test
    void what_is_met_and_forecast_to_be_lost_before_the_target_is_not_reached() {
        // 0.45 rising by 0.03: above 0.5 from 2027.
        var lost = cv(0.45, -0.03, 0.01, 8, 8, 2028);
        assertThat(lost.central()).isEqualTo(Reach.notUpTo(2033));
        assertThat(lost.against(2028)).isEqualTo(RoadmapState.OFF_TRACK);
        assertThat(cv(0.45, -0.03, 0.01, 8, 8, 2026).against(2026)).isEqualTo(RoadmapState.ON_TRACK);
        var maybe = cv(0.45, -0.03, 0.05, 8, 8, 2027);
        assertThat(maybe.against(2027)).as("the low end stays within").isEqualTo(RoadmapState.AT_RISK);
    }

    @Test
    void of_a_rising_share_the_high_end_is_the_favourable_one() {
        // 20 schools: 0.976 of them leaves less than half a school, 0.974 more.
        DoublePredicate every = share -> 20 * (1 - share) < 0.5;
        var points = List.of(
                new Point(2026, 0.96, 0.93, 0.974),
                new Point(2027, 0.974, 0.95, 0.976),
                new Point(2028, 0.976, 0.976, 1.0));
        var projection = Projection.of(LAST, 0.9, points, every, true, 2028);
        assertThat(projection).isEqualTo(new Projection(Reach.in(2027), Reach.in(2028), Reach.in(2028)));
    }

    @Test
    void several_items_are_as_late_as_the_latest_and_as_unknown_as_the_least_known() {
        assertThat(Reach.in(2027).and(Reach.in(2030))).isEqualTo(Reach.in(2030));
        var open = Reach.in(2030).and(Reach.notUpTo(2027));
        assertThat(open.notBy(2029)).isTrue();
        assertThat(open.notBy(2030)).isFalse();
        assertThat(open.by(2040)).isFalse();
        var untold = Projection.UNKNOWN.and(cv(0.65, 0.06, 0.04, 8, 8, 2030));
        assertThat(untold.against(2026))
                .as("the other item is too late already")
                .isEqualTo(RoadmapState.OFF_TRACK);
        assertThat(untold.against(2029)).isEqualTo(RoadmapState.CANNOT_SAY);
    }
}
