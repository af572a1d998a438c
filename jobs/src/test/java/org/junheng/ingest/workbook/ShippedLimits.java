package org.junheng.ingest.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.rulebook.Rulebook;

/** The limits of {@code census/limits.yaml}, and the same with one of them changed as an overlay would. */
final class ShippedLimits {
    private ShippedLimits() {}

    static ReadingLimits all() {
        return Rulebook.read(MadeUpCountry.shipped(), Optional.empty()).limits();
    }

    static ReadingLimits with(String key, long value, Path overlay) throws IOException {
        var shipped = Files.readString(MadeUpCountry.shipped().resolve("census/limits.yaml"));
        var changed = shipped.replaceFirst("(?m)^" + key + ": [0-9]+", key + ": " + value);
        if (changed.equals(shipped)) {
            throw new IllegalArgumentException("no limit is called " + key);
        }
        Files.createDirectories(overlay.resolve("census"));
        Files.writeString(overlay.resolve("census/limits.yaml"), changed);
        return Rulebook.read(MadeUpCountry.shipped(), Optional.of(overlay)).limits();
    }
}
