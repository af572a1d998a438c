package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junheng.ingest.Blanks;
import org.junheng.ingest.CellText;
import org.junheng.ingest.CsvRecords;
import org.junheng.ingest.TextEncoding;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.terms.FaultException;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.SourceFile.State;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.TableShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file, each of its records is accepted or quarantined, and nothing else is thrown than a fault. */
class MutationTest {
    private static final long SEED = 20260101L;
    private static final String SAMPLE = "junheng-sample-2018.csv";

    /** What is done to the bytes of a file. */
    private enum Mutation {
        CUT,
        DOUBLED_LINES,
        SWAPPED_BYTES,
        RANDOM_BYTES,
        DELETED_COLUMN,
        DELETED_CELL,
        SHUFFLED_ROWS,
        STRAY_QUOTES,
        CARRIAGE_RETURNS,
        BLANK_LINES,
        GB18030,
        UTF_16,
        NULS,
        WIDE_DIGITS,
        CHANGED_DIGITS,
        DOUBLED_COLUMN,
        LONG_CELL,
        NOTHING
    }

    @TempDir
    Path folder;

    @Test
    void every_record_of_a_mutated_file_is_accepted_or_quarantined() throws IOException {
        int count = Boolean.getBoolean("junheng.full") ? 1000 : 60;
        var sample = folder.resolve("sample");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(2)
                        .withSchoolsPerCounty(12)
                        .withYears(2018, 2018),
                sample);
        var original = Files.readString(sample.resolve(SAMPLE));
        var lines = List.of(original.split("(?<=\n)"));
        int loaded = 0;
        int refused = 0;
        long rows = 0;
        for (int i = 0; i < count; i++) {
            var random = new Random(SEED + i);
            var mutation = Mutation.values()[i % Mutation.values().length];
            var bytes = mutate(mutation, lines, random);
            var census = Files.createDirectories(folder.resolve("census-" + i));
            Files.write(census.resolve("a.csv"), bytes);
            long read = ingested(census, "mutation %d %s".formatted(i, mutation));
            loaded += read >= 0 ? 1 : 0;
            refused += read < 0 ? 1 : 0;
            rows += Math.max(0, read);
        }
        System.out.printf("mutations: %d, loaded %d with %d rows, refused %d%n", count, loaded, rows, refused);
        assertThat(loaded).isGreaterThan(count / 2);
    }

    /** How many rows were read, or −1 where nothing could be accepted. */
    private long ingested(Path census, String name) throws IOException {
        var run = new TestRun(folder.resolve("warehouse-" + census.getFileName()));
        try {
            run.run().ingest(TestRun.options(census, "junheng-flat"));
        } catch (FaultException fault) {
            assertThat(fault.kind()).as(name).isEqualTo(FaultException.Kind.INPUT);
            return -1;
        } catch (SQLException impossible) {
            throw new AssertionError(name, impossible);
        }
        var outcome = run.warehouse().lastOutcome("ingest").orElseThrow();
        var file = outcome.loaded().inputs().stream()
                .filter(input -> input.name().equals("a.csv"))
                .findFirst()
                .orElseThrow();
        assertThat(file.state()).as(name).isEqualTo(State.ACCEPTED);
        var records = records(census.resolve("a.csv"), name);
        assertThat(file.rowsRead()).as(name).isEqualTo(records.size());

        var quarantined = new HashMap<Long, String>();
        long accepted = 0;
        var codes = new HashSet<String>();
        for (var stored : outcome.files()) {
            if (stored.path().startsWith("quarantine/")) {
                for (var row : rows(run, stored, QuarantineTable.SHAPE)) {
                    quarantined.put((Long) row[2], (String) row[9]);
                }
            } else {
                var rulebook = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty());
                var shape = CensusLayout.of(rulebook.profiles().get("junheng-flat"), rulebook);
                for (var row : rows(run, stored, shape)) {
                    accepted++;
                    codes.add((String) row[CensusLayout.SCHOOL_CODE]);
                }
            }
        }
        assertThat(accepted).as(name).isEqualTo(file.rowsAccepted());
        assertThat((long) quarantined.size()).as(name).isEqualTo(file.rowsQuarantined());
        quarantined.forEach((line, text) -> assertThat(text).as(name).isEqualTo(records.get(line)));
        // Each record that is not in quarantine is an accepted one, and holds the code of an accepted school.
        records.keySet().removeAll(quarantined.keySet());
        assertThat((long) records.size()).as(name).isEqualTo(accepted);
        records.values().forEach(text -> assertThat(Arrays.stream(CsvRecords.cells(text)))
                .as(name)
                .anyMatch(cell -> codes.contains(CellText.code(Blanks.trim(cell)))));
        return file.rowsRead();
    }

    private static List<Object[]> rows(TestRun run, StoredFile file, TableShape shape) throws IOException {
        return ParquetTable.read(run.warehouse().resolve(file), shape);
    }

    /** Line → text of every record but the header; all of them and the blank lines together are the file. */
    private static HashMap<Long, String> records(Path file, String name) throws IOException {
        var encoding = TextEncoding.of(file);
        var text = new StringWriter();
        try (var reader = encoding.reader(file)) {
            reader.transferTo(text);
        }
        var records = new HashMap<Long, String>();
        var joined = new StringBuilder();
        try (var csv = new CsvRecords(encoding.reader(file))) {
            for (var record = csv.next(); record != null; record = csv.next()) {
                records.put(record.line(), record.text());
                joined.append(record.text()).append('\n');
            }
        }
        assertThat(withoutBlankLines(joined.toString())).as(name).isEqualTo(withoutBlankLines(text.toString()));
        records.remove(new TreeSet<>(records.keySet()).first());
        return records;
    }

    private static List<String> withoutBlankLines(String text) {
        return text.lines()
                .filter(line -> !line.replaceAll("[\\s,\"]", "").isEmpty())
                .toList();
    }

    private static byte[] mutate(Mutation mutation, List<String> original, Random random) {
        var lines = new ArrayList<>(original);
        int line = 1 + random.nextInt(lines.size() - 1);
        switch (mutation) {
            case CUT -> {
                var bytes = bytes(lines);
                return Arrays.copyOf(bytes, bytes(lines.subList(0, 2)).length + random.nextInt(bytes.length / 2));
            }
            case DOUBLED_LINES -> {
                for (int i = 0; i < 5; i++) {
                    lines.add(1 + random.nextInt(lines.size()), original.get(1 + random.nextInt(original.size() - 1)));
                }
            }
            case SWAPPED_BYTES, RANDOM_BYTES -> {
                var bytes = bytes(lines);
                int start = bytes(lines.subList(0, 1)).length;
                for (int i = 0; i < 10; i++) {
                    int one = start + random.nextInt(bytes.length - start - 1);
                    var kept = bytes[one];
                    bytes[one] = mutation == Mutation.SWAPPED_BYTES ? bytes[one + 1] : (byte) random.nextInt(256);
                    bytes[one + 1] = mutation == Mutation.SWAPPED_BYTES ? kept : bytes[one + 1];
                }
                return bytes;
            }
            case DELETED_COLUMN -> {
                int column = random.nextInt(lines.get(0).split(",").length);
                lines.replaceAll(each -> withoutCell(each, column));
            }
            case DELETED_CELL -> lines.set(line, withoutCell(lines.get(line), random.nextInt(20)));
            case SHUFFLED_ROWS -> Collections.shuffle(lines.subList(1, lines.size()), random);
            case STRAY_QUOTES -> {
                for (int i = 0; i < 3; i++) {
                    int at = 1 + random.nextInt(lines.size() - 1);
                    int place = random.nextInt(lines.get(at).length());
                    lines.set(
                            at,
                            new StringBuilder(lines.get(at)).insert(place, '"').toString());
                }
            }
            case CARRIAGE_RETURNS -> {
                var end = random.nextBoolean() ? "\r" : "\r\n";
                lines.replaceAll(each -> each.replace("\n", end));
            }
            case BLANK_LINES -> {
                lines.add(line, "\n");
                lines.add(line, ",,,,\n");
                lines.add(line, " \t\n");
            }
            case GB18030 -> {
                return String.join("", lines).getBytes(Charset.forName("GB18030"));
            }
            case UTF_16 -> {
                var charset = random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
                var marked = (random.nextBoolean() ? "\uFEFF" : "") + String.join("", lines);
                var bytes = marked.getBytes(charset);
                int cut = bytes.length - random.nextInt(200);
                bytes[cut - 1 - random.nextInt(200)] = (byte) 0xD8; // half a character, or a wrong one
                return Arrays.copyOf(bytes, cut);
            }
            case NULS -> {
                for (int i = 0; i < 5; i++) {
                    int at = 1 + random.nextInt(lines.size() - 1);
                    int place = random.nextInt(lines.get(at).length());
                    lines.set(
                            at,
                            new StringBuilder(lines.get(at)).insert(place, '\0').toString());
                }
            }
            case WIDE_DIGITS -> {
                var wide = new StringBuilder();
                lines.get(line)
                        .chars()
                        .forEach(each -> wide.append((char) (each >= '0' && each <= '9' ? each - '0' + '０' : each)));
                lines.set(line, wide.toString());
            }
            case CHANGED_DIGITS ->
                lines.set(line, lines.get(line).replace('0', '9').replace("1", "-1"));
            case DOUBLED_COLUMN -> lines.replaceAll(each -> each.split(",", 2)[0] + "," + each);
            case LONG_CELL -> lines.set(line, "长".repeat(70_000) + lines.get(line));
            case NOTHING -> lines.remove(line);
        }
        return bytes(lines);
    }

    private static String withoutCell(String line, int column) {
        var cells = new ArrayList<>(List.of(line.strip().split(",", -1)));
        if (column < cells.size()) {
            cells.remove(column);
        }
        return String.join(",", cells) + "\n";
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
}
