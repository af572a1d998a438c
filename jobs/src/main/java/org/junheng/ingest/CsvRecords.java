package org.junheng.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a CSV text, each with its first line and its own text.
 *
 * <p>FastCSV splits the cells. This class finds where a record ends, so that a quote that is never closed spoils its own
 * record alone: after {@value #LONGEST_RECORD} lines without an end the first line is taken as a record by itself.
 */
public final class CsvRecords implements AutoCloseable {
    private static final int LONGEST_RECORD = 100;

    /**
     * A record.
     *
     * @param line number of its first line, from 1
     * @param text its text without the line end
     */
    public record Record(long line, String text) {
        /** Its cells. */
        public String[] cells() {
            return CsvRecords.cells(text);
        }
    }

    private final BufferedReader reader;
    private final ArrayDeque<String> ahead = new ArrayDeque<>();
    private final ArrayDeque<Record> ready = new ArrayDeque<>();
    private long nextLine = 1;

    public CsvRecords(Reader reader) {
        this.reader = new BufferedReader(reader, 1 << 16);
    }

    /** The next record that is not blank, or null at the end. */
    public Record next() throws IOException {
        while (ready.isEmpty()) {
            if (!fill()) {
                return null;
            }
        }
        return ready.poll();
    }

    private boolean fill() throws IOException {
        var first = line(0);
        if (first == null) {
            return false;
        }
        if (first.indexOf('"') < 0) {
            take(1);
            add(nextLine - 1, first);
            return true;
        }
        int lines = 1;
        boolean open = hasOddQuotes(first);
        while (open && lines < LONGEST_RECORD) {
            var line = line(lines);
            if (line == null) {
                break;
            }
            open ^= hasOddQuotes(line);
            lines++;
        }
        if (open) {
            lines = 1;
        }
        var chunk = new ArrayList<String>(lines);
        for (int i = 0; i < lines; i++) {
            chunk.add(ahead.poll());
        }
        split(nextLine, chunk);
        nextLine += lines;
        return true;
    }

    /** A chunk whose quotes balance can still hold several records, when quotes stand inside unquoted cells. */
    private void split(long firstLine, List<String> lines) {
        var starts = new ArrayList<Integer>();
        try (var csv = CsvReader.builder().skipEmptyLines(true).ofCsvRecord(String.join("\n", lines))) {
            csv.forEach(record -> starts.add((int) record.getStartingLineNumber() - 1));
        } catch (CsvParseException | IOException notCsv) {
            starts.clear();
            for (int i = 0; i < lines.size(); i++) {
                starts.add(i);
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
            add(firstLine + starts.get(i), String.join("\n", lines.subList(starts.get(i), end)));
        }
    }

    private void add(long line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != ',' && character != '"' && !Character.isWhitespace(character)) {
                ready.add(new Record(line, text));
                return;
            }
        }
    }

    private void take(int lines) {
        for (int i = 0; i < lines; i++) {
            ahead.poll();
        }
        nextLine += lines;
    }

    /** The line that stands so many lines ahead, or null. */
    private String line(int offset) throws IOException {
        while (ahead.size() <= offset) {
            var line = reader.readLine();
            if (line == null) {
                return null;
            }
            ahead.add(line);
        }
        if (offset == 0) {
            return ahead.peek();
        }
        return offset == ahead.size() - 1
                ? ahead.peekLast()
                : ahead.stream().skip(offset).findFirst().orElseThrow();
    }

    private static boolean hasOddQuotes(String line) {
        boolean odd = false;
        for (int at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) {
            odd = !odd;
        }
        return odd;
    }

    /** The cells of one record's text. */
    public static String[] cells(String text) {
        if (text.indexOf('"') < 0) {
            return text.split(",", -1);
        }
        try (var csv = CsvReader.builder().ofCsvRecord(text)) {
            var records = csv.iterator();
            return records.hasNext() ? records.next().getFields().toArray(String[]::new) : new String[] {""};
        } catch (CsvParseException | IOException notCsv) {
            return new String[] {text};
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
