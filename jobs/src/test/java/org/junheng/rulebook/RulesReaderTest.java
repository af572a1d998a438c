package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junheng.terms.FaultException;
import org.junheng.terms.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {
    /** Rules of the facts come after those that every profile has. */
    private static final int BUILT_IN = Rule.BUILT_IN.size();

    private static final String SHARED = "census/rules.yaml";
    private static final String OWN = "census/xx-primary/rules.yaml";
    private static final String RULES = """
            rules:
              staff_within_teachers:
                kind: comparison
                severity: warn
                title: {zh: 标题, en: title}
                left: [staff]
                operator: '<='
                right: [teachers_<stage>]
                factor: 0.5
                tolerance: 0.1
                advice: {zh: 建议, en: advice}
              staff_where_private:
                kind: condition
                severity: quarantine
                title: {zh: 标题, en: title}
                when: {column: ownership, is: ['2']}
                left: [staff]
                operator: '>'
                value: 0
                advice: {zh: 建议, en: advice}
              people:
                kind: sum
                severity: refuse
                title: {zh: 标题, en: title}
                left: [staff, teachers_<stage>]
                right: [computers]
                blank_is_zero: true
                advice: {zh: 建议, en: advice}
              people_change:
                kind: change
                severity: warn
                level: school
                title: {zh: 标题, en: title}
                columns: [students_<stage>, staff]
                ratio: 0.3
                absolute: 50
                advice: {zh: 建议, en: advice}
              people_drift:
                kind: drift
                severity: refuse
                level: county
                measure: swapped
                title: {zh: 标题, en: title}
                columns: [students_<stage>, staff]
                limit: 0.8
                apart: 0.25
                schools: 5
                advice: {zh: 建议, en: advice}
            """;

    @TempDir
    Path overlay;

    @Test
    void a_rule_holds_for_the_profiles_that_map_its_columns_once_a_stage() {
        var rules = Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).rules();
        assertThat(rules).containsKeys("junheng-flat", "tw-primary", "us-ca-districts");
        var flat = rules.get("junheng-flat");
        assertThat(flat.rows())
                .filteredOn(rule -> rule.rule().id().equals("class_bands_make_classes"))
                .extracting(RowRule::right)
                .containsExactly(List.of("classes_primary"), List.of("classes_junior"));
        assertThat(flat.rows())
                .filteredOn(rule -> rule.rule().id().equals("students_have_classes"))
                .extracting(rule -> rule.when().column())
                .containsExactly("students_primary", "students_junior");
        assertThat(rules.get("tw-primary").rows())
                .extracting(rule -> rule.rule().id())
                .containsExactly("students_have_classes", "students_have_teachers");
        assertThat(rules.get("us-ca-districts").rows())
                .extracting(rule -> rule.left())
                .containsExactly(List.of("teachers_all"));
        assertThat(flat.rows())
                .extracting(rule -> rule.rule().position())
                .isSorted()
                .allMatch(position -> position >= BUILT_IN);
    }

    @Test
    void every_count_that_an_indicator_needs_has_a_rule_for_its_change_in_a_school() {
        var rulebook = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
        var flat = rulebook.rules().get("junheng-flat");
        for (var indicator : rulebook.standards().get("cn-national-2017").indicators()) {
            for (var column : indicator.numerator().add()) {
                var spelled = indicator.basis() == Standard.Basis.STAGE ? column + "_primary" : column;
                assertThat(flat.changeOfSchool(spelled)).as(spelled).isPresent();
            }
        }
        assertThat(flat.changeOfSchool("students_junior").orElseThrow().rule().id())
                .isEqualTo("students_change");
        assertThat(flat.changeOfSchool("students_senior").orElseThrow().rule().id())
                .isEqualTo("students_change");
        assertThat(flat.changeOfSchool("boarders_primary")).isEmpty();
    }

    @Test
    void the_keys_of_a_rule_become_its_parts() {
        var rules =
                MadeUpCountry.in(overlay).with(SHARED, RULES).rulebook().rules().get("xx-primary");
        assertThat(rules.rows()).hasSize(3);
        var comparison = rules.rows().get(0);
        assertThat(comparison.rule()).isEqualTo(new Rule("staff_within_teachers", Severity.WARN, BUILT_IN));
        assertThat(comparison.left()).containsExactly("staff");
        assertThat(comparison.operator()).isEqualTo(RowRule.Operator.AT_MOST);
        assertThat(comparison.factor()).isEqualByComparingTo("0.5");
        assertThat(comparison.right()).containsExactly("teachers_primary");
        assertThat(comparison.tolerance()).isEqualByComparingTo("0.1");
        assertThat(comparison.blankIsZero()).isFalse();
        assertThat(comparison.when()).isNull();
        var condition = rules.rows().get(1);
        assertThat(condition.when()).isEqualTo(new RowRule.Condition("ownership", List.of("2"), null));
        assertThat(condition.value()).isEqualByComparingTo("0");
        var sum = rules.rows().get(2);
        assertThat(sum.rule().severity()).isEqualTo(Severity.REFUSE);
        assertThat(sum.operator()).isEqualTo(RowRule.Operator.EQUAL);
        assertThat(sum.blankIsZero()).isTrue();
        var change = rules.changes().get(0);
        assertThat(change.columns()).containsExactly("students_primary", "staff");
        assertThat(change.largestChange(new BigDecimal("100"))).isEqualByComparingTo("50");
        assertThat(change.largestChange(new BigDecimal("1000"))).isEqualByComparingTo("300");
        var drift = rules.drifts().get(0);
        assertThat(drift.measure()).isEqualTo(DriftRule.Measure.SWAPPED);
        assertThat(drift.rule()).isEqualTo(new Rule("people_drift", Severity.REFUSE, BUILT_IN + 4));
    }

    @Test
    void a_profile_replaces_a_rule_by_its_id_takes_one_out_of_force_and_adds_others() {
        var own = """
                rules:
                  people: {kind: off}
                  staff_within_teachers:
                    kind: comparison
                    severity: quarantine
                    title: {zh: 甲, en: own}
                    left: [staff]
                    operator: '<'
                    right: [computers]
                    advice: {zh: 乙, en: other}
                  more_teachers:
                    kind: sum
                    severity: warn
                    title: {zh: 甲, en: own}
                    left: [teachers_<stage>]
                    right: [computers]
                    advice: {zh: 乙, en: other}
                """;
        var rules = MadeUpCountry.in(overlay)
                .with(SHARED, RULES)
                .with(OWN, own)
                .rulebook()
                .rules()
                .get("xx-primary");
        assertThat(rules.rows())
                .extracting(rule -> rule.rule().id() + " "
                        + rule.rule().severity().id() + " " + rule.title().en())
                .containsExactly(
                        "staff_within_teachers quarantine own",
                        "staff_where_private quarantine title",
                        "more_teachers warn own");
        assertThat(rules.rows())
                .extracting(RowRule::rule)
                .extracting(Rule::position)
                .containsExactly(BUILT_IN, BUILT_IN + 1, BUILT_IN + 5);
    }

    /** Each row: what stands in the rules, what stands there instead, the key of the fault, its line, a word of why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            kind: comparison              | kind: comparision            | rules.staff_within_teachers          | 2  | comparision
            kind: comparison              | note: x                      | rules.staff_within_teachers          | 2  | kind
            operator: '<='                | operator: '=<'               | rules.staff_within_teachers.operator | 7  | operator must be one of
            factor: 0.5                  | note: x                      | rules.staff_within_teachers.note     | 9  | there is no key '
            severity: warn                | severity: error              | rules.staff_within_teachers.severity | 4  | severities are refuse, quarantine, warn
            left: [staff]                 | left: [stuff]                | rules.staff_within_teachers.left     | 6  | no column 'stuff'
            left: [staff]                 | left: [school_name]          | rules.staff_within_teachers.left     | 6  | no column of numbers
            left: [staff]                 | left: []                     | rules.staff_within_teachers.left     | 6  | left needs columns
            [teachers_<stage>]            | [teachers_<stages>]          | rules.staff_within_teachers.right    | 8  | no column 'teachers_<stages>'
            [teachers_<stage>]            | [staff_<stage>]              | rules.staff_within_teachers.right    | 8  | no column 'staff_<stage>'
            factor: 0.5                   | factor: 0                    | rules.staff_within_teachers.factor   | 9  | above 0
            factor: 0.5                   | value: 3                     | rules.staff_within_teachers.value    | 9  | in the place of right
            factor: 0.5                   | when: {column: staff, above: 0} | rules.staff_within_teachers.when  | 9  | not for a rule of kind comparison
            tolerance: 0.1                | tolerance: -0.1              | rules.staff_within_teachers.tolerance | 10 | from 0
            advice: {zh: 建议, en: advice} | advice: {zh: 建议}           | rules.staff_within_teachers.advice   | 11 | zh and in en
            staff_where_private:          | staff_within_teachers:       | rules.staff_within_teachers          | 12 | stands twice
            staff_where_private:          | range:                       | rules.range                          | 12 | every profile has
            {column: ownership, is: ['2']} | {column: ownership}         | rules.staff_where_private.when.is    | 16 | either is
            {column: ownership, is: ['2']} | {column: owner, is: ['2']}  | rules.staff_where_private.when.column | 16 | no column 'owner'
            {column: ownership, is: ['2']} | {column: ownership, above: 2} | rules.staff_where_private.when.above | 16 | columns of numbers
            {column: ownership, is: ['2']} | {column: counted, is: ['yes']} | rules.staff_where_private.when.is | 16 | never 'yes'
            {column: ownership, is: ['2']} | {column: staff, is: ['2']}  | rules.staff_where_private.when.is    | 16 | never '2'
            right: [computers]            | operator: '='                | rules.people.operator                | 26 | not for a rule of kind sum
            kind: sum                     | kind: off                    | rules.people.severity                | 23 | there is no key '
            level: school                 | level: village               | rules.people_change.level            | 32 | level must be
            ratio: 0.3                    | ratio: 0                     | rules.people_change.ratio            | 35 | above 0
            absolute: 50                  | absolute: -1                     | rules.people_change.absolute         | 36 | from 0
            measure: swapped              | measure: turned              | rules.people_drift.measure           | 42 | blank_share, median_ratio or swapped
            measure: swapped              | measure: median_ratio        | rules.people_drift.apart             | 46 | not for a rule of kind median_ratio
            level: county                 | level: school                | rules.people_drift.level             | 41 | level must be
            schools: 5                    | schools: 0                   | rules.people_drift.schools           | 47 | from 1
            schools: 5                    | schools: 5.5                 | rules.people_drift.schools           | 47 | 5.5
            """)
    void a_faulty_rule_is_reported_with_file_line_and_key(String good, String bad, String key, long line, String why) {
        assertThat(RULES).contains(good);
        var at = RULES.indexOf(good);
        var fault = fault(SHARED, RULES.substring(0, at) + bad + RULES.substring(at + good.length()));
        assertThat(fault.place().file()).endsWith("/" + SHARED);
        assertThat(fault.what().en()).contains(why);
        assertThat(fault.place().column() + " " + fault.place().line()).isEqualTo(key + " " + line);
    }

    @ParameterizedTest
    @CsvSource({"people_change,refuse", "people_change,quarantine", "people_drift,quarantine"})
    void what_rests_on_last_year_keeps_no_row_out(String id, String severity) {
        int at = RULES.indexOf("severity: ", RULES.indexOf(id));
        var fault = fault(
                SHARED, RULES.substring(0, at) + "severity: " + severity + RULES.substring(RULES.indexOf('\n', at)));
        assertThat(fault.place().column()).isEqualTo("rules." + id + ".severity");
        assertThat(fault.what().en()).contains("last year's figure may be the wrong one");
    }

    @Test
    void a_rule_of_a_profile_on_a_column_that_it_does_not_map_is_reported() {
        var fault = fault(OWN, RULES.replace("computers", "classes_<stage>"));
        assertThat(fault.place()).hasToString(OWN + ":21 [rules.people]");
        assertThat(fault.what().en()).contains("does not map");
    }

    @Test
    void a_code_that_a_list_lacks_is_reported_in_the_rules_of_a_profile() {
        var fault = fault(OWN, RULES.replace("is: ['2']", "is: ['7']"));
        assertThat(fault.place()).hasToString(OWN + ":16 [rules.staff_where_private.when.is]");
    }

    @Test
    void rules_of_no_profile_and_a_shared_rule_out_of_force_are_reported() {
        assertThat(fault(SHARED, "rules:\n  people: {kind: off}\n").place())
                .hasToString(overlay.getFileName() + "/" + SHARED + ":2 [rules.people.kind]");
        assertThat(fault("census/yy/rules.yaml", RULES).what().en()).contains("there is no census/yy/profile.yaml");
    }

    private FaultException fault(String path, String text) {
        var country = MadeUpCountry.in(overlay).with(path, text);
        var fault = catchThrowableOfType(FaultException.class, country::rulebook);
        assertThat(fault).as("a fault of the facts").isNotNull();
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        return fault;
    }
}
