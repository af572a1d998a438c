package org.junheng.nightly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junheng.ingest.CensusFile;
import org.junheng.ingest.CensusFolder;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Corrections;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.validate.LoadStep;
import org.junheng.warehouse.Hashing;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.StepRecord;
import org.junheng.warehouse.StepRecord.Loaded;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.Warehouse;

/** The first step of a run: the files of the census folder are sealed, read, checked and stored. */
final class IngestStep {
    /** The step's name in records. */
    static final String STEP = "ingest";

    private final Rulebook rulebook;
    private final Warehouse warehouse;
    private final Supplier<JavaSparkContext> spark;
    private final RunOptions options;
    private final String codeVersion;
    private final StepLog log;

    IngestStep(
            Rulebook rulebook,
            Warehouse warehouse,
            Supplier<JavaSparkContext> spark,
            RunOptions options,
            String codeVersion,
            StepLog log) {
        this.rulebook = rulebook;
        this.warehouse = warehouse;
        this.spark = spark;
        this.options = options;
        this.codeVersion = codeVersion;
        this.log = log;
    }

    /** What each file of the census folder is. */
    CensusFolder folder() throws IOException {
        var census = options.census().orElseThrow();
        var profiles = options.profile()
                .map(this::profile)
                .map(List::of)
                .orElseGet(() -> List.copyOf(rulebook.profiles().values()));
        var folder = CensusFolder.of(CensusFile.below(census), profiles, rulebook.limits(), arrivals());
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
            log.say(new Bilingual(
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

    /** Hash of every file that was ever read here → the ingest in which it first came. */
    private Map<String, Integer> arrivals() throws IOException {
        return warehouse.lastOutcome(STEP).map(last -> last.loaded().arrivals()).orElse(Map.of());
    }

    /** The same with the files of a folder. */
    private Map<String, Integer> arrivals(CensusFolder folder) throws IOException {
        var all = new TreeMap<>(arrivals());
        folder.planned().forEach(file -> all.putIfAbsent(file.sha256(), file.arrival()));
        return all;
    }

    /** What the outcome depends on. */
    String key(CensusFolder folder) {
        var parts = new TreeSet<String>();
        for (var plan : folder.plans()) {
            parts.add("planned " + plan.content());
        }
        // What is not read changes no figure; a refused file changes how the run ends.
        folder.others().stream()
                .filter(other -> other.state() == SourceFile.State.REFUSED)
                .forEach(other -> parts.add(other.state().id() + " " + other.sha256()));
        folder.divisionFiles().forEach(file -> parts.add("divisions " + file.sha256()));
        var all = new ArrayList<>(List.of(STEP, codeVersion, rulebook.version()));
        all.addAll(parts);
        return Hashing.key(all);
    }

    /** Reads and checks the census; an outcome with the same key is taken over. */
    StepRecord run(CensusFolder folder, String key) throws IOException {
        var last = warehouse.lastOutcome(STEP).filter(outcome -> outcome.key().equals(key));
        if (last.isPresent()) {
            log.takenOver(STEP, key, inputs(folder), last.get().loaded().rowsRead());
            return last.get();
        }
        long start = System.nanoTime();
        log.say(Bilingual.format(
                "[1/3] 接收 %d 个文件……",
                "[1/3] ingest: %d files …", folder.planned().size()));
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
        var before = warehouse.lastOutcome(STEP);
        var load = LoadStep.run(
                spark.get(),
                folder.plans(),
                rulebook,
                divisions(rulebook, warehouse, sealedDivisions),
                warehouse.partitionWriter(),
                before.filter(done -> isComparable(done, sealedDivisions))
                        .map(StepRecord::loaded)
                        .orElse(null));
        var inputs = inputs(folder, load);
        var withinShare = withinShare(inputs);
        inputs.addAll(folder.divisionFiles());
        inputs.addAll(folder.others());
        var loaded = new Loaded(
                inputs,
                load.sheets(),
                load.partitions(),
                load.crossYears(),
                withinShare,
                load.acrossProvinces(),
                options.acceptDrop().orElse(null),
                arrivals(folder));
        if (loaded.rowsAccepted() == 0) {
            throw new FaultException(
                    FaultException.Kind.INPUT,
                    "census.nothing",
                    Place.file(options.census().orElseThrow().toString()),
                    Bilingual.format("读取 %d 行，没有一行可以接收", "%d rows read, none could be accepted", loaded.rowsRead()),
                    firstFailures(loaded));
        }
        sayUnmetCorrections(loaded);
        if (before.isPresent()) {
            new RowsDrop(rulebook).check(before.get().loaded(), loaded);
        }
        var outcome = warehouse.complete(
                new StepRecord(
                        STEP,
                        key,
                        null,
                        codeVersion,
                        rulebook.version(),
                        storedFiles(load),
                        loaded,
                        sealedDivisions,
                        List.copyOf(new TreeSet<>(folder.plans().stream()
                                .map(plan -> plan.profile())
                                .toList())),
                        List.of(),
                        null,
                        null),
                load.staged());
        log.done(STEP, key, inputs(folder), start, loaded.rowsRead());
        sayTakenOver(load);
        log.say(Bilingual.format(
                "      读取 %,d 行 = 接收 %,d + 隔离 %,d",
                "      %,d rows read = %,d accepted + %,d quarantined",
                loaded.rowsRead(),
                loaded.rowsAccepted(),
                loaded.rowsQuarantined()));
        RuleReport.lines(loaded.rules()).forEach(log::say);
        return outcome;
    }

    /** Warns of corrections whose school is not in the data of their year. */
    private void sayUnmetCorrections(Loaded loaded) {
        var met = new HashSet<String>();
        var years = new HashMap<String, Set<Integer>>();
        for (var partition : loaded.partitions()) {
            met.addAll(partition.correctionsMet());
            years.computeIfAbsent(partition.profile(), profile -> new HashSet<>())
                    .add(partition.year());
        }
        var corrections = rulebook.corrections();
        var used = new HashSet<>(corrections.all());
        used.removeIf(correction -> !met.contains(correction.place().toString()));
        corrections.unmet(used, years).forEach(unmet -> log.say(Corrections.warning(unmet)));
    }

    private static List<StoredFile> storedFiles(LoadStep.Load load) {
        return load.partitions().stream()
                .flatMap(partition -> Stream.of(partition.census(), partition.quarantine()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(StoredFile::path))
                .toList();
    }

    private void sayTakenOver(LoadStep.Load load) {
        if (load.takenOver() > 0) {
            log.say(Bilingual.format(
                    "      %1$d 个分区重新检查，%2$d 个没有变化，沿用上次结果",
                    "      %1$d partitions checked anew, %2$d unchanged and taken over",
                    load.partitions().size() - load.takenOver(),
                    load.takenOver()));
        }
    }

    /** Whether a load by this code and these facts would come to the same where its sheets are the same. */
    private boolean isComparable(StepRecord last, List<String> sealedDivisions) {
        return last.codeVersion().equals(codeVersion)
                && last.factsVersion().equals(rulebook.version())
                && last.divisionFiles().equals(sealedDivisions);
    }

    private List<SourceFile> inputs(CensusFolder folder, LoadStep.Load load) {
        var accepted = new HashMap<String, Long>();
        var quarantined = new HashMap<String, Long>();
        for (var partition : load.partitions()) {
            for (var row : partition.ledger()) {
                accepted.merge(row.sha256(), row.accepted(), Long::sum);
                quarantined.merge(row.sha256(), row.quarantined(), Long::sum);
            }
        }
        var inputs = new ArrayList<SourceFile>();
        for (int i = 0; i < folder.planned().size(); i++) {
            var unreadable = load.unreadable().get(i);
            var file = folder.planned().get(i);
            if (unreadable == null) {
                inputs.add(file.withRows(
                        accepted.getOrDefault(file.sha256(), 0L), quarantined.getOrDefault(file.sha256(), 0L)));
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

    /** The divisions of all profiles, and those that the census brought. */
    static Divisions divisions(Rulebook rulebook, Warehouse warehouse, List<String> sealedFiles) {
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

    private static List<String> inputs(CensusFolder folder) {
        return folder.plans().stream()
                .map(plan -> plan.sha256() + " " + plan.name())
                .toList();
    }
}
