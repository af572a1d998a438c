package org.junheng.export.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * The folder that an export writes into. Files are made beside and moved when all are finished, so that no reader meets half an
 * export. What an earlier export wrote, as its {@code datapackage.json} lists, is replaced or removed; other files stay.
 */
final class ExportFolder implements AutoCloseable {
    private static final String DRAFTS = ".junheng-export";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path drafts;
    private final Set<String> earlier;
    private final boolean wasThere;

    private ExportFolder(Path folder, Set<String> earlier, boolean wasThere) {
        this.folder = folder;
        this.drafts = folder.resolve(DRAFTS);
        this.earlier = earlier;
        this.wasThere = wasThere;
    }

    /**
     * Opens a folder for files of these names.
     *
     * @throws FaultException of kind USAGE where a file of such a name is there that no export wrote
     */
    static ExportFolder open(Path folder, Collection<String> names) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "export.out",
                    Place.NOWHERE,
                    Bilingual.format("%s 是文件，不是目录", "%s is a file, not a folder", folder.getFileName()),
                    new Bilingual("请用 --out 指定一个目录", "name a folder with --out"));
        }
        var earlier = earlier(folder);
        var foreign = names.stream()
                .filter(name -> Files.exists(folder.resolve(name)) && !earlier.contains(name))
                .sorted()
                .toList();
        if (!foreign.isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "export.out",
                    Place.NOWHERE,
                    Bilingual.format(
                            "目录中已有不是由导出写成的同名文件：%s",
                            "files of these names are there that no export wrote: %s", String.join(", ", foreign)),
                    new Bilingual("请移走这些文件，或用 --out 指定其他目录", "move them away, or name another folder with --out"));
        }
        var opened = new ExportFolder(folder, earlier, Files.isDirectory(folder));
        opened.removeDrafts();
        Files.createDirectories(opened.drafts);
        return opened;
    }

    /** The names of files that an export into this folder wrote; none where its list is not there or not ours. */
    private static Set<String> earlier(Path folder) throws IOException {
        var list = folder.resolve(DataPackage.FILE);
        if (!Files.isRegularFile(list)) {
            return Set.of();
        }
        JsonNode read;
        try {
            read = JSON.readTree(list.toFile());
        } catch (JsonProcessingException notOurs) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        for (var file : read.path("junheng").path("files")) {
            var name = Path.of(file.asText());
            // Only names in this very folder: a list that somebody changed removes nothing elsewhere.
            if (name.getNameCount() == 1
                    && !name.isAbsolute()
                    && !name.toString().startsWith(".")) {
                names.add(name.toString());
            }
        }
        return names;
    }

    /** Where a file of this name is made. */
    Path draft(String name) {
        return drafts.resolve(name);
    }

    /**
     * Puts the finished files in their places; the list goes first, so that after a failure in between the next export knows
     * what is its own.
     *
     * @return files of an earlier export that were removed
     */
    List<String> publish(List<String> names) throws IOException {
        var stale = new ArrayList<String>();
        for (var name : earlier) {
            if (!names.contains(name) && Files.deleteIfExists(folder.resolve(name))) {
                stale.add(name);
            }
        }
        move(DataPackage.FILE);
        for (var name : names) {
            if (!name.equals(DataPackage.FILE)) {
                move(name);
            }
        }
        return stale;
    }

    private void move(String name) throws IOException {
        Files.move(drafts.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeDrafts() throws IOException {
        if (!Files.isDirectory(drafts)) {
            return;
        }
        try (var files = Files.newDirectoryStream(drafts)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(drafts);
    }

    /** Removes what was not finished, and the folder where it was made for nothing. */
    @Override
    public void close() throws IOException {
        removeDrafts();
        if (!wasThere) {
            try (var files = Files.newDirectoryStream(folder)) {
                if (files.iterator().hasNext()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
