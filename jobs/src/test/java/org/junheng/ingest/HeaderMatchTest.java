package org.junheng.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.MadeUpCountry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderMatchTest {
    private static CensusProfile profile;
    private static CensusProfile lenient;

    @BeforeAll
    static void read(@TempDir Path folder) {
        var country = MadeUpCountry.in(folder);
        profile = country.rulebook().profiles().get(MadeUpCountry.ID);
        country.with(
                "census/xx-primary/profile.yaml",
                MadeUpCountry.PROFILE.replace("other_columns: refuse", "other_columns: ignore"));
        lenient = country.rulebook().profiles().get(MadeUpCountry.ID);
    }

    @Test
    void the_whole_header_fits_in_any_order() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER)).isEmpty();
        var shuffled = MatchedHeader.of(
                profile,
                "x_2022.csv",
                "rate,girls,id,name,kind,region,district,boys,teachers,cost_thousand".split(","));
        assertThat(shuffled.fits()).isTrue();
        assertThat(shuffled.terms().get("school_code")).isEqualTo(new int[][] {{2}});
        assertThat(shuffled.terms().get("students_primary")).isEqualTo(new int[][] {{7}, {1}});
        assertThat(shuffled.terms().get("computers")).isEqualTo(new int[][] {{8, 0}});
    }

    @Test
    void blanks_no_break_spaces_and_a_byte_order_mark_around_a_header_do_not_matter() {
        assertThat(faults("x_2022.csv", "\uFEFF id ,\u00A0name\u3000," + MadeUpCountry.HEADER.substring(8)))
                .isEmpty();
    }

    @Test
    void a_missing_header_is_named() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER.replace(",girls", "")))
                .containsExactly("缺少列「girls」 / column 'girls' is missing");
    }

    @Test
    void a_doubled_header_is_named_whether_it_is_mapped_or_not() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",boys"))
                .containsExactly("列「boys」重复 / column 'boys' stands twice");
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",new,new"))
                .containsExactly("方案不认识列「new」 / the profile does not know column 'new'");
    }

    @Test
    void an_unknown_header_is_refused_or_ignored_as_the_profile_says() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",新列,"))
                .containsExactly(
                        "方案不认识列「新列」 / the profile does not know column '新列'",
                        "方案不认识列「」 / the profile does not know column ''");
        assertThat(MatchedHeader.of(lenient, "x_2022.csv", (MadeUpCountry.HEADER + ",新列").split(","))
                        .fits())
                .isTrue();
    }

    @Test
    void unused_and_optional_headers_may_be_there_or_not() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",remark,remark,职员"))
                .isEmpty();
    }

    @Test
    void two_names_of_one_column_at_once_are_both_named() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",staff,职员"))
                .containsExactly("「staff|职员」是同一列的两个名称 / 'staff|职员' are names of one column");
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",year,学年"))
                .containsExactly("「year|学年」是同一列的两个名称 / 'year|学年' are names of one column");
    }

    @Test
    void a_name_counts_only_in_its_years() {
        var titled = MadeUpCountry.HEADER.replace("name", "title");
        assertThat(faults("x_2021.csv", titled)).isEmpty();
        assertThat(faults("x_2020.csv", titled))
                .containsExactly(
                        "缺少列「name」 / column 'name' is missing",
                        "方案不认识列「title」 / the profile does not know column 'title'");
    }

    @Test
    void a_column_that_no_name_covers_in_a_year_does_not_exist_then() {
        var without = MadeUpCountry.HEADER.replace(",district", "");
        assertThat(faults("x_2019.csv", without)).isEmpty();
        assertThat(faults("x_2020.csv", without)).containsExactly("缺少列「district」 / column 'district' is missing");
    }

    @Test
    void a_header_of_many_characters_is_shortened_in_the_message() {
        var fault = MatchedHeader.of(lenient, "x_2022.csv", new String[] {"x".repeat(5000)})
                .faults()
                .get(0);
        assertThat(fault.words().en()).hasSizeLessThan(200);
    }

    @Test
    void a_header_with_another_separator_is_told_alone_and_a_comma_header_with_such_characters_is_not() {
        for (var separator : new String[] {";", "\t", "|"}) {
            var shown = separator.equals("\t") ? "TAB" : separator;
            assertThat(faults("x_2022.csv", MadeUpCountry.HEADER.replace(",", separator)))
                    .containsExactly(
                            "各列以「" + shown + "」分隔，这里只读逗号分隔的文本：请另存为逗号分隔的 CSV（UTF-8） / its cells are separated by '"
                                    + shown + "', and only commas are read: save it as comma separated CSV in UTF-8");
        }
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER + ",a;b;c"))
                .containsExactly("方案不认识列「a;b;c」 / the profile does not know column 'a;b;c'");
    }

    @Test
    void a_header_with_bytes_that_were_not_decoded_is_told_first() {
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER.replace("girls", "ni\uFFFDas")))
                .first()
                .isEqualTo(
                        "列「ni\uFFFDas」含无法解码的字节：请另存为 UTF-8（原文件或为 Latin-1、Windows-1252） / column 'ni\uFFFDas' has bytes"
                                + " that cannot be decoded: save the file as UTF-8 (it may be in Latin-1 or Windows-1252)");
        assertThat(faults("x_2022.csv", MadeUpCountry.HEADER)).isEmpty();
    }

    private static List<String> faults(String file, String header) {
        return MatchedHeader.of(profile, file, header.split(",", -1)).faults().stream()
                .map(fault -> fault.words().both())
                .toList();
    }
}
