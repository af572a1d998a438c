package org.junheng.measure;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.YearRange;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;
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

    /** What every task needs beside its files. */
    private record Context(
            Rulebook rulebook, Divisions divisions, Map<String, ArrayList<Standard>> standards, PartitionWriter writer)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        Path resolve(String path) {
            return Path.of(writer.root()).resolve(path);
        }
    }

    /** The files of one year and province; each may be null. */
    private record Partition(String profile, int year, String province, String census, String before, String quarantine)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The indicator files of all provinces of a year. */
    private record Year(String profile, int year, ArrayList<String> indicators) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private MeasureStep() {}

    /**
     * Measures all stored years in the range.
     *
     * @param files census and quarantine files
     * @param standards profile → the standards to measure it by
     * @return the files written, in order of their paths
     */
    public static List<Staged> run(
            JavaSparkContext spark,
            List<StoredFile> files,
            Rulebook rulebook,
            Divisions divisions,
            Map<String, List<Standard>> standards,
            YearRange years,
            PartitionWriter writer) {
        var serializable = new HashMap<String, ArrayList<Standard>>();
        standards.forEach((profile, list) -> serializable.put(profile, new ArrayList<>(list)));
        var context = spark.broadcast(new Context(rulebook, divisions, serializable, writer));
        var partitions = partitions(files, years);
        if (partitions.isEmpty()) {
            return List.of();
        }
        var staged = new ArrayList<>(spark.parallelize(partitions, partitions.size())
                .flatMap(partition -> measure(partition, context.value()).iterator())
                .collect());
        var byYear = nationYears(staged);
        if (!byYear.isEmpty()) {
            staged.addAll(spark.parallelize(byYear, byYear.size())
                    .flatMap(year -> measureNation(year, context.value()).iterator())
                    .collect());
        }
        staged.sort(java.util.Comparator.comparing(each -> each.file().path()));
        return staged;
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

        String key(int ofYear) {
            return profile + "\t%04d\t".formatted(ofYear) + province;
        }
    }

    private static List<Partition> partitions(List<StoredFile> files, YearRange years) {
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
        var partitions = new ArrayList<Partition>();
        wanted.forEach((key, location) -> partitions.add(new Partition(
                location.profile(),
                location.year(),
                location.province(),
                census.get(key),
                census.get(location.key(location.year() - 1)),
                quarantine.get(key))));
        return partitions;
    }

    private static List<Object[]> rows(String path, TableShape shape, Context context) throws IOException {
        return path == null ? List.of() : ParquetTable.read(context.resolve(path), shape);
    }

    private static List<Staged> measure(Partition partition, Context context) throws IOException {
        var profile = context.rulebook().profiles().get(partition.profile());
        var census = CensusLayout.of(profile, context.rulebook());
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

    private static List<Year> nationYears(List<Staged> staged) {
        var byYear = new TreeMap<String, Year>();
        staged.stream()
                .filter(each -> each.file().table().equals("school_indicator"))
                .sorted(java.util.Comparator.comparing(each -> each.file().path()))
                .forEach(each -> {
                    var parts = each.file().path().split("/");
                    int year = Integer.parseInt(parts[3].substring("year=".length()));
                    byYear.computeIfAbsent(parts[2] + "\t" + year, key -> new Year(parts[2], year, new ArrayList<>()))
                            .indicators()
                            .add(each.stagedPath());
                });
        return List.copyOf(byYear.values());
    }

    private static List<Staged> measureNation(Year year, Context context) throws IOException {
        var profile = context.rulebook().profiles().get(year.profile());
        var measures = new NationMeasures(profile, context.rulebook(), year.year());
        for (var file : year.indicators()) {
            measures.add(ParquetTable.read(context.resolve(file), measures.indicatorShape()));
        }
        var tables = measures.measure(context.standards().get(year.profile()));
        return write(tables, year.profile(), year.year(), CensusLayout.NO_PROVINCE, context);
    }
}
