package org.junheng.warehouse;

import java.util.List;

/**
 * What a run did, written also when it fails.
 *
 * @param id start time and process, so that records sort by time
 * @param command the command
 * @param outcome done, unchanged, refused_files, failed …
 * @param message the last message of a failure, or null
 * @param snapshotId the snapshot that it published or found unchanged, or null
 */
public record RunRecord(
        String id,
        String command,
        String started,
        double seconds,
        String outcome,
        int exitCode,
        String message,
        String snapshotId,
        List<Step> steps) {
    /**
     * A step of a run.
     *
     * @param key hash over code, facts and inputs
     * @param inputs what went in: files with their hashes for ingest, the key of the step before for the others
     * @param outcome done or unchanged
     * @param rows rows handled
     */
    public record Step(String step, String key, List<String> inputs, String outcome, double seconds, long rows) {}
}
