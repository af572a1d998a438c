package org.junheng.rulebook;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.terms.FaultException;

/**
 * By what the version of a snapshot rises.
 *
 * @param subjects tables whose rows readers hold on to: one that vanishes is a removal, a new one an addition
 * @param byNature tables whose rows come and go with the data
 * @param declarations folders of facts that hold data which people declare, and no rules
 */
public record VersionFacts(List<String> subjects, List<String> byNature, List<String> declarations)
        implements Serializable {
    static final String FILE = "summary/versions.yaml";

    /** Without the file: no row is a subject, and every fact is a rule. */
    static final VersionFacts NONE = new VersionFacts(List.of(), List.of(), List.of());

    public VersionFacts {
        subjects = List.copyOf(Facts.required(subjects, "subjects"));
        byNature = List.copyOf(Facts.required(byNature, "by_nature"));
        declarations = List.copyOf(Facts.required(declarations, "declarations"));
        for (var table : subjects) {
            if (byNature.contains(table)) {
                throw new IllegalArgumentException("table " + table + " stands under subjects and under by_nature");
            }
        }
    }

    /** Whether a file of facts, by its path in the folder, holds rules and no declared data. */
    boolean isRule(String file) {
        return declarations.stream().noneMatch(folder -> file.startsWith(folder + "/"));
    }

    /**
     * The overlay's file, else the shipped one.
     *
     * @throws FaultException of kind FACTS, with file, line and key
     */
    public static VersionFacts read(Path shipped, Optional<Path> overlay) {
        return Stream.concat(overlay.stream(), Stream.of(shipped))
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(VersionFacts::read)
                .orElse(NONE);
    }

    static VersionFacts read(Path file) {
        return FactsReader.read(file, VersionFacts.class);
    }
}
