package org.junheng.validate;

import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusProfile.LevelSource;
import org.junheng.rulebook.Divisions;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableShape;

/**
 * The regions that a census row belongs to, one at each level that the profile declares, from the top down. The nation
 * is not among them: every row belongs to it.
 */
public final class Regions {
    /**
     * A region that no table of divisions knows.
     *
     * @param name its name, or null where the row lacks it
     * @param parentCode the region above that is known, in the end the nation
     */
    public record Region(String level, String code, String name, String parentCode) {}

    /**
     * Where a level stands in a row.
     *
     * @param code position of the region's code
     * @param given position of the column that gives the code, or −1
     * @param name position of the column that gives the name, or −1
     */
    private record Column(String level, LevelSource source, int code, int given, int name) {}

    private final String nationCode;
    private final List<Column> columns = new ArrayList<>();

    public Regions(CensusProfile profile, TableShape census) {
        nationCode = profile.nationCode();
        var positions = census.positions();
        profile.levels().forEach((level, source) -> {
            if (!level.equals(Level.NATION)) {
                columns.add(new Column(
                        level,
                        source,
                        positions.get(Level.codeColumn(level)),
                        source.code() == null ? -1 : positions.get(source.code()),
                        source.name() == null ? -1 : positions.get(source.name())));
            }
        });
    }

    /** The levels below the nation, from the top down. */
    public List<String> levels() {
        return columns.stream().map(Column::level).toList();
    }

    /** Where the code of a declared level's region stands in a row. */
    public int position(String level) {
        return columns.stream()
                .filter(column -> column.level().equals(level))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the profile declares no level " + level))
                .code();
    }

    /**
     * Fills in the code of each level's region: by the facts of divisions, by a code of its own, or as a path, the code of
     * the region above and the name. Where a part of a path is missing, what hangs on it is missing too.
     */
    void place(Object[] row, Divisions divisions) {
        String above = null;
        boolean isPathKnown = true;
        for (var column : columns) {
            String code;
            if (column.source().division()) {
                code = ofDivisions(row, column, divisions);
                // A place without such a division, as a county of no city, hangs on the one above.
                isPathKnown = code != null || above != null;
            } else if (column.source().code() != null) {
                code = (String) row[column.given()];
                isPathKnown = code != null;
            } else {
                var name = (String) row[column.name()];
                isPathKnown &= name != null;
                code = isPathKnown ? path(above, name) : null;
            }
            row[column.code()] = code;
            above = code == null ? above : code;
        }
    }

    private static String path(String above, String name) {
        return above == null ? name : above + "/" + name;
    }

    private static String ofDivisions(Object[] row, Column column, Divisions divisions) {
        var county = (String) row[CensusLayout.COUNTY_CODE];
        if (column.level().equals(Level.COUNTY)) {
            return county;
        }
        var year = (Long) row[CensusLayout.YEAR];
        if (county == null || year == null) {
            return null;
        }
        return divisions
                .ancestor(county, column.level(), year.intValue())
                .map(Divisions.Division::code)
                .orElse(null);
    }

    /** The code of the lowest region known, or null where there is none but the nation. */
    public String lowest(Object[] row) {
        String lowest = null;
        for (var column : columns) {
            var code = (String) row[column.code()];
            lowest = code == null ? lowest : code;
        }
        return lowest;
    }

    /** The regions of a row that are not told by the facts of divisions, from the top down, with those above them. */
    public List<Region> besideDivisions(Object[] row) {
        var regions = new ArrayList<Region>();
        var parent = nationCode;
        for (var column : columns) {
            var code = (String) row[column.code()];
            if (code == null) {
                continue;
            }
            if (!column.source().division()) {
                regions.add(new Region(column.level(), code, (String) row[column.name()], parent));
            }
            parent = code;
        }
        return regions;
    }
}
