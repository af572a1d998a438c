package org.junheng.measure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Severity;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;

/** Lays out the lists of rooms of one year and province, and holds their schools against the census of that year. */
final class RoomLists {
    /** The rule that the census has the school of every room. */
    static final String SCHOOL_UNKNOWN = "school_unknown";

    private static final Bilingual NOT_IN_CENSUS =
            new Bilingual("该年普查（已接收的行）没有这所学校", "the census of this year has no such school among its accepted rows");

    private final CensusProfile profile;
    private final CensusCodes codes;
    private final int year;
    private final Map<String, Integer> at;
    private final MetricTables tables;
    private final DivisionRows divisionRows;

    /**
     * @param codes the codes that the school census of this year and province uses, if there is one
     */
    RoomLists(
            CensusProfile profile,
            Rulebook rulebook,
            Divisions divisions,
            CensusCodes codes,
            TableShape census,
            int year) {
        this.profile = profile;
        this.codes = codes;
        this.year = year;
        at = census.positions();
        tables = new MetricTables(rulebook);
        divisionRows = new DivisionRows(tables.division, divisions, codes, year);
    }

    /**
     * Fills tables {@code room}, {@code division} and, with the rooms of unknown schools, {@code quality}.
     *
     * @param rows accepted rows of this year, sorted by key
     * @param schools codes of the schools that the census of this year and province has
     */
    MetricTables tables(List<Object[]> rows, Set<String> schools) {
        long unknown = 0;
        String example = null;
        for (var row : rows) {
            var school = (String) row[CensusLayout.SCHOOL_CODE];
            var room = (String) row[at.get("room_code")];
            var county = codes.now((String) row[CensusLayout.COUNTY_CODE]);
            boolean known = schools.contains(school);
            tables.room.add(
                    year,
                    school,
                    room,
                    row[at.get("room_kind")],
                    row[at.get("room_area")],
                    row[at.get("room_year_built")],
                    county,
                    known ? null : NOT_IN_CENSUS.both());
            divisionRows.addWithAncestors(county);
            if (!known) {
                unknown++;
                example = example == null ? school + " [" + room + "]: " + NOT_IN_CENSUS.both() : example;
            }
        }
        if (!rows.isEmpty()) {
            DivisionRows.addNation(tables.division, profile, year);
            tables.quality.add(
                    year, profile.profile(), SCHOOL_UNKNOWN, Severity.WARN.id(), rows.size(), unknown, example);
        }
        return tables;
    }
}
