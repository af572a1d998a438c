package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junheng.ingest.DivisionImport.Imported;
import org.junheng.ingest.DivisionImport.Problem;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.DivisionTable;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A public table of divisions becomes records of ours; what is wrong in it is told with its line. */
class DivisionImportTest {
    private static final String HEADER = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n";
    private static final String PROVINCE = "530000,云南省,,云南省,省级,在用,1981,,\n";
    private static final String CITY = "530300,云南省,曲靖市,曲靖市,地级,在用,1997,,\n";
    private static final DivisionTable FORMAT =
            DivisionTable.read(TestRun.home().resolve("schemas"), Optional.empty());

    @TempDir
    Path folder;

    private Imported read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Imported read(byte[] bytes) throws IOException {
        var file = folder.resolve("table.csv");
        Files.write(file, bytes);
        return new DivisionImport(FORMAT, "CN").read(file);
    }

    private static List<String> told(Imported imported) {
        return imported.problems().stream()
                .map(problem -> problem.line() + " " + (problem.taken() ? "taken" : "refused") + " " + problem.column()
                        + ": " + problem.text().en())
                .toList();
    }

    @Test
    void a_record_has_its_parents_code_its_years_and_its_successors() throws IOException {
        var imported = read(HEADER + PROVINCE + CITY + "530328,云南省,曲靖市,沾益县,县级,弃用,1997,2016,530303\n"
                + "530303,云南省,曲靖市,沾益区,县级,在用,2016,,530302[2019]\n" + "530302,云南省,曲靖市,麒麟区,县级,在用,1997,,\n");
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.rows()).isEqualTo(5);
        assertThat(imported.rowsTaken()).isEqualTo(5);
        assertThat(imported.divisions())
                .containsExactly(
                        new Division("530000", "云南省", "province", "CN", 1981, null, null, false, false),
                        new Division("530300", "曲靖市", "city", "530000", 1997, null, null, false, false),
                        new Division("530302", "麒麟区", "county", "530300", 1997, null, null, false, false),
                        new Division("530303", "沾益区", "county", "530300", 2016, null, "530302[2019]", false, false),
                        new Division("530328", "沾益县", "county", "530300", 1997, 2016, "530303", false, false));
    }

    @Test
    void a_county_without_a_city_lies_in_its_province() throws IOException {
        var imported = read(HEADER + "420000,湖北省,,湖北省,省级,在用,1981,,\n429004,湖北省,直辖,仙桃市,县级,在用,1994,,\n");
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.divisions().get(1).parentCode()).isEqualTo("420000");
    }

    @Test
    void a_name_that_changed_under_one_code_needs_no_successor_and_a_code_that_stays_in_a_split_keeps_it()
            throws IOException {
        var imported = read(HEADER + PROVINCE + CITY + "530301,云南省,曲靖市,甲县,县级,变更,1997,2000,530301\n"
                + "530301,云南省,曲靖市,乙县,县级,变更,2000,2005,530301;530302\n" + "530301,云南省,曲靖市,丙县,县级,在用,2005,,\n"
                + "530302,云南省,曲靖市,丁县,县级,在用,2005,,\n");
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.divisions().stream()
                        .filter(division -> division.code().equals("530301")))
                .extracting(Division::successorCode)
                .containsExactly(null, "530301;530302", null);
    }

    @Test
    void a_county_whose_city_changed_its_code_under_one_name_has_a_record_for_each() throws IOException {
        var imported = read(HEADER + PROVINCE + "532200,云南省,曲靖,曲靖,地级,弃用,1981,1997,\n"
                + "530300,云南省,曲靖,曲靖,地级,在用,1997,,\n530302,云南省,曲靖,某县,县级,弃用,1985,2010,530303[1990];530303\n"
                + "530303,云南省,曲靖,他县,县级,在用,1985,,\n");
        assertThat(imported.problems()).isEmpty();
        assertThat(imported.divisions().stream()
                        .filter(division -> division.code().equals("530302")))
                .extracting(division -> division.parentCode() + " " + division.validFrom() + " " + division.validTo()
                        + " " + division.successorCode())
                .containsExactly("532200 1985 1997 530303[1990]", "530300 1997 2010 530303");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            530303,云南省,曲靖市,沾益区,乡级,在用,2016,,          | 级别: is '乡级', expected 省级 地级 县级
            530303,云南省,曲靖市,沾益区,县级,暂停,2016,,          | 状态: is '暂停', expected 在用 变更 弃用
            53030,云南省,曲靖市,沾益区,县级,在用,2016,,           | 代码: is '53030', expected [0-9]{6}
            530303,云南省,曲靖市,,县级,在用,2016,,                | 名称: is blank, expected a name
            530303,云南省,曲靖市,沾益区,县级,弃用,2016,2016,      | 变更/弃用时间: 2016 is not after its beginning in 2016
            530303,云南省,曲靖市,沾益区,县级,弃用,2016,2010,      | 变更/弃用时间: 2010 is not after its beginning in 2016
            530303,云南省,曲靖市,沾益区,县级,弃用,2016,,          | 变更/弃用时间: is '', expected a year: it has ended
            530303,云南省,曲靖市,沾益区,县级,在用,2016,2020,      | 变更/弃用时间: is '2020', expected a blank cell: it is in use
            530303,云南省,曲靖市,沾益区,县级,在用,约2016,,        | 启用时间: is '约2016', expected a year
            530303,云南省,曲靖市,沾益区,县级,在用,2016,,530302[99]  | 新代码: is '530302[99]', expected 530129;530303[2016]
            530303,云南省,玉溪市,沾益区,县级,在用,2016,,          | 二级行政区: in 2016 nothing is called '玉溪市'
            530303,贵州省,曲靖市,沾益区,县级,在用,2016,,          | 二级行政区: in 2016 nothing is called '曲靖市'
            530303,云南省,曲靖市,沾益区,县级,在用,1990,,          | 二级行政区: in 1990 nothing is called '曲靖市'
            530303,云南省,曲靖市,沾益区,县级,在用,2016            | null: has 7 cells, expected 9
            530300,云南省,曲靖市,沾益区,县级,在用,2016,,          | 代码: 530300 has years in common with line 3
            """)
    void a_row_that_cannot_be_read_is_refused_with_its_line(String row, String problem) throws IOException {
        var imported = read(HEADER + PROVINCE + CITY + row.strip() + "\n");
        assertThat(told(imported)).containsExactly("4 refused " + problem);
        assertThat(imported.problems().get(0).row()).isEqualTo(row.strip());
        assertThat(imported.rows()).isEqualTo(3);
        assertThat(imported.rowsTaken()).isEqualTo(2);
        assertThat(imported.divisions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            弃用,2016,2020,539999            | successor 539999 does not exist in 2020; left out
            弃用,2016,2020,539999[2018]      | successor 539999[2018] does not exist in 2018; left out
            弃用,2016,2020,530302[2015]      | 530302[2015] has a year outside this record; left out
            在用,2016,,530302                | 530302 would replace the whole, but this record is in use; left out
            """)
    void a_successor_that_leads_nowhere_is_left_out_with_a_remark(String rest, String problem) throws IOException {
        var imported = read(HEADER + PROVINCE + CITY + "530302,云南省,曲靖市,麒麟区,县级,在用,1997,,\n530303,云南省,曲靖市,沾益区,县级,"
                + rest.strip() + "\n");
        assertThat(told(imported)).containsExactly("5 taken 新代码: " + problem);
        assertThat(imported.divisions()).hasSize(4);
        assertThat(imported.divisions().get(3).successorCode()).isNull();
    }

    @Test
    void what_hangs_on_a_refused_row_is_told_too() throws IOException {
        var imported = read(HEADER + PROVINCE + CITY.replace("地级", "市级")
                + "530303,云南省,曲靖市,沾益区,县级,在用,2016,,\n530100,云南省,昆明市,昆明市,地级,弃用,1981,2000,530300\n");
        assertThat(imported.problems())
                .extracting(Problem::line, Problem::taken)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, false),
                        org.assertj.core.groups.Tuple.tuple(4L, false),
                        org.assertj.core.groups.Tuple.tuple(5L, true));
        assertThat(imported.rowsTaken()).isEqualTo(2);
    }

    @Test
    void several_faults_of_a_row_are_told_together() throws IOException {
        var imported = read(HEADER + PROVINCE + "x,云南省,曲靖市,,县级,在用,2016,,\n");
        assertThat(told(imported)).hasSize(2);
        assertThat(imported.rows() - imported.rowsTaken()).isEqualTo(1);
    }

    @Test
    void a_byte_order_mark_gzip_gb18030_blanks_and_quotes_change_nothing() throws IOException {
        var text = HEADER + PROVINCE + CITY;
        var plain = read(text).divisions();
        assertThat(read("\uFEFF" + text).divisions()).isEqualTo(plain);
        assertThat(read("\uFEFF" + text).encoding()).isEqualTo(TextEncoding.UTF_8_WITH_MARK);
        assertThat(read(text.getBytes(Charset.forName("GB18030"))).divisions()).isEqualTo(plain);
        assertThat(read(text.replace("\n", "\r\n").replace("云南省,,云南省", "\"云南省\" ,, 云南省"))
                        .divisions())
                .isEqualTo(plain);
        var packed = folder.resolve("table.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new DivisionImport(FORMAT, "CN").read(packed).divisions()).isEqualTo(plain);
    }

    @Test
    void a_missing_or_doubled_header_is_told_before_any_row() {
        var missing = catchThrowableOfType(
                FaultException.class, () -> read(HEADER.replace("级别", "等级").replace("名称", "状态") + PROVINCE));
        assertThat(missing.kind()).isEqualTo(FaultException.Kind.INPUT);
        assertThat(missing.what().en())
                .isEqualTo("column '名称' is missing; column '级别' is missing; column '状态' stands twice");
        assertThat(missing.place().line()).isEqualTo(1);
        assertThat(catchThrowableOfType(FaultException.class, () -> read(""))
                        .what()
                        .zh())
                .contains("缺少列“代码”");
    }
}
