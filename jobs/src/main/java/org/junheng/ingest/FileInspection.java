package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * What a file looks like to the profiles. A file that none of those that name such files can read is held against all
 * others too, by its headers.
 *
 * @param encoding the encoding found; null for a workbook, and where the file is not read
 * @param unreadable why it cannot be read, or null
 * @param isNamed whether a profile names such files, so that ingest reads or refuses it
 * @param matches the file held against every profile that names such files
 * @param profile the profile that fits or comes closest; null where the file is not read
 * @param isClose whether the file is that profile's, but for some headers
 * @param sheets the sheets that hold a form of it, or come close
 * @param unread sheets that hold none
 */
public record FileInspection(
        CensusFile file,
        TextEncoding encoding,
        Bilingual unreadable,
        boolean isNamed,
        List<FileMatch> matches,
        CensusProfile profile,
        boolean isClose,
        List<SheetFinding> sheets,
        List<String> unread) {

    /**
     * Looks at a file, or at all files below a folder.
     *
     * @throws FaultException of kind USAGE where there is no such file, FACTS where census/similarity.yaml is missing
     */
    public static List<FileInspection> of(Path path, Collection<CensusProfile> profiles, Rulebook rulebook) {
        if (rulebook.similarity() == null) {
            throw new FaultException(
                    FaultException.Kind.FACTS,
                    "facts.missing",
                    Place.file("census/similarity.yaml"),
                    new Bilingual("缺少这个事实文件", "this facts file is missing"),
                    new Bilingual("请恢复随程序提供的文件", "restore the file that came with the program"));
        }
        var similarity = new HeaderSimilarity(rulebook.similarity());
        return CensusFile.below(path).stream()
                .map(file -> new Looking(file, profiles, rulebook, similarity).inspection())
                .toList();
    }

    /** The profiles that fit without a fault. */
    public List<FileMatch> fitting() {
        return FileMatch.fitting(matches);
    }

    /** Whether the profile that is closest does not name such files, so that the file would have to be renamed. */
    public boolean needsOtherName() {
        return isClose && !profile.files().fit(file.shortName());
    }

    private static final class Looking {
        private final CensusFile file;
        private final Collection<CensusProfile> profiles;
        private final List<CensusProfile> named;
        private final Rulebook rulebook;
        private final HeaderSimilarity similarity;

        Looking(CensusFile file, Collection<CensusProfile> profiles, Rulebook rulebook, HeaderSimilarity similarity) {
            this.file = file;
            this.profiles = profiles;
            this.rulebook = rulebook;
            this.similarity = similarity;
            named = profiles.stream()
                    .filter(profile -> profile.files().fit(file.shortName()))
                    .toList();
        }

        FileInspection inspection() {
            boolean isLeftOut = named.isEmpty()
                    && profiles.stream()
                            .map(profile -> profile.files().exclude())
                            .anyMatch(pattern -> pattern != null
                                    && pattern.matcher(file.shortName()).matches());
            if (isLeftOut) {
                return unread(null);
            }
            try (var sheets = CensusSheets.open(file.path(), file.name(), rulebook.limits())) {
                return of(sheets);
            } catch (FaultException refused) {
                return unread(refused.whole());
            } catch (IOException | RuntimeException unreadable) {
                var reason = String.valueOf(unreadable.getMessage());
                return unread(new Bilingual(reason, reason));
            }
        }

        private FileInspection unread(Bilingual unreadable) {
            return new FileInspection(
                    file, null, unreadable, !named.isEmpty(), List.of(), null, false, List.of(), List.of());
        }

        private FileInspection of(CensusSheets sheets) throws IOException {
            var matches = CensusFolder.matches(file, sheets, named);
            var fitting = matches.stream().filter(FileMatch::fits).toList();
            var candidates = fitting.isEmpty()
                    ? inOrder()
                    : List.of(FileMatch.closest(fitting).orElseThrow().profile());
            double leastProfile = similarity.facts().leastProfile();
            List<SheetFinding> best = List.of();
            for (var profile : candidates) {
                var findings = findings(profile, sheets, fitting);
                if (closeness(findings) > closeness(best)) {
                    best = findings;
                }
            }
            boolean isClose = !fitting.isEmpty() || closeness(best) >= leastProfile;
            var shown = best.stream()
                    .filter(each -> !fitting.isEmpty() || !isClose || closeness(each) >= leastProfile)
                    .toList();
            var names = shown.stream().map(SheetFinding::sheet).collect(Collectors.toSet());
            return new FileInspection(
                    file,
                    sheets.encoding(),
                    null,
                    !named.isEmpty(),
                    matches,
                    shown.isEmpty() ? null : shown.get(0).profile(),
                    isClose,
                    shown,
                    Stream.concat(sheets.names().stream(), sheets.hidden().stream())
                            .filter(name -> !names.contains(name))
                            .toList());
        }

        /** Those that name such files first, so that they win where others come as close. */
        private List<CensusProfile> inOrder() {
            return profiles.stream()
                    .sorted(Comparator.<CensusProfile, Boolean>comparing(profile -> !named.contains(profile))
                            .thenComparing(CensusProfile::profile))
                    .toList();
        }

        private double closeness(List<SheetFinding> findings) {
            return findings.stream().mapToDouble(this::closeness).max().orElse(-1);
        }

        /**
         * A profile, or form, that does not name such files must find at least a table with its key, and is as close as it
         * knows the columns there: a form of two columns is not close to every file that has these two.
         */
        private double closeness(SheetFinding finding) {
            var name = finding.sheet().isEmpty() ? file.shortName() : finding.sheet();
            if (named.contains(finding.profile()) && finding.table().fitsSheet(name)) {
                return finding.closeness();
            }
            return finding.isTable() && finding.hasKey() ? (finding.closeness() + finding.knownShare()) / 2 : 0;
        }

        private List<SheetFinding> findings(CensusProfile profile, CensusSheets sheets, List<FileMatch> fitting)
                throws IOException {
            var findings = new ArrayList<SheetFinding>();
            for (var sheet : sheets.names()) {
                SheetFinding.closest(
                                profile, tables(profile, sheet, fitting), file, sheets, sheet, rulebook, similarity)
                        .ifPresent(findings::add);
            }
            return findings;
        }

        /** The forms that a sheet may hold: the one that fits; else those of its name; else any. */
        private Set<String> tables(CensusProfile profile, String sheet, List<FileMatch> fitting) {
            var fits = fitting.stream()
                    .filter(match -> match.profile().equals(profile))
                    .flatMap(match -> match.sheets().stream())
                    .filter(match -> match.sheet().equals(sheet))
                    .map(match -> match.match().table().table())
                    .collect(Collectors.toSet());
            if (!fitting.isEmpty()) {
                return fits;
            }
            var name = sheet.isEmpty() ? file.shortName() : sheet;
            var byName = profile.tables().stream()
                    .filter(table -> table.fitsSheet(name))
                    .map(CensusTable::table)
                    .collect(Collectors.toSet());
            return byName.isEmpty()
                    ? profile.tables().stream().map(CensusTable::table).collect(Collectors.toSet())
                    : byName;
        }
    }
}
