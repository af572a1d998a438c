package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rule;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableShape;

/** Makes one census record of the rows that a school has in the forms of its census. */
final class SchoolForms {
    private static final Bilingual ASK_AGAIN = new Bilingual("请与学校核实后重新报送", "ask the school and send it again");

    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final TableShape shape;

    /**
     * A record with the rows that it was made of.
     *
     * @param breaches why it cannot be taken; empty where it can
     */
    record Joined(Object[] values, List<Candidate> rows, List<JoinedBreach> breaches) {}

    /** A breach of a record as a whole; {@code in} words it for a row of it. */
    record JoinedBreach(Rule rule, Predicate<Candidate> where, String column, String found, Bilingual expected) {
        boolean concerns(Candidate row) {
            return where.test(row);
        }

        Breach in(Candidate row) {
            return new Breach(rule, row.header(column), found, expected, ASK_AGAIN);
        }
    }

    SchoolForms(CensusProfile profile, Rulebook rulebook) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.shape = CensusLayout.of(profile, rulebook);
    }

    /** Joins the rows of one school, which have been freed of doubles. */
    Joined join(List<Candidate> rows, PartitionKey partition) {
        if (!profile.hasForms()) {
            return new Joined(rows.get(0).row().values(), rows, List.of());
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
                new ClassCounts(rulebook, shape, profile).join(values, own, breaches);
            } else if (table.hasManyRows()) {
                addUp(values, own);
            } else if (!own.isEmpty()) {
                fill(values, own.get(0).row().values());
            }
        }
        return new Joined(values, rows, breaches);
    }

    /** Forms that tell the province by the school's code must agree with the one that tells the place. */
    private void checkProvince(Object[] values, PartitionKey partition, List<JoinedBreach> breaches) {
        if (profile.schoolCodeProvince() == null || !profile.levels().containsKey(Level.PROVINCE)) {
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

    /** Adds the numbers of several rows; a blank among them makes the sum missing: missing is not zero. */
    private void addUp(Object[] values, List<Candidate> rows) {
        var sums = new BigDecimal[values.length];
        var blank = new BitSet();
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
