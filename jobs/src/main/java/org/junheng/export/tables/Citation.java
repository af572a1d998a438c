package org.junheng.export.tables;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.terms.Bilingual;

/**
 * How to cite an export, in the Citation File Format 1.2.0 (citation-file-format.github.io). No date: a clock would make
 * equal results unequal, and the snapshot id names them better.
 */
record Citation(ExportContent content) {
    static final String FILE = "CITATION.cff";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    void write(Writer out) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        var publisher = content.publication().publisher();
        all.put("cff-version", "1.2.0");
        all.put("message", content.publication().texts().citationMessage().both());
        all.put("type", "dataset");
        all.put("title", content.title().both());
        all.put(
                "version",
                content.filled(new Bilingual("<version>", "<version>")).zh());
        all.put(
                "identifiers",
                List.of(ordered(
                        "type",
                        "other",
                        "value",
                        content.origin().id(),
                        "description",
                        "快照编号 / snapshot id of Junheng")));
        var texts = new ArrayList<>(content.warnings());
        texts.add(content.summary());
        all.put(
                "abstract",
                String.join("\n", texts.stream().map(Bilingual::zh).toList()) + "\n"
                        + String.join("\n", texts.stream().map(Bilingual::en).toList()));
        all.put("authors", List.of(Map.of("name", publisher.name().both())));
        if (publisher.licence() != null) {
            all.put("license", publisher.licence());
        }
        out.write(YAML.writeValueAsString(all));
    }

    private static Map<String, Object> ordered(String... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
