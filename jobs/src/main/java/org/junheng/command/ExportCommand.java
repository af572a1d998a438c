package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.junheng.export.disclosure.PublicCopy;
import org.junheng.export.dossier.Dossier;
import org.junheng.export.mend.QuarantineExport;
import org.junheng.export.tables.TableExport;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/**
 * Writes files: the tables for programs and spreadsheets, a workbook about a county or a city, or the quarantined rows. With
 * {@code --public} what leaves the department.
 */
final class ExportCommand implements Command {
    private static final String COUNTY = "county";
    private static final String CITY = "city";

    enum Format {
        CSV,
        PARQUET,
        XLSX,
        DUCKDB,
        /** Web pages, which the dashboard's own program writes. */
        SITE
    }

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(names = "--quarantine", descriptionKey = "export.quarantine")
    private boolean quarantine;

    @Parameter(names = "--public", descriptionKey = "export.public")
    private boolean forThePublic;

    @Parameter(names = "--out", descriptionKey = "export.out", placeholder = "DIR", required = true)
    private Path out;

    @Parameter(names = "--county", descriptionKey = "export.county", placeholder = "CODE")
    private String county;

    @Parameter(names = "--city", descriptionKey = "export.city", placeholder = "CODE")
    private String city;

    @Parameter(names = "--format", descriptionKey = "export.format")
    private Format format;

    @Parameter(names = "--year", descriptionKey = "export.year", placeholder = "Y")
    private Integer year;

    @Parameter(names = "--standard", descriptionKey = "export.standard", placeholder = "ID")
    private String standard;

    @Override
    public ExitCode run(Console console) throws Exception {
        refuseWhatMakesNoSense();
        var rulebook = facts.read();
        try (var summary = PublishedSummary.open(common.warehouse())) {
            if (quarantine) {
                return giveBack(console, summary, rulebook);
            }
            if (!forThePublic) {
                return write(console, summary, rulebook);
            }
            var folder = Files.createTempDirectory("junheng-public");
            var copy = folder.resolve("public.duckdb");
            try {
                PublicCopy.write(summary, rulebook, copy);
                try (var leaving = PublishedSummary.ofFile(copy, summary.snapshotId())) {
                    return write(console, leaving, rulebook);
                }
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(folder);
            }
        }
    }

    private void refuseWhatMakesNoSense() {
        if (quarantine) {
            refuseBesideQuarantine(format, "--format");
            refuseBesideQuarantine(city, "--city");
            refuseBesideQuarantine(year, "--year");
            refuseBesideQuarantine(standard, "--standard");
            refuseBesideQuarantine(forThePublic ? true : null, "--public");
            return;
        }
        if (format == Format.SITE) {
            throw new UsageProblem("export.site");
        }
        if (county != null && city != null) {
            throw new UsageProblem("export.one_place");
        }
        if ((county != null && county.isBlank()) || (city != null && city.isBlank())) {
            throw new UsageProblem("export.whose");
        }
        if (format == null) {
            throw county == null && city == null
                    ? new UsageProblem("export.what")
                    : new UsageProblem("export.as_what", county == null ? city : county);
        }
        if (!aboutAPlace()) {
            refuseOutsideWorkbooks(year, "--year");
            refuseOutsideWorkbooks(standard, "--standard");
        }
    }

    /** Whether a workbook about one place is meant, and not tables. */
    private boolean aboutAPlace() {
        return format == Format.XLSX && (county != null || city != null);
    }

    private static void refuseBesideQuarantine(Object value, String option) {
        if (value != null) {
            throw new UsageProblem("export.not_of_quarantine", option);
        }
    }

    private static void refuseOutsideWorkbooks(Object value, String option) {
        if (value != null) {
            throw new UsageProblem("export.not_of_tables", option);
        }
    }

    private ExitCode giveBack(Console console, PublishedSummary summary, Rulebook rulebook) throws Exception {
        var written = new QuarantineExport(summary.connection(), common.warehouse(), rulebook)
                .write(out, Optional.ofNullable(county));
        for (var file : written) {
            console.answerLine(console.text("export.written", file.file(), file.rows()));
        }
        console.say(written.isEmpty() ? "export.none" : "export.next");
        return ExitCode.DONE;
    }

    private ExitCode write(Console console, PublishedSummary summary, Rulebook rulebook)
            throws IOException, SQLException {
        return aboutAPlace() ? writeDossier(console, summary, rulebook) : writeTables(console, summary, rulebook);
    }

    private ExitCode writeTables(Console console, PublishedSummary summary, Rulebook rulebook)
            throws IOException, SQLException {
        var place = county == null
                ? Optional.ofNullable(city).map(each -> new TableExport.Asked(CITY, each.strip()))
                : Optional.of(new TableExport.Asked(COUNTY, county.strip()));
        var words = DossierLayout.read(FactsOptions.shipped(), facts.overlay(), COUNTY)
                .words();
        var written = new TableExport(summary, rulebook, words, line -> console.err()
                        .println(console.language() == Language.ZH ? line.zh() : line.en()))
                .write(out, TableExport.Format.valueOf(format.name()), place);
        for (var file : written) {
            console.answerLine(
                    file.rows() == 0
                                    && !file.name().endsWith("." + format.name().toLowerCase(Locale.ROOT))
                            ? file.name()
                            : console.text("export.written", file.name(), file.rows()));
        }
        return ExitCode.DONE;
    }

    private ExitCode writeDossier(Console console, PublishedSummary summary, Rulebook rulebook)
            throws IOException, SQLException {
        var layout = DossierLayout.read(FactsOptions.shipped(), facts.overlay(), county == null ? CITY : COUNTY);
        var question = new Dossier.Question(
                (county == null ? city : county).strip(),
                Optional.ofNullable(year),
                Optional.ofNullable(standard),
                console.language());
        var written = new Dossier(summary, layout, rulebook).write(out, question);
        console.answerLine(console.text("export.dossier", written.name(), written.sheets()));
        return ExitCode.DONE;
    }
}
