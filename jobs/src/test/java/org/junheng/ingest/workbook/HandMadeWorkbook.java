package org.junheng.ingest.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A workbook whose parts are written out by hand, right or wrong. */
public final class HandMadeWorkbook {
    public static final String MAIN = "xl/workbook.xml";
    public static final String SHEET = "xl/worksheets/sheet1.xml";
    public static final String SHARED = "xl/sharedStrings.xml";
    public static final String STYLES = "xl/styles.xml";
    private static final String NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final int BLOCK = 1 << 20;

    /** An entry as it goes into the zip file; {@code size} and {@code checksum} may lie. */
    private record Entry(
            String name, int method, byte[] start, byte[] block, int times, byte[] end, long size, long checksum) {
        long compressed() {
            return start.length + (long) block.length * times + end.length;
        }

        InputStream bytes() {
            var pieces = new ArrayList<InputStream>();
            pieces.add(new ByteArrayInputStream(start));
            for (int i = 0; i < times; i++) {
                pieces.add(new ByteArrayInputStream(block));
            }
            pieces.add(new ByteArrayInputStream(end));
            return new SequenceInputStream(Collections.enumeration(pieces));
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private HandMadeWorkbook() {}

    public static HandMadeWorkbook empty() {
        return new HandMadeWorkbook();
    }

    /** One sheet, called 表, with these rows in XML. */
    static HandMadeWorkbook of(String rows) {
        return empty().withFrame("<sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/>")
                .with(SHEET, sheet(rows));
    }

    /** The parts that every workbook has, with this list of sheets. */
    public HandMadeWorkbook withFrame(String sheets) {
        return with(
                        "_rels/.rels",
                        relations("<Relationship Id=\"rId1\" Type=\"" + RELATION
                                + "/officeDocument\" Target=\"xl/workbook.xml\"/>"))
                .with(MAIN, main("", sheets))
                .with(
                        "xl/_rels/workbook.xml.rels",
                        relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                + relation("rId2", "worksheet", "worksheets/sheet2.xml")
                                + relation("rId8", "sharedStrings", "sharedStrings.xml")
                                + relation("rId9", "styles", "/xl/styles.xml")))
                .with(SHARED, shared("<si><t>会泽</t></si>"))
                .with(
                        STYLES,
                        "<styleSheet xmlns=\"" + NAMESPACE + "\"><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>");
    }

    public static String main(String properties, String sheets) {
        return "<workbook xmlns=\"" + NAMESPACE + "\" xmlns:r=\"" + RELATION + "\">" + properties + "<sheets>" + sheets
                + "</sheets></workbook>";
    }

    public static String relations(String inside) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inside
                + "</Relationships>";
    }

    public static String relation(String id, String kind, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, RELATION, kind, target);
    }

    public static String sheet(String rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" + NAMESPACE
                + "\"><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetData>" + rows
                + "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";
    }

    static String shared(String texts) {
        return "<sst xmlns=\"" + NAMESPACE + "\">" + texts + "</sst>";
    }

    /** Adds a part, or puts it in the place of the one of this name. */
    public HandMadeWorkbook with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public HandMadeWorkbook with(String name, byte[] bytes) {
        without(name);
        return withAlso(name, bytes);
    }

    /** Adds a part even where there is one of this name. */
    public HandMadeWorkbook withAlso(String name, byte[] bytes) {
        entries.add(new Entry(
                name,
                ZipEntry.DEFLATED,
                deflated(bytes, Deflater.NO_FLUSH),
                new byte[0],
                0,
                new byte[0],
                bytes.length,
                checksum(bytes)));
        return this;
    }

    /** Adds a part as it is, with the checksum that other bytes have. */
    HandMadeWorkbook withChecksumOf(String name, byte[] bytes, byte[] others) {
        without(name);
        entries.add(
                new Entry(name, ZipEntry.STORED, bytes, new byte[0], 0, new byte[0], bytes.length, checksum(others)));
        return this;
    }

    /** Adds a part that repeats a text for so many mebibytes and tells its true size. */
    public HandMadeWorkbook withRepeated(String name, String before, String repeated, int mebibytes, String after) {
        return withRepeated(name, before, repeated, mebibytes, after, -1);
    }

    /** Adds a part that repeats a text for so many mebibytes and tells another size; -1 for its true one. */
    public HandMadeWorkbook withRepeated(
            String name, String before, String repeated, int mebibytes, String after, long toldSize) {
        without(name);
        var block = repeated.repeat(BLOCK / repeated.length() + 1).getBytes(StandardCharsets.UTF_8);
        entries.add(new Entry(
                name,
                ZipEntry.DEFLATED,
                deflated(before.getBytes(StandardCharsets.UTF_8), Deflater.SYNC_FLUSH),
                deflated(block, Deflater.SYNC_FLUSH),
                mebibytes,
                deflated(after.getBytes(StandardCharsets.UTF_8), Deflater.NO_FLUSH),
                toldSize < 0 ? before.length() + (long) block.length * mebibytes + after.length() : toldSize,
                0));
        return this;
    }

    public HandMadeWorkbook without(String name) {
        entries.removeIf(entry -> entry.name().equals(name));
        return this;
    }

    public Path write(Path file) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            zip.setUseZip64(Zip64Mode.AsNeeded);
            for (var entry : entries) {
                var header = new ZipArchiveEntry(entry.name());
                header.setMethod(entry.method());
                header.setSize(entry.size());
                header.setCompressedSize(entry.compressed());
                header.setCrc(entry.checksum());
                header.setTime(0);
                zip.addRawArchiveEntry(header, entry.bytes());
            }
        }
        return file;
    }

    /** Writes it and sets bits of one field, counted from the start of the first entry of the directory. */
    Path writeWithBits(Path file, int field, int bits) throws IOException {
        var bytes = Files.readAllBytes(write(file));
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        bytes[directory + field] |= (byte) bits;
        return Files.write(file, bytes);
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    /** One that ends the stream, or (flushed) one that others may follow. */
    private static byte[] deflated(byte[] bytes, int flush) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        if (flush == Deflater.NO_FLUSH) {
            deflater.finish();
        }
        var out = new ByteArrayOutputStream();
        var buffer = new byte[1 << 16];
        for (int length = buffer.length; length == buffer.length; ) {
            length = deflater.deflate(buffer, 0, buffer.length, flush);
            out.write(buffer, 0, length);
        }
        deflater.end();
        return out.toByteArray();
    }
}
