package org.junheng.trend.roadmap;

import java.util.Comparator;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/**
 * An item of the standard at one stage, with what is known of its future.
 *
 * @param item its id, e.g. {@code 1.8}
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
        Stage stage,
        Bilingual title,
        String status,
        Double observed,
        Double required,
        Double senSlope,
        Projection projection,
        Bilingual gap) {
    /** The one that decides first: what is latest by the forecast, then by the unfavourable and the favourable end, then nearest to its limit. */
    static final Comparator<Item> DECIDING = Comparator.<Item, Reach>comparing(
                    item -> item.projection().central(), Reach::later)
            .thenComparing(item -> item.projection().latest(), Reach::later)
            .thenComparing(item -> item.projection().earliest(), Reach::later)
            .thenComparing(Item::margin)
            .thenComparing(Item::item)
            .thenComparing(Item::stage);

    boolean fails() {
        return status.equals("fail");
    }

    private double margin() {
        return observed == null || required == null || required == 0
                ? Double.POSITIVE_INFINITY
                : Math.abs(observed - required) / required;
    }

    /** How it is called, e.g. {@code 1.8 every school passes (primary)}. */
    Bilingual name() {
        return new Bilingual(
                "%s %s（%s）".formatted(item, title.zh(), inChinese(stage)),
                "%s %s (%s)".formatted(item, title.en(), stage.id()));
    }

    /** A stage as Chinese texts call it. */
    static String inChinese(Stage stage) {
        return switch (stage) {
            case PRIMARY -> "小学";
            case JUNIOR -> "初中";
            case SENIOR -> "高中";
            case ALL -> "各学段";
        };
    }
}
