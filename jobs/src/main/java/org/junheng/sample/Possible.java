package org.junheng.sample;

/** A figure that lies between two others. */
record Possible(double low, double high) {

    static final Possible NOTHING = new Possible(0, 0);

    static Possible exactly(Fraction figure) {
        return new Possible(figure.toDouble(), figure.toDouble());
    }

    Possible plus(Possible other) {
        return new Possible(low + other.low, high + other.high);
    }

    Possible minus(Possible other) {
        return new Possible(low - other.high, high - other.low);
    }

    Possible times(double factor) {
        return new Possible(low * factor, high * factor);
    }

    Possible notBelowZero() {
        return new Possible(Math.max(0, low), Math.max(0, high));
    }

    /** The figure at a share, 0 to 1, of its way. */
    double at(double share) {
        return low + share * (high - low);
    }
}
