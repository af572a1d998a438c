package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junheng.terms.Level;

/**
 * How a public table of division codes is read: {@code schemas/divisions/import.yaml}.
 *
 * @param facts id of the file of divisions that is made of it
 * @param columns what a row tells → alternatives of its header
 * @param code what a whole code must match
 * @param levels the table's word → our level
 * @param states the table's word → whether such a record is still in use or has ended
 * @param directly the table's words that stand for the city where a county lies in its province directly
 */
public record DivisionTable(
        String facts,
        Map<Column, List<String>> columns,
        Pattern code,
        Map<String, String> levels,
        Map<String, State> states,
        List<String> directly) {

    private static final String FILE = "divisions/import.yaml";

    /** What a row tells. */
    public enum Column {
        CODE,
        PROVINCE,
        CITY,
        NAME,
        LEVEL,
        STATE,
        VALID_FROM,
        VALID_TO,
        SUCCESSORS;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether a record still holds. */
    public enum State {
        IN_USE,
        ENDED;

        @JsonCreator
        static State of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    @JsonCreator
    static DivisionTable of(
            @JsonProperty("facts") String facts,
            @JsonProperty("columns") LinkedHashMap<String, List<String>> columns,
            @JsonProperty("code") Pattern code,
            @JsonProperty("levels") LinkedHashMap<String, String> levels,
            @JsonProperty("states") LinkedHashMap<String, State> states,
            @JsonProperty("directly") List<String> directly) {
        var byColumn = new java.util.EnumMap<Column, List<String>>(Column.class);
        for (var column : Column.values()) {
            var headers = Facts.required(columns, "columns").get(column.id());
            byColumn.put(column, List.copyOf(Facts.required(headers, "columns." + column.id())));
        }
        columns.keySet().stream()
                .filter(id -> byColumn.keySet().stream()
                        .noneMatch(column -> column.id().equals(id)))
                .findFirst()
                .ifPresent(id -> {
                    throw new Facts.KeyFault("columns", "a table of divisions tells nothing called " + id);
                });
        Facts.required(levels, "levels").forEach((word, level) -> {
            if (!Level.DOWNWARD.contains(level)) {
                throw new Facts.KeyFault("levels", "levels are " + Level.DOWNWARD + "; found " + level);
            }
        });
        return new DivisionTable(
                Facts.required(facts, "facts"),
                byColumn,
                Facts.required(code, "code"),
                levels,
                Facts.required(states, "states"),
                directly == null ? List.of() : List.copyOf(directly));
    }

    /**
     * Reads the shipped facts, or the overlay's where it has them.
     *
     * @throws org.junheng.terms.FaultException of kind FACTS, with file, line and key
     */
    public static DivisionTable read(Path shipped, Optional<Path> overlay) {
        var file = overlay.map(folder -> folder.resolve(FILE))
                .filter(Files::exists)
                .orElse(shipped.resolve(FILE));
        return FactsReader.read(file, DivisionTable.class);
    }
}
