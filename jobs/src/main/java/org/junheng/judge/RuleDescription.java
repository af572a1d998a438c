package org.junheng.judge;

import java.util.List;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;

/** What a rule rests on, as tables and commands show it. */
public record RuleDescription(List<String> needs, String switches) {
    /** The columns that the rule needs, and the readings that it rests on ({@code id=reading; …}, or null). */
    public static RuleDescription of(Rulebook rulebook, Standard standard, StandardRule rule) {
        var catalogue = new InputCatalogue(rulebook, standard);
        return new RuleDescription(RuleSql.needs(rule, catalogue), RuleSql.switches(standard, rule, catalogue));
    }
}
