package org.junheng.validate;

import java.util.function.Function;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.Rulebook;

/**
 * Campuses that are not counted as schools: each joins its parent, except teaching points, which stand for themselves
 * whatever the census says of counting them (conventions C3).
 */
public final class Campuses {
    private static final int LONGEST_CHAIN = 10;

    private Campuses() {}

    /** Whether a census row is an open campus that joins its parent. */
    public static boolean isCampus(Object[] row, Rulebook rulebook) {
        return Boolean.FALSE.equals(row[CensusLayout.COUNTED])
                && CensusLayout.isOpen(row)
                && !rulebook.schoolType((String) row[CensusLayout.SCHOOL_TYPE])
                        .map(CodeList.Entry::standsAlone)
                        .orElse(false);
    }

    /**
     * The school that a campus belongs to in the end, or null where the chain of parents breaks off or turns in a circle. A
     * parent that was recoded is found under its code of the year.
     *
     * @param byCode school code → row, or null where there is none
     */
    public static Object[] parent(Object[] campus, Function<String, Object[]> byCode, Rulebook rulebook) {
        var current = campus;
        for (int steps = 0; steps < LONGEST_CHAIN && current != null; steps++) {
            if (!isCampus(current, rulebook)) {
                return CensusLayout.isOpen(current) ? current : null;
            }
            var parent = (String) current[CensusLayout.PARENT_SCHOOL_CODE];
            current = parent == null ? null : school(parent, current, byCode, rulebook);
        }
        return null;
    }

    private static Object[] school(String code, Object[] campus, Function<String, Object[]> byCode, Rulebook rulebook) {
        var school = byCode.apply(code);
        if (school != null) {
            return school;
        }
        int year = ((Long) campus[CensusLayout.YEAR]).intValue();
        return byCode.apply(rulebook.schoolChanges().codeIn(code, year));
    }
}
