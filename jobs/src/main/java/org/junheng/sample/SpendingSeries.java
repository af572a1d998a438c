package org.junheng.sample;

import java.util.TreeMap;

/** Public-budget spending on education of a place: total and per pupil rise every year, whatever becomes of the pupils. */
final class SpendingSeries {

    private final SheetPlace place;
    private final SheetFacts facts;
    private final int fallYear;
    private final TreeMap<Integer, Double> totals = new TreeMap<>();

    /** @param fallYear the one budget year in which both fall; 0 for none */
    SpendingSeries(SheetPlace place, SheetFacts facts, int fallYear) {
        this.place = place;
        this.facts = facts;
        this.fallYear = fallYear;
    }

    double total(int year) {
        if (totals.isEmpty()) {
            var first = Math.min(year, place.counts().firstKey()) - 1;
            var spending = facts.spending();
            var usual = 1 + spending.rise().at(0.5);
            var perPupil = spending.perPupil().at(place.chance().at("spending").unit())
                    * StrictMath.pow(usual, first - facts.moneyFrom());
            totals.put(first, perPupil * pupils(first));
        }
        if (year <= totals.firstKey()) {
            return totals.firstEntry().getValue();
        }
        for (var next = totals.lastKey() + 1; next <= year; next++) {
            totals.put(next, Math.rint(totals.get(next - 1) * change(next)));
        }
        return totals.get(year);
    }

    double perPupil(int year) {
        return pupils(year) == 0 ? 0 : total(year) / pupils(year);
    }

    private double change(int year) {
        var before = pupils(year - 1);
        var pupils = before == 0 ? 1 : (double) pupils(year) / before;
        if (year == fallYear) {
            return (1 - facts.spending().fall()) * Math.min(1, pupils);
        }
        var rise = facts.spending()
                .rise()
                .at(place.chance().at("spending").at(year).unit());
        return (1 + rise) * Math.max(1, pupils);
    }

    private long pupils(int year) {
        return place.counts(year).of("pupils");
    }
}
