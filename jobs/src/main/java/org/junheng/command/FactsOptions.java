package org.junheng.command;

import com.beust.jcommander.Parameter;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.rulebook.Rulebook;

/** Where the facts stand: those that came with the program, and an overlay. */
final class FactsOptions {
    @Parameter(names = "--schemas", descriptionKey = "facts.schemas", placeholder = "DIR")
    private Path schemas;

    /** The shipped facts: beside the launcher, or where the program runs. */
    static Path shipped() {
        return Path.of(System.getProperty("junheng.home", ".")).resolve("schemas");
    }

    Optional<Path> overlay() {
        return Optional.ofNullable(schemas);
    }

    Rulebook read() {
        return Rulebook.read(shipped(), overlay());
    }
}
