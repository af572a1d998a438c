package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.junheng.terms.Place;

/**
 * A change of a school that a person has confirmed.
 *
 * @param year the first census year that shows it
 * @param fromCode the code before; null where a school opened
 * @param toCode the code after; null where a school closed; the same code where only the name changed
 * @param place the line of facts
 */
public record SchoolChange(int year, Kind kind, String fromCode, String toCode, String source, String note, Place place)
        implements Serializable {

    /** What became of a school. */
    public enum Kind {
        /** Another name under the same code. */
        RENAMED,
        /** Another code: the same school. */
        RECODED,
        /** Went into another school. */
        MERGED,
        /** Was divided: a line for each part. */
        SPLIT,
        OPENED,
        CLOSED;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The id in facts, e.g. {@code recoded}. */
        public String id() {
            return id;
        }

        static Kind of(String id) {
            for (var kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new Facts.KeyFault(
                    "kind", "kind must be renamed, recoded, merged, split, opened or closed; found " + id);
        }
    }

    /** The columns of a file of changes, also of one that proposes some. */
    public static final List<String> COLUMNS = List.of("year", "kind", "from_code", "to_code", "source", "note");

    /** The column that marks a proposal: {@code no} until a person has confirmed the line. */
    public static final String CONFIRMED = "confirmed";

    static final FactsCsv.Header HEADER = new FactsCsv.Header(COLUMNS, List.of(CONFIRMED));

    /** Whether the line is a proposal that nobody has confirmed. */
    static boolean isProposal(FactsCsv.Row row) {
        var confirmed = row.text(CONFIRMED).orElse("yes");
        if (!confirmed.equals("yes") && !confirmed.equals("no")) {
            throw new Facts.KeyFault(CONFIRMED, "confirmed must be yes or no; found " + confirmed);
        }
        return confirmed.equals("no");
    }

    static SchoolChange of(FactsCsv.Row row, Place place) {
        var kind = Kind.of(row.required("kind"));
        var from = row.text("from_code").orElse(null);
        var to = row.text("to_code").orElse(null);
        if (from == null && kind != Kind.OPENED) {
            throw new Facts.KeyFault("from_code", "from_code is blank: which school was " + kind.id() + "?");
        }
        if (to == null && kind != Kind.CLOSED && kind != Kind.RENAMED) {
            throw new Facts.KeyFault("to_code", "to_code is blank: what did " + kind.id() + " lead to?");
        }
        if (from != null && kind == Kind.OPENED) {
            throw new Facts.KeyFault("from_code", "a school that opened has no from_code; found " + from);
        }
        if (to != null && kind == Kind.CLOSED) {
            throw new Facts.KeyFault("to_code", "a school that closed has no to_code; found " + to);
        }
        if (kind == Kind.RENAMED && to != null && !to.equals(from)) {
            throw new Facts.KeyFault("to_code", "a renamed school keeps its code; with another one it is recoded");
        }
        if ((kind == Kind.RECODED || kind == Kind.MERGED) && from.equals(to)) {
            throw new Facts.KeyFault("to_code", "from_code and to_code of a " + kind.id() + " school differ");
        }
        return new SchoolChange(
                row.year("year"),
                kind,
                from,
                kind == Kind.RENAMED ? from : to,
                row.required("source"),
                row.text("note").orElse(null),
                place);
    }

    /** Whether it takes the school off the register under its old code. */
    boolean ends() {
        return kind == Kind.RECODED || kind == Kind.MERGED || kind == Kind.SPLIT || kind == Kind.CLOSED;
    }

    /** Whether a school begins by it under its new code; one that others merge into may stand already. */
    boolean begins() {
        return kind == Kind.RECODED || kind == Kind.OPENED || kind == Kind.SPLIT && !toCode.equals(fromCode);
    }
}
