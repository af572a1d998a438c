package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.nio.file.Path;
import java.util.Optional;
import org.junheng.export.CountyDossier;
import org.junheng.export.QuarantineExport;
import org.junheng.rulebook.DossierLayout;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;

/** Writes files for people: the quarantined rows, a workbook a county, or the dossier of one county. */
final class ExportCommand implements Command {
    private static final String DOSSIER = "county";

    enum Format {
        XLSX
    }

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

    @Parameter(names = "--format", descriptionKey = "export.format")
    private Format format;

    @Parameter(names = "--year", descriptionKey = "export.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--standard", descriptionKey = "export.standard", placeholder = "ID")
    private String standard;

    @Override
    public ExitCode run(Console console) throws Exception {
        refuseWhatMakesNoSense();
        try (var summary = PublishedSummary.open(common.warehouse())) {
            return quarantine ? giveBack(console, summary) : writeDossier(console, summary);
        }
    }

    private void refuseWhatMakesNoSense() {
        if (quarantine) {
            refuseBesideQuarantine(format, "--format");
            refuseBesideQuarantine(year, "--year");
            refuseBesideQuarantine(standard, "--standard");
            return;
        }
        if (county == null) {
            throw new UsageProblem(format == null ? "export.what" : "export.whose");
        }
        if (county.isBlank()) {
            throw new UsageProblem("export.whose");
        }
        if (format == null) {
            throw new UsageProblem("export.as_what", county);
        }
    }

    private static void refuseBesideQuarantine(Object value, String option) {
        if (value != null) {
            throw new UsageProblem("export.not_of_quarantine", option);
        }
    }

    private ExitCode giveBack(Console console, PublishedSummary summary) throws Exception {
        var written = new QuarantineExport(summary.connection(), common.warehouse(), facts.read())
                .write(out, Optional.ofNullable(county));
        for (var file : written) {
            console.answerLine(console.text("export.written", file.file(), file.rows()));
        }
        console.say(written.isEmpty() ? "export.none" : "export.next");
        return ExitCode.DONE;
    }

    private ExitCode writeDossier(Console console, PublishedSummary summary) throws Exception {
        var rulebook = facts.read();
        var layout = DossierLayout.read(FactsOptions.shipped(), facts.overlay(), DOSSIER);
        var question = new CountyDossier.Question(
                county.strip(), Optional.ofNullable(year), Optional.ofNullable(standard), console.language());
        var written = new CountyDossier(summary, layout, rulebook).write(out, question);
        console.answerLine(console.text("export.dossier", written.name(), written.sheets()));
        return ExitCode.DONE;
    }
}
