package org.junheng.sample;

/** A planted row and where it stands; {@code line} is the line at which the row starts, the header being line 1. */
record QuarantineEntry(String file, long line, String rule, String schoolCode, String column, String found) {

    static QuarantineEntry of(String file, long line, Fault fault) {
        return new QuarantineEntry(file, line, fault.rule(), fault.schoolCode(), fault.column(), fault.found());
    }
}
