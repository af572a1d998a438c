package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.terms.Bilingual;

/** The standards and plans of the summary. */
record Standards(Map<String, Known> known) {
    /** The standards by whose indicators another one is measured: those of a plan are published once, under the other. */
    static final String MEASURED_BY =
            "(SELECT p.standard, p.indicators_of FROM standard p JOIN standard o ON o.standard = p.indicators_of)";

    /**
     * A standard.
     *
     * @param indicatorsOf of a plan: the standard whose indicators it takes over, or null
     * @param place where a school counts
     * @param unconfirmed switches that the source leaves unconfirmed
     */
    record Known(Bilingual title, String source, String indicatorsOf, Bilingual place, List<String> unconfirmed) {}

    /** A switch that the source leaves unconfirmed, and the reading taken. */
    record Reading(String name, String reading) {
        String text() {
            return name + "=" + reading;
        }
    }

    private static final Known UNKNOWN = new Known(null, null, null, null, List.of());

    static Standards of(Tables tables) throws SQLException {
        var known = new LinkedHashMap<String, Known>();
        for (var row : tables.rows("SELECT * FROM standard ORDER BY standard")) {
            known.put(
                    row.text("standard"),
                    new Known(
                            row.both("title"),
                            row.text("source"),
                            row.text("indicators_of"),
                            "manager".equals(row.text("place"))
                                    ? new Bilingual(
                                            "学校归管理它的县或功能区", "a school counts in the county or zone that manages it")
                                    : new Bilingual("学校归所在地的县", "a school counts in the county where it stands"),
                            split(row.text("unconfirmed"))));
        }
        return new Standards(known);
    }

    Known get(String standard) {
        return known.getOrDefault(standard, UNKNOWN);
    }

    boolean isPlan(String standard) {
        return get(standard).indicatorsOf() != null;
    }

    /** Under which standard the indicators of another one stand in the tables. */
    String measuredBy(String standard) {
        var other = get(standard).indicatorsOf();
        return other != null && known.containsKey(other) ? other : standard;
    }

    /** Those of a row's switches that are not confirmed. */
    List<Reading> unconfirmed(String standard, String switches) {
        var found = new ArrayList<Reading>();
        for (var each : split(switches)) {
            int equals = each.indexOf('=');
            if (equals > 0 && get(standard).unconfirmed().contains(each.substring(0, equals))) {
                found.add(new Reading(each.substring(0, equals), each.substring(equals + 1)));
            }
        }
        return found;
    }

    private static List<String> split(String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("; "));
    }
}
