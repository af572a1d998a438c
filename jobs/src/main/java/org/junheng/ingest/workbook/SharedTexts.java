package org.junheng.ingest.workbook;

import java.util.ArrayList;
import java.util.List;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.terms.Bilingual;

/** The texts that cells of a workbook share, by their number. */
final class SharedTexts {
    /** What a text takes beside its characters: two objects and a reference. */
    private static final int BYTES_OF_A_TEXT = 56;

    /** Of a workbook without such texts. */
    static final SharedTexts NONE = new SharedTexts();

    private final List<String> texts = new ArrayList<>();

    private SharedTexts() {}

    static SharedTexts read(PartXml xml, ReadingLimits limits, WorkbookFaults faults) {
        var shared = new SharedTexts();
        long bytes = 0;
        xml.root("sst");
        int root = xml.depth();
        while (xml.nextChild(root, "si")) {
            var text = CellText.ofRuns(xml, limits, faults);
            shared.texts.add(text);
            bytes += BYTES_OF_A_TEXT + 2L * text.length();
            if (bytes > limits.sharedTextBytes()) {
                throw faults.tooMuch(
                        "shared_text_bytes",
                        limits.sharedTextBytes(),
                        Bilingual.format(
                                "共享文字在第 %d 条处占内存 %d 字节",
                                "the shared texts take %2$d bytes of memory at text %1$d", shared.texts.size(), bytes));
            }
        }
        xml.readRest();
        return shared;
    }

    /** The text that a cell names by its number from 0. */
    String text(String number, WorkbookFaults faults) {
        int index = SheetRows.wholeNumber(number);
        if (index >= 0 && index < texts.size()) {
            return texts.get(index);
        }
        throw faults.broken(
                Bilingual.format(
                        "单元格引用第 %s 条共享文字，而工作簿只有 %d 条",
                        "the cell names shared text %s, but the workbook has %d", number, texts.size()),
                null);
    }
}
