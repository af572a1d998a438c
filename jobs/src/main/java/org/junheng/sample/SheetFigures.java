package org.junheng.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out the cells of one place's county sheets, before any is left blank. */
final class SheetFigures {

    private static final String CENSUS = "census.";
    private static final String LAST_YEAR = "last_year.";
    private static final double TINY = 1e-7;

    private final CountySheetFacts facts;
    private final SheetFacts said;
    private final SheetPlace place;
    private final SheetFacts.Known known;
    private final int firstYear;
    private final int lastYear;
    private final SpendingSeries spending;
    private final Map<String, Double> numbers = new HashMap<>();

    /** @param firstYear first year with sheets */
    SheetFigures(CountySheetFacts facts, SheetPlace place, int firstYear, int lastYear) {
        this.facts = facts;
        this.said = facts.facts();
        this.place = place;
        this.known = said.known(place.code());
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        // The sheet of a census year tells of the budget year before it.
        var fallYear = known.spendingFalls() == null ? 0 : lastYear - known.spendingFalls() - 1;
        this.spending = new SpendingSeries(place, said, fallYear);
    }

    /** The text of a cell; empty where the column has nothing to say of the place and year. */
    String cell(SheetColumns.Column column, int year) {
        var figure = facts.figures().get(column.name());
        if (figure.when() != null && number(figure.when(), year) == 0
                || figure.monitored() != null && !said.monitoring().has(figure.monitored(), year + column.lag())) {
            return "";
        }
        if (column.flag()) {
            return number(column.name(), year) == 1
                    ? said.texts().yes()
                    : said.texts().no();
        }
        if (figure.date() != null) {
            return date(column, figure, year);
        }
        var number = number(column.name(), year);
        if (figure.yearsBeforeLast() && number > year) {
            return "";
        }
        return BigDecimal.valueOf(number)
                .setScale(figure.decimals(), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private double number(String name, int year) {
        if (name.startsWith(CENSUS)) {
            return place.counts(year).of(name.substring(CENSUS.length()));
        }
        if (name.startsWith(LAST_YEAR)) {
            return place.counts(year - 1).of(name.substring(LAST_YEAR.length()));
        }
        var key = name + " " + year;
        var worked = numbers.get(key);
        if (worked == null) {
            worked = worked(facts.columns().column(name), facts.figures().get(name), year);
            numbers.put(key, worked);
        }
        return worked;
    }

    private double worked(SheetColumns.Column column, FigureFacts figure, int year) {
        if (column.flag()) {
            return flag(column.name(), figure, year) ? 1 : 0;
        }
        if (figure.before() != null) {
            return number(figure.before(), year - 1);
        }
        if (figure.spending() != null) {
            var reference = year + column.lag();
            return switch (figure.spending()) {
                case TOTAL -> spending.total(reference);
                case PER_PUPIL -> spending.perPupil(reference);
            };
        }
        if (figure.cohort() != null) {
            return cohort(figure, year);
        }
        if (figure.balancedFrom()) {
            return within(column, figure, year, place.county().balancedFrom());
        }
        var does = does(column.name(), figure, year);
        var span = does || figure.missed() == null ? figure.range() : figure.missed();
        var drawn = span.at(drawn(column.name(), figure, year));
        if (figure.yearsBeforeLast()) {
            return within(column, figure, year, lastYear - Math.rint(drawn));
        }
        var value = drawn * whole(figure, year) * growth(figure, year + column.lag());
        value += sum(figure.plus(), year);
        value = rounded(value, figure, does);
        if (figure.atLeastLimit() != null) {
            value = Math.max(value, limit(figure.atLeastLimit(), year));
        }
        return within(column, figure, year, value);
    }

    private boolean flag(String name, FigureFacts figure, int year) {
        if (figure.counties() != null) {
            return figure.counties().contains(place.code());
        }
        if (figure.chance() != null) {
            var chance = place.chance().at(name);
            return (figure.eachYear() ? chance.at(year) : chance).unit() < figure.chance();
        }
        return figure.met() == does(name, figure, year);
    }

    /** Whether the place does what a column asks for. */
    private boolean does(String name, FigureFacts figure, int year) {
        return does(name, figure.standing(name), year);
    }

    private boolean does(String name, String standing, int year) {
        if (year == lastYear
                && (known.fallsShortLast().contains(name)
                        || known.fallsShortLast().contains(standing))) {
            return false;
        }
        // A cohort's standing is no column's.
        var figure = facts.figures().get(standing);
        var meets = figure == null || figure.meets() == null ? said.meets() : figure.meets();
        var toGo = place.county().yearsToGo(year, facts.sample().resources());
        return known.inOrder() || place.chance().at("standing").at(standing).unit() < meets.chance(toGo);
    }

    /** From 0 to 1: mostly the place's own, a little of the year. */
    private double drawn(String name, FigureFacts figure, int year) {
        var chance = place.chance().at(name);
        var yearly = figure.yearly() == null ? said.yearly() : figure.yearly();
        if (figure.years() != null || figure.yearsBeforeLast()) {
            yearly = 0;
        }
        return (1 - yearly) * chance.unit() + yearly * chance.at(year).unit();
    }

    private double whole(FigureFacts figure, int year) {
        var whole = figure.of().isEmpty() ? 1 : Math.max(0, sum(figure.of(), year));
        if (figure.limit() != null) {
            whole *= limit(figure.limit(), year);
        }
        if (figure.by() != null) {
            whole *= number(figure.by(), year);
        }
        if (figure.over() != null) {
            var over = number(figure.over(), year);
            whole = over == 0 ? 0 : whole / over;
        }
        return whole;
    }

    private double sum(List<String> names, int year) {
        var sum = 0.0;
        for (var name : names) {
            sum += name.startsWith("-") ? -number(name.substring(1), year) : number(name, year);
        }
        return sum;
    }

    /** A figure of the standard; 0 where it is not known for this place. */
    private double limit(List<String> limit, int year) {
        var stage = limit.size() > 2 ? limit.get(2) : null;
        var asked = new RuleLimits.Asked(place.county().code(), year, stage);
        return facts.limits()
                .of(limit.get(0), limit.get(1), asked)
                .map(BigDecimal::doubleValue)
                .orElse(0.0);
    }

    private double growth(FigureFacts figure, int year) {
        return figure.growth() == 0 ? 1 : StrictMath.pow(1 + figure.growth(), year - said.moneyFrom());
    }

    private static double rounded(double value, FigureFacts figure, boolean does) {
        var unit = StrictMath.pow(10, figure.decimals());
        var scaled = value * unit;
        if (figure.round() == FigureFacts.Round.DOWN) {
            return Math.floor(scaled + TINY) / unit;
        }
        if (figure.round() == FigureFacts.Round.NEAREST || figure.missed() == null) {
            return Math.rint(scaled) / unit;
        }
        return (does ? Math.ceil(scaled - TINY) : Math.floor(scaled + TINY)) / unit;
    }

    private double within(SheetColumns.Column column, FigureFacts figure, int year, double value) {
        var most = column.maximum();
        if (figure.atMost() != null) {
            most = Math.min(most, number(figure.atMost(), year));
        }
        if (column.partOf().isPresent()) {
            most = Math.min(most, number(column.partOf().get(), year));
        }
        return Math.max(column.minimum(), Math.min(most, value));
    }

    private double cohort(FigureFacts figure, int year) {
        var grades = facts.sample().schools().grades().get(place.county().gradeSystem());
        var primary = grades.get("primary");
        var last = primary + grades.get("junior");
        var name = figure.cohort();
        var series =
                new CohortSeries(place, said.cohorts().get(name), name, name.equals("junior") ? primary + 1 : 1, last);
        if (figure.part() == FigureFacts.CohortPart.YEARS) {
            return series.years();
        }
        return series.cohort(year, does(name, name, year), Math.max(0, year - firstYear))
                .part(figure.part());
    }

    private String date(SheetColumns.Column column, FigureFacts figure, int year) {
        var from = year + column.lag();
        if (figure.years() != null) {
            from = firstYear
                    + figure.years().whole(place.chance().at(column.name()).at("year"));
        }
        var span = does(column.name(), figure, year) || figure.missed() == null ? figure.range() : figure.missed();
        var days = (long) span.at(drawn(column.name(), figure, year));
        return LocalDate.parse(from + "-" + figure.date()).plusDays(days).toString();
    }
}
