package org.junheng.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How to read one sheet: its form, where its data begins, and which of its columns each canonical column is made from.
 *
 * @param file position of its file among the planned files
 * @param name the file's name in the census folder
 * @param sealedPath where the file is sealed, relative to the warehouse
 * @param sha256 hash of the file's bytes
 * @param encoding the encoding of a text file; null for a workbook
 * @param sheet the sheet's name; empty for a text file
 * @param profile id of the profile
 * @param table id of the form
 * @param year the census year that the file tells outside of its rows, or null where a column does
 * @param rank the later a delivery, the higher: of two files with the same county and year the higher one holds
 * @param header names of the columns
 * @param lastHeaderLine the line after which the data begins
 * @param yearColumn position of the column of the year, or −1
 * @param itemColumn position of the column that tells the rows of a school apart, or −1
 * @param terms canonical column → addends → positions of factors; an absent column has no entry
 * @param classList positions of the columns of a list of classes, see {@link HeaderMatch#classList}
 */
public record SheetPlan(
        int file,
        String name,
        String sealedPath,
        String sha256,
        TextEncoding encoding,
        String sheet,
        String profile,
        String table,
        Integer year,
        int rank,
        List<String> header,
        long lastHeaderLine,
        int yearColumn,
        int itemColumn,
        Map<String, int[][]> terms,
        int[] classList)
        implements Serializable {
    /** What the figures of its rows depend on. */
    public String content() {
        return String.join("|", sha256, sheet, profile, table, String.valueOf(year), String.valueOf(rank));
    }

    /** What the outcome of its rows depends on: the figures, and the name under which places are told. */
    public String id() {
        return name + "|" + content();
    }

    /** The same plan, of a delivery of this rank. */
    SheetPlan ranked(int newRank) {
        return new SheetPlan(
                file,
                name,
                sealedPath,
                sha256,
                encoding,
                sheet,
                profile,
                table,
                year,
                newRank,
                header,
                lastHeaderLine,
                yearColumn,
                itemColumn,
                terms,
                classList);
    }

    /** The place of a line, as people are told: file, sheet if there is one, line. */
    public String place(long line) {
        return sheet.isEmpty() ? name + ":" + line : name + "[" + sheet + "]:" + line;
    }
}
