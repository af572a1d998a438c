package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junheng.measure.KernelCensus.row;

import java.math.BigDecimal;
import org.assertj.core.data.Percentage;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.Test;

/** The few worked examples that others published, figure by figure. */
class PublishedExamplesTest {
    /**
     * 县域义务教育校际均衡指标计算方法（以生均图书册数为例）: five primary schools, https://m.777doc.com/doc-2019910.html (the same text at
     * https://360docs.net/doc/7e8843742.html).
     */
    private static final double[] STUDENTS = {45, 37, 89, 76, 55};

    private static final double[] BOOKS = {279, 137, 935, 160, 402};

    private static final Percentage TWELVE_DIGITS = Percentage.withPercentage(1e-10);

    private final InequalityMeasures books = InequalityMeasures.of(BOOKS, STUDENTS, 1);

    @Test
    void the_books_of_five_schools_have_the_weighted_cv_of_the_published_example() {
        assertThat(books.students()).isEqualTo(302);
        assertThat(books.resource()).isEqualTo(1913);
        // 1913 / 302
        assertThat(books.mean()).isCloseTo(6.3344370860927155, within(1e-12));
        assertThat(books.sd()).isCloseTo(3.263860705195375, within(1e-12));
        assertThat(books.cv()).isCloseTo(0.5152566298844764, within(1e-12));
    }

    @Test
    void the_printed_figures_of_the_books_example_are_these_rounded() {
        assertThat(books.mean()).isCloseTo(6.33, within(0.005));
        assertThat(books.sd() * books.sd()).isCloseTo(10.65, within(0.005));
        assertThat(books.sd()).isCloseTo(3.26, within(0.005));
        assertThat(books.cv()).isCloseTo(0.52, within(0.005));
        double[] booksPerStudent = {6.20, 3.70, 10.51, 2.11, 7.31};
        double[] term = {0.003, 0.85, 5.13, 4.50, 0.17};
        double[] halfUnit = {0.0005, 0.005, 0.005, 0.005, 0.005};
        for (int i = 0; i < 5; i++) {
            double value = BOOKS[i] / STUDENTS[i];
            assertThat(value).isCloseTo(booksPerStudent[i], within(0.005));
            double distance = value - books.mean();
            assertThat(STUDENTS[i] / 302 * distance * distance).isCloseTo(term[i], within(halfUnit[i]));
        }
    }

    @Test
    void the_published_cv_is_not_the_one_that_counts_every_school_once() {
        // Printed 0.52; unweighted population form 0.488771 (the sample form would be 0.546462).
        assertThat(books.cvUnweighted()).isCloseTo(0.488771, within(5e-7));
    }

    @Test
    void the_other_measures_of_the_books_example_are_those_computed_independently() {
        // Σ_{i<j} |x_i P_j − x_j P_i| / (Σ x · Σ P) = 166603 / (1913 · 302) = 0.28837718919 exactly; the reference
        // 0.288377187 differs from it by 2.2e-9, more than half a unit of its last digit.
        assertThat(books.gini()).isCloseTo(166603.0 / 577726, TWELVE_DIGITS);
        assertThat(books.gini()).isCloseTo(0.288377187, within(3e-9));
        assertThat(books.theilT()).isCloseTo(0.143629555, within(5e-10));
        assertThat(books.theilL()).isCloseTo(0.171037145, within(5e-10));
        assertThat(books.atkinson1()).isCloseTo(0.157209733, within(5e-10));
        assertThat(books.atkinson05()).isCloseTo(0.075864029, within(5e-10));
        // By value: 160/76, 137/37, 279/45: cumulative 76, 113, 158 ≥ 302/2, so the median is 279/45.
        assertThat(books.p50()).isEqualTo(6.2);
        // (160 + 137 + 279) / (6.2 · (76 + 37 + 45)) = 576 / 979.6
        assertThat(books.mcloone()).isCloseTo(0.587995100, within(5e-10));
        // (279 + 402 + 935) / (6.2 · (45 + 55 + 89)) = 1616 / 1171.8
        assertThat(books.verstegen()).isCloseTo(1.379074927, within(5e-10));
    }

    /** 县域内义务教育阶段均衡发展差异系数计算的拆分问题, https://www.dyhzdl.cn/k/doc/da4bfb8403d8ce2f0166234d.html. */
    @Test
    void a_nine_year_school_splits_23226_books_as_the_published_example_does() {
        // The shared facility takes the place of the books: 166 + 1.1 · 210 = 397 weighted pupils.
        var school = row("5303000001", "312")
                .with("students_primary", 166)
                .with("students_junior", 210)
                .with("teaching_area", 23226)
                .with("indoor_sports_area", 0);
        var primary = teachingArea(school, Stage.PRIMARY);
        var junior = teachingArea(school, Stage.JUNIOR);
        assertThat(primary.numerator()).isCloseTo(23226.0 * 166 / 397, TWELVE_DIGITS);
        assertThat(junior.numerator()).isCloseTo(23226 * 231.0 / 397, TWELVE_DIGITS);
        assertThat(primary.numerator()).isCloseTo(9711.627204, within(5e-7));
        assertThat(junior.numerator()).isCloseTo(13514.372796, within(5e-7));
        // Printed: 58.5 a primary pupil; 9711 = 58.5 · 166 without its decimals, 13515 the rest of 23226.
        assertThat(primary.value()).isCloseTo(58.5, within(0.05));
        assertThat(primary.numerator()).isCloseTo(9711, within(1.0));
        assertThat(junior.numerator()).isCloseTo(13515, within(1.0));
        // 23226 / 397 a weighted pupil, so 1.1 of it a junior pupil
        assertThat(junior.value()).isCloseTo(1.1 * primary.value(), TWELVE_DIGITS);
    }

    @Test
    void a_twelve_year_school_splits_by_1_and_1_1_and_1_32() {
        // 166 + 1.1 · 210 + 1.32 · 100 = 529
        var school = row("5303000001", "345")
                .with("students_primary", 166)
                .with("students_junior", 210)
                .with("students_senior", 100)
                .with("teaching_area", 5290)
                .with("indoor_sports_area", 0);
        var primary = teachingArea(school, Stage.PRIMARY);
        var junior = teachingArea(school, Stage.JUNIOR);
        assertThat(primary.numerator()).isCloseTo(1660, TWELVE_DIGITS);
        assertThat(junior.numerator()).isCloseTo(2310, TWELVE_DIGITS);
        assertThat(junior.value()).isCloseTo(1.1 * primary.value(), TWELVE_DIGITS);
    }

    @Test
    void a_complete_middle_school_splits_by_1_and_1_2() {
        // B / (B + 1.2 C) = 210 / (210 + 120) = 7/11
        var school = row("5303000001", "341")
                .with("students_junior", 210)
                .with("students_senior", 100)
                .with("teaching_area", 3300)
                .with("indoor_sports_area", 0);
        var junior = teachingArea(school, Stage.JUNIOR);
        assertThat(junior.numerator()).isCloseTo(2100, TWELVE_DIGITS);
        assertThat(junior.share()).isCloseTo(7.0 / 11, TWELVE_DIGITS);
    }

    @Test
    void teachers_are_never_split() {
        var school = row("5303000001", "312")
                .with("students_primary", 166)
                .with("students_junior", 210)
                .with("backbone_teachers_primary", 3)
                .with("backbone_teachers_junior", 7);
        var primary = school.stage(Stage.PRIMARY).values().get(1);
        var junior = school.stage(Stage.JUNIOR).values().get(1);
        assertThat(primary.numerator()).isEqualTo(3);
        assertThat(primary.share()).isEqualTo(1);
        assertThat(primary.value()).isCloseTo(300.0 / 166, TWELVE_DIGITS);
        assertThat(junior.numerator()).isEqualTo(7);
        assertThat(junior.value()).isCloseTo(700.0 / 210, TWELVE_DIGITS);
    }

    private static SchoolStage.Value teachingArea(KernelCensus.Row school, Stage stage) {
        return school.stage(stage).values().stream()
                .filter(value -> value.indicator().id().equals("teaching_area_per_student"))
                .findFirst()
                .orElseThrow();
    }

    /**
     * 鸠江区2023年义务教育基本均衡发展状况监测结果 (primary, seven indicators),
     * https://www.jjq.gov.cn/openness/grassroots/6603441/38916753.html.
     */
    @Test
    void of_the_seven_primary_cvs_of_jiujiang_2023_only_the_second_exceeds_its_limit_though_it_prints_as_0_50() {
        double[] mean = {5.515273, 0.887611, 0.879277, 4.563288, 7.925946, 2496.674864, 2.784743};
        double[] deviation = {1.643162, 0.445392, 0.353427, 1.316139, 2.975795, 780.914372, 1.097759};
        double[] printed = {0.297929, 0.501787, 0.401952, 0.288419, 0.37545, 0.312782, 0.394205};
        var limit = KernelCensus.NATIONAL.cvLimit().get(Stage.PRIMARY);
        assertThat(limit).isEqualByComparingTo(new BigDecimal("0.50"));
        for (int i = 0; i < 7; i++) {
            double cv = deviation[i] / mean[i];
            assertThat(cv).isCloseTo(printed[i], within(5e-7));
            assertThat(CountyJudgement.isWithin(cv, limit))
                    .as("indicator %d", i + 1)
                    .isEqualTo(i != 1);
            assertThat(CountyJudgement.isWithin(printed[i], limit))
                    .as("indicator %d", i + 1)
                    .isEqualTo(i != 1);
        }
        assertThat("%.2f".formatted(printed[1])).isEqualTo("0.50");
    }
}
