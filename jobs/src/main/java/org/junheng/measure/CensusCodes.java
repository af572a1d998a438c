package org.junheng.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.terms.Level;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;

/**
 * The codes of divisions that the census of one year and province uses, each division under one code.
 *
 * <p>In the year in which a county exchanges its code for another, both codes are good. A census that uses both means one
 * county: it is known by the new code as soon as one row, accepted or in quarantine, has it, and else by the old one. The
 * same holds for the cities in which the counties lie.
 */
final class CensusCodes {
    private final Divisions divisions;
    private final boolean byDivision;
    private final boolean citiesByDivision;
    private final int year;
    private final Set<String> used = new HashSet<>();
    private final Map<String, String> known = new HashMap<>();

    /**
     * @param rows accepted rows of this year
     * @param quarantined quarantined rows of this year
     */
    CensusCodes(CensusProfile profile, Divisions divisions, int year, List<Object[]> rows, List<Object[]> quarantined) {
        this.divisions = divisions;
        this.year = year;
        byDivision = profile.hasDivisions();
        var city = profile.levels().get(Level.CITY);
        citiesByDivision = byDivision && city != null && city.division();
        if (byDivision) {
            rows.forEach(row -> {
                use((String) row[CensusLayout.COUNTY_CODE]);
                use((String) row[CensusLayout.MANAGER_CODE]);
            });
            quarantined.forEach(row -> {
                use((String) row[QuarantineTable.COUNTY_CODE]);
                use((String) row[QuarantineTable.MANAGER_CODE]);
            });
            for (var code : List.copyOf(used)) {
                divisions.ancestor(now(code), Level.CITY, year).ifPresent(above -> used.add(above.code()));
            }
            known.clear();
        }
    }

    /** Whether the counties of this census are told by codes of divisions. */
    boolean areOfDivisions() {
        return byDivision;
    }

    private void use(String code) {
        if (code != null) {
            used.add(code);
        }
    }

    /** The code of this census for a division that a row of this year calls by this code; null for null. */
    String now(String code) {
        if (code == null || !byDivision) {
            return code;
        }
        return known.computeIfAbsent(code, each -> {
            var codes = divisions.codesIn(each, year, year, used);
            return codes.size() == 1 ? codes.first() : each;
        });
    }

    /**
     * The codes of this census for a division that a row of last year calls by this code: several where it was split since
     * then.
     */
    SortedSet<String> following(String code) {
        return byDivision ? divisions.codesIn(code, year - 1, year, used) : new TreeSet<>(Set.of(code));
    }

    /** Rows of this year, each with its county, city and manager under the code of this census; the given stay as they are. */
    List<Object[]> unified(List<Object[]> rows) {
        return byDivision ? rows.stream().map(this::unified).toList() : rows;
    }

    private Object[] unified(Object[] row) {
        var county = (String) row[CensusLayout.COUNTY_CODE];
        var manager = (String) row[CensusLayout.MANAGER_CODE];
        var city = (String) row[CensusLayout.CITY_CODE];
        var countyNow = now(county);
        var managerNow = now(manager);
        var cityNow = citiesByDivision ? cityOf(countyNow) : city;
        if (java.util.Objects.equals(county, countyNow)
                && java.util.Objects.equals(manager, managerNow)
                && java.util.Objects.equals(city, cityNow)) {
            return row;
        }
        var unified = row.clone();
        unified[CensusLayout.COUNTY_CODE] = countyNow;
        unified[CensusLayout.MANAGER_CODE] = managerNow;
        unified[CensusLayout.CITY_CODE] = cityNow;
        return unified;
    }

    /** The city in which a county lies, by the code of this census; null where it lies in none. */
    String cityOf(String county) {
        return county == null
                ? null
                : divisions
                        .ancestor(county, Level.CITY, year)
                        .map(city -> now(city.code()))
                        .orElse(null);
    }
}
