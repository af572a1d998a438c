package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts about series: figures, form changes and declared breaks. */
class SeriesFactsTest {
    private static final String BREAKS = "standard,indicator,region_code,first_year,kind,zh,en,source\n";
    private static final String FORM_CHANGES = "from_profile,to_profile,continues,zh,en,source\n";

    @TempDir
    Path overlay;

    private FaultException fault(String path, String text) {
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> MadeUpCountry.in(overlay).with(path, text).rulebook());
        assertThat(fault).as("a fault of the facts").isNotNull();
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().file()).endsWith(path);
        return fault;
    }

    @Test
    void the_shipped_facts_have_the_figures_of_the_conventions() {
        var facts = Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).series();
        assertThat(facts.leastYears()).isEqualTo(5);
        assertThat(facts.exactYears()).isEqualTo(10);
        assertThat(facts.largeClassLeast()).isEqualTo(56);
        assertThat(facts.breaks()).isEmpty();
        assertThat(facts.formChange("cn-jichuji-2020", "cn-jiji-2021")
                        .orElseThrow()
                        .continues())
                .isFalse();
        assertThat(facts.formChange("cn-jiji-2021", "cn-jichuji-2020")).isEmpty();
    }

    @Test
    void a_break_names_a_standard_an_indicator_of_it_a_kind_and_a_year_that_exist() {
        assertThat(fault("series/breaks.csv", BREAKS + "cn-none,,,2020,form_change,变,change,letter\n")
                        .what()
                        .en())
                .contains("there is no such standard");
        assertThat(fault("series/breaks.csv", BREAKS + "cn-national-2017,books,,2020,form_change,变,change,letter\n")
                        .what()
                        .en())
                .contains("found books");
        assertThat(fault("series/breaks.csv", BREAKS + "cn-national-2017,,,2020,flood,变,change,letter\n")
                        .what()
                        .en())
                .contains("form_change or definition_change");
        assertThat(fault("series/breaks.csv", BREAKS + "cn-national-2017,,,20,form_change,变,change,letter\n")
                        .what()
                        .en())
                .contains("must be a year");
    }

    @Test
    void a_form_change_names_profiles_and_says_whether_figures_go_on() {
        assertThat(fault("series/form_changes.csv", FORM_CHANGES + "cn-none,cn-jiji-2021,1,变,change,letter\n")
                        .what()
                        .en())
                .contains("there is no profile 'cn-none'");
        assertThat(fault("series/form_changes.csv", FORM_CHANGES + "cn-jichuji-2020,cn-jiji-2021,yes,变,change,letter\n")
                        .what()
                        .en())
                .contains("0 or 1");
    }
}
