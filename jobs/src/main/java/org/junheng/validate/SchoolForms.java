package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junheng.ingest.FormItems;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Severity;
import org.junheng.warehouse.TableShape;

/** Makes one census record of the rows that a school has in the forms of its census. */
final class SchoolForms {
    private static final Bilingual ASK_AGAIN = new Bilingual("请与学校核实后重新报送", "ask the school and send it again");

    private final CensusProfile profile;
    private final boolean meetsBySchoolCode;
    private final TableShape shape;
    private final GroupAssignment groups;
    private final RowRuleCheck rules;
    private final ClassCounts classCounts;
    private final Map<Rule, Long> decided = new HashMap<>();

    /**
     * A record with the rows that it was made of.
     *
     * @param breaches the rules that it breaks as a whole
     */
    record Joined(Object[] values, List<Candidate> rows, List<JoinedBreach> breaches) {
        /** Whether none of the rules that it breaks keeps it out. */
        boolean isAccepted() {
            return breaches.stream().allMatch(breach -> breach.rule().severity() == Severity.WARN);
        }

        /** The same record, each row with the breaches that concern it. */
        Joined worded() {
            if (breaches.isEmpty()) {
                return this;
            }
            var marked = rows.stream()
                    .map(row -> row.with(breaches.stream()
                            .filter(breach -> breach.concerns(row))
                            .map(breach -> breach.in(row))
                            .toList()))
                    .toList();
            return new Joined(values, marked, breaches);
        }
    }

    /**
     * A breach of a record as a whole; {@link #in} words it for a row of it.
     *
     * @param where the rows that it concerns
     * @param column the canonical column
     */
    record JoinedBreach(
            Rule rule, Predicate<Candidate> where, String column, String found, Bilingual expected, Bilingual advice) {
        JoinedBreach(Rule rule, Predicate<Candidate> where, String column, String found, Bilingual expected) {
            this(rule, where, column, found, expected, ASK_AGAIN);
        }

        boolean concerns(Candidate row) {
            return where.test(row);
        }

        Breach in(Candidate row) {
            return new Breach(rule, row.header(column), found, expected, advice);
        }
    }

    SchoolForms(CensusProfile profile, Rulebook rulebook) {
        this.profile = profile;
        this.meetsBySchoolCode = profile.meetsBySchoolCode();
        this.shape = CensusLayout.of(profile, rulebook);
        this.groups = new GroupAssignment(rulebook.schoolGroups());
        this.classCounts = profile.classListTable()
                .map(table -> new ClassCounts(rulebook, shape, profile))
                .orElse(null);
        this.rules = new RowRuleCheck(rulebook.rules().get(profile.profile()), shape);
    }

    /** The rules of the facts, and of how many records it could be told whether they keep them. */
    Map<Rule, Long> decided() {
        var all = new TreeMap<Rule, Long>();
        rules.rules().forEach(rule -> all.put(rule, decided.getOrDefault(rule, 0L)));
        return all;
    }

    /**
     * Adds what the rules of the facts say of a row that is out already, so that its sender hears of everything at once.
     * A row of a wrong shape has its figures in other columns, so they say nothing of it.
     */
    Candidate judgeBroken(Candidate row) {
        if (!row.plan().table().equals(profile.mainTable().table())
                || row.row().breaches().stream()
                        .anyMatch(breach -> breach.rule().equals(Rule.ROW_SHAPE))) {
            return row;
        }
        var judged = judge(row.row().values(), List.of(row));
        return row.with(judged.stream().map(breach -> breach.in(row)).toList());
    }

    /** Holds the figures of a record against the rules of the facts. */
    private List<JoinedBreach> judge(Object[] values, List<Candidate> rows) {
        var judgement = rules.judge(values, column -> header(column, rows));
        judgement.decided().forEach(rule -> decided.merge(rule, 1L, Long::sum));
        return judgement.breaches().stream()
                .map(breach -> {
                    boolean named =
                            rows.stream().anyMatch(row -> row.plan().terms().containsKey(breach.column()));
                    Predicate<Candidate> where = row -> named
                            ? row.plan().terms().containsKey(breach.column())
                            : row.plan().table().equals(profile.mainTable().table());
                    return new JoinedBreach(
                            breach.rule(), where, breach.column(), breach.found(), breach.expected(), breach.advice());
                })
                .toList();
    }

    /** What the files of a school call a column. */
    private static String header(String column, List<Candidate> rows) {
        return rows.stream()
                .filter(row -> row.plan().terms().containsKey(column))
                .findFirst()
                .map(row -> row.header(column))
                .orElse(column);
    }

    /** Joins the rows of one school, which have been freed of doubles. */
    Joined join(List<Candidate> rows, PartitionKey partition) {
        if (!profile.hasForms() || isWholeRecord(rows)) {
            var values = rows.get(0).row().values();
            var differences = assignGroups(values);
            differences.addAll(judge(values, rows));
            return new Joined(values, rows, differences);
        }
        var byTable = new LinkedHashMap<String, List<Candidate>>();
        profile.tables().forEach(table -> byTable.put(table.table(), new ArrayList<>()));
        rows.forEach(row -> byTable.get(row.plan().table()).add(row));
        var main = byTable.get(profile.mainTable().table());
        var breaches = new ArrayList<JoinedBreach>();
        if (main.isEmpty()) {
            var key = profile.unit().key().get(0);
            breaches.add(new JoinedBreach(
                    Rule.JOINED_MISSING,
                    row -> true,
                    key,
                    (String) rows.get(0).row().values()[shape.positions().get(key)],
                    Bilingual.format(
                            "%1$s 中有本校一行",
                            "a row of the school in %1$s", profile.mainTable().table())));
            return new Joined(new Object[shape.columns().size()], rows, breaches);
        }
        var values = main.get(0).row().values().clone();
        checkProvince(values, partition, breaches);
        for (var table : profile.tables()) {
            var own = byTable.get(table.table());
            if (table.classList() != null) {
                classCounts.join(values, own, breaches);
            } else if (table.hasManyRows()) {
                addUp(values, own, new FormItems(table, partition.year()), table);
            } else if (!own.isEmpty()) {
                fill(values, own.get(0).row().values());
            }
        }
        breaches.addAll(assignGroups(values));
        breaches.addAll(judge(values, rows));
        return new Joined(values, rows, breaches);
    }

    /** Puts the school into its groups, as the facts say; where the census says something else, a warning tells it. */
    private ArrayList<JoinedBreach> assignGroups(Object[] values) {
        var warnings = new ArrayList<JoinedBreach>();
        if (profile.unit().isSchool()) {
            for (var difference : groups.assign(values)) {
                warnings.add(new JoinedBreach(
                        Rule.GROUP_DIFFERS,
                        row -> row.plan().table().equals(profile.mainTable().table()),
                        difference.kind().id(),
                        difference.found(),
                        Bilingual.format("事实文件中的「%s」", "'%s', as the facts have it", difference.taken()),
                        difference.words()));
            }
        }
        return warnings;
    }

    /** Whether a school has one row, which tells all: most of a census without official forms is such. */
    private boolean isWholeRecord(List<Candidate> rows) {
        return rows.size() == 1
                && !meetsBySchoolCode
                && rows.get(0).plan().table().equals(profile.mainTable().table());
    }

    /** Forms that tell the province by the school's code must agree with the one that tells the place. */
    private void checkProvince(Object[] values, PartitionKey partition, List<JoinedBreach> breaches) {
        if (!meetsBySchoolCode || !profile.levels().containsKey(Level.PROVINCE)) {
            return;
        }
        var province = CensusLayout.partition((String) values[CensusLayout.PROVINCE_CODE]);
        if (!province.equals(partition.province())) {
            breaches.add(new JoinedBreach(
                    Rule.CODE,
                    row -> row.plan().table().equals(profile.mainTable().table()),
                    "county_code",
                    (String) values[CensusLayout.COUNTY_CODE],
                    Bilingual.format(
                            "标识码所示省份 %1$s 的县",
                            "a county of province %1$s, which the school's code tells", partition.province())));
        }
    }

    private static void fill(Object[] values, Object[] more) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = more[i];
            }
        }
    }

    /** The columns for which a row is not there, in a form of which the school has some. */
    private BitSet withoutRow(List<Candidate> rows, FormItems items, CensusTable table) {
        var found = new HashSet<String>();
        rows.forEach(row -> found.add(row.row().item()));
        var without = new BitSet();
        table.columns().forEach((name, mapping) -> {
            var position = shape.positions().get(name);
            if (position != null && !found.containsAll(items.of(mapping))) {
                without.set(position);
            }
        });
        return without;
    }

    /** Adds the numbers of several rows; one of them blank or not there makes the sum missing: missing is not zero. */
    private void addUp(Object[] values, List<Candidate> rows, FormItems items, CensusTable table) {
        var sums = new BigDecimal[values.length];
        var blank = withoutRow(rows, items, table);
        for (var row : rows) {
            blank.or(row.row().blank());
            var cells = row.row().values();
            for (int i = 0; i < cells.length; i++) {
                if (i == CensusLayout.YEAR) {
                    continue;
                }
                if (cells[i] instanceof Number number) {
                    var value = new BigDecimal(number.toString());
                    sums[i] = sums[i] == null ? value : sums[i].add(value);
                } else if (cells[i] != null && values[i] == null) {
                    values[i] = cells[i];
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            if (sums[i] != null && !blank.get(i) && values[i] == null) {
                values[i] = shape.columns().get(i).type() == TableShape.Type.INTEGER
                        ? (Object) sums[i].longValueExact()
                        : (Object) sums[i].doubleValue();
            }
        }
    }
}
