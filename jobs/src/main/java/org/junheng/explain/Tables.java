package org.junheng.explain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** Rows of the published tables. */
final class Tables {
    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /** A row by the names of its columns. */
    record Row(Map<String, Object> cells) {
        String text(String column) {
            var value = cells.get(column);
            return value == null ? null : value.toString();
        }

        Double number(String column) {
            return cells.get(column) instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
        }

        Integer integer(String column) {
            return cells.get(column) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
        }

        boolean isTrue(String column) {
            return Boolean.TRUE.equals(cells.get(column));
        }

        /** A text in two columns, {@code name_zh} and {@code name_en}. */
        Bilingual both(String name) {
            var zh = text(name + "_zh");
            var en = text(name + "_en");
            return zh == null || en == null ? null : new Bilingual(zh, en);
        }
    }

    List<Row> rows(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (result.next()) {
                    var cells = new LinkedHashMap<String, Object>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        cells.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
                    }
                    rows.add(new Row(cells));
                }
                return rows;
            }
        }
    }

    Optional<Row> first(String sql, Object... values) throws SQLException {
        return rows(sql, values).stream().findFirst();
    }

    /**
     * Refuses a name that several divisions of a level bear, as four cities have a 鼓楼区: only their codes tell which is meant.
     *
     * @param found the row of {@code division} that was found by a code or name
     */
    void refuseSharedName(String asked, Row found) throws SQLException {
        var same = asked.equals(found.text("name")) && !asked.equals(found.text("code"))
                ? rows(
                        "SELECT d.code || coalesce(' ' || p.name, '') AS each FROM division d LEFT JOIN division p"
                                + " ON p.year = d.year AND p.code = d.parent_code"
                                + " WHERE d.year = ? AND d.name = ? AND d.level = ? ORDER BY d.code",
                        found.integer("year"),
                        asked,
                        found.text("level"))
                : List.<Row>of();
        if (same.size() > 1) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "usage.shared_name",
                    Place.NOWHERE,
                    Bilingual.format("名称「%s」不止一处", "several places are called '%s'", asked),
                    Bilingual.format(
                            "请用代码：%s",
                            "ask by code: %s",
                            String.join(
                                    ", ",
                                    same.stream().map(row -> row.text("each")).toList())));
        }
    }

    /** A text that a table holds in both languages, Chinese first; one without a slash is the same in both. */
    static Bilingual bilingual(String text) {
        if (text == null) {
            return null;
        }
        int slash = text.indexOf(" / ");
        return slash < 0
                ? new Bilingual(text, text)
                : new Bilingual(text.substring(0, slash), text.substring(slash + " / ".length()));
    }
}
