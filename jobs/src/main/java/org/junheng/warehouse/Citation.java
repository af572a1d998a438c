package org.junheng.warehouse;

/**
 * The mark that a snapshot is cited somewhere: it is kept for good. It stands beside the manifest and is no part of it.
 *
 * @param id the snapshot
 * @param version its version
 * @param note who cites it and where, or null
 */
public record Citation(String id, String version, String note) {
    /** Path of a snapshot's mark in the warehouse. */
    static String path(String id) {
        return "citations/" + id + ".json";
    }
}
