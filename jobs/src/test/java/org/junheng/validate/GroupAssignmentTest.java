package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.SchoolGroups;
import org.junheng.rulebook.SchoolGroups.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupAssignmentTest {
    private static SchoolGroups groups;

    @BeforeAll
    static void read(@TempDir Path overlay) {
        groups = MadeUpCountry.in(overlay).with("groups/a.csv", """
                        kind,name,school_code,from,to,source
                        education_group,东风教育集团,0001,2021,2023,x
                        school_cluster,城东学区,0001,,,x
                        """).rulebook().schoolGroups();
    }

    private static Object[] row(int year, String code, String group, String cluster) {
        var row = new Object[CensusLayout.DATA_ORIGIN + 1];
        row[CensusLayout.YEAR] = (long) year;
        row[CensusLayout.SCHOOL_CODE] = code;
        row[CensusLayout.EDUCATION_GROUP] = group;
        row[CensusLayout.SCHOOL_CLUSTER] = cluster;
        return row;
    }

    @Test
    void a_blank_is_filled_in_without_a_warning() {
        var row = row(2022, "0001", null, null);
        assertThat(new GroupAssignment(groups).assign(row)).isEmpty();
        assertThat(row[CensusLayout.EDUCATION_GROUP]).isEqualTo("东风教育集团");
        assertThat(row[CensusLayout.SCHOOL_CLUSTER]).isEqualTo("城东学区");
    }

    @Test
    void what_the_census_says_too_is_no_difference() {
        assertThat(new GroupAssignment(groups).assign(row(2022, "0001", "东风教育集团", null)))
                .isEmpty();
    }

    @Test
    void where_the_census_says_something_else_the_facts_win_and_a_warning_says_so() {
        var row = row(2022, "0001", "西风教育集团", "城东学区");
        var differences = new GroupAssignment(groups).assign(row);
        assertThat(row[CensusLayout.EDUCATION_GROUP]).isEqualTo("东风教育集团");
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).kind()).isEqualTo(Kind.EDUCATION_GROUP);
        assertThat(differences.get(0).words().en())
                .isEqualTo("groups/a.csv:2: school 0001, 2022, education_group: the census says '西风教育集团', the facts say"
                        + " '东风教育集团', which is taken");
        assertThat(differences.get(0).words().zh()).contains("以事实文件为准");
    }

    @Test
    void a_school_and_a_year_of_which_the_facts_say_nothing_keep_what_the_census_says() {
        var after = row(2024, "0001", "西风教育集团", null);
        var other = row(2022, "0002", "西风教育集团", null);
        assertThat(new GroupAssignment(groups).assign(after)).isEmpty();
        assertThat(after[CensusLayout.EDUCATION_GROUP]).isEqualTo("西风教育集团");
        assertThat(after[CensusLayout.SCHOOL_CLUSTER]).isEqualTo("城东学区");
        new GroupAssignment(groups).assign(other);
        assertThat(other[CensusLayout.EDUCATION_GROUP]).isEqualTo("西风教育集团");
        assertThat(other[CensusLayout.SCHOOL_CLUSTER]).isNull();
    }

    @Test
    void without_facts_nothing_changes() {
        var row = row(2022, "0001", null, "城西学区");
        assertThat(new GroupAssignment(SchoolGroups.NONE).assign(row)).isEmpty();
        assertThat(row[CensusLayout.EDUCATION_GROUP]).isNull();
        assertThat(row[CensusLayout.SCHOOL_CLUSTER]).isEqualTo("城西学区");
    }
}
