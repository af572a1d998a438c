package org.junheng.export.dossier;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.DossierLayout.Align;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Rows;
import org.junheng.rulebook.DossierLayout.Word;

/**
 * A cell as it is to be shown: a number with its format, or a text. What is missing is told in words and never as a zero.
 *
 * @param number or null
 * @param text or null; a cell with neither is blank
 * @param fill colour behind it, or null
 */
record DossierCell(Number number, String text, String format, Align align, String fill) {
    static final String NOTHING = "—";
    private static final String WHOLE = "#,##0";
    private static final String OTHER = "#,##0.0000";
    private static final Pattern BILINGUAL = Pattern.compile("(?s)(.*?) / (.*)");

    static final DossierCell BLANK = new DossierCell(null, null, null, Align.LEFT, null);

    /** A text that stands as it is. */
    static DossierCell text(String text) {
        return new DossierCell(null, text, null, Align.LEFT, null);
    }

    /** Makes cells of what queries give. */
    record Maker(DossierLayout layout, DossierSubject subject) {
        DossierCell cell(String name, Column column, Rows rows, Map<String, Object> row) {
            if (!row.containsKey(name)) {
                return BLANK;
            }
            var value = row.get(name);
            var mark = mark(column, row);
            if (value == null) {
                return new DossierCell(
                        null,
                        isMissing(column, row)
                                ? subject.in(layout.texts().missing())
                                : mark == null ? NOTHING : NOTHING + " " + mark.sign(),
                        null,
                        Align.CENTER,
                        mark == null ? null : mark.fill());
            }
            if (value instanceof Number number) {
                return number(number, format(column, rows, row), column, rows, mark);
            }
            return text(value, column, rows, mark);
        }

        private static boolean isMissing(Column column, Map<String, Object> row) {
            var where = column.missingIf();
            return where == null ? column.missing() : where.is().contains(String.valueOf(row.get(where.column())));
        }

        private Word mark(Column column, Map<String, Object> row) {
            if (column.marked() == null) {
                return null;
            }
            var by = row.get(column.marked().by());
            return by == null
                    ? null
                    : layout.words().get(column.marked().words()).get(by.toString());
        }

        private static String format(Column column, Rows rows, Map<String, Object> row) {
            if (rows != null && rows.format() != null) {
                return rows.format();
            }
            var by = column.formatBy();
            return by == null
                    ? column.format()
                    : by.formats().getOrDefault(String.valueOf(row.get(by.column())), column.format());
        }

        private DossierCell number(Number number, String own, Column column, Rows rows, Word mark) {
            var format = own != null ? own : isWhole(number) ? WHOLE : OTHER;
            var prefix = rows == null || rows.prefix() == null ? "" : quoted(rows.prefix() + " ");
            var sign = mark == null || mark.sign().isEmpty() ? "" : quoted(" " + mark.sign());
            if (column.marked() != null) {
                sign += room(column.marked().words(), mark == null ? "" : mark.sign());
            }
            return new DossierCell(
                    number,
                    null,
                    prefix + format + sign,
                    column.align() == null ? Align.RIGHT : column.align(),
                    mark == null ? null : mark.fill());
        }

        /** What a sign lacks of the longest of its list, left blank, so that figures of a column stand one below the other. */
        private String room(String words, String sign) {
            var longest = layout.words().get(words).values().stream()
                    .map(Word::sign)
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            int from = Math.min(sign.length(), longest.length());
            var blank = longest.substring(from)
                    .chars()
                    .mapToObj(character -> "_" + (char) character)
                    .collect(Collectors.joining());
            return sign.isEmpty() && !blank.isEmpty() ? "_ " + blank : blank;
        }

        private DossierCell text(Object value, Column column, Rows rows, Word mark) {
            var list = rows != null && rows.words() != null ? rows.words() : column.words();
            var align = column.align() == null ? Align.LEFT : column.align();
            var word = list == null ? null : layout.words().get(list).get(value.toString());
            if (word != null) {
                var shown = subject.in(word.text());
                return new DossierCell(
                        null,
                        word.sign().isEmpty() ? shown : word.sign() + " " + shown,
                        null,
                        column.align() == null ? Align.CENTER : align,
                        word.fill());
            }
            var plain = plain(value);
            var shown = column.bilingual() ? inOneLanguage(plain) : plain;
            return new DossierCell(
                    null,
                    mark == null || mark.sign().isEmpty() ? shown : shown + " " + mark.sign(),
                    null,
                    align,
                    mark == null ? null : mark.fill());
        }

        private String plain(Object value) {
            if (value instanceof Boolean flag) {
                return subject.in(flag ? layout.texts().yes() : layout.texts().no());
            }
            if (value instanceof List<?> list) {
                return list.stream().map(this::plain).collect(Collectors.joining("; "));
            }
            return String.valueOf(value);
        }

        /** Published texts stand as "zh / en", a line each; a line that is not of this form stays whole. */
        private String inOneLanguage(String text) {
            return text.lines()
                    .map(line -> {
                        var both = BILINGUAL.matcher(line);
                        if (!both.matches() || both.group(2).contains(" / ")) {
                            return line;
                        }
                        return switch (subject.language()) {
                            case ZH -> both.group(1);
                            case EN -> both.group(2);
                        };
                    })
                    .collect(Collectors.joining("\n"));
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "") + '"';
        }

        private static boolean isWhole(Number number) {
            return number instanceof BigDecimal decimal
                    ? decimal.stripTrailingZeros().scale() <= 0
                    : number.doubleValue() == Math.rint(number.doubleValue());
        }
    }
}
