package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.dashboard.page.Words.Word;

/**
 * Where {@link Words} come from: the words of the workbooks, the codes and the rules of the census, each from the facts that others
 * read too, and what only pages need.
 */
final class WordLists {
    private WordLists() {}

    static Words read(ObjectMapper yaml) throws IOException {
        var lists = new LinkedHashMap<>(yaml.readValue(Pages.resource("shared/common.yaml"), Workbooks.class)
                .words());
        var own = yaml.readValue(Pages.resource("words.yaml"), Own.class);
        lists.putAll(own.lists());
        for (var list : own.codes()) {
            lists.put(list, codes(list));
        }
        var rules = yaml.readValue(Pages.resource("census/rules.yaml"), Census.class)
                .rules();
        rules.forEach((id, rule) -> lists.get(own.rules()).put(id, rule.title()));
        return Words.of(lists, own.tones());
    }

    private static LinkedHashMap<String, Word> codes(String list) throws IOException {
        var words = new LinkedHashMap<String, Word>();
        var text = new InputStreamReader(Pages.resource("codes/" + list + ".csv"), StandardCharsets.UTF_8);
        try (var rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            rows.forEach(row ->
                    words.put(row.getField("code"), new Word(row.getField("zh"), row.getField("en"), null, null)));
        }
        return words;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Workbooks(LinkedHashMap<String, LinkedHashMap<String, Word>> words) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Census(Map<String, Rule> rules) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Rule(Word title) {}

    /**
     * @param codes lists of the census, each a table of its name with the columns code, zh and en
     * @param rules the list to which the rules of every census are added
     * @param tones by sign
     */
    private record Own(
            List<String> codes,
            String rules,
            Map<String, String> tones,
            LinkedHashMap<String, LinkedHashMap<String, Word>> lists) {}
}
