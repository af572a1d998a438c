package org.junheng.validate;

import java.io.Serializable;
import org.junheng.terms.Bilingual;

/**
 * Why a file is refused for what stands in its rows: a rule of severity {@code refuse} and the first row that breaks it.
 *
 * @param file position of the file
 * @param rows how many rows of the file break such a rule
 * @param name the place of the first, as people are told
 * @param line its line
 */
record Refusal(int file, long rows, String sheet, long line, String name, Breach breach) implements Serializable {
    private static final long serialVersionUID = 1L;

    static Refusal of(Candidate row) {
        return new Refusal(
                row.plan().file(),
                1,
                row.plan().sheet(),
                row.raw().line(),
                row.place(),
                row.row().breaches().get(0));
    }

    /** That of more rows of the same file. */
    Refusal plus(Refusal other) {
        int order = sheet.compareTo(other.sheet);
        var first = order < 0 || order == 0 && line <= other.line ? this : other;
        return new Refusal(file, rows + other.rows, first.sheet, first.line, first.name, first.breach);
    }

    /** The reason, as the ledger of files tells it. */
    Bilingual reason() {
        var where = name + (breach.column() == null ? "" : " [" + breach.column() + "]");
        return new Bilingual(
                "规则 %s 不容违反，违反 %d 行；首处 %s：%s，应为%s；%s"
                        .formatted(
                                breach.rule().id(),
                                rows,
                                where,
                                breach.found(),
                                breach.expected().zh(),
                                breach.advice().zh()),
                "rule %s refuses it, broken by %d rows, first %s: %s, expected %s; %s"
                        .formatted(
                                breach.rule().id(),
                                rows,
                                where,
                                breach.found(),
                                breach.expected().en(),
                                breach.advice().en()));
    }
}
