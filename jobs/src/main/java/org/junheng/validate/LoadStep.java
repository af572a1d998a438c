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
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junheng.ingest.CsvRecords;
import org.junheng.ingest.FilePlan;
import org.junheng.ingest.RawRow;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
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
    /** The key under which each file tells, after its rows, how many it had; no profile has such a name. */
    private static final String END_OF_FILE = "~end";

    /** What tasks need beside their rows. */
    private record Context(List<FilePlan> plans, Rulebook rulebook, Divisions divisions, PartitionWriter writer)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What one partition came to.
     *
     * @param census the accepted rows, or null where there are none
     * @param quarantine the quarantined rows, or null where there are none
     * @param counts file position → accepted, quarantined
     * @param read file position → rows, from the reading of whole files; empty in a part with rows
     * @param generated whether a row says that it is generated
     */
    private record Part(
            PartitionKey key,
            Staged census,
            Staged quarantine,
            Map<Integer, long[]> counts,
            HashMap<Integer, Long> read,
            ArrayList<RuleCount> rules,
            boolean generated)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        static Part ofFiles(HashMap<Integer, Long> read) {
            return new Part(null, null, null, Map.of(), read, new ArrayList<>(), false);
        }
    }

    /**
     * The outcome of a load.
     *
     * @param staged the files written, in order of their paths
     * @param counts for each plan: rows accepted, rows quarantined
     */
    public record Load(List<Staged> staged, List<long[]> counts, List<RuleCount> rules, boolean generated) {}

    private LoadStep() {}

    /** Reads, checks and stores all planned files. */
    public static Load run(
            JavaSparkContext spark,
            List<FilePlan> plans,
            Rulebook rulebook,
            Divisions divisions,
            PartitionWriter writer) {
        var context = spark.broadcast(new Context(plans, rulebook, divisions, writer));
        Set<String> conflicts = Set.of();
        while (true) {
            var parts = check(spark, context, new HashSet<>(conflicts));
            var found = acrossProvinces(spark, parts, writer.root());
            if (found.isEmpty()) {
                return summary(parts, plans.size());
            }
            // Rare: a school code stands in two provinces. All its rows are kept out, as within one province.
            var all = new HashSet<>(conflicts);
            all.addAll(found);
            conflicts = all;
        }
    }

    private static List<Part> check(JavaSparkContext spark, Broadcast<Context> context, HashSet<String> conflicts) {
        int files = context.value().plans().size();
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < files; i++) {
            positions.add(i);
        }
        var partitioner = new HashPartitioner(Math.max(2, spark.defaultParallelism() * 2));
        return spark.parallelize(positions, Math.max(1, files))
                .flatMapToPair(position -> new FileRows(position, context.value()))
                .repartitionAndSortWithinPartitions(partitioner)
                .mapPartitions(rows -> new PartitionParts(rows, context.value(), conflicts), true)
                .collect();
    }

    /** The rows of one sealed file, each with its encoded partition key. */
    private static final class FileRows implements Iterator<Tuple2<String, RawRow>> {
        private final int position;
        private final CsvRecords records;
        private final RowReader reader;
        private final String profile;
        private CsvRecords.Record next;
        private long rows;
        private boolean ended;

        FileRows(int position, Context context) throws IOException {
            this.position = position;
            var plan = context.plans().get(position);
            profile = plan.profile();
            reader = new RowReader(plan, context.rulebook(), context.divisions());
            records = new CsvRecords(
                    plan.encoding().reader(Path.of(context.writer().root()).resolve(plan.sealedPath())));
            records.next(); // the header
            advance();
        }

        private void advance() {
            try {
                next = records.next();
                if (next == null) {
                    records.close();
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Tuple2<String, RawRow> next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            if (next == null) {
                ended = true;
                return new Tuple2<>(END_OF_FILE, new RawRow(position, rows, ""));
            }
            rows++;
            var partition = reader.partition(next.text());
            var key = new PartitionKey(profile, partition.getKey(), partition.getValue());
            var row = new Tuple2<>(key.encoded(), new RawRow(position, next.line(), next.text()));
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
            if (encoded.equals(END_OF_FILE)) {
                return rowsOfFiles();
            }
            var key = PartitionKey.decode(encoded);
            var elsewhere = new HashSet<String>();
            var prefix = conflictPrefix(key.profile(), key.year());
            conflicts.forEach(each -> {
                if (each.startsWith(prefix)) {
                    elsewhere.add(each.substring(prefix.length()));
                }
            });
            var check = new PartitionCheck(context.plans(), readers, elsewhere, context.rulebook());
            while (pending != null && pending._1().equals(encoded)) {
                var raw = pending._2();
                readers.computeIfAbsent(
                        raw.file(),
                        file -> new RowReader(context.plans().get(file), context.rulebook(), context.divisions()));
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

        private Part rowsOfFiles() {
            var read = new HashMap<Integer, Long>();
            while (pending != null && pending._1().equals(END_OF_FILE)) {
                read.put(pending._2().file(), pending._2().line());
                pending = rows.hasNext() ? rows.next() : null;
            }
            return Part.ofFiles(read);
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
            var rules = new ArrayList<RuleCount>();
            long read = accepted.size() + (long) quarantined.size();
            var failures = check.failures();
            for (var rule : Rule.values()) {
                var failed = failures.get(rule);
                rules.add(new RuleCount(
                        key.year(),
                        key.profile(),
                        rule.id(),
                        read,
                        failed == null ? 0 : failed.rows(),
                        failed == null ? null : failed.example()));
            }
            boolean generated = accepted.stream().anyMatch(row -> "generated".equals(row[CensusLayout.DATA_ORIGIN]));
            return new Part(key, census, quarantine, check.counts(), new HashMap<>(), rules, generated);
        }
    }

    private static String conflictPrefix(String profile, int year) {
        return profile + "\t" + year + "\t";
    }

    /** School codes that were accepted in more than one province in the same year. */
    private static Set<String> acrossProvinces(JavaSparkContext spark, List<Part> parts, String root) {
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
        var shape = new TableShape("codes", List.of(new Column("school_code", Type.TEXT)));
        return new HashSet<>(spark.parallelize(years, years.size())
                .flatMap(year -> {
                    var seen = new HashSet<String>();
                    var twice = new ArrayList<String>();
                    for (var file : year._2()) {
                        for (var row : ParquetTable.read(Path.of(root).resolve(file), shape)) {
                            if (!seen.add((String) row[0])) {
                                twice.add(year._1() + row[0]);
                            }
                        }
                    }
                    return twice.iterator();
                })
                .collect());
    }

    private static Load summary(List<Part> parts, int files) {
        var staged = new ArrayList<Staged>();
        var counts = new ArrayList<long[]>();
        for (int i = 0; i < files; i++) {
            counts.add(new long[2]);
        }
        var read = new HashMap<Integer, Long>();
        var rules = new TreeMap<String, RuleCount>();
        boolean generated = false;
        for (var part : parts) {
            if (part.census() != null) {
                staged.add(part.census());
            }
            if (part.quarantine() != null) {
                staged.add(part.quarantine());
            }
            part.counts().forEach((file, count) -> {
                counts.get(file)[0] += count[0];
                counts.get(file)[1] += count[1];
            });
            read.putAll(part.read());
            part.rules()
                    .forEach(rule -> rules.merge(
                            "%04d\t%s\t%s".formatted(rule.year(), rule.tableName(), rule.rule()),
                            rule,
                            LoadStep::plus));
            generated |= part.generated();
        }
        for (int i = 0; i < files; i++) {
            var count = counts.get(i);
            if (!Long.valueOf(count[0] + count[1]).equals(read.get(i))) {
                throw new IllegalStateException("file %d: %s rows read, but %d accepted and %d quarantined"
                        .formatted(i, read.get(i), count[0], count[1]));
            }
        }
        staged.sort(java.util.Comparator.comparing(each -> each.file().path()));
        return new Load(staged, counts, List.copyOf(rules.values()), generated);
    }

    private static RuleCount plus(RuleCount one, RuleCount other) {
        var example = one.example() == null
                ? other.example()
                : other.example() == null || one.example().compareTo(other.example()) <= 0
                        ? one.example()
                        : other.example();
        return new RuleCount(
                one.year(),
                one.tableName(),
                one.rule(),
                one.rowsChecked() + other.rowsChecked(),
                one.rowsFailing() + other.rowsFailing(),
                example);
    }
}
