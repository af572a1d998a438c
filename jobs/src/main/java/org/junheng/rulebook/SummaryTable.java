package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.terms.Bilingual;

/**
 * The contract of one published table.
 *
 * @param name the table's name
 * @param key the columns that name a row
 * @param stored which step writes it
 * @param compared whether comparisons of snapshots look at it; not where it tells of the warehouse's history
 * @param columns in the order of the table
 */
public record SummaryTable(
        String name, Bilingual description, List<String> key, Stored stored, boolean compared, List<Column> columns)
        implements Serializable {
    /** What the comment of a table says that comparisons of snapshots do not look at. */
    public static final String NOT_COMPARED = "不参与快照比较 / not compared between snapshots";

    /** Which step writes a table. */
    public enum Stored {
        METRICS,
        PUBLISH;

        @JsonCreator
        static Stored of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** The type of a published column. */
    public enum Type {
        TEXT("VARCHAR"),
        INTEGER("BIGINT"),
        NUMBER("DOUBLE"),
        FLAG("BOOLEAN"),
        TIMESTAMP("TIMESTAMP");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The type's name in SQL. */
        public String sql() {
            return sql;
        }

        @JsonCreator
        static Type of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A column.
     *
     * @param unit as facts write it, in Chinese; null where a unit has no meaning
     * @param unitText the unit in both languages; null likewise
     */
    public record Column(String name, Type type, String unit, Bilingual unitText, Bilingual description, String source)
            implements Serializable {}

    record Draft(
            String zh,
            String en,
            List<String> key,
            Stored stored,
            Boolean compared,
            LinkedHashMap<String, DraftColumn> columns) {
        SummaryTable named(String name, Units units) {
            var all = Facts.required(columns, "columns").entrySet().stream()
                    .map(entry -> entry.getValue().named(entry.getKey(), units))
                    .toList();
            var names = all.stream().map(Column::name).toList();
            if (!names.containsAll(Facts.required(key, "key"))) {
                throw new IllegalArgumentException("the key of " + name + " names a column that it lacks");
            }
            return new SummaryTable(
                    name,
                    Facts.bilingual(Map.of("zh", zh, "en", en), name),
                    List.copyOf(key),
                    Facts.required(stored, "stored"),
                    !Boolean.FALSE.equals(compared),
                    all);
        }
    }

    record DraftColumn(Type type, String unit, String zh, String en, String source) {
        Column named(String name, Units units) {
            var both = units.of(unit, "columns." + name);
            return new Column(
                    name,
                    Facts.required(type, "type"),
                    unit,
                    both,
                    new Bilingual(Facts.required(zh, "zh"), Facts.required(en, "en")),
                    source);
        }
    }
}
