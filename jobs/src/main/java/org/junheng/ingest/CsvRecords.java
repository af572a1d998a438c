package org.junheng.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * The records of a CSV text, each with its first line and its own text.
 *
 * <p>A quote opens a cell at its start only. Where quotes do not come out (text after a closing quote, or no closing
 * quote within {@value #LONGEST_RECORD} lines) the first line is taken as a record by itself, with one cell, so that a
 * quote that is never closed spoils its own record alone. That, and the exact text of each record, is why this class
 * does not leave the finding of records to a library.
 */
public final class CsvRecords implements RowSource {
    /** The most characters of a line where the caller sets no other limit. */
    public static final int LONGEST_LINE = 1 << 22;

    private static final int LONGEST_RECORD = 100;
    /** Programs of old ended their files with this character; a line of it alone is no row. */
    private static final char END_OF_FILE = '\u001A';

    /**
     * A record.
     *
     * @param line number of its first line, from 1
     * @param text its text as it stands in the file, without the last line end
     */
    public record Record(long line, String text) {
        /** Its cells. */
        public String[] cells() {
            return CsvRecords.cells(text);
        }

        /**
         * Its cells, where there are no more than so many.
         *
         * @throws FaultException of kind INPUT where there are more
         */
        public String[] cells(int most) {
            if (text.length() >= most && count(text) > most) {
                throw tooManyCells(line, count(text), most);
            }
            return cells();
        }
    }

    private record Line(String text, String end) {}

    /** Where a scan of quotes stands. */
    private enum Quotes {
        CELL_START,
        UNQUOTED,
        QUOTED,
        AFTER_QUOTE,
        BROKEN;

        Quotes after(char character) {
            return switch (this) {
                case CELL_START -> character == '"' ? QUOTED : character == ',' ? CELL_START : UNQUOTED;
                case UNQUOTED -> character == ',' ? CELL_START : UNQUOTED;
                case QUOTED -> character == '"' ? AFTER_QUOTE : QUOTED;
                case AFTER_QUOTE ->
                    character == '"'
                            ? QUOTED
                            : character == ',' ? CELL_START : Blanks.isBlank(character) ? AFTER_QUOTE : BROKEN;
                case BROKEN -> BROKEN;
            };
        }

        Quotes after(String text) {
            var state = this;
            for (int i = 0; i < text.length() && state != BROKEN; i++) {
                state = state.after(text.charAt(i));
            }
            return state;
        }
    }

    private final Reader reader;
    private final int longestLine;
    private final char[] buffer = new char[1 << 16];
    private int at;
    private int end;
    private final ArrayDeque<Line> ahead = new ArrayDeque<>();
    private long nextLine = 1;

    public CsvRecords(Reader reader) {
        this(reader, LONGEST_LINE);
    }

    /**
     * @param longestLine the most characters that a line may have; a record in quotes has no more either
     */
    public CsvRecords(Reader reader, int longestLine) {
        this.reader = reader;
        this.longestLine = longestLine;
    }

    /**
     * The next record that is not blank, or null at the end.
     *
     * @throws FaultException of kind INPUT where a line is too long; it is not read further
     */
    public Record next() throws IOException {
        while (true) {
            var record = any();
            if (record == null || !isBlank(record.text())) {
                return record;
            }
        }
    }

    private Record any() throws IOException {
        if (!isAhead(1)) {
            return null;
        }
        long line = nextLine;
        int lines = ahead.peek().text().indexOf('"') < 0 ? 1 : lines();
        nextLine += lines;
        var first = ahead.poll();
        if (lines == 1) {
            return new Record(line, first.text());
        }
        var text = new StringBuilder(first.text()).append(first.end());
        for (int i = 1; i < lines; i++) {
            var next = ahead.poll();
            text.append(next.text()).append(i < lines - 1 ? next.end() : "");
        }
        return new Record(line, text.toString());
    }

    /** How many lines the next record takes. */
    private int lines() throws IOException {
        var state = Quotes.CELL_START.after(ahead.peek().text());
        int lines = 1;
        long length = ahead.peek().text().length();
        while (state == Quotes.QUOTED && lines < LONGEST_RECORD && length <= longestLine && isAhead(lines + 1)) {
            var next = line(lines).text();
            state = state.after(next);
            length += next.length();
            lines++;
        }
        boolean comesOut = state != Quotes.QUOTED && state != Quotes.BROKEN && length <= longestLine;
        return comesOut ? lines : 1;
    }

    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != ',' && character != '"' && character != END_OF_FILE && !Blanks.isBlank(character)) {
                return false;
            }
        }
        return true;
    }

    /** The line that stands so many lines ahead; it has been read already. */
    private Line line(int offset) {
        return offset == ahead.size() - 1
                ? ahead.peekLast()
                : ahead.stream().skip(offset).findFirst().orElseThrow();
    }

    /** Whether so many lines are still to come. */
    private boolean isAhead(int lines) throws IOException {
        while (ahead.size() < lines) {
            var line = readLine();
            if (line == null) {
                return false;
            }
            ahead.add(line);
        }
        return true;
    }

    /** A line with its end as it stands: LF, CR LF, CR, or nothing at the end of the text. */
    private Line readLine() throws IOException {
        StringBuilder whole = null;
        while (true) {
            if (at == end && !fill()) {
                return whole == null ? null : new Line(whole.toString(), "");
            }
            int start = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at - start + (whole == null ? 0 : whole.length()) > longestLine) {
                throw lineTooLong(Place.NOWHERE, nextLine + ahead.size(), longestLine);
            }
            if (at == end) {
                whole = (whole == null ? new StringBuilder() : whole).append(buffer, start, at - start);
                continue;
            }
            var text = new String(buffer, start, at - start);
            if (whole != null) {
                text = whole.append(text).toString();
            }
            if (buffer[at++] == '\n') {
                return new Line(text, "\n");
            }
            if ((at < end || fill()) && buffer[at] == '\n') {
                at++;
                return new Line(text, "\r\n");
            }
            return new Line(text, "\r");
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, reader.read(buffer, 0, buffer.length));
        return end > 0;
    }

    static FaultException lineTooLong(Place file, long line, int longestLine) {
        return new FaultException(
                FaultException.Kind.INPUT,
                "file.line_too_long",
                new Place(file.file(), line, null),
                Bilingual.format("第 %d 行超过 %d 个字符", "line %d is longer than %d characters", line, longestLine),
                new Bilingual("请检查换行符是否丢失，重新导出该文件", "see whether its line ends were lost, and export the file again"));
    }

    private static FaultException tooManyCells(long line, int cells, int most) {
        return new FaultException(
                FaultException.Kind.INPUT,
                "file.too_many_columns",
                new Place(null, line, null),
                Bilingual.format(
                        "第 %d 行有 %d 列，最多 %d 列", "line %d has %d columns, at most %d are read", line, cells, most),
                new Bilingual("请检查分隔符，重新导出该文件", "check its separators, and export the file again"));
    }

    /** How many cells a record's text has, quotes that do not come out being left aside. */
    private static int count(String text) {
        int cells = 1;
        var state = Quotes.CELL_START;
        for (int i = 0; i < text.length(); i++) {
            state = state.after(text.charAt(i));
            cells += state == Quotes.CELL_START ? 1 : 0;
        }
        return cells;
    }

    /** The cells of one record's text; one cell with the whole text where its quotes do not come out. */
    public static String[] cells(String text) {
        if (text.indexOf('"') < 0) {
            return text.split(",", -1);
        }
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var state = Quotes.CELL_START;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            var next = state.after(character);
            if (next == Quotes.BROKEN) {
                return new String[] {text};
            }
            if (next == Quotes.CELL_START) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (next == Quotes.UNQUOTED || next == Quotes.QUOTED && state != Quotes.CELL_START) {
                cell.append(character);
            }
            state = next;
        }
        if (state == Quotes.QUOTED) {
            return new String[] {text};
        }
        cells.add(cell.toString());
        return cells.toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
