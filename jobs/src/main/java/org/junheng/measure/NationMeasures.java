package org.junheng.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.warehouse.TableShape;

/** Measures a nation in one year from the indicators of all its schools, never by averaging provinces. */
final class NationMeasures {
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final int year;
    private final MetricTables tables;
    private final Map<String, EquityRow> rows = new LinkedHashMap<>();
    private final int standard;
    private final int stage;
    private final int indicator;
    private final int numerator;
    private final int students;
    private final int value;
    private final int status;

    NationMeasures(CensusProfile profile, Rulebook rulebook, int year) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.year = year;
        tables = new MetricTables(rulebook);
        var at = indicatorShape().positions();
        standard = at.get("standard");
        stage = at.get("stage");
        indicator = at.get("indicator");
        numerator = at.get("numerator");
        students = at.get("students");
        value = at.get("value");
        status = at.get("status");
    }

    /** The shape of the rows that {@link #add} takes. */
    TableShape indicatorShape() {
        return tables.schoolIndicator.shape();
    }

    private static String key(Object standard, Object stage, Object indicator) {
        return standard + "\t" + stage + "\t" + indicator;
    }

    /** Takes rows of {@code school_indicator}; within a standard, stage and indicator they must come by school code. */
    void add(List<Object[]> indicatorRows) {
        for (var row : indicatorRows) {
            var unit = rows.computeIfAbsent(key(row[standard], row[stage], row[indicator]), each -> new EquityRow());
            boolean hasScope = rulebook.standards().get((String) row[standard]).scope() != null;
            if (row[value] != null) {
                unit.addUnit(
                        (Double) row[numerator],
                        (Long) row[students],
                        Status.PASS.id().equals(row[status]));
            } else if (hasScope && Status.NOT_APPLICABLE.id().equals(row[status]) && !isZero(row[students])) {
                unit.addOutOfScope();
            } else if (isZero(row[students])) {
                unit.addWithoutStudents();
            } else {
                unit.addMissing();
            }
        }
    }

    private static boolean isZero(Object count) {
        return count != null && (Long) count == 0;
    }

    /** Fills tables {@code equity} and {@code division} for the nation. */
    MetricTables measure(List<Standard> standards) {
        var nation = profile.levels().get(Level.NATION);
        DivisionRows.addNation(tables.division, profile, year);
        // A plan is about its region alone.
        for (var each :
                standards.stream().filter(standard -> !standard.isPlan()).toList()) {
            for (Stage of : each.stages()) {
                for (var its : each.indicators()) {
                    var row = rows.get(key(each.standard(), of.id(), its.id()));
                    if (row != null) {
                        row.write(
                                tables.equity,
                                year,
                                each,
                                Level.NATION,
                                nation.code(),
                                of,
                                its,
                                row.measures(its),
                                null,
                                null);
                    }
                }
            }
        }
        return tables;
    }
}
