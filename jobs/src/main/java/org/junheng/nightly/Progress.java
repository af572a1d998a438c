package org.junheng.nightly;

import org.junheng.terms.Bilingual;

/** Takes a line for the person who waits, or for the log. */
@FunctionalInterface
public interface Progress {
    /** Says what has just begun or ended. */
    void say(Bilingual line);
}
