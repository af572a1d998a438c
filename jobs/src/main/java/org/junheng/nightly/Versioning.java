package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.compare.DataChange;
import org.junheng.publish.SnapshotChanges;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.Language;
import org.junheng.summary.SummaryProblem;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.DataVersion;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.Warehouse;

/**
 * Decides the version of a snapshot whose database is built.
 *
 * <p>It counts on from the highest version that the warehouse has, so that no two snapshots share one. After a rollback that
 * is not the parent's; then the step is the graver of the two against the parent and against the highest, so that what a
 * version promises to the readers of a lower one holds between any two.
 */
final class Versioning {
    private static final String FIRST = "first";
    private static final String UNKNOWN = "unknown";

    private final Warehouse warehouse;
    private final Rulebook rulebook;
    private final StepLog log;

    Versioning(Warehouse warehouse, Rulebook rulebook, StepLog log) {
        this.warehouse = warehouse;
        this.rulebook = rulebook;
        this.log = log;
    }

    /**
     * What was decided.
     *
     * @param step why, as the published table {@code snapshot} has it
     * @param changes against the parent; none for a first snapshot, or where the parent's file cannot be read
     */
    record Decided(String version, String step, Optional<SnapshotChanges> changes) implements AutoCloseable {
        @Override
        public void close() {
            changes.ifPresent(SnapshotChanges::close);
        }
    }

    /**
     * Compares the staged file with the parent's.
     *
     * @param draft the snapshot without a version
     */
    Decided decide(Manifest draft, Path file) throws IOException {
        var before = warehouse.manifest(draft.id());
        var highest = warehouse.manifests().stream()
                .filter(each -> !each.id().equals(draft.id()))
                .filter(each -> DataVersion.of(each.version()).isPresent())
                .max(Comparator.comparing(each -> DataVersion.of(each.version()).orElseThrow()));
        if (draft.parentId() == null) {
            var version = highest.flatMap(each -> DataVersion.of(each.version()))
                    .map(DataVersion::afterAddition)
                    .orElse(DataVersion.FIRST);
            return new Decided(version(before, version), FIRST, Optional.empty());
        }
        var changes = compare(draft.parentId(), draft, file);
        try {
            var step = changes.map(each -> each.step().change());
            if (step.isPresent() && highest.isPresent() && !highest.get().id().equals(draft.parentId())) {
                step = againstWithdrawn(step.get(), highest.get(), draft, file);
            }
            var base = highest.flatMap(each -> DataVersion.of(each.version())).orElse(DataVersion.FIRST);
            var version = version(before, step.map(each -> each.next(base)).orElseGet(base::afterAddition));
            tell(version, step, changes);
            return new Decided(version, step.map(DataChange::id).orElse(UNKNOWN), changes);
        } catch (RuntimeException failure) {
            changes.ifPresent(SnapshotChanges::close);
            throw failure;
        }
    }

    /** A snapshot that is written anew keeps its version. */
    private static String version(Optional<Manifest> before, DataVersion next) {
        return before.map(Manifest::version).orElse(next.toString());
    }

    private Optional<DataChange> againstWithdrawn(DataChange step, Manifest withdrawn, Manifest draft, Path file) {
        try (var changes = SnapshotChanges.between(
                warehouse.root().resolve(Manifest.summaryPath(withdrawn.id())),
                withdrawn.id(),
                file,
                draft.id(),
                rulebook)) {
            var other = changes.step().change();
            return Optional.of(other.compareTo(step) < 0 ? other : step);
        } catch (SummaryProblem | FaultException unreadable) {
            tellNotCompared(withdrawn.id(), unreadable);
            return Optional.empty();
        }
    }

    /** A parent that cannot be compared is told and hinders nothing. */
    private Optional<SnapshotChanges> compare(String parent, Manifest draft, Path file) {
        try {
            return Optional.of(SnapshotChanges.between(
                    warehouse.root().resolve(Manifest.summaryPath(parent)), parent, file, draft.id(), rulebook));
        } catch (SummaryProblem | FaultException unreadable) {
            tellNotCompared(parent, unreadable);
            return Optional.empty();
        }
    }

    private void tellNotCompared(String id, RuntimeException unreadable) {
        var why = unreadable instanceof SummaryProblem problem
                ? new Bilingual(problem.describe(Language.ZH), problem.describe(Language.EN))
                : ((FaultException) unreadable).what();
        log.say(new Bilingual(
                "      无法与快照 %s 比较：%s 版本按新增处理".formatted(id, why.zh()),
                "      snapshot %s could not be compared: %s The version rises as for an addition"
                        .formatted(id, why.en())));
    }

    private void tell(String version, Optional<DataChange> step, Optional<SnapshotChanges> changes) {
        if (step.isEmpty() || changes.isEmpty()) {
            return;
        }
        var title = step.get().title();
        var reasons = changes.get().step().reasons();
        log.say(new Bilingual(
                "      版本 %s：%s%s"
                        .formatted(
                                version,
                                title.zh(),
                                inBrackets(
                                        reasons.stream().map(Bilingual::zh).collect(Collectors.joining("；")),
                                        "（",
                                        "）")),
                "      version %s: %s%s"
                        .formatted(
                                version,
                                title.en(),
                                inBrackets(
                                        reasons.stream().map(Bilingual::en).collect(Collectors.joining("; ")),
                                        " (",
                                        ")"))));
        if (changes.get().verdicts().isEmpty()) {
            log.say(
                    new Bilingual(
                            "      改变的结论太多，内存放不下，verdict_change 为空；可用 junheng diff previous current 查看",
                            "      more verdicts changed than memory holds: verdict_change is empty; junheng diff previous current lists them"));
        }
    }

    private static String inBrackets(String text, String open, String close) {
        return text.isEmpty() ? "" : open + text + close;
    }
}
