package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junheng.rulebook.SchoolGroups.Kind;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts about single schools: groups, changes and corrections, in an overlay over the shipped facts. */
class SchoolFactsReadingTest {
    private static final String GROUPS = "groups/a.csv";
    private static final String CHANGES = "school_changes/a.csv";
    private static final String CORRECTIONS = "corrections/a.csv";
    private static final String GROUPS_HEADER = "kind,name,school_code,from,to,source\n";
    private static final String CHANGES_HEADER = "year,kind,from_code,to_code,source,note\n";
    private static final String CORRECTIONS_HEADER =
            "profile,table,year,school_code,column,found,value,reason,source,date\n";

    @TempDir
    Path overlay;

    private Rulebook read(String path, String text) {
        return MadeUpCountry.in(overlay).with(path, text).rulebook();
    }

    private FaultException fault(String path, String text) {
        var fault = catchThrowableOfType(FaultException.class, () -> read(path, text));
        assertThat(fault).as("a fault of the facts").isNotNull();
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().file()).isEqualTo(overlay.getFileName() + "/" + path);
        return fault;
    }

    @Test
    void the_shipped_facts_hold_no_groups_changes_or_corrections() {
        var rulebook = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
        assertThat(rulebook.schoolGroups().isEmpty()).isTrue();
        assertThat(rulebook.schoolChanges().all()).isEmpty();
        assertThat(rulebook.corrections().all()).isEmpty();
    }

    @Test
    void a_file_with_a_header_alone_holds_nothing() {
        assertThat(read(CORRECTIONS, CORRECTIONS_HEADER).corrections().all()).isEmpty();
        assertThat(fault(CORRECTIONS, "").what().en()).contains("column 'profile' is missing");
    }

    @Test
    void a_membership_holds_from_its_first_to_its_last_year() {
        var groups = read(
                        GROUPS,
                        GROUPS_HEADER
                                + "education_group,东风教育集团,1000000001,2021,2023,县教办〔2021〕3号\n"
                                + "education_group,新星教育集团,1000000001,2024,,县教办〔2024〕1号\n"
                                + "school_cluster,城东学区,1000000001,,2022,县教办〔2019〕8号\n")
                .schoolGroups();
        assertThat(groups.of(Kind.EDUCATION_GROUP, "1000000001", 2020)).isEmpty();
        assertThat(name(groups, Kind.EDUCATION_GROUP, 2021)).isEqualTo("东风教育集团");
        assertThat(name(groups, Kind.EDUCATION_GROUP, 2023)).isEqualTo("东风教育集团");
        assertThat(name(groups, Kind.EDUCATION_GROUP, 2024)).isEqualTo("新星教育集团");
        assertThat(name(groups, Kind.SCHOOL_CLUSTER, 1999)).isEqualTo("城东学区");
        assertThat(groups.of(Kind.SCHOOL_CLUSTER, "1000000001", 2023)).isEmpty();
        assertThat(groups.of(Kind.SCHOOL_CLUSTER, "1000000002", 2020)).isEmpty();
    }

    private static String name(SchoolGroups groups, Kind kind, int year) {
        return groups.of(kind, "1000000001", year).orElseThrow().name();
    }

    @Test
    void a_membership_holds_under_every_code_of_the_school() {
        var rulebook = MadeUpCountry.in(overlay)
                .with(CHANGES, CHANGES_HEADER + "2022,recoded,2100000001,3100000001,县教办〔2022〕5号,\n")
                .with(GROUPS, GROUPS_HEADER + "education_group,东风教育集团,2100000001,2020,,x\n")
                .rulebook();
        assertThat(rulebook.schoolGroups().of(Kind.EDUCATION_GROUP, "3100000001", 2023))
                .isPresent();
    }

    /** Each row: a line, the column at fault, a word of why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    district,甲,1,2020,,x             | kind        | education_group or school_cluster; found district
                    education_group,,1,2020,,x        | name        | name is blank
                    education_group,甲,,2020,,x       | school_code | school_code is blank
                    education_group,甲,1,20,,x        | from        | from must be a year; found 20
                    education_group,甲,1,2020,soon,x  | to          | to must be a year; found soon
                    education_group,甲,1,2020,2019,x  | to          | to 2019 is before from 2020
                    education_group,甲,1,2020,,       | source      | source is blank
                    education_group,甲,1,2020,x       | ~~          | 5 fields
                    education_group,甲,9,2022,2022,x  | school_code | belongs to education_group '甲' by groups/a.csv:2 already
                    education_group,乙,9,2024,,x      | school_code | in some of these years; it can belong to one at a time
                    education_group,乙,9,,2018,x      | school_code | in some of these years
                    """)
    void a_faulty_membership_is_reported_with_file_line_and_column(String line, String column, String why) {
        var fault = fault(GROUPS, GROUPS_HEADER + "education_group,甲,9,2018,2024,x\n" + line + "\n");
        assertThat(fault.place().line()).isEqualTo(3);
        assertThat(fault.place().column()).isEqualTo(column.isEmpty() ? null : column);
        assertThat(fault.what().en()).contains(why);
    }

    @Test
    void a_group_and_a_cluster_at_one_time_and_neighbouring_years_are_good() {
        var groups = read(
                        GROUPS,
                        GROUPS_HEADER
                                + "education_group,甲,9,2018,2019,x\n"
                                + "education_group,乙,9,2020,,x\n"
                                + "school_cluster,丙,9,2018,,x\n")
                .schoolGroups();
        assertThat(groups.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    kind,name,school_code,from,until,source | until  | there is no column 'until'
                    kind,name,school_code,from,to           | source | column 'source' is missing
                    kind,name,name,school_code,from,to      | name   | column 'name' stands twice
                    """)
    void a_wrong_header_is_reported_even_where_no_row_follows(String header, String column, String why) {
        var fault = fault(GROUPS, header + "\n");
        assertThat(fault.place().line()).isEqualTo(1);
        assertThat(fault.place().column()).isEqualTo(column);
        assertThat(fault.what().en()).contains(why);
    }

    @Test
    void changes_are_read_with_their_place() {
        var changes = read(
                        CHANGES,
                        CHANGES_HEADER
                                + "2022,renamed,1,,x,甲小学 → 乙小学\n"
                                + "2022,recoded,2,3,x,\n"
                                + "2022,merged,4,5,x,\n"
                                + "2022,split,6,7,x,\n"
                                + "2022,split,6,6,x,\n"
                                + "2022,opened,,8,x,\n"
                                + "2022,closed,9,,x,\n")
                .schoolChanges()
                .all();
        assertThat(changes).hasSize(7);
        assertThat(changes.get(0))
                .isEqualTo(new SchoolChange(
                        2022,
                        SchoolChange.Kind.RENAMED,
                        "1",
                        "1",
                        "x",
                        "甲小学 → 乙小学",
                        new Place("school_changes/a.csv", 2, null)));
        assertThat(changes.get(6).toCode()).isNull();
    }

    /** Each row: a line, the column at fault, a word of why. The file begins with two lines that hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    soon,closed,1,,x,           | year      | year must be a year; found soon
                    2022,moved,1,,x,            | kind      | recoded, merged, split, opened or closed; found moved
                    2022,closed,,,x,            | from_code | which school was closed?
                    2022,closed,1,2,x,          | to_code   | a school that closed has no to_code; found 2
                    2022,opened,,,x,            | to_code   | to_code is blank
                    2022,opened,1,2,x,          | from_code | a school that opened has no from_code; found 1
                    2022,recoded,1,,x,          | to_code   | to_code is blank
                    2022,recoded,1,1,x,         | to_code   | differ
                    2022,merged,1,1,x,          | to_code   | differ
                    2022,renamed,1,2,x,         | to_code   | with another one it is recoded
                    2022,closed,1,,,            | source    | source is blank
                    2020,recoded,A,B,x,         | kind      | the same change stands at school_changes/a.csv:2
                    2021,closed,A,,x,           | from_code | school A was recoded in 2020 already (school_changes/a.csv:2)
                    2021,split,A,F,x,           | from_code | school A was recoded in 2020 already
                    2021,recoded,F,B,x,         | to_code   | school B began in 2020 already (school_changes/a.csv:2)
                    2021,opened,,B,x,           | to_code   | school B began in 2020 already
                    2019,closed,B,,x,           | year      | school B began in 2020 only
                    2021,merged,F,C,x,          | to_code   | school C was closed in 2020 already
                    2021,renamed,C,,x,          | to_code   | school C was closed in 2020 already
                    2022,split,F,F,x,           | to_code   | no other part is told
                    2022,merged,B,A,x,          | to_code   | changes turn in a circle: A → B → A
                    """)
    void a_faulty_change_is_reported_with_file_line_and_column(String line, String column, String why) {
        var good = CHANGES_HEADER + "2020,recoded,A,B,x,\n2020,closed,C,,x,\n";
        read(CHANGES, good);
        var fault = fault(CHANGES, good + line + "\n");
        assertThat(fault.place().column()).isEqualTo(column);
        assertThat(fault.what().en()).contains(why);
        assertThat(fault.place().line()).isEqualTo(why.contains("circle") ? 2 : 4);
    }

    @Test
    void changes_that_contradict_each_other_across_files_are_reported() {
        var country = MadeUpCountry.in(overlay).with(CHANGES, CHANGES_HEADER + "2020,recoded,A,B,x,\n");
        country.with("school_changes/b.csv", CHANGES_HEADER + "2020,merged,A,C,x,\n");
        var fault = catchThrowableOfType(FaultException.class, country::rulebook);
        assertThat(fault.place()).hasToString(overlay.getFileName() + "/school_changes/b.csv:2 [from_code]");
    }

    @Test
    void a_long_circle_is_reported_with_all_its_codes() {
        var fault = fault(
                CHANGES,
                CHANGES_HEADER + "2020,merged,A,B,x,\n2021,split,B,C,x,\n2021,split,B,D,x,\n2022,merged,D,A,x,\n");
        assertThat(fault.what().en()).contains("A → B → D → A");
    }

    @Test
    void lines_that_nobody_has_confirmed_are_refused_by_name() {
        var header = CHANGES_HEADER.strip() + ",confirmed\n";
        var fault = fault(
                CHANGES,
                header + "2022,closed,1,,x,,yes\n2022,recoded,2,3,,,no\n2022,closed,4,,x,,\n2022,merged,5,6,,,no\n");
        assertThat(fault.place()).hasToString(overlay.getFileName() + "/" + CHANGES + ":3 [confirmed]");
        assertThat(fault.what().en())
                .contains("2 line(s) are proposals", "school_changes/a.csv:3, school_changes/a.csv:5");
        assertThat(read(CHANGES, header + "2022,closed,1,,x,,yes\n")
                        .schoolChanges()
                        .all())
                .hasSize(1);
        assertThat(fault(CHANGES, header + "2022,closed,1,,x,,maybe\n").place().column())
                .isEqualTo("confirmed");
    }

    @Test
    void a_confirmed_line_needs_a_source() {
        var header = CHANGES_HEADER.strip() + ",confirmed\n";
        assertThat(fault(CHANGES, header + "2022,recoded,2,3,,,yes\n").place().column())
                .isEqualTo("source");
    }

    @Test
    void corrections_are_found_by_profile_table_year_and_school() {
        var corrections = read(
                        CORRECTIONS,
                        CORRECTIONS_HEADER
                                + "xx-primary,,2022,0001,teachers_primary,15.5,16,typing error,letter of 2023-02-01,2023-02-03\n"
                                + "xx-primary,form 1,2022,0001,school_name,东风小学,东风中心小学,abbreviated,register,2023-02-03\n"
                                + "xx-primary,form 2,2022,0001,school_name,东风,东风中心小学,abbreviated,register,2023-02-03\n")
                .corrections();
        assertThat(corrections.of("xx-primary", 2022, "0001")).hasSize(3);
        assertThat(corrections.of("xx-primary", "form 2", 2022, "0001"))
                .extracting(Correction::found)
                .containsExactly("15.5", "东风");
        assertThat(corrections.of("xx-primary", 2023, "0001")).isEmpty();
        assertThat(corrections.of("xx-primary", 2022, "0002")).isEmpty();
        assertThat(corrections.of("tw-primary", 2022, "0001")).isEmpty();
    }

    /** Each row: a line, the column at fault, a word of why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    yy,,2022,1,staff,1,2,r,s,2023-01-01               | profile     | there is no profile 'yy'
                    xx-primary,,22,1,staff,1,2,r,s,2023-01-01         | year        | must be a year; found 22
                    xx-primary,,2022,,staff,1,2,r,s,2023-01-01        | school_code | school_code is blank
                    xx-primary,,2022,1,stuff,1,2,r,s,2023-01-01       | column      | reads no column 'stuff'
                    xx-primary,,2022,1,computer,1,2,r,s,2023-01-01    | column      | reads no column 'computer'
                    xx-primary,,2022,1,school_code,1,2,r,s,2023-01-01 | column      | is the key of a row
                    xx-primary,,2022,1,year,1,2,r,s,2023-01-01        | column      | is the key of a row
                    xx-primary,,2022,1,staff,1,two,r,s,2023-01-01     | value       | takes a number; found two
                    xx-primary,,2022,1,staff,12,12.0,r,s,2023-01-01   | value       | found and value are the same
                    xx-primary,,2022,1,staff,,,r,s,2023-01-01         | value       | found and value are the same
                    xx-primary,,2022,1,staff,1,2,,s,2023-01-01        | reason      | reason is blank
                    xx-primary,,2022,1,staff,1,2,r,,2023-01-01        | source      | source is blank
                    xx-primary,,2022,1,staff,1,2,r,s,yesterday        | date        | a day as 2024-03-01; found yesterday
                    xx-primary,,2022,9,staff,1,3,r,s,2023-01-01       | column      | the same cell is corrected at corrections/a.csv:2
                    xx-primary,t,2022,9,staff,1,3,r,s,2023-01-01      | column      | the same cell is corrected
                    """)
    void a_faulty_correction_is_reported_with_file_line_and_column(String line, String column, String why) {
        var fault =
                fault(CORRECTIONS, CORRECTIONS_HEADER + "xx-primary,,2022,9,staff,1,2,r,s,2023-01-01\n" + line + "\n");
        assertThat(fault.place().line()).isEqualTo(3);
        assertThat(fault.place().column()).isEqualTo(column);
        assertThat(fault.what().en()).contains(why);
    }

    @Test
    void a_stale_correction_names_its_line_what_was_found_and_expected_and_what_to_do() {
        var correction = read(
                        CORRECTIONS,
                        CORRECTIONS_HEADER + "xx-primary,,2022,0001,teachers_primary,15.5,16,r,s,2023-02-03\n")
                .corrections()
                .all()
                .get(0);
        assertThat(List.of("15.5", "15.50", "1.55e1")).allMatch(correction::concerns);
        assertThat(List.of("15.51", "", "x")).noneMatch(correction::concerns);
        var mended = correction.stale("16.0");
        assertThat(mended.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(mended.place()).hasToString("corrections/a.csv:2 [found]");
        assertThat(mended.what().en()).contains("'15.5'", "'16.0'", "it has been mended");
        assertThat(mended.what().zh()).contains("「15.5」", "「16.0」", "来源已改正");
        assertThat(mended.nextStep().en()).contains("remove this correction");
        var other = correction.stale("");
        assertThat(other.what().en()).contains("now says ''").doesNotContain("mended");
        assertThat(other.nextStep().en()).contains("remove this correction", "declare it anew");
    }

    @Test
    void texts_are_compared_as_texts() {
        var correction = read(
                        CORRECTIONS, CORRECTIONS_HEADER + "xx-primary,,2022,0001,school_name,007,7,r,s,2023-02-03\n")
                .corrections()
                .all()
                .get(0);
        assertThat(correction.concerns("007")).isTrue();
        assertThat(correction.concerns("7")).isFalse();
    }
}
