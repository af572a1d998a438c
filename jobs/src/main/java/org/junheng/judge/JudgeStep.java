package org.junheng.judge;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.TableDatabase;

/**
 * Judges what was measured by the rules of the standards: items of counties and regions, verdicts, the ledger of
 * problems, the review year, samples and lists. National standards come before plans, which ask what those came to.
 */
public final class JudgeStep {
    /** Table, the column with the year under which its rows are stored, and what leaves out rows that are stored already. */
    private static final List<String[]> WRITTEN = List.of(
            new String[] {"county_item", "year", " ANTI JOIN measured_item USING (standard, stage, item)"},
            new String[] {"region_item", "year", ""},
            new String[] {"county_verdict", "year", ""},
            new String[] {"finding", "first_year", ""},
            new String[] {"review_calendar", "year", ""},
            new String[] {"inspection_sample", "year", ""},
            new String[] {"attention_list", "year", ""});

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
            return write(database, rulebook, writer);
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

    private static List<Staged> write(TableDatabase database, Rulebook rulebook, PartitionWriter writer)
            throws SQLException, IOException {
        var staged = new ArrayList<Staged>();
        for (var each : WRITTEN) {
            staged.addAll(database.write(
                    writer,
                    each[0],
                    "metrics/" + each[0] + "/judged",
                    each[1],
                    each[0] + each[2],
                    CensusLayout.NO_PROVINCE));
        }
        staged.sort(Comparator.comparing(file -> file.file().path()));
        return staged;
    }
}
