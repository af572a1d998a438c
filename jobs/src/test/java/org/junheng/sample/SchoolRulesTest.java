package org.junheng.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rooms, sizes and classes of one primary school in a city: 13 classes of 36 to 40, so two rooms of each kind. */
class SchoolRulesTest {

    private static CountySheetFacts facts;

    @BeforeAll
    static void readFacts() throws IOException {
        facts = CountySheetFacts.read(WrittenCensus.SCHEMAS, SampleFacts.read(WrittenCensus.SCHEMAS));
    }

    private static Map<String, String> school(String... more) {
        var row = new HashMap<String, String>();
        for (var band : facts.sample().layout().bands("primary")) {
            row.put(band.prefix() + "_primary", "0");
        }
        row.putAll(Map.of(
                "school_code", "2100000001",
                "school_type", "211",
                "situation", "open",
                "counted", "1",
                "urban_rural", "111",
                "students_primary", "494",
                "classes_primary", "13",
                "classes_36_40_primary", "13"));
        for (var i = 0; i < more.length; i += 2) {
            row.put(more[i], more[i + 1]);
        }
        return row;
    }

    private static Verdict judged(String stage, String item, Map<String, String> school, String... rooms) {
        var listed = new ArrayList<Map<String, String>>();
        for (var room : rooms) {
            var parts = room.split(" ");
            var row = new HashMap<>(Map.of("school_code", "2100000001", "room_kind", parts[0]));
            if (parts.length > 1 && !parts[1].equals("?")) {
                row.put("room_area", parts[1]);
            }
            if (parts.length > 2 && !parts[2].equals("?")) {
                row.put("room_year_built", parts[2]);
            }
            listed.add(row);
        }
        var evidence = new TruthCalculator.Evidence(List.of(school), List.of(), List.of());
        return new SchoolRules(facts, "530303", 2025)
                .items(evidence, listed)
                .get(stage)
                .get(item);
    }

    @Test
    void thirteenClassesNeedTwoRoomsOfEachKindOfTheAreaOfTheirYear() {
        // From 2017 on 96 m² for music and 90 for art; until 2016 73 and 67.
        assertThat(rooms("音乐 96 2020", "音乐 73 2016", "美术 90 2017", "美术 67 1990"))
                .isEqualTo(Verdict.PASS);
        assertThat(rooms("音乐 96 2020", "音乐 95 2017", "美术 90 2017", "美术 67 1990"))
                .isEqualTo(Verdict.FAIL);
        assertThat(rooms("音乐 96 2020", "音乐 95 ?", "美术 90 2017", "美术 67 1990")).isEqualTo(Verdict.CANNOT_SAY);
        assertThat(rooms("音乐 96 2020", "美术 90 2017", "美术 67 1990")).isEqualTo(Verdict.FAIL);
        assertThat(rooms("无")).isEqualTo(Verdict.FAIL);
        assertThat(rooms()).isEqualTo(Verdict.CANNOT_SAY);
    }

    private static Verdict rooms(String... rooms) {
        return judged("all", "2.3", school(), rooms);
    }

    @Test
    void aSmallVillageSchoolNeedsSmallerRoomsWhereItsClassesAreSurelyBelowThirty() {
        String[] rooms = {"音乐 54 2020", "美术 54 2020"};
        var small = school(
                "urban_rural",
                "210",
                "classes_primary",
                "6",
                "classes_36_40_primary",
                "0",
                "classes_25_and_less_primary",
                "6");
        assertThat(judged("all", "2.3", small, rooms)).isEqualTo(Verdict.PASS);
        // The band from 26 to 30 holds classes of 30.
        small.put("classes_25_and_less_primary", "5");
        small.put("classes_26_30_primary", "1");
        assertThat(judged("all", "2.3", small, rooms)).isEqualTo(Verdict.CANNOT_SAY);
        small.put("urban_rural", "111");
        assertThat(judged("all", "2.3", small, rooms)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void twoThousandPupilsAreAllowedAndOneMoreIsNot() {
        assertThat(judged("all", "2.4", school("students_primary", "2000"))).isEqualTo(Verdict.PASS);
        assertThat(judged("all", "2.4", school("students_primary", "2001"))).isEqualTo(Verdict.FAIL);
        assertThat(judged("all", "2.4", school("students_primary", "2001", "school_type", "312")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aClassInABandAboveTheLimitFails() {
        assertThat(judged("primary", "2.5", school("classes_41_45_primary", "1")))
                .isEqualTo(Verdict.PASS);
        assertThat(judged("primary", "2.5", school("classes_46_50_primary", "1")))
                .isEqualTo(Verdict.FAIL);
        assertThat(judged("junior", "2.5", school())).isEqualTo(Verdict.CANNOT_SAY);
    }

    @Test
    void aSchoolThatDidNotArriveLeavesOpenWhatOthersPass() {
        var evidence = new TruthCalculator.Evidence(
                List.of(school()), List.of(), List.of(school("school_code", "2100000002"), school()));
        assertThat(new SchoolRules(facts, "530303", 2025)
                        .items(evidence, List.of())
                        .get("all")
                        .get("2.4"))
                .isEqualTo(Verdict.CANNOT_SAY);
    }
}
