package org.junheng.trend.roadmap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junheng.rulebook.SeriesFacts;
import org.junheng.rulebook.Standard;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.trend.Measure;
import org.junheng.warehouse.TableDatabase;

/** What one standard says of counties, year by year, and what is forecast for them; counties are told by their series codes. */
final class CensusPart {
    /** A CV equals its limit within this (C9). */
    private static final double CV_TOLERANCE = 1e-12;

    private static final Bilingual OPEN = new Bilingual("现有数据无法判断", "it cannot be told from the data now");
    private static final Bilingual TOO_LITTLE = new Bilingual("数据太少", "too little data");

    /** A series of one county. */
    private record Key(String county, String stage, String indicator, String measure) {}

    /** The latest segment of a trend. */
    private record Trend(int lastYear, double lastValue, Double senSlope, boolean tooShort) {}

    /** A row of {@code county_item}. */
    private record Row(String stage, String item, String part, Double observed, Double required, String status) {}

    private final Standard standard;
    private final int lastYear;
    private final Map<String, NavigableMap<Integer, Achievement.Verdict>> verdicts = new HashMap<>();
    private final Map<String, List<Row>> items = new HashMap<>();
    private final Map<Key, Trend> trends = new HashMap<>();
    private final Map<Key, List<Projection.Point>> forecasts = new HashMap<>();
    /** County and stage → schools whose verdict can be told; county and stage → classes. */
    private final Map<List<String>, Long> schools = new HashMap<>();

    private final Map<List<String>, Long> classes = new HashMap<>();

    private CensusPart(Standard standard, int lastYear) {
        this.standard = standard;
        this.lastYear = lastYear;
    }

    /** Reads it, or gives null where no county was judged by the standard. */
    static CensusPart read(TableDatabase database, Standard standard) throws SQLException {
        var id = SqlText.literal(standard.standard());
        var last = database.rows("SELECT max(year) FROM county_verdict WHERE standard = " + id)
                .get(0)[0];
        if (last == null) {
            return null;
        }
        var part = new CensusPart(standard, ((Number) last).intValue());
        part.readJudged(database, id);
        part.readFollowed(database, id);
        part.readCounts(database, id);
        return part;
    }

    private void readJudged(TableDatabase database, String id) throws SQLException {
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, county_code), v.year, verdict, basis FROM county_verdict v
                LEFT JOIN division d ON d.year = v.year AND d.code = county_code WHERE standard = %s""".formatted(id))) {
            verdicts.computeIfAbsent((String) row[0], county -> new TreeMap<>())
                    .put(((Number) row[1]).intValue(), new Achievement.Verdict((String) row[2], "full".equals(row[3])));
        }
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, county_code), stage, item, part, observed, required, status
                FROM county_item i LEFT JOIN division d ON d.year = i.year AND d.code = county_code
                WHERE standard = %s AND i.year = %d ORDER BY ALL""".formatted(id, lastYear))) {
            items.computeIfAbsent((String) row[0], county -> new ArrayList<>())
                    .add(new Row(
                            (String) row[1], (String) row[2], (String) row[3], number(row[4]), number(row[5]), (String)
                                    row[6]));
        }
    }

    private void readFollowed(TableDatabase database, String id) throws SQLException {
        // Codes of trend and forecast are those of the last year of the series, which may lie before the last census.
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, region_code), stage, indicator, measure, last_year, last_value, sen_slope, direction
                FROM trend t LEFT JOIN division d ON d.year = last_year AND d.code = region_code
                WHERE standard = %s AND t.level = '%s' AND segment = 0""".formatted(id, Level.COUNTY))) {
            trends.put(
                    key(row),
                    new Trend(
                            ((Number) row[4]).intValue(), number(row[5]), number(row[6]), "too_short".equals(row[7])));
        }
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, region_code), stage, indicator, measure, f.year, value, low, high
                FROM forecast f LEFT JOIN division d ON d.year = f.year - horizon AND d.code = region_code
                WHERE standard = %s AND f.level = '%s' AND f.year > %d AND value IS NOT NULL
                ORDER BY f.year""".formatted(id, Level.COUNTY, lastYear))) {
            forecasts
                    .computeIfAbsent(key(row), none -> new ArrayList<>())
                    .add(new Projection.Point(
                            ((Number) row[4]).intValue(), number(row[5]), number(row[6]), number(row[7])));
        }
    }

    private void readCounts(TableDatabase database, String id) throws SQLException {
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, county_code), stage, count(*)
                FROM school_verdict v JOIN school s USING (year, school_code)
                LEFT JOIN division d ON d.year = v.year AND d.code = s.county_code
                WHERE standard = %s AND v.year = %d AND verdict IN ('pass', 'fail') GROUP BY ALL""".formatted(id, lastYear))) {
            schools.put(List.of((String) row[0], (String) row[1]), ((Number) row[2]).longValue());
        }
        for (var row : database.rows("""
                SELECT coalesce(d.series_code, region_code), stage, sum(classes)
                FROM class_size c LEFT JOIN division d ON d.year = c.year AND d.code = region_code
                WHERE c.level = '%s' AND c.year = %d AND classes IS NOT NULL GROUP BY ALL""".formatted(Level.COUNTY, lastYear))) {
            classes.put(List.of((String) row[0], (String) row[1]), ((Number) row[2]).longValue());
        }
    }

    private static Key key(Object[] row) {
        return new Key((String) row[0], (String) row[1], (String) row[2], (String) row[3]);
    }

    private static Double number(Object cell) {
        return cell == null ? null : (Double) ((Number) cell).doubleValue();
    }

    int lastYear() {
        return lastYear;
    }

    /** Whether the last census judged a county. */
    boolean has(String county) {
        return verdicts(county).containsKey(lastYear) && items.containsKey(county);
    }

    NavigableMap<Integer, Achievement.Verdict> verdicts(String county) {
        return verdicts.getOrDefault(county, new TreeMap<>());
    }

    boolean passesOnResources(String county) {
        var verdict = verdicts(county).get(lastYear);
        return verdict != null && !verdict.full() && verdict.verdict().equals("pass");
    }

    /**
     * The items of the census part of a county, with what becomes of each.
     *
     * @param classSizes item that cannot be met while large classes stand, or null
     * @param until the census up to which an item must stay within its limit
     */
    List<Item> items(String county, String classSizes, int until) {
        var found = new ArrayList<Item>();
        for (var row : items.getOrDefault(county, List.of())) {
            if (row.status().equals("not_applicable")) {
                continue;
            }
            if (row.part().equals(Standard.RESOURCES)) {
                found.add(item(county, row, until));
            } else if (row.item().equals(classSizes) && row.status().equals("fail")) {
                var large = largeClasses(county, row, until);
                if (large != null) {
                    found.add(large);
                }
            }
        }
        return found;
    }

    /** Items beyond the census part that fail now, but for those that are projected. */
    List<String> failingElsewhere(String county, List<Item> projected) {
        return items.getOrDefault(county, List.of()).stream()
                .filter(row -> row.status().equals("fail") && !row.part().equals(Standard.RESOURCES))
                .filter(row -> projected.stream()
                        .noneMatch(item -> item.item().equals(row.item())
                                && item.stage().id().equals(row.stage())))
                .map(row -> row.stage().equals(Stage.ALL.id()) ? row.item() : row.item() + " " + row.stage())
                .toList();
    }

    private Item item(String county, Row row, int until) {
        var every = standard.everySchool();
        if (row.item().equals(every.item())) {
            long count = schools.getOrDefault(List.of(county, row.stage()), 0L);
            return projected(
                    new Key(county, row.stage(), SeriesFacts.EVERY_SCHOOL, Measure.SHARE_OF_SCHOOLS_MEETING.id()),
                    row,
                    every.title(),
                    // None fails where the number of failing schools rounds to none.
                    share -> count * (1 - share) < 0.5,
                    until);
        }
        var indicator = standard.indicators().stream()
                .filter(each -> each.item().equals(row.item()))
                .findFirst();
        if (indicator.isEmpty() || row.required() == null) {
            return gap(row, new Bilingual("", ""), OPEN);
        }
        double limit = row.required();
        return projected(
                new Key(county, row.stage(), indicator.get().id(), Measure.CV.id()),
                row,
                indicator.get().title(),
                cv -> cv <= limit + CV_TOLERANCE,
                until);
    }

    /** Large classes, where there are some; else null: then the item fails by classes of another size. */
    private Item largeClasses(String county, Row row, int until) {
        var key = new Key(county, row.stage(), SeriesFacts.CLASS_SIZE, Measure.LARGE_CLASS_SHARE.id());
        var trend = trends.get(key);
        long count = classes.getOrDefault(List.of(county, row.stage()), 0L);
        DoublePredicate gone = share -> count * share < 0.5;
        if (trend == null || trend.lastYear() != lastYear || gone.test(trend.lastValue())) {
            return null;
        }
        return projected(
                key,
                new Row(row.stage(), row.item(), row.part(), trend.lastValue(), 0.0, row.status()),
                new Bilingual("大班额比例", "share of large classes"),
                gone,
                until);
    }

    private Item projected(Key key, Row row, Bilingual title, DoublePredicate meets, int until) {
        if (row.status().equals("cannot_say")) {
            return gap(row, title, OPEN);
        }
        var trend = trends.get(key);
        var points = forecasts.get(key);
        if (trend == null || trend.lastYear() != lastYear || trend.tooShort() || points == null) {
            return gap(row, title, TOO_LITTLE);
        }
        var projection = Projection.of(
                lastYear,
                trend.lastValue(),
                points,
                meets,
                Measure.of(key.measure()).risingIsGood(),
                until);
        return projection == Projection.UNKNOWN
                ? gap(row, title, TOO_LITTLE)
                : item(row, title, trend.senSlope(), projection, null);
    }

    private static Item gap(Row row, Bilingual title, Bilingual why) {
        return item(row, title, null, Projection.UNKNOWN, why);
    }

    private static Item item(Row row, Bilingual title, Double slope, Projection projection, Bilingual why) {
        return new Item(
                row.item(),
                Stage.of(row.stage()),
                title,
                row.status(),
                row.observed(),
                row.required(),
                slope,
                projection,
                why);
    }
}
