package org.junheng.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junheng.judge.InspectionDraw.Drawn;
import org.junheng.judge.InspectionDraw.School;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionDrawTest {
    private static final BigDecimal FIFTH = new BigDecimal("0.20");

    private static List<School> frame(int schools) {
        var frame = new ArrayList<School>();
        for (int i = 0; i < schools; i++) {
            var code = "%05d".formatted(i);
            frame.add(new School(code, code, "county " + i % 3 + "/type " + i % 2));
        }
        return frame;
    }

    private static List<String> codes(List<Drawn> drawn) {
        return drawn.stream().map(each -> each.school().code()).toList();
    }

    @Test
    void a_fifth_is_rounded_up_to_a_whole_school() {
        var draw = new InspectionDraw(FIFTH, 1);
        assertThat(draw.size(334)).isEqualTo(67);
        assertThat(draw.size(5)).isEqualTo(1);
        assertThat(draw.size(6)).isEqualTo(2);
        assertThat(draw.size(0)).isZero();
    }

    @Test
    void the_same_seed_and_year_draw_the_same_schools_and_another_seed_others() {
        assertThat(codes(new InspectionDraw(FIFTH, 7).draw(2022, frame(100))))
                .isEqualTo(codes(new InspectionDraw(FIFTH, 7).draw(2022, frame(100))))
                .isNotEqualTo(codes(new InspectionDraw(FIFTH, 8).draw(2022, frame(100))))
                .hasSize(20);
    }

    @Test
    void five_years_cover_every_school_and_the_sixth_begins_anew() {
        var draw = new InspectionDraw(FIFTH, 7);
        var seen = new HashSet<String>();
        for (int year = 2022; year < 2027; year++) {
            var drawn = draw.draw(year, frame(100));
            assertThat(drawn).allMatch(each -> each.lastYear() == null);
            codes(drawn).forEach(code -> assertThat(seen.add(code)).isTrue());
        }
        assertThat(seen).hasSize(100);
        assertThat(draw.draw(2027, frame(100))).hasSize(20).allMatch(each -> each.lastYear() >= 2022);
    }

    @Test
    void strata_have_their_share_within_one_school() {
        var frame = frame(90);
        var drawn = new InspectionDraw(FIFTH, 3).draw(2022, frame);
        var counts = new HashMap<String, Integer>();
        drawn.forEach(each -> counts.merge(each.school().stratum(), 1, Integer::sum));
        // 90 schools in six strata of 15: 3 each.
        assertThat(counts).hasSize(6).allSatisfy((stratum, count) -> assertThat(count)
                .isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_opens_and_closes_nobody_has_a_second_turn_before_all_that_stayed_had_one(long seed) {
        var chance = new Random(seed);
        var frame = new ArrayList<>(frame(20 + chance.nextInt(150)));
        int next = 100_000;
        var draw = new InspectionDraw(FIFTH, seed);
        var opened = new HashMap<String, Integer>();
        var lastTurn = new HashMap<String, Integer>();
        for (int year = 2000; year < 2030; year++) {
            frame.removeIf(school -> chance.nextInt(25) == 0);
            for (int i = chance.nextInt(4); i > 0; i--) {
                var code = String.valueOf(next++);
                frame.add(new School(code, code, "county " + chance.nextInt(3)));
                opened.put(code, year);
            }
            var drawn = draw.draw(year, frame);
            assertThat(drawn).hasSize(draw.size(frame.size()));
            assertThat(codes(drawn)).doesNotHaveDuplicates();
            var before = new HashMap<>(lastTurn);
            for (var each : drawn) {
                assertThat(each.lastYear()).isEqualTo(before.get(each.school().series()));
                lastTurn.put(each.school().series(), year);
            }
            for (var each : drawn) {
                var last = before.get(each.school().series());
                if (last != null) {
                    // Whoever was there since then has had a turn since then, this year's included.
                    assertThat(frame)
                            .filteredOn(school -> opened.getOrDefault(school.series(), 0) <= last)
                            .allMatch(school -> lastTurn.getOrDefault(school.series(), 0) >= last);
                }
            }
        }
    }

    @Test
    void a_sample_that_the_history_keeps_stays_and_counts_as_a_turn() {
        var draw = new InspectionDraw(FIFTH, 7);
        assertThat(codes(draw.keep(2022, frame(10), List.of("00003", "00008")))).containsExactly("00003", "00008");
        for (int year = 2023; year < 2027; year++) {
            assertThat(codes(draw.draw(year, frame(10)))).doesNotContain("00003", "00008");
        }
    }
}
