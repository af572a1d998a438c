package org.junheng.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junheng.summary.SummaryProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final String BUNDLE = "org.junheng.summary.messages";

    @Test
    void haveTheSameKeysAndPlaceholdersInBothLanguages() {
        assertThat(Messages.differences(BUNDLE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void describeEveryProblemAndItsNextStep(Kind kind) {
        for (var language : Language.values()) {
            var messages = Messages.of(BUNDLE, language);
            assertThat(messages.text(kind.name())).isNotBlank();
            assertThat(messages.text(kind.name() + ".next")).isNotBlank();
        }
    }

    @Test
    void writeArgumentsPlainly() {
        assertThat(Messages.of(BUNDLE, Language.EN).text("TIME_LIMIT", 2023))
                .isEqualTo("The query was stopped after 2023 seconds.");
    }

    @Test
    void failOnAMissingKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Messages.of(BUNDLE, Language.EN).text("no such key"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, zh_CN.GB18030, -, -, ZH",
                "C.UTF-8, -, -, zh_CN.UTF-8, EN",
                "-, -, zh_TW, en_US.UTF-8, ZH",
                "-, -, -, zh_CN.UTF-8, ZH",
                "-, -, -, -, EN",
                "zh_CN.GBK, C.UTF-8, -, -, ZH"
            })
    void followTheLocaleOfTheUser(String junheng, String all, String messages, String lang, Language expected) {
        var environment = new java.util.HashMap<String, String>();
        environment.put("JUNHENG_LOCALE", junheng);
        environment.put("LC_ALL", all);
        environment.put("LC_MESSAGES", messages);
        environment.put("LANG", lang);
        assertThat(Language.fromEnvironment(environment)).isEqualTo(expected);
        assertThat(Language.fromEnvironment(Map.of())).isEqualTo(Language.EN);
    }
}
