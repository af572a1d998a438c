package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.DivisionBreak.Kind;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Divisions.Successor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a code means in a year, which records are one series, and what breaks it. */
class DivisionsTest {
    /** One line a record: code, parent, from, to (or -), successors; counties are called 县, cities 市. */
    private static Divisions of(String... lines) {
        var records = new ArrayList<Division>();
        for (var line : lines) {
            var parts = line.trim().split("\\s+");
            var level = parts[0].startsWith("p") ? "province" : parts[0].startsWith("c") ? "city" : "county";
            records.add(new Division(
                    parts[0].split("=")[0],
                    parts[0].contains("=") ? parts[0].split("=")[1] : parts[0],
                    level,
                    parts[1].equals("-") ? null : parts[1],
                    Integer.parseInt(parts[2]),
                    parts[3].equals("-") ? null : Integer.valueOf(parts[3]),
                    parts.length > 4 ? parts[4] : null,
                    false,
                    false));
        }
        return new Divisions(records);
    }

    private static List<String> breaks(Divisions divisions) {
        return divisions.breaks().stream()
                .map(change -> change.year() + " " + change.code() + " "
                        + change.kind().id()
                        + (change.others().isEmpty() ? "" : " " + String.join(",", change.others())))
                .toList();
    }

    @Test
    void a_code_is_good_from_the_year_it_begins_to_the_year_it_ends_but_in_use_only_until_then() {
        var divisions = of("a c1 2000 2010 b", "b c1 2010 -");
        assertThat(divisions.find("a", 1999)).isEmpty();
        assertThat(divisions.find("a", 2010)).isPresent();
        assertThat(divisions.find("b", 2010)).isPresent();
        assertThat(divisions.find("a", 2011)).isEmpty();
        assertThat(divisions.inUse(2010)).extracting(Division::code).containsExactly("b");
        assertThat(divisions.inUse(2009)).extracting(Division::code).containsExactly("a");
        assertThat(divisions.counts(2009)).containsExactly(java.util.Map.entry("county", 1));
    }

    @Test
    void a_renamed_division_keeps_its_series_and_the_later_name_counts_in_the_year_of_change() {
        var divisions = of("a=旧 c1 2000 2010", "a=新 c1 2010 -");
        assertThat(divisions.find("a", 2010).orElseThrow().name()).isEqualTo("新");
        assertThat(divisions.seriesCode("a", 2005)).isEqualTo("a");
        assertThat(divisions.seriesCode("a", 2015)).isEqualTo("a");
        assertThat(breaks(divisions)).containsExactly("2010 a renamed");
        assertThat(divisions.breaks().get(0).text().en()).isEqualTo("renamed from “旧” to “新”");
        assertThat(divisions.breaks().get(0).text().zh()).isEqualTo("由“旧”更名为“新”");
    }

    @Test
    void a_changed_code_carries_the_series_on_also_back_to_a_code_that_it_had_before() {
        var divisions = of("a c1 1981 1982 b", "b c1 1982 1983 a", "a c1 1983 1990 d", "d c1 1990 -");
        for (int year : List.of(1981, 1983, 1985)) {
            assertThat(divisions.seriesCode("a", year)).isEqualTo("d");
        }
        assertThat(divisions.series("b", 1982)).extracting(Division::code).containsExactly("a", "b", "a", "d");
        assertThat(breaks(divisions))
                .containsExactly(
                        "1982 a recoded b",
                        "1982 b recoded a",
                        "1983 a recoded b",
                        "1983 b recoded a",
                        "1990 a recoded d",
                        "1990 d recoded a");
    }

    @Test
    void two_that_exchange_their_codes_exchange_their_series() {
        var divisions = of("a=甲 c1 2000 2010 b", "b=乙 c1 2000 2010 a", "a=乙 c1 2010 -", "b=甲 c1 2010 -");
        assertThat(divisions.series("a", 2005)).extracting(Division::name).containsExactly("甲", "甲");
        assertThat(divisions.seriesCode("a", 2005)).isEqualTo("b");
        assertThat(divisions.seriesCode("b", 2005)).isEqualTo("a");
    }

    @Test
    void a_merger_into_one_of_them_goes_on_there_and_ends_the_others() {
        var divisions = of("a c1 1981 -", "b c1 1981 2010 a");
        assertThat(divisions.seriesCode("b", 2009)).isEqualTo("b");
        assertThat(divisions.seriesCode("a", 2020)).isEqualTo("a");
        assertThat(breaks(divisions)).containsExactly("2010 a merged b", "2010 b merged a");
    }

    @Test
    void a_merger_into_one_that_is_renamed_with_it_goes_on_there_too() {
        var divisions = of("a=甲 c1 1981 2010 a", "b c1 1981 2010 a", "a=新 c1 2010 -");
        assertThat(divisions.series("a", 2015)).hasSize(2);
        assertThat(breaks(divisions)).containsExactly("2010 a renamed", "2010 a merged b", "2010 b merged a");
    }

    @Test
    void a_merger_into_a_new_code_is_a_new_series() {
        var divisions = of("a c1 1981 2009 z", "b c1 1981 2009 z", "z c1 2009 -");
        assertThat(divisions.series("z", 2015)).hasSize(1);
        assertThat(breaks(divisions)).containsExactly("2009 a merged z", "2009 b merged z", "2009 z merged a,b");
    }

    @Test
    void a_split_ends_a_series_unless_its_code_stays() {
        var gone = of("a c1 1981 1992 x;y", "x c1 1981 -", "y c1 1992 -");
        assertThat(gone.seriesCode("a", 1990)).isEqualTo("a");
        assertThat(gone.seriesCode("y", 1995)).isEqualTo("y");
        assertThat(gone.series("y", 1995)).hasSize(1);
        assertThat(breaks(gone)).containsExactly("1992 a split x,y", "1992 x territory a", "1992 y split a");
        var stays = of("a=甲 c1 1981 1992 a;y", "a=新甲 c1 1992 -", "y c1 1992 -");
        assertThat(stays.series("a", 1995)).hasSize(2);
        assertThat(breaks(stays)).containsExactly("1992 a renamed", "1992 a split y", "1992 y split a");
    }

    @Test
    void a_part_that_becomes_a_division_of_its_own_is_a_split_and_one_that_joins_another_is_a_move() {
        var divisions = of("a c1 1981 - y[1984];x[2009]", "x c1 1981 -", "y c1 1984 -");
        assertThat(breaks(divisions))
                .containsExactly("1984 a split y", "1984 y split a", "2009 a territory x", "2009 x territory a");
        assertThat(divisions.series("a", 2024)).hasSize(1);
        assertThat(divisions.breaks("a", 2009))
                .singleElement()
                .satisfies(change -> assertThat(change.text().en()).isEqualTo("lost territory to x x"));
        assertThat(Kind.TERRITORY.isTerritorial()).isTrue();
        assertThat(Kind.RECODED.isTerritorial()).isFalse();
    }

    @Test
    void a_code_used_again_for_something_else_is_another_series() {
        var divisions = of("a=枳城 c1 1995 1997 z", "z c1 1981 -", "b c1 1981 2000 a", "a=东坡 c1 2000 -");
        assertThat(divisions.seriesCode("a", 1996)).isEqualTo("a@1995");
        assertThat(divisions.seriesCode("a", 2005)).isEqualTo("a");
        assertThat(divisions.seriesCode("b", 1990)).isEqualTo("a");
        // Also where it is used again in the very year in which it ends.
        var adjacent = of("a=南区 c1 1983 1997 z", "z c1 1981 -", "b c1 1981 1997 a", "a=石峰 c1 1997 -");
        assertThat(adjacent.seriesCode("a", 1990)).isEqualTo("a@1983");
        assertThat(adjacent.seriesCode("a", 1997)).isEqualTo("a");
        assertThat(adjacent.breaks().stream()
                        .filter(change -> change.seriesCode().equals("a@1983")))
                .extracting(change -> change.name() + " " + change.kind().id())
                .containsExactly("南区 founded", "南区 merged");
    }

    @Test
    void a_county_that_moves_to_another_city_keeps_its_series_and_moves_territory_between_the_cities() {
        var divisions =
                of("p1 - 1981 -", "c1 p1 1981 -", "c2 p1 1981 -", "a c1 1981 1998 b", "b c2 1998 -", "e c2 1981 -");
        assertThat(divisions.seriesCode("a", 1990)).isEqualTo("b");
        assertThat(breaks(divisions))
                .containsExactly(
                        "1998 a recoded b",
                        "1998 b recoded a",
                        "1998 b parent_changed c1,c2",
                        "1998 c1 territory c2",
                        "1998 c2 territory c1");
    }

    @Test
    void a_city_of_which_nothing_is_told_went_where_its_counties_went() {
        var divisions = of("p1 - 1981 -", "c1 p1 1981 1997", "c2 p1 1997 -", "a c1 1981 1997 b", "b c2 1997 -");
        assertThat(divisions.seriesCode("c1", 1990)).isEqualTo("c2");
        // The city is the same, so its county moved nowhere.
        assertThat(breaks(divisions))
                .containsExactly("1997 a recoded b", "1997 b recoded a", "1997 c1 recoded c2", "1997 c2 recoded c1");
    }

    @Test
    void a_province_made_of_parts_of_another_is_split_off() {
        var divisions = of(
                "p1 - 1981 -",
                "p2 - 1997 -",
                "c1 p1 1981 1997",
                "a c1 1981 1997 b",
                "b p2 1997 -",
                "c9 p1 1981 -",
                "e c9 1981 -");
        assertThat(breaks(divisions)).contains("1997 p1 split p2", "1997 p2 split p1", "1997 c1 ended");
    }

    @Test
    void no_series_goes_across_levels() {
        var divisions = of("p1 - 1981 -", "a p1 1981 2015 c9", "c9 p1 2015 -");
        assertThat(divisions.seriesCode("a", 2000)).isEqualTo("a");
        assertThat(breaks(divisions)).containsExactly("2015 a level_changed c9", "2015 c9 level_changed a");
    }

    @Test
    void land_that_lay_in_a_city_directly_founds_a_county_and_takes_nothing_from_the_city() {
        var divisions = of("p1 - 1981 -", "c1 p1 1981 - b[2014]", "a c1 1981 -", "b c1 2014 -");
        assertThat(breaks(divisions)).containsExactly("2014 b founded c1");
        assertThat(divisions.breaks().get(0).text().en()).isEqualTo("new, on land that lay in c1 c1 directly");
    }

    @Test
    void what_is_not_told_is_said_to_be_not_told() {
        var divisions = of("a c1 1981 1998 gone", "b c1 1981 1999", "d c1 2000 -");
        assertThat(breaks(divisions)).containsExactly("1998 a ended gone", "1999 b ended", "2000 d founded");
        assertThat(divisions.breaks().get(0).text().en()).isEqualTo("became gone, which these facts do not have");
        assertThat(divisions.seriesCode("unknown", 2000)).isEqualTo("unknown");
        assertThat(divisions.series("unknown", 2000)).isEmpty();
        assertThat(divisions.codesIn("unknown", 2000, 2001, Set.of())).containsExactly("unknown");
    }

    @Test
    void in_the_year_of_a_change_the_new_code_stands_for_both_as_soon_as_the_census_uses_it() {
        var divisions = of("a c1 2000 2016 b", "b c1 2016 -");
        assertThat(divisions.codesIn("a", 2016, 2016, Set.of("a", "b"))).containsExactly("b");
        assertThat(divisions.codesIn("b", 2016, 2016, Set.of("a", "b"))).containsExactly("b");
        assertThat(divisions.codesIn("a", 2016, 2016, Set.of("a"))).containsExactly("a");
        assertThat(divisions.codesIn("a", 2015, 2016, Set.of("b"))).containsExactly("b");
        assertThat(divisions.codesIn("a", 2015, 2015, Set.of("a"))).containsExactly("a");
        assertThat(divisions.codesIn("a", 2016, 2017, Set.of("b"))).containsExactly("b");
    }

    @Test
    void before_a_merger_two_are_two_and_after_a_split_one_is_any_of_them() {
        var merger = of("a c1 2000 -", "b c1 2000 2016 a");
        assertThat(merger.codesIn("b", 2016, 2016, Set.of("a", "b"))).containsExactly("b");
        assertThat(merger.codesIn("b", 2015, 2016, Set.of("a"))).containsExactly("a");
        assertThat(merger.codesIn("b", 2016, 2017, Set.of("a"))).containsExactly("a");
        var split = of("a c1 2000 2016 x;y", "x c1 2016 -", "y c1 2016 -");
        assertThat(split.codesIn("a", 2016, 2016, Set.of("a", "x"))).containsExactly("a");
        assertThat(split.codesIn("a", 2016, 2017, Set.of("x", "y"))).containsExactly("x", "y");
    }

    @Test
    void successors_have_one_form() {
        assertThat(Successor.parse(" 430302 ; 430304[2009]"))
                .containsExactly(new Successor("430302", null), new Successor("430304", 2009));
        assertThat(Successor.parse(null)).isEmpty();
        for (var wrong : List.of("430302;", "430302[09]", "430302,430304", "[2009]")) {
            assertThatThrownBy(() -> Successor.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("430302[2009]");
        }
    }

    @Test
    void the_shipped_divisions_have_every_province_the_sample_cities_and_liaoning_with_their_changes() {
        var shipped = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty())
                .divisions()
                .get("cn");
        for (int year : List.of(2000, 2010, 2024)) {
            assertThat(shipped.counts(year)).containsEntry("province", 31).containsEntry("nation", 1);
            var inUse = new TreeMap<String, Integer>();
            shipped.inUse(year).stream()
                    .filter(division -> division.level().equals("county") && !division.pseudo())
                    .forEach(division -> inUse.merge(
                            division.code().startsWith("21") ? "21" : division.parentCode(), 1, Integer::sum));
            assertThat(inUse)
                    .containsExactly(
                            java.util.Map.entry("21", 100),
                            java.util.Map.entry("411300", 13),
                            java.util.Map.entry("430300", 5),
                            java.util.Map.entry("530300", 9));
        }
        assertThat(shipped.seriesCode("530328", 2016)).isEqualTo("530303");
        assertThat(shipped.seriesCode("211121", 2000)).isEqualTo("211104");
        assertThat(shipped.seriesCode("210222", 1985)).isEqualTo("210214");
        assertThat(shipped.breaks("210113", 2006))
                .extracting(DivisionBreak::kind)
                .containsExactly(Kind.RENAMED);
        assertThat(shipped.breaks("430302", 2009))
                .extracting(DivisionBreak::kind)
                .containsExactly(Kind.TERRITORY);
        assertThat(shipped.breaks("211104", 2017))
                .extracting(DivisionBreak::kind)
                .containsExactly(Kind.TERRITORY);
        assertThat(shipped.breaks("430311", 1992))
                .extracting(DivisionBreak::kind)
                .containsExactly(Kind.SPLIT);
        assertThat(shipped.breaks("430302", 1992))
                .extracting(DivisionBreak::kind)
                .containsExactly(Kind.MERGED, Kind.TERRITORY);
        assertThat(shipped.breaks("530327", 1998)).singleElement().satisfies(change -> assertThat(change.others())
                .containsExactly("530129"));
        assertThat(shipped.find("5303Z1", 2016).orElseThrow().pseudo()).isTrue();
    }

    // ---- generated histories

    /** A history made step by step, with the series that each code belongs to at the end of each year. */
    private static final class History {
        private static final int FIRST = 1981;
        private static final int LAST = 2024;

        private final Random random;
        private final List<Division> records = new ArrayList<>();
        private final TreeMap<String, Unit> present = new TreeMap<>();
        private final Set<String> usedCodes = new HashSet<>();
        private final TreeMap<Integer, TreeMap<String, Integer>> truth = new TreeMap<>();
        private int series;

        private record Unit(String name, int from, int series, List<String> partial) {}

        History(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 12; i++) {
                begin(freshCode(), FIRST, ++series);
            }
            note(FIRST);
            for (int year = FIRST + 1; year <= LAST; year++) {
                step(year);
                note(year);
            }
            List.copyOf(present.keySet()).forEach(code -> end(code, null, null));
        }

        private String freshCode() {
            // A third of the new codes were used before.
            var old = usedCodes.stream()
                    .filter(code -> !present.containsKey(code))
                    .sorted()
                    .toList();
            if (!old.isEmpty() && random.nextInt(3) == 0) {
                return old.get(random.nextInt(old.size()));
            }
            var code = "x" + (usedCodes.size() + 100);
            usedCodes.add(code);
            return code;
        }

        private void begin(String code, int year, int itsSeries) {
            usedCodes.add(code);
            present.put(code, new Unit(code + "·" + random.nextInt(1000), year, itsSeries, new ArrayList<>()));
        }

        private Unit end(String code, Integer year, String successors) {
            var unit = present.remove(code);
            var told = new ArrayList<>(unit.partial());
            if (successors != null) {
                told.add(successors);
            }
            records.add(new Division(
                    code,
                    unit.name(),
                    "county",
                    "c1",
                    unit.from(),
                    year,
                    told.isEmpty() ? null : String.join(";", told),
                    false,
                    false));
            return unit;
        }

        private void note(int year) {
            var its = new TreeMap<String, Integer>();
            present.forEach((code, unit) -> its.put(code, unit.series()));
            truth.put(year, its);
        }

        /** Changes some divisions, each at most once a year. */
        private void step(int year) {
            var free = new ArrayList<>(present.keySet());
            java.util.Collections.shuffle(free, random);
            for (int i = random.nextInt(5); i > 0 && free.size() > 3; i--) {
                var code = free.remove(0);
                switch (random.nextInt(7)) {
                    case 0 -> { // renamed
                        var unit = end(code, year, null);
                        begin(code, year, unit.series());
                    }
                    case 1 -> { // recoded
                        var to = freshCode();
                        begin(to, year, end(code, year, to).series());
                    }
                    case 2 -> end(code, year, free.remove(0)); // merged into one that stays
                    case 3 -> { // merged into a new one
                        var to = freshCode();
                        end(code, year, to);
                        end(free.remove(0), year, to);
                        begin(to, year, ++series);
                    }
                    case 4 -> { // split into new ones
                        var one = freshCode();
                        var two = freshCode();
                        if (!one.equals(two)) {
                            end(code, year, one + ";" + two);
                            begin(one, year, ++series);
                            begin(two, year, ++series);
                        }
                    }
                    case 5 -> { // split, and the code stays
                        var one = freshCode();
                        var unit = end(code, year, code + ";" + one);
                        begin(code, year, unit.series());
                        begin(one, year, ++series);
                    }
                    default -> present.get(code).partial().add(free.remove(0) + "[" + year + "]");
                }
            }
        }
    }

    private static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void series_of_a_generated_history_are_the_ones_that_made_it(int seed) {
        var history = new History(seed);
        var divisions = new Divisions(history.records);
        var nameOf = new HashMap<Integer, String>();
        var seriesOf = new HashMap<String, Integer>();
        history.truth.forEach((year, codes) -> {
            assertThat(divisions.inUse(year)).extracting(Division::code).containsExactlyElementsOf(codes.keySet());
            codes.forEach((code, series) -> {
                var name = divisions.seriesCode(code, year);
                assertThat(nameOf.putIfAbsent(series, name))
                        .as(code + " in " + year)
                        .isIn(null, name);
                assertThat(seriesOf.putIfAbsent(name, series))
                        .as(code + " in " + year)
                        .isIn(null, series);
                assertThat(divisions.series(code, year)).isNotEmpty();
            });
        });
        for (int year = History.FIRST + 1; year <= History.LAST; year++) {
            var before = history.truth.get(year - 1);
            var after = history.truth.get(year).keySet();
            for (var code : before.keySet()) {
                assertThat(divisions.codesIn(code, year - 1, year, after))
                        .isNotEmpty()
                        .isSubsetOf(after);
            }
            // A series that ends has a listed reason, with a code that goes on.
            var ended = new HashSet<>(before.values());
            ended.removeAll(history.truth.get(year).values());
            for (var code : before.keySet()) {
                if (ended.contains(before.get(code))) {
                    var itsYear = year;
                    assertThat(divisions.breaks(code, year))
                            .filteredOn(change -> change.seriesCode().equals(divisions.seriesCode(code, itsYear - 1)))
                            .extracting(DivisionBreak::kind)
                            .containsAnyOf(Kind.MERGED, Kind.SPLIT);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void facts_without_sense_end_too_and_each_record_is_in_one_series(int seed) {
        var random = new Random(seed);
        var records = new ArrayList<Division>();
        for (int code = 0; code < 25; code++) {
            int year = 1981 + random.nextInt(5);
            while (year < 2020) {
                boolean open = random.nextInt(4) == 0;
                int end = year + 1 + random.nextInt(6);
                var successors = new ArrayList<String>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    successors.add("x" + random.nextInt(25) + (random.nextBoolean() ? "" : "[" + year + "]"));
                }
                records.add(new Division(
                        "x" + code,
                        "n" + random.nextInt(3),
                        List.of("county", "city", "province").get(random.nextInt(3)),
                        random.nextInt(4) == 0 ? null : "x" + random.nextInt(25),
                        year,
                        open ? null : end,
                        successors.isEmpty() ? null : String.join(";", successors),
                        false,
                        false));
                if (open) {
                    break;
                }
                year = end + random.nextInt(2);
            }
        }
        var divisions = new Divisions(records);
        var inSeries = new ArrayList<Division>();
        var names = new HashSet<String>();
        for (var record : records) {
            int year = record.validFrom();
            if (record.equals(divisions.find(record.code(), year).orElseThrow())
                    && names.add(divisions.seriesCode(record.code(), year))) {
                inSeries.addAll(divisions.series(record.code(), year));
            }
            assertThat(divisions.codesIn(record.code(), year, year + 3, Set.of("x1", "x2")))
                    .isNotEmpty();
            divisions.ancestor(record.code(), "province", year);
            divisions.isWithin(record.code(), "x3", year);
        }
        assertThat(inSeries).containsExactlyInAnyOrderElementsOf(records);
        assertThat(divisions.breaks()).allSatisfy(change -> {
            assertThat(change.text().zh()).doesNotContain("null");
            assertThat(change.others()).doesNotContain((String) null);
        });
    }

    @Test
    void finding_a_code_takes_no_longer_with_many_codes() {
        var records = new ArrayList<Division>();
        for (int i = 0; i < 7000; i++) {
            records.add(new Division("%06d".formatted(i), "县", "county", null, 1981, 2000, null, false, false));
            records.add(new Division("%06d".formatted(i), "区", "county", null, 2000, null, null, false, false));
        }
        var divisions = new Divisions(records);
        var codes = IntStream.range(0, 7000).mapToObj("%06d"::formatted).toList();
        long start = System.nanoTime();
        int found = 0;
        for (int i = 0; i < 3_000_000; i++) {
            found += divisions.find(codes.get(i % 7000), 1990 + i % 30).isPresent() ? 1 : 0;
        }
        assertThat(found).isEqualTo(3_000_000);
        // A tenth of this on the slowest machine tried; a search through all codes would take minutes.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
