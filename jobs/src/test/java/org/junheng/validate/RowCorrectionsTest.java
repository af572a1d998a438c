package org.junheng.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.Corrections;
import org.junheng.rulebook.MadeUpCountry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCorrectionsTest {
    private static Corrections corrections;

    @BeforeAll
    static void read(@TempDir Path overlay) {
        corrections = MadeUpCountry.in(overlay)
                .with("corrections/a.csv", """
                        profile,table,year,school_code,column,found,value,reason,source,date
                        xx-primary,,2022,0001,teachers_primary,155,15.5,point lost,letter,2023-02-03
                        xx-primary,,2022,0001,staff,,3,left out,letter,2023-02-03
                        xx-primary,form 2,2022,0001,school_name,东风,东风小学,abbreviated,letter,2023-02-03
                        xx-primary,,2022,0001,expenditure,2500,,of another school,letter,2023-02-03
                        """)
                .rulebook()
                .corrections();
    }

    private static RowCorrections of(String table) {
        return RowCorrections.of(corrections, "xx-primary", table, 2022L, "0001");
    }

    @Test
    void a_cell_that_says_what_the_correction_was_declared_for_is_replaced() {
        var row = of("form 1");
        assertThat(row.corrected("teachers_primary", "155.0")).isEqualTo("15.5");
        assertThat(row.outcomes()).hasSize(1);
        assertThat(row.outcomes().get(0).isStale()).isFalse();
        assertThat(row.outcomes().get(0).found()).isEqualTo("155.0");
    }

    @Test
    void a_missing_cell_can_be_filled_and_a_cell_can_be_made_missing() {
        assertThat(of("form 1").corrected("staff", "")).isEqualTo("3");
        assertThat(of("form 1").corrected("expenditure", "2500")).isEmpty();
    }

    @Test
    void a_cell_that_says_something_else_by_now_is_kept_and_the_correction_is_stale() {
        for (var cell : new String[] {"15.5", "156", "", "x"}) {
            var row = of("form 1");
            assertThat(row.corrected("teachers_primary", cell)).isEqualTo(cell);
            assertThat(row.outcomes().get(0).isStale()).isTrue();
        }
        var row = of("form 1");
        row.corrected("staff", "0");
        assertThat(row.outcomes().get(0).isStale()).as("zero is not missing").isTrue();
    }

    @Test
    void other_columns_tables_years_and_schools_are_left_alone() {
        assertThat(of("form 1").corrected("computers", "155")).isEqualTo("155");
        assertThat(of("form 1").corrected("school_name", "东风")).isEqualTo("东风");
        assertThat(of(null).corrected("school_name", "东风")).isEqualTo("东风");
        assertThat(of("form 2").corrected("school_name", "东风")).isEqualTo("东风小学");
        for (var row : new RowCorrections[] {
            RowCorrections.of(corrections, "xx-primary", null, 2023L, "0001"),
            RowCorrections.of(corrections, "xx-primary", null, 2022L, "0002"),
            RowCorrections.of(corrections, "tw-primary", null, 2022L, "0001"),
            RowCorrections.of(corrections, "xx-primary", null, null, "0001"),
            RowCorrections.of(corrections, "xx-primary", null, 2022L, "")
        }) {
            assertThat(row.isEmpty()).isTrue();
            assertThat(row.corrected("teachers_primary", "155")).isEqualTo("155");
            assertThat(row.outcomes()).isEmpty();
        }
        assertThat(of(null).concern("staff")).isTrue();
        assertThat(of(null).concern("school_name")).isFalse();
    }

    @Test
    void a_correction_of_a_school_that_the_data_of_its_year_lack_is_unmet_and_told() {
        var all = corrections.all();
        var years = Map.of("xx-primary", Set.of(2021, 2022));
        assertThat(corrections.unmet(Set.of(all.get(0), all.get(1), all.get(3)), years))
                .containsExactly(all.get(2));
        assertThat(corrections.unmet(Set.of(), Map.of("xx-primary", Set.of(2021))))
                .isEmpty();
        assertThat(corrections.unmet(Set.of(), Map.of())).isEmpty();
        assertThat(Corrections.warning(all.get(2)).en())
                .isEqualTo(
                        "corrections/a.csv:4: the correction corrects nothing: the data of 2022 have no school 0001 with column"
                                + " school_name");
    }
}
