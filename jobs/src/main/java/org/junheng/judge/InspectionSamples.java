package org.junheng.judge;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.judge.InspectionDraw.School;
import org.junheng.rulebook.InspectionPlan;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.warehouse.TableDatabase;

/** The yearly samples of a plan: those that the history keeps as they were, the others drawn. */
final class InspectionSamples {
    private final TableDatabase database;
    private final Rulebook rulebook;

    InspectionSamples(TableDatabase database, Rulebook rulebook) {
        this.database = database;
        this.rulebook = rulebook;
    }

    private record Row(School school, String county, String name) {}

    void write(Standard plan) throws SQLException {
        var inspection = plan.inspection();
        var draw = new InspectionDraw(inspection.share(), inspection.seed());
        var kept = kept(plan);
        for (var year : years(plan, kept)) {
            var frame = frame(plan, year);
            var schools = frame.values().stream().map(Row::school).toList();
            var history = kept.get(year);
            var drawn = history == null ? draw.draw(year, schools) : draw.keep(year, schools, series(history));
            try (var insert = database.connection()
                    .prepareStatement("INSERT INTO inspection_sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (var each : drawn) {
                    insert(
                            insert,
                            plan,
                            year,
                            frame.get(each.school().code()),
                            each.lastYear(),
                            history != null,
                            frame.size());
                }
            }
        }
    }

    private static void insert(
            PreparedStatement insert, Standard plan, int year, Row row, Integer lastYear, boolean kept, int frame)
            throws SQLException {
        insert.setLong(1, year);
        insert.setString(2, plan.standard());
        insert.setString(3, row.school().code());
        insert.setString(4, row.school().stratum());
        insert.setObject(5, kept ? null : plan.inspection().seed());
        insert.setObject(6, lastYear == null ? null : Long.valueOf(lastYear));
        insert.setString(7, row.county());
        insert.setString(8, row.name());
        insert.setString(9, kept ? "history" : "drawn");
        insert.setLong(10, frame);
        insert.execute();
    }

    /** Year → the codes that the history has for the plan. */
    private TreeMap<Integer, List<String>> kept(Standard plan) {
        var kept = new TreeMap<Integer, List<String>>();
        rulebook.lawFacts().inspections().stream()
                .filter(each -> each.plan().equals(plan.standard())
                        && each.kind().equals("inspection")
                        && each.level().equals("school"))
                .forEach(each -> kept.computeIfAbsent(each.year(), year -> new ArrayList<>())
                        .add(each.code()));
        return kept;
    }

    private List<Integer> years(Standard plan, TreeMap<Integer, List<String>> kept) throws SQLException {
        var years = new ArrayList<Integer>();
        for (var row : database.rows("SELECT DISTINCT year FROM county WHERE standard = %s AND year >= %d ORDER BY 1"
                .formatted(Sql.text(plan.standard()), plan.validFrom()))) {
            years.add(((Number) row[0]).intValue());
        }
        return years;
    }

    private List<String> series(List<String> codes) {
        return codes.stream().map(rulebook.schoolChanges()::seriesCode).toList();
    }

    /** The schools of the plan's region in order of their codes, those that did not report too: they are still inspected. */
    private TreeMap<String, Row> frame(Standard plan, int year) throws SQLException {
        var frame = new TreeMap<String, Row>();
        var types = new HashMap<String, String>();
        for (var row : database.rows("""
                SELECT e.school_code, any_value(u.series_code), min(e.county_code), any_value(e.school_type), any_value(u.students),
                  any_value(u.name)
                FROM expected_school e LEFT JOIN unit u ON u.year = e.year AND u.school_code = e.school_code
                JOIN county c ON c.standard = e.standard AND c.year = e.year AND c.county_code = e.county_code
                WHERE e.standard = %s AND e.year = %d AND NOT starts_with(e.school_code, '?') GROUP BY 1 ORDER BY 1""".formatted(Sql.text(plan.standard()), year))) {
            var type = types.computeIfAbsent(String.valueOf(row[3]), code -> rulebook.schoolType(code)
                    .map(entry -> entry.title().zh())
                    .orElse("?"));
            var stratum = plan.inspection().strata().stream()
                    .map(each -> switch (each) {
                        case "county" -> (String) row[2];
                        case "type" -> type;
                        default -> size(plan.inspection(), (Number) row[4]);
                    })
                    .collect(Collectors.joining("/"));
            var code = (String) row[0];
            var series = row[1] == null ? rulebook.schoolChanges().seriesCode(code) : (String) row[1];
            frame.put(code, new Row(new School(code, series, stratum), (String) row[2], (String) row[5]));
        }
        return frame;
    }

    private static String size(InspectionPlan inspection, Number students) {
        if (students == null) {
            return "?";
        }
        for (int most : inspection.sizes()) {
            if (students.doubleValue() <= most) {
                return "≤" + most;
            }
        }
        return inspection.sizes().isEmpty()
                ? ""
                : ">" + inspection.sizes().get(inspection.sizes().size() - 1);
    }
}
