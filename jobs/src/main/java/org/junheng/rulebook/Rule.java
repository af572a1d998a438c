package org.junheng.rulebook;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.junheng.terms.Severity;

/**
 * A rule that rows are held against, as tables name it: one of those that every profile has, or one of the facts. Rules
 * sort by severity, then as they stand here and in the facts; the first that a row breaks names its quarantine entry.
 *
 * @param id the id in tables, e.g. {@code row_shape}
 * @param position its place among the rules of a profile
 */
public record Rule(String id, Severity severity, int position) implements Comparable<Rule>, Serializable {
    private static final Comparator<Rule> ORDER =
            Comparator.comparing(Rule::severity).thenComparing(Rule::position).thenComparing(Rule::id);

    /** The row has fewer or more cells than the header. */
    public static final Rule ROW_SHAPE = builtIn("row_shape", 0);
    /** Bytes could not be decoded. */
    public static final Rule ENCODING = builtIn("encoding", 1);
    /** The year is blank, no year, or not the year of the file. */
    public static final Rule YEAR = builtIn("year", 2);
    /** A cell that must not be blank is. */
    public static final Rule REQUIRED = builtIn("required", 3);
    /** A cell is not of its column's type. */
    public static final Rule TYPE = builtIn("type", 4);
    /** A number lies outside its column's range. */
    public static final Rule RANGE = builtIn("range", 5);
    /** A code is not in its list, a division not in use that year, or a cell not of its pattern. */
    public static final Rule CODE = builtIn("code", 6);
    /** The same key stands in rows of different content. */
    public static final Rule DUPLICATE_CONFLICT = builtIn("duplicate_conflict", 7);
    /** An equal row was accepted already. */
    public static final Rule DUPLICATE_REPEATED = builtIn("duplicate_repeated", 8);
    /** Counts of a form disagree with the list of classes. */
    public static final Rule CLASSES_DISAGREE = builtIn("classes_disagree", 9);
    /** A school has rows in some form, and none in the form that tells who and where. */
    public static final Rule JOINED_MISSING = builtIn("joined_missing", 10);
    /** Another row of the same school is in quarantine: its figures stand or fall together. */
    public static final Rule JOINED_BROKEN = builtIn("joined_broken", 11);
    /** An uncounted campus whose parent is not among the accepted rows. */
    public static final Rule PARENT_UNKNOWN = builtIn("parent_unknown", 12);

    /** A cell was read as something else than it says letter by letter; nothing is wrong with it. */
    public static final Rule NORMALISED = new Rule("normalised", Severity.WARN, 13);

    /** The census puts a school into another education group or school cluster than the facts, which win. */
    public static final Rule GROUP_DIFFERS = new Rule("group_differs", Severity.WARN, 14);

    /** The rules that every profile has, in their order. */
    public static final List<Rule> BUILT_IN = List.of(
            ROW_SHAPE,
            ENCODING,
            YEAR,
            REQUIRED,
            TYPE,
            RANGE,
            CODE,
            DUPLICATE_CONFLICT,
            DUPLICATE_REPEATED,
            CLASSES_DISAGREE,
            JOINED_MISSING,
            JOINED_BROKEN,
            PARENT_UNKNOWN,
            NORMALISED,
            GROUP_DIFFERS);

    private static Rule builtIn(String id, int position) {
        return new Rule(id, Severity.QUARANTINE, position);
    }

    @Override
    public int compareTo(Rule other) {
        return ORDER.compare(this, other);
    }
}
