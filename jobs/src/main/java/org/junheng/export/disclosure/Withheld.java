package org.junheng.export.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.warehouse.TableDatabase;

/**
 * What becomes table {@code withheld}: a reader tells by it what was withheld from what is missing. It says why and
 * never how much.
 */
final class Withheld {
    static final String TABLE = "withheld";

    /** Why a cell is withheld. */
    enum Reason {
        SMALL_COUNT,
        FEW_SCHOOLS,
        COMPLEMENTARY,
        PARTIAL,
        BELOW_COUNTY,
        PROTECTED_COUNT,
        PERSONAL
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object[]> rows = new TreeMap<>();

    /**
     * Notes cells.
     *
     * @param key columns of the key and their values, in order; the rows that have all of them are meant
     */
    void add(String table, String column, Map<String, Object> key, Reason reason) {
        var rowKey = key.entrySet().stream()
                .map(each -> text(each.getKey()) + ": "
                        + (each.getValue() instanceof Number number ? number.toString() : text("" + each.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
        rows.put(
                String.join("\u0000", table, column, rowKey),
                new Object[] {table, column, rowKey, PublicCopy.id(reason)});
    }

    private static String text(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void write(TableDatabase database, String to) throws SQLException {
        database.create(TABLE);
        database.insert(TABLE, rows.values());
        // A summary of an earlier version has no such table.
        database.execute("CREATE TABLE IF NOT EXISTS %s.%s AS FROM memory.main.%s LIMIT 0".formatted(to, TABLE, TABLE));
        database.execute("INSERT INTO %s.%s FROM memory.main.%s ORDER BY table_name, column_name, row_key"
                .formatted(to, TABLE, TABLE));
    }
}
