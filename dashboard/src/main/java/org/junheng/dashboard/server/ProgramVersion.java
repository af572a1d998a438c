package org.junheng.dashboard.server;

import java.util.Optional;

/** The version of this program, which an answer depends on beside the snapshot. */
final class ProgramVersion {
    static final String TEXT = Optional.ofNullable(
                    ProgramVersion.class.getPackage().getImplementationVersion())
            .orElse("dev");

    private ProgramVersion() {}
}
