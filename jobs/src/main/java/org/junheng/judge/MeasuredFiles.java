package org.junheng.judge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the measure step left, where it stands now.
 *
 * @param metrics table → its Parquet files
 * @param census profile of schools → its Parquet files
 * @param quarantinedSheets Parquet files of county sheets in quarantine
 */
public record MeasuredFiles(
        Map<String, List<Path>> metrics, Map<String, List<Path>> census, List<Path> quarantinedSheets) {
    /** The files of a table; empty where there are none. */
    public List<Path> of(String table) {
        return metrics.getOrDefault(table, List.of());
    }
}
