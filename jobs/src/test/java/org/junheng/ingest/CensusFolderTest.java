package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.SourceFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusFolderTest {
    private static final String HEADER = MadeUpCountry.HEADER + "\n";
    private static Rulebook rulebook;

    @TempDir
    Path folder;

    @BeforeAll
    static void read(@TempDir Path overlay) {
        rulebook = MadeUpCountry.in(overlay)
                .with(
                        "census/xx-twin/profile.yaml",
                        MadeUpCountry.PROFILE
                                .replace("profile: xx-primary", "profile: xx-twin")
                                .replace("'x_(?<year>", "'[xy]_(?<year>"))
                .rulebook();
    }

    @Test
    void the_year_of_a_file_name_gets_the_offset() {
        var profile = rulebook.profiles().get("tw-primary");
        assertThat(yearOf(profile, "106_basec.csv.gz")).isEqualTo(2017);
        assertThat(yearOf(profile, "x_106.csv")).isEqualTo(2017);
        assertThat(yearOf(profile, "國小 111 學年.csv")).isEqualTo(2022);
        assertThat(yearOf(profile, "99.csv")).isEqualTo(2010);
        assertThat(profile.files().fit("2017.csv")).isFalse();
        assertThat(profile.files().fit("basec.csv")).isFalse();
    }

    @Test
    void references_are_not_read() {
        for (var profile : List.of("tw-primary", "us-ca-districts", "junheng-flat")) {
            var files = rulebook.profiles().get(profile).files();
            assertThat(files.fit("reference.csv")).isFalse();
            assertThat(files.fit("reference_group2.csv.gz")).isFalse();
        }
    }

    @Test
    void a_constant_year_holds_for_every_file() {
        assertThat(yearOf(rulebook.profiles().get("us-ca-districts"), "anything.csv"))
                .isEqualTo(1999);
    }

    @Test
    void a_file_name_that_holds_no_possible_year_is_refused_for_its_year() throws IOException {
        write("x_9999.csv", HEADER);
        assertThat(states(MadeUpCountry.ID))
                .containsExactly("x_9999.csv refused 第 1 行：表头与方案 xx-primary 不符：缺少列「year|学年」；请改正表头，或运行 junheng"
                        + " inspect 查看 / line 1: the header does not fit profile xx-primary: column 'year|学年' is missing;"
                        + " mend the header, or see junheng inspect");
    }

    @Test
    void a_file_that_two_profiles_fit_is_refused_until_one_is_named() throws IOException {
        write("x_2022.csv", HEADER);
        assertThat(states(null))
                .containsExactly("x_2022.csv refused 多个方案都适用（xx-primary, xx-twin）；请用 --profile 指定其一 /"
                        + " several profiles fit (xx-primary, xx-twin); choose one with --profile");
        assertThat(states("xx-twin")).containsExactly("x_2022.csv accepted 2022");
    }

    @Test
    void a_file_that_no_profile_fits_is_refused_under_the_closest_with_its_columns() throws IOException {
        write("y_2022.csv", HEADER.replace("boys", "Boys"));
        assertThat(states(null))
                .singleElement()
                .asString()
                .startsWith("y_2022.csv refused 第 1 行：表头与方案 xx-twin 不符：缺少列「boys」，方案不认识列「Boys」")
                .contains("profile xx-twin: column 'boys' is missing, the profile does not know column 'Boys'");
    }

    @Test
    void a_file_of_no_known_name_is_listed_as_not_read() throws IOException {
        write("notes.txt", "hello");
        assertThat(states(null)).containsExactly("notes.txt not_read 文件名不属于任何方案 / no profile names such a file");
    }

    @Test
    void empty_files_header_only_files_cut_archives_and_binaries_are_told_apart() throws IOException {
        write("x_2020.csv", "");
        write("x_2021.csv", HEADER.strip());
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            var noise = new byte[5000];
            new Random(1).nextBytes(noise);
            zip.write(noise);
        }
        Files.write(folder.resolve("x_2022.csv.gz"), Arrays.copyOf(out.toByteArray(), 3000));
        var noise = new byte[200_000];
        new Random(2).nextBytes(noise);
        Files.write(folder.resolve("x_2023.csv"), noise);
        var states = states(MadeUpCountry.ID);
        assertThat(states.get(0)).isEqualTo("x_2021.csv accepted 2021");
        assertThat(states.get(1)).isEqualTo("x_2020.csv refused 文件为空，没有表头 / the file is empty: it has no header");
        assertThat(states.get(2)).startsWith("x_2022.csv.gz refused 无法读取：").contains("cannot be read: ");
        assertThat(states.get(3))
                .matches(
                        "x_2023[.]csv refused [0-9]+ 行中有 [0-9]+ 行含控制字符（如 NUL），不是文本；请另存为 CSV（UTF-8）后重新报送 / .*"
                                + "hold control characters such as NUL: this is no text; save it as CSV in UTF-8 and send it again");
    }

    @Test
    void a_picture_and_a_workbook_under_the_name_of_a_table_are_refused_for_what_they_are() throws IOException {
        Files.write(
                folder.resolve("x_2022.csv"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0});
        Files.writeString(
                folder.resolve("x_2023.csv"), "PK\u0003\u0004 [Content_Types].xml PK\u0003\u0004 xl/workbook.xml");
        assertThat(states(MadeUpCountry.ID))
                .containsExactly(
                        "x_2022.csv refused 看起来是PNG 图片，不是文本；请另存为 CSV（UTF-8）后重新报送 / it looks like a PNG picture, not"
                                + " text; save it as CSV in UTF-8 and send it again",
                        "x_2023.csv refused 文件不完整：缺少压缩包的结尾；请重新取得该文件，或用表格软件打开后另存为 .xlsx 再报送 / the file is"
                                + " cut off: the end of the zip file is missing; fetch the file again, or open it in a"
                                + " spreadsheet program, save it as .xlsx and send that");
    }

    @Test
    void a_header_of_a_million_columns_and_a_line_without_end_are_refused_at_once() throws IOException {
        write("x_2022.csv", HEADER.strip() + ",a".repeat(1_000_000) + "\n");
        write("x_2023.csv", HEADER + "1".repeat(CsvRecords.LONGEST_LINE + 1) + "\n2\n");
        assertThat(states(MadeUpCountry.ID))
                .containsExactly(
                        "x_2022.csv refused 第 1 行有 1000010 列，最多 4096 列；请检查分隔符，重新导出该文件 / line 1 has 1000010"
                                + " columns, at most 4096 are read; check its separators, and export the file again",
                        "x_2023.csv refused 第 2 行超过 4194304 个字符；请检查换行符是否丢失，重新导出该文件 / line 2 is longer than"
                                + " 4194304 characters; see whether its line ends were lost, and export the file again");
    }

    @Test
    void the_same_bytes_under_a_second_name_are_not_read_again() throws IOException {
        write("x_2022.csv", HEADER);
        write("x_2022_copy.csv", HEADER);
        assertThat(states(MadeUpCountry.ID))
                .containsExactly(
                        "x_2022.csv accepted 2022",
                        "x_2022_copy.csv unchanged 内容与「x_2022.csv」完全相同，不再读取 / the same bytes as 'x_2022.csv', not read again");
    }

    @Test
    void a_copy_whose_name_keeps_it_from_being_read_does_not_keep_the_good_name_from_it() throws IOException {
        write("a-backup.txt", HEADER);
        write("x_2022.csv", HEADER);
        assertThat(states(MadeUpCountry.ID))
                .containsExactly(
                        "x_2022.csv accepted 2022", "a-backup.txt not_read 文件名不属于任何方案 / no profile names such a file");
    }

    @Test
    void a_census_folder_may_be_a_link_and_hidden_files_are_left_out() throws IOException {
        write("x_2022.csv", HEADER);
        write(".x_2023.csv", HEADER);
        var link = Files.createSymbolicLink(folder.resolveSibling(folder.getFileName() + "-link"), folder);
        assertThat(CensusFile.below(link)).extracting(CensusFile::name).containsExactly("x_2022.csv");
        Files.delete(link);
    }

    private static int yearOf(CensusProfile profile, String name) {
        assertThat(profile.files().fit(name)).as(name).isTrue();
        return profile.year().ofFile(name, profile.files()).orElseThrow();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** The planned files, then the others. */
    private List<String> states(String profile) {
        var profiles = profile == null
                ? rulebook.profiles().values().stream()
                        .filter(each -> each.profile().startsWith("xx-"))
                        .toList()
                : List.of(rulebook.profiles().get(profile));
        var found = CensusFolder.of(CensusFile.below(folder), profiles, rulebook.limits(), java.util.Map.of());
        var states = new ArrayList<String>();
        for (SourceFile file : found.planned()) {
            states.add(file.name() + " " + file.state().id() + " " + file.year());
        }
        for (SourceFile file : found.others()) {
            states.add(file.name() + " " + file.state().id() + " " + file.reason());
        }
        return states;
    }
}
