package org.junheng.trend.forecast;

import java.sql.SQLException;
import java.util.List;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.trend.Series;
import org.junheng.warehouse.TableDatabase;

/** Writes table {@code forecast}. */
public final class ForecastTable {
    private final TableDatabase database;
    private final ForecastFacts facts;

    public ForecastTable(TableDatabase database, ForecastFacts facts) {
        this.database = database;
        this.facts = facts;
    }

    /**
     * Fills the table, which stands empty.
     *
     * @param lastYear the last target year of the roadmaps; null where there is none
     */
    public void write(List<Series> series, Integer lastYear) throws SQLException {
        var rows = new Forecasts(series, facts).until(lastYear).map(Forecast::cells);
        database.insert("forecast", rows::iterator);
    }
}
