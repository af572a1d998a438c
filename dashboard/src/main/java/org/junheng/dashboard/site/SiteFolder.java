package org.junheng.dashboard.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a site is written: first as a draft beside, which takes the place of an earlier site when it is whole, so that a web
 * server never shows half of one.
 */
public final class SiteFolder {
    /** The file by which a folder is known as one of ours. */
    static final String MARK = "junheng-site.json";

    private final Path folder;
    private final Path draft;
    private final Path old;

    private SiteFolder(Path folder) {
        this.folder = folder;
        this.draft = folder.resolveSibling("." + folder.getFileName() + ".draft");
        this.old = folder.resolveSibling("." + folder.getFileName() + ".old");
    }

    /** The folder; empty where it holds what is no earlier site, which is not ours to replace. */
    public static Optional<SiteFolder> of(Path out) throws IOException {
        var folder = out.toAbsolutePath().normalize();
        if (folder.getFileName() == null || (Files.exists(folder) && !Files.isDirectory(folder))) {
            return Optional.empty();
        }
        if (Files.exists(folder) && !Files.exists(folder.resolve(MARK))) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new SiteFolder(folder));
    }

    /** An empty folder to write to; what a run that was killed left there is removed. */
    Path draft() throws IOException {
        remove(draft);
        return Files.createDirectories(draft);
    }

    /** The draft becomes the site. */
    void publish() throws IOException {
        remove(old);
        if (Files.exists(folder)) {
            Files.move(folder, old);
        }
        Files.move(draft, folder);
        remove(old);
    }

    void discard() throws IOException {
        remove(draft);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(SiteFolder::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
