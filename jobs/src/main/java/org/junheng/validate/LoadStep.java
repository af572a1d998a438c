package org.junheng.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.validate.PartitionParts.Part;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.StepRecord.CrossYear;
import org.junheng.warehouse.StepRecord.Loaded;
import org.junheng.warehouse.StepRecord.Partition;
import org.junheng.warehouse.StepRecord.Sheet;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;
import scala.Tuple2;

/**
 * Moves the rows: one scan of the sealed files, one shuffle by (profile, year, province), one check and two Parquet
 * files in each partition. Partitions whose sheets have not changed since the last load are taken over from it.
 */
public final class LoadStep {
    private final JavaSparkContext spark;
    private final List<SheetPlan> plans;
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final PartitionWriter writer;

    /**
     * The outcome of a load.
     *
     * @param staged the files written, in order of their paths
     * @param partitions what became of all rows, those taken over from the last load included
     * @param crossYears what comparing each year with the one before came to
     * @param sheets the sheets read, in the order of the plans
     * @param unreadable file position → why it could not be read to its end, or what rule refuses it
     * @param acrossProvinces whether a key stood in two provinces
     * @param takenOver how many partitions were taken over
     */
    public record Load(
            List<Staged> staged,
            List<Partition> partitions,
            List<CrossYear> crossYears,
            List<Sheet> sheets,
            Map<Integer, String> unreadable,
            boolean acrossProvinces,
            int takenOver) {}

    private LoadStep(
            JavaSparkContext spark,
            List<SheetPlan> plans,
            Rulebook rulebook,
            Divisions divisions,
            PartitionWriter writer) {
        this.spark = spark;
        this.plans = plans;
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.writer = writer;
    }

    /**
     * Reads, checks and stores all planned sheets. A file that cannot be read to its end, or that a rule refuses for a
     * row of it, is left out as a whole.
     *
     * @param before the last load by the same code, facts and divisions, or null
     */
    public static Load run(
            JavaSparkContext spark,
            List<SheetPlan> plans,
            Rulebook rulebook,
            Divisions divisions,
            PartitionWriter writer,
            Loaded before) {
        return new LoadStep(spark, plans, rulebook, divisions, writer).run(before);
    }

    private Load run(Loaded before) {
        var unreadable = new TreeMap<Integer, String>();
        var kept = keptPartitions(before);
        while (true) {
            var parts = kept.isEmpty() ? null : changed(before, kept, unreadable.keySet());
            if (parts == null) {
                kept = List.of();
                parts = check(sheets(plan -> true, unreadable.keySet()), null, new HashSet<>());
            }
            var broken = unreadable(parts);
            if (!broken.isEmpty()) {
                unreadable.putAll(broken);
                kept = List.of();
                continue;
            }
            requireNoneStale(parts);
            var conflicts = acrossProvinces(parts, kept);
            if (conflicts.isEmpty()) {
                return load(parts, kept, before, unreadable, false);
            }
            return withConflicts(conflicts, unreadable);
        }
    }

    private static void requireNoneStale(List<Part> parts) {
        parts.stream().flatMap(part -> part.stale().stream()).findFirst().ifPresent(outcome -> {
            throw outcome.correction().stale(outcome.found());
        });
    }

    /** Rare: a key stands in two provinces. All its rows are kept out, as within one province. */
    private Load withConflicts(Set<String> found, Map<Integer, String> unreadable) {
        var conflicts = new HashSet<>(found);
        while (true) {
            var parts = check(sheets(plan -> true, unreadable.keySet()), null, conflicts);
            var more = acrossProvinces(parts, List.of());
            if (more.isEmpty()) {
                return load(parts, List.of(), null, unreadable, true);
            }
            conflicts = new HashSet<>(conflicts);
            conflicts.addAll(more);
        }
    }

    /** The partitions of the last load that no sheet has left. */
    private List<Partition> keptPartitions(Loaded before) {
        if (before == null || before.acrossProvinces()) {
            return List.of();
        }
        var ids = new HashSet<String>();
        plans.forEach(plan -> ids.add(plan.id()));
        return before.partitions().stream()
                .filter(partition -> ids.containsAll(partition.sheets()))
                .toList();
    }

    /**
     * The partitions that must be checked anew, given those that could be kept; null where it is simpler to check all.
     * Partitions that a new sheet has rows for are taken out of the kept ones.
     */
    private List<Part> changed(Loaded before, List<Partition> kept, Set<Integer> unreadable) {
        var known = new HashSet<String>();
        before.sheets().forEach(sheet -> known.add(sheet.id()));
        var added = sheets(plan -> !known.contains(plan.id()), unreadable);
        var wanted = new HashSet<>(partitionsOf(added));
        var keptKeys = new HashSet<String>();
        kept.forEach(partition -> keptKeys.add(partition.key()));
        before.partitions().stream()
                .map(Partition::key)
                .filter(key -> !keptKeys.contains(key))
                .forEach(wanted::add);
        if (wanted.containsAll(keptKeys)) {
            return null;
        }
        var needed = new HashSet<String>();
        before.partitions().stream()
                .filter(partition -> wanted.contains(partition.key()))
                .forEach(partition -> needed.addAll(partition.sheets()));
        var toRead = sheets(plan -> needed.contains(plan.id()) || !known.contains(plan.id()), unreadable);
        return toRead.isEmpty() ? List.of() : check(toRead, wanted, new HashSet<>());
    }

    private interface Choice {
        boolean takes(SheetPlan plan);
    }

    /** Positions of the chosen sheets, file by file. */
    private ArrayList<ArrayList<Integer>> sheets(Choice choice, Set<Integer> unreadable) {
        var byFile = new TreeMap<Integer, ArrayList<Integer>>();
        for (int i = 0; i < plans.size(); i++) {
            var plan = plans.get(i);
            if (choice.takes(plan) && !unreadable.contains(plan.file())) {
                byFile.computeIfAbsent(plan.file(), file -> new ArrayList<>()).add(i);
            }
        }
        return new ArrayList<>(byFile.values());
    }

    /** The partitions that sheets have rows for. */
    private Set<String> partitionsOf(ArrayList<ArrayList<Integer>> sheets) {
        if (sheets.isEmpty()) {
            return Set.of();
        }
        var context = spark.broadcast(context(null, new HashSet<>()));
        return new HashSet<>(spark.parallelize(sheets, sheets.size())
                .flatMap(file -> {
                    var keys = new TreeSet<String>();
                    new FileRows(file, context.value()).forEachRemaining(row -> keys.add(row._1()));
                    return keys.iterator();
                })
                .filter(key -> !FileRows.End.isKey(key))
                .collect());
    }

    private LoadContext context(HashSet<String> wanted, HashSet<String> conflicts) {
        return new LoadContext(plans, rulebook, divisions, writer, wanted, conflicts);
    }

    private List<Part> check(ArrayList<ArrayList<Integer>> sheets, HashSet<String> wanted, HashSet<String> conflicts) {
        var context = spark.broadcast(context(wanted, conflicts));
        var partitioner = new HashPartitioner(Math.max(2, spark.defaultParallelism() * 2));
        return spark.parallelize(sheets, Math.max(1, sheets.size()))
                .flatMapToPair(file -> new FileRows(file, context.value()))
                .repartitionAndSortWithinPartitions(partitioner)
                .mapPartitions(rows -> new PartitionParts(rows, context.value()), true)
                .collect();
    }

    private Map<Integer, String> unreadable(List<Part> parts) {
        var broken = new TreeMap<Integer, String>();
        parts.forEach(part -> part.ends().stream()
                .filter(FileRows.End::isUnreadable)
                .forEach(end -> broken.put(plans.get(end.sheet()).file(), end.notes())));
        var refused = new TreeMap<Integer, Refusal>();
        parts.forEach(
                part -> part.refusals().forEach(refusal -> refused.merge(refusal.file(), refusal, Refusal::plus)));
        refused.forEach(
                (file, refusal) -> broken.putIfAbsent(file, refusal.reason().both()));
        return broken;
    }

    /** Keys that were accepted in more than one province in the same year, as the load's context writes them. */
    private Set<String> acrossProvinces(List<Part> parts, List<Partition> kept) {
        var filesByYear = new TreeMap<String, ArrayList<String>>();
        var checked = new HashSet<String>();
        for (var part : parts) {
            if (part.partition() != null) {
                checked.add(part.partition().key());
                part.staged().stream()
                        .filter(staged -> staged.file().equals(part.partition().census()))
                        .forEach(staged -> add(filesByYear, part.partition(), staged.stagedPath()));
            }
        }
        var years = new HashSet<>(filesByYear.keySet());
        for (var partition : kept) {
            var year = LoadContext.conflict(partition.profile(), partition.year(), "");
            if (partition.census() != null && years.contains(year) && !checked.contains(partition.key())) {
                add(filesByYear, partition, partition.census().path());
            }
        }
        filesByYear.values().removeIf(files -> files.size() < 2);
        if (filesByYear.isEmpty()) {
            return Set.of();
        }
        var tasks = new ArrayList<Tuple2<String, ArrayList<String>>>();
        filesByYear.forEach((year, files) -> tasks.add(new Tuple2<>(year, files)));
        var keys = new HashMap<String, ArrayList<String>>();
        rulebook.profiles()
                .forEach((id, profile) ->
                        keys.put(id, new ArrayList<>(profile.unit().key())));
        var root = writer.root();
        return new HashSet<>(spark.parallelize(tasks, tasks.size())
                .flatMap(year -> {
                    var columns = keys.get(year._1().substring(0, year._1().indexOf('\t')));
                    return twice(year._1(), year._2(), columns, root).iterator();
                })
                .collect());
    }

    private static void add(Map<String, ArrayList<String>> filesByYear, Partition partition, String path) {
        filesByYear
                .computeIfAbsent(
                        LoadContext.conflict(partition.profile(), partition.year(), ""), year -> new ArrayList<>())
                .add(path);
    }

    private static List<String> twice(String year, List<String> files, List<String> columns, String root)
            throws java.io.IOException {
        var shape = new TableShape(
                "keys",
                columns.stream().map(column -> new Column(column, Type.TEXT)).toList());
        var key = new CensusLayout.Key(
                columns.get(0), IntStream.range(0, columns.size()).boxed().toList());
        var seen = new HashSet<String>();
        var twice = new ArrayList<String>();
        for (var file : files) {
            for (var row : ParquetTable.read(Path.of(root).resolve(file), shape)) {
                if (!seen.add(key.of(row))) {
                    twice.add(year + key.of(row));
                }
            }
        }
        return twice;
    }

    private Load load(
            List<Part> parts,
            List<Partition> kept,
            Loaded before,
            Map<Integer, String> unreadable,
            boolean acrossProvinces) {
        var partitions = new TreeMap<String, Partition>();
        kept.forEach(partition -> partitions.put(partition.key(), partition));
        var staged = new ArrayList<Staged>();
        var ends = new HashMap<Integer, FileRows.End>();
        int anew = 0;
        for (var part : parts) {
            if (part.partition() != null) {
                partitions.put(part.partition().key(), part.partition());
                anew++;
            }
            staged.addAll(part.staged());
            part.ends().forEach(end -> ends.put(end.sheet(), end));
        }
        staged.sort(Comparator.comparing(each -> each.file().path()));
        var places = new HashMap<String, String>();
        staged.forEach(each -> places.put(each.file().path(), each.stagedPath()));
        var crossYears = new CrossYearStep(spark, rulebook, writer.root())
                .run(partitions.values(), places, before == null ? List.of() : before.crossYears());
        var sheets = sheets(ends, before, unreadable);
        checkNothingLost(sheets, partitions.values());
        return new Load(
                staged,
                List.copyOf(partitions.values()),
                crossYears,
                sheets,
                unreadable,
                acrossProvinces,
                partitions.size() - anew);
    }

    private List<Sheet> sheets(Map<Integer, FileRows.End> ends, Loaded before, Map<Integer, String> unreadable) {
        var known = new HashMap<String, Sheet>();
        if (before != null) {
            before.sheets().forEach(sheet -> known.put(sheet.id(), sheet));
        }
        var sheets = new ArrayList<Sheet>();
        for (int i = 0; i < plans.size(); i++) {
            var plan = plans.get(i);
            var end = ends.get(i);
            if (end != null) {
                sheets.add(new Sheet(plan.id(), plan.sha256(), plan.sheet(), end.rows(), Long.parseLong(end.notes())));
            } else if (!unreadable.containsKey(plan.file())) {
                var sheet = known.get(plan.id());
                if (sheet == null) {
                    throw new IllegalStateException(plan.place(0) + " was not read");
                }
                sheets.add(sheet);
            }
        }
        return List.copyOf(sheets);
    }

    private static void checkNothingLost(List<Sheet> sheets, Iterable<Partition> partitions) {
        var counted = new HashMap<String, Long>();
        partitions.forEach(partition -> partition
                .ledger()
                .forEach(row -> counted.merge(
                        row.sha256() + "\t" + row.sheet(), row.accepted() + row.quarantined(), Long::sum)));
        for (var sheet : sheets) {
            var rows = counted.getOrDefault(sheet.sha256() + "\t" + sheet.sheet(), 0L);
            if (rows != sheet.rows()) {
                throw new IllegalStateException(
                        "%s: %d rows read, but %d accepted or quarantined".formatted(sheet.id(), sheet.rows(), rows));
            }
        }
    }
}
