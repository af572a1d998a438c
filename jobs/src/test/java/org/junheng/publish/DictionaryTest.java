package org.junheng.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Optional;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DictionaryTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void the_page_in_docs_is_what_the_facts_give(Language language) throws Exception {
        var home = TestRun.home();
        var file = home.resolve("docs").resolve(Dictionary.fileName(language));
        assertThat(Files.readString(file))
                .as("docs/%s is not current; run: ./junheng dictionary --out docs", Dictionary.fileName(language))
                .isEqualTo(Dictionary.page(Rulebook.read(home.resolve("schemas"), Optional.empty()), language));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_table_view_and_macro_has_its_place_and_every_link_leads_to_one(Language language) {
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
        var page = Dictionary.page(rulebook, language);
        rulebook.tables().keySet().forEach(name -> assertThat(page)
                .contains("](#" + name + ")", "\n### " + name + "\n"));
        rulebook.summary().views().keySet().forEach(name -> assertThat(page)
                .contains("](#" + name + ")", "\n### " + name + "\n"));
        rulebook.summary().macros().keySet().forEach(name -> assertThat(page)
                .contains("](#" + name + ")", "<a id=\"" + name + "\"></a>"));
        // A bar inside a text would break the row.
        var rows = page.lines().filter(line -> line.startsWith("| `")).toList();
        assertThat(rows).hasSizeGreaterThan(700).allMatch(row -> {
            int bars = row.replace("\\|", "").replaceAll("[^|]", "").length();
            return bars == 6 || bars == 3;
        });
    }
}
