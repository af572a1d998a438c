package org.junheng.dashboard.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junheng.summary.NamedSql;
import org.junheng.summary.SummaryReader;

/** The years, codes and counties of each school, asked once; too many schools to be read when a snapshot is opened. */
public final class SchoolYears {
    /** A series has the last code of its school, so most schools are found by it at once. */
    private static final NamedSql OF_SERIES =
            NamedSql.of("SELECT year, school_code, county_code, manager_code FROM school WHERE series_code = $code");

    private static final NamedSql OF_ANY_CODE = NamedSql.of("""
            SELECT year, school_code, county_code, manager_code FROM school WHERE school_code = $code
            UNION ALL SELECT year, school_code, county_code, manager_code FROM school
            WHERE series_code IN (SELECT series_code FROM school WHERE school_code = $code) AND school_code <> $code""");

    private static final int MOST_ROWS = 10_000;
    private static final int MOST_REMEMBERED = 50_000;
    private static final int LONGEST_REMEMBERED = 60;

    private final SummaryReader reader;
    private final Cache<String, Optional<SchoolRecord>> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    SchoolYears(SummaryReader reader) {
        this.reader = reader;
    }

    /**
     * A school in all its years.
     *
     * @param lastYear the last one under the code asked for
     * @param codes those that it had one after another
     * @param counties those in which it stood or that managed it; empty where its county is not known in every year
     */
    public record SchoolRecord(int lastYear, List<String> codes, List<String> counties) {}

    /** Empty where no school has the code. */
    public Optional<SchoolRecord> of(String code) {
        var before = known.getIfPresent(code);
        if (before != null) {
            return before;
        }
        var asked = ask(code);
        if (code.length() <= LONGEST_REMEMBERED) {
            known.put(code, asked);
        }
        return asked;
    }

    private Optional<SchoolRecord> ask(String code) {
        try (var turn = reader.turn()) {
            var ofSeries = read(turn, OF_SERIES, code);
            return ofSeries.isPresent() ? ofSeries : read(turn, OF_ANY_CODE, code);
        }
    }

    private static Optional<SchoolRecord> read(SummaryReader.Turn turn, NamedSql sql, String code) {
        int lastYear = Integer.MIN_VALUE;
        boolean located = true;
        var codes = new TreeSet<String>();
        var counties = new TreeSet<String>();
        for (var row : turn.rows(sql, Map.of("code", code), MOST_ROWS).rows()) {
            if (code.equals(row.get(1))) {
                lastYear = Math.max(lastYear, ((Number) row.get(0)).intValue());
            }
            codes.add((String) row.get(1));
            located &= row.get(2) != null;
            row.subList(2, 4).stream()
                    .filter(Objects::nonNull)
                    .map(String.class::cast)
                    .forEach(counties::add);
        }
        return codes.contains(code)
                ? Optional.of(
                        new SchoolRecord(lastYear, List.copyOf(codes), located ? List.copyOf(counties) : List.of()))
                : Optional.empty();
    }
}
