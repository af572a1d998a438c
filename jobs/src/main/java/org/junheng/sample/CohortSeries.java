package org.junheng.sample;

/**
 * The cohort that left school in the summer before a census: entrants and graduates are those of the census, who moved
 * makes up the difference.
 */
record CohortSeries(SheetPlace place, SheetFacts.Cohort facts, String name, int firstGrade, int lastGrade) {

    record Cohort(long entrants, long graduates, long transferredIn, long transferredOut, long deaths) {
        long part(FigureFacts.CohortPart part) {
            return switch (part) {
                case ENTRANTS -> entrants;
                case GRADUATES -> graduates;
                case TRANSFERRED_IN -> transferredIn;
                case TRANSFERRED_OUT -> transferredOut;
                case DEATHS -> deaths;
                case YEARS -> throw new IllegalArgumentException("years are no pupils");
            };
        }
    }

    int years() {
        return lastGrade - firstGrade + 1;
    }

    /**
     * The cohort of a census year.
     *
     * @param kept whether enough of it were kept at school
     * @param sheetYears years since the first sheet: fewer drop out with each
     */
    Cohort cohort(int year, boolean kept, int sheetYears) {
        var entrants = place.counts(year - years()).grade(firstGrade);
        var graduates = place.counts(year - 1).grade(lastGrade);
        var chance = place.chance().at("cohort").at(name);
        var share = (kept ? facts.dropped() : facts.missed()).at(chance.unit())
                * StrictMath.pow(facts.eachYear(), sheetYears);
        var dropped = (long) (share * Math.min(entrants, graduates));
        var deaths = (long) (facts.deaths() * entrants + chance.at(year).unit());
        deaths = Math.min(deaths, entrants - Math.min(entrants, dropped));
        var net = graduates - (entrants - dropped - deaths);
        var moved = (long) (entrants * facts.moved().at(chance.at("moved").unit()));
        return new Cohort(entrants, graduates, moved + Math.max(net, 0), moved + Math.max(-net, 0), deaths);
    }
}
