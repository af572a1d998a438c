package org.junheng.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junheng.summary.ExitCode;
import org.junheng.warehouse.Hashing;

/** Which code runs: the version and a hash over the classes of jobs and summary. */
final class CodeVersion {
    private static final String VERSION = "0.1.0";

    private CodeVersion() {}

    static String current() {
        var parts = new TreeSet<String>();
        for (var type : List.of(CodeVersion.class, ExitCode.class)) {
            try {
                var location = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
                parts.addAll(Files.isDirectory(location) ? ofFolder(location) : ofArchive(location));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (URISyntaxException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return VERSION + "+" + Hashing.key(parts).substring(0, 12);
    }

    private static List<String> ofArchive(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            return zip.stream()
                    .filter(entry -> isOurs(entry.getName()))
                    .map(entry -> entry.getName() + " " + Long.toHexString(entry.getCrc()))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> ofFolder(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            var parts = new ArrayList<String>();
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (isOurs(name)) {
                    var crc = new java.util.zip.CRC32();
                    crc.update(Files.readAllBytes(file));
                    parts.add(name + " " + Long.toHexString(crc.getValue()));
                }
            }
            parts.sort(null);
            return parts;
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith("org/junheng/") && name.endsWith(".class");
    }
}
