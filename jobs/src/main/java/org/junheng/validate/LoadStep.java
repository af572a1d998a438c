package org.junheng.validate;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.DataRows;
import org.junheng.ingest.RawRow;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.StepRecord.RuleCount;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;
import scala.Tuple2;

/**
 * Moves the rows: one scan of the sealed files, one shuffle by (profile, year, province), one check and two Parquet
 * files in each partition.
 */
public final class LoadStep {
    /** The key under which each sheet tells, after its rows, how many it had; no profile has such a name. */
    private static final String END_OF_SHEET = "~end";

    /** The key under which a file tells that it could not be read to its end. */
    private static final String UNREADABLE = "~unreadable";

    /** What tasks need beside their rows. */
    private record Context(List<SheetPlan> plans, Rulebook rulebook, Divisions divisions, PartitionWriter writer)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What one partition came to.
     *
     * @param census the accepted records, or null where there are none
     * @param quarantine the quarantined rows, or null where there are none
     * @param counts rows by sheet and county
     * @param ends sheets read to their end, and files that could not be; empty in a part with rows
     * @param generated whether a row says that it is generated
     */
    private record Part(
            PartitionKey key,
            Staged census,
            Staged quarantine,
            ArrayList<RowCount> counts,
            ArrayList<End> ends,
            ArrayList<RuleCount> rules,
            boolean generated)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        static Part of(ArrayList<End> ends) {
            return new Part(null, null, null, new ArrayList<>(), ends, new ArrayList<>(), false);
        }
    }

    /**
     * The end of a sheet.
     *
     * @param rows its rows of data; −1 where it could not be read to its end
     * @param notes its other lines: titles, units, notes; or why it could not be read
     */
    private record End(int sheet, long rows, String notes) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The outcome of a load.
     *
     * @param staged the files written, in order of their paths
     * @param counts rows by sheet, year and county
     * @param notes for each plan: lines that are no data
     * @param unreadable file position → why it could not be read to its end
     */
    public record Load(
            List<Staged> staged,
            List<RowCount> counts,
            List<Long> notes,
            List<RuleCount> rules,
            boolean generated,
            Map<Integer, String> unreadable) {}

    private LoadStep() {}

    /** Reads, checks and stores all planned sheets. A file that cannot be read to its end is left out as a whole. */
    public static Load run(
            JavaSparkContext spark,
            List<SheetPlan> plans,
            Rulebook rulebook,
            Divisions divisions,
            PartitionWriter writer) {
        var context = spark.broadcast(new Context(plans, rulebook, divisions, writer));
        Set<String> conflicts = Set.of();
        var unreadable = new TreeMap<Integer, String>();
        while (true) {
            var parts = check(spark, context, new HashSet<>(conflicts), new HashSet<>(unreadable.keySet()));
            var broken = unreadable(parts, plans);
            if (!broken.isEmpty()) {
                unreadable.putAll(broken);
                continue;
            }
            var found = acrossProvinces(spark, parts, context.value());
            if (found.isEmpty()) {
                return summary(parts, plans, unreadable);
            }
            // Rare: a key stands in two provinces. All its rows are kept out, as within one province.
            var all = new HashSet<>(conflicts);
            all.addAll(found);
            conflicts = all;
        }
    }

    private static Map<Integer, String> unreadable(List<Part> parts, List<SheetPlan> plans) {
        var broken = new TreeMap<Integer, String>();
        parts.forEach(part -> part.ends().stream()
                .filter(end -> end.rows() < 0)
                .forEach(end -> broken.put(plans.get(end.sheet()).file(), end.notes())));
        return broken;
    }

    private static List<Part> check(
            JavaSparkContext spark,
            Broadcast<Context> context,
            HashSet<String> conflicts,
            HashSet<Integer> unreadable) {
        var byFile = new TreeMap<Integer, ArrayList<Integer>>();
        var plans = context.value().plans();
        for (int i = 0; i < plans.size(); i++) {
            if (!unreadable.contains(plans.get(i).file())) {
                byFile.computeIfAbsent(plans.get(i).file(), file -> new ArrayList<>())
                        .add(i);
            }
        }
        var partitioner = new HashPartitioner(Math.max(2, spark.defaultParallelism() * 2));
        return spark.parallelize(new ArrayList<>(byFile.values()), Math.max(1, byFile.size()))
                .flatMapToPair(sheets -> new FileRows(sheets, context.value()))
                .repartitionAndSortWithinPartitions(partitioner)
                .mapPartitions(rows -> new PartitionParts(rows, context.value(), conflicts), true)
                .collect();
    }

    /** The rows of one sealed file, each with its encoded partition key. */
    private static final class FileRows implements Iterator<Tuple2<String, RawRow>> {
        private final Iterator<Integer> sheets;
        private final Context context;
        private final CensusSheets file;
        private int sheet;
        private SheetPlan plan;
        private DataRows data;
        private RowReader reader;
        private long rows;
        private Tuple2<String, RawRow> next;

        FileRows(List<Integer> sheets, Context context) throws IOException {
            this.sheets = sheets.iterator();
            this.context = context;
            var first = context.plans().get(sheets.get(0));
            file = CensusSheets.open(Path.of(context.writer().root()).resolve(first.sealedPath()), first.encoding());
            advance();
        }

        private void advance() {
            try {
                next = read();
            } catch (IOException | FaultException broken) {
                next = new Tuple2<>(UNREADABLE, new RawRow(sheet, -1, reason(broken)));
                data = null;
                while (sheets.hasNext()) {
                    sheets.next();
                }
            }
        }

        private static String reason(Exception broken) {
            return broken instanceof FaultException fault
                    ? fault.whole().both()
                    : Bilingual.format("读到中途无法继续：%s", "cannot be read to its end: %s", broken.getMessage())
                            .both();
        }

        private Tuple2<String, RawRow> read() throws IOException {
            if (data == null) {
                if (!sheets.hasNext()) {
                    file.close();
                    return null;
                }
                sheet = sheets.next();
                plan = context.plans().get(sheet);
                var table = context.rulebook().profiles().get(plan.profile()).table(plan.table());
                data = new DataRows(file.rows(plan.sheet()), plan, table);
                reader = new RowReader(plan, context.rulebook(), context.divisions());
                rows = 0;
            }
            var row = data.next();
            if (row == null) {
                var end = new RawRow(sheet, rows, Long.toString(data.notes()));
                data.close();
                data = null;
                return new Tuple2<>(END_OF_SHEET, end);
            }
            rows++;
            var partition = reader.partition(row.text());
            var key = new PartitionKey(plan.profile(), partition.getKey(), partition.getValue());
            return new Tuple2<>(key.encoded(), new RawRow(sheet, row.line(), row.text()));
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Tuple2<String, RawRow> next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            var row = next;
            advance();
            return row;
        }
    }

    /** Checks and writes one key after the other; rows come sorted by key. */
    private static final class PartitionParts implements Iterator<Part> {
        private final Iterator<Tuple2<String, RawRow>> rows;
        private final Context context;
        private final Set<String> conflicts;
        private final Map<Integer, RowReader> readers = new HashMap<>();
        private Tuple2<String, RawRow> pending;

        PartitionParts(Iterator<Tuple2<String, RawRow>> rows, Context context, Set<String> conflicts) {
            this.rows = rows;
            this.context = context;
            this.conflicts = conflicts;
            pending = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            return pending != null;
        }

        @Override
        public Part next() {
            if (pending == null) {
                throw new NoSuchElementException();
            }
            var encoded = pending._1();
            if (encoded.equals(END_OF_SHEET) || encoded.equals(UNREADABLE)) {
                return ends(encoded);
            }
            var key = PartitionKey.decode(encoded);
            var elsewhere = new HashSet<String>();
            var prefix = conflictPrefix(key.profile(), key.year());
            conflicts.forEach(each -> {
                if (each.startsWith(prefix)) {
                    elsewhere.add(each.substring(prefix.length()));
                }
            });
            var check = new PartitionCheck(key, context.plans(), readers, elsewhere, context.rulebook());
            while (pending != null && pending._1().equals(encoded)) {
                var raw = pending._2();
                readers.computeIfAbsent(
                        raw.sheet(),
                        sheet -> new RowReader(context.plans().get(sheet), context.rulebook(), context.divisions()));
                check.add(raw);
                pending = rows.hasNext() ? rows.next() : null;
            }
            check.finish();
            try {
                return write(key, check);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }

        private Part ends(String encoded) {
            var ends = new ArrayList<End>();
            while (pending != null && pending._1().equals(encoded)) {
                var end = pending._2();
                ends.add(new End(end.sheet(), end.line(), end.text()));
                pending = rows.hasNext() ? rows.next() : null;
            }
            return Part.of(ends);
        }

        private Part write(PartitionKey key, PartitionCheck check) throws IOException {
            var profile = context.rulebook().profiles().get(key.profile());
            var shape = CensusLayout.of(profile, context.rulebook());
            var accepted = check.accepted();
            var quarantined = check.quarantined();
            var census = accepted.isEmpty()
                    ? null
                    : context.writer()
                            .write(CensusLayout.folder(key.profile()), shape, key.year(), key.province(), accepted);
            var quarantine = quarantined.isEmpty()
                    ? null
                    : context.writer()
                            .write(
                                    CensusLayout.quarantineFolder(key.profile()),
                                    QuarantineTable.SHAPE,
                                    key.year(),
                                    key.province(),
                                    quarantined);
            var rules = new ArrayList<>(check.failures());
            boolean generated = accepted.stream().anyMatch(row -> "generated".equals(row[CensusLayout.DATA_ORIGIN]));
            return new Part(
                    key, census, quarantine, new ArrayList<>(check.counts()), new ArrayList<>(), rules, generated);
        }
    }

    private static String conflictPrefix(String profile, int year) {
        return profile + "\t" + year + "\t";
    }

    /** Keys that were accepted in more than one province in the same year. */
    private static Set<String> acrossProvinces(JavaSparkContext spark, List<Part> parts, Context context) {
        var root = context.writer().root();
        var filesByYear = new TreeMap<String, ArrayList<String>>();
        for (var part : parts) {
            if (part.census() != null) {
                filesByYear
                        .computeIfAbsent(
                                conflictPrefix(part.key().profile(), part.key().year()), year -> new ArrayList<>())
                        .add(part.census().stagedPath());
            }
        }
        filesByYear.values().removeIf(files -> files.size() < 2);
        if (filesByYear.isEmpty()) {
            return Set.of();
        }
        var years = new ArrayList<Tuple2<String, ArrayList<String>>>();
        filesByYear.forEach((year, files) -> years.add(new Tuple2<>(year, files)));
        var keys = new HashMap<String, ArrayList<String>>();
        context.rulebook()
                .profiles()
                .forEach((id, profile) ->
                        keys.put(id, new ArrayList<>(profile.unit().key())));
        return new HashSet<>(spark.parallelize(years, years.size())
                .flatMap(year -> {
                    var seen = new HashSet<String>();
                    var twice = new ArrayList<String>();
                    var columns = keys.get(year._1().substring(0, year._1().indexOf('\t')));
                    var shape = new TableShape(
                            "keys",
                            columns.stream()
                                    .map(column -> new Column(column, Type.TEXT))
                                    .toList());
                    var key = new CensusLayout.Key(
                            columns.get(0),
                            IntStream.range(0, columns.size()).boxed().toList());
                    for (var file : year._2()) {
                        for (var row : ParquetTable.read(Path.of(root).resolve(file), shape)) {
                            if (!seen.add(key.of(row))) {
                                twice.add(year._1() + key.of(row));
                            }
                        }
                    }
                    return twice.iterator();
                })
                .collect());
    }

    private static Load summary(List<Part> parts, List<SheetPlan> plans, Map<Integer, String> unreadable) {
        var staged = new ArrayList<Staged>();
        var counts = new ArrayList<RowCount>();
        var counted = new long[plans.size()];
        var read = new HashMap<Integer, End>();
        var rules = new TreeMap<String, RuleCount>();
        boolean generated = false;
        for (var part : parts) {
            if (part.census() != null) {
                staged.add(part.census());
            }
            if (part.quarantine() != null) {
                staged.add(part.quarantine());
            }
            counts.addAll(part.counts());
            part.counts().forEach(count -> counted[count.sheet()] += count.accepted() + count.quarantined());
            part.ends().forEach(end -> read.put(end.sheet(), end));
            part.rules()
                    .forEach(rule -> rules.merge(
                            "%04d\t%s\t%s".formatted(rule.year(), rule.tableName(), rule.rule()),
                            rule,
                            RuleCount::plus));
            generated |= part.generated();
        }
        var notes = new ArrayList<Long>();
        for (int i = 0; i < plans.size(); i++) {
            var end = read.get(i);
            if (unreadable.containsKey(plans.get(i).file())) {
                notes.add(0L);
                continue;
            }
            if (end == null || counted[i] != end.rows()) {
                throw new IllegalStateException("%s: %s rows read, but %d accepted or quarantined"
                        .formatted(plans.get(i).place(0), end == null ? "no" : end.rows(), counted[i]));
            }
            notes.add(Long.valueOf(end.notes()));
        }
        staged.sort(java.util.Comparator.comparing(each -> each.file().path()));
        counts.sort(java.util.Comparator.comparingInt(RowCount::sheet)
                .thenComparingInt(RowCount::year)
                .thenComparing(RowCount::county));
        return new Load(staged, counts, notes, List.copyOf(rules.values()), generated, unreadable);
    }
}
