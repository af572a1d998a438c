package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.FaultException;

/**
 * What a file looks like to the profiles.
 *
 * @param encoding the encoding found; null for a workbook, and where the file is not read
 * @param unreadable why it cannot be read, or null
 * @param matches the file held against every profile that names such a file
 */
public record FileInspection(CensusFile file, TextEncoding encoding, String unreadable, List<FileMatch> matches) {

    /** Looks at a file, or at all files below a folder. */
    public static List<FileInspection> of(Path path, Collection<CensusProfile> profiles, ReadingLimits limits) {
        return CensusFile.below(path).stream()
                .map(file -> of(file, profiles, limits))
                .toList();
    }

    private static FileInspection of(CensusFile file, Collection<CensusProfile> profiles, ReadingLimits limits) {
        var named = profiles.stream()
                .filter(profile -> profile.files().fit(file.shortName()))
                .toList();
        if (named.isEmpty()) {
            return new FileInspection(file, null, null, List.of());
        }
        try (var sheets = CensusSheets.open(file.path(), file.name(), limits)) {
            return new FileInspection(file, sheets.encoding(), null, CensusFolder.matches(file, sheets, named));
        } catch (FaultException refused) {
            return new FileInspection(file, null, refused.whole().both(), List.of());
        } catch (IOException | RuntimeException unreadable) {
            return new FileInspection(file, null, String.valueOf(unreadable.getMessage()), List.of());
        }
    }

    /** The profiles that fit without a fault. */
    public List<FileMatch> fitting() {
        return FileMatch.fitting(matches);
    }

    /** The profile that fits, or comes closest. */
    public FileMatch best() {
        return FileMatch.closest(matches).orElseThrow();
    }
}
