package org.junheng.measure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junheng.measure.Partitionings.Partitioning;
import org.junheng.rulebook.Grouping;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.terms.Stage;

/** Writes what the units of a region come to by groups: tables {@code decomposition}, {@code contribution} and {@code gap}. */
final class GroupTables {
    private final MetricTables tables;
    private final int year;
    private final Map<String, Grouping> groupings;

    /**
     * @param groupings all ways to group schools, by id
     */
    GroupTables(MetricTables tables, int year, Map<String, Grouping> groupings) {
        this.tables = tables;
        this.year = year;
        this.groupings = groupings;
    }

    /** The groupings that a column tells, in their order. */
    static Map<String, Grouping> byColumn(Map<String, Grouping> groupings) {
        var found = new LinkedHashMap<String, Grouping>();
        groupings.forEach((id, grouping) -> {
            if (grouping.column() != null) {
                found.put(id, grouping);
            }
        });
        return found;
    }

    /**
     * Writes the rows of one region, stage and indicator.
     *
     * @param units its units, whose positions are those of the partitionings
     * @param whole their measures, or null where there are none
     */
    void write(
            Standard standard,
            String level,
            String region,
            Stage stage,
            Indicator indicator,
            EquityRow units,
            InequalityMeasures whole,
            Partitionings partitionings) {
        // What lies inside an education group is measured, not parted again.
        if (whole == null || groupings.containsKey(level)) {
            return;
        }
        var row = new Row(year, standard.standard(), level, region, stage.id(), indicator.id());
        var resource = units.resource();
        var students = units.students();
        var positions = units.positions();
        double scale = indicator.scale().doubleValue();
        decompose(row, new Decomposition.Units(resource, students, scale), positions, whole, partitionings);
        groupings.forEach((id, grouping) -> {
            if (!grouping.gaps().isEmpty()) {
                gaps(row, id, grouping, resource, students, scale, positions, partitionings.of(id));
            }
        });
    }

    /** The first columns of each table. */
    private record Row(int year, String standard, String level, String region, String stage, String indicator) {
        /** A whole row: these columns and what else the table has. */
        Object[] with(Object... others) {
            return Stream.concat(Stream.of(year, standard, level, region, stage, indicator), Arrays.stream(others))
                    .toArray();
        }
    }

    private void decompose(
            Row row,
            Decomposition.Units units,
            int[] positions,
            InequalityMeasures whole,
            Partitionings partitionings) {
        boolean isNext = true;
        for (var partitioning : partitionings.below(row.level())) {
            if (isTold(partitioning, positions)) {
                var groups = Groups.of(partitioning, positions);
                var decomposition = units.by(groups.ofUnit(), groups.keys().length);
                add(row, partitioning.id(), decomposition);
                if (isNext) {
                    contribute(row, partitioning, groups, decomposition, whole);
                }
                isNext = false;
            }
        }
        for (var partitioning : partitionings.ofGroupings()) {
            if (partitionings.grouping(partitioning.id()).decomposed() && isTold(partitioning, positions)) {
                var groups = Groups.of(partitioning, positions);
                add(row, partitioning.id(), units.by(groups.ofUnit(), groups.keys().length));
            }
        }
    }

    private static boolean isTold(Partitioning partitioning, int[] positions) {
        for (int position : positions) {
            if (partitioning.isKnown()[position]) {
                return true;
            }
        }
        return false;
    }

    private void add(Row row, String grouping, Decomposition of) {
        tables.decomposition.add(row.with(
                grouping,
                of.groups(),
                of.theilTWithin(),
                of.theilTBetween(),
                of.theilLWithin(),
                of.theilLBetween(),
                of.squaredVariationWithin(),
                of.squaredVariationBetween(),
                Math.sqrt(of.squaredVariationBetween())));
    }

    private void contribute(
            Row row, Partitioning partitioning, Groups groups, Decomposition of, InequalityMeasures whole) {
        double theilT = whole.theilT();
        double squared = whole.cv() * whole.cv();
        for (int g = 0; g < of.groups(); g++) {
            int key = groups.keys()[g];
            tables.contribution.add(row.with(
                    partitioning.levels().get(key),
                    partitioning.keys().get(key),
                    (long) of.students()[g],
                    of.means()[g],
                    of.theilTOfGroups()[g],
                    theilT == 0 ? Double.NaN : of.theilTOfGroups()[g] / theilT,
                    of.squaredVariationOfGroups()[g],
                    squared == 0 ? Double.NaN : of.squaredVariationOfGroups()[g] / squared));
        }
    }

    private void gaps(
            Row row,
            String id,
            Grouping grouping,
            double[] resource,
            double[] students,
            double scale,
            int[] positions,
            Partitioning partitioning) {
        var sums = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < positions.length; i++) {
            var group = partitioning == null
                    ? grouping.groupOf(students[i])
                    : partitioning.keys().get(partitioning.ofSchool()[positions[i]]);
            if (group != null && grouping.groups().containsKey(group)) {
                var sum = sums.computeIfAbsent(group, each -> new double[2]);
                sum[0] += students[i];
                sum[1] += resource[i];
            }
        }
        for (var gap : grouping.gaps()) {
            var first = sum(grouping, gap.first(), sums);
            var second = sum(grouping, gap.second(), sums);
            if (first[0] == 0 || second[0] == 0) {
                continue;
            }
            double mean = first[1] * scale / first[0];
            double other = second[1] * scale / second[0];
            tables.gap.add(row.with(
                    id,
                    gap.first(),
                    gap.second(),
                    mean,
                    other,
                    other == 0 ? Double.NaN : mean / other,
                    mean - other,
                    (long) first[0],
                    (long) second[0]));
        }
    }

    private static double[] sum(Grouping grouping, String groupOrUnion, Map<String, double[]> sums) {
        var sum = new double[2];
        for (var group : grouping.members(groupOrUnion)) {
            var its = sums.getOrDefault(group, new double[2]);
            sum[0] += its[0];
            sum[1] += its[1];
        }
        return sum;
    }

    /**
     * The groups that the units of a region belong to.
     *
     * @param keys positions of their keys in the partitioning, ascending
     * @param ofUnit unit → position in {@code keys}
     */
    private record Groups(int[] keys, int[] ofUnit) {
        static Groups of(Partitioning partitioning, int[] positions) {
            var keyOf = new int[positions.length];
            for (int i = 0; i < positions.length; i++) {
                keyOf[i] = partitioning.ofSchool()[positions[i]];
            }
            var keys = Arrays.stream(keyOf).sorted().distinct().toArray();
            var ofUnit = new int[positions.length];
            for (int i = 0; i < positions.length; i++) {
                ofUnit[i] = Arrays.binarySearch(keys, keyOf[i]);
            }
            return new Groups(keys, ofUnit);
        }
    }
}
