package org.junheng.judge;

import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.RuleInput;
import org.junheng.terms.Bilingual;

/** What a name in a formula stands for. */
sealed interface Quantity {
    /** How a quantity is stored. */
    enum Type {
        NUMBER("DECIMAL(28,10)"),
        MEASURE("DOUBLE"),
        FLAG("BOOLEAN"),
        DATE("DATE"),
        TEXT("VARCHAR"),
        BANDS("STRUCT(least INTEGER, most INTEGER, classes BIGINT, students BIGINT, known BIGINT)[]"),
        ROOMS("STRUCT(kind VARCHAR, area DECIMAL(28,10), year_built INTEGER)[]");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The type of a column of the census or of the county sheet. */
        static Type of(CanonicalColumn column) {
            return switch (column.type()) {
                case COUNT, NUMBER -> NUMBER;
                case FLAG -> FLAG;
                case TEXT -> "YYYY-MM-DD".equals(column.unit()) ? DATE : TEXT;
                case CODE -> TEXT;
            };
        }

        String sql() {
            return sql;
        }
    }

    /** A column of the base of its level: of the census, of the county sheet, or known from what was judged before. */
    record Column(Type type, Bilingual title, boolean ofSheet) implements Quantity {}

    /** Worked out from others of the same level. */
    record Derived(RuleInput input) implements Quantity {}

    /** Counted or summed over units of a lower level: a range where a unit is missing. */
    record Aggregated(RuleInput input) implements Quantity {}

    /** A number of the county sheet, summed over the counties of a region. */
    record RegionSum(String column, Bilingual title) implements Quantity {}

    /** A flag of the county sheet that must hold in every county of a region. */
    record RegionEvery(String column, Bilingual title) implements Quantity {}

    /** The value of an earlier or later year. */
    record OfYear(RuleInput input) implements Quantity {}

    /** What items came to together. */
    record Items(RuleInput input) implements Quantity {}

    /** The CV of an indicator. */
    record Variation(String indicator) implements Quantity {}

    /** Year, place or stage: what every relation has. */
    record Context() implements Quantity {}

    /** A figure of the rule. */
    record Figure(String limit) implements Quantity {}

    /** A reading of the standard. */
    record Setting(String id) implements Quantity {}
}
