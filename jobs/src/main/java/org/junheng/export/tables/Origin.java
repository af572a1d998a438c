package org.junheng.export.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the figures of a snapshot come from, as the file itself tells; no clock.
 *
 * @param version of the data, or null
 * @param assumptions conventions on which the figures rest, or null
 */
record Origin(
        String id,
        String version,
        String codeVersion,
        String factsVersion,
        String years,
        boolean generated,
        String profiles,
        String assumptions,
        List<Standard> standards,
        Set<Source> sources) {
    /**
     * A standard that was judged by.
     *
     * @param switches those in force, or null
     * @param unconfirmed those of them that nobody confirmed, or null
     */
    record Standard(String id, String titleZh, String titleEn, String source, String switches, String unconfirmed) {}

    /** Who publishes a census; parts that are not known are null. */
    record Source(String name, String licence) {}

    static Origin read(Connection connection, String snapshotId, List<PublishedRelation> relations)
            throws SQLException {
        var rows = rows(connection, relations, "snapshot", "SELECT * FROM snapshot ORDER BY id");
        Map<String, Object> row = rows.isEmpty() ? Map.of() : rows.get(0);
        var standards = new ArrayList<Standard>();
        for (var each : rows(connection, relations, "standard", "SELECT * FROM standard ORDER BY standard")) {
            standards.add(new Standard(
                    text(each, "standard"),
                    text(each, "title_zh"),
                    text(each, "title_en"),
                    text(each, "source"),
                    text(each, "switches"),
                    text(each, "unconfirmed")));
        }
        var sources = new LinkedHashSet<Source>();
        for (var each :
                rows(connection, relations, "source_file", "SELECT * FROM source_file ORDER BY source, licence")) {
            if (text(each, "source") != null && "accepted".equals(text(each, "state"))) {
                sources.add(new Source(text(each, "source"), text(each, "licence")));
            }
        }
        var first = text(row, "first_year");
        var last = text(row, "last_year");
        return new Origin(
                row.get("id") == null ? snapshotId : text(row, "id"),
                text(row, "version"),
                text(row, "code_version"),
                text(row, "facts_version"),
                first == null ? "" : first.equals(last) ? first : first + "–" + last,
                Boolean.TRUE.equals(row.get("generated")),
                text(row, "profiles"),
                text(row, "assumptions"),
                List.copyOf(standards),
                sources);
    }

    private static String text(Map<String, Object> row, String column) {
        var value = row.get(column);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static List<Map<String, Object>> rows(
            Connection connection, List<PublishedRelation> relations, String table, String sql) throws SQLException {
        if (relations.stream().noneMatch(relation -> relation.name().equals(table))) {
            return List.of();
        }
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return PublishedRelations.rows(result);
        }
    }
}
