package org.junheng.trend.roadmap;

import java.util.Comparator;
import java.util.List;

/**
 * Where a county stands on its roadmap.
 *
 * @param place which county, and by when
 * @param state the answer
 * @param projection when its census part is met as a whole
 * @param deciding the item that decides, or null where none does
 */
record CountyStanding(Place place, RoadmapState state, Projection projection, Item deciding) {
    /**
     * A county and what is known of it.
     *
     * @param pseudo whether it has no national code
     * @param inCensus whether the last census judged it
     * @param lastYear the last census
     * @param censusOfTarget the census that shows its target, or null where there is no target year
     * @param achievement that it has reached it, or null
     * @param resourcesPass whether the last verdict is a pass on resources alone
     * @param items of the census part
     * @param failingElsewhere items beyond it that fail now
     */
    record Place(
            String code,
            String name,
            boolean pseudo,
            boolean inCensus,
            int lastYear,
            Integer censusOfTarget,
            Achievement achievement,
            boolean resourcesPass,
            List<Item> items,
            List<String> failingElsewhere) {
        Place {
            items = List.copyOf(items);
            failingElsewhere = List.copyOf(failingElsewhere);
        }

        boolean achieved() {
            return achievement != null && !achievement.fellBack();
        }

        /** Items of which nothing can be projected. */
        List<Item> gaps() {
            return items.stream().filter(item -> item.gap() != null).toList();
        }
    }

    static CountyStanding of(Place place) {
        var projection = place.items().stream()
                .map(Item::projection)
                .reduce(Projection::and)
                .orElse(Projection.UNKNOWN);
        var state = state(place, projection);
        return new CountyStanding(place, state, projection, deciding(place, state));
    }

    private static RoadmapState state(Place place, Projection projection) {
        if (place.achievement() != null) {
            return place.achieved() ? RoadmapState.ACHIEVED : RoadmapState.FELL_BACK;
        }
        if (place.pseudo() || place.censusOfTarget() == null || !place.inCensus()) {
            return RoadmapState.CANNOT_SAY;
        }
        if (place.censusOfTarget() <= place.lastYear()) {
            return RoadmapState.MISSED;
        }
        return projection.against(place.censusOfTarget());
    }

    private static Item deciding(Place place, RoadmapState state) {
        var gaps = place.gaps();
        if (state == RoadmapState.ACHIEVED || place.items().isEmpty()) {
            return null;
        }
        var inOrder = Comparator.comparing(Item::item).thenComparing(Item::stage);
        if (state == RoadmapState.CANNOT_SAY && !gaps.isEmpty()) {
            return gaps.stream()
                    .min(Comparator.comparing((Item item) -> !item.fails()).thenComparing(inOrder))
                    .orElseThrow();
        }
        var failing = place.items().stream().filter(Item::fails).toList();
        if (state == RoadmapState.MISSED || state == RoadmapState.FELL_BACK) {
            return failing.stream().min(Item.DECIDING).orElse(null);
        }
        var projected =
                place.items().stream().filter(item -> item.gap() == null).toList();
        // An item that is later by the forecast and yet may be in time is not what makes a county late.
        var grounds = projected.stream()
                .filter(item ->
                        place.censusOfTarget() != null && item.projection().against(place.censusOfTarget()) == state)
                .toList();
        return (grounds.isEmpty() ? projected : grounds)
                .stream().min(Item.DECIDING).orElse(null);
    }
}
