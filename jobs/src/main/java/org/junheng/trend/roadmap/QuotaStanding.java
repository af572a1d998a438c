package org.junheng.trend.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where a city or province stands with a share of its counties.
 *
 * @param needed how many counties the share comes to
 * @param counties all counties of the region, also those that the census lacks
 * @param achieved those that have reached it
 * @param achievedYear when so many had, or null
 * @param basis how they did, or null
 * @param projection when so many will have; null years where it cannot be told
 */
record QuotaStanding(
        int needed,
        List<Member> counties,
        List<Member> achieved,
        Integer achievedYear,
        Achievement.Basis basis,
        Projection projection,
        RoadmapState state) {
    /**
     * A county of the region.
     *
     * @param inCensus whether anything is known of it beside recognitions
     * @param achievement that it has reached it, or null; a recognition counts though its verdict fails since
     * @param projection when its census part is met
     */
    record Member(String code, String name, boolean inCensus, Achievement achievement, Projection projection) {
        boolean counts() {
            return achievement != null
                    && (achievement.basis() == Achievement.Basis.RECOGNITION || !achievement.fellBack());
        }

        /** What is achieved was reached in its year. */
        Projection reached() {
            if (!counts()) {
                return projection;
            }
            var year = Reach.in(achievement.year());
            return new Projection(year, year, year);
        }
    }

    /**
     * @param needed how many counties must have reached it
     * @param lastYear the last census
     * @param censusOfTarget the census that shows the target, or null where there is no target year
     */
    static QuotaStanding of(int needed, List<Member> counties, int lastYear, Integer censusOfTarget) {
        var achieved = counties.stream().filter(Member::counts).toList();
        Integer year = null;
        Achievement.Basis basis = null;
        if (achieved.size() >= needed) {
            year = achieved.stream()
                    .map(member -> member.achievement().year())
                    .sorted()
                    .skip(Math.max(0, needed - 1L))
                    .findFirst()
                    .orElse(null);
            basis = achieved.stream().allMatch(member -> member.achievement().basis() == Achievement.Basis.RECOGNITION)
                    ? Achievement.Basis.RECOGNITION
                    : Achievement.Basis.FULL_VERDICT;
        }
        var projections = counties.stream().map(Member::reached).toList();
        var projection = new Projection(
                reach(needed, projections, Projection::earliest),
                reach(needed, projections, Projection::central),
                reach(needed, projections, Projection::latest));
        return new QuotaStanding(
                needed,
                List.copyOf(counties),
                achieved,
                year,
                basis,
                projection,
                state(needed, counties, achieved.size(), lastYear, censusOfTarget));
    }

    /** When so many lines have reached their limits. */
    private static Reach reach(int needed, List<Projection> all, Function<Projection, Reach> line) {
        var years = new ArrayList<Integer>();
        int known = Integer.MAX_VALUE;
        for (var projection : all) {
            var reach = line.apply(projection);
            if (reach.year() != null) {
                years.add(reach.year());
            } else {
                known = Math.min(known, reach.known());
            }
        }
        years.sort(null);
        if (years.size() < needed || needed == 0) {
            return Reach.UNKNOWN;
        }
        int year = years.get(needed - 1);
        // One of the unknown may come before.
        return year - 1 <= known ? Reach.in(year) : Reach.UNKNOWN;
    }

    private static RoadmapState state(
            int needed, List<Member> counties, int achieved, int lastYear, Integer censusOfTarget) {
        if (achieved >= needed) {
            return RoadmapState.ACHIEVED;
        }
        if (censusOfTarget == null) {
            return RoadmapState.CANNOT_SAY;
        }
        if (censusOfTarget <= lastYear) {
            long unknown = counties.stream()
                    .filter(member -> !member.inCensus() && !member.counts())
                    .count();
            return achieved + unknown < needed ? RoadmapState.MISSED : RoadmapState.CANNOT_SAY;
        }
        int target = censusOfTarget;
        if (count(counties, projection -> !projection.earliest().notBy(target)) < needed) {
            return RoadmapState.OFF_TRACK;
        }
        if (count(counties, projection -> projection.against(target) == RoadmapState.ON_TRACK) >= needed) {
            return RoadmapState.ON_TRACK;
        }
        boolean mayReach = count(counties, projection -> projection.earliest().by(target)) >= needed;
        boolean mayFail = count(counties, projection -> !projection.latest().notBy(target)) < needed;
        return mayReach && mayFail ? RoadmapState.AT_RISK : RoadmapState.CANNOT_SAY;
    }

    private static long count(List<Member> counties, Predicate<Projection> condition) {
        return counties.stream().map(Member::reached).filter(condition).count();
    }
}
