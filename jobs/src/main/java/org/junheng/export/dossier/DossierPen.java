package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Worksheet;
import org.junheng.rulebook.DossierLayout.Align;
import org.junheng.rulebook.DossierLayout.Look;

/** Writes cells into one sheet, row after row, and makes each row as high as its texts need. */
final class DossierPen {
    /** Points of a line for each point of the font. */
    private static final double LINE = 1.35;
    /** A row cannot be higher than 409 points; so many lines fit. */
    private static final double HIGHEST = 405;

    /** Characters that the indent of a cell takes. */
    private static final double INDENT = 1;

    private static final String BORDER = "808080";

    /** How a cell looks beside what it holds. */
    record Ink(boolean bold, int larger, String fill, boolean border, String colour) {
        static final Ink PLAIN = new Ink(false, 0, null, true, null);
        static final Ink NOTE = new Ink(false, 0, null, false, null);

        Ink filled(String behind) {
            return new Ink(bold, larger, behind, border, colour);
        }

        Ink inBold() {
            return new Ink(true, larger, fill, border, colour);
        }

        Ink larger(int points) {
            return new Ink(bold, points, fill, border, colour);
        }

        Ink coloured(String letters) {
            return new Ink(bold, larger, fill, border, letters);
        }
    }

    private final Worksheet sheet;
    private final Look look;
    private final List<Double> widths = new ArrayList<>();
    private int row;
    private int lines = 1;
    private int largest;

    DossierPen(Worksheet sheet, Look look, List<Integer> grid) {
        this.sheet = sheet;
        this.look = look;
        int total = grid.stream().mapToInt(Integer::intValue).sum();
        // A narrow sheet fills the page too: printing only ever makes it smaller.
        double stretch = Math.max(1, (double) look.pageWidth() / total);
        for (int i = 0; i < grid.size(); i++) {
            double width = Math.round(grid.get(i) * stretch * 10) / 10.0;
            widths.add(width);
            sheet.width(i, width);
        }
    }

    int row() {
        return row;
    }

    int columns() {
        return widths.size();
    }

    /** Ends the row and goes on to the next. */
    void nextRow() {
        double line = (look.fontSize() + largest) * LINE;
        sheet.rowHeight(row, Math.round(Math.min(HIGHEST + 4, lines * line + 4) * 4) / 4.0);
        row++;
        lines = 1;
        largest = 0;
    }

    /** Ends a row that is to be so many lines high at least. */
    void nextRow(int least) {
        lines = Math.max(lines, least);
        nextRow();
    }

    /** Writes a cell that takes so many columns of the grid. */
    void cell(int column, int span, DossierCell cell, Ink ink) {
        cell(row, column, span, cell, ink);
    }

    /** Writes a cell that takes a row more than this one, which must follow. */
    void highCell(int column, int span, DossierCell cell, Ink ink) {
        cell(row, column, span, cell, ink);
        style(row + 1, column, span, cell, ink);
        sheet.range(row, column, row + 1, column + span - 1).merge();
    }

    void link(int column, String sheetName, String text) {
        sheet.hyperlink(row, column, HyperLink.internal("'" + sheetName + "'!A1", text));
    }

    private void cell(int at, int column, int span, DossierCell cell, Ink ink) {
        if (cell.number() != null) {
            sheet.value(at, column, cell.number());
        } else if (cell.text() != null) {
            double indent = isIndented(cell, ink) ? INDENT : 0;
            double width = (widths.subList(column, column + span).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum()
                            - indent)
                    * look.fontSize()
                    / (look.fontSize() + ink.larger());
            int most = (int) (HIGHEST / ((look.fontSize() + ink.larger()) * LINE));
            var text = TextLines.within(cell.text(), width, most);
            sheet.value(at, column, text);
            lines = Math.max(lines, TextLines.of(text, width));
            largest = Math.max(largest, ink.larger());
        }
        style(at, column, span, cell, ink);
        if (span > 1) {
            sheet.range(at, column, at, column + span - 1).merge();
        }
    }

    private static boolean isIndented(DossierCell cell, Ink ink) {
        return cell.align() == Align.LEFT && ink.border();
    }

    private void style(int at, int column, int span, DossierCell cell, Ink ink) {
        var style = sheet.range(at, column, at, column + span - 1)
                .style()
                .horizontalAlignment((cell.align() == null ? Align.LEFT : cell.align()).id())
                .verticalAlignment("center")
                .wrapText(cell.number() == null);
        if (isIndented(cell, ink)) {
            style.indent(1);
        }
        if (cell.format() != null) {
            style.format(cell.format());
        }
        var fill = cell.fill() == null ? ink.fill() : cell.fill();
        if (fill != null) {
            style.fillColor(fill);
        }
        if (ink.bold()) {
            style.bold();
        }
        if (ink.colour() != null) {
            style.fontColor(ink.colour());
        }
        if (ink.larger() > 0) {
            style.fontSize(look.fontSize() + ink.larger());
        }
        if (ink.border()) {
            style.borderStyle(BorderStyle.THIN).borderColor(BORDER);
        }
        style.set();
    }
}
