package org.junheng.measure;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;
import org.junheng.rulebook.Divisions;
import org.junheng.terms.Level;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.Regions;

/** The regions in which a school stands, whatever a standard makes of it. */
final class SchoolRegions {
    private final Regions regions;
    private final Divisions divisions;
    private final int year;

    SchoolRegions(Regions regions, Divisions divisions, int year) {
        this.regions = regions;
        this.divisions = divisions;
        this.year = year;
    }

    /**
     * The region of a level that a school stands in; at county level also the functional zone that manages it (C4), if it
     * lies in the same province: no figure of a region can come from two provinces.
     *
     * @param text the text at a position of the school's census row
     */
    Set<String> of(String level, IntFunction<String> text) {
        var codes = new LinkedHashSet<String>();
        var code = text.apply(regions.position(level));
        if (code != null) {
            codes.add(code);
        }
        var manager = text.apply(CensusLayout.MANAGER_CODE);
        if (level.equals(Level.COUNTY) && manager != null && isPseudo(manager)) {
            divisions
                    .ancestor(manager, Level.PROVINCE, year)
                    .filter(province -> province.code().equals(text.apply(CensusLayout.PROVINCE_CODE)))
                    .ifPresent(province -> codes.add(manager));
        }
        return codes;
    }

    private boolean isPseudo(String code) {
        return divisions.find(code, year).map(Divisions.Division::pseudo).orElse(false);
    }
}
