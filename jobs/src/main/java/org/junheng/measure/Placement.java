package org.junheng.measure;

import java.util.LinkedHashSet;
import java.util.Set;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.PlaceRule;
import org.junheng.terms.Level;
import org.junheng.validate.CensusLayout;

/**
 * In which regions the schools of one census year count under one standard (conventions C4): where they stand, or with the
 * county that manages them. A functional zone has its own figures either way.
 *
 * <p>A manager in another province counts for nothing here: no figure of a region can come from two provinces.
 */
final class Placement {
    private final Standard standard;
    private final Divisions divisions;
    private final CensusCodes codes;
    private final int year;

    Placement(Standard standard, Divisions divisions, CensusCodes codes, int year) {
        this.standard = standard;
        this.divisions = divisions;
        this.codes = codes;
        this.year = year;
    }

    /**
     * The county in which a school counts.
     *
     * @param location the county where it stands, or null
     * @param manager the division that manages it, or null
     */
    String county(String location, String manager) {
        return standard.place() == PlaceRule.MANAGER && isCountyInProvinceOf(location, manager) ? manager : location;
    }

    /** The county in which the school of a row counts. */
    String county(School school) {
        return county(school.text(CensusLayout.COUNTY_CODE), school.text(CensusLayout.MANAGER_CODE));
    }

    private boolean isCountyInProvinceOf(String location, String manager) {
        if (manager == null || !codes.areOfDivisions()) {
            return false;
        }
        var division = divisions.find(manager, year);
        if (division.isEmpty() || !division.get().level().equals(Level.COUNTY)) {
            return false;
        }
        var province = divisions.ancestor(manager, Level.PROVINCE, year).map(Division::code);
        return location == null
                || province.equals(
                        divisions.ancestor(location, Level.PROVINCE, year).map(Division::code));
    }

    /**
     * The regions of a level in which a school counts, one or none; at county level also the functional zone that manages
     * it, where its county counts it too.
     *
     * @param standing the region of that level in which the school stands, or null
     */
    Set<String> regions(String level, String standing, School school) {
        var regions = new LinkedHashSet<String>();
        var county = county(school);
        var manager = school.text(CensusLayout.MANAGER_CODE);
        var region = standing;
        if (county != null && !county.equals(school.text(CensusLayout.COUNTY_CODE))) {
            region = switch (level) {
                case Level.COUNTY -> county;
                case Level.CITY -> codes.cityOf(county);
                default -> standing;
            };
        }
        if (region != null) {
            regions.add(region);
        }
        if (level.equals(Level.COUNTY)
                && isPseudo(manager)
                && isCountyInProvinceOf(school.text(CensusLayout.COUNTY_CODE), manager)) {
            regions.add(manager);
        }
        return regions;
    }

    /** Whether the standard binds a county: any, or those of its region. */
    boolean binds(String county) {
        return !standard.isPlan() || county != null && divisions.isWithin(county, standard.region(), year);
    }

    /** Whether figures of a level are of the standard: those of a region that it binds as a whole. */
    boolean measures(String level) {
        if (!standard.isPlan()) {
            return true;
        }
        var region = divisions.find(standard.region(), year);
        return region.isPresent()
                && Level.DOWNWARD.contains(level)
                && Level.DOWNWARD.indexOf(level)
                        >= Level.DOWNWARD.indexOf(region.get().level());
    }

    /** Whether a code is that of a functional zone, which no national code stands for. */
    boolean isPseudo(String code) {
        return code != null && divisions.find(code, year).map(Division::pseudo).orElse(false);
    }

    /** Why the standard leaves out the schools of a manager, or null where it does not. */
    String excluded(String manager) {
        if (standard.scope() == null
                || standard.scope().excludedManagers().isEmpty()
                || manager == null
                || !codes.areOfDivisions()) {
            return null;
        }
        return divisions
                .find(manager, year)
                .map(division -> standard.scope().excludedManagers().get(division.level()))
                .orElse(null);
    }
}
