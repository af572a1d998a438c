package org.junheng.export.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junheng.rulebook.Disclosure.Treatment;
import org.junheng.rulebook.Rulebook;
import org.junit.jupiter.api.Test;

/** The facts say of everything that is published whether it may leave. */
class DisclosureFactsTest {
    private static final Rulebook RULEBOOK = PublicSample.rulebook();

    @Test
    void every_column_of_every_table_is_classified_once_and_nothing_else_is() {
        var published = new ArrayList<String>();
        RULEBOOK.tables().values().forEach(table -> table.columns()
                .forEach(column -> published.add(table.name() + "." + column.name())));
        var classified = new ArrayList<String>();
        RULEBOOK.disclosure().tables().forEach((table, columns) -> columns.keySet()
                .forEach(column -> classified.add(table + "." + column)));
        assertThat(classified).containsExactlyInAnyOrderElementsOf(published);
    }

    /** Withholding a part of a key would leave rows that nobody can name. */
    @Test
    void columns_of_keys_are_never_withheld() {
        RULEBOOK.tables().values().forEach(table -> table.key().forEach(column -> assertThat(
                        RULEBOOK.disclosure().tables().get(table.name()).get(column))
                .as(table.name() + "." + column)
                .isIn(Treatment.OPEN, Treatment.FILE_NAME, Treatment.SHEET_NAME, Treatment.SCHOOL_CODE)));
    }

    @Test
    void families_name_columns_of_county_sheets_and_none_twice() {
        var columns = RULEBOOK.disclosure().families().values().stream()
                .flatMap(family -> family.columns().stream())
                .toList();
        assertThat(columns)
                .doesNotHaveDuplicates()
                .isSubsetOf(RULEBOOK.columns().keySet());
    }

    /** A column that is added to the sheets and counts a protected group by its name must be given a family. */
    @Test
    void every_count_of_a_protected_group_by_its_name_stands_in_a_family() {
        var counts = new TreeSet<String>();
        RULEBOOK.columns().forEach((name, column) -> {
            if (name.matches(
                            ".*(migrant_children|disabled|left_behind_children|dropouts|deaths|transferred|aided|entitled).*")
                    && column.isNumeric()) {
                counts.add(name);
            }
        });
        assertThat(counts).hasSizeGreaterThan(25);
        assertThat(RULEBOOK.disclosure().protectedColumns()).containsAll(counts);
    }

    @Test
    void groups_of_families_are_those_that_a_census_counts() {
        var groups = RULEBOOK.columns().values().stream()
                .map(column -> column.studentGroup())
                .filter(group -> group != null)
                .distinct()
                .toList();
        assertThat(RULEBOOK.disclosure().families().values().stream()
                        .map(family -> family.group())
                        .filter(group -> group != null)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(groups);
    }

    @Test
    void what_is_done_is_told_in_words_with_its_figures_and_every_reason_in_the_contract() {
        var told = RULEBOOK.tables().get(Withheld.TABLE).columns().stream()
                .filter(column -> column.name().equals("reason"))
                .findFirst()
                .orElseThrow()
                .description();
        for (var reason : Withheld.Reason.values()) {
            assertThat(told.zh()).contains(reason.name().toLowerCase(Locale.ROOT));
            assertThat(told.en()).contains(reason.name().toLowerCase(Locale.ROOT));
        }
        for (var treatment : List.of(Treatment.values())) {
            assertThat(RULEBOOK.disclosure().text(treatment).both()).doesNotContain("{");
        }
    }

    @Test
    void a_count_is_rounded_to_the_nearest_multiple_and_stays_on_its_side_of_the_threshold() {
        var facts = RULEBOOK.disclosure();
        assertThat(List.of(0L, 5L, 6L, 7L, 8L, 12L, 13L, 2501L).stream()
                        .map(facts::rounded)
                        .toList())
                .containsExactly(0L, 5L, 5L, 5L, 10L, 10L, 15L, 2500L);
        assertThat(facts.isSmall(0)).isFalse();
        assertThat(facts.isSmall(1)).isTrue();
        assertThat(facts.isSmall(4)).isTrue();
        assertThat(facts.isSmall(5)).isFalse();
    }
}
