package org.junheng.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes one workbook, sheet after sheet. The same rows give the same bytes: no clock goes into them. */
final class WorkbookFile implements AutoCloseable {
    private static final String APPLICATION = "junheng";
    private static final String VERSION = "1.0";
    private static final String DRAFT = ".part";
    private static final String PROPERTIES = "docProps/core.xml";
    private static final String SHEETS = "xl/worksheets/";
    private static final Pattern MERGED = Pattern.compile("(<mergeCell ref=\"[A-Z0-9:]+\"/>)+");
    private static final String CLOCK = "(<dcterms:created [^>]*>)[^<]*(<)";
    /** The day after the earliest that a zip file can tell: of that one Java would add the hour of the place. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private static final String NO_TIME_TEXT = "1980-01-02T00:00:00Z";

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
        try (var written = new ZipFile(draft.toFile());
                var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16))) {
            for (var entry : Collections.list(written.entries())) {
                var part = repeatable(
                        entry.getName(), written.getInputStream(entry).readAllBytes());
                var same = new ZipEntry(entry.getName());
                same.setTimeLocal(NO_TIME);
                zip.putNextEntry(same);
                zip.write(part);
                zip.closeEntry();
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A part without the clock, and with its merged cells in one order: the library keeps them in that of their memory. */
    private static byte[] repeatable(String name, byte[] part) {
        if (name.equals(PROPERTIES)) {
            return new String(part, StandardCharsets.UTF_8)
                    .replaceFirst(CLOCK, "$1" + NO_TIME_TEXT + "$2")
                    .getBytes(StandardCharsets.UTF_8);
        }
        if (!name.startsWith(SHEETS)) {
            return part;
        }
        return MERGED.matcher(new String(part, StandardCharsets.UTF_8))
                .replaceAll(cells ->
                        Arrays.stream(cells.group().split("(?<=/>)")).sorted().collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
