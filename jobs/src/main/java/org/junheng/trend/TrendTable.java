package org.junheng.trend;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.junheng.rulebook.SeriesFacts;
import org.junheng.warehouse.TableDatabase;

/** Writes table {@code trend}: slopes and tests of every series (C19). */
final class TrendTable {
    /** Series that are corrected together. */
    private record Family(String standard, String level, Measure measure) {}

    private record Tested(Series series, MannKendall test) {
        double p() {
            return test.exact() != null ? test.exact() : test.normal() != null ? test.normal() : 1;
        }
    }

    private final TableDatabase database;
    private final SeriesFacts facts;

    TrendTable(TableDatabase database, SeriesFacts facts) {
        this.database = database;
        this.facts = facts;
    }

    /**
     * Fills the table, which stands empty.
     *
     * @param all series with their segments, each a row
     * @param incompleteYears years in which too many units lack data; null where there are none
     */
    void write(List<Series> all, Function<Series, String> incompleteYears) throws SQLException {
        var tested = all.stream()
                .map(series -> new Tested(series, MannKendall.of(series.values(), facts.exactYears())))
                .toList();
        var rates = rates(tested);
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < tested.size(); i++) {
            rows.add(row(tested.get(i), rates[i], incompleteYears.apply(all.get(i))));
        }
        database.insert("trend", rows);
    }

    /** The q of each; null for series that are too short. */
    private Double[] rates(List<Tested> tested) {
        var families = new HashMap<Family, List<Integer>>();
        for (int i = 0; i < tested.size(); i++) {
            var series = tested.get(i).series();
            if (series.length() >= facts.leastYears()) {
                var key = series.key();
                families.computeIfAbsent(
                                new Family(key.standard(), key.level(), key.measure()), family -> new ArrayList<>())
                        .add(i);
            }
        }
        var rates = new Double[tested.size()];
        for (var members : families.values()) {
            var its = FalseDiscovery.rates(members.stream()
                    .mapToDouble(member -> tested.get(member).p())
                    .toArray());
            for (int i = 0; i < its.length; i++) {
                rates[members.get(i)] = its[i];
            }
        }
        return rates;
    }

    private Object[] row(Tested tested, Double rate, String incompleteYears) {
        var series = tested.series();
        var key = series.key();
        var test = tested.test();
        var line = LeastSquares.of(series.years(), series.values(), facts.confidence());
        boolean hasPairs = series.length() > 1;
        var direction = rate == null
                ? "too_short"
                : rate > facts.falseDiscovery() || test.s() == 0
                        ? "no_clear_trend"
                        : test.s() > 0 ? "rising" : "falling";
        return key.with(
                series.segment(),
                series.firstYear(),
                series.lastYear(),
                series.length(),
                series.values()[0],
                series.lastValue(),
                line.slope(),
                line.low(),
                line.high(),
                line.p(),
                TheilSen.slope(series.years(), series.values()),
                hasPairs ? test.s() : null,
                hasPairs ? test.exact() : null,
                hasPairs ? test.normal() : null,
                rate,
                direction,
                meaning(direction, key.measure()),
                series.breakReason(),
                incompleteYears);
    }

    private static String meaning(String direction, Measure measure) {
        return switch (direction) {
            case "rising" -> measure.risingIsGood() ? "improving" : "worsening";
            case "falling" -> measure.risingIsGood() ? "worsening" : "improving";
            default -> "unclear";
        };
    }
}
