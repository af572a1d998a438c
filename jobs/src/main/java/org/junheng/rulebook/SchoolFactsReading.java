package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Reads the facts about single schools that stand beside the census: groups, changes, corrections. There may be none. */
final class SchoolFactsReading {
    private static final int SHOWN_PROPOSALS = 10;

    private final SortedMap<String, Path> files;
    private final Map<String, CensusProfile> profiles;
    private final Map<String, CanonicalColumn> columns;

    /**
     * @param files name below the folder of facts → file
     */
    SchoolFactsReading(
            SortedMap<String, Path> files, Map<String, CensusProfile> profiles, Map<String, CanonicalColumn> columns) {
        this.files = files;
        this.profiles = profiles;
        this.columns = columns;
    }

    /**
     * The groups and clusters.
     *
     * @throws FaultException of kind FACTS, as the two below
     */
    SchoolGroups groups(SchoolChanges changes) {
        var memberships = new ArrayList<SchoolGroups.Membership>();
        read("groups/", SchoolGroups.HEADER, (row, place) -> memberships.add(SchoolGroups.membership(row, place)));
        return checked(memberships, all -> new SchoolGroups(all, changes));
    }

    /** The changes. A line that a person has not confirmed is refused, so that no proposal is taken by accident. */
    SchoolChanges changes() {
        var changes = new ArrayList<SchoolChange>();
        var proposals = new ArrayList<Place>();
        read("school_changes/", SchoolChange.HEADER, (row, place) -> {
            if (SchoolChange.isProposal(row)) {
                proposals.add(place);
            } else {
                changes.add(SchoolChange.of(row, place));
            }
        });
        if (!proposals.isEmpty()) {
            throw unconfirmed(proposals);
        }
        return checked(changes, SchoolChanges::new);
    }

    private FaultException unconfirmed(List<Place> proposals) {
        var first = proposals.get(0);
        var shown =
                proposals.stream().limit(SHOWN_PROPOSALS).map(Place::toString).toList();
        return fault(
                first,
                SchoolChange.CONFIRMED,
                "%d line(s) are proposals that nobody has confirmed: %s%s; check each, then write yes and its source, or"
                                .formatted(
                                        proposals.size(),
                                        String.join(", ", shown),
                                        proposals.size() > shown.size() ? " …" : "")
                        + " remove the line",
                null);
    }

    /** The corrections, each of a column that its profile has. */
    Corrections corrections() {
        var corrections = new ArrayList<Correction>();
        read("corrections/", Correction.HEADER, (row, place) -> corrections.add(correction(row, place)));
        return checked(corrections, Corrections::new);
    }

    private Correction correction(FactsCsv.Row row, Place place) {
        var profile = profiles.get(row.required("profile"));
        if (profile == null) {
            throw new Facts.KeyFault(
                    "profile",
                    "there is no profile '%s'; profiles are: %s"
                            .formatted(row.required("profile"), String.join(", ", profiles.keySet())));
        }
        var column = row.required("column");
        if (column.equals("year") || column.equals("school_code")) {
            throw new Facts.KeyFault("column", column + " is the key of a row and cannot be corrected");
        }
        var mapping = profile.columns().get(column);
        if (mapping == null || mapping.constant() != null) {
            throw new Facts.KeyFault("column", "profile %s reads no column '%s'".formatted(profile.profile(), column));
        }
        return Correction.of(row, columns.get(column).isNumeric(), place);
    }

    private interface Line {
        void take(FactsCsv.Row row, Place place);
    }

    private void read(String folder, FactsCsv.Header header, Line line) {
        files.forEach((name, file) -> {
            if (name.startsWith(folder) && name.endsWith(".csv")) {
                FactsCsv.read(file, header, row -> line.take(row, new Place(name, row.line(), null)));
            }
        });
    }

    private <T, R> R checked(List<T> lines, Function<List<T>, R> whole) {
        try {
            return whole.apply(lines);
        } catch (Facts.PlaceFault fault) {
            throw fault(fault.place(), fault.place().column(), fault.getMessage(), fault);
        }
    }

    private FaultException fault(Place place, String column, String reason, Throwable cause) {
        return FactsReader.fault(files.get(place.file()), place.line(), column, reason, cause);
    }
}
