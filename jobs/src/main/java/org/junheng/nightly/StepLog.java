package org.junheng.nightly;

import java.util.List;
import org.junheng.terms.Bilingual;
import org.junheng.warehouse.RunRecord;

/** What the steps of a run did, for its record, and said as it happens. */
final class StepLog {
    private final List<RunRecord.Step> steps;
    private final Progress progress;

    StepLog(List<RunRecord.Step> steps, Progress progress) {
        this.steps = steps;
        this.progress = progress;
    }

    void say(Bilingual text) {
        progress.say(text);
    }

    /** A step had nothing to do. */
    void takenOver(String step, String key, List<String> inputs, long rows) {
        steps.add(new RunRecord.Step(step, key, inputs, "unchanged", 0, rows));
        progress.say(Bilingual.format("%s：没有变化，沿用上次结果", "%s: unchanged, the last outcome is taken over", step));
    }

    /** A step ended well. */
    void done(String step, String key, List<String> inputs, long start, long rows) {
        double seconds = Math.round((System.nanoTime() - start) / 1e7) / 100.0;
        steps.add(new RunRecord.Step(step, key, inputs, "done", seconds, rows));
    }
}
