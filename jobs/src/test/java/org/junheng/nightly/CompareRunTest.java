package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junheng.explain.Comparer;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.Column;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons over a sample, held against the same worked out in SQL, which knows nothing of the classes that compare. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareRunTest {
    private static final String CITY = "530300";
    private static final String COUNTY = "530302";
    private static final Comparer.Selection EVERYTHING =
            new Comparer.Selection(Optional.empty(), Optional.empty(), Optional.empty(), 3);

    /** Schools with a value in a region of the national standard. */
    private static final String SCHOOLS = """
            SELECT i.stage, i.indicator, s.series_code AS series, i.students::DOUBLE AS p, i.value AS x, s.urban_rural
            FROM school_indicator i JOIN school s USING (year, school_code)
            WHERE i.year = %d AND i.standard = 'cn-national-2017' AND i.value IS NOT NULL
              AND i.county_code IN (SELECT code FROM division WHERE year = i.year AND '%s' IN (code, parent_code))""";

    private TestRun run;

    @BeforeAll
    void publish(@TempDir Path folder) throws IOException {
        var census = folder.resolve("census");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(6)
                        .withSchoolsPerCounty(20)
                        .withYears(2019, 2025),
                census);
        run = new TestRun(folder.resolve("warehouse"));
        run.nightly(census, null);
    }

    private Comparer.Answer years(String code) {
        try (var connection = run.summary()) {
            return new Comparer(connection).years(code, 2019, 2025, EVERYTHING);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private Comparer.Answer places(String one, String other) {
        try (var connection = run.summary()) {
            return new Comparer(connection).places(one, other, Optional.of(2025), EVERYTHING);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Stage, indicator, measure and component → contribution. */
    private static TreeMap<String, Double> parts(Comparer.Answer answer) {
        var names = answer.columns().stream().map(Column::name).toList();
        var parts = new TreeMap<String, Double>();
        for (var row : answer.components()) {
            if (!row.get(names.indexOf("measure")).equals("cv")) {
                parts.put(
                        String.join(
                                " ",
                                List.of("stage", "indicator", "measure", "component").stream()
                                        .map(name ->
                                                row.get(names.indexOf(name)).toString())
                                        .toList()),
                        (Double) row.get(names.indexOf("contribution")));
            }
        }
        return parts;
    }

    private void same(TreeMap<String, Double> found, String sql) {
        var expected = new TreeMap<String, Double>();
        run.query(sql).forEach(row -> expected.put(row.get(0), Double.valueOf(row.get(1))));
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((key, value) -> assertThat(value)
                .as(key)
                .isCloseTo(expected.get(key), within(1e-9 * Math.max(1, Math.abs(expected.get(key))))));
    }

    @Test
    void two_years_of_a_county_and_of_a_city_come_apart_as_in_sql() {
        for (var code : List.of(COUNTY, CITY)) {
            var found = parts(years(code));
            assertThat(found).hasSize(2 * 7 * 2 * 4);
            same(found, ofYears(code));
        }
        var city = parts(years(CITY));
        assertThat(city.entrySet().stream().filter(each -> each.getKey().endsWith("closings")))
                .as("schools that closed")
                .anyMatch(each -> each.getValue() != 0);
        assertThat(city.entrySet().stream().filter(each -> each.getKey().endsWith("openings")))
                .as("schools that opened")
                .anyMatch(each -> each.getValue() != 0);
    }

    private static String ofYears(String code) {
        return """
                WITH a AS (%s), b AS (%s),
                u AS (SELECT stage, indicator, series, a.p AS p0, a.x AS x0, b.p AS p1, b.x AS x1
                  FROM a FULL JOIN b USING (stage, indicator, series)),
                m AS (SELECT stage, indicator, sum(p0) AS all0, sum(p1) AS all1,
                    sum(p0) FILTER (p1 IS NOT NULL) AS stay0, sum(p1) FILTER (p0 IS NOT NULL) AS stay1,
                    sum(p0 * x0) FILTER (p1 IS NOT NULL) / sum(p0) FILTER (p1 IS NOT NULL) AS m0,
                    sum(p1 * x1) FILTER (p0 IS NOT NULL) / sum(p1) FILTER (p0 IS NOT NULL) AS m1
                  FROM u GROUP BY ALL),
                mean AS (SELECT stage, indicator,
                    sum((p0 / stay0 + p1 / stay1) / 2 * (x1 - x0)) AS staying_values,
                    sum((p1 / stay1 - p0 / stay0) * (x0 + x1) / 2) AS staying_weights,
                    coalesce(sum(p1 / all1 * (x1 - m1)) FILTER (p0 IS NULL), 0) AS openings,
                    coalesce(sum(p0 / all0 * (m0 - x0)) FILTER (p1 IS NULL), 0) AS closings
                  FROM u JOIN m USING (stage, indicator) GROUP BY ALL),
                made AS (SELECT stage, indicator, k,
                    CASE WHEN p0 IS NULL THEN if(k & 4 > 0, p1, 0) WHEN p1 IS NULL THEN if(k & 8 > 0, 0, p0)
                      WHEN k & 2 > 0 THEN p1 ELSE p0 END AS p,
                    CASE WHEN p0 IS NULL OR p1 IS NOT NULL AND k & 1 > 0 THEN x1 ELSE x0 END AS x
                  FROM u, (SELECT unnest(range(16)) AS k)),
                centre AS (SELECT stage, indicator, k, sum(p * x) / sum(p) AS mu, sum(p) AS heads FROM made GROUP BY ALL),
                worth AS (SELECT stage, indicator, k, sum(p * (x / mu - 1) ** 2) / any_value(heads) AS cv2
                  FROM made JOIN centre USING (stage, indicator, k) GROUP BY ALL),
                cv2 AS (SELECT w.stage, w.indicator, f.bit, f.name,
                    sum([1 / 4, 1 / 12, 1 / 12, 1 / 4][bit_count(w.k) + 1] * (v.cv2 - w.cv2)) AS part
                  FROM worth w, (VALUES (1, 'staying_values'), (2, 'staying_weights'), (4, 'openings'), (8, 'closings')) f(bit, name),
                    worth v
                  WHERE w.k & f.bit = 0 AND v.stage = w.stage AND v.indicator = w.indicator AND v.k = w.k | f.bit GROUP BY ALL)
                SELECT stage || ' ' || indicator || ' mean ' || name, part
                FROM (UNPIVOT mean ON staying_values, staying_weights, openings, closings INTO NAME name VALUE part)
                UNION ALL SELECT stage || ' ' || indicator || ' cv2 ' || name, part FROM cv2""".formatted(SCHOOLS.formatted(2019, code), SCHOOLS.formatted(2025, code));
    }

    @Test
    void two_counties_and_a_county_and_its_city_come_apart_as_in_sql() {
        for (var other : List.of("530303", CITY)) {
            var found = parts(places(COUNTY, other));
            assertThat(found).hasSize(2 * 7 * (2 + 3));
            same(found, ofPlaces(COUNTY, other));
        }
    }

    private static String ofPlaces(String one, String other) {
        return """
                WITH s AS (SELECT 0 AS side, * FROM (%s) UNION ALL SELECT 1, * FROM (%s)),
                sizes AS (SELECT stage, indicator, p, sum(p) OVER (PARTITION BY stage, indicator ORDER BY p, side, series) AS up,
                    sum(p) OVER (PARTITION BY stage, indicator) AS total FROM s),
                middle AS (SELECT stage, indicator, min(p) AS large FROM sizes WHERE 2 * up > total GROUP BY ALL),
                classed AS (SELECT s.*, CASE WHEN urban_rural LIKE '11%%' THEN 'c' WHEN urban_rural LIKE '12%%' THEN 't' ELSE 'v' END
                    || (p >= large) AS g FROM s JOIN middle USING (stage, indicator)),
                g0 AS (SELECT side, stage, indicator, g, sum(p) AS heads, sum(p * x) / sum(p) AS mu FROM classed GROUP BY ALL),
                g1 AS (SELECT side, stage, indicator, g, any_value(heads) AS heads, any_value(mu) AS mu,
                    sum(p * (x / mu - 1) ** 2) / any_value(heads) AS c2
                  FROM classed JOIN g0 USING (side, stage, indicator, g) GROUP BY ALL),
                w AS (SELECT *, heads / sum(heads) OVER (PARTITION BY side, stage, indicator) AS share FROM g1),
                pair AS (SELECT stage, indicator, g, coalesce(a.share, 0) AS wa, coalesce(b.share, 0) AS wb,
                    coalesce(a.mu, b.mu) AS ma, coalesce(b.mu, a.mu) AS mb, coalesce(a.c2, b.c2) AS ca, coalesce(b.c2, a.c2) AS cb
                  FROM (FROM w WHERE side = 0) a FULL JOIN (FROM w WHERE side = 1) b USING (stage, indicator, g)),
                mean AS (SELECT stage, indicator, sum((wb - wa) * (ma + mb) / 2) AS composition,
                    sum((wa + wb) / 2 * (mb - ma)) AS rates FROM pair GROUP BY ALL),
                made AS (SELECT stage, indicator, k, if(k & 1 > 0, wb, wa) AS share, if(k & 2 > 0, mb, ma) AS mu, if(k & 4 > 0, cb, ca) AS c2
                  FROM pair, (SELECT unnest(range(8)) AS k)),
                worth AS (SELECT stage, indicator, k,
                    sum(share * mu ** 2 * (c2 + 1)) / sum(share * mu) ** 2 - 1 AS cv2 FROM made GROUP BY ALL),
                cv2 AS (SELECT w.stage, w.indicator, f.name,
                    sum([1 / 3, 1 / 6, 1 / 3][bit_count(w.k) + 1] * (v.cv2 - w.cv2)) AS part
                  FROM worth w, (VALUES (1, 'group_shares'), (2, 'group_means'), (4, 'within_groups')) f(bit, name), worth v
                  WHERE w.k & f.bit = 0 AND v.stage = w.stage AND v.indicator = w.indicator AND v.k = w.k | f.bit GROUP BY ALL)
                SELECT stage || ' ' || indicator || ' mean ' || name, part
                FROM (UNPIVOT mean ON composition, rates INTO NAME name VALUE part)
                UNION ALL SELECT stage || ' ' || indicator || ' cv2 ' || name, part FROM cv2""".formatted(SCHOOLS.formatted(2025, one), SCHOOLS.formatted(2025, other));
    }

    @Test
    void figures_worked_out_again_are_those_published() {
        for (var answer : List.of(years(COUNTY), years(CITY), years("CN"), places(COUNTY, CITY))) {
            assertThat(answer.explanation().content().toString())
                    .contains("agrees=true")
                    .doesNotContain("agrees=false");
            assertThat(answer.explanation().parts())
                    .anySatisfy(part -> assertThat(part.toString()).contains("generated sample data"));
        }
    }
}
