package org.junheng.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Basis;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.validate.CensusLayout;

/**
 * One school in one stage under one standard: its indicators and its verdict.
 *
 * <p>Shared facilities of a school with several stages are split by weighted students (domain: 小学 1, 初中 1.1, 高中
 * 1.32); teachers never are. Thresholds are decided exactly, in decimals and fractions (conventions C9).
 */
final class SchoolStage {
    /** Whether the stage is counted, and if not, why. */
    enum Counted {
        IN,
        OUT_OF_SCOPE,
        NO_STUDENTS
    }

    /**
     * An indicator of a school in a stage.
     *
     * @param numerator the stage's part of the resource, or null where missing
     * @param value per student, with scale; null where missing
     * @param share the stage's share of a shared resource; 1 where it is not split, null where it cannot be told
     * @param status against the threshold
     * @param aboveFloor whether a failing value reaches the floor
     */
    record Value(
            Indicator indicator,
            Double numerator,
            Double value,
            Double share,
            BigDecimal threshold,
            BigDecimal floor,
            Status status,
            boolean aboveFloor,
            String note) {}

    private final School school;
    private final Stage stage;
    private final Standard standard;
    private final Counted counted;
    private final String reason;
    private final List<Value> values = new ArrayList<>();

    /** A school that nothing but its type, its owner and its size can leave out. */
    SchoolStage(School school, Stage stage, Standard standard) {
        this(school, stage, standard, null);
    }

    /**
     * @param managerReason why the standard leaves out what its manager manages, or null
     */
    SchoolStage(School school, Stage stage, Standard standard, String managerReason) {
        this.school = school;
        this.stage = stage;
        this.standard = standard;
        reason = managerReason == null ? outOfScope() : managerReason;
        var students = school.students(stage);
        // First, since the nation tells the two apart by the students alone: every level counts alike.
        if (students != null && students == 0) {
            counted = Counted.NO_STUDENTS;
        } else if (reason != null) {
            counted = Counted.OUT_OF_SCOPE;
        } else {
            counted = Counted.IN;
        }
        for (var indicator : standard.indicators()) {
            values.add(measure(indicator));
        }
    }

    School school() {
        return school;
    }

    Stage stage() {
        return stage;
    }

    Counted counted() {
        return counted;
    }

    /** Whether the standard's indicators are about such a school, whatever its students. */
    boolean isInScope() {
        return reason == null;
    }

    List<Value> values() {
        return values;
    }

    private String outOfScope() {
        return outOfScope(
                standard,
                school.text(CensusLayout.SCHOOL_TYPE),
                school.text(CensusLayout.OWNERSHIP),
                school.students());
    }

    /** Why the indicators leave such a school out, or null where they count it. */
    static String outOfScope(Standard standard, String schoolType, String ownership, Long students) {
        var scope = standard.scope();
        if (scope == null) {
            return null;
        }
        if (ownership != null && scope.excludedOwnership().containsKey(ownership)) {
            return scope.excludedOwnership().get(ownership);
        }
        if (schoolType == null) {
            return null;
        }
        if (scope.excludedTypes().containsKey(schoolType)) {
            return scope.excludedTypes().get(schoolType);
        }
        var points = scope.teachingPoints();
        if (points != null
                && points.type().equals(schoolType)
                && students != null
                && students < points.minimumStudents()) {
            return Bilingual.format(
                            "不足%d人的教学点不参与七项指标",
                            "teaching point of fewer than %d students, outside the indicators",
                            points.minimumStudents())
                    .both();
        }
        return null;
    }

    private Value measure(Indicator indicator) {
        var threshold = indicator.threshold().get(stage);
        var floor = threshold == null || standard.schoolRule() == null
                ? null
                : threshold.multiply(standard.schoolRule().floorShare());
        if (counted == Counted.OUT_OF_SCOPE) {
            return new Value(indicator, null, null, null, threshold, floor, Status.NOT_APPLICABLE, false, reason);
        }
        if (counted == Counted.NO_STUDENTS) {
            var note = new Bilingual("本学段没有学生", "no students in this stage").both();
            return new Value(indicator, null, null, null, threshold, floor, Status.NOT_APPLICABLE, false, note);
        }
        var missing = new ArrayList<String>();
        var numerator = numerator(indicator, missing);
        var students = school.students(stage);
        if (students == null) {
            missing.add("students_" + stage.id());
        }
        var weights = indicator.basis() == Basis.SHARED ? weights(missing) : null;
        if (!missing.isEmpty() || numerator.signum() < 0) {
            var note = missing.isEmpty()
                    ? new Bilingual("扣除后为负数，数据有矛盾", "negative after subtraction: the data contradict each other")
                    : Bilingual.format("缺少：%1$s", "missing: %1$s", String.join(", ", missing));
            return new Value(
                    indicator,
                    null,
                    null,
                    null,
                    threshold,
                    floor,
                    threshold == null ? Status.NOT_APPLICABLE : Status.CANNOT_SAY,
                    false,
                    note.both());
        }
        return measured(indicator, numerator, students, weights, threshold, floor);
    }

    private BigDecimal numerator(Indicator indicator, List<String> missing) {
        var total = BigDecimal.ZERO;
        for (var column : indicator.numerator().add()) {
            total = total.add(counted(indicator, column, missing));
        }
        for (var column : indicator.numerator().subtract()) {
            total = total.subtract(counted(indicator, column, missing));
        }
        return total;
    }

    private BigDecimal counted(Indicator indicator, String column, List<String> missing) {
        var name = indicator.basis() == Basis.STAGE ? column + "_" + stage.id() : column;
        var number = school.number(name);
        if (number == null) {
            missing.add(name);
            return BigDecimal.ZERO;
        }
        return number;
    }

    /** The stage's weighted students and the school's, for a split; or null where the school has one stage only. */
    private BigDecimal[] weights(List<String> missing) {
        var stages = school.stages();
        if (stages.size() <= 1 || standard.splitWeights().isEmpty()) {
            return null;
        }
        var all = BigDecimal.ZERO;
        var own = BigDecimal.ZERO;
        for (var each : stages) {
            var students = school.students(each);
            if (students == null) {
                if (each != stage) {
                    missing.add("students_" + each.id());
                }
                continue;
            }
            var weighted = standard.splitWeights().get(each).multiply(BigDecimal.valueOf(students));
            all = all.add(weighted);
            own = each == stage ? weighted : own;
        }
        return new BigDecimal[] {own, all};
    }

    private Value measured(
            Indicator indicator,
            BigDecimal numerator,
            long students,
            BigDecimal[] weights,
            BigDecimal threshold,
            BigDecimal floor) {
        boolean split = weights != null && weights[0].compareTo(weights[1]) != 0;
        double share = split ? weights[0].doubleValue() / weights[1].doubleValue() : 1;
        double part = split
                ? numerator.multiply(weights[0]).doubleValue() / weights[1].doubleValue()
                : numerator.doubleValue();
        // Multiplied first: 9 teachers for 1,000 pupils read 0.9, as the threshold that they meet.
        double value = part * indicator.scale().doubleValue() / students;
        var status = Status.NOT_APPLICABLE;
        boolean aboveFloor = false;
        if (threshold != null) {
            var own = split ? weights[0] : BigDecimal.ONE;
            var all = split ? weights[1] : BigDecimal.ONE;
            var scaled = indicator.scale().multiply(numerator).multiply(own);
            var perStudents = BigDecimal.valueOf(students).multiply(all);
            status = scaled.compareTo(threshold.multiply(perStudents)) >= 0 ? Status.PASS : Status.FAIL;
            aboveFloor = floor != null && scaled.compareTo(floor.multiply(perStudents)) >= 0;
        }
        return new Value(
                indicator, part, value, share, threshold, floor, status, aboveFloor, note(indicator, split, weights));
    }

    /** How the numerator came about, with its inputs, so that a reader can work it out again. */
    private String note(Indicator indicator, boolean split, BigDecimal[] weights) {
        var notes = new ArrayList<String>();
        if (split
                || indicator.numerator().add().size()
                                + indicator.numerator().subtract().size()
                        > 1) {
            notes.add(inputs(indicator));
        }
        if (split) {
            notes.add(Bilingual.format(
                            "共用设施按折算学生数拆分 × %s/%s",
                            "shared facility split by weighted students × %s/%s", plain(weights[0]), plain(weights[1]))
                    .both());
        }
        if (school.campuses() > 0) {
            notes.add(Bilingual.format("已并入不计校数校区%d个", "%d uncounted campuses joined", school.campuses())
                    .both());
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private String inputs(Indicator indicator) {
        var text = new StringBuilder();
        for (var column : indicator.numerator().add()) {
            text.append(text.length() == 0 ? "" : " + ").append(input(indicator, column));
        }
        for (var column : indicator.numerator().subtract()) {
            text.append(" − ").append(input(indicator, column));
        }
        return text.toString();
    }

    private String input(Indicator indicator, String column) {
        var name = indicator.basis() == Basis.STAGE ? column + "_" + stage.id() : column;
        return name + " " + plain(school.number(name));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    long met() {
        return values.stream().filter(value -> value.status() == Status.PASS).count();
    }

    long betweenFloorAndThreshold() {
        return values.stream()
                .filter(value -> value.status() == Status.FAIL && value.aboveFloor())
                .count();
    }

    long belowFloor() {
        return values.stream()
                .filter(value -> value.status() == Status.FAIL && !value.aboveFloor())
                .count();
    }

    long unknown() {
        return values.stream()
                .filter(value -> value.status() == Status.CANNOT_SAY)
                .count();
    }

    /** The verdict of the standard's school rule. */
    Status verdict() {
        return counted == Counted.IN
                ? verdict(
                        met(),
                        betweenFloorAndThreshold(),
                        belowFloor(),
                        unknown(),
                        standard.schoolRule().minimumMet())
                : Status.NOT_APPLICABLE;
    }

    /**
     * The three-valued rule (conventions C6): a failure that no missing value can undo decides, then anything unknown is
     * cannot_say.
     */
    static Status verdict(long met, long between, long below, long unknown, int minimumMet) {
        long all = met + between + below + unknown;
        if (below >= 1 || between > all - minimumMet) {
            return Status.FAIL;
        }
        return unknown == 0 ? Status.PASS : Status.CANNOT_SAY;
    }
}
