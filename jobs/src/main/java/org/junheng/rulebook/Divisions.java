package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junheng.terms.Level;

/**
 * The divisions of a nation over the years.
 *
 * <p>Codes are dated on 31 December and a census is taken in the autumn, so in the year of a change the old and the new
 * code are both good.
 */
public final class Divisions implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_CHAIN = 20;

    public static final Divisions NONE = new Divisions(List.of());

    /**
     * A division while it has one code and one name.
     *
     * @param validFrom first 31 December on which it is in use
     * @param validTo first 31 December on which it no longer is, or null
     * @param successorCode the code that replaced it wholly, or null
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
    }

    private final HashMap<String, ArrayList<Division>> byCode = new HashMap<>();

    public Divisions(List<Division> divisions) {
        for (var division : divisions) {
            byCode.computeIfAbsent(division.code(), code -> new ArrayList<>()).add(division);
        }
    }

    private List<Division> records(String code) {
        var records = byCode.get(code);
        return records == null ? List.of() : records;
    }

    /** These divisions and some more; the added ones win where both have a code. */
    public Divisions with(List<Division> added) {
        var all = new ArrayList<Division>();
        var codes = new HashMap<String, Division>();
        added.forEach(division -> codes.put(division.code(), division));
        byCode.values().forEach(list -> list.stream()
                .filter(division -> !codes.containsKey(division.code()))
                .forEach(all::add));
        all.addAll(added);
        return new Divisions(all);
    }

    /** These divisions and those of another nation. */
    public Divisions with(Divisions others) {
        return with(others.byCode.values().stream().flatMap(List::stream).toList());
    }

    /** The division that has this code in a census year. */
    public Optional<Division> find(String code, int censusYear) {
        Division latest = null;
        for (var division : records(code)) {
            if (division.isGoodIn(censusYear) && (latest == null || latest.validFrom() < division.validFrom())) {
                latest = division;
            }
        }
        return Optional.ofNullable(latest);
    }

    /** The division of this level that a division lies in, or is. */
    public Optional<Division> ancestor(String code, String level, int censusYear) {
        var division = find(code, censusYear);
        for (int steps = 0; steps < Level.DOWNWARD.size() && division.isPresent(); steps++) {
            if (division.get().level().equals(level)) {
                return division;
            }
            var parent = division.get().parentCode();
            division = parent == null ? Optional.empty() : find(parent, censusYear);
        }
        return Optional.empty();
    }

    /** The code under which the series of a division continues: that of its last successor. */
    public String seriesCode(String code) {
        var current = code;
        for (int steps = 0; steps < LONGEST_CHAIN; steps++) {
            var successor = successor(current);
            if (successor == null) {
                return current;
            }
            current = successor;
        }
        return current;
    }

    /**
     * The code under which a census knows a division that it, or the census before, calls by this code. Successors are
     * followed only as far as the change has come about: before it, two divisions that were to become one are two.
     *
     * @param inUse the codes that the census uses: in the year of a change it decides between the old and the new
     */
    public String codeIn(String code, int censusYear, Set<String> inUse) {
        var current = code;
        for (int steps = 0; steps < LONGEST_CHAIN && !inUse.contains(current); steps++) {
            var division = find(current, censusYear);
            boolean lasts = division.isPresent()
                    && (division.get().validTo() == null || division.get().validTo() > censusYear);
            var successor = successor(current);
            if (lasts || successor == null) {
                return current;
            }
            current = successor;
        }
        return current;
    }

    private String successor(String code) {
        String successor = null;
        for (var division : records(code)) {
            successor = division.successorCode() == null ? successor : division.successorCode();
        }
        return code.equals(successor) ? null : successor;
    }
}
