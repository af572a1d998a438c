package org.junheng.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junheng.warehouse.PartitionWriter.Staged;

/**
 * A warehouse: where things stand, how a step's files get in, how a snapshot becomes current.
 *
 * <pre>
 * CURRENT                      id of the published snapshot
 * snapshots/ID.json            manifest
 * citations/ID.json            mark of a snapshot that is cited and stays
 * raw/SHA256/NAME              sealed inputs
 * census/ metrics/ quarantine/ Parquet, named by content
 * summary/junheng-ID.duckdb    the published database
 * steps/STEP.json              outcome of the last ingest and measure, to be taken over when nothing changed
 * runs/ID.json                 what each run did
 * staging/                     files of the run that is under way
 * lock                         who runs
 * </pre>
 */
public final class Warehouse {
    private static final String CURRENT = "CURRENT";
    private static final String STAGING = "staging";
    private static final String SEALED_NOTE = "source.json";
    private static final List<String> DATA = List.of("census", "metrics", "quarantine");

    private final WarehouseFiles files;

    public Warehouse(WarehouseFiles files) {
        this.files = files;
    }

    public Path root() {
        return files.root();
    }

    /** A writer into the staging folder. */
    public PartitionWriter partitionWriter() {
        return new PartitionWriter(root().toString(), STAGING);
    }

    /** A file of the staging folder, for a database that is under construction. */
    public Path stagingFile(String name) {
        return root().resolve(STAGING).resolve(name);
    }

    /** Removes what a run that died left behind. Only the holder of the lock may call. */
    public void clearStaging() throws IOException {
        files.delete(STAGING);
    }

    /** Seals a raw file under its hash, with what is known of its source and licence. Sealed files never change. */
    public void seal(Path file, SourceFile source) throws IOException {
        var path = rawPath(source);
        if (!files.exists(path)) {
            var staged = STAGING + "/raw-" + source.sha256();
            files.copyIn(file, staged);
            files.move(staged, path);
        }
        var note = rawFolder(source.sha256()) + "/" + SEALED_NOTE;
        if (!files.exists(note)) {
            var staged = STAGING + "/source-" + source.sha256();
            files.write(staged, Json.bytes(new Sealed(source.sha256(), source.source(), source.licence())));
            files.move(staged, note);
        }
    }

    private record Sealed(String sha256, String source, String licence) {}

    private static String rawFolder(String sha256) {
        return "raw/" + sha256;
    }

    /** Where a raw file is sealed. */
    public static String rawPath(SourceFile source) {
        var name = source.name();
        return rawFolder(source.sha256()) + "/" + name.substring(name.lastIndexOf('/') + 1);
    }

    /** Where the files of a sealed hash stand. */
    public List<String> sealed(String sha256) throws IOException {
        return files.list(rawFolder(sha256));
    }

    /** Moves a step's files to where they belong and records the outcome. */
    public StepRecord complete(StepRecord outcome, List<Staged> staged) throws IOException {
        for (var each : staged) {
            files.move(each.stagedPath(), each.file().path());
        }
        var stagedRecord = STAGING + "/" + outcome.step() + ".json";
        files.write(stagedRecord, Json.bytes(outcome));
        files.move(stagedRecord, stepPath(outcome.step()));
        return outcome;
    }

    private static String stepPath(String step) {
        return "steps/" + step + ".json";
    }

    /** The last outcome of a step, if its files are all there. */
    public Optional<StepRecord> lastOutcome(String step) throws IOException {
        if (!files.exists(stepPath(step))) {
            return Optional.empty();
        }
        var outcome = Json.read(files.read(stepPath(step)), StepRecord.class);
        for (var file : outcome.files()) {
            if (!files.exists(file.path())) {
                return Optional.empty();
            }
        }
        return Optional.of(outcome);
    }

    /** The id of the published snapshot. */
    public Optional<String> currentId() throws IOException {
        return files.exists(CURRENT)
                ? Optional.of(new String(files.read(CURRENT), StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }

    /** The manifest of a snapshot. */
    public Optional<Manifest> manifest(String id) throws IOException {
        return files.exists(Manifest.path(id))
                ? Optional.of(Json.read(files.read(Manifest.path(id)), Manifest.class))
                : Optional.empty();
    }

    /** The ids of all snapshots, in alphabetical order. */
    public List<String> snapshotIds() throws IOException {
        return files.list("snapshots").stream()
                .filter(path -> path.endsWith(".json"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".json".length()))
                .sorted()
                .toList();
    }

    /** All manifests, the oldest first. */
    public List<Manifest> manifests() throws IOException {
        var manifests = new ArrayList<Manifest>();
        for (var path : files.list("snapshots")) {
            if (path.endsWith(".json")) {
                manifests.add(Json.read(files.read(path), Manifest.class));
            }
        }
        manifests.sort(java.util.Comparator.comparing(Manifest::created).thenComparing(Manifest::id));
        return manifests;
    }

    /**
     * Publishes a snapshot: its database and manifest move into place, then one atomic rename makes it current. Until
     * that rename readers see the snapshot before, wholly.
     *
     * @param stagedSummary the finished database in the staging folder
     */
    public void commit(Manifest manifest, String stagedSummary) throws IOException {
        files.move(STAGING + "/" + stagedSummary, Manifest.summaryPath(manifest.id()));
        var stagedManifest = STAGING + "/manifest.json";
        files.write(stagedManifest, Json.bytes(manifest));
        files.move(stagedManifest, Manifest.path(manifest.id()));
        makeCurrent(manifest.id());
        removeUnlisted();
    }

    /** Makes a committed snapshot the published one. */
    public void makeCurrent(String id) throws IOException {
        var staged = STAGING + "/" + CURRENT;
        files.write(staged, (id + "\n").getBytes(StandardCharsets.UTF_8));
        files.move(staged, CURRENT);
    }

    /** Removes data files that neither a manifest nor the last outcome of a step lists. */
    public void removeUnlisted() throws IOException {
        for (var path : unlisted(manifests())) {
            files.delete(path);
        }
        files.delete(STAGING);
    }

    /** Data files that none of these snapshots and not the last outcome of a step list. */
    List<String> unlisted(List<Manifest> manifests) throws IOException {
        var listed = new HashSet<String>();
        for (var manifest : manifests) {
            manifest.files().forEach(file -> listed.add(file.path()));
            listed.add(Manifest.summaryPath(manifest.id()));
        }
        for (var step : List.of("ingest", "measure")) {
            lastOutcome(step).ifPresent(outcome -> outcome.files().forEach(file -> listed.add(file.path())));
        }
        var folders = new ArrayList<>(DATA);
        folders.add("summary");
        var unlisted = new ArrayList<String>();
        for (var folder : folders) {
            files.list(folder).stream().filter(path -> !listed.contains(path)).forEach(unlisted::add);
        }
        return unlisted;
    }

    /** Takes a snapshot's manifest away, in one atomic step. Its files are then listed by others, or by none. */
    void forget(String id) throws IOException {
        files.move(Manifest.path(id), STAGING + "/forgotten-" + id + ".json");
    }

    /** All sealed inputs, without the notes beside them. */
    List<String> allSealed() throws IOException {
        return files.list("raw").stream()
                .filter(path -> !path.endsWith("/" + SEALED_NOTE))
                .toList();
    }

    /** The size of files; one that is missing has none. */
    long bytes(Collection<String> paths) throws IOException {
        long bytes = 0;
        for (var path : paths) {
            if (files.exists(path)) {
                bytes += Files.size(root().resolve(path));
            }
        }
        return bytes;
    }

    /** How many bytes the database and the Parquet files of a snapshot take, those too that other snapshots list. */
    public long bytes(Manifest manifest) throws IOException {
        return bytes(manifest.files().stream()
                .map(StoredFile::path)
                .filter(path -> !path.startsWith("raw/"))
                .toList());
    }

    /** Whether a snapshot is marked as cited. */
    public boolean isCited(String id) throws IOException {
        return files.exists(Citation.path(id));
    }

    /** The mark that a snapshot is cited; empty also where its file is damaged, which is a mark none the less. */
    public Optional<Citation> citation(String id) throws IOException {
        try {
            return isCited(id)
                    ? Optional.of(Json.read(files.read(Citation.path(id)), Citation.class))
                    : Optional.empty();
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    /** Marks a snapshot as cited. Only the holder of the lock may call. */
    public void cite(Citation citation) throws IOException {
        var staged = STAGING + "/citation.json";
        files.write(staged, Json.bytes(citation));
        files.move(staged, Citation.path(citation.id()));
    }

    /** Takes the mark away. Only the holder of the lock may call. */
    public void uncite(String id) throws IOException {
        files.delete(Citation.path(id));
    }

    /** Writes the record of a run; also of one that failed. */
    public void writeRun(RunRecord run) throws IOException {
        // Not through the staging folder: a run that did not get the lock must not touch it.
        var unfinished = "runs/." + run.id();
        files.write(unfinished, Json.bytes(run));
        files.move(unfinished, "runs/" + run.id() + ".json");
    }

    /** Whether every file that a snapshot lists is there; {@link #verify} looks into them. */
    public boolean isComplete(Manifest manifest) throws IOException {
        for (var file : manifest.files()) {
            if (!files.exists(file.path())) {
                return false;
            }
        }
        return true;
    }

    /** A file that a manifest lists and that is gone or has other bytes. */
    public record Damage(String path, String expected, String found) {}

    /** What is wrong with a snapshot's database, if anything is. */
    public Optional<Damage> damageOfSummary(Manifest manifest) throws IOException {
        for (var file : manifest.files()) {
            if (file.path().equals(Manifest.summaryPath(manifest.id()))) {
                return damage(file);
            }
        }
        return Optional.of(new Damage(Manifest.summaryPath(manifest.id()), "listed", "not listed"));
    }

    private Optional<Damage> damage(StoredFile file) throws IOException {
        var found = files.exists(file.path()) ? Hashing.ofFile(root().resolve(file.path())) : "missing";
        return found.equals(file.sha256())
                ? Optional.empty()
                : Optional.of(new Damage(file.path(), file.sha256(), found));
    }

    /** Checks every listed file of a snapshot, its sealed inputs too. */
    public List<Damage> verify(Manifest manifest) throws IOException {
        var damages = new ArrayList<Damage>();
        for (var file : manifest.files()) {
            damage(file).ifPresent(damages::add);
        }
        return damages;
    }

    /** Path of a file of the warehouse on this machine. */
    public Path resolve(StoredFile file) {
        return root().resolve(file.path());
    }
}
