package org.junheng.trend;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junheng.judge.MeasuredFiles;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.trend.forecast.ForecastTable;
import org.junheng.trend.roadmap.Roadmaps;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.TableDatabase;
import org.junheng.warehouse.TableDatabase.Stored;

/** Follows what was measured and judged through the years. */
public final class TrendStep {
    private static final List<String> READ = List.of(
            "equity",
            "equity_bound",
            "class_size",
            "school_verdict",
            "school",
            "county_item",
            "county_verdict",
            "county_sheet");

    /** What tells of no one year is stored under the last. */
    private static final String LAST_YEAR = "(SELECT max(year) FROM division)";

    private static final List<Stored> WRITTEN = List.of(
            new Stored("region_rank", "year"),
            new Stored("trend", LAST_YEAR),
            new Stored("cohort", "year"),
            new Stored("forecast", LAST_YEAR),
            new Stored("roadmap", LAST_YEAR));

    private TrendStep() {}

    /**
     * Works out ranks, trends, cohorts, forecasts and roadmaps.
     *
     * @param files what was measured and judged, where it stands now
     * @param standards those by which schools were measured
     * @return the files written, in order of their paths
     */
    public static List<Staged> run(
            MeasuredFiles files,
            Rulebook rulebook,
            Divisions divisions,
            List<Standard> standards,
            PartitionWriter writer)
            throws SQLException, IOException {
        try (var database = new TableDatabase(rulebook.tables())) {
            for (var table : READ) {
                database.load(table, files.of(table), null);
            }
            database.loadDistinct("division", files.of("division"));
            for (var table : WRITTEN) {
                database.create(table.table());
            }
            if (rulebook.bounds() != null) {
                RegionRanks.write(database, rulebook.bounds(), standards);
            }
            var reader = new SeriesReader(database, rulebook, divisions, standards);
            var series = reader.read(files);
            new TrendTable(database, rulebook.series()).write(series, reader::incompleteYears);
            new CohortTable(database, rulebook, divisions, files).write();
            // No plan asks where a group of schools is going, and there are several times as many as counties.
            var ofRegions = series.stream()
                    .filter(each -> !rulebook.groupings().containsKey(each.key().level()))
                    .toList();
            new ForecastTable(database, rulebook.forecasts())
                    .write(ofRegions, Roadmaps.lastTarget(rulebook, standards));
            new Roadmaps(database, rulebook, divisions, standards).write();
            return database.write(writer, WRITTEN, "followed", CensusLayout.NO_PROVINCE);
        }
    }
}
