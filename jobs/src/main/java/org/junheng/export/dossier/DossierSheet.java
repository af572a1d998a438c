package org.junheng.export.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;
import org.junheng.export.dossier.DossierContent.OfRows;
import org.junheng.export.dossier.DossierContent.OfSheet;
import org.junheng.export.dossier.DossierContent.OfTable;
import org.junheng.export.dossier.DossierPen.Ink;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.DossierLayout.Align;
import org.junheng.rulebook.DossierLayout.Column;
import org.junheng.rulebook.DossierLayout.Confidence;
import org.junheng.rulebook.DossierLayout.Form;
import org.junheng.rulebook.DossierLayout.Style;

/** Writes one sheet: title, place, origin, note, tables, and the line to be signed. */
final class DossierSheet {
    private static final int TITLE_LARGER = 6;
    private static final int FOOT_FONT = 9;
    private static final float MARGIN_INCHES = 0.4f;
    private static final float FOOT_INCHES = 0.6f;
    private static final int SIGNATURE_LINES = 2;

    private final Worksheet sheet;
    private final DossierLayout layout;
    private final DossierSubject subject;
    private final OfSheet content;
    private final DossierContent all;
    private final DossierPen pen;
    private final DossierCell.Maker maker;

    DossierSheet(Worksheet sheet, DossierLayout layout, DossierSubject subject, OfSheet content, DossierContent all) {
        this.sheet = sheet;
        this.layout = layout;
        this.subject = subject;
        this.content = content;
        this.all = all;
        this.maker = new DossierCell.Maker(layout, subject);
        this.pen = new DossierPen(sheet, layout.look(), grid());
    }

    /** Columns as wide as laid out, or as their longest number needs. */
    private List<Integer> grid() {
        var widths = new ArrayList<>(content.sheet().grid());
        for (var table : content.tables()) {
            if (table.table().down() != null) {
                continue;
            }
            int at = 0;
            for (var column : table.table().columns().entrySet()) {
                if (column.getValue().span() == 1) {
                    widths.set(at, Math.max(widths.get(at), longest(table, column.getKey(), column.getValue())));
                }
                at += column.getValue().span();
            }
        }
        return widths;
    }

    private int longest(OfTable table, String name, Column column) {
        return table.parts().stream()
                .flatMap(part ->
                        part.values().stream().map(row -> NumberWidth.of(maker.cell(name, column, part.rows(), row))))
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    void write() {
        var look = layout.look();
        line(
                title(),
                Ink.NOTE.inBold().larger(TITLE_LARGER).filled(look.titleFill()).coloured(look.titleInk()),
                Align.CENTER,
                1);
        line(place(), Ink.NOTE.inBold().larger(1).filled(look.headingFill()), Align.LEFT);
        int places = pen.row();
        line(
                origin(),
                subject.generated() || subject.forPublic() ? Ink.NOTE.filled(look.noticeFill()) : Ink.NOTE,
                Align.LEFT);
        if (content.sheet().note() != null) {
            line(subject.in(content.sheet().note()), Ink.NOTE, Align.LEFT);
        }
        boolean alone =
                content.tables().size() == 1 && content.tables().get(0).table().down() == null;
        for (var table : content.tables()) {
            int first = pen.row();
            int heading = table(table);
            if (alone) {
                sheet.freezePane(content.sheet().freezeColumns(), heading);
                sheet.repeatRows(first, heading - 1);
            }
        }
        if (!alone) {
            sheet.freezePane(0, places);
            sheet.repeatRows(0, places - 1);
        }
        pen.nextRow();
        line(subject.in(layout.signature()), Ink.NOTE, Align.LEFT, SIGNATURE_LINES);
        page();
    }

    private String title() {
        var form = content.sheet().form();
        return (form == null ? "" : subject.in(form.number()) + "  ")
                + subject.in(content.sheet().title());
    }

    private String place() {
        var form = content.sheet().form();
        boolean unconfirmed = form != null && form.confidence() == Confidence.UNCONFIRMED;
        return subject.filled(subject.in(layout.texts().place()))
                + (unconfirmed ? "  " + subject.in(layout.texts().unconfirmed()) : "");
    }

    private String origin() {
        var origin = subject.filled(subject.in(layout.texts().origin()));
        var marks = new ArrayList<String>();
        if (subject.generated()) {
            marks.add(subject.in(layout.texts().generated()));
        }
        marks.add(origin);
        if (subject.forPublic()) {
            marks.add(subject.in(layout.texts().forPublic()));
        }
        return String.join("\n", marks);
    }

    private void line(String text, Ink ink, Align align) {
        line(text, ink, align, 1);
    }

    private void line(String text, Ink ink, Align align, int least) {
        pen.cell(0, pen.columns(), new DossierCell(null, text, null, align, null), ink);
        pen.nextRow(least);
    }

    /** Writes a table; the row after its heading and the limits that stand right below it. */
    private int table(OfTable table) {
        if (table.table().title() != null) {
            pen.nextRow();
            line(subject.in(table.table().title()), Ink.NOTE.inBold().larger(1), Align.LEFT);
        }
        if (!table.lacking().isEmpty() && !table.empty()) {
            line(lacking(table), Ink.NOTE, Align.LEFT);
        }
        if (!table.withheld().isEmpty() && !table.empty()) {
            line(withheld(table), Ink.NOTE, Align.LEFT);
        }
        if (table.table().down() != null) {
            table.parts().forEach(part -> part.values().forEach(row -> down(table, part, row)));
            return pen.row();
        }
        new DossierHeading(pen, layout.look(), subject).write(table.table().columns());
        int heading = pen.row();
        var parts = table.table().contents() ? List.of(contents()) : table.parts();
        boolean limits = true;
        for (var part : parts) {
            limits &= part.rows() != null && part.rows().style() == Style.LIMIT;
            rows(table, part);
            heading = limits ? pen.row() : heading;
        }
        if (!table.table().contents() && table.empty()) {
            pen.cell(0, pen.columns(), DossierCell.text(noRows(table)), Ink.PLAIN);
            pen.nextRow();
        }
        return heading;
    }

    private String lacking(OfTable table) {
        return subject.in(layout.texts().lacking()).replace("<what>", String.join(", ", table.lacking()));
    }

    private String withheld(OfTable table) {
        return subject.in(layout.texts().withheld()).replace("<what>", String.join(", ", table.withheld()));
    }

    private String noRows(OfTable table) {
        if (table.unknown()) {
            return lacking(table);
        }
        if (!table.withheld().isEmpty()) {
            return withheld(table);
        }
        var own = table.table().noRows();
        return subject.in(own == null ? layout.texts().noRows() : own);
    }

    private void down(OfTable table, OfRows part, Map<String, Object> row) {
        var spans = table.table().down();
        table.table().columns().forEach((name, column) -> {
            pen.cell(
                    0,
                    spans.label(),
                    DossierCell.text(subject.in(column.title())),
                    Ink.PLAIN.filled(layout.look().headingFill()).inBold());
            var cell = maker.cell(name, column, part.rows(), row);
            var align = column.align() == null ? Align.LEFT : column.align();
            pen.cell(
                    spans.label(),
                    spans.value(),
                    new DossierCell(cell.number(), cell.text(), cell.format(), align, cell.fill()),
                    Ink.PLAIN);
            pen.nextRow();
        });
    }

    private void rows(OfTable table, OfRows part) {
        if (part.values().isEmpty()) {
            return;
        }
        if (part.rows() != null && part.rows().title() != null) {
            pen.cell(
                    0,
                    pen.columns(),
                    DossierCell.text(subject.in(part.rows().title())),
                    Ink.PLAIN.filled(layout.look().groupFill()).inBold());
            pen.nextRow();
        }
        for (var row : part.values()) {
            row(table, part, row);
            pen.nextRow();
        }
    }

    private void row(OfTable table, OfRows part, Map<String, Object> row) {
        var ink = part.rows() == null ? Ink.PLAIN : ink(part.rows().style());
        int at = 0;
        int covered = 0;
        for (var column : table.table().columns().entrySet()) {
            if (covered > 0) {
                covered--;
                at += column.getValue().span();
                continue;
            }
            int wide = part.rows() == null ? 1 : part.rows().spread().getOrDefault(column.getKey(), 1);
            int span = span(table, column.getKey(), wide);
            pen.cell(at, span, maker.cell(column.getKey(), column.getValue(), part.rows(), row), ink);
            if (row.get(column.getKey()) instanceof Link link) {
                pen.link(at, link.sheet(), link.text());
            }
            at += column.getValue().span();
            covered = wide - 1;
        }
    }

    private static int span(OfTable table, String first, int columns) {
        return table.table().columns().entrySet().stream()
                .dropWhile(column -> !column.getKey().equals(first))
                .limit(columns)
                .mapToInt(column -> column.getValue().span())
                .sum();
    }

    private Ink ink(Style style) {
        return switch (style) {
            case PLAIN -> Ink.PLAIN;
            case LIMIT -> Ink.PLAIN.filled(layout.look().groupFill());
            case TOTAL -> Ink.PLAIN.filled(layout.look().groupFill()).inBold();
        };
    }

    /** The text of a cell that leads to a sheet. */
    private record Link(String sheet, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private OfRows contents() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var each : all.sheets()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("number", rows.size() + 1);
            row.put(
                    "form",
                    each.sheet().form() == null ? null : number(each.sheet().form()));
            row.put(
                    "sheet",
                    new Link(
                            subject.in(each.sheet().name()),
                            subject.in(each.sheet().title())));
            var entries = each.entries();
            row.put("entries", each == content || entries.isEmpty() ? null : entries.getAsLong());
            rows.add(row);
        }
        return new OfRows(null, rows);
    }

    private String number(Form form) {
        return subject.in(form.number())
                + (form.confidence() == Confidence.UNCONFIRMED
                        ? " " + subject.in(layout.texts().unconfirmed())
                        : "");
    }

    private void page() {
        sheet.paperSize(PaperSize.A3_PAPER);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) (content.sheet().onePage() ? 1 : 0));
        sheet.leftMargin(MARGIN_INCHES);
        sheet.rightMargin(MARGIN_INCHES);
        sheet.topMargin(FOOT_INCHES);
        sheet.bottomMargin(FOOT_INCHES);
        sheet.hideGridLines();
        var font = subject.in(layout.look().font());
        if (subject.generated()) {
            sheet.header(printed(subject.in(layout.texts().generated())), Position.RIGHT, font, FOOT_FONT);
        }
        sheet.footer(printed(subject.snapshot()), Position.LEFT, font, FOOT_FONT);
        sheet.footer(
                printed(subject.in(layout.texts().page()))
                        .replace("<page>", "&P")
                        .replace("<pages>", "&N"),
                Position.CENTER,
                font,
                FOOT_FONT);
        sheet.footer(
                printed(subject.code() + " " + subject.name() + " " + subject.year() + " "
                        + subject.in(content.sheet().name())),
                Position.RIGHT,
                font,
                FOOT_FONT);
    }

    /** In a header or footer & begins a code. */
    private static String printed(String text) {
        return text.replace("&", "&&");
    }
}
