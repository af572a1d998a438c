package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNameTest {
    @TempDir
    static Path folder;

    static PublishedSummary summary;

    @BeforeAll
    static void open() throws Exception {
        summary = PublishedSummary.open(PublishedWarehouse.in(folder));
    }

    @AfterAll
    static void close() {
        summary.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FROM scholl|没有名为“scholl”的表或视图。是否指：school？|no table or view \"scholl\". Did you mean: school?|DESCRIBE",
                "FROM name|没有名为“name”的表或视图。是否指：named？|Did you mean: named?|SHOW TABLES",
                "FROM zzz|没有名为“zzz”的表或视图。|There is no table or view \"zzz\".|named, school",
                "FROM 学校|没有名为“学校”的表或视图。|There is no table or view \"学校\".|named, school",
                "SELECT nme FROM school|没有列“nme”。是否指：name？|have no column \"nme\". Did you mean: name?|DESCRIBE",
                "SELECT s.nme FROM school s|没有列“nme”。是否指：name？|have no column \"nme\". Did you mean: name?|DESCRIBE",
                "SELECT students FROM named|没有列“students”。|have no column \"students\".|school",
                "SELECT 校名 FROM school|没有列“校名”。|have no column \"校名\".|DESCRIBE",
                "SELECT mean_off(1, 2)|没有函数“mean_off”。是否指：mean_of|no function \"mean_off\". Did you mean: mean_of|mean_of",
                "FROM schools_off(2023)|没有函数“schools_off”。是否指：schools_of|no function \"schools_off\". Did you mean: schools_of|schools_of"
            })
    void is_told_in_both_languages_with_near_names_and_where_to_look(
            String sql, String chinese, String english, String next) {
        var problem = assertThatExceptionOfType(SummaryProblem.class)
                .isThrownBy(() -> summary.select(sql, QueryLimits.DEFAULT))
                .actual();
        assertThat(problem.kind()).isEqualTo(SummaryProblem.Kind.WRONG_QUERY);
        assertThat(problem.describe(Language.ZH)).contains(chinese).hasLineCount(1);
        assertThat(problem.describe(Language.EN)).contains(english).hasLineCount(1);
        assertThat(problem.nextStep(Language.EN)).get().asString().contains(next);
        assertThat(problem.nextStep(Language.ZH)).get().asString().isNotBlank();
    }
}
