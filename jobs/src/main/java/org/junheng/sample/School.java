package org.junheng.sample;

import java.util.List;
import java.util.Map;

/**
 * A school over all years.
 *
 * @param code identity code, the same in all years
 * @param name name, the same in all years
 * @param kind what kind of school
 * @param county where it stands
 * @param manager code of the division that manages it; empty: the county
 * @param parent code of the school to which this campus belongs; empty: counted by itself
 * @param hasCampuses whether others name it as their parent
 * @param urbanRural urban-rural class
 * @param baseStudents pupils by stage before growth
 * @param openingYear first year with a row
 * @param endingYear year of the last row, in which the school is closed or merged; after the last year if it goes on
 * @param merged whether it ended by merging
 * @param emptyAtOpening whether it had no pupils in its first year
 * @param weakShare resources as a share of the thresholds, 0 for ordinary schools
 * @param chance the school's own draws
 */
record School(
        String code,
        String name,
        SchoolFacts.Kind kind,
        SampleCounty county,
        String manager,
        String parent,
        boolean hasCampuses,
        String urbanRural,
        Map<String, Integer> baseStudents,
        int openingYear,
        int endingYear,
        boolean merged,
        boolean emptyAtOpening,
        String educationGroup,
        String schoolCluster,
        double weakShare,
        Chance chance) {

    boolean hasRowIn(int year) {
        return year >= openingYear && year <= endingYear;
    }

    boolean openIn(int year) {
        return year >= openingYear && year < endingYear;
    }

    boolean emptyIn(int year) {
        return emptyAtOpening && year == openingYear;
    }

    List<String> stages() {
        return kind.stages();
    }

    boolean campus() {
        return !parent.isEmpty();
    }

    boolean village() {
        return urbanRural.startsWith("2");
    }

    /** The key of the facts that go by kind of place: 11, 12 or 2. */
    String place() {
        return village() ? "2" : urbanRural.substring(0, 2);
    }
}
