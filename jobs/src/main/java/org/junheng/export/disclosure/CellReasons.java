package org.junheng.export.disclosure;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.export.disclosure.Withheld.Reason;
import org.junheng.rulebook.Disclosure;
import org.junheng.rulebook.Disclosure.Treatment;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.TableDatabase;

/** Notes which cells are withheld by SQL while tables are copied: whole columns, items, cohorts. */
final class CellReasons {
    /** Whether transfers or deaths enter a row of table {@code cohort}, called x. */
    static final String HAS_TRANSFERS = "(coalesce(x.transferred_in, x.transferred_out, x.deaths) IS NOT NULL)";

    private static final String COUNTY = "county";
    private static final List<String> COUNTS_OF_COHORTS =
            List.of("entrants", "graduates", "transferred_in", "transferred_out", "deaths");

    private final TableDatabase database;
    private final Disclosure facts;
    private final String from;
    private final Withheld withheld;

    CellReasons(TableDatabase database, Rulebook rulebook, String from, Withheld withheld) {
        this.database = database;
        this.facts = rulebook.disclosure();
        this.from = from;
        this.withheld = withheld;
    }

    /**
     * SQL of whether the counts of a cohort, called x, are withheld: transfers and deaths make a family. Sums over
     * counties would have to leave out what is withheld of these, so that they are withheld as well.
     */
    static String cohortIsWithheld(Disclosure facts) {
        var small = new StringBuilder();
        for (var column : COUNTS_OF_COHORTS.subList(2, 5)) {
            small.append(" OR coalesce(x.%s, 0) BETWEEN 1 AND %d".formatted(column, facts.threshold() - 1));
        }
        return "(" + HAS_TRANSFERS + " AND (x.level <> '" + COUNTY + "'" + small + "))";
    }

    /** SQL of a count as it is published; the same as {@link Disclosure#rounded}. */
    static String rounded(String count, Disclosure facts) {
        int base = facts.roundingBase();
        return "((2 * %s + %d) // %d * %d)".formatted(count, base, 2 * base, base);
    }

    /** Columns that are left out everywhere, and figures of items. */
    void ofColumns(Map<String, List<String>> tables) throws SQLException {
        for (var table : tables.entrySet()) {
            for (var column : table.getValue()) {
                var treatment = facts.tables().get(table.getKey()).get(column);
                if (treatment == Treatment.FREE_TEXT) {
                    withheld.add(table.getKey(), column, Map.of(), Reason.PERSONAL);
                } else if (treatment == Treatment.ITEM_FIGURE || treatment == Treatment.ITEM_TEXT) {
                    ofItems(table.getKey(), column, ProtectedItems.ITEMS);
                } else if (treatment == Treatment.ITEM_REQUIREMENT) {
                    ofItems(table.getKey(), column, ProtectedItems.REQUIREMENTS);
                } else if (treatment == Treatment.LIST_TEXT) {
                    ofRows(table.getKey(), column, "plan, rule", "memory.main.protected_list");
                }
            }
        }
    }

    private void ofItems(String table, String column, String items) throws SQLException {
        if (table.equals("finding")) {
            ofRows(table, column, "standard, rule", "(SELECT standard, item AS rule FROM memory.main." + items + ")");
        } else {
            ofRows(table, column, "standard, item", "memory.main." + items);
        }
    }

    private void ofRows(String table, String column, String key, String protectedRows) throws SQLException {
        var names = key.split(", ");
        for (var row : database.rows("SELECT DISTINCT %1$s FROM %2$s.%3$s WHERE (%1$s) IN (SELECT (%1$s) FROM %4$s)"
                .formatted(key, from, table, protectedRows))) {
            var of = new LinkedHashMap<String, Object>();
            of.put(names[0], row[0]);
            of.put(names[1], row[1]);
            withheld.add(table, column, of, Reason.PROTECTED_COUNT);
        }
    }

    void ofCohorts() throws SQLException {
        for (var row : database.rows("SELECT year, level, region_code, measure, entrants, graduates, transferred_in,"
                + " transferred_out, deaths FROM " + from + ".cohort x WHERE " + cohortIsWithheld(facts))) {
            var key = new LinkedHashMap<String, Object>();
            key.put("year", row[0]);
            key.put("level", row[1]);
            key.put("region_code", row[2]);
            key.put("measure", row[3]);
            for (int i = 0; i < COUNTS_OF_COHORTS.size(); i++) {
                if (row[4 + i] != null) {
                    boolean small = i > 1 && row[1].equals(COUNTY);
                    withheld.add(
                            "cohort", COUNTS_OF_COHORTS.get(i), key, small ? Reason.SMALL_COUNT : Reason.COMPLEMENTARY);
                }
            }
        }
    }
}
