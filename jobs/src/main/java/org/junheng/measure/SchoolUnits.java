package org.junheng.measure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.validate.Campuses;
import org.junheng.validate.CensusLayout;

/** The open schools of one year and province, each with its campuses joined, in the order of their rows. */
final class SchoolUnits {
    private final Map<String, School> schools = new LinkedHashMap<>();
    private final Map<String, String> parents = new HashMap<>();

    /** @param rows accepted rows: a campus among them has a parent, since those without are quarantined */
    SchoolUnits(List<Object[]> rows, NumericColumns columns, CensusProfile profile, Rulebook rulebook) {
        var byCode = new HashMap<String, Object[]>();
        rows.forEach(row -> byCode.put(code(row), row));
        for (var row : rows) {
            if (CensusLayout.isOpen(row) && !Campuses.isCampus(row, rulebook)) {
                schools.put(code(row), new School(row, columns, profile, rulebook));
            }
        }
        for (var row : rows) {
            if (Campuses.isCampus(row, rulebook)) {
                var parent = code(Campuses.parent(row, byCode::get, rulebook));
                schools.get(parent).join(row);
                parents.put(code(row), parent);
            }
        }
    }

    private static String code(Object[] row) {
        return (String) row[CensusLayout.SCHOOL_CODE];
    }

    List<School> schools() {
        return List.copyOf(schools.values());
    }

    /** The code of the school with which a row counts: its own or that of its parent; null where it is not open. */
    String codeOf(Object[] row) {
        return CensusLayout.isOpen(row) ? parents.getOrDefault(code(row), code(row)) : null;
    }
}
