package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two profiles of official forms, on forms written by hand: one primary school of 麒麟区 in 2023 and in 2019. */
class OfficialFormsTest {
    private static final PartitionKey JIJI = new PartitionKey("cn-jiji-2021", 2023, "53");
    private static final PartitionKey JICHUJI = new PartitionKey("cn-jichuji-2020", 2019, "53");
    private static final String WHO = "2153000001,东风小学";
    private static final String SCHOOL = """
            学校（机构）基本情况,,,,,,
            表号：教基1001　2023—2024学年,,,,,,
            学校标识码,学校名称,学校（机构）驻地,,办学类型码,举办者码,是否计校数
            ,,地域码,城乡分类码,,,
            甲,乙,1,2,3,4,5
            2153000001,东风小学,530302001000,111,211,813,是
            ,,,,,,
            合　计,1,,,,,
            注：一校一行,,,,,,
            填表人：,,,,,,
            """;
    private static final String STUDENTS = """
            小学学生数,,,,,,,,,,,
            2023—2024学年　计量单位：人,,,,,,,,,,,
            学校标识码,学校名称,指标名称,代码,在校生数,,一年级,二年级,三年级,四年级,五年级,六年级
            ,,,,合计,#女,,,,,,
            2153000001,东风小学,总计,01,812,390,130,132,135,136,139,140
            2153000001,东风小学,#寄宿生,02,40,20,5,5,5,5,10,10
            2153000001,东风小学,附设特教班,03,9,4,9,0,0,0,0,0
            2153000001,东风小学,送教上门,04,3,1,3,0,0,0,0,0
            """;
    private static final String TEACHERS = """
            小学专任教师（2023—2024学年）,,,,,,,,,
            学校标识码,学校名称,指标名称,合计,语文,体育与健康,艺术,,,
            ,,,,,,小计,音乐,美术,艺术
            2153000001,东风小学,总计,45,20,4,5,2,2,1
            2153000001,东风小学,#女,30,15,1,4,2,2,0
            2153000001,东风小学,博士研究生,0,0,0,0,0,0,0
            2153000001,东风小学,硕士研究生,2,1,0,1,1,0,0
            2153000001,东风小学,本科,30,14,3,3,1,1,1
            2153000001,东风小学,专科,12,5,1,1,0,1,0
            2153000001,东风小学,高中阶段,1,0,0,0,0,0,0
            """;
    private static final String LAND = """
            占地面积和其他办学条件,,,,,,
            2023—2024学年,,,,,,
            学校标识码,学校名称,占地面积,,教室,,固定资产总值,
            ,,合计,#运动场地面积,合计,#网络多媒体教室,合计,教学仪器设备资产值
            ,,（平方米）,（㎡）,间,间,万元,万元
            2153000001,东风小学,20000,8100.5,30,26,900,165.4321
            """;
    private static Rulebook rulebook;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() {
        rulebook = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    }

    private static Map<String, String> forms() {
        var forms = new LinkedHashMap<String, String>();
        forms.put("教基1001_小学.csv", SCHOOL);
        forms.put("教基3112_小学.csv", STUDENTS);
        forms.put("教基4155_小学.csv", TEACHERS);
        forms.put("教基5176_小学.csv", LAND);
        return forms;
    }

    private CheckedFolder checked(Map<String, String> changed) {
        var files = new HashMap<>(forms());
        files.putAll(changed);
        files.values().removeIf(String::isEmpty);
        return CheckedFolder.of(folder, rulebook, JIJI, files);
    }

    private CheckedFolder with(String name, String before, String after) {
        assertThat(forms().get(name)).contains(before);
        return checked(Map.of(name, forms().get(name).replace(before, after)));
    }

    @Test
    void forms_of_a_school_make_one_record_below_titles_merged_headers_units_and_above_notes() {
        var checked = checked(Map.of());
        assertThat(checked.refusals()).isEmpty();
        assertThat(checked.quarantined()).isEmpty();
        assertThat(checked.accepted()).isEqualTo(1);
        assertThat(checked.value("year")).isEqualTo(2023L);
        assertThat(checked.value("school_name")).isEqualTo("东风小学");
        assertThat(checked.value("ownership")).isEqualTo("1");
        assertThat(checked.value("counted")).isEqualTo(true);
        assertThat(checked.value("sports_ground_area")).isEqualTo(8100.5);
        assertThat(checked.value("multimedia_classrooms")).isEqualTo(26L);
    }

    @Test
    void the_county_is_the_first_six_of_twelve_digits() {
        assertThat(checked(Map.of()).value("county_code")).isEqualTo("530302");
        assertThat(with("教基1001_小学.csv", "530302001000", "5303").quarantined())
                .contains("教基1001_小学.csv code 2153000001 null");
    }

    @Test
    void ten_thousand_yuan_become_yuan() {
        assertThat(checked(Map.of()).value("equipment_value")).isEqualTo(1_654_321.0);
    }

    @Test
    void another_unit_than_the_profile_says_refuses_the_file() {
        assertThat(with("教基5176_小学.csv", "万元,万元", "万元,元").refusals())
                .singleElement()
                .asString()
                .contains("教学仪器设备资产值", "another unit: 元 ≠ 万元");
    }

    @Test
    void pupils_of_special_classes_and_taught_at_home_are_not_added() {
        assertThat(checked(Map.of()).value("students_primary")).isEqualTo(812L);
        assertThat(checked(Map.of()).value("boarders_primary")).isEqualTo(40L);
        assertThat(checked(Map.of()).value("students_girls_primary")).isEqualTo(390L);
        assertThat(checked(Map.of()).value("students_grade_6")).isEqualTo(140L);
    }

    @Test
    void children_of_migrant_workers_and_left_behind_children_are_read_where_the_form_has_them() {
        assertThat(checked(Map.of()).value("migrant_students_primary")).isNull();
        var boarders = "2153000001,东风小学,#寄宿生,02,40,20,5,5,5,5,10,10\n";
        for (var mark : new String[] {"#", "", "其中："}) {
            var found = with(
                    "教基3112_小学.csv",
                    boarders,
                    boarders
                            // Of these 90 children, 70 are of migrant workers.
                            + "2153000001,东风小学,%1$s随迁子女,05,90,40,15,15,15,15,15,15\n".formatted(mark)
                            + "2153000001,东风小学,%1$s进城务工人员随迁子女,06,70,30,10,10,10,10,15,15\n".formatted(mark)
                            + "2153000001,东风小学,%1$s农村留守儿童,07,7,3,1,1,1,1,1,2\n".formatted(mark));
            assertThat(found.quarantined()).isEmpty();
            assertThat(found.value("migrant_students_primary")).isEqualTo(70L);
            assertThat(found.value("left_behind_students_primary")).isEqualTo(7L);
            assertThat(found.value("boarders_primary")).isEqualTo(40L);
        }
    }

    @Test
    void degrees_add_up_over_items_and_arts_are_counted_once() {
        var checked = checked(Map.of());
        assertThat(checked.value("teachers_primary")).isEqualTo(45.0);
        assertThat(checked.value("teachers_above_required_degree_primary")).isEqualTo(44.0);
        assertThat(checked.value("pe_teachers_primary")).isEqualTo(4.0);
        assertThat(checked.value("art_teachers_primary")).isEqualTo(5.0);
    }

    @Test
    void an_item_that_is_not_there_or_blank_makes_its_sum_missing_and_no_other() {
        var lost = with("教基4155_小学.csv", "2153000001,东风小学,博士研究生,0,0,0,0,0,0,0\n", "");
        assertThat(lost.accepted()).isEqualTo(1);
        assertThat(lost.value("teachers_above_required_degree_primary")).isNull();
        assertThat(lost.value("teachers_primary")).isEqualTo(45.0);
        var blank = with("教基4155_小学.csv", "本科,30", "本科,");
        assertThat(blank.value("teachers_above_required_degree_primary")).isNull();
        assertThat(blank.value("teachers_primary")).isEqualTo(45.0);
    }

    @Test
    void an_item_goes_by_several_names_but_stands_once() {
        assertThat(with("教基3112_小学.csv", "总计", " 合 计 ").value("students_primary"))
                .isEqualTo(812L);
        var twice = with("教基3112_小学.csv", "2153000001,东风小学,附设特教班,03", "2153000001,东风小学,合计,03");
        assertThat(twice.accepted()).isZero();
        assertThat(twice.quarantined())
                .filteredOn(row -> row.contains("duplicate_conflict"))
                .hasSize(2);
    }

    @Test
    void a_form_that_is_missing_leaves_its_figures_missing() {
        var checked = checked(Map.of("教基5176_小学.csv", ""));
        assertThat(checked.accepted()).isEqualTo(1);
        assertThat(checked.value("equipment_value")).isNull();
        assertThat(checked.value("students_primary")).isEqualTo(812L);
    }

    @Test
    void a_school_without_the_form_that_tells_who_and_where_is_quarantined() {
        var checked = with("教基1001_小学.csv", "2153000001,", "2153000002,");
        assertThat(checked.value("school_code")).isEqualTo("2153000002");
        assertThat(checked.value("students_primary")).isNull();
        assertThat(checked.quarantined()).hasSize(8).allMatch(row -> row.contains("joined_missing 2153000001"));
    }

    @Test
    void one_broken_row_takes_the_school_out_and_every_row_of_it_tells_the_county() {
        var checked = with("教基5176_小学.csv", "8100.5", "约8100");
        assertThat(checked.accepted()).isZero();
        assertThat(checked.quarantined())
                .contains("教基5176_小学.csv type 2153000001 530302", "教基1001_小学.csv joined_broken 2153000001 530302")
                .allMatch(row -> row.endsWith(" 2153000001 530302"));
    }

    @Test
    void a_column_that_the_profile_does_not_know_refuses_the_form() {
        assertThat(with("教基4155_小学.csv", "语文", "射箭").refusals())
                .singleElement()
                .asString()
                .contains("the profile does not know column '射箭'");
    }

    @Test
    void what_is_named_like_a_form_and_has_not_its_header_is_refused() {
        assertThat(checked(Map.of("教基3112_小学.csv", "一张别的表\n1,2\n")).refusals())
                .singleElement()
                .asString()
                .contains("column '学校标识码|学校（机构）标识码' is missing");
    }

    @Test
    void a_title_of_another_year_than_the_name_refuses_the_file() {
        assertThat(checked(Map.of("教基3112_小学.csv", "", "教基3112_小学_2022.csv", STUDENTS))
                        .refusals())
                .singleElement()
                .asString()
                .contains("the title tells another year than the file's name: 2023 ≠ 2022");
    }

    @Test
    void a_campus_finds_its_school_in_the_list_beside_the_forms() {
        var campus = SCHOOL.replace("813,是\n", "813,是\n2153000002,东风小学分校,530302001000,111,211,813,否\n");
        var list = "学校标识码,学校名称,所属学校标识码,2023学年\n".replace(",2023学年", "") + "2153000002,东风小学分校,%s\n";
        var checked = checked(Map.of("教基1001_小学.csv", campus, "教基附属校点对照_2023.csv", list.formatted("2153000001")));
        assertThat(checked.refusals()).isEmpty();
        assertThat(checked.accepted()).isEqualTo(2);
        var orphan = checked(Map.of("教基1001_小学.csv", campus, "教基附属校点对照_2023.csv", list.formatted("2153000009")));
        assertThat(orphan.accepted()).isEqualTo(1);
        assertThat(orphan.quarantined())
                .containsExactly(
                        "教基1001_小学.csv joined_broken 2153000002 530302",
                        "教基附属校点对照_2023.csv parent_unknown 2153000002 530302");
    }

    @Test
    void a_workbook_has_its_sheets_in_any_order_and_numbers_as_text() throws IOException {
        try (var out = Files.newOutputStream(folder.resolve("麒麟区.xlsx"));
                var workbook = new Workbook(out, "test", "1.0")) {
            var sheets = forms().entrySet().stream()
                    .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                    .toList();
            for (var form : sheets) {
                write(workbook, form.getKey().replace(".csv", ""), form.getValue());
            }
            write(workbook, "填报说明", "各校须如实填报\n");
            write(workbook, "附属校点对照", "2023学年,,\n学校标识码,学校名称,所属学校标识码\n");
        }
        var checked = CheckedFolder.of(folder, rulebook, JIJI);
        assertThat(checked.refusals()).isEmpty();
        assertThat(checked.folder().planned().get(0).profile()).isEqualTo("cn-jiji-2021");
        assertThat(checked.folder().planned().get(0).reason()).contains("sheets not read: 填报说明");
        assertThat(checked.quarantined()).isEmpty();
        assertThat(checked.value("students_primary")).isEqualTo(812L);
        assertThat(checked.value("equipment_value")).isEqualTo(1_654_321.0);
        assertThat(checked.value("county_code")).isEqualTo("530302");
    }

    private static void write(Workbook workbook, String name, String text) {
        var sheet = workbook.newWorksheet(name);
        var lines = List.of(text.split("\n"));
        for (int row = 0; row < lines.size(); row++) {
            var cells = lines.get(row).split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                if (cells[column].matches("[0-9]{1,3}") && column % 2 == 0) {
                    sheet.value(row, column, Integer.valueOf(cells[column]));
                } else if (!cells[column].isEmpty()) {
                    sheet.value(row, column, cells[column]);
                }
            }
        }
    }

    @Test
    void the_forms_of_2020_tell_items_by_number_and_units_in_their_headers() {
        var files = new LinkedHashMap<String, String>();
        files.put("基础基111_九年一贯制学校.csv", """
                        基础基111　2019/2020学年初,,,,,,
                        学校（机构）标识码,学校（机构）名称,学校（机构）办学类型码,驻地,,办别,规定年制
                        ,,,地域码,城乡分类码,,
                        3153000001,育才学校,312,530302001000,121,教育部门,五四制
                        """);
        files.put("基础基424_九年一贯制学校.csv", """
                        基础基424　2019/2020学年初,,,,,,,
                        学校标识码,学校名称,指标名称,编号,合计,体育与健康,艺术,音乐,美术
                        3153000001,育才学校,总计,1,60,9,1,9,9
                        3153000001,育才学校,初中,2,30,4,0,2,1
                        3153000001,育才学校,研究生毕业,4,2,0,0,1,0
                        3153000001,育才学校,本科毕业,5,25,4,0,1,1
                        3153000001,育才学校,高中,8,30,5,1,7,8
                        3153000001,育才学校,研究生毕业,10,9,1,0,1,1
                        3153000001,育才学校,本科毕业,11,21,4,1,6,7
                        """);
        files.put("基础基522_九年一贯制学校.csv", """
                        基础基522　2019/2020学年初,,,,
                        学校标识码,学校名称,占地面积（平方米）,教室（间）,固定资产总值（万元）
                        ,,其中：运动场地面积,其中：网络多媒体教室,其中：教学仪器设备资产值
                        3153000001,育才学校,9000,31,88.8
                        """);
        var checked = CheckedFolder.of(folder, rulebook, JICHUJI, files);
        assertThat(checked.refusals()).isEmpty();
        assertThat(checked.quarantined()).isEmpty();
        assertThat(checked.value("grade_system")).isEqualTo("54");
        assertThat(checked.value("teachers_junior")).isEqualTo(30.0);
        assertThat(checked.value("teachers_above_required_degree_junior")).isEqualTo(27.0);
        assertThat(checked.value("art_teachers_junior")).isEqualTo(3.0);
        assertThat(checked.value("equipment_value")).isEqualTo(888_000.0);
    }

    @Test
    void all_bands_of_class_sizes_are_read() {
        var bands = List.of(
                "合计", "25人以下", "26-30人", "31—35人", "36~40人", "41－45人", "46-50人", "51-55人", "56-60人", "61-65人", "66人以上");
        var rows = new StringBuilder("小学班额　2023学年,,,\n学校标识码,学校名称,班额,合计\n");
        for (int i = 0; i < bands.size(); i++) {
            rows.append(WHO)
                    .append(',')
                    .append(bands.get(i))
                    .append(',')
                    .append(i == 0 ? 55 : i)
                    .append('\n');
        }
        var checked = checked(Map.of("教基2106_小学.csv", rows.toString()));
        assertThat(checked.refusals()).isEmpty();
        assertThat(checked.value("classes_primary")).isEqualTo(55L);
        var read = rulebook.columns().keySet().stream()
                .filter(name -> name.matches("classes_[0-9].*_primary"))
                .map(name -> String.valueOf(checked.value(name)))
                .collect(Collectors.joining(" "));
        assertThat(read).isEqualTo("1 2 3 4 5 6 7 8 9 10");
    }
}
