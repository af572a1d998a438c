package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.ingest.CensusFile;
import org.junheng.ingest.CensusFolder;
import org.junheng.measure.MeasureStep;
import org.junheng.publish.PublishStep;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.summary.ExitCode;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.validate.LoadStep;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.RunRecord;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.StepRecord;
import org.junheng.warehouse.StepRecord.Loaded;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.Warehouse;

/**
 * The steps of a run: ingest, measure, publish. A step whose key (code, facts, inputs) is that of its last outcome is
 * taken over without work; a snapshot whose id is current already is left as it is.
 */
final class Chain {
    private final Rulebook rulebook;
    private final Warehouse warehouse;
    private final Supplier<JavaSparkContext> spark;
    private final RunOptions options;
    private final Progress progress;
    private final String codeVersion = CodeVersion.current();
    private final List<RunRecord.Step> steps;

    /**
     * @param steps takes what each step did, for the run record
     */
    Chain(
            Rulebook rulebook,
            Warehouse warehouse,
            Supplier<JavaSparkContext> spark,
            RunOptions options,
            Progress progress,
            List<RunRecord.Step> steps) {
        this.steps = steps;
        this.rulebook = rulebook;
        this.warehouse = warehouse;
        this.spark = spark;
        this.options = options;
        this.progress = progress;
    }

    /** What a snapshot came to. */
    record Published(Manifest manifest, boolean unchanged) {}

    /** The whole chain. */
    Published nightly() throws IOException, SQLException {
        var folder = folder();
        var ingestKey = ingestKey(folder);
        var standards = standards(
                profilesOf(folder.plans().stream().map(plan -> plan.profile()).toList()));
        var measureKey = measureKey(ingestKey, standards);
        var current = current(snapshotId(measureKey));
        if (current.isPresent()) {
            return new Published(current.get(), true);
        }
        var loaded = ingest(folder, ingestKey);
        return publish(loaded, measure(loaded));
    }

    /** A published or formerly published snapshot with this id, made current. */
    private Optional<Manifest> current(String id) throws IOException {
        var manifest = warehouse.manifest(id);
        if (manifest.isEmpty() || !warehouse.isComplete(manifest.get())) {
            return Optional.empty();
        }
        if (!warehouse.currentId().equals(Optional.of(id))) {
            warehouse.makeCurrent(id);
        }
        progress.say(Bilingual.format(
                "输入、事实与程序都没有变化：快照 %1$s 保持不变", "inputs, facts and code are unchanged: snapshot %1$s stands", id));
        return manifest;
    }

    /** Reads and checks the census; the outcome waits for measure. */
    StepRecord ingest() throws IOException {
        var folder = folder();
        return ingest(folder, ingestKey(folder));
    }

    private CensusFolder folder() {
        var census = options.census().orElseThrow();
        var profiles = options.profile()
                .map(this::profile)
                .map(List::of)
                .orElseGet(() -> List.copyOf(rulebook.profiles().values()));
        var folder = CensusFolder.of(CensusFile.below(census), profiles);
        folder.others().forEach(this::sayUnread);
        if (folder.plans().isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "census.nothing",
                    Place.file(census.toString()),
                    new Bilingual("没有一个文件可以接收", "no file could be accepted"),
                    new Bilingual(
                            "请看上面各文件的原因，或运行 junheng inspect",
                            "see the reasons of the files above, or run junheng inspect"));
        }
        return folder;
    }

    private void sayUnread(SourceFile file) {
        if (file.state() == SourceFile.State.REFUSED) {
            var reason = file.reason().split(" / ", 2);
            progress.say(new Bilingual(
                    "拒收 " + file.name() + "：" + reason[0],
                    "refused " + file.name() + ": " + reason[reason.length - 1]));
        }
    }

    private CensusProfile profile(String id) {
        return rulebook.profile(id)
                .orElseThrow(() -> new FaultException(
                        FaultException.Kind.USAGE,
                        "profile.unknown",
                        Place.NOWHERE,
                        Bilingual.format("没有名为 %s 的普查方案", "there is no profile %s", id),
                        Bilingual.format(
                                "可用的方案：%s",
                                "profiles are: %s",
                                String.join(", ", rulebook.profiles().keySet()))));
    }

    private List<CensusProfile> profilesOf(List<String> ids) {
        return new TreeSet<>(ids).stream().map(rulebook.profiles()::get).toList();
    }

    private String ingestKey(CensusFolder folder) {
        var parts = new TreeSet<String>();
        for (var plan : folder.plans()) {
            parts.add("planned %s %s %s %s %d"
                    .formatted(plan.sha256(), plan.sheet(), plan.profile(), plan.year(), plan.rank()));
        }
        // What is not read changes no figure; a refused file changes how the run ends.
        folder.others().stream()
                .filter(other -> other.state() == SourceFile.State.REFUSED)
                .forEach(other -> parts.add(other.state().id() + " " + other.sha256()));
        folder.divisionFiles().forEach(file -> parts.add("divisions " + file.sha256()));
        var all = new ArrayList<>(List.of("ingest", codeVersion, rulebook.version()));
        all.addAll(parts);
        return Hashing.key(all);
    }

    private String measureKey(String ingestKey, Map<String, List<Standard>> standards) {
        var parts = new ArrayList<>(List.of(
                "measure",
                codeVersion,
                rulebook.version(),
                ingestKey,
                options.years().toString()));
        standards.forEach((profile, list) ->
                parts.add(profile + " " + list.stream().map(Standard::standard).toList()));
        return Hashing.key(parts);
    }

    private String snapshotId(String measureKey) {
        return Hashing.key(List.of("snapshot", codeVersion, rulebook.version(), measureKey));
    }

    private StepRecord ingest(CensusFolder folder, String key) throws IOException {
        var last =
                warehouse.lastOutcome("ingest").filter(outcome -> outcome.key().equals(key));
        if (last.isPresent()) {
            takenOver("ingest", key, inputs(folder), last.get().loaded().rowsRead());
            return last.get();
        }
        long start = System.nanoTime();
        progress.say(Bilingual.format(
                "[1/3] 接收 %d 个文件……", "[1/3] ingest: %d files …", folder.plans().size()));
        for (var file : folder.planned()) {
            warehouse.seal(path(file), file);
        }
        for (var file : folder.divisionFiles()) {
            warehouse.seal(path(file), file);
        }
        for (var file : folder.others()) {
            if (file.state() == SourceFile.State.REFUSED) {
                warehouse.seal(path(file), file);
            }
        }
        var sealedDivisions =
                folder.divisionFiles().stream().map(Warehouse::rawPath).toList();
        var load = LoadStep.run(
                spark.get(), folder.plans(), rulebook, divisions(sealedDivisions), warehouse.partitionWriter());
        var inputs = inputs(folder, load);
        var withinShare = withinShare(inputs);
        inputs.addAll(folder.divisionFiles());
        inputs.addAll(folder.others());
        var loaded = new Loaded(inputs, load.rules(), sealedDivisions, load.generated(), withinShare);
        if (loaded.rowsAccepted() == 0) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "census.nothing",
                    Place.file(options.census().orElseThrow().toString()),
                    Bilingual.format("读取 %d 行，没有一行可以接收", "%d rows read, none could be accepted", loaded.rowsRead()),
                    firstFailures(loaded));
        }
        var outcome = warehouse.complete(
                new StepRecord(
                        "ingest",
                        key,
                        null,
                        codeVersion,
                        rulebook.version(),
                        load.staged().stream().map(each -> each.file()).toList(),
                        loaded,
                        List.copyOf(new TreeSet<>(folder.plans().stream()
                                .map(plan -> plan.profile())
                                .toList())),
                        List.of(),
                        null),
                load.staged());
        done("ingest", key, inputs(folder), start, loaded.rowsRead());
        progress.say(Bilingual.format(
                "      读取 %,d 行 = 接收 %,d + 隔离 %,d",
                "      %,d rows read = %,d accepted + %,d quarantined",
                loaded.rowsRead(),
                loaded.rowsAccepted(),
                loaded.rowsQuarantined()));
        return outcome;
    }

    private List<SourceFile> inputs(CensusFolder folder, LoadStep.Load load) {
        var accepted = new long[folder.planned().size()];
        var quarantined = new long[folder.planned().size()];
        for (var count : load.counts()) {
            int file = folder.plans().get(count.sheet()).file();
            accepted[file] += count.accepted();
            quarantined[file] += count.quarantined();
        }
        var inputs = new ArrayList<SourceFile>();
        for (int i = 0; i < folder.planned().size(); i++) {
            var unreadable = load.unreadable().get(i);
            var file = folder.planned().get(i);
            if (unreadable == null) {
                inputs.add(file.withRows(accepted[i], quarantined[i]));
            } else {
                var refused = file.refused(unreadable);
                sayUnread(refused);
                inputs.add(refused);
            }
        }
        return inputs;
    }

    private static Bilingual firstFailures(Loaded loaded) {
        var failing = loaded.rules().stream()
                .filter(rule -> rule.rowsFailing() > 0)
                .map(rule -> "%s × %d (%s)".formatted(rule.rule(), rule.rowsFailing(), rule.example()))
                .toList();
        var list = String.join(", ", failing);
        return new Bilingual("请改正后重新报送；违反的规则：" + list, "correct the rows and send them again; rules broken: " + list);
    }

    private Path path(SourceFile file) {
        var census = options.census().orElseThrow().toAbsolutePath().normalize();
        return java.nio.file.Files.isDirectory(census) ? census.resolve(file.name()) : census;
    }

    private boolean withinShare(List<SourceFile> inputs) {
        var byProfile = new HashMap<String, long[]>();
        for (var input : inputs) {
            var counts = byProfile.computeIfAbsent(input.profile(), profile -> new long[2]);
            counts[0] += input.rowsRead();
            counts[1] += input.rowsQuarantined();
        }
        return byProfile.entrySet().stream().allMatch(entry -> {
            var share = rulebook.profiles().get(entry.getKey()).quarantinedShare();
            return entry.getValue()[1] <= share * entry.getValue()[0];
        });
    }

    private Divisions divisions(List<String> sealedFiles) {
        var all = Divisions.NONE;
        for (var profile : rulebook.profiles().values()) {
            if (profile.hasDivisions()) {
                all = all.with(rulebook.divisions().get(profile.divisions().facts()));
            }
        }
        for (var file : sealedFiles) {
            all = all.with(Rulebook.divisions(warehouse.root().resolve(file)));
        }
        return all;
    }

    /** Measures what the last ingest accepted; the outcome waits for publish. */
    StepRecord measure() throws IOException {
        return measure(last("ingest"));
    }

    /** Publishes what was measured last. */
    Published publish() throws IOException, SQLException {
        var loaded = last("ingest");
        var measured = last("measure");
        if (!loaded.key().equals(measured.before())) {
            throw missing("measure");
        }
        var current = current(snapshotId(measured.key()));
        return current.isPresent() ? new Published(current.get(), true) : publish(loaded, measured);
    }

    private StepRecord last(String step) throws IOException {
        return warehouse
                .lastOutcome(step)
                .filter(outcome -> outcome.codeVersion().equals(codeVersion)
                        && outcome.factsVersion().equals(rulebook.version()))
                .orElseThrow(() -> missing(step));
    }

    private static FaultException missing(String step) {
        return new FaultException(
                FaultException.Kind.USAGE,
                "step.missing",
                Place.NOWHERE,
                Bilingual.format(
                        "没有可用的 %s 结果（程序、事实文件和上一步须与那次相同）",
                        "there is no outcome of %s by this code, these facts and the step before", step),
                Bilingual.format("请先运行 junheng %s", "run junheng %s first", step));
    }

    private StepRecord measure(StepRecord ingested) throws IOException {
        var standards = standards(profilesOf(ingested.profiles()));
        var key = measureKey(ingested.key(), standards);
        var last =
                warehouse.lastOutcome("measure").filter(outcome -> outcome.key().equals(key));
        if (last.isPresent()) {
            takenOver("measure", key, List.of(ingested.key()), rows(last.get().files()));
            return last.get();
        }
        long start = System.nanoTime();
        var ids = standards.values().stream()
                .flatMap(List::stream)
                .map(Standard::standard)
                .distinct()
                .sorted()
                .toList();
        progress.say(Bilingual.format("[2/3] 测算：%s……", "[2/3] measure: %s …", String.join(", ", ids)));
        var staged = MeasureStep.run(
                spark.get(),
                ingested.files(),
                rulebook,
                divisions(ingested.loaded().divisionFiles()),
                standards,
                options.years(),
                warehouse.partitionWriter());
        var files = staged.stream().map(each -> each.file()).toList();
        if (files.isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "years.nothing",
                    Place.NOWHERE,
                    Bilingual.format("普查数据中没有 %s 年", "the census has no year in %s", options.years()),
                    new Bilingual("请改 --years", "change --years"));
        }
        var outcome = warehouse.complete(
                new StepRecord(
                        "measure",
                        key,
                        ingested.key(),
                        codeVersion,
                        rulebook.version(),
                        files,
                        null,
                        ingested.profiles(),
                        ids,
                        options.years().toString()),
                staged);
        done("measure", key, List.of(ingested.key()), start, rows(files));
        return outcome;
    }

    private static long rows(List<StoredFile> files) {
        return files.stream().mapToLong(StoredFile::rows).sum();
    }

    /** Profile → the standards to measure it by. */
    private Map<String, List<Standard>> standards(List<CensusProfile> profiles) {
        var byProfile = new java.util.TreeMap<String, List<Standard>>();
        for (var profile : profiles) {
            var ids = options.standards().isEmpty() ? profile.standards() : options.standards();
            var list = new ArrayList<Standard>();
            for (var id : ids) {
                var standard = rulebook.standards().get(id);
                if (standard == null) {
                    throw new FaultException(
                            FaultException.Kind.USAGE,
                            "standard.unknown",
                            Place.NOWHERE,
                            Bilingual.format("没有名为 %s 的标准", "there is no standard %s", id),
                            Bilingual.format(
                                    "可用的标准：%s",
                                    "standards are: %s",
                                    String.join(", ", rulebook.standards().keySet())));
                }
                list.add(standard);
            }
            byProfile.put(profile.profile(), list);
        }
        return byProfile;
    }

    private Published publish(StepRecord ingested, StepRecord measured) throws IOException, SQLException {
        long start = System.nanoTime();
        progress.say(new Bilingual("[3/3] 发布汇总库……", "[3/3] publish the summary database …"));
        var loaded = ingested.loaded();
        var parent = warehouse.currentId();
        var files = new ArrayList<StoredFile>();
        for (var input : loaded.inputs()) {
            if (input.state() == SourceFile.State.ACCEPTED || input.state() == SourceFile.State.REFUSED) {
                files.add(new StoredFile(Warehouse.rawPath(input), "", input.rowsRead(), input.sha256()));
            }
        }
        files.addAll(ingested.files());
        files.addAll(measured.files());
        var id = snapshotId(measured.key());
        var manifest = new Manifest(
                id,
                nextVersion(parent),
                parent.orElse(null),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                codeVersion,
                rulebook.version(),
                ingested.profiles(),
                measured.standards(),
                measured.years(),
                loaded.generated(),
                (loaded.hasRefusals() ? ExitCode.PUBLISHED_WITH_REFUSALS : ExitCode.DONE).number(),
                loaded.rowsRead(),
                loaded.rowsAccepted(),
                loaded.rowsQuarantined(),
                loaded.inputs(),
                files);
        var staged = "summary-" + id + ".duckdb";
        new PublishStep(rulebook, warehouse, manifest, loaded).run(warehouse.stagingFile(staged));
        var summary = new StoredFile(Manifest.summaryPath(id), "", 0, Hashing.ofFile(warehouse.stagingFile(staged)));
        manifest = manifest.with(summary);
        warehouse.commit(manifest, staged);
        done("publish", id, List.of(measured.key()), start, rows(files));
        return new Published(manifest, false);
    }

    /** An addition or revision raises the minor version. */
    private String nextVersion(Optional<String> parent) throws IOException {
        var before = parent.isEmpty() ? Optional.<Manifest>empty() : warehouse.manifest(parent.get());
        if (before.isEmpty()) {
            return "1.0.0";
        }
        var parts = before.get().version().split("\\.");
        return parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0";
    }

    private static List<String> inputs(CensusFolder folder) {
        return folder.plans().stream()
                .map(plan -> plan.sha256() + " " + plan.name())
                .toList();
    }

    private void takenOver(String step, String key, List<String> inputs, long rows) {
        steps.add(new RunRecord.Step(step, key, inputs, "unchanged", 0, rows));
        progress.say(Bilingual.format("%s：没有变化，沿用上次结果", "%s: unchanged, the last outcome is taken over", step));
    }

    private void done(String step, String key, List<String> inputs, long start, long rows) {
        double seconds = Math.round((System.nanoTime() - start) / 1e7) / 100.0;
        steps.add(new RunRecord.Step(step, key, inputs, "done", seconds, rows));
    }
}
