package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junheng.terms.Bilingual;

/**
 * A column that every profile maps to and every standard counts with.
 *
 * @param type how cells are read
 * @param perStage whether it stands once a stage, as {@code students_primary}
 * @param codes the code list of its values, or null
 * @param unit the unit, or null
 * @param classSize the size of the classes that it counts, or null
 * @param studentGroup the id of the group of students that it counts within those of its stage, or null
 * @param reference for a column of a county sheet: what it means and which time it is about; or null
 */
public record CanonicalColumn(
        Type type,
        boolean perStage,
        String codes,
        String unit,
        String zh,
        String en,
        ClassSize classSize,
        String studentGroup,
        Reference reference)
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

    /**
     * A band of class sizes, both ends within it; null is open.
     *
     * @param of what is counted of the classes in the band: they themselves where it is null
     */
    public record ClassSize(Integer least, Integer most, Counted of) implements Serializable {
        /** What is counted of the classes in a band. */
        public enum Counted {
            CLASSES,
            STUDENTS;

            @com.fasterxml.jackson.annotation.JsonCreator
            static Counted of(String id) {
                return valueOf(id.toUpperCase(Locale.ROOT));
            }
        }

        public ClassSize {
            of = of == null ? Counted.CLASSES : of;
        }

        public boolean holds(int students) {
            return (least == null || least <= students) && (most == null || students <= most);
        }

        /** The id of the band in tables, e.g. {@code 26_30}; ids sort as the sizes do. */
        public String band() {
            if (least == null) {
                return most + "_and_less";
            }
            return most == null ? least + "_and_more" : least + "_" + most;
        }
    }

    /** The kind of time that a value of a county sheet is about. */
    public enum Period {
        /** 1 September. */
        CENSUS_MOMENT,
        SCHOOL_YEAR,
        /** The spring semester. */
        SEMESTER,
        FISCAL_YEAR,
        CALENDAR_YEAR;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The id in facts and tables, e.g. {@code fiscal_year}. */
        public String id() {
            return id;
        }

        @com.fasterxml.jackson.annotation.JsonCreator
        static Period of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What a column of a county sheet means.
     *
     * @param period the kind of time
     * @param lag years from the census year to the year that the value is about: 0 or less
     * @param partOf the column whose count this one is a part of, or null
     * @param serves the items of the national standard that need it, e.g. {@code 2.8}
     * @param plans document → the clause that needs it
     */
    public record Reference(
            Bilingual definition, Period period, int lag, String partOf, List<String> serves, Map<String, String> plans)
            implements Serializable {}

    public CanonicalColumn {
        Facts.required(type, "type");
        if (studentGroup != null && (type != Type.COUNT || !perStage)) {
            throw new Facts.KeyFault("student_group", "only a count per_stage counts a group of students");
        }
    }

    public boolean isNumeric() {
        return type == Type.COUNT || type == Type.NUMBER;
    }
}
