package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junheng.rulebook.CensusProfile.OtherColumns;
import org.junheng.rulebook.ColumnMapping.Header;
import org.junheng.terms.Stage;

/**
 * One form of a census: which sheets hold it, where its header stands, and how its columns map.
 *
 * @param table the id, e.g. {@code 教基3112}; the profile's own id where a profile has one form
 * @param sheet found in the names of the sheets that hold it (of a CSV file: in the file's name); null for any
 * @param header where the header stands
 * @param item the column that tells the rows of one school apart, in a form with several rows a school; or null
 * @param otherItems what an item that feeds no column means
 * @param otherColumns what an unknown column means
 * @param unused headers that are known and deliberately not read
 * @param columns canonical column → how it is made
 * @param classList columns of a list of classes, which is counted into classes and bands of class sizes; or null
 */
public record CensusTable(
        String table,
        Pattern sheet,
        HeaderPlace header,
        Header item,
        OtherItems otherItems,
        OtherColumns otherColumns,
        List<String> unused,
        Map<String, ColumnMapping> columns,
        ClassList classList)
        implements Serializable {

    /**
     * Where the header of a sheet stands.
     *
     * @param rows the most rows that it can take; where it takes several, the names of a column are joined by {@code /}
     * @param titles whether rows of title may stand above it
     * @param units how a cell of a row of units, below the header, looks; or null where there is none
     * @param notes how the first cell that is not blank looks, without its blanks, in a row that is no data (notes, totals), or null
     *     where all rows are data
     */
    public record HeaderPlace(int rows, boolean titles, Pattern units, Pattern notes) implements Serializable {
        static final HeaderPlace FIRST_ROW = new HeaderPlace(1, false, null, null);

        @JsonCreator
        static HeaderPlace of(
                @JsonProperty("rows") Integer rows,
                @JsonProperty("titles") boolean titles,
                @JsonProperty("units") Pattern units,
                @JsonProperty("notes") Pattern notes) {
            if (rows != null && (rows < 1 || rows > 8)) {
                throw new IllegalArgumentException("a header takes 1 to 8 rows; found " + rows);
            }
            return new HeaderPlace(rows == null ? 1 : rows, titles, units, notes);
        }
    }

    /**
     * Items that feed no column: their rows are left unread.
     *
     * @param ignored whether that is so for every item that feeds no column
     * @param names those for which it is so; any other item that feeds no column breaks its row
     */
    public record OtherItems(boolean ignored, List<String> names) implements Serializable {
        static final OtherItems NONE = new OtherItems(false, List.of());
        private static final String IGNORE = "ignore";

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static OtherItems of(JsonNode node) {
            if (node.isTextual() && node.textValue().equals(IGNORE)) {
                return new OtherItems(true, List.of());
            }
            var names = new ArrayList<String>();
            node.forEach(each -> names.add(each.textValue()));
            if (!node.isArray() || names.contains(null)) {
                throw new IllegalArgumentException("other_items is a list of names, or ignore; found " + node);
            }
            return new OtherItems(false, List.copyOf(names));
        }
    }

    /**
     * A list with a row a class.
     *
     * @param stage the column of the stage, or null where the grade tells it
     * @param stages cell → stage
     * @param grade the column of the grade
     * @param grades cell → grade, 1 to 9
     * @param name the column that names the class within its grade
     * @param students the column of its students
     */
    public record ClassList(
            Header stage,
            Map<String, Stage> stages,
            Header grade,
            Map<String, Integer> grades,
            Header name,
            Header students)
            implements Serializable {
        public ClassList {
            Facts.required(grade, "grade");
            Facts.required(name, "name");
            Facts.required(students, "students");
            stages = stages == null ? Map.of() : Map.copyOf(stages);
            grades = Map.copyOf(Facts.required(grades, "grades"));
        }
    }

    @JsonCreator
    static CensusTable of(
            @JsonProperty("table") String table,
            @JsonProperty("sheet") Pattern sheet,
            @JsonProperty("header") HeaderPlace header,
            @JsonProperty("item") Header item,
            @JsonProperty("other_items") OtherItems otherItems,
            @JsonProperty("other_columns") OtherColumns otherColumns,
            @JsonProperty("unused") List<String> unused,
            @JsonProperty("columns") LinkedHashMap<String, ColumnMapping> columns,
            @JsonProperty("class_list") ClassList classList) {
        return new CensusTable(
                Facts.required(table, "table"),
                sheet,
                header,
                item,
                Objects.requireNonNullElse(otherItems, OtherItems.NONE),
                otherColumns,
                unused == null ? List.of() : List.copyOf(unused),
                new LinkedHashMap<>(Facts.required(columns, "columns")),
                classList);
    }

    /** The same form; what it does not say itself is as the profile says for all its forms. */
    CensusTable withDefaults(HeaderPlace headerOfAll, OtherColumns otherColumnsOfAll, List<String> unusedInAll) {
        var allUnused = new ArrayList<>(unused);
        allUnused.addAll(unusedInAll == null ? List.of() : unusedInAll);
        var place = header != null ? header : headerOfAll;
        var others = otherColumns != null ? otherColumns : otherColumnsOfAll;
        return new CensusTable(
                table,
                sheet,
                Objects.requireNonNullElse(place, HeaderPlace.FIRST_ROW),
                item,
                otherItems,
                Objects.requireNonNullElse(others, OtherColumns.REFUSE),
                List.copyOf(allUnused),
                columns,
                classList);
    }

    /** Whether a sheet of this name may hold this form. */
    public boolean fitsSheet(String name) {
        return sheet == null || sheet.matcher(name).find();
    }

    /** Whether a school may have several rows. */
    public boolean hasManyRows() {
        return item != null || classList != null;
    }
}
