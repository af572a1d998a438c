package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.export.QuarantineExport;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;

/** Writes files for people: the quarantined rows, a workbook a county. */
final class ExportCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(names = "--quarantine", descriptionKey = "export.quarantine")
    private boolean quarantine;

    @Parameter(names = "--out", descriptionKey = "export.out", placeholder = "DIR", required = true)
    private Path out;

    @Parameter(names = "--county", descriptionKey = "export.county", placeholder = "CODE")
    private String county;

    @Override
    public ExitCode run(Console console) throws Exception {
        if (!quarantine) {
            throw new UsageProblem("export.what");
        }
        try (var summary = PublishedSummary.open(common.warehouse())) {
            var written = new QuarantineExport(summary.connection(), common.warehouse(), facts.read())
                    .write(out, Optional.ofNullable(county));
            for (var file : written) {
                console.answerLine(console.text("export.written", file.file(), file.rows()));
            }
            console.say(written.isEmpty() ? "export.none" : "export.next");
            return ExitCode.DONE;
        }
    }
}
