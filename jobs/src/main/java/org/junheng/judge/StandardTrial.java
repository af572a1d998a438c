package org.junheng.judge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junheng.rulebook.AttentionRule;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.RuleExample;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.TableDatabase;

/**
 * Tries a standard on the examples that it carries: rules in DuckDB, indicators in the kernel, as a run does. And tries the
 * examples: whether each small change of a rule would be noticed by one of them.
 */
public final class StandardTrial implements AutoCloseable {
    /**
     * Something that is not as it should be.
     *
     * @param item the rule or indicator
     * @param line of the file, or 0
     */
    public record Fault(String standard, String item, long line, Bilingual what) {
        Fault(String standard, String item, Bilingual what) {
            this(standard, item, 0, what);
        }
    }

    /**
     * What a trial came to.
     *
     * @param examples how many were run
     * @param mutations how many changes were tried
     * @param beyond changes of what examples cannot reach: conditions on single schools that a county's figure counts
     */
    public record Result(
            int rules, int examples, int mutations, List<Fault> faults, List<Fault> unnoticed, List<Fault> beyond) {}

    private final Rulebook rulebook;
    private final TableDatabase database;
    private final RuleExamples examples;

    public StandardTrial(Rulebook rulebook) throws SQLException {
        this.rulebook = rulebook;
        this.database = LawDatabase.open(rulebook);
        this.examples = new RuleExamples(database);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    /** Runs the examples of a standard; with mutations also tries what they notice. */
    public Result run(Standard standard, boolean withMutations) throws SQLException {
        var trial = new ExampleTrial(rulebook, examples, standard);
        trial.run();
        var changes = new ChangeTrial(rulebook, examples, standard);
        if (withMutations) {
            changes.run();
        }
        return new Result(
                standard.rules().size()
                        + (standard.isPlan() ? 0 : standard.indicators().size()),
                trial.count(),
                changes.count(),
                trial.faults(),
                changes.unnoticed(),
                changes.beyond());
    }

    /** What DuckDB does not take in the formulas of a standard, and names that stand for nothing: all faults at once. */
    public List<Fault> check(Standard standard) throws SQLException {
        var faults = new ArrayList<Fault>();
        for (var rule : standard.rules()) {
            check(standard, rule, false, faults);
        }
        for (var rule : standard.attention()) {
            check(standard, asRule(rule), true, faults);
        }
        return faults;
    }

    private void check(Standard standard, StandardRule rule, boolean ofList, List<Fault> faults) {
        var catalogue = new InputCatalogue(rulebook, standard, ofList);
        for (var stage : rule.judgedStages()) {
            try {
                examples.answer(catalogue, rule, RuleExample.empty(stage));
            } catch (SQLException | IllegalArgumentException wrong) {
                var words = FormulaFault.words(wrong, catalogue.names(rule.judgedAt()));
                faults.add(new Fault(standard.standard(), rule.item(), rule.line(), words));
                return;
            }
        }
    }

    /** A rule of a list as a rule of a county, so that its examples run in the same way. */
    static StandardRule asRule(AttentionRule rule) {
        return new StandardRule(
                rule.rule(),
                "",
                "county",
                new StandardRule.Working(
                        JudgedAt.COUNTY, List.of(), null, Map.of(), rule.when(), rule.order(), null, null),
                rule.title(),
                rule.clause(),
                null,
                null,
                null,
                null,
                StandardRule.Condition.ITEM,
                List.of(),
                null,
                rule.examples(),
                0);
    }
}
