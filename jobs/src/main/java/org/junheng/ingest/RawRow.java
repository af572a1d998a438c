package org.junheng.ingest;

import java.io.Serializable;

/**
 * A row on its way between tasks.
 *
 * @param sheet position of its sheet in the run's list of plans
 * @param line number of its first line, from 1
 * @param text its text
 */
public record RawRow(int sheet, long line, String text) implements Serializable {
    private static final long serialVersionUID = 1L;
}
