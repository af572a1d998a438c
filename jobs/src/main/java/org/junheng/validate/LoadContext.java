package org.junheng.validate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.junheng.ingest.SheetPlan;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.PartitionWriter;

/**
 * What the tasks of a load need beside their rows.
 *
 * @param plans the sheets to read
 * @param wanted the partitions to check, by {@link PartitionKey#encoded}; null for all
 * @param conflicts keys that stand in two provinces, each after its profile and year
 */
record LoadContext(
        List<SheetPlan> plans,
        Rulebook rulebook,
        Divisions divisions,
        PartitionWriter writer,
        HashSet<String> wanted,
        HashSet<String> conflicts)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How a key of a profile's year is written among the conflicts. */
    static String conflict(String profile, int year, String key) {
        return profile + "\t" + year + "\t" + key;
    }

    boolean wants(String partition) {
        return wanted == null || wanted.contains(partition);
    }
}
