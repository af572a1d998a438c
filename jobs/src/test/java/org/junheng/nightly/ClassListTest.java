package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Classes row by row and classes by band are both taken, and where both come they must agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassListTest {
    /** All bands of both stages that a row of these tests does not name are 0, unless it says that it has none. */
    private static final List<String> BANDS = List.of(
            "25_and_less", "26_30", "31_35", "36_40", "41_45", "46_50", "51_55", "56_60", "61_65", "66_and_more");

    private static final String AGREES = "5303020001";
    private static final String BAND_DIFFERS = "5303020002";
    private static final String LIST_ONLY = "5303020003";
    private static final String BANDS_ONLY = "5303020004";
    private static final String CLASS_REPEATED = "5303020005";
    private static final String CLASS_CONTRADICTED = "5303020006";
    private static final String MORE_IN_CLASSES_THAN_ENROLLED = "5303020007";
    private static final String FIVE_AND_FOUR = "5303030001";
    private static final String SIXTH_GRADE_OF_UNKNOWN_SYSTEM = "5303030002";
    private static final String LOWER_GRADES_OF_UNKNOWN_SYSTEM = "5303030003";
    private static final String NOT_IN_CENSUS = "5303030004";
    private static final String STAGE_LEFT_OUT = "5303030005";
    private static final String STAGE_AGAINST_GRADE = "5303030006";
    private static final String STAGE_BY_COLUMN = "5303030007";

    private TestRun run;
    private Run.Outcome outcome;

    @BeforeAll
    void run_a_census(@TempDir Path folder) throws IOException {
        var schools = new StringBuilder();
        var classes = new StringBuilder("year,county_code,school_code,stage,grade,class,students\n");
        // Two classes of 30 and 31: one in each of two bands. One more pupil is taught at home.
        school(schools, AGREES, "530302", "211", "63", 62, 2, Map.of("26_30", 1, "31_35", 1), null, null);
        list(classes, AGREES, "530302", ",1,一班,30", ",1,二班,31");
        school(schools, BAND_DIFFERS, "530302", "211", "63", 61, 2, Map.of("26_30", 2), null, null);
        list(classes, BAND_DIFFERS, "530302", ",1,一班,30", ",1,二班,31");
        school(schools, LIST_ONLY, "530302", "211", "63", null, null, null, null, null);
        list(classes, LIST_ONLY, "530302", "小学,一年级,1,45", "小学,二年级,1,46");
        school(schools, BANDS_ONLY, "530302", "211", "63", 40, 1, Map.of("36_40", 1), null, null);
        school(schools, CLASS_REPEATED, "530302", "211", "63", 20, 1, Map.of("25_and_less", 1), null, null);
        list(classes, CLASS_REPEATED, "530302", ",1,1,20", ",1,1,20");
        school(schools, CLASS_CONTRADICTED, "530302", "211", "63", 20, 1, Map.of("25_and_less", 1), null, null);
        list(classes, CLASS_CONTRADICTED, "530302", ",1,1,20", ",1,1,21");
        school(
                schools,
                MORE_IN_CLASSES_THAN_ENROLLED,
                "530302",
                "211",
                "63",
                19,
                1,
                Map.of("25_and_less", 1),
                null,
                null);
        list(classes, MORE_IN_CLASSES_THAN_ENROLLED, "530302", ",1,1,20");
        // Grade 5 is primary and grade 6 junior.
        school(schools, FIVE_AND_FOUR, "530303", "312", "54", null, null, null, null, null);
        list(classes, FIVE_AND_FOUR, "530303", ",5,1,50", ",6,1,51", ",9,1,52");
        school(schools, SIXTH_GRADE_OF_UNKNOWN_SYSTEM, "530303", "312", "", null, null, null, null, null);
        list(classes, SIXTH_GRADE_OF_UNKNOWN_SYSTEM, "530303", ",1,1,20", ",6,1,20");
        school(schools, LOWER_GRADES_OF_UNKNOWN_SYSTEM, "530303", "211", "", null, null, null, null, null);
        list(classes, LOWER_GRADES_OF_UNKNOWN_SYSTEM, "530303", ",1,1,25", ",5,1,26");
        list(classes, NOT_IN_CENSUS, "530303", ",1,1,25");
        school(schools, STAGE_LEFT_OUT, "530303", "312", "63", 30, 1, Map.of("26_30", 1), 40, 1);
        list(classes, STAGE_LEFT_OUT, "530303", ",1,1,30");
        school(schools, STAGE_AGAINST_GRADE, "530303", "312", "54", null, null, null, null, null);
        list(classes, STAGE_AGAINST_GRADE, "530303", "primary,6,1,30");
        school(schools, STAGE_BY_COLUMN, "530303", "312", "", null, null, null, null, null);
        list(classes, STAGE_BY_COLUMN, "530303", "junior,6,1,66");
        var census = Files.createDirectories(folder.resolve("census"));
        Files.writeString(census.resolve("schools.csv"), HEADER + schools);
        Files.writeString(census.resolve("classes-2023.csv"), classes);
        run = new TestRun(folder.resolve("warehouse"));
        outcome = run.nightly(census, null);
    }

    private static final String HEADER = "year,school_code,school_name,school_type,grade_system,urban_rural,ownership,"
            + "county_code,teachers_primary,teachers_above_required_degree_primary,backbone_teachers_primary,"
            + "pe_teachers_primary,art_teachers_primary,teachers_junior,teachers_above_required_degree_junior,"
            + "backbone_teachers_junior,pe_teachers_junior,art_teachers_junior,teaching_area,indoor_sports_area,"
            + "sports_ground_area,equipment_value,multimedia_classrooms,students_primary,classes_primary,"
            + "students_junior,classes_junior,"
            + String.join(
                    ",",
                    BANDS.stream().map(band -> "classes_" + band + "_primary").toList())
            + "\n";

    /** A row of a school; a number that is null is a blank cell. */
    private static void school(
            StringBuilder rows,
            String code,
            String county,
            String type,
            String system,
            Integer students,
            Integer classes,
            Map<String, Integer> bands,
            Integer juniorStudents,
            Integer juniorClasses) {
        rows.append(String.join(",", "2023", code, "学校" + code, type, system, "111", "1", county))
                .append(",".repeat(15));
        for (var number : Arrays.asList(students, classes, juniorStudents, juniorClasses)) {
            rows.append(',').append(number == null ? "" : number);
        }
        for (var band : BANDS) {
            rows.append(',').append(bands == null ? "" : bands.getOrDefault(band, 0));
        }
        rows.append('\n');
    }

    private static void list(StringBuilder rows, String code, String county, String... classes) {
        for (var each : classes) {
            rows.append("2023,")
                    .append(county)
                    .append(',')
                    .append(code)
                    .append(',')
                    .append(each)
                    .append('\n');
        }
    }

    private Map<String, String> quarantined() {
        var rules = new LinkedHashMap<String, String>();
        run.query(
                        "SELECT school_code, string_agg(CASE WHEN file LIKE 'classes%' THEN 'class ' ELSE 'school ' END || rule,"
                                + " ', ' ORDER BY file DESC, line) FROM quarantine GROUP BY school_code ORDER BY school_code")
                .forEach(row -> rules.put(row.get(0), row.get(1)));
        return rules;
    }

    @Test
    void a_list_that_agrees_is_taken_and_one_that_does_not_keeps_the_school_out() {
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        assertThat(quarantined())
                .containsExactly(
                        Map.entry(BAND_DIFFERS, "school classes_disagree, class joined_broken, class joined_broken"),
                        Map.entry(CLASS_REPEATED, "class duplicate_repeated"),
                        Map.entry(
                                CLASS_CONTRADICTED,
                                "school joined_broken, class duplicate_conflict, class duplicate_conflict"),
                        Map.entry(MORE_IN_CLASSES_THAN_ENROLLED, "school classes_disagree, class joined_broken"),
                        Map.entry(
                                SIXTH_GRADE_OF_UNKNOWN_SYSTEM,
                                "school joined_broken, class joined_broken, class classes_disagree"),
                        Map.entry(NOT_IN_CENSUS, "class joined_missing"),
                        Map.entry(STAGE_LEFT_OUT, "school classes_disagree, class joined_broken"),
                        Map.entry(STAGE_AGAINST_GRADE, "school joined_broken, class classes_disagree"));
        assertThat(run.query("SELECT column_name, found, expected FROM quarantine WHERE school_code = '" + BAND_DIFFERS
                        + "' AND rule = 'classes_disagree'"))
                .containsExactly(List.of(
                        "classes_26_30_primary",
                        "2",
                        "与班级清单相同：1（清单共 2 个班） / as in the list of classes: 1 (2 classes in the list)"));
        assertThat(run.query("SELECT reason FROM quarantine WHERE school_code = '" + BAND_DIFFERS
                                + "' AND rule = 'classes_disagree'")
                        .get(0)
                        .get(0))
                .contains("classes_26_30_primary", "classes_31_35_primary");
    }

    @Test
    void a_list_alone_tells_students_and_the_stage_follows_the_grade_system() {
        assertThat(run.query("SELECT school_code, students_primary, students_junior FROM school WHERE school_code IN ('"
                        + String.join("', '", LIST_ONLY, FIVE_AND_FOUR, LOWER_GRADES_OF_UNKNOWN_SYSTEM, STAGE_BY_COLUMN)
                        + "')"))
                .containsExactly(
                        Arrays.asList(LIST_ONLY, "91", null),
                        // 54: grade 5 is primary, grades 6 and 9 are junior
                        Arrays.asList(FIVE_AND_FOUR, "50", "103"),
                        // in both systems grades 1 and 5 are primary
                        Arrays.asList(LOWER_GRADES_OF_UNKNOWN_SYSTEM, "51", null),
                        Arrays.asList(STAGE_BY_COLUMN, null, "66"));
        assertThat(run.query("SELECT found, expected FROM quarantine WHERE school_code = '" + STAGE_AGAINST_GRADE
                        + "' AND rule = 'classes_disagree'"))
                .containsExactly(List.of(
                        "primary 6", "junior，即规定年制 54 下该年级的学段 / junior, the stage of the grade by grade system 54"));
    }

    @Test
    void class_sizes_are_added_up_by_band_and_their_students_where_all_classes_of_the_band_are_listed() {
        // Accepted in 530302: 30 and 31 (listed), 45 and 46 (listed), one of 36 to 40 (band alone), 20 (listed).
        assertThat(run.query("SELECT band, classes, students, schools, schools_missing FROM class_size"
                        + " WHERE level = 'county' AND region_code = '530302' AND stage = 'primary'"))
                .containsExactly(
                        List.of("25_and_less", "1", "20", "4", "0"),
                        List.of("26_30", "1", "30", "4", "0"),
                        List.of("31_35", "1", "31", "4", "0"),
                        Arrays.asList("36_40", "1", null, "4", "0"),
                        List.of("41_45", "1", "45", "4", "0"),
                        List.of("46_50", "1", "46", "4", "0"),
                        List.of("51_55", "0", "0", "4", "0"),
                        List.of("56_60", "0", "0", "4", "0"),
                        List.of("61_65", "0", "0", "4", "0"),
                        List.of("66_and_more", "0", "0", "4", "0"));
        // Accepted in 530303, junior: 51 and 52 of the 54 school, 66 of the one whose stage the list tells.
        assertThat(run.query("SELECT band, classes, students, schools, schools_missing FROM class_size"
                        + " WHERE level = 'county' AND region_code = '530303' AND stage = 'junior' AND classes > 0"))
                .containsExactly(List.of("51_55", "2", "103", "2", "0"), List.of("66_and_more", "1", "66", "2", "0"));
    }

    @Test
    void class_sizes_of_a_nation_are_those_of_its_counties() {
        assertThat(run.query("SELECT stage, band, sum(classes), sum(schools), sum(schools_missing) FROM class_size"
                        + " WHERE level = 'county' GROUP BY ALL ORDER BY ALL"))
                .isNotEmpty()
                .isEqualTo(run.query("SELECT stage, band, classes, schools, schools_missing FROM class_size"
                        + " WHERE level = 'nation' ORDER BY ALL"))
                .isEqualTo(run.query("SELECT stage, band, classes, schools, schools_missing FROM class_size"
                        + " WHERE level = 'province' ORDER BY ALL"));
        assertThat(run.query("SELECT count(*) FROM class_size WHERE schools_missing > 0 AND stage = 'primary'"
                        + " AND level = 'nation'"))
                .containsExactly(List.of("10"));
    }

    @Test
    void rows_of_both_forms_are_counted_and_the_summary_keeps_its_contract() {
        assertThat(run.query("SELECT table_name, sum(rows_read), sum(rows_quarantined) FROM row_ledger GROUP BY 1"
                        + " ORDER BY 1"))
                .containsExactly(List.of("junheng-flat", "13", "6"), List.of("junheng-flat/classes", "22", "11"));
        assertThat(SummaryContract.breaches(run)).isEmpty();
    }
}
