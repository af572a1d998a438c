package org.junheng.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What kind of files the sample is written into. */
public enum FileType {
    CSV,
    XLSX;

    /** The name on the command line, and the ending of a file. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(FileType::id).toList();
    }

    /** Whether a file of this name belongs to a census of whatever kind. */
    static boolean isCensus(String name) {
        return ids().stream().anyMatch(id -> name.endsWith("." + id));
    }
}
