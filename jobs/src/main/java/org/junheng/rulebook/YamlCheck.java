package org.junheng.rulebook;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import org.junheng.terms.FaultException;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Refuses what a file of facts must not hold, before it is bound to a record: the binding sees neither a key that stands
 * twice nor the line of a value that was left out, and would follow aliases without end.
 */
final class YamlCheck {
    private final Path file;
    private final Deque<String> path = new ArrayDeque<>();

    YamlCheck(Path file) {
        this.file = file;
    }

    void check(String text) {
        Node root;
        try {
            for (var event : new Yaml().parse(new StringReader(text))) {
                if (event instanceof AliasEvent alias) {
                    throw fault(alias.getStartMark().getLine() + 1L, "*" + alias.getAnchor(), "aliases are not read");
                }
            }
            root = new Yaml().compose(new StringReader(text));
        } catch (MarkedYAMLException fault) {
            var mark = fault.getProblemMark();
            throw FactsReader.fault(file, mark == null ? 1 : mark.getLine() + 1L, null, fault.getProblem(), fault);
        } catch (YAMLException fault) {
            throw FactsReader.fault(file, 1, null, fault.getMessage(), fault);
        }
        if (root == null) {
            throw fault(1, null, "the file is empty");
        }
        check(root);
    }

    private void check(Node node) {
        if (node instanceof MappingNode mapping) {
            var keys = new HashSet<String>();
            for (var entry : mapping.getValue()) {
                var line = entry.getKeyNode().getStartMark().getLine() + 1L;
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    throw fault(line, key(), "a key must be a text");
                }
                path.addLast(key.getValue());
                if (!keys.add(key.getValue())) {
                    throw fault(line, key(), "the key stands twice");
                }
                check(entry.getValueNode());
                path.removeLast();
            }
        } else if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                path.addLast("[" + i + "]");
                check(list.getValue().get(i));
                path.removeLast();
            }
        } else if (Tag.NULL.equals(node.getTag()) && !isWrittenNull(node)) {
            throw fault(node.getStartMark().getLine() + 1L, key(), "the value is missing");
        }
    }

    /** Whether somebody wrote null, as for a figure that the source lost; a blank is a slip. */
    private static boolean isWrittenNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals("null");
    }

    private String key() {
        return String.join(".", path);
    }

    private FaultException fault(long line, String key, String reason) {
        return FactsReader.fault(file, line, key, reason, null);
    }
}
