package org.junheng.dashboard.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The key {@code relations} of a page: SELECTs by name that its headline and panels may select from, so that which schools a
 * place has, say, stands once. They are written before the SQL that names them, as common table expressions. One written as
 * {@code {once: true, sql: ...}} is also worked out once for all that a whole page asks, see {@link OnceRelations}.
 */
final class SharedRelations {
    private static final String KEY = "relations";
    private static final String ONCE = "once";
    private static final Pattern TEXT = Pattern.compile("'[^']*'");
    private static final Pattern WITH = Pattern.compile("\\A\\s*WITH\\s+");

    private SharedRelations() {}

    /** The page without that key, its SQL complete. */
    static JsonNode written(JsonNode page) {
        if (!page.has(KEY)) {
            return page;
        }
        var relations = new LinkedHashMap<String, String>();
        var once = new LinkedHashSet<String>();
        ((ObjectNode) page).remove(KEY).properties().forEach(each -> {
            var relation = each.getValue();
            relations.put(
                    each.getKey(), relation.isObject() ? relation.path("sql").asText() : relation.asText());
            if (relation.path(ONCE).asBoolean()) {
                once.add(each.getKey());
            }
        });
        if (!once.isEmpty()) {
            ((ObjectNode) page).set(ONCE, once(page, relations, once));
        }
        complete((ObjectNode) page, "headline", relations);
        page.path("sections").forEach(section -> section.path("panels")
                .forEach(panel -> complete((ObjectNode) panel, "sql", relations)));
        return page;
    }

    /** What {@link OnceRelations} reads. */
    private static ObjectNode once(JsonNode page, Map<String, String> relations, Set<String> once) {
        var inlined = new LinkedHashMap<>(relations);
        inlined.keySet().removeAll(once);
        var node = ((ObjectNode) page).objectNode();
        var tables = node.putObject("relations");
        once.forEach(name -> put(tables, name, relations.get(name), inlined, once));
        var selects = node.putObject("selects");
        if (page.hasNonNull("headline")) {
            put(selects, OnceRelations.HEADLINE, page.get("headline").asText(), inlined, once);
        }
        page.path("sections").forEach(section -> section.path("panels")
                .forEach(panel -> put(
                        selects, panel.path("id").asText(), panel.path("sql").asText(), inlined, once)));
        return node;
    }

    private static void put(ObjectNode holder, String name, String sql, Map<String, String> inlined, Set<String> once) {
        var written = complete(sql, inlined);
        var select = holder.putObject(name);
        select.put("sql", written);
        var needs = select.putArray("needs");
        once.stream().filter(each -> !each.equals(name) && names(written, each)).forEach(needs::add);
    }

    /** Whether SQL has this name, not as a text nor as a column of another relation. */
    private static boolean names(CharSequence sql, String relation) {
        var inside = Pattern.compile("(?<![.\\w])" + relation + "\\b");
        return inside.matcher(TEXT.matcher(sql).replaceAll("''")).find();
    }

    private static void complete(ObjectNode holder, String key, Map<String, String> relations) {
        if (holder.hasNonNull(key)) {
            holder.put(key, complete(holder.get(key).asText(), relations));
        }
    }

    private static String complete(String sql, Map<String, String> relations) {
        var needed = new ArrayList<String>();
        var text = new StringBuilder(sql);
        // From the last to the first: one may select from those before it.
        var names = new ArrayList<>(relations.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            if (names(text, names.get(i))) {
                needed.add(0, names.get(i));
                text.append('\n').append(relations.get(names.get(i)));
            }
        }
        if (needed.isEmpty()) {
            return sql;
        }
        var before = needed.stream()
                .map(name -> name + " AS (" + relations.get(name) + ")")
                .collect(Collectors.joining(",\n", "WITH ", ""));
        var own = WITH.matcher(sql);
        return own.find() ? before + ",\n" + sql.substring(own.end()) : before + "\n" + sql;
    }
}
