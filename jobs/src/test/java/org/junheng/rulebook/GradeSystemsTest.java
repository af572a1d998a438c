package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junheng.terms.FaultException;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which stage a grade belongs to, under 规定年制 (C2). */
class GradeSystemsTest {
    private static final Rulebook SHIPPED = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
    private static final GradeSystems FLAT =
            GradeSystems.of(SHIPPED, SHIPPED.profiles().get("junheng-flat"));

    @TempDir
    Path overlay;

    private static String stages(GradeSystems systems, String system) {
        var stages = new StringBuilder();
        IntStream.rangeClosed(0, 10)
                .forEach(grade -> stages.append(systems.stageOf(grade, system)
                        .map(stage -> stage.id().substring(0, 1))
                        .orElse("-")));
        return stages.toString();
    }

    @Test
    void six_and_three_or_five_and_four_grades_decide_the_stage() {
        assertThat(stages(FLAT, "63")).isEqualTo("-ppppppjjj-");
        assertThat(stages(FLAT, "54")).isEqualTo("-pppppjjjj-");
        assertThat(FLAT.gradesOf(Stage.JUNIOR, "63")).contains(3);
        assertThat(FLAT.gradesOf(Stage.JUNIOR, "54")).contains(4);
        assertThat(FLAT.gradesOf(Stage.SENIOR, "63")).isEmpty();
    }

    @Test
    void without_a_system_nothing_can_be_told_unless_the_profile_has_a_default() {
        assertThat(stages(FLAT, null)).isEqualTo("-----------");
        var rulebook = withGradeSystem("grade_system: {header: system, default: '54', optional: true}");
        var systems = GradeSystems.of(rulebook, rulebook.profiles().get(MadeUpCountry.ID));
        assertThat(stages(systems, null)).isEqualTo("-pppppjjjj-");
        assertThat(stages(systems, "63")).isEqualTo("-ppppppjjj-");
    }

    @Test
    void a_constant_of_the_profile_is_its_default() {
        var rulebook = withGradeSystem("grade_system: {constant: '63'}");
        assertThat(stages(GradeSystems.of(rulebook, rulebook.profiles().get(MadeUpCountry.ID)), null))
                .isEqualTo("-ppppppjjj-");
    }

    @Test
    void a_system_that_the_list_does_not_describe_is_not_taken_for_the_default() {
        var rulebook = MadeUpCountry.in(overlay)
                .with(
                        "codes/grade_system.csv",
                        "code,zh,en,grades_primary,grades_junior\n63,六三,6+3,6,3\n54,五四,5+4,5,4\n99,他,other,,\n")
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE + "  grade_system: {header: system, default: '63', optional: true}\n")
                .rulebook();
        var systems = GradeSystems.of(rulebook, rulebook.profiles().get(MadeUpCountry.ID));
        assertThat(stages(systems, "99")).isEqualTo("-----------");
        assertThat(stages(systems, "77")).isEqualTo("-----------");
        assertThat(stages(systems, null)).isEqualTo("-ppppppjjj-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"six", "0", "-1", "12", "5.5"})
    void a_number_of_grades_that_is_none_is_reported_with_its_column(String grades) {
        var fault = catchThrowableOfType(FaultException.class, () -> MadeUpCountry.in(overlay)
                .with("codes/grade_system.csv", "code,zh,en,grades_primary\n63,六三,6+3," + grades + "\n")
                .rulebook());
        assertThat(fault.place()).hasToString(overlay.getFileName() + "/codes/grade_system.csv:2 [grades_primary]");
    }

    private Rulebook withGradeSystem(String mapping) {
        return MadeUpCountry.in(overlay)
                .with("census/xx-primary/profile.yaml", MadeUpCountry.PROFILE + "  " + mapping + "\n")
                .rulebook();
    }
}
