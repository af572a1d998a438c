package org.junheng.export.disclosure;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.export.disclosure.Withheld.Reason;
import org.junheng.rulebook.Disclosure;
import org.junheng.warehouse.TableDatabase;

/**
 * Protects the counts of groups in table {@code county_sheet}. Within a family of columns all stand or none: parts,
 * wholes and bounds of a withheld count are withheld with it, whatever the verdicts say of their ratios.
 */
final class SheetFamilies {
    private static final String TABLE = "county_sheet";

    private record Sheet(long year, String county) {}

    private final TableDatabase database;
    private final Disclosure facts;
    private final String from;
    private final Withheld withheld;

    SheetFamilies(TableDatabase database, Disclosure facts, String from, Withheld withheld) {
        this.database = database;
        this.facts = facts;
        this.from = from;
        this.withheld = withheld;
    }

    /**
     * Makes table {@code sheet_value} of the protected values that stay.
     *
     * @param hidden where the census counts the same group and its count is withheld
     */
    void protect(Set<GroupCells.Place> hidden) throws SQLException {
        var sheets = new TreeMap<Sheet, Map<String, Double>>(
                Comparator.comparing(Sheet::year).thenComparing(Sheet::county));
        for (var row : database.rows("SELECT year, county_code, column_name, value FROM " + from + "." + TABLE
                + " WHERE value IS NOT NULL AND column_name IN (FROM protected_column)")) {
            sheets.computeIfAbsent(new Sheet((Long) row[0], (String) row[1]), sheet -> new TreeMap<>())
                    .put((String) row[2], (Double) row[3]);
        }
        database.execute(
                "CREATE TABLE sheet_value (year BIGINT, county_code VARCHAR, column_name VARCHAR, value DOUBLE)");
        try (var insert = database.connection().prepareStatement("INSERT INTO sheet_value VALUES (?, ?, ?, ?)")) {
            for (var sheet : sheets.entrySet()) {
                for (var family : facts.families().values()) {
                    var reason = whyWithheld(family, sheet.getKey(), sheet.getValue(), hidden);
                    for (var column : family.columns()) {
                        var value = sheet.getValue().get(column);
                        if (value == null) {
                            continue;
                        }
                        boolean counts = family.counts().contains(column);
                        if (reason != null) {
                            note(sheet.getKey(), column, counts ? reason : Reason.COMPLEMENTARY);
                        } else {
                            insert.setLong(1, sheet.getKey().year());
                            insert.setString(2, sheet.getKey().county());
                            insert.setString(3, column);
                            insert.setDouble(4, counts ? facts.rounded(Math.round(value)) : value);
                            insert.addBatch();
                        }
                    }
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * The reason is that of the whole family, so that it does not tell which of its counts is the small one. Where the
     * census withholds the group it does not even tell that one is: two small counts of stages bound a small sum.
     */
    private Reason whyWithheld(
            Disclosure.Family family, Sheet sheet, Map<String, Double> values, Set<GroupCells.Place> hidden) {
        if (family.group() != null
                && hidden.contains(new GroupCells.Place(sheet.year(), sheet.county(), family.group()))) {
            return Reason.COMPLEMENTARY;
        }
        boolean small = family.counts().stream()
                .anyMatch(column -> values.get(column) != null && facts.isSmall(Math.round(values.get(column))));
        return small ? Reason.SMALL_COUNT : null;
    }

    private void note(Sheet sheet, String column, Reason reason) {
        var key = new LinkedHashMap<String, Object>();
        key.put("year", sheet.year());
        key.put("county_code", sheet.county());
        key.put("column_name", column);
        withheld.add(TABLE, "value", key, reason);
    }
}
