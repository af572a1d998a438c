package org.junheng.ingest.workbook;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junheng.terms.FaultException;

/** Reads workbooks in a process of its own, whose memory is bounded, and prints how each ends, a line a file. */
final class HostileReading {
    private HostileReading() {}

    public static void main(String[] files) {
        var limits = ShippedLimits.all();
        for (var file : files) {
            var path = Path.of(file);
            var name = path.getFileName().toString();
            long before = milliseconds();
            var end = "read to the end";
            try (var workbook = Workbook.open(path, name, limits)) {
                for (var sheet : workbook.sheets()) {
                    try (var rows = workbook.rows(sheet)) {
                        while (rows.next() != null) {
                            continue;
                        }
                    }
                }
            } catch (FaultException fault) {
                end = fault.kind() + "\t" + fault.code() + "\t" + fault.place() + "\t"
                        + fault.what().en() + "\t" + fault.nextStep().en();
            } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
                end = failure.toString();
            }
            System.out.println(name + "\t" + (milliseconds() - before) + "\t" + end.replace('\n', ' '));
        }
    }

    /** Of the processor, so that a busy machine makes no difference. */
    private static long milliseconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
    }
}
