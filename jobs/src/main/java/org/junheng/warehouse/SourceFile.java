package org.junheng.warehouse;

import java.io.Serializable;

/**
 * A file of the census folder and what became of it.
 *
 * @param sha256 hash of its bytes
 * @param name its path in the census folder
 * @param profile the profile that fits, or null
 * @param year the census year where the file has one, or null
 * @param encoding the encoding found, or null
 * @param state what became of it
 * @param reason why it was refused or not read, or null
 * @param arrival the ingest of this warehouse in which its bytes first came, from 1; 0 for a file that is not read
 */
public record SourceFile(
        String sha256,
        String name,
        String profile,
        Integer year,
        String encoding,
        State state,
        String reason,
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        String source,
        String licence,
        int arrival)
        implements Serializable {
    /** The same file with the rows that were accepted and quarantined. */
    public SourceFile withRows(long accepted, long quarantined) {
        return new SourceFile(
                sha256,
                name,
                profile,
                year,
                encoding,
                state,
                reason,
                accepted + quarantined,
                accepted,
                quarantined,
                source,
                licence,
                arrival);
    }

    /** The same file, which first came in this ingest of the warehouse. */
    public SourceFile arrivedIn(int ingest) {
        return new SourceFile(
                sha256,
                name,
                profile,
                year,
                encoding,
                state,
                reason,
                rowsRead,
                rowsAccepted,
                rowsQuarantined,
                source,
                licence,
                ingest);
    }

    /** The same file, refused after all. */
    public SourceFile refused(String why) {
        return new SourceFile(
                sha256, name, profile, year, encoding, State.REFUSED, why, 0, 0, 0, source, licence, arrival);
    }

    /** What became of a file. */
    public enum State {
        ACCEPTED,
        REFUSED,
        NOT_READ,
        /** The same bytes stand under another name that was read. */
        UNCHANGED;

        /** The id in tables, e.g. {@code not_read}. */
        @com.fasterxml.jackson.annotation.JsonValue
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        @com.fasterxml.jackson.annotation.JsonCreator
        static State of(String id) {
            return valueOf(id.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
