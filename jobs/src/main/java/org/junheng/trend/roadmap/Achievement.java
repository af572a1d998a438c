package org.junheng.trend.roadmap;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * That a county has reached what its roadmap asks for (C13).
 *
 * @param year the year that the notice states, or the first of the full verdicts that pass
 * @param fellBack whether a later verdict is a fail
 */
record Achievement(int year, Basis basis, boolean fellBack) {
    /** What shows it. */
    enum Basis {
        RECOGNITION,
        FULL_VERDICT,
        /** A pass on resources alone, which is shown and achieves nothing. */
        RESOURCE_ONLY;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A verdict on a county; {@code full} where it covers every item. */
    record Verdict(String verdict, boolean full) {
        boolean passesInFull() {
            return full && verdict.equals("pass");
        }

        boolean fails() {
            return verdict.equals("fail");
        }
    }

    /**
     * What recognitions and verdicts come to, or null where it was not achieved.
     *
     * @param recognised years for which the county was recognised
     * @param verdicts by census year
     */
    static Achievement of(List<Integer> recognised, NavigableMap<Integer, Verdict> verdicts) {
        var decided = new TreeMap<>(verdicts);
        decided.values().removeIf(verdict -> !verdict.verdict().equals("pass") && !verdict.fails());
        var last = decided.lastEntry();
        if (!recognised.isEmpty()) {
            int first = recognised.stream().min(Integer::compare).orElseThrow();
            int latest = recognised.stream().max(Integer::compare).orElseThrow();
            return new Achievement(
                    first, Basis.RECOGNITION, last != null && last.getValue().fails() && last.getKey() > latest);
        }
        Integer year = null;
        boolean failedSince = false;
        for (var each : decided.entrySet()) {
            if (each.getValue().passesInFull()) {
                year = year == null || failedSince ? each.getKey() : year;
                failedSince = false;
            } else if (each.getValue().fails()) {
                failedSince = true;
            }
        }
        if (year == null) {
            return null;
        }
        if (last.getValue().fails()) {
            return new Achievement(year, Basis.FULL_VERDICT, true);
        }
        return failedSince ? null : new Achievement(year, Basis.FULL_VERDICT, false);
    }
}
