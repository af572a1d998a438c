package org.junheng.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.ingest.FilePlan;
import org.junheng.ingest.RawRow;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;

/**
 * Judges the rows of one profile, year and province together: each row by itself, then equal keys, then campuses whose
 * parent is unknown. Accepted rows come out sorted by school code, whatever the order of rows and files was.
 */
final class PartitionCheck {
    private static final Bilingual ASK = new Bilingual("请与学校核实后只报一行", "ask the school and send one row");

    private record Candidate(RawRow raw, RowReader.Row row) {
        String schoolCode() {
            return (String) row.values()[CensusLayout.SCHOOL_CODE];
        }
    }

    private final List<FilePlan> plans;
    private final Map<Integer, RowReader> readers;
    private final Set<String> conflictingElsewhere;
    private final Rulebook rulebook;
    private final List<Candidate> good = new ArrayList<>();
    private final List<Candidate> bad = new ArrayList<>();

    /**
     * @param readers file position → reader
     * @param conflictingElsewhere school codes of this year that stand in another province too
     */
    PartitionCheck(
            List<FilePlan> plans,
            Map<Integer, RowReader> readers,
            Set<String> conflictingElsewhere,
            Rulebook rulebook) {
        this.rulebook = rulebook;
        this.plans = plans;
        this.readers = readers;
        this.conflictingElsewhere = conflictingElsewhere;
    }

    void add(RawRow raw) {
        var row = readers.get(raw.file()).read(raw.text());
        (row.breaches().isEmpty() ? good : bad).add(new Candidate(raw, row));
    }

    /** Ends the checks that need all rows. */
    void finish() {
        good.sort(Comparator.comparing(Candidate::schoolCode)
                .thenComparing(candidate -> plans.get(candidate.raw().file()).name())
                .thenComparing(candidate -> candidate.raw().line()));
        settleDuplicates();
        while (quarantineOrphans()) {
            // a campus can hang on a campus that has just gone
        }
        bad.sort(Comparator.comparing((Candidate candidate) ->
                        plans.get(candidate.raw().file()).sha256())
                .thenComparing(candidate -> candidate.raw().line()));
    }

    private void settleDuplicates() {
        var kept = new ArrayList<Candidate>();
        for (int start = 0, end; start < good.size(); start = end) {
            var code = good.get(start).schoolCode();
            end = start + 1;
            while (end < good.size() && good.get(end).schoolCode().equals(code)) {
                end++;
            }
            var same = good.subList(start, end);
            boolean conflict = conflictingElsewhere.contains(code)
                    || same.stream()
                            .anyMatch(each -> !Arrays.equals(
                                    each.row().values(), same.get(0).row().values()));
            for (int i = 0; i < same.size(); i++) {
                if (conflict) {
                    quarantine(
                            same.get(i),
                            Rule.DUPLICATE_CONFLICT,
                            code,
                            new Bilingual(
                                    "同一学年每校一行；同码各行内容不同，全部隔离",
                                    "one row a school and year; rows of this code differ, so all are kept out"));
                } else if (i > 0) {
                    quarantine(
                            same.get(i),
                            Rule.DUPLICATE_REPEATED,
                            code,
                            new Bilingual(
                                    "同一学年每校一行；与已接收的一行相同", "one row a school and year; an equal row was accepted"));
                } else {
                    kept.add(same.get(0));
                }
            }
        }
        good.clear();
        good.addAll(kept);
    }

    private boolean quarantineOrphans() {
        var byCode = new HashMap<String, Object[]>();
        good.forEach(
                candidate -> byCode.put(candidate.schoolCode(), candidate.row().values()));
        var orphans = new HashSet<Candidate>();
        for (var candidate : good) {
            var values = candidate.row().values();
            if (Campuses.isCampus(values, rulebook) && Campuses.parent(values, byCode::get, rulebook) == null) {
                orphans.add(candidate);
                quarantine(
                        candidate,
                        Rule.PARENT_UNKNOWN,
                        (String) values[CensusLayout.PARENT_SCHOOL_CODE],
                        new Bilingual("本学年已接收的在办主校标识码", "the code of an open parent school accepted this year"));
            }
        }
        good.removeAll(orphans);
        return !orphans.isEmpty();
    }

    private void quarantine(Candidate candidate, Rule rule, String found, Bilingual expected) {
        var header = plans.get(candidate.raw().file()).header();
        var column = rule == Rule.PARENT_UNKNOWN
                ? headerOf("parent_school_code", candidate, header)
                : headerOf("school_code", candidate, header);
        bad.add(new Candidate(
                candidate.raw(),
                new RowReader.Row(candidate.row().values(), List.of(new Breach(rule, column, found, expected, ASK)))));
    }

    private String headerOf(String canonical, Candidate candidate, List<String> header) {
        var terms = plans.get(candidate.raw().file()).terms().get(canonical);
        return terms == null ? canonical : header.get(terms[0][0]);
    }

    /** Accepted rows by the census layout, sorted by school code. */
    List<Object[]> accepted() {
        return good.stream().map(candidate -> candidate.row().values()).toList();
    }

    /** Quarantined rows by {@link QuarantineTable}. */
    List<Object[]> quarantined() {
        return bad.stream()
                .map(candidate -> QuarantineTable.row(
                        plans.get(candidate.raw().file()),
                        candidate.raw().line(),
                        candidate.raw().text(),
                        candidate.row()))
                .toList();
    }

    /** How many rows of each file came out on each side: file position → accepted, quarantined. */
    Map<Integer, long[]> counts() {
        var counts = new HashMap<Integer, long[]>();
        good.forEach(candidate -> counts.computeIfAbsent(candidate.raw().file(), file -> new long[2])[0]++);
        bad.forEach(candidate -> counts.computeIfAbsent(candidate.raw().file(), file -> new long[2])[1]++);
        return counts;
    }

    /** How many rows broke each rule, and the first that did. */
    Map<Rule, Failures> failures() {
        var failures = new HashMap<Rule, Failures>();
        for (var candidate : bad) {
            var place = plans.get(candidate.raw().file()).name() + ":"
                    + candidate.raw().line();
            candidate.row().breaches().stream()
                    .map(Breach::rule)
                    .distinct()
                    .forEach(rule -> failures.merge(rule, new Failures(1, place), Failures::plus));
        }
        return failures;
    }

    /** Rows that broke a rule. */
    record Failures(long rows, String example) {
        Failures plus(Failures other) {
            return new Failures(rows + other.rows, example.compareTo(other.example) <= 0 ? example : other.example);
        }
    }
}
