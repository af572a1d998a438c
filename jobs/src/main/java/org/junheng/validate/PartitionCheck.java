package org.junheng.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junheng.ingest.RawRow;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Severity;
import org.junheng.warehouse.StepRecord.LedgerRow;
import org.junheng.warehouse.StepRecord.RuleCount;

/**
 * Judges the rows of one profile, year and province together: each row by itself, then deliveries that a later one
 * supersedes, equal keys, the forms of one school together, and campuses whose parent is unknown. Accepted records come
 * out sorted by key, whatever the order of rows and files was.
 */
final class PartitionCheck {
    private static final Bilingual ASK = new Bilingual("请与学校核实后只报一行", "ask the school and send one row");

    private final PartitionKey partition;
    private final List<SheetPlan> plans;
    private final Map<Integer, RowReader> readers;
    private final Set<String> conflictingElsewhere;
    private final Rulebook rulebook;
    private final CensusProfile profile;
    private final CensusLayout.Key key;
    private final SchoolForms forms;
    private final List<Candidate> good = new ArrayList<>();
    private final List<Candidate> bad = new ArrayList<>();
    private final List<Candidate> superseded = new ArrayList<>();
    private final List<SchoolForms.Joined> records = new ArrayList<>();

    /**
     * @param readers sheet position → reader
     * @param conflictingElsewhere keys of this year that stand in another province too
     */
    PartitionCheck(
            PartitionKey partition,
            List<SheetPlan> plans,
            Map<Integer, RowReader> readers,
            Set<String> conflictingElsewhere,
            Rulebook rulebook) {
        this.partition = partition;
        this.rulebook = rulebook;
        this.plans = plans;
        this.readers = readers;
        this.conflictingElsewhere = conflictingElsewhere;
        this.profile = rulebook.profiles().get(partition.profile());
        this.key = CensusLayout.key(profile, rulebook);
        this.forms = new SchoolForms(profile, rulebook);
    }

    void add(RawRow raw) {
        var row = readers.get(raw.sheet()).read(raw.text());
        var candidate = new Candidate(plans.get(raw.sheet()), raw, row);
        if (row.isAccepted()) {
            good.add(candidate);
        } else {
            bad.add(forms.judgeBroken(candidate));
        }
    }

    /** Ends the checks that need all rows. */
    void finish() {
        good.sort(Comparator.comparing((Candidate candidate) -> candidate.key(key))
                .thenComparing(candidate -> candidate.plan().table())
                .thenComparing(candidate -> candidate.row().item())
                .thenComparing(candidate -> candidate.plan().name())
                .thenComparing(candidate -> candidate.plan().sheet())
                .thenComparing(candidate -> candidate.raw().line()));
        superseded.addAll(Deliveries.settle(good, bad, key));
        settleDuplicates();
        join();
        while (quarantineOrphans()) {
            // a campus can hang on a campus that has just gone
        }
        bad.sort(Comparator.comparing((Candidate candidate) -> candidate.plan().sha256())
                .thenComparing(candidate -> candidate.plan().sheet())
                .thenComparing(candidate -> candidate.raw().line()));
    }

    private void settleDuplicates() {
        var kept = new ArrayList<Candidate>();
        for (int start = 0, end; start < good.size(); start = end) {
            end = start + 1;
            while (end < good.size() && isSame(good.get(start), good.get(end))) {
                end++;
            }
            settle(good.subList(start, end), kept);
        }
        good.clear();
        good.addAll(kept);
    }

    private boolean isSame(Candidate one, Candidate other) {
        return one.key(key).equals(other.key(key))
                && one.plan().table().equals(other.plan().table())
                && one.row().item().equals(other.row().item());
    }

    private void settle(List<Candidate> same, List<Candidate> kept) {
        var code = same.get(0).key(key);
        boolean conflict = conflictingElsewhere.contains(code)
                || same.stream()
                        .anyMatch(each -> !Arrays.equals(
                                        each.row().values(), same.get(0).row().values())
                                || !java.util.Objects.equals(
                                        each.row().schoolClass(),
                                        same.get(0).row().schoolClass()));
        for (int i = 0; i < same.size(); i++) {
            if (conflict) {
                quarantine(
                        same.get(i),
                        Rule.DUPLICATE_CONFLICT,
                        key.column(),
                        code,
                        new Bilingual(
                                "同一学年每校一行；同码各行内容不同，全部隔离",
                                "one row a school and year; rows of this code differ, so all are kept out"));
            } else if (i > 0) {
                quarantine(
                        same.get(i),
                        Rule.DUPLICATE_REPEATED,
                        key.column(),
                        code,
                        new Bilingual("同一学年每校一行；与已接收的一行相同", "one row a school and year; an equal row was accepted"));
            } else {
                kept.add(same.get(0));
            }
        }
    }

    /** Makes one record of all rows of a school. Its figures stand or fall together. */
    private void join() {
        var broken = brokenKeys();
        var byKey = new TreeMap<String, List<Candidate>>();
        good.forEach(row ->
                byKey.computeIfAbsent(row.key(key), each -> new ArrayList<>()).add(row));
        good.clear();
        byKey.forEach((code, rows) -> {
            if (profile.hasForms() && broken.contains(code)) {
                rows.forEach(row -> quarantineWithOthers(row, code));
                return;
            }
            var joined = forms.join(rows, partition).worded();
            if (joined.isAccepted()) {
                records.add(joined);
            } else {
                quarantine(joined);
            }
        });
    }

    /** The keys of rows in quarantine, but for those that a later delivery mended. */
    private Set<String> brokenKeys() {
        var mended = new HashSet<String>();
        good.forEach(row -> mended.add(
                row.plan().table() + "\t" + row.key(key) + "\t" + row.row().item()));
        var broken = new HashSet<String>();
        for (var row : bad) {
            boolean repeated = row.row().breaches().get(0).rule().equals(Rule.DUPLICATE_REPEATED);
            if (!repeated
                    && !mended.contains(row.plan().table() + "\t" + row.key(key) + "\t"
                            + row.row().item())) {
                broken.add(row.key(key));
            }
        }
        return broken;
    }

    private void quarantineWithOthers(Candidate row, String code) {
        quarantine(
                row,
                Rule.JOINED_BROKEN,
                key.column(),
                code,
                new Bilingual(
                        "同校各表的行都能接收；本校另有一行被隔离",
                        "sound rows in all forms of the school; another row of it is quarantined"));
    }

    private void quarantine(SchoolForms.Joined joined) {
        for (var row : joined.rows()) {
            if (row.row().isAccepted()) {
                quarantineWithOthers(row, row.key(key));
            } else {
                bad.add(row);
            }
        }
    }

    private boolean quarantineOrphans() {
        if (!profile.unit().isSchool()) {
            return false;
        }
        var byCode = new HashMap<String, Object[]>();
        records.forEach(record -> byCode.put(key.of(record.values()), record.values()));
        var orphans = new HashSet<SchoolForms.Joined>();
        for (var record : records) {
            var values = record.values();
            if (Campuses.isCampus(values, rulebook) && Campuses.parent(values, byCode::get, rulebook) == null) {
                orphans.add(record);
                var telling = tellsParent(record);
                for (var row : record.rows()) {
                    if (row == telling) {
                        quarantine(
                                row,
                                Rule.PARENT_UNKNOWN,
                                "parent_school_code",
                                (String) values[CensusLayout.PARENT_SCHOOL_CODE],
                                new Bilingual(
                                        "本学年已接收的在办主校标识码", "the code of an open parent school accepted this year"));
                    } else {
                        quarantineWithOthers(row, row.key(key));
                    }
                }
            }
        }
        records.removeAll(orphans);
        return !orphans.isEmpty();
    }

    /** The row that names the parent; where none does, that of the form that tells who and where. */
    private Candidate tellsParent(SchoolForms.Joined record) {
        return record.rows().stream()
                .filter(row -> row.row().values()[CensusLayout.PARENT_SCHOOL_CODE] != null)
                .findFirst()
                .orElseGet(() -> record.rows().stream()
                        .filter(row ->
                                row.plan().table().equals(profile.mainTable().table()))
                        .findFirst()
                        .orElseThrow());
    }

    private void quarantine(Candidate candidate, Rule rule, String column, String found, Bilingual expected) {
        bad.add(candidate.with(List.of(new Breach(rule, candidate.header(column), found, expected, ASK))));
    }

    /** Accepted records by the census layout, sorted by key. */
    List<Object[]> accepted() {
        return records.stream().map(SchoolForms.Joined::values).toList();
    }

    /** Quarantined rows by {@link QuarantineTable}. */
    List<Object[]> quarantined() {
        var told = rowsOfMainForm();
        return bad.stream()
                .map(row -> QuarantineTable.row(
                        row, told.getOrDefault(row.key(key), row.row().values())))
                .toList();
    }

    /** Key → what the form that tells who and where says of the school, be its row sound or not. */
    private Map<String, Object[]> rowsOfMainForm() {
        var told = new HashMap<String, Object[]>();
        bad.stream()
                .filter(row -> profile.hasForms()
                        && row.key(key) != null
                        && row.plan().table().equals(profile.mainTable().table()))
                .forEach(row -> told.putIfAbsent(row.key(key), row.row().values()));
        return told;
    }

    /** The files that a rule of severity {@code refuse} turns away for rows of this partition. */
    List<Refusal> refusals() {
        var byFile = new TreeMap<Integer, Refusal>();
        bad.stream()
                .filter(row -> row.row().breaches().get(0).rule().severity() == Severity.REFUSE)
                .forEach(row -> byFile.merge(row.plan().file(), Refusal.of(row), Refusal::plus));
        return List.copyOf(byFile.values());
    }

    /** The ids of the sheets that the rows stand in. */
    Set<String> sheets() {
        var sheets = new TreeSet<String>();
        allRows().forEach(row -> sheets.add(row.plan().id()));
        return sheets;
    }

    private Stream<Candidate> acceptedRows() {
        return records.stream().flatMap(record -> record.rows().stream());
    }

    private Stream<Candidate> allRows() {
        return Stream.concat(acceptedRows(), Stream.concat(superseded.stream(), bad.stream()));
    }

    /** The rows of each sheet by county, and what became of them. */
    List<LedgerRow> ledger() {
        var counties = new HashMap<String, String>();
        allRows()
                .filter(row -> row.county() != null && row.key(key) != null)
                .forEach(row -> counties.putIfAbsent(row.key(key), row.county()));
        var ledger = new TreeMap<String, LedgerRow>();
        acceptedRows().forEach(row -> count(ledger, counties, row, 1, 0, 0));
        superseded.forEach(row -> count(ledger, counties, row, 1, 0, 1));
        bad.forEach(row -> count(ledger, counties, row, 0, 1, 0));
        return List.copyOf(ledger.values());
    }

    private void count(
            Map<String, LedgerRow> ledger,
            Map<String, String> counties,
            Candidate row,
            int accepted,
            int quarantined,
            int replaced) {
        var known = row.county() != null ? row.county() : counties.get(row.key(key));
        var county = known == null ? "" : known;
        var plan = row.plan();
        ledger.merge(
                plan.id() + "\t" + county,
                new LedgerRow(
                        partition.year(),
                        profile.tableName(plan.table()),
                        county,
                        plan.sha256(),
                        plan.sheet(),
                        accepted,
                        quarantined,
                        accepted > 0 && row.row().isCorrected() ? 1 : 0,
                        replaced),
                LedgerRow::plus);
    }

    /** The places of the corrections that the records rest on. */
    List<String> corrections() {
        return places(acceptedRows());
    }

    /** The places of the corrections whose row is there, accepted or not; a superseded row does not count. */
    List<String> correctionsMet() {
        return places(standingRows());
    }

    private static List<String> places(Stream<Candidate> rows) {
        return rows.flatMap(row -> row.row().corrections().stream())
                .map(outcome -> outcome.correction().place().toString())
                .distinct()
                .sorted()
                .toList();
    }

    /** Corrections of rows that stand, whose cell says something else by now. */
    List<RowCorrections.Outcome> staleCorrections() {
        return standingRows()
                .flatMap(row -> row.row().corrections().stream())
                .filter(RowCorrections.Outcome::isStale)
                .toList();
    }

    private Stream<Candidate> standingRows() {
        return Stream.concat(acceptedRows(), bad.stream());
    }

    /** How many rows of each form were checked. */
    Map<String, Long> checked() {
        var checked = new TreeMap<String, Long>();
        allRows().forEach(row -> checked.merge(row.plan().table(), 1L, Long::sum));
        return checked;
    }

    /** How many rows of each form were held against each rule and broke it, and which did first. */
    List<RuleCount> failures() {
        var tallies = new TreeMap<String, RuleTally>();
        checked().forEach((table, rows) -> {
            var tally = new RuleTally(partition.year(), profile.tableName(table));
            Rule.BUILT_IN.forEach(rule -> tally.checked(rule, rows));
            if (table.equals(profile.mainTable().table())) {
                forms.decided().forEach(tally::checked);
            }
            tallies.put(table, tally);
        });
        allRows().forEach(candidate -> {
            var seen = new HashSet<Rule>();
            var tally = tallies.get(candidate.plan().table());
            candidate.row().breaches().stream()
                    .filter(breach -> seen.add(breach.rule()))
                    .forEach(breach -> tally.broken(breach.rule(), candidate.place(), breach.advice()));
            candidate.row().normalised().stream()
                    .findFirst()
                    .ifPresent(first -> tally.broken(Rule.NORMALISED, candidate.place(), first.words()));
        });
        return tallies.values().stream()
                .flatMap(tally -> tally.counts().stream())
                .toList();
    }
}
