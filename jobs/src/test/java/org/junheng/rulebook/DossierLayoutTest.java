package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DossierLayoutTest {
    @TempDir
    Path folder;

    private static DossierLayout shipped() {
        return DossierLayout.read(MadeUpCountry.shipped(), Optional.empty(), "county");
    }

    @Test
    void a_sheet_for_each_stage_is_written_once() {
        var sheets = shipped().sheets();
        assertThat(sheets).extracting(sheet -> sheet.name().en()).contains("Form 2 primary", "Form 2 junior");
        assertThat(sheets.get(4).tables().get(0).rows().get(2).sql()).contains("v.stage = 'junior'");
    }

    @Test
    void problems_stand_in_one_order_since_it_names_every_column_of_their_key() {
        var key = Rulebook.read(MadeUpCountry.shipped(), Optional.empty())
                .tables()
                .get("finding")
                .key();
        var order = shipped().views().get("problem").lines().findFirst().orElseThrow();
        assertThat(key).contains("first_year").allMatch(column -> order.contains("f." + column));
    }

    @Test
    void numbers_of_forms_that_nobody_has_confirmed_say_so() {
        assertThat(shipped().sheets())
                .filteredOn(sheet -> sheet.form() != null)
                .hasSize(5)
                .allMatch(sheet -> sheet.form().confidence() == DossierLayout.Confidence.UNCONFIRMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sign: ▼▼, fill: F6B26B} | fill: F6B26B} | a word with a colour needs a sign",
                "fill: F9CB9C | fill: orange | fill must be six hexadecimal digits",
                "words: verdict, align | words: verdicts, align | verdict: there are no words 'verdicts'",
                "needs: [review_calendar] | needs: [calendar] | needs 'calendar', which relies_on does not name",
                "width: 69, bilingual: true | width: 69, bilingula: true | there is no key 'bilingula' here",
                "missing_if: {column: status, is | missing_if: {column: state, is | observed: there is no column 'state' in the table",
                "format_by: {column: unit, | format_by: {column: units, | observed: there is no column 'units' in the table",
                "grid: [16, 26, 14, | grid: [16, 14, | the table takes 10 columns of the sheet's grid of 9",
                "spread: {n1: 16} | spread: {n9: 16} | spread names 'n9', which is no column of the table",
                "name: {zh: 评估日程, en: Calendar} | name: {zh: 评估/日程, en: Calendar} | a sheet has a name of at most 31",
                "name: {zh: 评估日程, en: Calendar} | name: {zh: 地方方案, en: Calendar} | two sheets are called '地方方案'",
                "{stage: primary, zh: 小学, en: primary} | {zh: 小学, en: primary} | nothing is said of <stage>",
                "use: bounds | use: limits | there is no shared sheet 'limits'",
                "takes_over: common | takes_over: nothing | there is no dossier/shared/nothing.yaml",
                "value: {title: {zh: 数值, en: value}, width: 10, | value: {title: {zh: 数值, en: value}, | across: column 'value' needs a width",
                "step: {title: {zh: 步骤, en: step}, width: 24, | step: {title: {zh: 步骤, en: step}, | column 'step' needs a width"
            })
    void a_fault_is_told_with_its_line(String what, String by, String expected) throws IOException {
        var name = Stream.of("dossier/county.yaml", "dossier/shared/common.yaml")
                .filter(file -> read(file).contains(what))
                .findFirst()
                .orElseThrow();
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), read(name).replace(what, by));
        var fault = catchThrowableOfType(
                FaultException.class, () -> Rulebook.read(MadeUpCountry.shipped(), Optional.of(folder)));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().toString()).matches(".*" + name + ":[1-9]\\d* .+");
        assertThat(fault.what().en()).contains(expected);
    }

    private static String read(String file) {
        try {
            return Files.readString(MadeUpCountry.shipped().resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void a_layout_that_is_not_there_is_named() {
        var fault = catchThrowableOfType(
                FaultException.class, () -> DossierLayout.read(folder, Optional.empty(), "county"));
        assertThat(fault.place().toString()).endsWith("dossier/county.yaml");
    }
}
