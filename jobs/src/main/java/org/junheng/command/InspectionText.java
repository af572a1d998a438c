package org.junheng.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junheng.ingest.ColumnComparison;
import org.junheng.ingest.ColumnFigures;
import org.junheng.ingest.EarlierFigures;
import org.junheng.ingest.FileInspection;
import org.junheng.ingest.SheetFinding;
import org.junheng.rulebook.Similarity;
import org.junheng.summary.Language;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.terms.Bilingual;

/** Shows what inspect found, file by file, sheet by sheet, column by column. */
final class InspectionText {
    private static final int LONGEST_HEADER = 80;
    private static final MathContext SHOWN = new MathContext(6);

    private final Console console;
    private final List<FileInspection> inspected;
    private final Path warehouse;
    private final Similarity facts;

    InspectionText(Console console, List<FileInspection> inspected, Path warehouse, Similarity facts) {
        this.console = console;
        this.inspected = inspected;
        this.warehouse = warehouse;
        this.facts = facts;
    }

    /** Shows one file; false where ingest would refuse it. */
    boolean show(FileInspection file) throws IOException {
        console.answerLine("");
        console.answerLine(file.file().name());
        if (file.unreadable() != null) {
            line("  ", "inspect.unreadable", in(file.unreadable()));
        }
        if (!file.isNamed()) {
            line("  ", "inspect.not_read");
        }
        if (file.sheets().isEmpty()) {
            if (file.isNamed() && file.unreadable() == null) {
                line("  ", "inspect.empty");
            }
            return !file.isNamed();
        }
        var fitting = file.fitting();
        if (file.isNamed() || file.isClose()) {
            showFile(file, fitting.isEmpty() ? "inspect.closest" : "inspect.fits");
            for (var sheet : file.sheets()) {
                showSheet(file, sheet);
            }
            for (var sheet : file.unread()) {
                console.answerLine("  [" + sheet + "] " + console.text("inspect.sheet_not_read"));
            }
        }
        return !file.isNamed() || fitting.size() == 1;
    }

    private void showFile(FileInspection file, String key) throws IOException {
        var profile = file.profile();
        var years = file.sheets().stream()
                .map(sheet -> sheet.match().year())
                .distinct()
                .toList();
        line(
                "  ",
                key,
                profile.profile(),
                in(profile.title()),
                years.size() == 1 && years.get(0) != null ? years.get(0) : console.text("inspect.year_column"),
                file.encoding() == null ? "XLSX" : file.encoding().title());
        if (file.fitting().size() > 1) {
            line(
                    "  ",
                    "inspect.several",
                    String.join(
                            ", ",
                            file.fitting().stream()
                                    .map(match -> match.profile().profile())
                                    .toList()));
        }
        if (file.needsOtherName()) {
            line("  ", "inspect.other_name", profile.files().include().pattern());
        }
    }

    private void showSheet(FileInspection file, SheetFinding sheet) throws IOException {
        if (!sheet.sheet().isEmpty()) {
            console.answerLine("  [" + sheet.sheet() + "] → " + sheet.table().table() + "  "
                    + console.text("inspect.header_line", sheet.header().firstLine()));
        } else if (sheet.header().firstLine() > 1) {
            line("  ", "inspect.header_line", sheet.header().firstLine());
        }
        if (sheet.isShifted()) {
            line("  ✗ ", "inspect.shifted", sheet.header().firstLine());
        }
        var earlier =
                file.isClose() ? EarlierFigures.of(sheet, inspected, warehouse) : Optional.<EarlierFigures>empty();
        var comparisons = earlier.map(other -> ColumnComparison.of(sheet, other, facts.medianFactor()))
                .orElseGet(() -> sheet.columns().stream()
                        .map(column -> new ColumnComparison(column, null, null, null))
                        .toList());
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of(
                "   ",
                console.text("inspect.header"),
                console.text("inspect.how"),
                console.text("inspect.meaning"),
                console.text("inspect.samples"),
                console.text("inspect.blank"),
                console.text("inspect.range")));
        earlier.ifPresent(other -> {
            head.add(console.text("inspect.earlier_blank", String.valueOf(other.year())));
            head.add(console.text("inspect.range"));
        });
        rows.add(head);
        for (var comparison : comparisons) {
            rows.add(row(comparison, earlier.isPresent()));
        }
        earlier.ifPresent(other -> rows.get(0).add(""));
        for (var text : AlignedText.lines(rows)) {
            console.answerLine(text);
        }
        if (earlier.isPresent()) {
            line("  ", "inspect.earlier", earlier.get().year(), earlier.get().from());
        }
        for (var fault : sheet.match().faults()) {
            console.answerLine("  ✗ " + in(fault.words()));
        }
    }

    private List<String> row(ColumnComparison comparison, boolean hasEarlier) {
        var column = comparison.column();
        var figures = column.figures();
        var row = new ArrayList<>(List.of(
                "  " + (column.position() + 1),
                shortened(column.header()),
                how(column),
                meaning(column),
                String.join(", ", figures.samples()),
                percent(figures),
                range(figures)));
        if (hasEarlier) {
            var before = comparison.earlier();
            row.add(before == null ? "" : percent(before));
            row.add(before == null ? "" : range(before));
            row.add(mark(comparison));
        }
        return row;
    }

    private static String shortened(String header) {
        return header.length() <= LONGEST_HEADER ? header : header.substring(0, LONGEST_HEADER) + "…";
    }

    private String how(SheetFinding.Column column) {
        var how = console.text("inspect.how_" + column.how().name().toLowerCase(Locale.ROOT));
        if (column.guess() == null) {
            return how;
        }
        var score = " %.2f".formatted(column.guess().score());
        if (!column.guess().hasOtherUnit()) {
            return how + score;
        }
        var guess = column.guess();
        return how + score + "; "
                + console.text(
                        "inspect.other_unit",
                        guess.unitFound(),
                        guess.unitMeant(),
                        guess.factor() == null ? "?" : guess.factor().toPlainString());
    }

    private String meaning(SheetFinding.Column column) {
        return switch (column.how()) {
            case SIMILAR ->
                "? " + String.join(", ", column.canonical()) + " ("
                        + column.guess().means() + ")";
            case UNUSED, UNMATCHED -> "";
            default -> "→ " + String.join(", ", column.canonical());
        };
    }

    private String mark(ColumnComparison comparison) {
        if (comparison.mark() == null) {
            return "";
        }
        return switch (comparison.mark()) {
            case LIKE_ANOTHER -> console.text("inspect.like_another", comparison.like());
            case FAR -> console.text("inspect.far", number(facts.medianFactor()));
            case OTHER_KIND -> console.text("inspect.other_kind");
        };
    }

    private static String percent(ColumnFigures figures) {
        return "%.0f%%".formatted(100 * figures.blankShare());
    }

    private static String range(ColumnFigures figures) {
        return figures.isNumeric()
                ? number(figures.least()) + "…" + number(figures.median()) + "…" + number(figures.greatest())
                : "";
    }

    private static String number(double value) {
        var rounded = BigDecimal.valueOf(value).stripTrailingZeros();
        return (rounded.scale() <= 0 ? rounded : rounded.round(SHOWN)).toPlainString();
    }

    private void line(String before, String key, Object... arguments) throws IOException {
        console.answerLine(before + console.text(key, arguments));
    }

    private String in(Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
