package org.junheng.ingest;

import java.io.Serializable;

/**
 * A row on its way between tasks.
 *
 * @param file position of its file in the run's list of plans
 * @param line number of its first line, from 1
 * @param text its text
 */
public record RawRow(int file, long line, String text) implements Serializable {
    private static final long serialVersionUID = 1L;
}
