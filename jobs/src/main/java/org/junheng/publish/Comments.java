package org.junheng.publish;

import java.util.ArrayList;
import org.junheng.rulebook.SummaryMacro;
import org.junheng.rulebook.SummaryTable;
import org.junheng.rulebook.SummaryView;
import org.junheng.terms.Bilingual;

/** What the comments of a published database say: all that a reader needs who has nothing but the file. */
final class Comments {
    private Comments() {}

    static String of(SummaryTable table) {
        return parts(
                table.description().both(),
                table.compared() ? null : SummaryTable.NOT_COMPARED,
                labelled(Labels.KEY, String.join(", ", table.key())));
    }

    static String of(SummaryView view) {
        return parts(
                view.question().both(),
                labelled(Labels.ROW, view.row().both()),
                labelled(Labels.USE, view.use().both()),
                labelled(Labels.ORDER, view.order().both()),
                labelled(Labels.EXAMPLE, view.example()));
    }

    static String of(SummaryMacro macro) {
        var parameters = new ArrayList<String>();
        macro.parameters().forEach((name, text) -> parameters.add(name + " = " + text.both()));
        return parts(
                macro.description().both(),
                labelled(Labels.PARAMETERS, String.join("; ", parameters)),
                labelled(Labels.FORMULA, macro.formula()),
                labelled(Labels.UNIT, both(macro.unitText())),
                labelled(Labels.SOURCE, macro.source()),
                labelled(Labels.EXAMPLE, macro.example()));
    }

    static String of(SummaryTable.Column column) {
        return parts(
                column.description().both(),
                labelled(Labels.UNIT, both(column.unitText())),
                labelled(Labels.SOURCE, column.source()));
    }

    private static String both(Bilingual text) {
        return text == null ? null : text.both();
    }

    private static String labelled(Bilingual label, String text) {
        return text == null || text.isEmpty() ? null : label.both() + ": " + text;
    }

    private static String parts(String... parts) {
        var present = new ArrayList<String>();
        for (var part : parts) {
            if (part != null) {
                present.add(part);
            }
        }
        return String.join(" | ", present);
    }
}
