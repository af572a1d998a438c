package org.junheng.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.dashboard.PublishedSample;
import org.junheng.dashboard.browser.ShownTables.Table;
import org.junit.jupiter.api.Test;

/** Figures that readers come for, against SQL on the base tables that shares nothing with the pages' own. */
@InBrowser
class KnownFiguresTest {
    private static final String STANDARD = "cn-national-2017";
    private static final String COUNTY = "530302";
    private static final int YEAR = 2025;

    @Test
    void the_page_of_a_county_tells_what_the_base_tables_tell(BrowserSession session) throws Exception {
        try (var reader = session.reader();
                var file = Published.open(PublishedSample.warehouse())) {
            var page = reader.open("/en/county/" + COUNTY);
            var shown = ShownTables.on(page);

            var verdict = Published.value(
                    file,
                    "SELECT verdict FROM county_verdict WHERE year = ? AND standard = ? AND county_code = ?",
                    YEAR,
                    STANDARD,
                    COUNTY);
            assertThat(page.locator(".headline .lead").first().textContent().toLowerCase(Locale.ROOT))
                    .contains(verdict.toString());

            var items = shown.table("items");
            var failing =
                    "SELECT count(*) FROM county_item WHERE year = ? AND standard = ? AND county_code = ? AND status = ?";
            for (var status : List.of("pass", "fail")) {
                assertThat(rows(items, "status", status))
                        .isEqualTo(Published.value(file, failing, YEAR, STANDARD, COUNTY, status));
            }
            assertThat((long) shown.table("failing").rows().size())
                    .isEqualTo(Published.value(file, failing, YEAR, STANDARD, COUNTY, "fail"));

            var now = shown.table("now");
            for (var measure : Published.rows(file, """
                    SELECT e.stage, r.title_en, e.cv, e.mean, e.cv_limit, e.cv_status FROM equity e
                    JOIN (SELECT DISTINCT ON (indicator) indicator, title_en FROM standard_rule WHERE standard = ? AND item = indicator) r USING (indicator)
                    WHERE e.year = ? AND e.standard = ? AND e.level = 'county' AND e.region_code = ? AND e.stage IN ('primary', 'junior')""", STANDARD, YEAR, STANDARD, COUNTY)) {
                int row = now.row(Map.of(
                        "stage", measure.get("stage").toString(),
                        "title", measure.get("title_en").toString()));
                same(now, row, "cv", measure.get("cv"));
                same(now, row, "mean", measure.get("mean"));
                same(now, row, "cv_limit", measure.get("cv_limit"));
                assertThat(now.cell(row, "cv_status").value()).isEqualTo(measure.get("cv_status"));
            }

            var planned = Published.rows(file, """
                            SELECT target_year, projected_central, achieved_count, denominator FROM roadmap
                            WHERE level = 'county' AND region_code = ? AND assessment_level IS NOT NULL""", COUNTY);
            assertThat(planned).isNotEmpty();
            var targets = shown.table("targets");
            for (var plan : planned) {
                assertThat(targets.rows().stream()
                                .map(row -> row.get(targets.columns().indexOf("target_year"))
                                        .value()))
                        .contains(plan.get("target_year").toString());
                if (plan.get("projected_central") != null) {
                    assertThat(targets.rows().stream()
                                    .map(row -> row.get(targets.columns().indexOf("projected_central"))
                                            .value()))
                            .contains(plan.get("projected_central").toString());
                }
            }

            same(
                    shown.table("quality_now"),
                    0,
                    "rows_quarantined",
                    Published.value(
                            file, "SELECT count(*) FROM quarantine WHERE year = ? AND county_code = ?", YEAR, COUNTY));

            var sizes = shown.table("large_classes");
            for (var stage : new String[] {"primary", "junior"}) {
                same(
                        sizes,
                        sizes.row(Map.of("stage", stage, "year", String.valueOf(YEAR))),
                        "classes",
                        Published.value(
                                file,
                                "SELECT sum(classes) FROM class_size WHERE year = ? AND level = 'county' AND region_code = ? AND stage = ?",
                                YEAR,
                                COUNTY,
                                stage));
            }
            assertThat(reader.faults()).isEmpty();
        }
    }

    @Test
    void the_schools_that_fail_and_those_below_a_threshold_are_counted_from_the_schools(BrowserSession session)
            throws Exception {
        try (var reader = session.reader();
                var file = Published.open(PublishedSample.warehouse())) {
            var page = reader.open("/en/county/" + COUNTY);
            var failing = Published.value(file, """
                    SELECT count(DISTINCT v.school_code) FROM school_verdict v JOIN school s ON s.year = v.year AND s.school_code = v.school_code
                    WHERE v.year = ? AND v.standard = ? AND s.county_code = ? AND v.verdict = 'fail'""", YEAR, STANDARD, COUNTY);
            assertThat(page.locator(".headline a[href='#mend']").textContent().strip())
                    .isEqualTo(failing.toString());

            var shortfall = ShownTables.on(page).table("shortfall");
            var below = Published.value(
                    file,
                    """
                    SELECT count(*) FROM school_indicator WHERE year = ? AND standard = ? AND county_code = ? AND stage = 'primary'
                    AND indicator = (SELECT indicator FROM standard_rule WHERE standard = ? AND item = indicator AND title_en = ? LIMIT 1)
                    AND value < threshold AND cv2_share IS NOT NULL""",
                    YEAR,
                    STANDARD,
                    COUNTY,
                    STANDARD,
                    shortfall
                            .cell(shortfall.row(Map.of("stage", "primary")), "title")
                            .text());
            same(shortfall, shortfall.row(Map.of("stage", "primary")), "below", below);
        }
    }

    @Test
    void the_page_of_a_school_tells_its_indicators_and_its_open_problems(BrowserSession session) throws Exception {
        try (var reader = session.reader();
                var file = Published.open(PublishedSample.warehouse())) {
            var school = Published.value(file, """
                            SELECT code FROM finding WHERE level = 'school' AND standard = ? AND state <> 'closed' AND county_code = ?
                            GROUP BY code ORDER BY count(*) DESC, code LIMIT 1""", STANDARD, COUNTY).toString();
            var shown = ShownTables.on(reader.open("/zh/school/" + school));
            var figures = shown.table("figures");
            var values = Published.rows(
                    file,
                    "SELECT stage, indicator, value, threshold, cv2_share FROM school_indicator WHERE year = ? AND standard = ? AND school_code = ?",
                    YEAR,
                    STANDARD,
                    school);
            assertThat(figures.rows()).hasSameSizeAs(values);
            for (var value : values) {
                var title = Published.value(
                        file,
                        "SELECT title_zh FROM standard_rule WHERE standard = ? AND item = indicator AND indicator = ? LIMIT 1",
                        STANDARD,
                        value.get("indicator"));
                int row = figures.row(Map.of("stage", value.get("stage").toString(), "title", title.toString()));
                same(figures, row, "value", value.get("value"));
                same(figures, row, "threshold", value.get("threshold"));
                same(figures, row, "cv2_share", value.get("cv2_share"));
            }
        }
    }

    private static long rows(Table table, String column, String value) {
        int position = table.columns().indexOf(column);
        return table.rows().stream()
                .filter(row -> value.equals(row.get(position).value()))
                .count();
    }

    private static void same(Table table, int row, String column, Object expected) {
        var cell = table.cell(row, column);
        if (expected == null) {
            assertThat(cell.missing()).as(column).isTrue();
            return;
        }
        assertThat(new BigDecimal(cell.value()))
                .as("%s of %s", column, table.rows().get(row))
                .isEqualByComparingTo(expected.toString());
    }
}
