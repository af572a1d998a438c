package org.junheng.dashboard.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.OptionalInt;
import org.junheng.summary.NamedSql;
import org.junheng.summary.SummaryReader;

/** The last year of each school, asked once; too many schools to be read when a snapshot is opened. */
public final class SchoolYears {
    private static final NamedSql LAST_YEAR =
            NamedSql.of("SELECT max(year) FROM school WHERE school_code = $code HAVING count(*) > 0");
    private static final int MOST_REMEMBERED = 50_000;
    private static final int LONGEST_REMEMBERED = 60;

    private final SummaryReader reader;
    private final Cache<String, OptionalInt> known =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public SchoolYears(SummaryReader reader) {
        this.reader = reader;
    }

    /** Empty where no school has the code. */
    public OptionalInt lastYear(String code) {
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

    private OptionalInt ask(String code) {
        try (var turn = reader.turn()) {
            var rows = turn.rows(LAST_YEAR, Map.of("code", code), 1).rows();
            return rows.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(((Number) rows.get(0).get(0)).intValue());
        }
    }
}
