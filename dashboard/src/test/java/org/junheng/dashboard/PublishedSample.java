package org.junheng.dashboard;

import java.nio.file.Path;

/** The published warehouse that tests read; named by a system property until the fixture builds it. */
public final class PublishedSample {
    private PublishedSample() {}

    /** Its folder. */
    public static Path warehouse() {
        return Path.of(System.getProperty("junheng.dashboard.warehouse", "warehouse"));
    }
}
