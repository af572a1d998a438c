package org.junheng.sample;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written.
 *
 * @param folder where
 * @param files the census files, by year
 * @param sheets county sheets and lists of rooms, by name
 * @param rows rows of all census files, without headers
 * @param quarantined rows that a reader must quarantine
 * @param faults quarantined rows by rule
 */
public record SampleReport(
        Path folder, List<File> files, List<File> sheets, long rows, long quarantined, Map<String, Integer> faults) {

    public SampleReport {
        files = List.copyOf(files);
        sheets = List.copyOf(sheets);
        faults = Collections.unmodifiableMap(new TreeMap<>(faults));
    }

    /**
     * One file.
     *
     * @param name file name
     * @param year census year; 0 where its name and titles tell none
     * @param encoding UTF-8, UTF-8 with byte order mark (named UTF-8-BOM) or GB18030; xlsx for a workbook
     * @param rows rows without the header
     * @param quarantined rows of these that must be quarantined
     */
    public record File(String name, int year, String encoding, long rows, long quarantined) {}
}
