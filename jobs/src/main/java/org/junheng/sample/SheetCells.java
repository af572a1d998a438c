package org.junheng.sample;

import java.util.Map;
import java.util.Optional;

/** The written cells of a county sheet as numbers and flags; what is blank is unknown. */
record SheetCells(Map<String, String> cells, SheetFacts.Texts texts) {

    Verdict flag(String column) {
        var text = cells.get(column);
        return text == null ? Verdict.CANNOT_SAY : Verdict.of(text.equals(texts.yes()));
    }

    boolean has(String column) {
        return cells.containsKey(column);
    }

    Optional<Fraction> number(String column) {
        return Optional.ofNullable(cells.get(column)).map(Fraction::of);
    }

    /** A sum, known where all of it is; columns with '-' in front are taken away. */
    Optional<Fraction> sum(String... columns) {
        var sum = Optional.of(Fraction.ZERO);
        for (var column : columns) {
            var minus = column.startsWith("-");
            var number = number(minus ? column.substring(1) : column);
            sum = sum.flatMap(so -> number.map(more -> minus ? so.minus(more) : so.plus(more)));
        }
        return sum;
    }

    Optional<Fraction> product(String one, String other) {
        return number(one).flatMap(first -> number(other).map(first::times));
    }

    /** Whether a column is no less than another. */
    Verdict reaches(String column, String whole) {
        return reaches(number(column), number(whole));
    }

    Verdict reaches(Optional<Fraction> value, Optional<Fraction> least) {
        return value.flatMap(known -> least.map(limit -> Verdict.of(known.compareTo(limit) >= 0)))
                .orElse(Verdict.CANNOT_SAY);
    }

    /** Whether a column is no less than a share of another. */
    Verdict reaches(Optional<Fraction> value, Fraction share, Optional<Fraction> whole) {
        return reaches(value, whole.map(share::times));
    }
}
