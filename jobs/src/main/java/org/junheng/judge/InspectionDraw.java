package org.junheng.judge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws the yearly sample of schools to inspect, year after year: stratified, by a seed, and no school twice before all
 * have had their turn (our reading of the cover, C16). The order of drawing is that of the SHA-256 of seed, year and code,
 * so that anybody can draw it again.
 */
final class InspectionDraw {
    /**
     * A school of the frame.
     *
     * @param code by which it is drawn
     * @param series under which its turns are remembered
     */
    record School(String code, String series, String stratum) {}

    /**
     * A school of the sample.
     *
     * @param lastYear year in which it was last in a sample, or null
     */
    record Drawn(School school, Integer lastYear) {}

    private static final int NEVER = 0;

    private final BigDecimal share;
    private final long seed;
    /** Series → year of its last turn. */
    private final Map<String, Integer> lastTurn = new TreeMap<>();

    InspectionDraw(BigDecimal share, long seed) {
        this.share = share;
        this.seed = seed;
    }

    /** How many schools of a frame are drawn: the share, rounded up. */
    int size(int frame) {
        return share.multiply(BigDecimal.valueOf(frame))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }

    /** Takes a sample that was drawn before as it was. */
    List<Drawn> keep(int year, List<School> frame, Collection<String> series) {
        return taken(
                year,
                frame.stream()
                        .filter(school -> series.contains(school.series()))
                        .toList());
    }

    /** Draws the sample of a year; years come in order. Those that have waited longest come first, chance tells among them. */
    List<Drawn> draw(int year, List<School> frame) {
        int wanted = size(frame.size());
        var byLastTurn = new TreeMap<Integer, List<School>>();
        frame.forEach(school -> byLastTurn
                .computeIfAbsent(lastTurn.getOrDefault(school.series(), NEVER), turn -> new ArrayList<>())
                .add(school));
        var drawn = new ArrayList<School>();
        for (var waiting : byLastTurn.values()) {
            drawn.addAll(stratified(year, waiting, Math.min(wanted - drawn.size(), waiting.size())));
        }
        return taken(year, drawn);
    }

    private List<Drawn> taken(int year, List<School> schools) {
        var result = new ArrayList<Drawn>();
        for (var school : schools) {
            result.add(new Drawn(school, lastTurn.get(school.series())));
        }
        schools.forEach(school -> lastTurn.put(school.series(), year));
        result.sort(Comparator.comparing(each -> each.school().code()));
        return result;
    }

    /** So many of the schools, each stratum with its share; what is left over goes to the largest remainders. */
    private List<School> stratified(int year, List<School> schools, int wanted) {
        if (wanted == 0) {
            return List.of();
        }
        var strata = new TreeMap<String, List<School>>();
        schools.forEach(school -> strata.computeIfAbsent(school.stratum(), each -> new ArrayList<>())
                .add(school));
        var quota = new LinkedHashMap<String, Integer>();
        var remainders = new ArrayList<Map.Entry<String, Long>>();
        int given = 0;
        for (var stratum : strata.entrySet()) {
            long product = (long) stratum.getValue().size() * wanted;
            int whole = (int) (product / schools.size());
            quota.put(stratum.getKey(), whole);
            remainders.add(Map.entry(stratum.getKey(), product % schools.size()));
            given += whole;
        }
        remainders.sort(Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> order(year, entry.getKey())));
        for (int i = 0; given < wanted; i++) {
            quota.merge(remainders.get(i).getKey(), 1, Integer::sum);
            given++;
        }
        var drawn = new ArrayList<School>();
        strata.forEach((stratum, its) -> its.stream()
                .sorted(Comparator.comparing(school -> order(year, school.code())))
                .limit(quota.get(stratum))
                .forEach(drawn::add));
        return drawn;
    }

    private String order(int year, String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest((seed + "|" + year + "|" + text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
