package org.junheng.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junheng.explain.DifferenceReport.Change;
import org.junheng.explain.DifferenceReport.IndicatorDifference;
import org.junheng.summary.Column;

/** The parts of all differences as one table, for programs: a row a part, nothing rounded. */
final class DifferenceRows {
    static final List<Column> COLUMNS = List.of(
            new Column("standard", false),
            new Column("stage", false),
            new Column("indicator", false),
            new Column("measure", false),
            new Column("year_from", true),
            new Column("code_from", false),
            new Column("year_to", true),
            new Column("code_to", false),
            new Column("value_from", true),
            new Column("value_to", true),
            new Column("difference", true),
            new Column("component", false),
            new Column("contribution", true));

    private DifferenceRows() {}

    static List<List<Object>> of(DifferenceReport report) {
        var rows = new ArrayList<List<Object>>();
        for (var indicator : report.indicators()) {
            add(rows, report, indicator, "mean", indicator.mean());
            add(rows, report, indicator, "cv2", indicator.cv2());
            add(rows, report, indicator, "cv", indicator.cv());
        }
        return rows;
    }

    private static void add(
            List<List<Object>> rows,
            DifferenceReport report,
            IndicatorDifference indicator,
            String measure,
            Change change) {
        for (var component : change.components()) {
            rows.add(Arrays.asList(
                    report.basis().standard(),
                    indicator.stage(),
                    indicator.indicator(),
                    measure,
                    report.from().year(),
                    report.from().code(),
                    report.to().year(),
                    report.to().code(),
                    change.from(),
                    change.to(),
                    change.difference(),
                    component.component(),
                    component.value()));
        }
    }
}
