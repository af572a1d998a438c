package org.junheng.judge;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.TableDatabase.Stored;

/**
 * Judges what was measured by the rules of the standards: items of counties and regions, verdicts, the ledger of
 * problems, the review year, samples and lists. National standards come before plans, which ask what those came to.
 */
public final class JudgeStep {
    /** Items that measure judged are stored already. */
    private static final List<Stored> WRITTEN = List.of(
            new Stored("county_item", "year", "county_item ANTI JOIN measured_item USING (standard, stage, item)"),
            new Stored("region_item", "year"),
            new Stored("county_verdict", "year"),
            new Stored("finding", "first_year"),
            new Stored("review_calendar", "year"),
            new Stored("inspection_sample", "year"),
            new Stored("attention_list", "year"));

    private JudgeStep() {}

    /**
     * Judges.
     *
     * @param standards those by which schools were measured
     * @return the files written, in order of their paths
     * @throws org.junheng.terms.FaultException of kind FACTS where a formula cannot be worked out
     */
    public static List<Staged> run(
            MeasuredFiles files,
            Rulebook rulebook,
            Divisions divisions,
            List<Standard> standards,
            PartitionWriter writer)
            throws SQLException, IOException {
        var laws = standards.stream()
                .filter(Standard::isLaw)
                .distinct()
                .sorted(Comparator.comparing(Standard::isPlan).thenComparing(Standard::standard))
                .toList();
        if (laws.isEmpty()) {
            return List.of();
        }
        requireSound(rulebook, laws);
        try (var database = LawDatabase.open(rulebook)) {
            new JudgementTables(database, rulebook, files, laws).load(divisions);
            for (var law : laws) {
                new RuleJudge(database, rulebook, law).judge();
                CountyVerdicts.judge(database, law);
            }
            new FindingLedger(database, rulebook, laws).keep();
            var lists = new AttentionLists(database, rulebook);
            lists.knowResults(laws);
            for (var law : laws) {
                ReviewCalendar.write(database, law);
                lists.write(law);
                if (law.inspection() != null) {
                    new InspectionSamples(database, rulebook).write(law);
                }
            }
            return database.write(writer, WRITTEN, "judged", CensusLayout.NO_PROVINCE);
        }
    }

    /** What {@code standards check} would refuse is not judged by. */
    private static void requireSound(Rulebook rulebook, List<Standard> laws) throws SQLException {
        try (var trial = new StandardTrial(rulebook)) {
            for (var law : laws) {
                var faults = trial.check(law);
                if (!faults.isEmpty()) {
                    throw FormulaFault.found(faults.get(0));
                }
            }
        }
    }
}
