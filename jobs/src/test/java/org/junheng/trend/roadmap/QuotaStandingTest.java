package org.junheng.trend.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Roadmap;
import org.junheng.trend.roadmap.QuotaStanding.Member;
import org.junit.jupiter.api.Test;

/** Shares of counties, with the whole region as denominator. */
class QuotaStandingTest {
    private static final int LAST = 2025;

    private static Member achieved(int year) {
        return new Member(
                "a" + year, "", true, new Achievement(year, Achievement.Basis.RECOGNITION, false), Projection.UNKNOWN);
    }

    private static Member projected(int earliest, int central, int latest) {
        return new Member(
                "p" + central, "", true, null, new Projection(Reach.in(earliest), Reach.in(central), Reach.in(latest)));
    }

    private static List<Member> with(int absent, Member... known) {
        var all = new ArrayList<>(List.of(known));
        for (int i = 0; i < absent; i++) {
            all.add(new Member("x" + i, "", false, null, Projection.UNKNOWN));
        }
        return all;
    }

    @Test
    void thirty_per_cent_of_nine_counties_are_three() {
        assertThat(quota("0.30").needed(9)).isEqualTo(3);
        assertThat(quota("0.30").needed(10)).isEqualTo(3);
        assertThat(quota("0.5").needed(100)).isEqualTo(50);
        assertThat(quota("1").needed(9)).isEqualTo(9);
    }

    private static Roadmap.Quota quota(String share) {
        return new Roadmap.Quota("S0-01", "city", "", null, new BigDecimal(share));
    }

    @Test
    void it_is_reached_when_the_last_of_so_many_is() {
        var standing = QuotaStanding.of(2, List.of(achieved(2022), achieved(2024), achieved(2025)), LAST, 2025);
        assertThat(standing.state()).isEqualTo(RoadmapState.ACHIEVED);
        assertThat(standing.achievedYear()).isEqualTo(2024);
        assertThat(standing.basis()).isEqualTo(Achievement.Basis.RECOGNITION);
    }

    @Test
    void the_projected_years_are_those_of_the_county_that_makes_it_enough() {
        var counties = List.of(achieved(2022), projected(2026, 2027, 2028), projected(2027, 2029, 2030));
        var standing = QuotaStanding.of(2, counties, LAST, 2028);
        assertThat(standing.projection()).isEqualTo(new Projection(Reach.in(2026), Reach.in(2027), Reach.in(2028)));
        assertThat(standing.state()).isEqualTo(RoadmapState.ON_TRACK);
        assertThat(QuotaStanding.of(2, counties, LAST, 2027).state()).isEqualTo(RoadmapState.AT_RISK);
        assertThat(QuotaStanding.of(3, counties, LAST, 2026).state()).isEqualTo(RoadmapState.OFF_TRACK);
    }

    @Test
    void counties_that_the_census_lacks_stay_in_the_denominator_and_leave_it_open() {
        assertThat(QuotaStanding.of(3, with(4, achieved(2022)), LAST, 2025).state())
                .isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(QuotaStanding.of(3, with(1, achieved(2022), projected(2026, 2027, 2028)), LAST, 2025)
                        .state())
                .as("one achieved and one unknown are never three")
                .isEqualTo(RoadmapState.MISSED);
        var unknown = QuotaStanding.of(2, with(1, achieved(2022), projected(2026, 2027, 2028)), LAST, 2030);
        assertThat(unknown.projection().central().year())
                .as("the unknown one may be earlier")
                .isNull();
        assertThat(unknown.state()).as("two are enough without it").isEqualTo(RoadmapState.ON_TRACK);
    }

    @Test
    void without_a_year_only_what_is_reached_can_be_told() {
        assertThat(QuotaStanding.of(1, with(1), LAST, null).state()).isEqualTo(RoadmapState.CANNOT_SAY);
        assertThat(QuotaStanding.of(1, with(1, achieved(2022)), LAST, null).state())
                .isEqualTo(RoadmapState.ACHIEVED);
    }

    @Test
    void a_recognition_stays_counted_when_the_county_fell_back_and_a_verdict_does_not() {
        var recognised = new Member(
                "a", "", true, new Achievement(2022, Achievement.Basis.RECOGNITION, true), Projection.UNKNOWN);
        var judged = new Member(
                "b", "", true, new Achievement(2022, Achievement.Basis.FULL_VERDICT, true), Projection.UNKNOWN);
        assertThat(QuotaStanding.of(2, List.of(recognised, judged), LAST, 2025).achieved())
                .containsExactly(recognised);
    }
}
