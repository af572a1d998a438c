package org.junheng.command;

import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.terms.FaultException;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Warehouse;
import org.junheng.warehouse.WarehouseLock;

/** Looks at everything that a run needs: each line is ok, or says what to do. */
final class DoctorCommand implements Command {
    private static final Runtime.Version OLDEST_JAVA = Runtime.Version.parse("17");
    private static final Runtime.Version OLDEST_JAVA_25 = Runtime.Version.parse("25.0.3");
    private static final long LEAST_MEMORY_MEGABYTES = 2048;
    private static final long LEAST_DISK_MEGABYTES = 2048;

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    private boolean healthy = true;

    @Override
    public ExitCode run(Console console) throws Exception {
        java(console);
        memory(console);
        disk(console);
        encodings(console);
        facts(console);
        warehouse(console);
        return healthy ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void line(Console console, boolean ok, String key, Object... values) throws IOException {
        healthy &= ok;
        console.answerLine((ok ? "ok    " : "!!    ") + console.text(key, values));
    }

    private void java(Console console) throws IOException {
        var version = Runtime.version();
        boolean tooOld = version.compareToIgnoreOptional(OLDEST_JAVA) < 0;
        boolean early25 =
                version.feature() == OLDEST_JAVA_25.feature() && version.compareToIgnoreOptional(OLDEST_JAVA_25) < 0;
        line(console, !tooOld && !early25, tooOld || early25 ? "doctor.java_old" : "doctor.java", version.toString());
    }

    private void memory(Console console) throws IOException {
        var system = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long megabytes = system.getTotalMemorySize() / (1024 * 1024);
        line(
                console,
                megabytes >= LEAST_MEMORY_MEGABYTES,
                megabytes >= LEAST_MEMORY_MEGABYTES ? "doctor.memory" : "doctor.memory_low",
                megabytes,
                LEAST_MEMORY_MEGABYTES,
                Runtime.getRuntime().availableProcessors());
    }

    private void disk(Console console) throws IOException {
        var folder = common.warehouse().toAbsolutePath();
        while (!Files.exists(folder)) {
            folder = folder.getParent();
        }
        long megabytes = Files.getFileStore(folder).getUsableSpace() / (1024 * 1024);
        boolean writable = Files.isWritable(folder);
        line(
                console,
                megabytes >= LEAST_DISK_MEGABYTES && writable,
                !writable
                        ? "doctor.disk_locked"
                        : megabytes >= LEAST_DISK_MEGABYTES ? "doctor.disk" : "doctor.disk_low",
                megabytes,
                LEAST_DISK_MEGABYTES);
    }

    private void encodings(Console console) throws IOException {
        var jnu = System.getProperty("sun.jnu.encoding", "");
        boolean unicode = jnu.toUpperCase(java.util.Locale.ROOT).contains("UTF-8");
        boolean gb18030 = Charset.isSupported("GB18030");
        line(
                console,
                unicode && gb18030,
                !gb18030 ? "doctor.gb18030" : unicode ? "doctor.encodings" : "doctor.locale",
                jnu);
    }

    private void facts(Console console) throws IOException {
        try {
            var rulebook = facts.read();
            line(
                    console,
                    true,
                    "doctor.facts",
                    rulebook.profiles().size(),
                    rulebook.standards().size(),
                    rulebook.version());
        } catch (FaultException fault) {
            boolean chinese = console.language() == Language.ZH;
            line(
                    console,
                    false,
                    "doctor.facts_faulty",
                    fault.place(),
                    chinese ? fault.what().zh() : fault.what().en(),
                    chinese ? fault.nextStep().zh() : fault.nextStep().en());
        }
    }

    private void warehouse(Console console) throws IOException {
        var path = common.warehouse();
        if (!Files.exists(path)) {
            line(console, true, "doctor.warehouse_none");
            return;
        }
        var warehouse = new Warehouse(new LocalWarehouseFiles(path));
        var current = warehouse.currentId();
        if (current.isEmpty()) {
            line(console, true, "doctor.warehouse_empty");
        } else {
            var manifest = warehouse.manifest(current.get());
            boolean whole = manifest.isPresent() && warehouse.isComplete(manifest.get());
            line(console, whole, whole ? "doctor.warehouse" : "doctor.warehouse_damaged", current.get());
        }
        lock(console, path);
    }

    private void lock(Console console, Path path) throws IOException {
        if (!Files.exists(path.resolve("lock"))) {
            return;
        }
        var holder = WarehouseLock.holder(path);
        try {
            WarehouseLock.take(path).close();
            boolean leftovers = Files.exists(path.resolve("staging"));
            line(console, true, leftovers ? "doctor.leftovers" : "doctor.free");
        } catch (FaultException busy) {
            line(console, true, "doctor.busy", holder.orElse("?"));
        }
    }
}
