package org.junheng.export.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junheng.rulebook.DossierLayout.Word;
import org.junheng.rulebook.SummaryTable;
import org.junheng.summary.Answer;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.format.CellText;
import org.junheng.summary.format.RepeatableWorkbook;
import org.junheng.summary.format.TextWidth;
import org.junheng.terms.Bilingual;

/**
 * Views, or tables where there are none, as one workbook: a first sheet that says what they are and rest on, then a sheet each,
 * written as its rows come. The same rows give the same bytes.
 */
final class TablesWorkbook {
    private static final String APPLICATION = "Junheng";
    private static final String ABOUT = "说明 About";
    private static final int LONGEST_SHEET_NAME = 31;
    private static final int MOST_CHARACTERS = 32_000;
    private static final int FLUSHED_ROWS = 1000;
    private static final int FIRST_ROW = 4;
    private static final double NARROWEST = 9;
    private static final double WIDEST = 48;
    private static final double FILTER_BUTTON = 3;
    private static final double LABEL_WIDTH = 30;
    private static final double TEXT_WIDTH = 120;
    private static final double LINE_POINTS = 14;
    private static final double MOST_POINTS = 400;
    private static final double TITLE_POINTS = 24;

    private static final Bilingual LEFT_OUT = new Bilingual(
            "共 %,d 行，本表只列前 %,d 行；其余 %,d 行请用 junheng export --format csv 或 parquet，或 junheng query 查看",
            "%,d rows, of which this sheet has the first %,d; for the other %,d use junheng export --format csv or parquet, or junheng query");

    private final PublishedSummary summary;
    private final ExportContent content;
    private final Map<String, Map<String, Word>> words;

    TablesWorkbook(PublishedSummary summary, ExportContent content, Map<String, Map<String, Word>> words) {
        this.summary = summary;
        this.content = content;
        this.words = words;
    }

    /**
     * Writes the workbook.
     *
     * @param progress is told of each row
     * @return the content with the rows that sheets had no room for
     */
    ExportContent write(Path file, ObjLongConsumer<String> progress) throws IOException {
        var parts = content.parts().stream()
                .map(part -> {
                    long kept = Math.min(part.rows(), content.publication().sheetRows());
                    return new ExportContent.Part(part.relation(), part.file(), kept, part.rows() - kept);
                })
                .toList();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                var workbook = new Workbook(out, APPLICATION, null)) {
            workbook.setGlobalDefaultFont(content.publication().look().font(), 10);
            var names = sheetNames(parts);
            about(workbook.newWorksheet(ABOUT), parts, names);
            for (int i = 0; i < parts.size(); i++) {
                try (var answer = summary.read(parts.get(i).relation().select(null))) {
                    sheet(workbook.newWorksheet(names.get(i)), parts.get(i), answer, progress);
                }
            }
        }
        RepeatableWorkbook.repeatable(file);
        return content.with(parts);
    }

    private static List<String> sheetNames(List<ExportContent.Part> parts) {
        Set<String> taken = new HashSet<>();
        taken.add(ABOUT.toLowerCase(Locale.ROOT));
        var names = new ArrayList<String>();
        for (var part : parts) {
            var plain = part.relation().name().replaceAll("[\\\\/*?:\\[\\]']", "_");
            var name = plain.substring(0, Math.min(plain.length(), LONGEST_SHEET_NAME));
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                var ending = "~" + i;
                name = plain.substring(0, Math.min(plain.length(), LONGEST_SHEET_NAME - ending.length())) + ending;
            }
            names.add(name);
        }
        return names;
    }

    private void about(Worksheet sheet, List<ExportContent.Part> parts, List<String> names) throws IOException {
        var pen = new AboutPen(sheet);
        pen.title(content.title());
        content.warnings().forEach(pen::warning);
        pen.line(null, content.summary().both());
        var origin = content.origin();
        pen.heading(new Bilingual("来源", "Origin"));
        pen.line(new Bilingual("快照", "snapshot"), origin.id());
        pen.line(new Bilingual("数据版本", "version"), origin.version());
        pen.line(new Bilingual("程序版本", "code version"), origin.codeVersion());
        pen.line(new Bilingual("事实文件版本", "facts version"), origin.factsVersion());
        pen.line(new Bilingual("学年", "school years"), origin.years());
        pen.line(new Bilingual("普查方案", "profiles"), origin.profiles());
        pen.line(
                new Bilingual("许可", "rights"),
                content.publication().publisher().rights().both());
        pen.line(
                new Bilingual("引用", "cite"),
                content.filled(content.publication().texts().cite()).both());
        if (!origin.standards().isEmpty()) {
            pen.heading(new Bilingual("所用标准与开关", "Standards and switches"));
            for (var standard : origin.standards()) {
                var title = standard.titleZh() == null ? "" : standard.titleZh();
                pen.line(
                        new Bilingual(standard.id(), standard.id()),
                        title
                                + (standard.switches() == null ? "" : "\n开关 switches: " + standard.switches())
                                + (standard.unconfirmed() == null
                                        ? ""
                                        : "\n未确认 unconfirmed: " + standard.unconfirmed()));
            }
        }
        if (origin.assumptions() != null) {
            pen.heading(new Bilingual("约定", "Assumptions"));
            origin.assumptions().lines().forEach(line -> pen.line(null, line));
        }
        pen.heading(new Bilingual("定义", "Definitions"));
        content.publication()
                .definitions()
                .forEach(each -> pen.line(
                        each.title(), each.text().zh() + "\n" + each.text().en()));
        pen.heading(new Bilingual("工作表", "Sheets"));
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            pen.link(
                    names.get(i),
                    part.relation().description().both()
                            + (part.leftOut() > 0 ? "\n" + leftOut(part) : " · " + rows(part.rows())));
        }
        sheet.width(0, LABEL_WIDTH);
        sheet.width(1, TEXT_WIDTH);
        sheet.hideGridLines();
        page(sheet);
        sheet.finish();
    }

    /** As wide as a page, however many pages long. */
    private static void page(Worksheet sheet) {
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    private static String rows(long rows) {
        return rows + " 行 rows";
    }

    private static String leftOut(ExportContent.Part part) {
        long all = part.rows() + part.leftOut();
        return String.format(Locale.ROOT, LEFT_OUT.zh(), all, part.rows(), part.leftOut()) + " / "
                + String.format(Locale.ROOT, LEFT_OUT.en(), all, part.rows(), part.leftOut());
    }

    private void sheet(Worksheet sheet, ExportContent.Part part, Answer answer, ObjLongConsumer<String> progress)
            throws IOException {
        var columns = part.relation().columns();
        var look = content.publication().look();
        var question = part.relation().description();
        sheet.inlineString(0, 0, question.both());
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.rowHeight(0, TITLE_POINTS);
        // The way back, so that every column of the sheet is one of the table.
        sheet.hyperlink(
                1,
                0,
                HyperLink.internal(
                        "'" + ABOUT + "'!A1",
                        "← " + ABOUT + "　·　"
                                + (part.leftOut() > 0 ? leftOut(part) : rows(part.rows()))
                                + "　·　快照 snapshot " + content.origin().id()
                                + (content.origin().generated()
                                        ? "　·　"
                                                + content.publication()
                                                        .generated()
                                                        .both()
                                        : "")));
        var widths = new double[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            sheet.inlineString(2, i, column.title());
            sheet.inlineString(3, i, column.name());
            sheet.style(2, i)
                    .bold()
                    .fillColor(look.headingFill())
                    .wrapText(true)
                    .verticalAlignment("center")
                    .set();
            sheet.style(3, i).fontColor("606060").fillColor(look.idFill()).set();
            widths[i] = Math.max(
                    TextWidth.of(column.name()) + FILTER_BUTTON,
                    Math.min(TextWidth.of(column.title()) + 2, TextWidth.of(column.title()) / 2.0 + 4));
        }
        sheet.rowHeight(2, 2 * LINE_POINTS);
        sheet.freezePane(0, FIRST_ROW);
        sheet.repeatRows(2, FIRST_ROW - 1);
        page(sheet);
        var cells = columns.stream().map(SheetColumn::new).toList();
        answer.first(part.rows());
        int row = FIRST_ROW;
        while (answer.next()) {
            for (int i = 0; i < columns.size(); i++) {
                double width = cells.get(i).write(sheet, row, i, answer.value(i));
                widths[i] = Math.max(widths[i], width);
            }
            row++;
            progress.accept(part.relation().name(), row - FIRST_ROW);
            if ((row - FIRST_ROW) % FLUSHED_ROWS == 0) {
                if (row - FIRST_ROW == FLUSHED_ROWS) {
                    setWidths(sheet, widths);
                }
                sheet.flush();
            }
        }
        if (row - FIRST_ROW < FLUSHED_ROWS) {
            setWidths(sheet, widths);
        }
        if (!columns.isEmpty()) {
            sheet.setAutoFilter(FIRST_ROW - 1, 0, Math.max(FIRST_ROW - 1, row - 1), columns.size() - 1);
        }
        sheet.finish();
    }

    /** Before the first rows leave memory: what stands above them in the file is written then. */
    private static void setWidths(Worksheet sheet, double[] widths) {
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, Math.max(NARROWEST, Math.min(WIDEST, widths[i])));
        }
    }

    /** How the cells of one column are written. */
    private final class SheetColumn {
        private final String format;
        private final Map<String, Word> marks;

        SheetColumn(PublishedRelation.Column column) {
            format = content.publication()
                    .numberFormat(column.kind(), column.name())
                    .orElse(null);
            marks = column.kind() == SummaryTable.Type.TEXT
                    ? words.getOrDefault(content.publication().marked().getOrDefault(column.name(), ""), Map.of())
                    : Map.of();
        }

        /** Writes a cell, and tells how wide it is. */
        double write(Worksheet sheet, int row, int column, Object value) {
            if (value == null) {
                return 0;
            }
            if (value instanceof Number number) {
                sheet.value(row, column, number);
                if (format != null) {
                    sheet.style(row, column).format(format).set();
                }
                return NARROWEST + 3;
            }
            if (value instanceof Boolean truth) {
                sheet.value(row, column, truth);
                return 0;
            }
            var text = CellText.of(value);
            var word = marks.get(text);
            if (word != null) {
                var sign = word.sign().isEmpty() ? "" : word.sign() + " ";
                text = sign + word.text().zh() + " " + text;
                var style = sheet.style(row, column).indent(1);
                if (word.fill() != null) {
                    style.fillColor(word.fill());
                }
                style.set();
            } else if (text.length() > MOST_CHARACTERS) {
                text = text.substring(0, MOST_CHARACTERS) + "…（截断 / cut off）";
            }
            sheet.inlineString(row, column, text);
            return TextWidth.of(text.length() > (int) WIDEST ? text.substring(0, (int) WIDEST) : text) + 2;
        }
    }

    /** Writes the first sheet, line after line. */
    private final class AboutPen {
        private final Worksheet sheet;
        private int row;

        AboutPen(Worksheet sheet) {
            this.sheet = sheet;
        }

        void title(Bilingual text) {
            sheet.rowHeight(row, TITLE_POINTS);
            sheet.inlineString(row, 0, text.zh());
            sheet.style(row++, 0).bold().fontSize(16).set();
            sheet.inlineString(row, 0, text.en());
            sheet.style(row++, 0).fontSize(12).set();
        }

        void warning(Bilingual text) {
            for (var each : List.of(text.zh(), text.en())) {
                sheet.inlineString(row, 0, each);
                sheet.style(row++, 0).bold().fontColor("9C5700").set();
            }
        }

        void heading(Bilingual text) {
            row++;
            sheet.inlineString(row, 0, text.both());
            for (int column = 0; column < 2; column++) {
                sheet.style(row, column)
                        .bold()
                        .fillColor(content.publication().look().headingFill())
                        .set();
            }
            row++;
        }

        void line(Bilingual label, String text) {
            if (text == null || text.isBlank()) {
                return;
            }
            if (label != null) {
                sheet.inlineString(row, 0, label.both());
                sheet.style(row, 0).verticalAlignment("top").bold().set();
            }
            text(text);
        }

        void link(String sheetName, String text) {
            sheet.hyperlink(row, 0, HyperLink.internal("'" + sheetName + "'!A1", sheetName));
            sheet.style(row, 0).verticalAlignment("top").set();
            text(text);
        }

        private void text(String text) {
            sheet.inlineString(row, 1, text);
            sheet.style(row, 1).wrapText(true).verticalAlignment("top").set();
            long lines = text.lines()
                    .mapToLong(line -> Math.max(1, (long) Math.ceil(TextWidth.of(line) / (TEXT_WIDTH + 10))))
                    .sum();
            sheet.rowHeight(row, Math.min(MOST_POINTS, lines * LINE_POINTS + 2));
            row++;
        }
    }
}
