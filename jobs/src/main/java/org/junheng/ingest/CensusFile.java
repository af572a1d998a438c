package org.junheng.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.Hashing;

/**
 * A file of a census folder.
 *
 * @param name its path in the folder, with {@code /}
 * @param path where it stands
 * @param sha256 hash of its bytes
 */
public record CensusFile(String name, Path path, String sha256) {
    /**
     * All files below a folder, or the one file, sorted by name; hidden ones are left out.
     *
     * @throws FaultException of kind USAGE when there is no such folder
     */
    public static List<CensusFile> below(Path start) {
        if (!Files.exists(start)) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "census.missing",
                    Place.file(start.toString()),
                    new Bilingual("没有这个普查文件夹或文件", "there is no such census folder or file"),
                    new Bilingual("请检查 --census 的路径", "check the path after --census"));
        }
        var base = Files.isDirectory(start) ? start : start.toAbsolutePath().getParent();
        try (var walk = Files.walk(start, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> of(
                            base.toAbsolutePath().normalize(),
                            path.toAbsolutePath().normalize()))
                    .filter(file -> !isHidden(file.name()))
                    .sorted(java.util.Comparator.comparing(CensusFile::name))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "census.unreadable",
                    Place.file(start.toString()),
                    Bilingual.format("普查文件夹无法读取：%s", "the census folder cannot be read: %s", unreadable.getMessage()),
                    new Bilingual("请检查权限和链接", "check permissions and links"),
                    unreadable);
        }
    }

    private static CensusFile of(Path base, Path path) {
        try {
            return new CensusFile(base.relativize(path).toString().replace('\\', '/'), path, Hashing.ofFile(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    /** The name without folders. */
    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
