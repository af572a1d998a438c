package org.junheng.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/** How a person names a snapshot: by its id, by the beginning of one, as {@code current}, or as {@code previous}. */
public final class SnapshotNames {
    private static final String CURRENT = "current";
    private static final String PREVIOUS = "previous";

    private final Warehouse warehouse;

    public SnapshotNames(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * The one snapshot that is meant.
     *
     * @throws FaultException of kind USAGE when none or several are, of kind SYSTEM when its manifest is damaged
     */
    public Manifest manifest(String name) throws IOException {
        return switch (name) {
            case CURRENT -> read(current());
            case PREVIOUS -> read(previous());
            default -> read(idBeginningWith(name));
        };
    }

    private String current() throws IOException {
        return warehouse
                .currentId()
                .orElseThrow(() -> fault(
                        "snapshot.none",
                        new Bilingual("此数据仓库还没有快照", "this warehouse has no snapshot yet"),
                        new Bilingual(
                                "请运行 junheng nightly，或用 --warehouse 指定其他数据仓库",
                                "run junheng nightly, or name another warehouse with --warehouse")));
    }

    private String previous() throws IOException {
        var current = current();
        var parent = read(current).parentId();
        if (parent == null) {
            throw fault(
                    "snapshot.no_previous",
                    Bilingual.format("快照 %s 是第一个，没有上一个", "snapshot %s is the first: there is none before it", current),
                    listed());
        }
        if (warehouse.manifest(parent).isEmpty()) {
            throw fault(
                    "snapshot.previous_removed",
                    Bilingual.format(
                            "快照 %1$s 的上一个 %2$s 已被清理",
                            "snapshot %2$s, which came before %1$s, was removed", current, parent),
                    listed());
        }
        return parent;
    }

    private String idBeginningWith(String beginning) throws IOException {
        var ids = warehouse.snapshotIds().stream()
                .filter(id -> !beginning.isEmpty() && id.startsWith(beginning))
                .toList();
        if (ids.isEmpty()) {
            throw unknown(beginning);
        }
        if (ids.size() > 1 && !ids.contains(beginning)) {
            throw fault(
                    "snapshot.ambiguous",
                    Bilingual.format(
                            "有多个快照的编号以“%s”开头：%s",
                            "several snapshots have ids that begin with '%s': %s", beginning, String.join(" ", ids)),
                    new Bilingual("请多写几位", "give more of its digits"));
        }
        return ids.contains(beginning) ? beginning : ids.get(0);
    }

    /** The manifest with this whole id. */
    Manifest read(String id) throws IOException {
        try {
            return warehouse.manifest(id).orElseThrow(() -> unknown(id));
        } catch (JsonProcessingException damaged) {
            throw new FaultException(
                    FaultException.Kind.SYSTEM,
                    "snapshot.damaged",
                    Place.NOWHERE,
                    Bilingual.format(
                            "快照 %1$s 的清单 %2$s 已损坏", "manifest %2$s of snapshot %1$s is damaged", id, Manifest.path(id)),
                    new Bilingual("请从备份恢复该文件", "restore this file from a backup"),
                    damaged);
        }
    }

    private static FaultException unknown(String id) {
        return fault("snapshot.unknown", Bilingual.format("没有快照 %s", "there is no snapshot %s", id), listed());
    }

    private static Bilingual listed() {
        return new Bilingual("用 junheng snapshots 查看全部快照", "junheng snapshots lists them all");
    }

    private static FaultException fault(String code, Bilingual what, Bilingual nextStep) {
        return new FaultException(FaultException.Kind.USAGE, code, Place.NOWHERE, what, nextStep);
    }
}
