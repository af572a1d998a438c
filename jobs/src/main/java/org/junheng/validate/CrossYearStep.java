package org.junheng.validate;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.StepRecord.CrossYear;
import org.junheng.warehouse.StepRecord.Partition;
import org.junheng.warehouse.StoredFile;

/** Routes the stored records of each year, and those of the year before, to {@link CrossYearCheck}. */
final class CrossYearStep {
    private final JavaSparkContext spark;
    private final Rulebook rulebook;
    private final String root;

    /**
     * Two files to compare.
     *
     * @param now final path of the later year's; {@code nowAt} is where it stands
     * @param before final path of the year before's
     */
    private record Years(String profile, int year, String now, String nowAt, String before, String beforeAt)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    CrossYearStep(JavaSparkContext spark, Rulebook rulebook, String root) {
        this.spark = spark;
        this.rulebook = rulebook;
        this.root = root;
    }

    /**
     * Compares all years; a comparison of the same two files is taken over.
     *
     * @param places final path → where the file stands, of files that are still staged
     * @param done comparisons of the last load
     */
    List<CrossYear> run(Collection<Partition> partitions, Map<String, String> places, List<CrossYear> done) {
        var files = new HashMap<String, StoredFile>();
        partitions.forEach(partition -> files.put(partition.key(), partition.census()));
        var known = new HashMap<String, CrossYear>();
        done.forEach(years -> known.put(years.now() + " " + years.before(), years));
        var compared = new ArrayList<CrossYear>();
        var left = new ArrayList<Years>();
        for (var partition : partitions) {
            var now = partition.census();
            var before = files.get(Partition.key(partition.profile(), partition.year() - 1, partition.province()));
            if (now == null || before == null || !hasRules(partition.profile())) {
                continue;
            }
            var taken = known.get(now.path() + " " + before.path());
            if (taken != null) {
                compared.add(taken);
            } else {
                left.add(new Years(
                        partition.profile(),
                        partition.year(),
                        now.path(),
                        places.getOrDefault(now.path(), now.path()),
                        before.path(),
                        places.getOrDefault(before.path(), before.path())));
            }
        }
        if (!left.isEmpty()) {
            var facts = spark.broadcast(rulebook);
            var folder = root;
            compared.addAll(spark.parallelize(left, left.size())
                    .map(years -> compare(years, facts.value(), Path.of(folder)))
                    .collect());
        }
        return compared;
    }

    private boolean hasRules(String profile) {
        var rules = rulebook.rules().get(profile);
        return !rules.changes().isEmpty() || !rules.drifts().isEmpty();
    }

    private static CrossYear compare(Years years, Rulebook rulebook, Path root) throws java.io.IOException {
        var profile = rulebook.profiles().get(years.profile());
        var shape = CensusLayout.of(profile, rulebook);
        var outcome = new CrossYearCheck(profile, rulebook)
                .check(
                        years.year(),
                        ParquetTable.read(root.resolve(years.nowAt()), shape),
                        ParquetTable.read(root.resolve(years.beforeAt()), shape));
        return new CrossYear(years.now(), years.before(), new ArrayList<>(outcome.counts()));
    }
}
