package org.junheng.validate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.DriftRule;
import org.junheng.terms.Bilingual;

/** Measures whether the columns of a region's schools still hold what they held last year, by one rule. */
final class ColumnDrift {
    private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_EVEN);

    /** A column, or two, beyond the limit. */
    record Shift(String column, String found, String lastYear, Bilingual expected) {}

    /**
     * What was found.
     *
     * @param compared whether enough schools told of at least one column
     */
    record Outcome(boolean compared, List<Shift> shifts) {}

    /** A column of the schools in both years; NaN where blank. */
    private record Series(String name, double[] now, double[] before) {
        int schools() {
            return now.length;
        }
    }

    private final DriftRule rule;
    private final Map<String, Integer> positions;

    ColumnDrift(DriftRule rule, Map<String, Integer> positions) {
        this.rule = rule;
        this.positions = positions;
    }

    DriftRule rule() {
        return rule;
    }

    /** Measures the columns over schools that were open in both years. */
    Outcome of(List<CrossYearCheck.Pair> schools) {
        var columns = rule.columns().stream().map(name -> series(name, schools)).toList();
        var shifts = new ArrayList<Shift>();
        boolean compared = false;
        for (int i = 0; i < columns.size(); i++) {
            switch (rule.measure()) {
                case BLANK_SHARE -> compared |= blankShare(columns.get(i), shifts);
                case MEDIAN_RATIO -> compared |= medianRatio(columns.get(i), shifts);
                case SWAPPED -> {
                    for (int j = i + 1; j < columns.size(); j++) {
                        compared |= swapped(columns.get(i), columns.get(j), shifts);
                    }
                }
            }
        }
        return new Outcome(compared, shifts);
    }

    private Series series(String name, List<CrossYearCheck.Pair> schools) {
        int position = positions.get(name);
        var now = new double[schools.size()];
        var before = new double[schools.size()];
        for (int i = 0; i < now.length; i++) {
            now[i] = number(schools.get(i).now()[position]);
            before[i] = number(schools.get(i).before()[position]);
        }
        return new Series(name, now, before);
    }

    private static double number(Object cell) {
        return cell == null ? Double.NaN : ((Number) cell).doubleValue();
    }

    /** A stage that a school does not have is blank in both years and tells nothing. */
    private boolean blankShare(Series column, List<Shift> shifts) {
        int reporting = 0;
        int blankNow = 0;
        int blankBefore = 0;
        for (int i = 0; i < column.schools(); i++) {
            boolean now = Double.isNaN(column.now()[i]);
            boolean before = Double.isNaN(column.before()[i]);
            if (!now || !before) {
                reporting++;
                blankNow += now ? 1 : 0;
                blankBefore += before ? 1 : 0;
            }
        }
        if (reporting < rule.schools()) {
            return false;
        }
        var allowed = rule.limit().multiply(BigDecimal.valueOf(reporting));
        if (BigDecimal.valueOf(blankNow - blankBefore).compareTo(allowed) > 0) {
            shifts.add(new Shift(
                    column.name(),
                    blankNow + "/" + reporting,
                    blankBefore + "/" + reporting,
                    Bilingual.format(
                            "空白学校的比例至多比上年高 %s%%",
                            "a share of blanks at most %s %% of the schools above last year's", percent())));
        }
        return true;
    }

    /** More than half of the schools must lie beyond the limit on one side. */
    private boolean medianRatio(Series column, List<Shift> shifts) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < column.schools(); i++) {
            double ratio = column.now()[i] / column.before()[i];
            if (!Double.isNaN(ratio)) {
                ratios.add(ratio);
            }
        }
        if (ratios.size() < rule.schools()) {
            return false;
        }
        ratios.sort(null);
        double limit = rule.limit().doubleValue();
        double low = ratios.get((ratios.size() - 1) / 2);
        double high = ratios.get(ratios.size() / 2);
        if (low > limit || high * limit < 1) {
            shifts.add(new Shift(
                    column.name(),
                    "×" + shown(low > limit ? low : high),
                    null,
                    Bilingual.format(
                            "中位数为上年的 1/%1$s 至 %1$s 倍",
                            "a median between 1/%1$s and %1$s times last year's", CrossYearCheck.text(rule.limit()))));
        }
        return true;
    }

    private static String shown(double ratio) {
        return Double.isInfinite(ratio)
                ? "∞"
                : CrossYearCheck.text(BigDecimal.valueOf(ratio).round(SHOWN));
    }

    private boolean swapped(Series one, Series other, List<Shift> shifts) {
        int telling = 0;
        int swapped = 0;
        double apart = rule.apart().doubleValue();
        for (int i = 0; i < one.schools(); i++) {
            if (areApart(one.before()[i], other.before()[i], apart)) {
                telling++;
                if (isNearer(one.now()[i], other.before()[i], one.before()[i])
                        && isNearer(other.now()[i], one.before()[i], other.before()[i])) {
                    swapped++;
                }
            }
        }
        if (telling < rule.schools()) {
            return false;
        }
        if (BigDecimal.valueOf(swapped).compareTo(rule.limit().multiply(BigDecimal.valueOf(telling))) > 0) {
            shifts.add(new Shift(
                    one.name() + " ↔ " + other.name(),
                    swapped + "/" + telling,
                    null,
                    Bilingual.format(
                            "至多 %s%% 的学校两列更像上年的对方",
                            "at most %s %% of the schools whose two columns look like each other's of last year",
                            percent())));
        }
        return true;
    }

    private static boolean areApart(double one, double other, double apart) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) != Double.isNaN(other);
        }
        return Math.abs(one - other) > apart * Math.max(one, other);
    }

    /** Whether a figure lies nearer to one figure than to another; blank lies at no distance from blank alone. */
    private static boolean isNearer(double figure, double one, double other) {
        return distance(figure, one) < distance(figure, other);
    }

    private static double distance(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) && Double.isNaN(other) ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(one - other);
    }

    private String percent() {
        return CrossYearCheck.text(rule.limit().movePointRight(2));
    }
}
