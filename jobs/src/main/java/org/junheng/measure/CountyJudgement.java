package org.junheng.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junheng.rulebook.LawFacts;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;

/**
 * The items of 资源配置 for one county under one standard. What they come to together with all other items is judged later.
 *
 * <p>Items on "every school" rest on the register of expected schools (conventions C7); a CV with missing schools or
 * values is computed over the rest and its item is cannot_say, unless its bounds lie on one side of the limit (C8).
 */
final class CountyJudgement {
    /** A CV equals its limit when it is this close (conventions C9). */
    private static final double CV_TOLERANCE = 1e-12;

    private static final int SHOWN_SCHOOLS = 5;

    /** What the inputs of an item say where another reading of a switch would put the CV on the other side of its limit. */
    private static final String RESTS_ON_SWITCH = ", \"rests_on_switch\": true";

    /**
     * An expected school that did not arrive.
     *
     * @param quarantined in quarantine; else not reported
     * @param inScope whether the indicators would count it
     * @param schoolType its type, or null where nothing tells it
     * @param lastYear itself last year; null where it was not there, or was one of several that became this one or one that
     *     became several
     * @param parentCode of a campus that is not counted: the school that it belongs to; else null
     * @param certain whether it surely has the stage and stands in the county
     */
    record Absent(
            String schoolCode,
            boolean quarantined,
            boolean inScope,
            String schoolType,
            School lastYear,
            String parentCode,
            boolean certain) {}

    /** One item. */
    private record Item(
            Stage stage,
            String item,
            Double observed,
            BigDecimal required,
            Status status,
            Bilingual reason,
            String clause,
            String inputs,
            String formula) {}

    private final Standard standard;
    private final boolean judged;
    private final Map<Stage, LawFacts.AbsentStage> absentStages;
    private final List<Item> items = new ArrayList<>();

    /**
     * @param judged false for a functional zone without a national code, which is measured and not judged (C4)
     * @param absentStages stages that the county is declared to have no school of (C7)
     */
    CountyJudgement(Standard standard, boolean judged, Map<Stage, LawFacts.AbsentStage> absentStages) {
        this.standard = standard;
        this.judged = judged;
        this.absentStages = absentStages;
    }

    private Bilingual noSchool(Stage stage) {
        var declared = absentStages.get(stage);
        return declared == null
                ? new Bilingual("本县没有该学段的学校", "the county has no school of this stage")
                : Bilingual.format(
                        "已声明本县不设该学段：%s（%s）",
                        "declared: the county has no school of this stage: %s (%s)",
                        declared.reason(),
                        declared.source());
    }

    private Status statusWithoutSchool(Stage stage) {
        return absentStages.containsKey(stage) ? Status.NOT_APPLICABLE : Status.CANNOT_SAY;
    }

    /**
     * Judges the CV of one indicator.
     *
     * @param measures over the schools that can be computed, or null where there are none
     * @param missingValues schools of the county whose value is missing
     * @param absent expected schools that did not arrive
     * @param offered whether the county has any school of the stage
     * @param bound what is possible of the CV; null where no school counts
     */
    Status addVariation(
            Stage stage,
            Indicator indicator,
            InequalityMeasures measures,
            int missingValues,
            List<Absent> absent,
            boolean offered,
            EquityBound bound) {
        var limit = standard.cvLimit().get(stage);
        Status status;
        Bilingual reason;
        boolean decided = false;
        if (limit == null) {
            status = Status.NOT_APPLICABLE;
            reason = new Bilingual("标准没有规定差异系数上限", "the standard sets no limit to the CV");
        } else if (!offered && absent.isEmpty()) {
            status = statusWithoutSchool(stage);
            reason = noSchool(stage);
        } else if (measures == null || Double.isNaN(measures.cv())) {
            status = Status.CANNOT_SAY;
            reason = measures == null
                    ? new Bilingual("没有一所学校的数据可算", "no school has data to compute from")
                    : new Bilingual("均值为0，差异系数无法计算", "the mean is 0: the CV cannot be computed");
        } else if (missingValues > 0 || !absent.isEmpty()) {
            decided = bound != null && bound.set().decides() && bound.set().isBounded();
            status = decided
                    ? status(limit, bound.set().bounds())
                    : status(measures.cv(), limit, missingValues + absent.size());
            var parts = new ArrayList<Bilingual>();
            parts.add(Bilingual.format("差异系数只按%d所学校计算", "the CV covers %d schools only", measures.units()));
            if (missingValues > 0) {
                parts.add(Bilingual.format("%d所缺数据", "%d lack data", missingValues));
            }
            if (!absent.isEmpty()) {
                parts.add(words(absent));
            }
            if (bound != null) {
                parts.addAll(bound.missingWords());
            }
            reason = joined(parts);
        } else {
            status = status(measures.cv(), limit, 0);
            reason = measures.units() == 1
                    ? new Bilingual("只有一所学校，差异系数为0", "one school only: its CV is 0")
                    : Bilingual.format("%d所学校的差异系数", "the CV over %d schools", measures.units());
        }
        boolean restsOnSwitch = bound != null && bound.restsOnSwitch();
        if (restsOnSwitch) {
            var parts = new ArrayList<>(List.of(reason));
            parts.addAll(bound.switchWords());
            reason = joined(parts);
        }
        status = judged ? status : Status.NOT_APPLICABLE;
        items.add(new Item(
                stage,
                indicator.item(),
                measures == null || Double.isNaN(measures.cv()) ? null : measures.cv(),
                limit,
                status,
                reason,
                indicator.clause(),
                "{\"cv\": %s, \"schools\": %d, \"missing\": %d, \"absent\": %d%s%s}"
                        .formatted(
                                measures == null || Double.isNaN(measures.cv()) ? "null" : measures.cv(),
                                measures == null ? 0 : measures.units(),
                                missingValues,
                                absent.size(),
                                decided
                                        ? ", \"cv_low\": %s, \"cv_high\": %s"
                                                .formatted(
                                                        bound.set().bounds().cvLow(),
                                                        bound.set().bounds().cvHigh())
                                        : "",
                                restsOnSwitch ? RESTS_ON_SWITCH : ""),
                decided
                        ? "CASE WHEN cv_high <= limit THEN true WHEN cv_low > limit THEN false END"
                        : "cv <= limit AND missing = 0 AND absent = 0"));
        return status;
    }

    /** What a CV comes to of which something is missing: where all that is possible lies on one side of its limit, that. */
    static Status status(BigDecimal limit, VariationBounds bounds) {
        if (isWithin(bounds.cvHigh(), limit)) {
            return Status.PASS;
        }
        // A bound that is NaN keeps no limit and breaks none.
        return bounds.cvLow() > limit.doubleValue() + CV_TOLERANCE ? Status.FAIL : Status.CANNOT_SAY;
    }

    /** What a CV comes to; one with anything missing is computed over the rest and cannot be told (C8). */
    static Status status(double cv, BigDecimal limit, int missing) {
        if (missing > 0) {
            return Status.CANNOT_SAY;
        }
        return isWithin(cv, limit) ? Status.PASS : Status.FAIL;
    }

    /** Whether a CV keeps its limit (inclusive). */
    static boolean isWithin(double cv, BigDecimal limit) {
        return cv <= limit.doubleValue() + CV_TOLERANCE;
    }

    /** Judges whether every school passes. */
    void addEverySchool(Stage stage, List<SchoolStage> schools, List<Absent> absent) {
        var failing = codes(schools, Status.FAIL);
        var unknown = codes(schools, Status.CANNOT_SAY);
        long passing = codes(schools, Status.PASS).size();
        long all = passing + failing.size() + unknown.size() + absent.size();
        Status status;
        Bilingual reason;
        if (!failing.isEmpty()) {
            status = Status.FAIL;
            reason =
                    Bilingual.format("%d所中%d所不达标：%s", "of %d schools %d fail: %s", all, failing.size(), shown(failing));
        } else if (all == 0) {
            status = statusWithoutSchool(stage);
            reason = noSchool(stage);
        } else if (!unknown.isEmpty() || !absent.isEmpty()) {
            status = Status.CANNOT_SAY;
            var parts = new ArrayList<Bilingual>();
            if (!unknown.isEmpty()) {
                parts.add(Bilingual.format("%d所缺数据：%s", "%d schools lack data: %s", unknown.size(), shown(unknown)));
            }
            if (!absent.isEmpty()) {
                parts.add(words(absent));
            }
            reason = joined(parts);
        } else {
            status = Status.PASS;
            reason = Bilingual.format("%d所学校全部达标", "all %d schools pass", all);
        }
        items.add(new Item(
                stage,
                standard.everySchool().item(),
                all == 0 ? null : (double) passing / all,
                BigDecimal.ONE,
                judged ? status : Status.NOT_APPLICABLE,
                reason,
                standard.everySchool().clause(),
                "{\"passing\": %d, \"failing\": %d, \"unknown\": %d, \"absent\": %d}"
                        .formatted(passing, failing.size(), unknown.size(), absent.size()),
                "failing = 0 AND unknown = 0 AND absent = 0"));
    }

    private static List<String> codes(List<SchoolStage> schools, Status verdict) {
        return schools.stream()
                .filter(school -> school.verdict() == verdict)
                .map(school -> school.school().code())
                .toList();
    }

    private static Bilingual with(Bilingual reason, List<Absent> absent) {
        if (absent.isEmpty()) {
            return reason;
        }
        var words = words(absent);
        return new Bilingual(reason.zh() + "；" + words.zh(), reason.en() + "; " + words.en());
    }

    private static Bilingual words(List<Absent> absent) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        var quarantined = absent.stream()
                .filter(Absent::quarantined)
                .map(Absent::schoolCode)
                .toList();
        if (!quarantined.isEmpty()) {
            zh.add("应报学校中%d所被隔离（%s）".formatted(quarantined.size(), shown(quarantined)));
            en.add("%d expected schools are in quarantine (%s)".formatted(quarantined.size(), shown(quarantined)));
        }
        var unreported = absent.stream()
                .filter(each -> !each.quarantined())
                .map(Absent::schoolCode)
                .toList();
        if (!unreported.isEmpty()) {
            zh.add("应报学校中%d所未报（%s）".formatted(unreported.size(), shown(unreported)));
            en.add("%d expected schools did not report (%s)".formatted(unreported.size(), shown(unreported)));
        }
        return new Bilingual(String.join("；", zh), String.join("; ", en));
    }

    private static Bilingual joined(List<Bilingual> parts) {
        return new Bilingual(
                String.join("；", parts.stream().map(Bilingual::zh).toList()),
                String.join("; ", parts.stream().map(Bilingual::en).toList()));
    }

    private static String shown(List<String> codes) {
        var text = String.join(" ", codes.subList(0, Math.min(codes.size(), SHOWN_SCHOOLS)));
        return codes.size() > SHOWN_SCHOOLS ? text + " …" : text;
    }

    /** The readings on which the items rest. */
    private String switches() {
        var weights = standard.splitWeights().entrySet().stream()
                .map(entry -> entry.getKey().id() + " " + entry.getValue().toPlainString())
                .collect(Collectors.joining(" "));
        return "place=%s; split_weights=%s; minimum_met=%d; floor_share=%s"
                .formatted(
                        standard.place().name().toLowerCase(Locale.ROOT),
                        weights,
                        standard.schoolRule().minimumMet(),
                        standard.schoolRule().floorShare().toPlainString());
    }

    void write(MetricTables tables, int year, String county) {
        for (var item : items) {
            var reason = judged
                    ? item.reason()
                    : new Bilingual(
                            "无国家代码的功能区只监测、不认定；" + item.reason().zh(),
                            "a functional zone without a national code is measured, not judged; "
                                    + item.reason().en());
            tables.countyItem.add(
                    year,
                    standard.standard(),
                    standard.assessmentLevel(),
                    county,
                    item.stage().id(),
                    item.item(),
                    Standard.RESOURCES,
                    item.observed(),
                    item.required(),
                    "1",
                    item.status().id(),
                    reason.both(),
                    item.clause(),
                    item.inputs(),
                    item.formula(),
                    switches());
        }
    }
}
