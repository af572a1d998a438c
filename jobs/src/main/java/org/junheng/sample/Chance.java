package org.junheng.sample;

/**
 * Repeatable draws. A draw depends on the seed and on the path of names that leads to it and on nothing else, so that
 * the order of drawing, the machine and what else is drawn do not matter (which a sequence of random numbers could not
 * promise).
 */
record Chance(long state) {

    static Chance ofSeed(long seed) {
        return new Chance(mixed(seed));
    }

    Chance at(long key) {
        return new Chance(mixed(state ^ mixed(key + 0x9E3779B97F4A7C15L)));
    }

    Chance at(String key) {
        var hash = 0xCBF29CE484222325L;
        for (var i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        return at(hash);
    }

    /** Uniform from 0 (inclusive) to 1 (exclusive). */
    double unit() {
        return (mixed(state) >>> 11) * 0x1.0p-53;
    }

    /** Uniform whole number, both ends included. */
    int between(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    /** Bell-shaped with mean 0 and deviation 1, within ±3.5: the sum of four uniform draws. */
    double bell() {
        var sum = at(1).unit() + at(2).unit() + at(3).unit() + at(4).unit();
        return (sum - 2) * 1.7320508075688772;
    }

    /** The finisher of SplitMix64. */
    private static long mixed(long value) {
        var z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
