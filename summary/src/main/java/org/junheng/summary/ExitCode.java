package org.junheng.summary;

/** How a command ended; the numbers are part of the outside contract and scripts rely on them. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    NOTHING_PUBLISHED(3),
    PUBLISHED_WITH_REFUSALS(4),
    BUSY(75);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /**
     * The exit code with this number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ExitCode of(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        throw new IllegalArgumentException("no exit code has the number " + number);
    }
}
