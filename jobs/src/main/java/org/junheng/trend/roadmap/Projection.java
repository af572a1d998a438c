package org.junheng.trend.roadmap;

import java.util.List;
import java.util.function.DoublePredicate;

/**
 * When something comes to meet its limit: by the favourable end of the band, by the forecast, and by the unfavourable end.
 *
 * @param earliest never past the longest horizon that back-tests cover (C20)
 * @param central may lie past it
 * @param latest never past it
 */
record Projection(Reach earliest, Reach central, Reach latest) {
    /** Nothing can be said. */
    static final Projection UNKNOWN = new Projection(Reach.UNKNOWN, Reach.UNKNOWN, Reach.UNKNOWN);

    /**
     * A year of a forecast.
     *
     * @param low lower end of the band, or null past the longest horizon tested
     * @param high upper end, or null
     */
    record Point(int year, double value, Double low, Double high) {}

    /**
     * @param lastYear the last census
     * @param observed the figure of that census
     * @param points one a year, from the year after; those behind a gap are not read
     * @param meets whether a figure meets the limit
     * @param risingIsGood which end of the band is the favourable one
     * @param until census that shows the target, up to which it must stay within its limit
     * @return {@link #UNKNOWN} where there is no band for the year after the last census: then nothing was tested
     */
    static Projection of(
            int lastYear, double observed, List<Point> points, DoublePredicate meets, boolean risingIsGood, int until) {
        int years = 0;
        int tested = 0;
        while (years < points.size() && points.get(years).year() == lastYear + years + 1) {
            var point = points.get(years);
            if (tested == years && point.low() != null && point.high() != null) {
                tested++;
            }
            years++;
        }
        if (tested == 0) {
            return UNKNOWN;
        }
        var central = new boolean[years + 1];
        var favourable = new boolean[tested + 1];
        var unfavourable = new boolean[tested + 1];
        central[0] = favourable[0] = unfavourable[0] = meets.test(observed);
        for (int i = 1; i <= years; i++) {
            var point = points.get(i - 1);
            central[i] = meets.test(point.value());
            if (i <= tested) {
                favourable[i] = meets.test(risingIsGood ? point.high() : point.low());
                unfavourable[i] = meets.test(risingIsGood ? point.low() : point.high());
            }
        }
        int stay = Math.min(until, lastYear + tested);
        var reached = Reach.of(lastYear, central, stay);
        if (reached.by(lastYear)) {
            // What is met and forecast to stay so needs no pace; a band that widens past the limit is no failure.
            return new Projection(reached, reached, reached);
        }
        return new Projection(Reach.of(lastYear, favourable, stay), reached, Reach.of(lastYear, unfavourable, stay));
    }

    /** When both are met. */
    Projection and(Projection other) {
        return new Projection(earliest.and(other.earliest), central.and(other.central), latest.and(other.latest));
    }

    /** The state that follows for a target that no census has shown yet (C13, C20). */
    RoadmapState against(int censusOfTarget) {
        if (earliest.notBy(censusOfTarget)) {
            return RoadmapState.OFF_TRACK;
        }
        if (central.by(censusOfTarget) && latest.by(censusOfTarget)) {
            return RoadmapState.ON_TRACK;
        }
        if (earliest.by(censusOfTarget) && (latest.notBy(censusOfTarget) || latest.by(censusOfTarget))) {
            return RoadmapState.AT_RISK;
        }
        return RoadmapState.CANNOT_SAY;
    }
}
