package org.junheng.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusProfile.OtherColumns;
import org.junheng.rulebook.ColumnMapping.Header;
import org.junheng.terms.Bilingual;

/**
 * A header held against a profile.
 *
 * @param profile the profile
 * @param header the header, trimmed
 * @param year the year that the file name tells, or null
 * @param yearColumn position of the column of the year, or −1
 * @param terms canonical column → addends → positions of factors
 * @param matched position → canonical columns made from it
 * @param faults why the header does not fit; empty where it does
 */
public record HeaderMatch(
        CensusProfile profile,
        List<String> header,
        Integer year,
        int yearColumn,
        Map<String, int[][]> terms,
        Map<Integer, List<String>> matched,
        List<HeaderFault> faults) {

    /** What is wrong with a header. */
    public enum Problem {
        MISSING,
        DOUBLED,
        /** Two names of one column stand side by side. */
        AMBIGUOUS,
        UNKNOWN
    }

    /**
     * One fault of a header.
     *
     * @param column the header concerned
     */
    public record HeaderFault(Problem problem, String column) {
        private static final int LONGEST_SHOWN = 80;

        /** The fault in words. */
        public Bilingual words() {
            var column =
                    this.column.length() <= LONGEST_SHOWN ? this.column : this.column.substring(0, LONGEST_SHOWN) + "…";
            return switch (problem) {
                case MISSING -> new Bilingual("缺少列「" + column + "」", "column '" + column + "' is missing");
                case DOUBLED -> new Bilingual("列「" + column + "」重复", "column '" + column + "' stands twice");
                case AMBIGUOUS ->
                    new Bilingual("「" + column + "」是同一列的两个名称", "'" + column + "' are names of one column");
                case UNKNOWN ->
                    new Bilingual("方案不认识列「" + column + "」", "the profile does not know column '" + column + "'");
            };
        }
    }

    public boolean fits() {
        return faults.isEmpty();
    }

    /** Holds the header of a file against a profile. */
    public static HeaderMatch of(CensusProfile profile, String fileName, String[] cells) {
        var header = new ArrayList<String>();
        for (var cell : cells) {
            header.add(Blanks.trim(cell));
        }
        return new Matching(profile, fileName, header).match();
    }

    private static final class Matching {
        private final CensusProfile profile;
        private final List<String> header;
        private final Integer year;
        private final Map<String, Integer> positions = new HashMap<>();
        private final Set<String> doubled = new HashSet<>();
        private final List<HeaderFault> faults = new ArrayList<>();
        private final Map<Integer, List<String>> matched = new HashMap<>();

        Matching(CensusProfile profile, String fileName, List<String> header) {
            this.profile = profile;
            this.header = List.copyOf(header);
            year = profile.year().ofFile(fileName, profile.files()).orElse(null);
            for (int i = 0; i < header.size(); i++) {
                if (positions.putIfAbsent(header.get(i), i) != null) {
                    doubled.add(header.get(i));
                }
            }
        }

        HeaderMatch match() {
            int yearColumn = -1;
            if (profile.year().column() != null) {
                yearColumn = position(
                        profile.year().column(), year != null || profile.year().fileName(), "year");
                if (yearColumn < 0 && year == null && faults.isEmpty()) {
                    missing(profile.year().column());
                }
            } else if (year == null) {
                faults.add(new HeaderFault(Problem.MISSING, "year"));
            }
            var terms = new HashMap<String, int[][]>();
            profile.columns().forEach((column, mapping) -> {
                var addends = new int[mapping.terms().size()][];
                boolean absent = addends.length == 0;
                for (int i = 0; i < addends.length; i++) {
                    var factors = mapping.terms().get(i);
                    addends[i] = new int[factors.size()];
                    for (int j = 0; j < addends[i].length; j++) {
                        addends[i][j] = position(factors.get(j), mapping.optional(), column);
                        absent |= addends[i][j] < 0;
                    }
                }
                if (!absent) {
                    terms.put(column, addends);
                }
            });
            if (profile.otherColumns() == OtherColumns.REFUSE) {
                for (int i = 0; i < header.size(); i++) {
                    if (!matched.containsKey(i)
                            && !profile.unused().contains(header.get(i))
                            && !isDoubleOfMatched(header.get(i))) {
                        addOnce(new HeaderFault(Problem.UNKNOWN, header.get(i)));
                    }
                }
            }
            return new HeaderMatch(profile, header, year, yearColumn, terms, matched, List.copyOf(faults));
        }

        private boolean isDoubleOfMatched(String name) {
            return matched.containsKey(positions.get(name));
        }

        /** Where a column stands, or −1; an absence or a double that is not allowed becomes a fault. */
        private int position(Header column, boolean optional, String canonical) {
            var names = column.namesIn(year);
            int found = -1;
            for (var name : new LinkedHashSet<>(names)) {
                var position = positions.get(name);
                if (position == null) {
                    continue;
                }
                if (doubled.contains(name)) {
                    addOnce(new HeaderFault(Problem.DOUBLED, name));
                }
                if (found >= 0) {
                    addOnce(new HeaderFault(Problem.AMBIGUOUS, header.get(found) + "|" + name));
                }
                found = position;
                matched.computeIfAbsent(position, at -> new ArrayList<>()).add(canonical);
            }
            boolean mayBeAbsent = optional || names.size() < column.names().size() && names.isEmpty();
            if (found < 0 && !mayBeAbsent && !(year == null && hasYears(column))) {
                missing(column);
            }
            return found;
        }

        private static boolean hasYears(Header column) {
            return column.names().stream().anyMatch(name -> name.from() != null || name.to() != null);
        }

        private void missing(Header column) {
            var names = column.namesIn(year);
            addOnce(new HeaderFault(
                    Problem.MISSING, names.isEmpty() ? column.names().get(0).name() : String.join("|", names)));
        }

        private void addOnce(HeaderFault fault) {
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }
    }
}
