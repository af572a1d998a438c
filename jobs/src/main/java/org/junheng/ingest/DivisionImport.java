package org.junheng.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.DivisionTable;
import org.junheng.rulebook.DivisionTable.Column;
import org.junheng.rulebook.DivisionTable.State;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Divisions.Successor;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * Reads a public table of division codes into records of ours. What cannot be read is told with its line; it is neither
 * guessed nor lost in silence.
 */
public final class DivisionImport {
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final int OPEN = Integer.MAX_VALUE;

    /**
     * What is wrong with a row.
     *
     * @param line its line in the file, from 1
     * @param taken whether the row was taken all the same, without what is wrong
     * @param column its header, or null where the whole row is concerned
     * @param text what was found and what was expected
     * @param row the row as it stands in the file
     */
    public record Problem(long line, boolean taken, String column, Bilingual text, String row) {}

    /**
     * What came of a table.
     *
     * @param divisions records by code and year
     * @param problems in the order of their lines
     * @param rows rows read, without the header
     * @param rowsTaken rows that became records
     */
    public record Imported(
            List<Division> divisions, List<Problem> problems, long rows, long rowsTaken, TextEncoding encoding) {}

    /** A row whose cells could be read by themselves. */
    private static final class Row {
        private final CsvRecords.Record record;
        private final Map<Column, String> cells;
        private final int rank;
        private final int from;
        private final int to;
        private List<Successor> successors = List.of();
        private List<Span> parents = List.of();

        Row(CsvRecords.Record record, Map<Column, String> cells, int rank, int from, int to) {
            this.record = record;
            this.cells = cells;
            this.rank = rank;
            this.from = from;
            this.to = to;
        }

        String code() {
            return cells.get(Column.CODE);
        }

        boolean isInUse(int year) {
            return from <= year && year < to;
        }
    }

    /** Years in which a record has one parent. */
    private record Span(String parent, int from, int to) {}

    private final DivisionTable format;
    private final String nation;
    private final List<String> words;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Column, Integer> positions = new EnumMap<>(Column.class);
    private List<String> header = List.of();

    /**
     * @param nation code under which the divisions of the highest level of the table lie, or null
     */
    public DivisionImport(DivisionTable format, String nation) {
        this.format = format;
        this.nation = nation;
        this.words = List.copyOf(format.levels().keySet());
    }

    /**
     * Reads a table: CSV, gzipped or not, in UTF-8 (with or without byte order mark) or GB18030.
     *
     * @throws FaultException of kind INPUT where a header is missing or doubled
     */
    public Imported read(Path file) throws IOException {
        var encoding = TextEncoding.of(file);
        var rows = new ArrayList<Row>();
        long read = 0;
        try (var records = new CsvRecords(encoding.reader(file))) {
            readHeader(file, records.next());
            for (var record = records.next(); record != null; record = records.next()) {
                read++;
                var row = row(record);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        refuseOverlaps(rows);
        for (int rank = 0; rank < words.size(); rank++) {
            findParents(rows, rank);
        }
        checkSuccessors(rows);
        problems.sort(Comparator.comparingLong(Problem::line));
        var divisions = rows.stream()
                .flatMap(row -> records(row).stream())
                .sorted(Comparator.comparing(Division::code).thenComparingInt(Division::validFrom))
                .toList();
        return new Imported(divisions, List.copyOf(problems), read, rows.size(), encoding);
    }

    private void readHeader(Path file, CsvRecords.Record record) {
        header = record == null
                ? List.of()
                : java.util.Arrays.stream(record.cells()).map(Blanks::trim).toList();
        var faults = new ArrayList<Bilingual>();
        for (var column : Column.values()) {
            var names = format.columns().get(column);
            var found = new ArrayList<Integer>();
            for (int i = 0; i < header.size(); i++) {
                if (names.contains(header.get(i))) {
                    found.add(i);
                }
            }
            var title = String.join("|", names);
            if (found.isEmpty()) {
                faults.add(Bilingual.format("缺少列“%s”", "column '%s' is missing", title));
            } else if (found.size() > 1) {
                faults.add(Bilingual.format("列“%s”重复", "column '%s' stands twice", title));
            } else {
                positions.put(column, found.get(0));
            }
        }
        if (!faults.isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "divisions.header",
                    new Place(file.toString(), record == null ? 0 : record.line(), null),
                    new Bilingual(
                            String.join("；", faults.stream().map(Bilingual::zh).toList()),
                            String.join("; ", faults.stream().map(Bilingual::en).toList())),
                    new Bilingual(
                            "表头见 schemas/divisions/import.yaml，可在自己的 --schemas 文件夹中改写",
                            "schemas/divisions/import.yaml tells the headers; a copy in a folder of your own (--schemas)"
                                    + " reads others"));
        }
    }

    private String title(Column column) {
        return header.get(positions.get(column));
    }

    private void refuse(CsvRecords.Record record, Column column, Bilingual text) {
        problems.add(new Problem(record.line(), false, column == null ? null : title(column), text, record.text()));
    }

    private void remark(Row row, Column column, Bilingual text) {
        problems.add(new Problem(row.record.line(), true, title(column), text, row.record.text()));
    }

    /** The row where its cells can be read by themselves, else null. */
    private Row row(CsvRecords.Record record) {
        var all = record.cells();
        if (all.length != header.size()) {
            refuse(
                    record,
                    null,
                    Bilingual.format("有 %d 列，应为 %d 列", "has %d cells, expected %d", all.length, header.size()));
            return null;
        }
        if (record.text().indexOf(TextEncoding.REPLACEMENT) >= 0) {
            refuse(record, null, new Bilingual("有无法解码的字节", "has bytes that cannot be decoded"));
            return null;
        }
        var cells = new EnumMap<Column, String>(Column.class);
        positions.forEach((column, position) -> cells.put(column, Blanks.trim(all[position])));
        int refusedBefore = problems.size();
        if (!format.code().matcher(cells.get(Column.CODE)).matches()) {
            refuse(record, Column.CODE, found(cells, Column.CODE, format.code().pattern()));
        }
        if (cells.get(Column.NAME).isEmpty()) {
            refuse(record, Column.NAME, new Bilingual("为空，应为名称", "is blank, expected a name"));
        }
        int rank = words.indexOf(cells.get(Column.LEVEL));
        if (rank < 0) {
            refuse(record, Column.LEVEL, found(cells, Column.LEVEL, String.join(" ", words)));
        }
        var state = format.states().get(cells.get(Column.STATE));
        if (state == null) {
            refuse(
                    record,
                    Column.STATE,
                    found(cells, Column.STATE, String.join(" ", format.states().keySet())));
        }
        int from = year(record, cells, Column.VALID_FROM);
        int to = cells.get(Column.VALID_TO).isEmpty() ? OPEN : year(record, cells, Column.VALID_TO);
        if (state == State.IN_USE && to != OPEN) {
            refuse(record, Column.VALID_TO, found(cells, Column.VALID_TO, "空，因其在用 / a blank cell: it is in use"));
        }
        if (state == State.ENDED && to == OPEN) {
            refuse(record, Column.VALID_TO, found(cells, Column.VALID_TO, "年份，因其已变更 / a year: it has ended"));
        }
        if (from > 0 && to > 0 && to <= from) {
            refuse(
                    record,
                    Column.VALID_TO,
                    Bilingual.format("%d 不晚于启用的 %d", "%d is not after its beginning in %d", to, from));
        }
        List<Successor> successors = List.of();
        try {
            successors = Successor.parse(cells.get(Column.SUCCESSORS));
        } catch (IllegalArgumentException malformed) {
            refuse(record, Column.SUCCESSORS, found(cells, Column.SUCCESSORS, "530129;530303[2016]"));
        }
        if (problems.size() > refusedBefore) {
            return null;
        }
        var row = new Row(record, cells, rank, from, to);
        row.successors = successors;
        return row;
    }

    private static Bilingual found(Map<Column, String> cells, Column column, String expected) {
        var parts = expected.split(" / ", 2);
        return new Bilingual(
                "为“" + cells.get(column) + "”，应为 " + parts[0],
                "is '" + cells.get(column) + "', expected " + parts[parts.length - 1]);
    }

    /** The year of a cell; −1, and a problem, where it has none. */
    private int year(CsvRecords.Record record, Map<Column, String> cells, Column column) {
        var cell = cells.get(column);
        if (!YEAR.matcher(cell).matches() || !CensusProfile.isYear(Integer.parseInt(cell))) {
            refuse(record, column, found(cells, column, "年份 / a year"));
            return -1;
        }
        return Integer.parseInt(cell);
    }

    /** Of two rows that claim one code for the same years, the second is refused. */
    private void refuseOverlaps(List<Row> rows) {
        var byCode = new HashMap<String, List<Row>>();
        rows.removeIf(row -> {
            var others = byCode.computeIfAbsent(row.code(), code -> new ArrayList<>());
            for (var other : others) {
                if (other.from < row.to && row.from < other.to) {
                    refuse(
                            row.record,
                            Column.CODE,
                            Bilingual.format(
                                    "%s 的年份与第 %d 行重叠",
                                    "%s has years in common with line %d", row.code(), other.record.line()));
                    return true;
                }
            }
            others.add(row);
            return false;
        });
    }

    /** Finds the parents of the rows of one level by their names; a row without one is refused. */
    private void findParents(List<Row> rows, int rank) {
        var byName = new HashMap<String, List<Row>>();
        rows.stream().filter(row -> row.rank < rank).forEach(row -> byName.computeIfAbsent(
                        nameKey(row), key -> new ArrayList<>())
                .add(row));
        rows.removeIf(row -> row.rank == rank && !findParents(row, byName));
    }

    /** The name by which others call a row their province, or their city in a province. */
    private String nameKey(Row row) {
        var name = row.cells.get(Column.NAME);
        return row.rank == 0 ? name : row.cells.get(Column.PROVINCE) + "\t" + name;
    }

    private boolean findParents(Row row, Map<String, List<Row>> byName) {
        if (row.rank == 0) {
            row.parents = List.of(new Span(nation, row.from, row.to));
            return true;
        }
        var province = row.cells.get(Column.PROVINCE);
        var city = row.cells.get(Column.CITY);
        boolean inCity = row.rank > 1 && !format.directly().contains(city);
        var column = inCity ? Column.CITY : Column.PROVINCE;
        var spans = new ArrayList<Span>();
        int year = row.from;
        while (year < row.to) {
            int reached = year;
            var parent = byName.getOrDefault(inCity ? province + "\t" + city : province, List.of()).stream()
                    .filter(candidate -> candidate.isInUse(reached))
                    .findFirst();
            if (parent.isEmpty()) {
                refuse(
                        row.record,
                        column,
                        Bilingual.format(
                                "%2$d 年没有名为“%1$s”的上级区划",
                                "in %2$d nothing is called '%1$s'", inCity ? city : province, reached));
                return false;
            }
            var code = parent.get().code();
            int last = spans.size() - 1;
            int end = Math.min(parent.get().to, row.to);
            if (last >= 0 && spans.get(last).parent().equals(code)) {
                spans.set(last, new Span(code, spans.get(last).from(), end));
            } else {
                spans.add(new Span(code, year, end));
            }
            year = end;
        }
        row.parents = List.copyOf(spans);
        return true;
    }

    /** Leaves out successors that lead nowhere, with a remark, and those that only say that a code stays. */
    private void checkSuccessors(List<Row> rows) {
        var byCode = new HashMap<String, List<Row>>();
        rows.forEach(row ->
                byCode.computeIfAbsent(row.code(), code -> new ArrayList<>()).add(row));
        for (var row : rows) {
            var good = new ArrayList<Successor>();
            var seen = new TreeSet<String>();
            for (var successor : row.successors) {
                if (!seen.add(successor.toString())) {
                    continue;
                }
                int year = successor.partialIn() == null ? row.to : successor.partialIn();
                if (year == OPEN) {
                    remark(
                            row,
                            Column.SUCCESSORS,
                            Bilingual.format(
                                    "%s 是整体的新代码，但本记录仍在用；略去",
                                    "%s would replace the whole, but this record is in use; left out", successor));
                } else if (successor.partialIn() != null && (year < row.from || row.to < year)) {
                    remark(
                            row,
                            Column.SUCCESSORS,
                            Bilingual.format(
                                    "%s 的年份在本记录之外；略去", "%s has a year outside this record; left out", successor));
                } else if (byCode.getOrDefault(successor.code(), List.of()).stream()
                        .noneMatch(other -> other.isInUse(year))) {
                    remark(
                            row,
                            Column.SUCCESSORS,
                            Bilingual.format(
                                    "新代码 %1$s 在 %2$d 年不存在；略去",
                                    "successor %1$s does not exist in %2$d; left out", successor, year));
                } else {
                    good.add(successor);
                }
            }
            long whole = good.stream()
                    .filter(successor -> successor.partialIn() == null)
                    .count();
            good.removeIf(successor -> successor.partialIn() == null
                    && whole == 1
                    && successor.code().equals(row.code()));
            row.successors = good;
        }
    }

    /** A record for each parent that a row had; what became of it stands with the last, or in the year of a partial change. */
    private List<Division> records(Row row) {
        var records = new ArrayList<Division>();
        for (int i = 0; i < row.parents.size(); i++) {
            var span = row.parents.get(i);
            boolean last = i == row.parents.size() - 1;
            var successors = row.successors.stream()
                    .filter(successor -> successor.partialIn() == null
                            ? last
                            : span.from() <= successor.partialIn() && (last || successor.partialIn() < span.to()))
                    .map(Successor::toString)
                    .toList();
            records.add(new Division(
                    row.code(),
                    row.cells.get(Column.NAME),
                    format.levels().get(row.cells.get(Column.LEVEL)),
                    span.parent(),
                    span.from(),
                    span.to() == OPEN ? null : span.to(),
                    successors.isEmpty() ? null : String.join(";", successors),
                    false,
                    false));
        }
        return records;
    }
}
