package org.junheng.validate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.StepRecord.RuleCount;

/** Counts, over rows of one year of one census table, how often each rule was checked and broken, and where first. */
final class RuleTally {
    private final int year;
    private final String tableName;
    private final Map<Rule, RuleCount> counts = new TreeMap<>();

    RuleTally(int year, String tableName) {
        this.year = year;
        this.tableName = tableName;
    }

    /** Adds rows of which it could be told whether they keep the rule. */
    void checked(Rule rule, long rows) {
        add(rule, rows, 0, List.of(), null);
    }

    /**
     * Adds a row that breaks the rule.
     *
     * @param place the row as {@code file:line}, or what stands for it
     */
    void broken(Rule rule, String place, Bilingual advice) {
        add(rule, 0, 1, List.of(place), advice);
    }

    private void add(Rule rule, long checked, long failing, List<String> places, Bilingual advice) {
        counts.merge(
                rule,
                new RuleCount(year, tableName, rule.id(), rule.severity(), checked, failing, places, advice),
                RuleCount::plus);
    }

    /** The counts in the order of the rules. */
    List<RuleCount> counts() {
        return List.copyOf(counts.values());
    }
}
