package org.junheng.summary.format;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes out of a written workbook what differs from run to run, so that equal cells are equal bytes. */
public final class RepeatableWorkbook {
    private static final String PROPERTIES = "docProps/core.xml";
    private static final String SHEETS = "xl/worksheets/";
    /** Of these the library keeps sets in the order of their places in memory. */
    private static final Pattern UNORDERED =
            Pattern.compile("(<mergeCell ref=\"[A-Z0-9:]+\"/>)+|(<hyperlink ref=\"[^>]*/>)+");

    private static final String CLOCK = "(<dcterms:created [^>]*>)[^<]*(<)";
    /** The day after the earliest that a zip file can tell: of that one Java would add the hour of the place. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    private static final String NO_TIME_TEXT = "1980-01-02T00:00:00Z";

    private static final byte[] END_OF_ROWS = "</sheetData>".getBytes(StandardCharsets.UTF_8);

    private RepeatableWorkbook() {}

    /** Writes the workbook anew in its place: without clock, and what has no order in one order. */
    public static void repeatable(Path file) throws IOException {
        var again = file.resolveSibling(file.getFileName() + ".again");
        try {
            try (var written = new ZipFile(file.toFile());
                    var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(again), 1 << 16))) {
                for (var entry : Collections.list(written.entries())) {
                    var same = new ZipEntry(entry.getName());
                    same.setTimeLocal(NO_TIME);
                    zip.putNextEntry(same);
                    try (var part = new BufferedInputStream(written.getInputStream(entry), 1 << 16)) {
                        copy(entry.getName(), part, zip);
                    }
                    zip.closeEntry();
                }
            }
            Files.move(again, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(again);
        }
    }

    private static void copy(String name, InputStream part, OutputStream to) throws IOException {
        if (name.equals(PROPERTIES)) {
            to.write(new String(part.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst(CLOCK, "$1" + NO_TIME_TEXT + "$2")
                    .getBytes(StandardCharsets.UTF_8));
        } else if (name.startsWith(SHEETS)) {
            copyRows(part, to);
            to.write(UNORDERED
                    .matcher(new String(part.readAllBytes(), StandardCharsets.UTF_8))
                    .replaceAll(elements -> Matcher.quoteReplacement(
                            Arrays.stream(elements.group().split("(?<=/>)"))
                                    .sorted()
                                    .collect(Collectors.joining())))
                    .getBytes(StandardCharsets.UTF_8));
        } else {
            part.transferTo(to);
        }
    }

    /** Copies up to the end of the rows, which have one order and may be too many for memory. */
    private static void copyRows(InputStream part, OutputStream to) throws IOException {
        // Single bytes are slow to deflate. Not closed: the zip goes on.
        var rows = new BufferedOutputStream(to, 1 << 16);
        int found = 0;
        while (found < END_OF_ROWS.length) {
            int next = part.read();
            if (next < 0) {
                break;
            }
            rows.write(next);
            // No other place of the text begins like it, so that starting again is right.
            found = next == END_OF_ROWS[found] ? found + 1 : next == END_OF_ROWS[0] ? 1 : 0;
        }
        rows.flush();
    }
}
