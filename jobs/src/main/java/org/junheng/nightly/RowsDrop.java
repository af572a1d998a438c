package org.junheng.nightly;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junheng.rulebook.CensusProfile.LargestDrop;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.StepRecord.Loaded;

/**
 * Stops a run that would take clearly fewer rows of a census year than the one before: more often a file that is cut or
 * was forgotten than schools that are gone.
 */
final class RowsDrop {
    private static final int MOST_SHOWN = 5;

    private final Rulebook rulebook;

    RowsDrop(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** The rows of a form that stand in the census, of one profile, year and county. */
    private record Rows(String profile, int year, String county, long before, long now) {
        long fewer() {
            return before - now;
        }

        boolean isBeyond(LargestDrop allowed) {
            return fewer() > allowed.rows() && fewer() > allowed.share() * before;
        }
    }

    /**
     * Compares two loads, county by county and year by year as a whole.
     *
     * @throws FaultException of kind INPUT where rows fall by more than the profile allows and nobody said why
     */
    void check(Loaded before, Loaded now) {
        if (now.acceptedDrop() != null) {
            return;
        }
        var then = counts(before);
        var present = counts(now);
        var fallen = new ArrayList<Rows>();
        then.forEach((key, rows) -> {
            var parts = key.split("\t", -1);
            var profile = rulebook.profiles().get(parts[0]);
            if (profile == null || profile.largestDrop() == null) {
                return;
            }
            if (present.keySet().stream().noneMatch(other -> other.startsWith(parts[0] + "\t"))) {
                return; // another census altogether
            }
            var compared =
                    new Rows(parts[0], Integer.parseInt(parts[1]), parts[2], rows, present.getOrDefault(key, 0L));
            if (compared.isBeyond(profile.largestDrop())) {
                fallen.add(compared);
            }
        });
        if (!fallen.isEmpty()) {
            throw fault(fallen);
        }
    }

    /** Profile, year and county (blank for the whole year) → rows that stand in the census. */
    private Map<String, Long> counts(Loaded loaded) {
        var counts = new TreeMap<String, Long>();
        for (var partition : loaded.partitions()) {
            var profile = rulebook.profiles().get(partition.profile());
            if (profile == null) {
                continue;
            }
            var main = profile.tableName(profile.mainTable().table());
            for (var row : partition.ledger()) {
                if (row.tableName().equals(main)) {
                    long standing = row.accepted() - row.superseded();
                    var year = partition.profile() + "\t" + row.year() + "\t";
                    counts.merge(year, standing, Long::sum);
                    if (!row.countyCode().isEmpty()) {
                        counts.merge(year + row.countyCode(), standing, Long::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static FaultException fault(ArrayList<Rows> fallen) {
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        fallen.stream().limit(MOST_SHOWN).forEach(rows -> {
            var where = rows.county().isEmpty() ? "" : " " + rows.county();
            zh.add("%s %d%s：%d → %d 行".formatted(rows.profile(), rows.year(), where, rows.before(), rows.now()));
            en.add("%s %d%s: %d → %d rows".formatted(rows.profile(), rows.year(), where, rows.before(), rows.now()));
        });
        int more = fallen.size() - zh.size();
        return new FaultException(
                FaultException.Kind.INPUT,
                "rows.dropped",
                Place.NOWHERE,
                new Bilingual(
                        "比上次少接收的行超过允许的幅度：" + String.join("；", zh) + (more > 0 ? " 等 " + fallen.size() + " 处" : ""),
                        "clearly fewer rows than last time: " + String.join("; ", en)
                                + (more > 0 ? " and " + more + " more" : "")),
                new Bilingual(
                        "请检查是否漏报或文件被截断；确属实情的，加 --accept-drop \"原因\" 再运行",
                        "see whether a file is missing or cut; if the schools are really gone, run again with"
                                + " --accept-drop \"reason\""));
    }
}
