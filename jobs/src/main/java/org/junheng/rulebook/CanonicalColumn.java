package org.junheng.rulebook;

import java.io.Serializable;

/**
 * A column that every profile maps to and every standard counts with.
 *
 * @param type how cells are read
 * @param perStage whether it stands once a stage, as {@code students_primary}
 * @param codes the code list of its values, or null
 * @param unit the unit, or null
 * @param classSize the least and the greatest size of the classes that it counts, or null; each may be null for none
 */
public record CanonicalColumn(
        Type type, boolean perStage, String codes, String unit, String zh, String en, ClassSize classSize)
        implements Serializable {
    /** How the cells of a column are read. */
    public enum Type {
        TEXT,
        CODE,
        /** A whole number, not negative. */
        COUNT,
        /** A decimal number, not negative. */
        NUMBER,
        FLAG;

        @com.fasterxml.jackson.annotation.JsonCreator
        static Type of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** A band of class sizes, both ends within it; null is open. */
    public record ClassSize(Integer least, Integer most) implements Serializable {
        public boolean holds(int students) {
            return (least == null || least <= students) && (most == null || students <= most);
        }
    }

    public CanonicalColumn {
        Facts.required(type, "type");
    }

    public boolean isNumeric() {
        return type == Type.COUNT || type == Type.NUMBER;
    }
}
