package org.junheng.trend.roadmap;

import java.util.Comparator;
import org.junheng.terms.Bilingual;

/**
 * An item of the standard at one stage, with what is known of its future.
 *
 * @param item its id, e.g. {@code 1.8}
 * @param stage id of the stage
 * @param title what it is about
 * @param status at the last census
 * @param observed figure of the last census, or null
 * @param required its limit, or null
 * @param senSlope what it changed by in a year, or null
 * @param projection when it is met
 * @param gap why nothing is projected, or null
 */
record Item(
        String item,
        String stage,
        Bilingual title,
        String status,
        Double observed,
        Double required,
        Double senSlope,
        Projection projection,
        Bilingual gap) {
    /** The one that decides first: what is latest by the forecast, then by the unfavourable end, then nearest to its limit. */
    static final Comparator<Item> DECIDING = Comparator.<Item, Reach>comparing(
                    item -> item.projection().central(), Reach::later)
            .thenComparing(item -> item.projection().latest(), Reach::later)
            .thenComparing(Item::margin)
            .thenComparing(Item::item)
            .thenComparing(Item::order);

    boolean fails() {
        return status.equals("fail");
    }

    private double margin() {
        return observed == null || required == null || required == 0
                ? Double.POSITIVE_INFINITY
                : Math.abs(observed - required) / required;
    }

    /** Primary before junior. */
    private int order() {
        return stage.equals("primary") ? 0 : 1;
    }

    /** How it is called: {@code 1.8 every school passes (primary)}. */
    Bilingual name() {
        var zh = stage.equals("primary") ? "小学" : stage.equals("junior") ? "初中" : stage;
        return new Bilingual(
                "%s%s（%s）".formatted(item, title.zh(), zh), "%s %s (%s)".formatted(item, title.en(), stage));
    }
}
