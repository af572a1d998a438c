package org.junheng.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junheng.compare.TableChange.Presence;
import org.junheng.rulebook.VersionFacts;
import org.junheng.terms.Bilingual;

/**
 * What kind of change leads from one snapshot to another.
 *
 * @param reasons what makes it that kind; none where nothing differs
 */
public record VersionStep(DataChange change, List<Bilingual> reasons) {
    private static final int NAMED_TABLES = 6;

    public VersionStep {
        reasons = List.copyOf(reasons);
    }

    /**
     * Decides, by the gravest difference.
     *
     * @param tables how each compared table differs
     * @param facts which tables hold subjects
     * @param sameCode whether both snapshots are by the same code
     * @param sameRules whether both are by the same rules, whatever data was declared
     */
    static VersionStep of(List<TableChange> tables, VersionFacts facts, boolean sameCode, boolean sameRules) {
        var gone = reasons(tables, facts, Presence.BEFORE);
        if (!gone.isEmpty()) {
            return new VersionStep(DataChange.REMOVAL, gone);
        }
        var more = reasons(tables, facts, Presence.AFTER);
        if (!more.isEmpty()) {
            return new VersionStep(DataChange.ADDITION, more);
        }
        var others = tables.stream()
                .filter(table -> !table.none())
                .map(TableChange::table)
                .toList();
        if (others.isEmpty()) {
            return new VersionStep(DataChange.SAME, List.of());
        }
        var reasons = new ArrayList<Bilingual>();
        if (!sameCode) {
            reasons.add(new Bilingual("程序有变", "the code changed"));
        }
        if (!sameRules) {
            reasons.add(new Bilingual("规则（事实文件）有变", "rules among the facts changed"));
        }
        var change = reasons.isEmpty() ? DataChange.CORRECTION : DataChange.REVISION;
        reasons.add(values(others));
        return new VersionStep(change, reasons);
    }

    private static Bilingual values(List<String> tables) {
        var named = tables.subList(0, Math.min(NAMED_TABLES, tables.size()));
        int unnamed = tables.size() - named.size();
        return Bilingual.format(
                "值不同的表：%1$s%2$s",
                "values differ in %1$s%3$s",
                String.join(", ", named),
                unnamed == 0 ? "" : " 等 %d 个".formatted(tables.size()),
                unnamed == 0 ? "" : " and %d more".formatted(unnamed));
    }

    /** What the earlier snapshot alone has, or the later one alone. */
    private static List<Bilingual> reasons(List<TableChange> tables, VersionFacts facts, Presence only) {
        boolean gone = only == Presence.BEFORE;
        ToLongFunction<TableChange> rows =
                table -> gone ? table.counts().removed() : table.counts().added();
        var reasons = new ArrayList<Bilingual>();
        for (var table : tables) {
            if (table.presence() == only) {
                reasons.add(
                        gone
                                ? Bilingual.format("表 %s 没有了", "table %s is gone", table.table())
                                : Bilingual.format("新增表 %s", "table %s is new", table.table()));
                continue;
            }
            for (var column : gone ? table.lostColumns() : table.newColumns()) {
                reasons.add(
                        gone
                                ? Bilingual.format(
                                        "表 %1$s 的列 %2$s 没有了",
                                        "column %2$s of table %1$s is gone", table.table(), column)
                                : Bilingual.format(
                                        "表 %1$s 新增列 %2$s", "column %2$s of table %1$s is new", table.table(), column));
            }
            if (table.presence() == Presence.BOTH
                    && facts.subjects().contains(table.table())
                    && rows.applyAsLong(table) > 0) {
                reasons.add(
                        gone
                                ? Bilingual.format(
                                        "表 %1$s 少了 %2$d 行",
                                        "%2$d rows of table %1$s are gone", table.table(), rows.applyAsLong(table))
                                : Bilingual.format(
                                        "表 %1$s 多了 %2$d 行",
                                        "%2$d rows of table %1$s are new", table.table(), rows.applyAsLong(table)));
            }
        }
        return reasons;
    }
}
