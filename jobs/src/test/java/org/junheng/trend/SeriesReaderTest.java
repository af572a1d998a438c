package org.junheng.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junheng.judge.MeasuredFiles;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.TableDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series, their breaks and table {@code trend}, over made-up tables of measures. */
class SeriesReaderTest {
    private static final String LAW = "cn-national-2017";
    private static final String INDICATOR = "teachers_above_degree_per_100";
    private static final Rulebook RULEBOOK = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());

    private TableDatabase database;

    @BeforeEach
    void open() throws SQLException {
        database = new TableDatabase(RULEBOOK.tables());
        for (var table :
                List.of("equity", "equity_bound", "class_size", "school_verdict", "school", "division", "trend")) {
            database.create(table);
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void add(String table, Map<String, Object> cells) throws SQLException {
        var columns = RULEBOOK.tables().get(table).columns();
        database.insert(
                table,
                List.<Object[]>of(
                        columns.stream().map(column -> cells.get(column.name())).toArray()));
    }

    private static Map<String, Object> cells(Object... pairs) {
        var cells = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            cells.put((String) pairs[i], pairs[i + 1]);
        }
        return cells;
    }

    private void measure(int year, String level, String code, int units, int missing, double mean, Double cv)
            throws SQLException {
        add(
                "equity",
                cells(
                        "year",
                        year,
                        "standard",
                        LAW,
                        "level",
                        level,
                        "region_code",
                        code,
                        "stage",
                        "primary",
                        "indicator",
                        INDICATOR,
                        "units",
                        units,
                        "excluded_missing",
                        missing,
                        "mean",
                        mean,
                        "cv",
                        cv));
    }

    private void division(Divisions divisions, int year, String code) throws SQLException {
        add(
                "division",
                cells("year", year, "code", code, "level", "county", "series_code", divisions.seriesCode(code, year)));
    }

    private List<Series> read(Divisions divisions) throws SQLException {
        return new SeriesReader(
                        database,
                        RULEBOOK,
                        divisions,
                        List.of(RULEBOOK.standards().get(LAW)))
                .read(new MeasuredFiles(Map.of(), Map.of(), List.of()));
    }

    private static Series only(List<Series> series, String code, Measure measure, int segment) {
        var found = series.stream()
                .filter(it ->
                        it.key().regionCode().equals(code) && it.key().measure() == measure && it.segment() == segment)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Division county(String code, int from, Integer to, String successor) {
        return new Division(code, "县" + code, "county", "410100", from, to, successor, false, false);
    }

    /** A county that is split: its code stays, a part becomes a county of its own. */
    private static Divisions split(int year) {
        return new Divisions(List.of(
                new Division("410000", "省", "province", null, 2000, null, null, false, false),
                new Division("410100", "市", "city", "410000", 2000, null, null, false, false),
                county("410101", 2000, null, "410102[" + year + "]"),
                county("410102", year, null, null)));
    }

    @Test
    void a_split_county_has_two_segments_and_the_reason_of_the_break() throws SQLException {
        var divisions = split(2018);
        for (int year = 2013; year <= 2022; year++) {
            measure(year, "county", "410101", 9, 0, year - 2000, 0.3);
            division(divisions, year, "410101");
            if (year >= 2018) {
                measure(year, "county", "410102", 4, 0, 7, 0.2);
                division(divisions, year, "410102");
            }
        }
        var series = read(divisions);
        var before = only(series, "410101", Measure.CV, 1);
        assertThat(before.years()).containsExactly(2013, 2014, 2015, 2016, 2017);
        assertThat(before.breakReason()).isNull();
        var after = only(series, "410101", Measure.CV, 0);
        assertThat(after.years()).containsExactly(2018, 2019, 2020, 2021, 2022);
        assertThat(after.breakReason()).contains("区划变更（2018年）", "change of division (2018)", "410102");
        var founded = only(series, "410102", Measure.MEAN, 0);
        assertThat(founded.firstYear()).isEqualTo(2018);
        assertThat(founded.breakReason()).contains("change of division (2018)");
    }

    @Test
    void a_split_that_comes_after_the_census_of_its_year_breaks_the_series_a_year_later() throws SQLException {
        var divisions = split(2018);
        for (int year = 2013; year <= 2022; year++) {
            measure(year, "county", "410101", 9, 0, year - 2000, 0.3);
            division(divisions, year, "410101");
            if (year >= 2019) {
                division(divisions, year, "410102");
            }
        }
        assertThat(only(read(divisions), "410101", Measure.MEAN, 0).firstYear()).isEqualTo(2019);
    }

    @Test
    void a_county_with_a_new_code_is_one_series_under_its_last_code() throws SQLException {
        var divisions = new Divisions(List.of(
                new Division("410000", "省", "province", null, 2000, null, null, false, false),
                new Division("410100", "市", "city", "410000", 2000, null, null, false, false),
                county("410121", 2000, 2018, "410101"),
                county("410101", 2018, null, null)));
        for (int year = 2014; year <= 2021; year++) {
            var code = year < 2018 ? "410121" : "410101";
            measure(year, "county", code, 9, 0, 5 + year, 0.3);
            division(divisions, year, code);
            measure(year, "education_group", code + "/一中集团", 3, 0, 5, 0.1);
        }
        var series = read(divisions);
        assertThat(only(series, "410101", Measure.MEAN, 0).length()).isEqualTo(8);
        assertThat(only(series, "410101/一中集团", Measure.MEAN, 0).length()).isEqualTo(8);
    }

    @Test
    void a_change_of_most_students_grade_system_breaks_the_series() throws SQLException {
        for (int year = 2015; year <= 2022; year++) {
            measure(year, "county", "410101", 9, 0, 5, 0.3);
            for (int school = 0; school < 3; school++) {
                add(
                        "school",
                        cells(
                                "year",
                                year,
                                "school_code",
                                "214100000" + school,
                                "county_code",
                                "410101",
                                "students",
                                100,
                                "grade_system",
                                year >= 2019 && school > 0 ? "54" : "63"));
            }
        }
        var after = only(read(Divisions.NONE), "410101", Measure.CV, 0);
        assertThat(after.firstYear()).isEqualTo(2019);
        assertThat(after.breakReason()).contains("学制", "grade system");
    }

    @Test
    void another_form_breaks_the_series_unless_facts_say_that_it_goes_on(@TempDir Path folder) throws SQLException {
        var files = new HashMap<String, List<Path>>();
        for (int year = 2017; year <= 2024; year++) {
            measure(year, "county", "410101", 9, 0, 5, 0.3);
            add("school", cells("year", year, "school_code", "2141000001", "county_code", "410101", "students", 100));
            var profile = year < 2021 ? "cn-jichuji-2020" : "cn-jiji-2021";
            var file = folder.resolve(year + ".parquet");
            database.execute("COPY (SELECT %d AS year, '2141000001' AS school_code) TO '%s' (FORMAT parquet)"
                    .formatted(year, file));
            files.computeIfAbsent(profile, each -> new ArrayList<>()).add(file);
        }
        var measured = new MeasuredFiles(Map.of(), files, List.of());
        var laws = List.of(RULEBOOK.standards().get(LAW));
        var broken = only(
                new SeriesReader(database, RULEBOOK, Divisions.NONE, laws).read(measured), "410101", Measure.CV, 0);
        assertThat(broken.firstYear()).isEqualTo(2021);
        assertThat(broken.breakReason()).contains("教基", "from 2021 the forms");
        var overlay = folder.resolve("facts");
        write(
                overlay.resolve("series/form_changes.csv"),
                "from_profile,to_profile,continues,zh,en,source\n"
                        + "cn-jichuji-2020,cn-jiji-2021,1,口径一致,the same definitions,letter\n");
        write(
                overlay.resolve("series/breaks.csv"),
                "standard,indicator,region_code,first_year,kind,zh,en,source\n"
                        + LAW + ",,410101,2019,definition_change,口径调整,another definition,letter\n"
                        + LAW + ",every_school,,2022,definition_change,口径调整,another definition,letter\n");
        var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(overlay));
        var declared = only(
                new SeriesReader(database, rulebook, Divisions.NONE, laws).read(measured), "410101", Measure.CV, 0);
        assertThat(declared.firstYear()).isEqualTo(2019);
        assertThat(declared.breakReason()).isEqualTo("口径调整 / another definition");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void a_year_in_which_too_many_schools_lack_data_is_left_out_and_told() throws SQLException {
        for (int year = 2015; year <= 2022; year++) {
            measure(year, "county", "410101", 19, year == 2018 ? 2 : year == 2020 ? 1 : 0, 5, 0.3);
        }
        var reader = new SeriesReader(
                database, RULEBOOK, Divisions.NONE, List.of(RULEBOOK.standards().get(LAW)));
        var series = only(reader.read(new MeasuredFiles(Map.of(), Map.of(), List.of())), "410101", Measure.CV, 0);
        assertThat(series.years()).containsExactly(2015, 2016, 2017, 2019, 2020, 2021, 2022);
        assertThat(reader.incompleteYears(series)).isEqualTo("2018");
    }

    @Test
    void the_spread_of_a_region_with_one_unit_is_no_series_but_its_mean_is() throws SQLException {
        for (int year = 2015; year <= 2022; year++) {
            measure(year, "province", "410000", 1, 0, 5, 0.0);
        }
        assertThat(read(Divisions.NONE))
                .extracting(series -> series.key().measure())
                .containsExactly(Measure.MEAN);
    }

    @Test
    void large_classes_are_a_share_of_all_and_a_band_that_straddles_the_limit_leaves_the_year_out()
            throws SQLException {
        for (int year = 2016; year <= 2022; year++) {
            band(year, 46, 50, 30);
            band(year, 56, 60, 8);
            band(year, 66, null, 2);
            band(year, year == 2019 ? 51 : 61, year == 2019 ? 60 : 65, 0);
        }
        band(2022, 51, 58, 1);
        var series = only(read(Divisions.NONE), "410101", Measure.LARGE_CLASS_SHARE, 0);
        assertThat(series.years()).containsExactly(2016, 2017, 2018, 2019, 2020, 2021);
        assertThat(series.lastValue()).isCloseTo(10 / 40.0, within(1e-12));
    }

    private void band(int year, int least, Integer most, int classes) throws SQLException {
        add(
                "class_size",
                cells(
                        "year",
                        year,
                        "level",
                        "county",
                        "region_code",
                        "410101",
                        "stage",
                        "primary",
                        "band",
                        least + "_" + most,
                        "classes",
                        classes,
                        "least",
                        least,
                        "most",
                        most,
                        "schools",
                        10,
                        "schools_missing",
                        0));
    }

    /** 60 planted trends, 60 series without one, some with ties or gaps, 10 too short. */
    @Test
    void planted_trends_are_found_and_others_are_not() throws SQLException {
        var random = new Random(2026);
        var planted = new HashMap<String, String>();
        for (int county = 0; county < 130; county++) {
            var code = "41%04d".formatted(county);
            var kind = county < 30 ? "rising" : county < 60 ? "falling" : county < 120 ? "no_clear_trend" : "too_short";
            planted.put(code, kind);
            double step = kind.equals("rising") ? 0.02 : kind.equals("falling") ? -0.02 : 0;
            for (int year = 2010; year <= 2021; year++) {
                boolean gap = county % 3 == 0 && (year == 2013 || year == 2016);
                if (gap || kind.equals("too_short") && year > 2013) {
                    continue;
                }
                double cv = 0.5 + step * (year - 2010) + 0.02 * random.nextGaussian();
                double rounded = county % 4 == 1 ? Math.rint(cv * 50) / 50 : cv;
                measure(year, "county", code, 9, 0, 5, rounded);
            }
        }
        var series = read(Divisions.NONE);
        new TrendTable(database, RULEBOOK.series()).write(series, each -> null);
        int alarms = 0;
        var wrong = new ArrayList<String>();
        for (var row : database.rows("SELECT region_code, direction, meaning, mk_q FROM trend WHERE measure = 'cv'")) {
            var expected = planted.get((String) row[0]);
            if (expected.equals("no_clear_trend")) {
                alarms += row[1].equals(expected) ? 0 : 1;
            } else if (!row[1].equals(expected)) {
                wrong.add(row[0] + " " + row[1]);
            }
            assertThat(row[2])
                    .isEqualTo(
                            row[1].equals("rising") ? "worsening" : row[1].equals("falling") ? "improving" : "unclear");
            assertThat(row[3] == null).isEqualTo(row[1].equals("too_short"));
        }
        assertThat(wrong).isEmpty();
        assertThat(alarms).isLessThanOrEqualTo(6);
        assertThat(database.rows("SELECT DISTINCT direction, ols_slope, ols_p, mk_p_normal FROM trend WHERE measure ="
                        + " 'mean' AND years > 5"))
                .containsExactly(new Object[] {"no_clear_trend", 0.0, null, null});
    }
}
