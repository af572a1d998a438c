package org.junheng.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one YAML file of facts into a record and knows the line of each of its keys. */
final class FactsReader {
    private static final ObjectMapper YAML = JsonMapper.builder(
                    YAMLFactory.builder().loaderOptions(strictOptions()).build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FactsReader() {}

    private static LoaderOptions strictOptions() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        return options;
    }

    /**
     * Binds a file to a record.
     *
     * @throws FaultException of kind FACTS, with file, line and key, when the file does not fit the record
     */
    static <T> T read(Path file, Class<T> type) {
        String text = text(file);
        try {
            return YAML.readValue(text, type);
        } catch (JsonMappingException fault) {
            var key = fault.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            var lines = lineOf(text, key.isEmpty() ? new String[0] : key.split("\\."));
            throw fault(file, lines, key, reason(fault), fault);
        } catch (JsonProcessingException fault) {
            var line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
            throw fault(file, line, null, fault.getOriginalMessage(), fault);
        }
    }

    private static String reason(JsonMappingException fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw fault(file, 0, null, "cannot be read as UTF-8: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A fault found by a check across keys or files. */
    static FaultException fault(Path file, String reason, String... key) {
        return fault(file, lineOf(text(file), key), String.join(".", key), reason, null);
    }

    static FaultException fault(Path file, long line, String key, String reason, Throwable cause) {
        return new FaultException(
                FaultException.Kind.FACTS,
                "facts.faulty",
                new Place(shortName(file), line, key == null || key.isEmpty() ? null : key),
                new Bilingual("事实文件有误：" + reason, "facts file at fault: " + reason),
                new Bilingual(
                        "请按 schemas/README.md 改正这一处后重试", "mend this place as schemas/README.md says, then run again"),
                cause);
    }

    private static String shortName(Path file) {
        int names = file.getNameCount();
        return file.subpath(Math.max(0, names - 3), names).toString();
    }

    /** The line of a key, or of its nearest ancestor that the file has. */
    static long lineOf(String text, String... key) {
        Node node;
        try {
            node = new Yaml(strictOptions()).compose(new StringReader(text));
        } catch (RuntimeException unparsable) {
            return 0;
        }
        long line = node == null ? 0 : node.getStartMark().getLine() + 1L;
        for (var step : key) {
            if (!(node instanceof MappingNode mapping)) {
                return line;
            }
            Node next = null;
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(step)) {
                    next = entry.getValueNode();
                    line = entry.getKeyNode().getStartMark().getLine() + 1L;
                }
            }
            if (next == null) {
                return line;
            }
            node = next;
        }
        return line;
    }
}
