package org.junheng.trend.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junheng.trend.roadmap.Achievement.Basis;
import org.junheng.trend.roadmap.Achievement.Verdict;
import org.junit.jupiter.api.Test;

/** What is achieved: by a notice or by a full verdict, never by resources alone (C13). */
class AchievementTest {
    private static final Verdict FULL_PASS = new Verdict("pass", true);
    private static final Verdict RESOURCES_PASS = new Verdict("pass", false);
    private static final Verdict FAIL = new Verdict("fail", false);
    private static final Verdict OPEN = new Verdict("cannot_say", true);

    /** Verdicts of the years from 2020 on. */
    private static NavigableMap<Integer, Verdict> from2020(Verdict... verdicts) {
        var years = new TreeMap<Integer, Verdict>();
        for (int i = 0; i < verdicts.length; i++) {
            years.put(2020 + i, verdicts[i]);
        }
        return years;
    }

    @Test
    void the_year_is_that_of_the_notice() {
        assertThat(Achievement.of(List.of(2022), from2020(FAIL, FAIL, OPEN)))
                .isEqualTo(new Achievement(2022, Basis.RECOGNITION, false));
    }

    @Test
    void a_pass_on_resources_alone_achieves_nothing() {
        assertThat(Achievement.of(List.of(), from2020(RESOURCES_PASS, RESOURCES_PASS)))
                .isNull();
    }

    @Test
    void of_full_verdicts_the_first_that_still_holds_counts() {
        assertThat(Achievement.of(List.of(), from2020(FULL_PASS, FAIL, FULL_PASS, OPEN, FULL_PASS)))
                .isEqualTo(new Achievement(2022, Basis.FULL_VERDICT, false));
    }

    @Test
    void a_fail_after_it_falls_back_and_an_open_verdict_does_not() {
        assertThat(Achievement.of(List.of(2020), from2020(OPEN, FAIL)).fellBack())
                .isTrue();
        assertThat(Achievement.of(List.of(2020), from2020(OPEN, OPEN)).fellBack())
                .isFalse();
        assertThat(Achievement.of(List.of(), from2020(FULL_PASS, FAIL)).fellBack())
                .isTrue();
        assertThat(Achievement.of(List.of(), from2020(FULL_PASS, OPEN)).fellBack())
                .isFalse();
    }

    @Test
    void a_fail_in_the_recognised_year_itself_is_no_falling_back() {
        assertThat(Achievement.of(List.of(2021), from2020(OPEN, FAIL)).fellBack())
                .isFalse();
    }

    @Test
    void after_a_fail_resources_alone_do_not_bring_a_full_verdict_back() {
        assertThat(Achievement.of(List.of(), from2020(FULL_PASS, FAIL, RESOURCES_PASS)))
                .isNull();
    }
}
