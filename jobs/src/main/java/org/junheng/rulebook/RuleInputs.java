package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Reads {@code inputs/*.yaml}: inputs that all standards share. */
final class RuleInputs {
    private record InputsFile(LinkedHashMap<String, RuleInput> inputs) {
        InputsFile {
            Facts.required(inputs, "inputs");
        }
    }

    private RuleInputs() {}

    /**
     * Reads the files; no name may stand in two of them.
     *
     * @param columns the columns of censuses and county sheets, whose names no input may take
     */
    static Map<String, RuleInput> read(SortedMap<String, Path> files, Map<String, CanonicalColumn> columns) {
        var all = new LinkedHashMap<String, RuleInput>();
        files.forEach(
                (id, file) -> FactsReader.read(file, InputsFile.class).inputs().forEach((name, draft) -> {
                    if (all.containsKey(name) || columns.containsKey(name)) {
                        throw FactsReader.fault(file, "the name is taken by another input or column", "inputs", name);
                    }
                    try {
                        all.put(name, draft.named(name));
                    } catch (IllegalArgumentException fault) {
                        throw FactsReader.fault(file, fault, "inputs", name);
                    }
                }));
        return all;
    }

    /** Inputs as a standard's file has them, each with its name. */
    static Map<String, RuleInput> named(Map<String, RuleInput> drafts) {
        var all = new LinkedHashMap<String, RuleInput>();
        if (drafts != null) {
            drafts.forEach((name, draft) -> all.put(name, draft.named(name)));
        }
        return all;
    }
}
