package org.junheng.measure;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;

/** Collects the units of one region, stage and indicator, and makes their row of table {@code equity}. */
final class EquityRow {
    static final List<String> COLUMNS = ofRegion(
            "units",
            "students",
            "resource",
            "excluded",
            "excluded_no_students",
            "excluded_missing",
            "excluded_out_of_scope",
            "mean",
            "sd",
            "cv",
            "cv_limit",
            "cv_status",
            "gini",
            "theil_t",
            "theil_l",
            "atkinson_05",
            "atkinson_1",
            "mcloone",
            "verstegen",
            "p05",
            "p10",
            "p25",
            "p50",
            "p75",
            "p90",
            "p95",
            "p90_p10",
            "federal_range_ratio",
            "min",
            "max",
            "mean_unweighted",
            "cv_unweighted",
            "p90_p10_unweighted",
            "share_of_schools_meeting",
            "share_of_students_in_schools_meeting",
            "note");

    /** The columns of a table of regions, stages and indicators: its key and what else it has. */
    static List<String> ofRegion(String... others) {
        return Stream.concat(
                        Stream.of("year", "standard", "level", "region_code", "stage", "indicator"), Stream.of(others))
                .toList();
    }

    private double[] resource = new double[16];
    private double[] students = new double[16];
    private int[] positions = new int[16];
    private int units;
    private int excludedNoStudents;
    private int excludedMissing;
    private int excludedOutOfScope;
    private long meeting;
    private double studentsMeeting;

    /**
     * The row of an indicator over the schools of a region in one stage.
     *
     * @param indicator its position in the standard
     */
    static EquityRow of(List<SchoolStage> schools, int indicator) {
        var row = new EquityRow();
        for (var school : schools) {
            var value = school.values().get(indicator);
            switch (school.counted()) {
                case OUT_OF_SCOPE -> row.addOutOfScope();
                case NO_STUDENTS -> row.addWithoutStudents();
                case IN -> {
                    if (value.value() == null) {
                        row.addMissing();
                    } else {
                        row.addUnit(
                                value.numerator(),
                                school.school().students(school.stage()),
                                value.status() == Status.PASS,
                                school.school().position());
                    }
                }
            }
        }
        return row;
    }

    /**
     * Adds a unit.
     *
     * @param position which of all schools it is, for partitionings
     */
    void addUnit(double itsResource, double itsStudents, boolean meets, int position) {
        if (units == resource.length) {
            resource = Arrays.copyOf(resource, units * 2);
            students = Arrays.copyOf(students, units * 2);
            positions = Arrays.copyOf(positions, units * 2);
        }
        resource[units] = itsResource;
        students[units] = itsStudents;
        positions[units] = position;
        units++;
        if (meets) {
            meeting++;
            studentsMeeting += itsStudents;
        }
    }

    void addWithoutStudents() {
        excludedNoStudents++;
    }

    void addMissing() {
        excludedMissing++;
    }

    void addOutOfScope() {
        excludedOutOfScope++;
    }

    int excludedMissing() {
        return excludedMissing;
    }

    /** The measures, or null where every unit was left out: then there is no row. */
    InequalityMeasures measures(Indicator indicator) {
        return units == 0
                ? null
                : InequalityMeasures.of(
                        resource(), students(), indicator.scale().doubleValue());
    }

    /** x_i of the units that count. */
    double[] resource() {
        return Arrays.copyOf(resource, units);
    }

    /** P_i of the units that count. */
    double[] students() {
        return Arrays.copyOf(students, units);
    }

    /** Which schools the units that count are. */
    int[] positions() {
        return Arrays.copyOf(positions, units);
    }

    /**
     * Adds the row, if there is one.
     *
     * @param limit greatest lawful CV, at county level under a law; else null
     * @param status the CV against it; else null
     */
    void write(
            MetricTable table,
            int year,
            Standard standard,
            String level,
            String region,
            Stage stage,
            Indicator indicator,
            InequalityMeasures m,
            BigDecimal limit,
            Status status) {
        if (m == null) {
            return;
        }
        boolean hasThreshold = indicator.threshold().containsKey(stage);
        table.add(
                year,
                standard.standard(),
                level,
                region,
                stage.id(),
                indicator.id(),
                m.units(),
                (long) m.students(),
                m.resource(),
                excludedNoStudents + excludedMissing + excludedOutOfScope,
                excludedNoStudents,
                excludedMissing,
                excludedOutOfScope,
                m.mean(),
                m.sd(),
                m.cv(),
                limit,
                status == null ? null : status.id(),
                m.gini(),
                m.theilT(),
                m.theilL(),
                m.atkinson05(),
                m.atkinson1(),
                m.mcloone(),
                m.verstegen(),
                m.p05(),
                m.p10(),
                m.p25(),
                m.p50(),
                m.p75(),
                m.p90(),
                m.p95(),
                m.p90P10(),
                m.federalRangeRatio(),
                m.min(),
                m.max(),
                m.meanUnweighted(),
                m.cvUnweighted(),
                m.p90P10Unweighted(),
                hasThreshold ? (double) meeting / m.units() : Double.NaN,
                hasThreshold ? studentsMeeting / m.students() : Double.NaN,
                note(m));
    }

    private static String note(InequalityMeasures m) {
        var notes = new java.util.ArrayList<String>();
        if (m.units() == 1 && m.mean() != 0) {
            notes.add(new Bilingual("只有一所学校，差异系数为0", "one school only: its CV is 0").both());
        }
        if (m.mean() == 0) {
            notes.add(new Bilingual("均值为0，相对指标无法计算", "the mean is 0: relative measures cannot be computed").both());
        } else {
            if (Double.isNaN(m.theilL())) {
                notes.add(new Bilingual("有学校为0，泰尔L无法计算", "a school has 0: Theil L cannot be computed").both());
            }
            if (Double.isNaN(m.p90P10()) || Double.isNaN(m.federalRangeRatio()) || Double.isNaN(m.p90P10Unweighted())) {
                notes.add(new Bilingual("低分位为0，分位比无法计算", "a low quantile is 0: ratios of quantiles cannot be computed")
                        .both());
            }
            if (Double.isNaN(m.mcloone())) {
                notes.add(new Bilingual(
                                "中位数为0，麦克卢恩与沃斯特根指数无法计算", "the median is 0: McLoone and Verstegen cannot be computed")
                        .both());
            }
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }
}
