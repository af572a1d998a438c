package org.junheng.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * What one mean and CV of a county may be in truth.
 *
 * @param limit greatest lawful CV, or null
 * @param set under the readings in force
 * @param others under each other reading of a switch that changes which schools count here
 */
record EquityBound(Stage stage, Indicator indicator, BigDecimal limit, Outcome set, List<Other> others) {
    /** Figures that differ by no more, relative to the CV, are the same. */
    private static final double SAME = 1e-12;

    private static final int DIGITS = 4;

    /**
     * What is possible under one reading.
     *
     * @param bounds null where nothing bounds the figures
     * @param missing schools that should count and are not in the figures
     * @param missingStudents their students: of this year, else of last year, else the median of the county
     * @param students those of the schools in the figures
     * @param byLastYear missing schools whose value ranges around their own of last year
     * @param byCounty missing schools whose value ranges over the county's P5 to P95
     * @param decides whether a CV may be judged by these bounds
     */
    record Outcome(
            VariationBounds bounds,
            int missing,
            double missingStudents,
            double students,
            int byLastYear,
            int byCounty,
            boolean decides) {
        /** Where no school counts. */
        static final Outcome NONE = new Outcome(null, 0, 0, 0, 0, 0, false);

        boolean isBounded() {
            return bounds != null && !Double.isNaN(bounds.cvLow());
        }

        private boolean crosses(BigDecimal limit) {
            return limit != null
                    && (isBounded()
                            ? CountyJudgement.isWithin(bounds.cvLow(), limit)
                                    && !CountyJudgement.isWithin(bounds.cvHigh(), limit)
                            : missing > 0);
        }

        double missingShare() {
            return missing == 0
                    ? 0
                    : missingStudents + students == 0 ? 1 : missingStudents / (missingStudents + students);
        }
    }

    /** What is possible under another reading of a switch. */
    record Other(String setting, Outcome outcome) {}

    /** Whether the schools that are missing leave open on which side of its limit the CV lies. */
    boolean missingCrosses() {
        return set.crosses(limit);
    }

    /** Whether the CV can lie on both sides of its limit, by what is missing or by another reading of a switch. */
    boolean crosses() {
        if (set.crosses(limit)) {
            return true;
        }
        return limit != null && set.isBounded() && others.stream().anyMatch(other -> crossing(other.outcome()));
    }

    /** Whether what is possible under another reading is not all on the side on which the CV lies now. */
    private boolean crossing(Outcome other) {
        return other.isBounded()
                && (CountyJudgement.isWithin(set.bounds.cvLow(), limit)
                                != CountyJudgement.isWithin(other.bounds.cvLow(), limit)
                        || CountyJudgement.isWithin(set.bounds.cvHigh(), limit)
                                != CountyJudgement.isWithin(other.bounds.cvHigh(), limit));
    }

    private boolean isSame(Outcome other) {
        return other.isBounded() == set.isBounded()
                && (!set.isBounded()
                        || isSame(other.bounds.cvLow(), set.bounds.cvLow())
                                && isSame(other.bounds.cvHigh(), set.bounds.cvHigh())
                                && isSame(other.bounds.meanLow(), set.bounds.meanLow())
                                && isSame(other.bounds.meanHigh(), set.bounds.meanHigh()));
    }

    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) <= SAME * Math.max(1, Math.abs(one));
    }

    /** Whether nothing is missing and no switch makes a difference. */
    boolean isCertain() {
        return set.missing == 0 && others.stream().allMatch(other -> isSame(other.outcome()));
    }

    /** Whether the CV rests on how a switch is set: another reading would put it on the other side of its limit. */
    boolean restsOnSwitch() {
        return !missingCrosses() && crosses();
    }

    private double least(java.util.function.ToDoubleFunction<VariationBounds> of) {
        return all().stream().mapToDouble(of).min().orElse(Double.NaN);
    }

    private double greatest(java.util.function.ToDoubleFunction<VariationBounds> of) {
        return all().stream().mapToDouble(of).max().orElse(Double.NaN);
    }

    /** The bounds under all readings; none where there are none under those in force. */
    private List<VariationBounds> all() {
        var all = new ArrayList<VariationBounds>();
        if (set.bounds != null) {
            all.add(set.bounds);
            others.stream()
                    .filter(other -> other.outcome().isBounded())
                    .forEach(other -> all.add(other.outcome().bounds()));
        }
        return all;
    }

    double meanLow() {
        return least(VariationBounds::meanLow);
    }

    double meanHigh() {
        return greatest(VariationBounds::meanHigh);
    }

    double cvLow() {
        return least(VariationBounds::cvLow);
    }

    double cvHigh() {
        return greatest(VariationBounds::cvHigh);
    }

    /** What makes the bounds. */
    Bilingual reason() {
        var parts = new ArrayList<Bilingual>();
        if (set.missing > 0) {
            parts.add(missing());
            if (!set.isBounded()) {
                parts.add(
                        set.bounds == null
                                ? new Bilingual("没有可依据的数，无法给出界限", "nothing can be assumed: there are no bounds")
                                : new Bilingual("均值可能为0，差异系数没有界限", "the mean may be 0: nothing bounds the CV"));
            } else if (!set.bounds.exact()) {
                parts.add(new Bilingual(
                        "差异系数界限为外界，可能略宽于真实范围", "the bounds of the CV are outer ones and may be wider than need be"));
            }
        }
        for (var other : others) {
            if (!isSame(other.outcome())) {
                parts.add(words(other));
            }
        }
        if (parts.isEmpty()) {
            return new Bilingual("没有缺报，开关不影响", "nothing is missing and no switch matters");
        }
        if (crosses()) {
            parts.add(Bilingual.format("跨越上限%s", "the limit %s is crossed", limit.toPlainString()));
        }
        return joined(parts);
    }

    private Bilingual missing() {
        var sources = new ArrayList<Bilingual>();
        if (set.byLastYear > 0) {
            sources.add(Bilingual.format(
                    "%d所取本校上年数±跨年规则",
                    "%d within the cross-year rules around their own figures of last year", set.byLastYear));
        }
        if (set.byCounty > 0) {
            sources.add(Bilingual.format("%d所取本县P5至P95", "%d within the P5 to P95 of the county", set.byCounty));
        }
        var share = new BigDecimal(100 * set.missingShare()).setScale(1, RoundingMode.HALF_UP);
        var found = Bilingual.format(
                "缺%d所，学生约%d人（%s%%）",
                "schools missing: %d, with about %d students (%s %%)",
                set.missing,
                Math.round(set.missingStudents),
                share.toPlainString());
        return sources.isEmpty()
                ? found
                : new Bilingual(
                        found.zh() + "：" + joined(sources).zh(),
                        found.en() + ": " + joined(sources).en());
    }

    private Bilingual words(Other other) {
        var under = other.outcome();
        if (!under.isBounded()) {
            return Bilingual.format("开关%s时无法计算", "under %s it cannot be computed", other.setting());
        }
        var shown = under.bounds.isPoint()
                ? Bilingual.format("为%1$s", "is %1$s", shown(under.bounds.cvHigh(), RoundingMode.HALF_UP))
                : shown(under.bounds.cvLow(), under.bounds.cvHigh());
        return new Bilingual(
                "开关" + other.setting() + "时差异系数" + shown.zh(), "under " + other.setting() + " the CV " + shown.en());
    }

    /** What a judged item says of the bounds that what is missing leaves: nothing where there are none. */
    List<Bilingual> missingWords() {
        if (set.missing == 0) {
            return List.of();
        }
        if (!set.isBounded()) {
            return List.of(new Bilingual("差异系数没有界限", "nothing bounds the CV"));
        }
        var shown = shown(set.bounds.cvLow(), set.bounds.cvHigh());
        var words = new ArrayList<Bilingual>();
        words.add(new Bilingual("差异系数" + shown.zh(), "the CV " + shown.en()));
        if (set.byCounty > 0) {
            words.add(Bilingual.format(
                    "其中%d所无上年数，只能按本县P5至P95假定",
                    "for %d of them, without figures of last year, the P5 to P95 of the county is assumed",
                    set.byCounty));
        }
        if (missingCrosses()) {
            words.add(Bilingual.format("跨越上限%s", "it crosses the limit %s", limit.toPlainString()));
        }
        return words;
    }

    /** What a judged item says where it rests on how a switch is set. */
    List<Bilingual> switchWords() {
        if (!restsOnSwitch()) {
            return List.of();
        }
        var words = new ArrayList<Bilingual>();
        for (var other : others) {
            if (crossing(other.outcome())) {
                var one = words(other);
                words.add(new Bilingual(one.zh() + "，跨越上限", one.en() + ": it crosses the limit"));
            }
        }
        return words;
    }

    private static Bilingual shown(double low, double high) {
        return Bilingual.format(
                "在%s与%s之间",
                "lies between %s and %s", shown(low, RoundingMode.FLOOR), shown(high, RoundingMode.CEILING));
    }

    private static String shown(double cv, RoundingMode rounding) {
        return new BigDecimal(cv).setScale(DIGITS, rounding).toPlainString();
    }

    private static Bilingual joined(List<Bilingual> parts) {
        return new Bilingual(
                String.join("；", parts.stream().map(Bilingual::zh).toList()),
                String.join("; ", parts.stream().map(Bilingual::en).toList()));
    }
}
