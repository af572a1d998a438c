package org.junheng.warehouse;

import java.util.List;

/**
 * What a snapshot holds. Readers open the files that it lists and no others.
 *
 * @param id the snapshot, told by code, facts and inputs alone
 * @param version semantic version of the published data
 * @param parentId the snapshot that was current before, or null
 * @param created when it was committed, ISO 8601 in UTC: the one clock in it
 * @param exitCode how the run that made it ended: 0 or 4
 * @param generated whether it rests on generated sample data
 */
public record Manifest(
        String id,
        String version,
        String parentId,
        String created,
        String codeVersion,
        String factsVersion,
        List<String> profiles,
        List<String> standards,
        String years,
        boolean generated,
        int exitCode,
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        List<SourceFile> inputs,
        List<StoredFile> files) {

    /** Path of a snapshot's manifest in the warehouse. */
    public static String path(String id) {
        return "snapshots/" + id + ".json";
    }

    /** Path of a snapshot's summary database in the warehouse. */
    public static String summaryPath(String id) {
        return "summary/junheng-" + id + ".duckdb";
    }

    /** The same snapshot with one more file. */
    public Manifest with(StoredFile file) {
        var all = new java.util.ArrayList<>(files);
        all.add(file);
        return with(version, all);
    }

    /** The same snapshot with its version. */
    public Manifest withVersion(String decided) {
        return with(decided, files);
    }

    private Manifest with(String version, List<StoredFile> files) {
        return new Manifest(
                id,
                version,
                parentId,
                created,
                codeVersion,
                factsVersion,
                profiles,
                standards,
                years,
                generated,
                exitCode,
                rowsRead,
                rowsAccepted,
                rowsQuarantined,
                inputs,
                List.copyOf(files));
    }
}
