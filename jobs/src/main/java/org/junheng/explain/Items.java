package org.junheng.explain;

import java.util.List;
import java.util.function.Predicate;

/** The items of a standard by what they came to. */
record Items(
        List<Item> failing, List<Item> cannotSay, List<Item> passing, List<Item> notDue, List<Item> notApplicable) {

    static Items of(List<Item> items) {
        return new Items(
                those(items, item -> item.status().equals("fail")),
                those(items, item -> item.status().equals("cannot_say")),
                those(items, item -> item.status().equals("pass")),
                those(items, Item::notDueYet),
                those(items, item -> item.status().equals("not_applicable") && !item.notDueYet()));
    }

    private static List<Item> those(List<Item> items, Predicate<Item> which) {
        return items.stream().filter(which).sorted(Item.ORDER).toList();
    }
}
