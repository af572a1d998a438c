package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The divisions of a nation over the years.
 *
 * <p>Codes are dated on 31 December and a census is taken on 1 September, so in the year of a change the old and the new
 * code are both good. A code may have several records: renamed, moved to another parent, or used again later for something
 * else.
 */
public final class Divisions implements Serializable {
    private static final long serialVersionUID = 2L;

    private static final int HIGHEST_TREE = 20;

    /** The columns of a file of divisions, in the order in which the program writes them. */
    public static final List<String> COLUMNS = List.of(
            "code", "name", "level", "parent_code", "valid_from", "valid_to", "successor_code", "pseudo", "generated");

    public static final Divisions NONE = new Divisions(List.of());

    /**
     * A division while it has one code, one name and one parent.
     *
     * @param validFrom first 31 December on which it is in use
     * @param validTo first 31 December on which it no longer is, or null
     * @param successorCode what became of it, or null: codes separated by {@code ;}, each with a year in brackets where only
     *     a part of it went there in that year and the code stayed, e.g. {@code 430302;430304} or {@code 430302[2009]}
     * @param pseudo whether it has no national code (a functional zone)
     * @param generated whether it is invented for a sample
     */
    public record Division(
            String code,
            String name,
            String level,
            String parentCode,
            int validFrom,
            Integer validTo,
            String successorCode,
            boolean pseudo,
            boolean generated)
            implements Serializable {
        boolean isGoodIn(int censusYear) {
            return validFrom <= censusYear && (validTo == null || censusYear <= validTo);
        }

        /** Whether it is in use on 31 December of a year. */
        public boolean isInUse(int year) {
            return validFrom <= year && (validTo == null || year < validTo);
        }

        boolean overlaps(Division other) {
            return (validTo == null || other.validFrom < validTo)
                    && (other.validTo == null || validFrom < other.validTo);
        }

        /** What became of it, in the order in which it is told; empty where its code is in use and whole. */
        public List<Successor> successors() {
            return Successor.parse(successorCode);
        }

        /** The codes that the whole of it went to when it ended; empty where it stays or only its name changed. */
        public List<String> wholeSuccessors() {
            return successors().stream()
                    .filter(successor -> successor.partialIn() == null)
                    .map(Successor::code)
                    .toList();
        }
    }

    /**
     * One code that a division, or a part of it, became.
     *
     * @param partialIn the year in which a part went there while the code stayed; null where the code ended
     */
    public record Successor(String code, Integer partialIn) {
        private static final Pattern FORM = Pattern.compile("([^;,\\[\\]\\s]+)(?:\\[([0-9]{4})])?");

        /**
         * Reads a list such as {@code 430302;430304[2009]}.
         *
         * @throws IllegalArgumentException with the part that has another form
         */
        public static List<Successor> parse(String text) {
            if (text == null || text.isBlank()) {
                return List.of();
            }
            var successors = new ArrayList<Successor>();
            for (var part : text.split(";", -1)) {
                var match = FORM.matcher(part.strip());
                if (!match.matches()) {
                    throw new IllegalArgumentException(
                            "a successor is a code, or a code with a year in brackets such as"
                                    + " 430302[2009], several separated by ';'; found '" + part.strip() + "'");
                }
                successors.add(
                        new Successor(match.group(1), match.group(2) == null ? null : Integer.valueOf(match.group(2))));
            }
            return List.copyOf(successors);
        }

        @Override
        public String toString() {
            return partialIn == null ? code : code + "[" + partialIn + "]";
        }
    }

    /** Records of each code, the latest first. */
    private final HashMap<String, Division[]> byCode = new HashMap<>();

    private transient volatile Crosswalk crosswalk;

    public Divisions(List<Division> divisions) {
        var lists = new HashMap<String, List<Division>>();
        for (var division : divisions) {
            lists.computeIfAbsent(division.code(), code -> new ArrayList<>()).add(division);
        }
        lists.forEach((code, list) -> {
            list.sort(Comparator.comparingInt(Division::validFrom).reversed());
            byCode.put(code, list.toArray(Division[]::new));
        });
    }

    /** These divisions and some more; the added ones win where both have a code. */
    public Divisions with(List<Division> added) {
        var codes = new TreeSet<String>();
        added.forEach(division -> codes.add(division.code()));
        var all = new ArrayList<>(added);
        byCode.forEach((code, records) -> {
            if (!codes.contains(code)) {
                all.addAll(Arrays.asList(records));
            }
        });
        return new Divisions(all);
    }

    /** These divisions and those of another nation. */
    public Divisions with(Divisions others) {
        return with(others.all());
    }

    /** Every record, by code and year. */
    public List<Division> all() {
        return byCode.values().stream()
                .flatMap(Arrays::stream)
                .sorted(Comparator.comparing(Division::code).thenComparingInt(Division::validFrom))
                .toList();
    }

    /** The records of a code, in order of their years; empty where it is not known. */
    public List<Division> records(String code) {
        var records = new ArrayList<>(Arrays.asList(byCode.getOrDefault(code, new Division[0])));
        java.util.Collections.reverse(records);
        return records;
    }

    /**
     * The division that a census of this year means by a code: one in use on 31 December of the year, or until then. Where a
     * code changed hands in that very year, the later record.
     */
    public Optional<Division> find(String code, int censusYear) {
        var records = byCode.get(code);
        if (records != null) {
            for (var record : records) {
                if (record.isGoodIn(censusYear)) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }

    /** The division of this level that a division lies in, or is. */
    public Optional<Division> ancestor(String code, String level, int censusYear) {
        var division = find(code, censusYear);
        for (int steps = 0; steps < HIGHEST_TREE && division.isPresent(); steps++) {
            if (division.get().level().equals(level)) {
                return division;
            }
            var parent = division.get().parentCode();
            division = parent == null ? Optional.empty() : find(parent, censusYear);
        }
        return Optional.empty();
    }

    /** Whether a division is, or lies in, a region in a census year. */
    public boolean isWithin(String code, String region, int censusYear) {
        var current = code;
        for (int steps = 0; steps < HIGHEST_TREE && current != null; steps++) {
            if (current.equals(region)) {
                return true;
            }
            current = find(current, censusYear).map(Division::parentCode).orElse(null);
        }
        return false;
    }

    /** The divisions in use on 31 December of a year, in order of their codes; functional zones included. */
    public List<Division> inUse(int year) {
        return byCode.values().stream()
                .flatMap(Arrays::stream)
                .filter(division -> division.isInUse(year))
                .sorted(Comparator.comparing(Division::code))
                .toList();
    }

    /** Level → how many divisions with a national code are in use on 31 December of a year; functional zones left out. */
    public SortedMap<String, Integer> counts(int year) {
        var counts = new TreeMap<String, Integer>();
        inUse(year).stream()
                .filter(division -> !division.pseudo())
                .forEach(division -> counts.merge(division.level(), 1, Integer::sum));
        return counts;
    }

    /**
     * The name of the series that a division belongs to: the last code that it has, or had. It goes on where one division
     * was renamed, moved to another parent, or exchanged its code for one other; where divisions merge or split, the code
     * that stays keeps its series, and others begin or end. Where a code was used again later for another division, the
     * later series has the plain code and the earlier one {@code code@year}, the year in which it got that code.
     *
     * @return the code itself where these facts do not know it in that year
     */
    public String seriesCode(String code, int censusYear) {
        var division = find(code, censusYear);
        return division.isPresent() ? crosswalk().seriesCode(division.get()) : code;
    }

    /** The records of the series that a division belongs to, in order of their years; empty where it is not known. */
    public List<Division> series(String code, int censusYear) {
        return find(code, censusYear)
                .map(division -> crosswalk().series(division))
                .orElse(List.of());
    }

    /** Every change, by year, code and kind. */
    public List<DivisionBreak> breaks() {
        return crosswalk().breaks();
    }

    /** The changes that concern a code in one year. */
    public List<DivisionBreak> breaks(String code, int year) {
        return crosswalk().breaks(code, year);
    }

    /**
     * The codes under which the census of a year knows a division that some row calls by this code.
     *
     * <p>In the year in which one division exchanges its code for another, both are good: as soon as the census uses the new
     * one, both mean the new one; while it uses only the old one, the old one stays. Before a merger the divisions are
     * apart as long as the census uses their codes. A code that has ended is followed to what replaced it: several codes
     * where it was split, since it is not known to which of them a row would belong.
     *
     * @param from the year of the row, at most {@code censusYear}
     * @param used the codes that the census of {@code censusYear} uses
     * @return one code or several, in order; the code itself where nothing is known of it
     */
    public SortedSet<String> codesIn(String code, int from, int censusYear, Collection<String> used) {
        var start = find(code, from);
        if (start.isEmpty()) {
            return new TreeSet<>(List.of(code));
        }
        var codes = new TreeSet<String>();
        crosswalk().follow(start.get(), censusYear, used, codes);
        return codes;
    }

    private Crosswalk crosswalk() {
        var current = crosswalk;
        if (current == null) {
            current = new Crosswalk(all());
            crosswalk = current;
        }
        return current;
    }
}
