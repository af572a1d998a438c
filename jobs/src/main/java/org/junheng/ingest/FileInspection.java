package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junheng.rulebook.CensusProfile;

/**
 * What a file looks like to the profiles.
 *
 * @param encoding the encoding found, or null where the file is not read
 * @param unreadable why it cannot be read, or null
 * @param matches its header held against every profile that names such a file
 */
public record FileInspection(CensusFile file, TextEncoding encoding, String unreadable, List<HeaderMatch> matches) {

    /** Looks at a file, or at all files below a folder. */
    public static List<FileInspection> of(Path path, Collection<CensusProfile> profiles) {
        return CensusFile.below(path).stream().map(file -> of(file, profiles)).toList();
    }

    private static FileInspection of(CensusFile file, Collection<CensusProfile> profiles) {
        var named = profiles.stream()
                .filter(profile -> profile.files().fit(file.shortName()))
                .toList();
        if (named.isEmpty()) {
            return new FileInspection(file, null, null, List.of());
        }
        try {
            var encoding = TextEncoding.of(file.path());
            var header = CensusFolder.header(file, encoding);
            var matches = named.stream()
                    .map(profile -> HeaderMatch.of(profile, file.shortName(), header))
                    .toList();
            return new FileInspection(file, encoding, null, matches);
        } catch (IOException | RuntimeException unreadable) {
            return new FileInspection(file, null, String.valueOf(unreadable.getMessage()), List.of());
        }
    }

    /** The matches without a fault. */
    public List<HeaderMatch> fitting() {
        return matches.stream().filter(HeaderMatch::fits).toList();
    }

    /** The match that fits, or comes closest. */
    public HeaderMatch best() {
        return CensusFolder.closest(matches).orElseThrow();
    }
}
