package org.junheng.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Settles which delivery holds where a county delivered a form of a year more than once.
 *
 * <p>A later delivery that names any school of an earlier one takes the place of all that the earlier one said of that
 * county in that form; one that names none of its accepted schools adds to it (late schools, or rows that were
 * quarantined and come back mended).
 */
final class Deliveries {
    private final CensusLayout.Key key;
    private final Map<String, String> countyOfKey = new HashMap<>();
    /** Form and county → rank → keys that it names. */
    private final Map<String, TreeMap<Integer, Set<String>>> named = new HashMap<>();

    private final List<Candidate> superseded = new ArrayList<>();

    private Deliveries(CensusLayout.Key key) {
        this.key = key;
    }

    /**
     * Takes the rows that a later delivery supersedes out of the good ones.
     *
     * @param bad rows in quarantine: they too say what a delivery is about
     * @return the rows taken out
     */
    static List<Candidate> settle(List<Candidate> good, List<Candidate> bad, CensusLayout.Key key) {
        boolean several = Stream.concat(good.stream(), bad.stream())
                        .mapToInt(row -> row.plan().rank())
                        .distinct()
                        .count()
                > 1;
        if (!several) {
            return List.of();
        }
        var deliveries = new Deliveries(key);
        deliveries.placeKeys(good);
        deliveries.placeKeys(bad);
        deliveries.name(good);
        deliveries.name(bad);
        deliveries.takeOut(good);
        return deliveries.superseded;
    }

    private void placeKeys(List<Candidate> rows) {
        for (var row : rows) {
            if (row.county() != null && row.key(key) != null) {
                countyOfKey.put(row.key(key), row.county());
            }
        }
    }

    private String place(Candidate row) {
        var county = row.county() != null ? row.county() : countyOfKey.get(row.key(key));
        return row.plan().table() + "\t" + county;
    }

    private void name(List<Candidate> rows) {
        for (var row : rows) {
            if (row.key(key) != null) {
                named.computeIfAbsent(place(row), each -> new TreeMap<>())
                        .computeIfAbsent(row.plan().rank(), each -> new HashSet<>())
                        .add(row.key(key));
            }
        }
    }

    private void takeOut(List<Candidate> good) {
        var goodKeys = new HashMap<String, Set<String>>();
        good.forEach(row -> goodKeys.computeIfAbsent(row.plan().rank() + "\t" + place(row), each -> new HashSet<>())
                .add(row.key(key)));
        var newest = new HashMap<String, Integer>();
        good.forEach(row -> newest.merge(rowKey(row), row.plan().rank(), Math::max));
        good.removeIf(row -> {
            boolean out = newest.get(rowKey(row)) > row.plan().rank()
                    || isReplaced(place(row), row.plan().rank(), goodKeys);
            if (out) {
                superseded.add(row);
            }
            return out;
        });
    }

    private String rowKey(Candidate row) {
        return row.plan().table() + "\t" + row.key(key) + "\t" + row.row().item();
    }

    /** Whether a later delivery names a school that this one has, in the same form and county. */
    private boolean isReplaced(String place, int rank, Map<String, Set<String>> goodKeys) {
        var mine = goodKeys.get(rank + "\t" + place);
        return named.get(place).tailMap(rank, false).values().stream()
                .anyMatch(theirs -> theirs.stream().anyMatch(mine::contains));
    }
}
