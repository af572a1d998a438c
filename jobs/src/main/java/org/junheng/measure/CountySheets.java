package org.junheng.measure;

import java.util.HashSet;
import java.util.List;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;

/**
 * Lays out the county sheets of one year and province at length: a row a county and column that was reported. They are
 * no schools, so nothing is measured by them here.
 */
final class CountySheets {
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final TableShape census;
    private final CensusCodes codes;
    private final int year;
    private final MetricTables tables;
    private final DivisionRows divisionRows;

    /**
     * @param codes the codes that the school census of this year and province uses, if there is one
     */
    CountySheets(
            CensusProfile profile,
            Rulebook rulebook,
            Divisions divisions,
            CensusCodes codes,
            TableShape census,
            int year) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.census = census;
        this.codes = codes;
        this.year = year;
        tables = new MetricTables(rulebook);
        divisionRows = new DivisionRows(tables.division, divisions, codes, year);
    }

    /**
     * Fills tables {@code county_sheet} and {@code division}.
     *
     * @param rows accepted rows of this year
     */
    MetricTables tables(List<Object[]> rows) {
        var counties = new HashSet<String>();
        rows.forEach(row -> counties.add((String) row[CensusLayout.COUNTY_CODE]));
        for (var row : rows) {
            var own = (String) row[CensusLayout.COUNTY_CODE];
            var inCensus = codes.now(own);
            // A county that sends a sheet under its old and its new code keeps both: neither may replace the other.
            var county = own.equals(inCensus) || counties.contains(inCensus) ? own : inCensus;
            divisionRows.addWithAncestors(county);
            for (int i = 0; i < row.length; i++) {
                write(county, census.columns().get(i).name(), row[i]);
            }
        }
        if (!rows.isEmpty()) {
            DivisionRows.addNation(tables.division, profile, year);
        }
        return tables;
    }

    /** A missing cell has no row. */
    private void write(String county, String name, Object cell) {
        var column = rulebook.columns().get(name);
        if (cell == null || column == null || column.reference() == null) {
            return;
        }
        var reference = column.reference();
        Double value = null;
        String text = null;
        if (cell instanceof Number number) {
            value = number.doubleValue();
        } else if (cell instanceof Boolean flag) {
            value = flag ? 1.0 : 0.0;
        } else {
            text = (String) cell;
        }
        tables.countySheet.add(
                year,
                county,
                name,
                value,
                text,
                column.unit(),
                reference.period().id(),
                year + reference.lag());
    }
}
