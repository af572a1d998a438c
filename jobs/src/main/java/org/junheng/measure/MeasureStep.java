package org.junheng.measure;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.YearRange;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.PartitionWriter;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.TableShape;

/**
 * Routes stored census rows to the kernel: one task a year and province, which makes schools, counties, cities and the
 * province together, then one task a year for the nation. The census is stored by year and province already, so no row
 * is shuffled.
 */
public final class MeasureStep {
    private static final String FOLDER = "metrics/";

    /** The tables of provinces from which a nation is measured. */
    private static final List<String> NATION_READS = List.of("school_indicator", "school", "division");

    /** What every task needs beside its files. */
    private record Context(
            Rulebook rulebook, Divisions divisions, Map<String, ArrayList<Standard>> standards, PartitionWriter writer)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        Path resolve(String path) {
            return Path.of(writer.root()).resolve(path);
        }
    }

    /**
     * The files of one year and province; each may be null.
     *
     * @param beside census and quarantine files of other profiles of that year and province, for profiles that stand
     *     beside a school census
     */
    private record Partition(
            String profile,
            int year,
            String province,
            String census,
            String before,
            String quarantine,
            ArrayList<String> beside)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        String key(Map<String, List<Standard>> standards) {
            return Hashing.key(List.of(
                    "partition",
                    profile,
                    Integer.toString(year),
                    province,
                    String.valueOf(census),
                    String.valueOf(before),
                    String.valueOf(quarantine),
                    String.join(" ", beside),
                    ids(standards.get(profile))));
        }
    }

    private static String ids(List<Standard> standards) {
        return String.join(" ", standards.stream().map(Standard::standard).toList());
    }

    /**
     * The files of all provinces of a year.
     *
     * @param metrics table → final path → where it stands now
     * @param census paths
     */
    private record Year(
            String profile, int year, TreeMap<String, TreeMap<String, String>> metrics, ArrayList<String> census)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        Collection<String> files(String table) {
            return metrics.getOrDefault(table, new TreeMap<>()).values();
        }

        String key(Map<String, List<Standard>> standards) {
            var parts =
                    new ArrayList<>(List.of("nation", profile, Integer.toString(year), ids(standards.get(profile))));
            metrics.values().forEach(files -> parts.addAll(files.keySet()));
            parts.addAll(census);
            return Hashing.key(parts);
        }
    }

    private MeasureStep() {}

    /**
     * What was measured.
     *
     * @param staged the files written, in order of their paths
     * @param tasks hash of what a task works on → the files that it writes, those taken over included
     * @param takenOver how many tasks were taken over
     */
    public record Measured(List<Staged> staged, Map<String, List<StoredFile>> tasks, int takenOver) {
        /** Table → where its files stand now. */
        public Map<String, List<String>> places() {
            var staging = new HashMap<String, String>();
            staged.forEach(each -> staging.put(each.file().path(), each.stagedPath()));
            var places = new TreeMap<String, List<String>>();
            for (var file : files()) {
                places.computeIfAbsent(file.table(), table -> new ArrayList<>())
                        .add(staging.getOrDefault(file.path(), file.path()));
            }
            return places;
        }

        /** All files, in order of their paths. */
        public List<StoredFile> files() {
            return tasks.values().stream()
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(StoredFile::path))
                    .toList();
        }
    }

    /**
     * Measures all stored years in the range. A task that works on the same files as one before is taken over from it.
     *
     * @param files census and quarantine files
     * @param standards profile → the standards to measure it by
     * @param before tasks of the last measure by the same code, facts and divisions; empty where there is none
     */
    public static Measured run(
            JavaSparkContext spark,
            List<StoredFile> files,
            Rulebook rulebook,
            Divisions divisions,
            Map<String, List<Standard>> standards,
            YearRange years,
            PartitionWriter writer,
            Map<String, List<StoredFile>> before) {
        var serializable = new HashMap<String, ArrayList<Standard>>();
        standards.forEach((profile, list) -> serializable.put(profile, new ArrayList<>(list)));
        var context = spark.broadcast(new Context(rulebook, divisions, serializable, writer));
        var done = new TaskResults(before);
        var partitions = done.left(partitions(files, years, rulebook), each -> each.key(standards));
        if (!partitions.isEmpty()) {
            done.add(spark.parallelize(partitions, partitions.size())
                    .map(task -> new Result(task.key(), new ArrayList<>(measure(task.work(), context.value()))))
                    .collect());
        }
        var nations = done.left(nationYears(done, files), each -> each.key(standards));
        if (!nations.isEmpty()) {
            done.add(spark.parallelize(nations, nations.size())
                    .map(task -> new Result(task.key(), new ArrayList<>(measureNation(task.work(), context.value()))))
                    .collect());
        }
        return done.measured();
    }

    /** Work to do, under the hash of what it works on. */
    private record Task<T extends Serializable>(String key, T work) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The files that a task wrote. */
    private record Result(String key, ArrayList<Staged> staged) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** What tasks wrote, now or in the measure before. */
    private static final class TaskResults {
        private final Map<String, List<StoredFile>> before;
        private final Map<String, List<StoredFile>> tasks = new TreeMap<>();
        private final List<Staged> staged = new ArrayList<>();
        private int takenOver;

        TaskResults(Map<String, List<StoredFile>> before) {
            this.before = before;
        }

        /** Takes over what was done before, and gives what is left to do, each with its key. */
        <T extends Serializable> List<Task<T>> left(List<T> all, Function<T, String> keyOf) {
            var left = new ArrayList<Task<T>>();
            for (var task : all) {
                var key = keyOf.apply(task);
                var files = before.get(key);
                if (files == null) {
                    left.add(new Task<>(key, task));
                } else {
                    tasks.put(key, files);
                    takenOver++;
                }
            }
            return left;
        }

        void add(List<Result> results) {
            for (var result : results) {
                staged.addAll(result.staged());
                tasks.put(
                        result.key(), result.staged().stream().map(Staged::file).toList());
            }
        }

        /** Final path → where the file stands now, of all files of a table. */
        Map<String, String> placesOf(String table) {
            var places = new TreeMap<String, String>();
            tasks.values().stream()
                    .flatMap(List::stream)
                    .filter(file -> file.table().equals(table))
                    .forEach(file -> places.put(file.path(), file.path()));
            staged.stream()
                    .filter(each -> places.containsKey(each.file().path()))
                    .forEach(each -> places.put(each.file().path(), each.stagedPath()));
            return places;
        }

        Measured measured() {
            staged.sort(Comparator.comparing(each -> each.file().path()));
            return new Measured(staged, tasks, takenOver);
        }
    }

    /** {@code census/PROFILE/year=YYYY/province=NN/…} → its parts. */
    private record Location(String kind, String profile, int year, String province) {
        static Location of(String path) {
            var parts = path.split("/");
            return new Location(
                    parts[0],
                    parts[1],
                    Integer.parseInt(parts[2].substring("year=".length())),
                    parts[3].substring("province=".length()));
        }

        String place() {
            return year + "\t" + province;
        }

        String key(int ofYear) {
            return profile + "\t%04d\t".formatted(ofYear) + province;
        }
    }

    private static List<Partition> partitions(List<StoredFile> files, YearRange years, Rulebook rulebook) {
        var census = new HashMap<String, String>();
        var quarantine = new HashMap<String, String>();
        var yearsOfProfile = new HashMap<String, TreeSet<Integer>>();
        var wanted = new TreeMap<String, Location>();
        for (var file : files) {
            var location = Location.of(file.path());
            (location.kind().equals("census") ? census : quarantine).put(location.key(location.year()), file.path());
            if (location.kind().equals("census")) {
                yearsOfProfile
                        .computeIfAbsent(location.profile(), profile -> new TreeSet<>())
                        .add(location.year());
            }
        }
        for (var file : files) {
            var location = Location.of(file.path());
            // A province that reported last year and not this year has schools that are expected and absent.
            for (int year : List.of(location.year(), location.year() + 1)) {
                if (years.contains(year)
                        && yearsOfProfile
                                .getOrDefault(location.profile(), new TreeSet<>())
                                .contains(year)
                        && (year == location.year() || location.kind().equals("census"))) {
                    wanted.put(location.key(year), new Location("", location.profile(), year, location.province()));
                }
            }
        }
        var beside = new HashMap<String, ArrayList<String>>();
        files.stream().map(StoredFile::path).sorted().forEach(path -> beside.computeIfAbsent(
                        Location.of(path).place(), place -> new ArrayList<>())
                .add(path));
        var partitions = new ArrayList<Partition>();
        wanted.forEach((key, location) -> partitions.add(new Partition(
                location.profile(),
                location.year(),
                location.province(),
                census.get(key),
                census.get(location.key(location.year() - 1)),
                quarantine.get(key),
                rulebook.profiles().get(location.profile()).unit().isSchool()
                        ? new ArrayList<>()
                        : beside.getOrDefault(location.place(), new ArrayList<>()))));
        return partitions;
    }

    private static List<Object[]> rows(String path, TableShape shape, Context context) throws IOException {
        return path == null ? List.of() : ParquetTable.read(context.resolve(path), shape);
    }

    private static List<Staged> measure(Partition partition, Context context) throws IOException {
        var profile = context.rulebook().profiles().get(partition.profile());
        var census = CensusLayout.of(profile, context.rulebook());
        if (!profile.unit().isSchool()) {
            var tables = lists(partition, profile, census, context);
            return write(tables, partition.profile(), partition.year(), partition.province(), context);
        }
        var measures = new PartitionMeasures(
                profile,
                context.rulebook(),
                context.divisions(),
                census,
                partition.year(),
                rows(partition.census(), census, context),
                rows(partition.before(), census, context),
                rows(partition.quarantine(), QuarantineTable.SHAPE, context));
        var tables = measures.measure(context.standards().get(partition.profile()));
        return write(tables, partition.profile(), partition.year(), partition.province(), context);
    }

    /** What stands beside a school census: county sheets and the like, which are laid out and not measured. */
    private static MetricTables lists(Partition partition, CensusProfile profile, TableShape census, Context context)
            throws IOException {
        var own = rows(partition.census(), census, context);
        var schools = new ArrayList<Object[]>();
        var quarantined = new ArrayList<Object[]>();
        for (var file : partition.beside()) {
            var other = context.rulebook().profiles().get(Location.of(file).profile());
            if (!other.unit().isSchool()) {
                continue;
            }
            if (Location.of(file).kind().equals("census")) {
                schools.addAll(rows(file, CensusLayout.identity(), context));
            } else {
                quarantined.addAll(rows(file, QuarantineTable.SHAPE, context));
            }
        }
        var codes = new CensusCodes(
                profile, context.divisions(), partition.year(), schools.isEmpty() ? own : schools, quarantined);
        var rulebook = context.rulebook();
        var divisions = context.divisions();
        int year = partition.year();
        return switch (profile.unit().name()) {
            case CensusProfile.Unit.COUNTY ->
                new CountySheets(profile, rulebook, divisions, codes, census, year).tables(own);
            case CensusProfile.Unit.ROOM ->
                new RoomLists(profile, rulebook, divisions, codes, census, year)
                        .tables(
                                own,
                                schools.stream()
                                        .map(row -> (String) row[CensusLayout.SCHOOL_CODE])
                                        .collect(Collectors.toSet()));
            default ->
                throw new IllegalStateException(
                        "no table for units " + profile.unit().name());
        };
    }

    private static List<Staged> write(MetricTables tables, String profile, int year, String province, Context context)
            throws IOException {
        var staged = new ArrayList<Staged>();
        for (var table : tables.all()) {
            var rows = table.sorted();
            if (!rows.isEmpty()) {
                staged.add(context.writer()
                        .write(FOLDER + table.shape().name() + "/" + profile, table.shape(), year, province, rows));
            }
        }
        return staged;
    }

    private static List<Year> nationYears(TaskResults done, List<StoredFile> files) {
        var byYear = new TreeMap<String, Year>();
        for (var table : NATION_READS) {
            done.placesOf(table).forEach((path, place) -> {
                var parts = path.split("/");
                int year = Integer.parseInt(parts[3].substring("year=".length()));
                byYear.computeIfAbsent(
                                parts[2] + "\t" + year,
                                key -> new Year(parts[2], year, new TreeMap<>(), new ArrayList<>()))
                        .metrics()
                        .computeIfAbsent(table, each -> new TreeMap<>())
                        .put(path, place);
            });
        }
        // A plan alone has no indicators before its first year; its schools stand in the nation all the same.
        byYear.values().removeIf(year -> !year.metrics().containsKey("school"));
        files.stream().map(StoredFile::path).sorted().forEach(path -> {
            var location = Location.of(path);
            var nation = byYear.get(location.profile() + "\t" + location.year());
            if (nation != null && location.kind().equals("census")) {
                nation.census().add(path);
            }
        });
        return List.copyOf(byYear.values());
    }

    private static List<Staged> measureNation(Year year, Context context) throws IOException {
        var profile = context.rulebook().profiles().get(year.profile());
        var measures = new NationMeasures(profile, context.rulebook(), year.year());
        for (var file : year.files("division")) {
            measures.addDivisions(ParquetTable.read(context.resolve(file), measures.divisionShape()));
        }
        for (var file : year.files("school")) {
            measures.addSchools(ParquetTable.read(context.resolve(file), measures.schoolShape()));
        }
        for (var file : year.files("school_indicator")) {
            measures.add(ParquetTable.read(context.resolve(file), measures.indicatorShape()));
        }
        var tables = measures.measure(context.standards().get(year.profile()));
        var needed = neededByNation(profile, context.rulebook());
        var classSizes = new ClassSizes(profile, context.rulebook(), needed);
        var groups = new GroupSegregation(profile, context.rulebook(), needed);
        if (!classSizes.isEmpty() || !groups.isEmpty()) {
            var columns = new NumericColumns(needed, context.rulebook());
            for (var file : year.census()) {
                var rows = rows(file, needed, context);
                classSizes.addToNation(rows);
                groups.addToNation(new SchoolUnits(rows, columns, profile, context.rulebook()).schools());
            }
            classSizes.write(tables.classSize, year.year());
            groups.write(tables.groupSegregation, year.year());
        }
        return write(tables, year.profile(), year.year(), CensusLayout.NO_PROVINCE, context);
    }

    /** The columns of a census from which a nation is added up, those that every census has first. */
    private static TableShape neededByNation(CensusProfile profile, Rulebook rulebook) {
        var census = CensusLayout.of(profile, rulebook);
        var identity = CensusLayout.identity().columns();
        var needed = new ArrayList<>(identity);
        census.columns().stream()
                .skip(identity.size())
                .filter(column -> ClassSizes.needs(profile, rulebook, column.name())
                        || GroupSegregation.needs(profile, rulebook, column.name()))
                .forEach(needed::add);
        return new TableShape(census.name(), needed);
    }
}
