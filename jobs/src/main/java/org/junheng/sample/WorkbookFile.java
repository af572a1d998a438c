package org.junheng.sample;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junheng.summary.format.RepeatableWorkbook;

/** Writes one workbook, sheet after sheet. The same rows give the same bytes: no clock goes into them. */
final class WorkbookFile implements Closeable {
    private static final String APPLICATION = "junheng";
    private static final String VERSION = "1.0";
    private static final String DRAFT = ".part";

    private final Path path;
    private final Path draft;
    private final OutputStream out;
    private final Workbook workbook;

    WorkbookFile(Path path) throws IOException {
        this.path = path;
        draft = path.resolveSibling("." + path.getFileName() + DRAFT);
        out = new BufferedOutputStream(Files.newOutputStream(draft), 1 << 16);
        workbook = new Workbook(out, APPLICATION, VERSION);
    }

    /** A sheet, after those before it. */
    SheetWriter sheet(String name) {
        return new Sheet(workbook.newWorksheet(name));
    }

    private static final class Sheet implements SheetWriter {
        private final Worksheet sheet;
        private int next;

        Sheet(Worksheet sheet) {
            this.sheet = sheet;
        }

        @Override
        public long write(List<FormCell> cells) {
            for (var column = 0; column < cells.size(); column++) {
                var cell = cells.get(column);
                if (cell.number()) {
                    sheet.value(next, column, new BigDecimal(cell.text()));
                } else if (cell.cut()) {
                    sheet.value(
                            next, column, cell.text().substring(0, cell.text().length() - 1) + FaultMaker.BROKEN);
                } else if (!cell.text().isEmpty()) {
                    sheet.value(next, column, cell.text());
                }
            }
            next++;
            return next;
        }

        @Override
        public void merge(FormHeader.Merged cells) {
            sheet.range(cells.firstRow(), cells.firstColumn(), cells.lastRow(), cells.lastColumn())
                    .merge();
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            workbook.close();
        }
        try {
            RepeatableWorkbook.repeatable(draft);
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
