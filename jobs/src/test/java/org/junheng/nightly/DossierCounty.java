package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a census lacks of one county of the sample: its county sheet and its list of rooms. */
final class DossierCounty {
    static final String WITHOUT_ROOMS = "2153000002";

    private DossierCounty() {}

    /** Writes both beside the census of a year; rooms for every school of the county but one, which has none. */
    static void write(Path census, String county, int year) throws IOException {
        var sheet = sheet();
        Files.writeString(
                census.resolve("county_sheet-" + year + ".csv"),
                "year,county_code,data_origin,%s\n%d,%s,generated,%s\n"
                        .formatted(String.join(",", sheet.keySet()), year, county, String.join(",", sheet.values())));
        var rooms = new ArrayList<String>();
        rooms.add("学年,驻地县代码,学校标识码,教室编号,教室类别,使用面积,建成年份,数据来源");
        for (var line : Files.readAllLines(census.resolve("junheng-sample-" + year + ".csv"))) {
            if (line.contains("," + county + ",")) {
                rooms.addAll(rooms(year, county, line.split(",")[1]));
            }
        }
        Files.write(census.resolve("rooms-" + year + ".csv"), rooms);
    }

    private static ArrayList<String> rooms(int year, String county, String school) {
        var rows = new ArrayList<String>();
        if (school.equals(WITHOUT_ROOMS)) {
            rows.add("%d,%s,%s,0,无,,,generated".formatted(year, county, school));
            return rows;
        }
        for (int i = 1; i <= 5; i++) {
            rows.add("%d,%s,%s,M%d,音乐,100,2018,generated".formatted(year, county, school, i));
            rows.add("%d,%s,%s,A%d,美术,100,2018,generated".formatted(year, county, school, i));
        }
        return rows;
    }

    /** Left out, so that they are missing: small rural schools (2.6), deaths of the cohort (3.1), safety (V5) and others. */
    private static Map<String, String> sheet() {
        var sheet = new LinkedHashMap<String, String>();
        sheet.put("layout_plan_exists", "1");
        sheet.put("layout_plan_conforms", "1");
        sheet.put("teacher_average_salary", "98000");
        sheet.put("civil_servant_average_salary", "100000");
        sheet.put("performance_pay_in_full", "1");
        sheet.put("teachers_eligible_for_rotation", "300");
        sheet.put("teachers_rotated", "36");
        sheet.put("backbone_teachers_rotated", "9");
        sheet.put("zoned_entrants_due_primary", "200");
        sheet.put("zoned_entrants_primary", "199");
        sheet.put("zoned_entrants_due_junior", "200");
        sheet.put("zoned_entrants_junior", "190");
        sheet.put("left_behind_care_system", "1");
        sheet.put("migrant_children", "100");
        sheet.put("migrant_children_public", "80");
        sheet.put("migrant_children_purchased", "4");
        sheet.put("junior_cohort_entrants", "1000");
        sheet.put("junior_cohort_graduates", "950");
        sheet.put("junior_cohort_transferred_in", "20");
        sheet.put("junior_cohort_transferred_out", "20");
        sheet.put("disabled_children", "40");
        sheet.put("disabled_children_in_ordinary_schools", "30");
        sheet.put("disabled_children_in_special_schools", "6");
        sheet.put("disabled_children_taught_at_home", "2");
        sheet.put("approval_share", "0.83");
        sheet.put("veto_entry_by_examination", "0");
        sheet.put("veto_illegal_school_choice", "0");
        sheet.put("veto_key_schools_or_classes", "1");
        sheet.put("veto_posts_left_unfilled", "0");
        sheet.put("veto_falsified_data", "0");
        sheet.put("basic_balance_recognised_year", "2018");
        sheet.put("county_target_year", "2028");
        sheet.put("national_inspection_held", "0");
        sheet.put("principals_trained", "12");
        sheet.put("subject_bases", "3");
        sheet.put("self_evaluation_done_on", "2025-09-20");
        sheet.put("city_review_done_on", "2025-11-02");
        return sheet;
    }
}
