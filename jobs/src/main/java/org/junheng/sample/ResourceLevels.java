package org.junheng.sample;

import java.math.BigDecimal;

/** How well a school is equipped, as a multiple of the standard's thresholds, by county, school, column and year. */
record ResourceLevels(ResourceFacts facts) {

    double level(School school, String column, int year) {
        if (school.weakShare() > 0) {
            return school.weakShare();
        }
        var noise = 1 + facts.noise() * (2 * school.chance().at(column).at(year).unit() - 1);
        if (outOfScope(school)) {
            return facts.outOfScope() * noise;
        }
        var yearsToGo = school.county().yearsToGo(year, facts);
        var mean = facts.settled().mean() + facts.before().mean() * yearsToGo;
        var spread = facts.settled().spread() + facts.before().spread() * yearsToGo;
        var shift = school.village()
                ? facts.villageShift().getOrDefault(column, 0.0)
                        * Math.min(1, yearsToGo / facts.villageShift().get("years"))
                : 0;
        return Math.max(facts.least(), (mean * (1 + spread * deviation(school, column)) + shift) * noise);
    }

    /** Whether counts are rounded up, as a level county sees to it that no school falls short by a fraction. */
    boolean roundsUp(School school, int year) {
        return school.weakShare() == 0 && !outOfScope(school) && school.county().yearsToGo(year, facts) == 0;
    }

    /** A school's standing, partly common to all its resources, the same in all years. */
    private double deviation(School school, String column) {
        var common = school.chance().at("standing").bell();
        var own = school.chance().at("standing").at(column).bell();
        var drawn = Math.max(-facts.largestDeviation(), Math.min(facts.largestDeviation(), 0.6 * common + 0.8 * own));
        return drawn > 0 ? drawn * facts.stretchAbove() : drawn;
    }

    private static boolean outOfScope(School school) {
        return school.kind().outOfScope() || school.kind().size() == SchoolFacts.PointSize.SMALL;
    }

    /** What a stage needs in all to reach {@code level} of an indicator's threshold. */
    static double needed(ResourceStandard.Indicator indicator, String stage, double level, double students) {
        BigDecimal threshold = indicator.thresholds().get(stage);
        return level * threshold.doubleValue() * students / indicator.scale().doubleValue();
    }
}
