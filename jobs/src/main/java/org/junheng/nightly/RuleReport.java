package org.junheng.nightly;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.StepRecord.RuleCount;

/** The broken rules of an ingest in lines for people: which, how often, where first, and what to do. */
final class RuleReport {
    private RuleReport() {}

    /** One line a rule and census table over all years, the gravest first. */
    static List<Bilingual> lines(List<RuleCount> counts) {
        var broken = new TreeMap<String, RuleCount>();
        counts.stream()
                .filter(count -> count.rowsFailing() > 0)
                .forEach(count -> broken.merge(count.tableName() + "\t" + count.rule(), count, RuleCount::plus));
        return broken.values().stream()
                .sorted(Comparator.comparing(RuleCount::severity))
                .map(RuleReport::line)
                .toList();
    }

    private static Bilingual line(RuleCount count) {
        var first = String.join(", ", count.examples());
        return new Bilingual(
                "      %s %s：%,d 行，先见于 %s；%s"
                        .formatted(
                                count.severity().id(),
                                count.rule(),
                                count.rowsFailing(),
                                first,
                                count.advice().zh()),
                "      %s %s: %,d, first %s; %s"
                        .formatted(
                                count.severity().id(),
                                count.rule(),
                                count.rowsFailing(),
                                first,
                                count.advice().en()));
    }
}
