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
    /** A step of a run: what went in, how it ended, how long it took, how many rows it handled. */
    public record Step(String step, String key, String outcome, double seconds, long rows) {}
}
