package org.junheng.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A school with the campuses that belong to it, as the rows (canonical column to text, blank cells absent) tell. */
record CensusUnit(List<Map<String, String>> rows) {

    static CensusUnit of(Map<String, String> row) {
        var rows = new ArrayList<Map<String, String>>();
        rows.add(row);
        return new CensusUnit(rows);
    }

    String code() {
        return rows.get(0).get("school_code");
    }

    boolean hasStage(String stage) {
        return rows.stream().anyMatch(row -> hasStage(row, stage));
    }

    static boolean hasStage(Map<String, String> row, String stage) {
        return row.containsKey("students_" + stage) || row.containsKey("classes_" + stage);
    }

    /** A stage's column added up over school and campuses; empty if one that has the stage does not report it. */
    Optional<Fraction> ofStage(String column, String stage) {
        return sum(rows.stream().filter(row -> hasStage(row, stage)).toList(), column + "_" + stage);
    }

    /** A column that counts for all stages together. */
    Optional<Fraction> shared(String column) {
        return sum(rows, column);
    }

    private static Optional<Fraction> sum(List<Map<String, String>> rows, String column) {
        var sum = Fraction.ZERO;
        for (var row : rows) {
            var text = row.get(column);
            if (text == null) {
                return Optional.empty();
            }
            sum = sum.plus(Fraction.of(text));
        }
        return Optional.of(sum);
    }
}
