package org.junheng.trend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junheng.judge.MeasuredFiles;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SeriesFacts;
import org.junheng.rulebook.Standard;
import org.junheng.summary.SqlText;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableDatabase;

/**
 * Reads yearly series out of what was measured, one a standard, level, region, stage, indicator and measure, and splits
 * them where they break.
 *
 * <ul>
 *   <li>A region that changed its code is one series, under the code of the last year of each segment.
 *   <li>A year without a value is left out. Under a law so is one in which more than a share of the units lack data
 *       ({@code most_missing_share} of {@code schemas/series/series.yaml}): what the rest come to can mislead (C8). Under other
 *       standards the series are those of the figures as published, such years in them; both are told. At county level unreported and quarantined schools count as missing too, where table {@code equity_bound} tells them.
 *   <li>A measure of spread of a region that never has two units says nothing and is no series.
 *   <li>A plan has rows of its own only where it counts other schools than the standard whose indicators it takes over. A
 *       region that has some is followed under the plan too, the other years by the rows of that standard, which hold for the
 *       plan just as well. What schools come to is the same under both: {@code every_school} and {@code class_size} are
 *       followed under the standard alone.
 *   <li>{@code every_school}: schools that pass among those of which the verdict can be told; out-of-scope schools left out.
 *   <li>{@code class_size}: classes of {@code large_class_least} students and more among all, over all open schools, under
 *       each standard that is a law and no plan. A year in which a band straddles that size and is not empty is left out.
 * </ul>
 */
public final class SeriesReader {
    /** Measures of one row of {@code value}, in the order of its columns. */
    private static final List<Measure> MEASURES = List.of(
            Measure.MEAN,
            Measure.CV,
            Measure.GINI,
            Measure.THEIL_T,
            Measure.SHARE_OF_SCHOOLS_MEETING,
            Measure.LARGE_CLASS_SHARE);

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final List<Standard> standards;
    private final SeriesFacts facts;
    private SeriesBreaks breaks;
    private Map<String, Integer> firstYears;
    private final Set<Map.Entry<SeriesKey, Integer>> taken = new HashSet<>();
    private final Map<Map.Entry<SeriesKey, Integer>, String> incompleteYears = new HashMap<>();

    /**
     * @param database with tables {@code equity}, {@code equity_bound}, {@code class_size}, {@code school_verdict},
     *     {@code school} and {@code division}
     * @param standards those by which schools were measured
     */
    public SeriesReader(TableDatabase database, Rulebook rulebook, Divisions divisions, List<Standard> standards) {
        this.database = database;
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.standards = standards;
        this.facts = rulebook.series();
    }

    /**
     * Reads all series; once.
     *
     * @param files where the census stands, which tells the form of each school
     * @return in order of their keys; the segments of one series from the latest to the first, each with at least one year
     */
    public List<Series> read(MeasuredFiles files) throws SQLException {
        places(database);
        breaks = new SeriesBreaks(database, rulebook, divisions, files);
        firstYears = new HashMap<>();
        for (var row : database.rows("SELECT standard, min(year) FROM equity GROUP BY standard")) {
            firstYears.put((String) row[0], ((Number) row[1]).intValue());
        }
        var series = new ArrayList<Series>();
        try (var statement = database.connection().createStatement();
                var result = statement.executeQuery(values())) {
            Rows rows = null;
            while (result.next()) {
                var place = new Place(
                        result.getString("standard"),
                        result.getString("level"),
                        result.getString("series"),
                        result.getString("stage"),
                        result.getString("indicator"));
                if (rows == null || !rows.place.equals(place)) {
                    if (rows != null) {
                        split(rows, series);
                    }
                    rows = new Rows(place);
                }
                rows.add(result);
            }
            if (rows != null) {
                split(rows, series);
            }
        }
        return series;
    }

    /**
     * Years of a series, or beside it, in which more than {@code most_missing_share} of the units lack data, separated by blanks;
     * null where there are none.
     */
    public String incompleteYears(Series series) {
        return incompleteYears.get(Map.entry(series.key(), series.segment()));
    }

    /**
     * The number of a segment. Series of two regions end with the same code where a code was used again later for another
     * division: then the segments of the earlier region are counted on from those of the later one.
     */
    private int free(SeriesKey key, int segment) {
        int free = segment;
        while (!taken.add(Map.entry(key, free))) {
            free++;
        }
        return free;
    }

    /** What all measures of one region share. */
    private record Place(String standard, String level, String series, String stage, String indicator) {}

    /** The yearly rows of one region, in order of their years. */
    private static final class Rows {
        private final Place place;
        private final List<Integer> years = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();
        private final List<Double[]> values = new ArrayList<>();
        private final TreeSet<Integer> incomplete = new TreeSet<>();
        private boolean hasSpread;

        Rows(Place place) {
            this.place = place;
        }

        void add(ResultSet row) throws SQLException {
            var its = new Double[MEASURES.size()];
            for (int i = 0; i < its.length; i++) {
                double value = row.getDouble(MEASURES.get(i).id());
                its[i] = row.wasNull() || !Double.isFinite(value) ? null : (Double) value;
            }
            int year = row.getInt("year");
            if (row.getBoolean("incomplete")) {
                incomplete.add(year);
            }
            hasSpread |= row.getLong("units") > 1;
            if (!years.isEmpty() && years.get(years.size() - 1) == year) {
                // Two codes of one series in one year: neither is the whole of it.
                Arrays.fill(values.get(values.size() - 1), null);
                return;
            }
            years.add(year);
            codes.add(row.getString("region_code"));
            values.add(its);
        }
    }

    private void split(Rows rows, List<Series> series) {
        for (int i = 0; i < MEASURES.size(); i++) {
            if (MEASURES.get(i).isSpread() && !rows.hasSpread) {
                continue;
            }
            split(rows, i, series);
        }
    }

    private void split(Rows rows, int measure, List<Series> series) {
        var at = new ArrayList<Integer>();
        for (int i = 0; i < rows.years.size(); i++) {
            if (rows.values.get(i)[measure] != null) {
                at.add(i);
            }
        }
        if (at.isEmpty()) {
            return;
        }
        int last = at.get(at.size() - 1);
        // A plan can be followed from before its own first row.
        int begin = Math.min(firstYears.getOrDefault(rows.place.standard(), rows.years.get(0)), rows.years.get(0));
        var key = key(rows, last, measure);
        var reasons = breaks.of(key, rows.place.series(), begin, rows.years.get(last));
        var segments = new ArrayList<Series>();
        var incomplete = new ArrayList<SortedSet<Integer>>();
        int from = 0;
        for (int i = 1; i <= at.size(); i++) {
            boolean ends = i == at.size()
                    || !reasons.subMap(rows.years.get(at.get(i - 1)) + 1, rows.years.get(at.get(i)) + 1)
                            .isEmpty();
            if (ends) {
                int before = from == 0 ? begin : rows.years.get(at.get(from - 1));
                var years =
                        at.subList(from, i).stream().mapToInt(rows.years::get).toArray();
                var values = at.subList(from, i).stream()
                        .mapToDouble(each -> rows.values.get(each)[measure])
                        .toArray();
                var why = reasons.subMap(before + 1, years[0] + 1).values();
                var segment = new Series(
                        key(rows, at.get(i - 1), measure),
                        0,
                        years,
                        values,
                        why.isEmpty() ? null : String.join("\n", why));
                segments.add(segment);
                int after = from == 0 ? Integer.MIN_VALUE : before;
                int until = i == at.size() ? Integer.MAX_VALUE : rows.years.get(at.get(i));
                incomplete.add(rows.incomplete.subSet(after, false, until, false));
                from = i;
            }
        }
        for (int i = segments.size() - 1; i >= 0; i--) {
            var it = segments.get(i);
            var numbered = new Series(
                    it.key(), free(it.key(), segments.size() - 1 - i), it.years(), it.values(), it.breakReason());
            series.add(numbered);
            if (!incomplete.get(i).isEmpty()) {
                incompleteYears.put(
                        Map.entry(numbered.key(), numbered.segment()),
                        incomplete.get(i).stream().map(String::valueOf).collect(Collectors.joining(" ")));
            }
        }
    }

    private static SeriesKey key(Rows rows, int row, int measure) {
        var place = rows.place;
        return new SeriesKey(
                place.standard(),
                place.level(),
                rows.codes.get(row),
                place.stage(),
                place.indicator(),
                MEASURES.get(measure));
    }

    /** Makes table {@code place}: the regions in which a school stands, the nation among them where there is only one. */
    static void places(TableDatabase database) throws SQLException {
        var selects = new ArrayList<String>();
        for (var level : List.of(Level.COUNTY, Level.CITY, Level.PROVINCE)) {
            selects.add("""
                    SELECT school.year, school_code, '%1$s' AS level, %2$s AS region_code,
                      coalesce(division.series_code, %2$s) AS series
                    FROM school LEFT JOIN division ON division.year = school.year AND code = %2$s
                    WHERE %2$s IS NOT NULL
                    """.formatted(level, Level.codeColumn(level)));
        }
        for (var group : List.of("education_group", "school_cluster")) {
            selects.add("""
                    SELECT school.year, school_code, '%1$s' AS level, county_code || '/' || %1$s AS region_code,
                      coalesce(division.series_code, county_code) || '/' || %1$s AS series
                    FROM school LEFT JOIN division ON division.year = school.year AND code = county_code
                    WHERE county_code IS NOT NULL AND %1$s IS NOT NULL
                    """.formatted(group));
        }
        selects.add("""
                SELECT year, school_code, 'nation' AS level, nation AS region_code, nation AS series FROM school
                JOIN (SELECT min(region_code) AS nation FROM equity WHERE level = 'nation'
                      HAVING count(DISTINCT region_code) = 1) ON true
                """);
        database.execute("CREATE TEMP TABLE IF NOT EXISTS place AS " + String.join(" UNION ALL ", selects));
    }

    /** One row a standard, level, region, stage, indicator and year, in this order. */
    private String values() {
        var selects = new ArrayList<>(List.of("SELECT * FROM measured"));
        var laws = standards.stream()
                .distinct()
                .filter(standard -> standard.isLaw() && !standard.isPlan())
                .map(standard -> "(" + SqlText.literal(standard.standard()) + ")")
                .collect(Collectors.joining(", "));
        standards.stream().distinct().filter(Standard::isPlan).forEach(plan -> selects.add(filled(plan)));
        if (!laws.isEmpty()) {
            selects.add(largeClasses(laws));
            selects.add(everySchool());
        }
        return """
        WITH measured AS (%s)
        SELECT * FROM (%s)
        ORDER BY standard, level, series, stage, indicator, year, region_code
        """.formatted(measured(), String.join(" UNION ALL ", selects));
    }

    /** Rows of table {@code equity}. */
    private String measured() {
        var laws = standards.stream()
                .filter(Standard::isLaw)
                .map(standard -> SqlText.literal(standard.standard()))
                .collect(Collectors.joining(", "));
        laws = laws.isEmpty() ? "''" : laws;
        return """
        SELECT standard, level, region_code, %1$s AS series, stage, indicator, equity.year, units,
          if(kept, mean, NULL) AS mean, if(kept, cv, NULL) AS cv, if(kept, gini, NULL) AS gini,
          if(kept, theil_t, NULL) AS theil_t,
          if(kept, share_of_schools_meeting, NULL) AS share_of_schools_meeting,
          NULL::DOUBLE AS large_class_share, NOT complete AS incomplete
        FROM (
          SELECT equity.*, %2$s AS complete, %2$s OR standard NOT IN (%3$s) AS kept
          FROM (SELECT equity.*, greatest(excluded_missing, coalesce(missing_units, 0)) AS missing FROM equity
                LEFT JOIN equity_bound bound ON equity.level = 'county' AND bound.year = equity.year
                  AND bound.standard = equity.standard AND bound.county_code = equity.region_code
                  AND bound.stage = equity.stage AND bound.indicator = equity.indicator) equity) equity
        %4$s
        """.formatted(series("equity"), complete("missing", "units"), laws, division("equity"));
    }

    /** Whether not too many units lack data, as SQL. */
    private String complete(String missing, String counted) {
        return "%1$s <= %2$s * (%1$s + %3$s)".formatted(missing, facts.mostMissingShare(), counted);
    }

    /** The series of a region, as SQL over {@link #division}. */
    private static String series(String table) {
        return "coalesce(division.series_code || substr(%1$s.region_code, length(division.code) + 1), %1$s.region_code)"
                .formatted(table);
    }

    /** Joins the division of a region, or of the county of an education group or school cluster, which begins with COUNTY/. */
    private static String division(String table) {
        return """
        LEFT JOIN (SELECT year, code, series_code FROM division) division ON division.year = %1$s.year AND division.code = CASE
          WHEN %1$s.level IN ('education_group', 'school_cluster')
          THEN split_part(%1$s.region_code, '/', 1) ELSE %1$s.region_code END
        """.formatted(table);
    }

    /** What holds for a plan in years in which it counts the same schools as the standard that it takes over. */
    private static String filled(Standard plan) {
        return """
        SELECT %1$s AS standard, measured.* EXCLUDE (standard) FROM measured
        SEMI JOIN (SELECT level, series, stage FROM measured WHERE standard = %1$s) USING (level, series, stage)
        ANTI JOIN (SELECT level, series, stage, year FROM measured WHERE standard = %1$s)
          USING (level, series, stage, year)
        WHERE standard = %2$s
        """.formatted(SqlText.literal(plan.standard()), SqlText.literal(plan.indicatorsOf()));
    }

    private String largeClasses(String laws) {
        return """
        SELECT law.standard, level, region_code, %1$s AS series, stage, '%2$s' AS indicator, sizes.year, 0 AS units,
          NULL, NULL, NULL, NULL, NULL, if(straddling OR NOT %3$s, NULL, large / total) AS large_class_share,
          straddling OR NOT %3$s AS incomplete
        FROM (
          SELECT year, level, region_code, stage, sum(classes)::DOUBLE AS total, max(schools) AS schools,
            max(schools_missing) AS missing,
            coalesce(sum(classes) FILTER (coalesce(least, 0) >= %4$d), 0)::DOUBLE AS large,
            bool_or(classes IS DISTINCT FROM 0 AND coalesce(least, 0) < %4$d AND coalesce(most, %4$d) >= %4$d)
              AS straddling
          FROM class_size GROUP BY ALL HAVING sum(classes) > 0) sizes
        CROSS JOIN (VALUES %5$s) law(standard)
        %6$s
        """.formatted(
                        series("sizes"),
                        SeriesFacts.CLASS_SIZE,
                        complete("missing", "schools"),
                        facts.largeClassLeast(),
                        laws,
                        division("sizes"));
    }

    private String everySchool() {
        return """
        SELECT standard, level, region_code, series, stage, '%1$s' AS indicator, year, 0 AS units,
          NULL, NULL, NULL, NULL, if(%2$s AND judged > 0, passed / judged, NULL) AS share_of_schools_meeting, NULL,
          NOT %2$s AS incomplete
        FROM (
          SELECT standard, level, region_code, series, stage, year,
            (count(*) FILTER (verdict = 'pass'))::DOUBLE AS passed,
            count(*) FILTER (verdict IN ('pass', 'fail')) AS judged,
            count(*) FILTER (verdict = 'cannot_say') AS unknown
          FROM (
            SELECT standard, stage, year, verdict, level, region_code, series
            FROM school_verdict JOIN place USING (year, school_code) WHERE level <> 'nation'
            UNION ALL
            SELECT standard, stage, year, verdict, 'nation', region_code, region_code
            FROM school_verdict JOIN (SELECT DISTINCT standard, region_code FROM equity WHERE level = 'nation')
              USING (standard))
          GROUP BY ALL)
        """.formatted(SeriesFacts.EVERY_SCHOOL, complete("unknown", "judged"));
    }
}
