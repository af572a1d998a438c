package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.judge.JudgeStep;
import org.junheng.judge.MeasuredFiles;
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
import org.junheng.trend.TrendStep;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.PartitionWriter.Staged;
import org.junheng.warehouse.RunRecord;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.StepRecord;
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
    private final String codeVersion = CodeVersion.current();
    private final StepLog log;
    private final IngestStep ingest;

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
        this.log = new StepLog(steps, progress);
        this.ingest = new IngestStep(rulebook, warehouse, spark, options, codeVersion, log);
        this.rulebook = rulebook;
        this.warehouse = warehouse;
        this.spark = spark;
        this.options = options;
    }

    /** What a snapshot came to. */
    record Published(Manifest manifest, boolean unchanged) {}

    /** The whole chain. */
    Published nightly() throws IOException, SQLException {
        var folder = ingest.folder();
        var ingestKey = ingest.key(folder);
        var standards = standards(
                profilesOf(folder.plans().stream().map(plan -> plan.profile()).toList()));
        var measureKey = measureKey(ingestKey, standards);
        var current = current(snapshotId(measureKey));
        if (current.isPresent()) {
            return new Published(current.get(), true);
        }
        var loaded = ingest.run(folder, ingestKey);
        return publish(loaded, measure(loaded));
    }

    /** A published or formerly published snapshot with this id, made current. */
    private Optional<Manifest> current(String id) throws IOException {
        var manifest = warehouse.manifest(id);
        if (manifest.isEmpty() || !warehouse.isComplete(manifest.get())) {
            return Optional.empty();
        }
        var published = warehouse.currentId();
        if (published.equals(Optional.of(id))) {
            log.say(Bilingual.format(
                    "输入、事实与程序都没有变化：快照 %1$s 保持不变", "inputs, facts and code are unchanged: snapshot %1$s stands", id));
        } else {
            warehouse.makeCurrent(id);
            log.say(Bilingual.format(
                    "输入、事实与程序都与快照 %1$s（版本 %2$s）的相同：它重新成为当前快照，取代 %3$s",
                    "inputs, facts and code are those of snapshot %1$s, version %2$s: it is published again, in place of %3$s",
                    id,
                    manifest.get().version(),
                    published.orElse("—")));
        }
        return manifest;
    }

    /** Reads and checks the census; the outcome waits for measure. */
    StepRecord ingest() throws IOException {
        var folder = ingest.folder();
        return ingest.run(folder, ingest.key(folder));
    }

    private List<CensusProfile> profilesOf(List<String> ids) {
        return new TreeSet<>(ids).stream().map(rulebook.profiles()::get).toList();
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
            log.takenOver(
                    "measure", key, List.of(ingested.key()), rows(last.get().files()));
            return last.get();
        }
        long start = System.nanoTime();
        var divisions = IngestStep.divisions(rulebook, warehouse, ingested.divisionFiles());
        standards.replaceAll((profile, list) ->
                list.stream().filter(standard -> concerns(standard, ingested)).toList());
        var all = standards.values().stream().flatMap(List::stream).distinct().toList();
        var ids = all.stream().map(Standard::standard).sorted().toList();
        log.say(Bilingual.format("[2/3] 测算：%s……", "[2/3] measure: %s …", String.join(", ", ids)));
        var measured = MeasureStep.run(
                spark.get(),
                ingested.files(),
                rulebook,
                divisions,
                standards,
                options.years(),
                warehouse.partitionWriter(),
                tasksBefore(ingested));
        if (measured.files().isEmpty()) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "years.nothing",
                    Place.NOWHERE,
                    Bilingual.format("普查数据中没有 %s 年", "the census has no year in %s", options.years()),
                    new Bilingual("请改 --years", "change --years"));
        }
        var concluded = conclude(ingested, measured, divisions, all);
        var files = new ArrayList<>(measured.files());
        concluded.forEach(each -> files.add(each.file()));
        var staged = new ArrayList<>(measured.staged());
        staged.addAll(concluded);
        var outcome = warehouse.complete(
                new StepRecord(
                        "measure",
                        key,
                        ingested.key(),
                        codeVersion,
                        rulebook.version(),
                        files,
                        null,
                        ingested.divisionFiles(),
                        ingested.profiles(),
                        ids,
                        options.years().toString(),
                        measured.tasks()),
                staged);
        if (measured.takenOver() > 0) {
            log.say(Bilingual.format(
                    "      %1$d 项重新测算，%2$d 项没有变化，沿用上次结果",
                    "      %1$d tasks measured anew, %2$d unchanged and taken over",
                    measured.tasks().size() - measured.takenOver(),
                    measured.takenOver()));
        }
        log.done("measure", key, List.of(ingested.key()), start, rows(files));
        return outcome;
    }

    /** Judges what was measured, and follows it through the years: DuckDB reads the files where they stand now. */
    private List<Staged> conclude(
            StepRecord ingested, MeasureStep.Measured measured, Divisions divisions, List<Standard> standards)
            throws IOException {
        var metrics = new TreeMap<String, List<Path>>();
        measured.places()
                .forEach((table, paths) -> metrics.put(
                        table,
                        paths.stream()
                                .map(warehouse.root()::resolve)
                                .collect(Collectors.toCollection(ArrayList::new))));
        var census = new TreeMap<String, List<Path>>();
        var quarantinedSheets = new ArrayList<Path>();
        for (var file : ingested.files()) {
            var parts = file.path().split("/");
            var unit = rulebook.profiles().get(parts[1]).unit();
            var path = warehouse.root().resolve(file.path());
            if (parts[0].equals("census") && unit.isSchool()) {
                census.computeIfAbsent(parts[1], profile -> new ArrayList<>()).add(path);
            } else if (parts[0].equals("quarantine") && unit.name().equals(CensusProfile.Unit.COUNTY)) {
                quarantinedSheets.add(path);
            }
        }
        var files = new MeasuredFiles(metrics, census, quarantinedSheets);
        var writer = warehouse.partitionWriter();
        try {
            var concluded = new ArrayList<>(JudgeStep.run(files, rulebook, divisions, standards, writer));
            concluded.forEach(each -> metrics.computeIfAbsent(each.file().table(), table -> new ArrayList<>())
                    .add(warehouse.root().resolve(each.stagedPath())));
            concluded.addAll(TrendStep.run(files, rulebook, divisions, standards, writer));
            return concluded;
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    /** Whether a standard is about anything in the census: a plan only about its own province. */
    private static boolean concerns(Standard standard, StepRecord ingested) {
        return !standard.isPlan()
                || ingested.files().stream()
                        .map(StoredFile::path)
                        .anyMatch(path -> path.startsWith("census/")
                                && path.contains("/province=" + CensusLayout.partition(standard.region()) + "/"));
    }

    /** What the tasks of the last measure wrote, if the same work by this code would come to the same. */
    private Map<String, List<StoredFile>> tasksBefore(StepRecord ingested) throws IOException {
        return warehouse
                .lastOutcome("measure")
                .filter(last -> last.codeVersion().equals(codeVersion)
                        && last.factsVersion().equals(rulebook.version())
                        && last.divisionFiles().equals(ingested.divisionFiles()))
                .map(StepRecord::tasks)
                .orElse(Map.of());
    }

    private static long rows(List<StoredFile> files) {
        return files.stream().mapToLong(StoredFile::rows).sum();
    }

    /** Profile → the standards to measure it by: those asked for, or the profile's own and every plan. */
    private Map<String, List<Standard>> standards(List<CensusProfile> profiles) {
        var byProfile = new java.util.TreeMap<String, List<Standard>>();
        for (var profile : profiles) {
            var ids = new ArrayList<>(options.standards().isEmpty() ? profile.standards() : options.standards());
            if (options.standards().isEmpty() && profile.hasDivisions()) {
                rulebook.standards().values().stream()
                        .filter(plan -> plan.isPlan() && profile.standards().contains(plan.indicatorsOf()))
                        .forEach(plan -> ids.add(plan.standard()));
            }
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
        log.say(new Bilingual("[3/3] 发布汇总库……", "[3/3] publish the summary database …"));
        var loaded = ingested.loaded();
        var id = snapshotId(measured.key());
        // A snapshot whose files were lost is written anew and stays the child of its parent.
        var before = warehouse.manifest(id);
        var parent = before.isPresent()
                ? before.get().parentId()
                : warehouse.currentId().orElse(null);
        var files = new ArrayList<StoredFile>();
        for (var input : loaded.inputs()) {
            if (input.state() == SourceFile.State.ACCEPTED || input.state() == SourceFile.State.REFUSED) {
                files.add(new StoredFile(Warehouse.rawPath(input), "", input.rowsRead(), input.sha256()));
            }
        }
        files.addAll(ingested.files());
        files.addAll(measured.files());
        var manifest = new Manifest(
                id,
                null,
                parent,
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
        var database = warehouse.stagingFile(staged);
        var publish = new PublishStep(rulebook, warehouse, manifest, loaded);
        publish.build(database);
        try (var decided = new Versioning(warehouse, rulebook, log).decide(manifest, database)) {
            publish.conclude(database, decided.version(), decided.step(), decided.changes());
            manifest = manifest.withVersion(decided.version());
        }
        var summary = new StoredFile(Manifest.summaryPath(id), "", 0, Hashing.ofFile(database));
        manifest = manifest.with(summary);
        warehouse.commit(manifest, staged);
        log.done("publish", id, List.of(measured.key()), start, rows(files));
        return new Published(manifest, false);
    }
}
