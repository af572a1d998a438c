package org.junheng.ingest.workbook;

import java.util.regex.Pattern;
import org.junheng.rulebook.ReadingLimits;

/** Texts as they stand in the XML of a workbook. */
final class CellText {
    /** How the format writes a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private CellText() {}

    /** The text of the current element, whose children are runs of text; guides to pronunciation are left out. */
    static String ofRuns(PartXml xml, ReadingLimits limits, WorkbookFaults faults) {
        int parent = xml.depth();
        String text = "";
        while (xml.nextChild(parent)) {
            var part =
                    switch (xml.name()) {
                        case "t" -> xml.text();
                        case "r" -> ofRun(xml, limits, faults);
                        default -> "";
                    };
            text = text.isEmpty() ? part : text + part;
            PartXml.requireCell(text.length(), limits, faults);
        }
        return unescaped(text);
    }

    private static String ofRun(PartXml xml, ReadingLimits limits, WorkbookFaults faults) {
        int run = xml.depth();
        String text = "";
        while (xml.nextChild(run, "t")) {
            text += xml.text();
            PartXml.requireCell(text.length(), limits, faults);
        }
        return text;
    }

    /** With the characters themselves where their numbers stood; halves of a character stay numbers. */
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPED.matcher(text).replaceAll(found -> {
            char character = (char) Integer.parseInt(found.group(1), 16);
            var plain = Character.isSurrogate(character) ? found.group() : String.valueOf(character);
            return java.util.regex.Matcher.quoteReplacement(plain);
        });
    }
}
