package org.junheng.summary;

import java.util.Optional;

/**
 * A failure that can tell its reader what happened and what to do. Exceptions implement it, so that whoever shows them
 * (the command line, a web page) needs to know no more than this.
 */
public interface Explained {
    ExitCode exitCode();

    /** What happened, in one or a few lines, without a stack trace and without a path of this machine. */
    String describe(Language language);

    /** What the reader can do about it. */
    Optional<String> nextStep(Language language);
}
