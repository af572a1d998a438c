package org.junheng.rulebook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.terms.Stage;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads one YAML file of facts into a record and knows the line of each of its keys. */
final class FactsReader {
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // 0.50 stays 0.50: the last digit that a fact writes is its smallest unit.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(new SimpleModule()
                    .addDeserializer(Stage.class, new StageById())
                    .addDeserializer(Bilingual.class, new TextsByLanguage())
                    .addKeyDeserializer(Stage.class, new StageKey()))
            .build();

    private static final class StageById extends StdDeserializer<Stage> {
        private static final long serialVersionUID = 1L;

        StageById() {
            super(Stage.class);
        }

        @Override
        public Stage deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Stage.of(parser.getText());
        }
    }

    private static final class TextsByLanguage extends StdDeserializer<Bilingual> {
        private static final long serialVersionUID = 1L;

        TextsByLanguage() {
            super(Bilingual.class);
        }

        @Override
        public Bilingual deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var node = context.readTree(parser);
            if (!(node instanceof ObjectNode texts) || texts.size() != 2 || !texts.has("zh") || !texts.has("en")) {
                throw new IllegalArgumentException("a text stands in zh and in en, as {zh: …, en: …}; found " + node);
            }
            return new Bilingual(texts.get("zh").asText(), texts.get("en").asText());
        }
    }

    private static final class StageKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return Stage.of(key);
        }
    }

    private FactsReader() {}

    /**
     * Binds a file to a record.
     *
     * @throws FaultException of kind FACTS, with file, line and key, when the file does not fit the record
     */
    static <T> T read(Path file, Class<T> type) {
        var text = text(file);
        new YamlCheck(file).check(text);
        try {
            return YAML.readValue(text, type);
        } catch (JsonMappingException fault) {
            var steps = new ArrayList<String>();
            fault.getPath()
                    .forEach(step ->
                            steps.add(step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName()));
            var root = root(fault);
            if (root instanceof Facts.KeyFault keyFault) {
                steps.add(keyFault.key());
            }
            var reason = reason(root);
            throw fault(file, lineOf(text, steps.toArray(String[]::new)), String.join(".", steps), reason, fault);
        } catch (JsonProcessingException fault) {
            var line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
            throw fault(file, line, null, fault.getOriginalMessage(), fault);
        }
    }

    private static String reason(Throwable root) {
        if (root instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .toList();
            return "there is no key '%s' here, only: %s".formatted(unknown.getPropertyName(), String.join(", ", known));
        }
        return root instanceof JsonProcessingException json ? json.getOriginalMessage() : root.getMessage();
    }

    private static Throwable root(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The text of a file, strictly UTF-8, without a byte order mark. */
    static String text(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw fault(file, 0, null, "cannot be read: " + unreadable.getMessage(), unreadable);
        }
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            var line = out.flip().chars().filter(character -> character == '\n').count() + 1;
            throw fault(file, line, null, "is not UTF-8; save it as UTF-8", null);
        }
        var text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A fault found by a check across keys or files. */
    static FaultException fault(Path file, String reason, String... key) {
        return fault(file, lineOf(text(file), key), String.join(".", key), reason, null);
    }

    /** A fault below a key. */
    static FaultException fault(Path file, RuntimeException reason, String... key) {
        var steps = new ArrayList<>(List.of(key));
        if (reason instanceof Facts.KeyFault keyFault) {
            steps.add(keyFault.key());
        }
        return fault(file, reason.getMessage(), steps.toArray(String[]::new));
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

    /** The lines of the entries of a list at the top of a file; empty where it has no such list. */
    static List<Long> lines(Path file, String list) {
        var lines = new ArrayList<Long>();
        if (new Yaml().compose(new StringReader(text(file))) instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(list)
                        && entry.getValueNode() instanceof SequenceNode entries) {
                    entries.getValue()
                            .forEach(node -> lines.add(node.getStartMark().getLine() + 1L));
                }
            }
        }
        return lines;
    }

    /** The line of a key, or of its nearest ancestor that the file has. */
    /** Whether a file has a key. */
    static boolean has(Path file, List<String> key) {
        Node node = new Yaml().compose(new StringReader(text(file)));
        for (var step : key) {
            if (!(node instanceof MappingNode mapping)) {
                return false;
            }
            node = mapping.getValue().stream()
                    .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                            && name.getValue().equals(step))
                    .map(org.yaml.snakeyaml.nodes.NodeTuple::getValueNode)
                    .findFirst()
                    .orElse(null);
        }
        return node != null;
    }

    static long lineOf(String text, String... key) {
        Node node;
        try {
            node = new Yaml().compose(new StringReader(text));
        } catch (RuntimeException unparsable) {
            return 0;
        }
        long line = node == null ? 0 : node.getStartMark().getLine() + 1L;
        for (var step : key) {
            if (node instanceof SequenceNode list && step.startsWith("[")) {
                int index = Integer.parseInt(step.substring(1, step.length() - 1));
                if (index < 0 || index >= list.getValue().size()) {
                    return line;
                }
                node = list.getValue().get(index);
                line = node.getStartMark().getLine() + 1L;
                continue;
            }
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
