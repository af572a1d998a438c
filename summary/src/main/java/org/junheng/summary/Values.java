package org.junheng.summary;

import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** DuckDB's Java values as the few kinds that every format can write. */
final class Values {
    private Values() {}

    static Object plain(Object value) throws SQLException {
        if (value == null || value instanceof Boolean || value instanceof Number || value instanceof String) {
            return value;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        // DuckDB's TIMESTAMP has no zone; the warehouse holds UTC.
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof Timestamp time) {
            return plain(time.toLocalDateTime());
        }
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        if (value instanceof Array array) {
            var elements = new ArrayList<Object>();
            for (var element : (Object[]) array.getArray()) {
                elements.add(plain(element));
            }
            return elements;
        }
        if (value instanceof DuckDBStruct struct) {
            return plain(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            var entries = new LinkedHashMap<String, Object>();
            for (var entry : map.entrySet()) {
                entries.put(String.valueOf(plain(entry.getKey())), plain(entry.getValue()));
            }
            return entries;
        }
        if (value instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        return value.toString();
    }
}
