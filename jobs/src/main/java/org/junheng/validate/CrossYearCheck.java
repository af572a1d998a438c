package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.ChangeRule;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.warehouse.StepRecord.RuleCount;
import org.junheng.warehouse.TableShape;

/**
 * Holds the accepted rows of a year against those of the year before, of one profile and province. Only schools open in
 * both years are compared, each with itself, in the regions where they stand this year: so neither openings, closings
 * and unreported schools nor new codes of a county look like a change.
 */
public final class CrossYearCheck {
    /**
     * A school in both years.
     *
     * @param key its code, or what else tells the rows of a year apart
     */
    record Pair(String key, Object[] now, Object[] before) {
        String countyCode() {
            return (String) now[CensusLayout.COUNTY_CODE];
        }
    }

    /**
     * What was found.
     *
     * @param findings in the order of the rules, then of codes and columns
     * @param counts for each rule: schools, or regions, that could be compared, and those with a finding
     */
    public record Outcome(List<CrossYearFinding> findings, List<RuleCount> counts) {}

    private final ProfileRules rules;
    private final TableShape shape;
    private final CensusLayout.Key key;
    private final Map<String, Integer> positions;

    public CrossYearCheck(CensusProfile profile, Rulebook rulebook) {
        this(
                rulebook.rules().get(profile.profile()),
                CensusLayout.of(profile, rulebook),
                CensusLayout.key(profile, rulebook));
    }

    /**
     * @param rules the rules of the profile
     * @param shape the profile's rows, by {@link CensusLayout}
     */
    CrossYearCheck(ProfileRules rules, TableShape shape, CensusLayout.Key key) {
        this.rules = rules;
        this.shape = shape;
        this.key = key;
        this.positions = new HashMap<>(shape.positions());
    }

    /**
     * Compares two years. The order of the rows does not matter.
     *
     * @param year the year of {@code now}
     * @param now its accepted rows
     * @param before the accepted rows of the year before; without any, nothing is compared
     */
    public Outcome check(int year, List<Object[]> now, List<Object[]> before) {
        var pairs = pairs(now, before);
        var tally = new RuleTally(year, shape.name());
        var findings = new ArrayList<CrossYearFinding>();
        for (var change : rules.changes()) {
            tally.checked(change.rule(), 0);
            groups(change.level(), pairs).forEach((code, group) -> change(change, code, group, tally, findings));
        }
        for (var drift : rules.drifts()) {
            tally.checked(drift.rule(), 0);
            var columnDrift = new ColumnDrift(drift, positions);
            groups(drift.level(), pairs).forEach((code, group) -> drift(columnDrift, code, group, tally, findings));
        }
        return new Outcome(findings, tally.counts());
    }

    private List<Pair> pairs(List<Object[]> now, List<Object[]> before) {
        var byKey = new HashMap<String, Object[]>();
        before.stream().filter(CensusLayout::isOpen).forEach(row -> byKey.put(key.of(row), row));
        return now.stream()
                .filter(CensusLayout::isOpen)
                .filter(row -> byKey.containsKey(key.of(row)))
                .map(row -> new Pair(key.of(row), row, byKey.get(key.of(row))))
                .sorted(Comparator.comparing(Pair::key))
                .toList();
    }

    /** Code → the schools of a region, or a school alone; a school of which no region of the level is told is left out. */
    private TreeMap<String, List<Pair>> groups(String level, List<Pair> pairs) {
        var groups = new TreeMap<String, List<Pair>>();
        var region = positions.get(Level.codeColumn(level));
        boolean alone = level.equals(ChangeRule.SCHOOL);
        if (!alone && region == null) {
            return groups;
        }
        for (var pair : pairs) {
            var code = alone ? pair.key() : (String) pair.now()[region];
            if (code != null) {
                groups.computeIfAbsent(code, each -> new ArrayList<>()).add(pair);
            }
        }
        return groups;
    }

    /** Compares the sums over those schools of a group that report a column in both years. */
    private void change(
            ChangeRule rule, String code, List<Pair> group, RuleTally tally, List<CrossYearFinding> findings) {
        boolean compared = false;
        CrossYearFinding first = null;
        for (var column : rule.columns()) {
            int position = positions.get(column);
            var now = BigDecimal.ZERO;
            var before = BigDecimal.ZERO;
            int schools = 0;
            for (var pair : group) {
                if (pair.now()[position] != null && pair.before()[position] != null) {
                    now = now.add(CensusLayout.decimal(pair.now()[position]));
                    before = before.add(CensusLayout.decimal(pair.before()[position]));
                    schools++;
                }
            }
            compared |= schools > 0;
            var largest = rule.largestChange(before);
            if (now.subtract(before).abs().compareTo(largest) > 0) {
                var finding = new CrossYearFinding(
                        rule.rule(),
                        rule.level(),
                        code,
                        county(rule.level(), group),
                        column,
                        text(now),
                        text(before),
                        expected(rule, before.subtract(largest).max(BigDecimal.ZERO), before.add(largest)),
                        rule.advice());
                findings.add(finding);
                first = first == null ? finding : first;
            }
        }
        tally(tally, rule.rule(), compared, first);
    }

    private static Bilingual expected(ChangeRule rule, BigDecimal low, BigDecimal high) {
        return Bilingual.format(
                "%s 至 %s（变化不超过上年的 %s%% 或 %s，取大者）",
                "%s to %s (a change of at most %s %% of last year's or %s, whichever is more)",
                text(low),
                text(high),
                text(rule.ratio().movePointRight(2)),
                text(rule.absolute()));
    }

    private static void drift(
            ColumnDrift drift, String code, List<Pair> group, RuleTally tally, List<CrossYearFinding> findings) {
        var outcome = drift.of(group);
        var found = outcome.shifts().stream()
                .map(shift -> new CrossYearFinding(
                        drift.rule().rule(),
                        drift.rule().level(),
                        code,
                        county(drift.rule().level(), group),
                        shift.column(),
                        shift.found(),
                        shift.lastYear(),
                        shift.expected(),
                        drift.rule().advice()))
                .toList();
        findings.addAll(found);
        tally(tally, drift.rule().rule(), outcome.compared(), found.isEmpty() ? null : found.get(0));
    }

    private static void tally(RuleTally tally, Rule rule, boolean compared, CrossYearFinding first) {
        if (compared) {
            tally.checked(rule, 1);
        }
        if (first != null) {
            tally.broken(rule, first.place(), first.advice());
        }
    }

    private static String county(String level, List<Pair> group) {
        return level.equals(ChangeRule.SCHOOL) || level.equals(Level.COUNTY)
                ? group.get(0).countyCode()
                : null;
    }

    static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
