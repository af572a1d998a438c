package org.junheng.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.SchoolGroups;
import org.junheng.rulebook.SchoolGroups.Kind;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Place;

/**
 * Puts the schools of a census into their education groups and school clusters, as the facts say: a blank is filled in, and
 * where the census says something else the facts win.
 */
public final class GroupAssignment {
    private static final Map<Kind, Integer> POSITIONS = Map.of(
            Kind.EDUCATION_GROUP, CensusLayout.EDUCATION_GROUP, Kind.SCHOOL_CLUSTER, CensusLayout.SCHOOL_CLUSTER);

    /**
     * A school of which the census and the facts say different things.
     *
     * @param found what the census says
     * @param taken what the facts say, and the row now holds
     * @param place the line of facts
     */
    public record Difference(int year, String schoolCode, Kind kind, String found, String taken, Place place)
            implements Serializable {
        /** The warning. */
        public Bilingual words() {
            return Bilingual.format(
                    "%1$s：学校 %2$s，%3$d 年，%4$s：普查为「%5$s」，事实文件为「%6$s」，以事实文件为准",
                    "%1$s: school %2$s, %3$d, %4$s: the census says '%5$s', the facts say '%6$s', which is taken",
                    place,
                    schoolCode,
                    year,
                    kind.id(),
                    found,
                    taken);
        }
    }

    private final SchoolGroups groups;

    public GroupAssignment(SchoolGroups groups) {
        this.groups = groups;
    }

    /**
     * Assigns the school of a row.
     *
     * @param row an accepted row by the census layout, whose two columns of groups are changed in place
     * @return where census and facts differ; usually nothing
     */
    public List<Difference> assign(Object[] row) {
        if (groups.isEmpty()) {
            return List.of();
        }
        var differences = new ArrayList<Difference>();
        for (var kind : Kind.values()) {
            int year = ((Long) row[CensusLayout.YEAR]).intValue();
            var code = (String) row[CensusLayout.SCHOOL_CODE];
            groups.of(kind, code, year).ifPresent(membership -> {
                int position = POSITIONS.get(kind);
                var found = (String) row[position];
                if (found != null && !found.equals(membership.name())) {
                    differences.add(new Difference(year, code, kind, found, membership.name(), membership.place()));
                }
                row[position] = membership.name();
            });
        }
        return differences;
    }
}
