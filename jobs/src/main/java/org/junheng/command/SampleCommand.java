package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.terms.YearRange;

/** Generates a census, with its truth beside it. */
final class SampleCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(names = "--out", descriptionKey = "sample.out", placeholder = "DIR", required = true)
    private Path out;

    @Parameter(names = "--counties", descriptionKey = "sample.counties", placeholder = "N")
    private Integer counties;

    @Parameter(names = "--schools-per-county", descriptionKey = "sample.schools", placeholder = "N")
    private Integer schoolsPerCounty;

    @Parameter(names = "--years", descriptionKey = "sample.years", placeholder = "A-B")
    private String years;

    @Parameter(names = "--seed", descriptionKey = "sample.seed", placeholder = "S")
    private Long seed;

    @Parameter(names = "--format", descriptionKey = "sample.format", placeholder = "FORMAT")
    private String format;

    @Parameter(names = "--file-type", descriptionKey = "sample.file.type", placeholder = "TYPE")
    private String fileType;

    @Parameter(names = "--county-sheets", descriptionKey = "sample.county.sheets")
    private boolean countySheets;

    @Override
    public ExitCode run(Console console) throws Exception {
        try {
            var report = SampleCensus.generate(options(), out);
            console.answerLine(
                    console.text("sample.done", report.files().size(), report.rows(), report.quarantined(), out));
            if (countySheets) {
                console.answerLine(console.text("sample.sheets", report.sheets().size()));
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException wrong) {
            throw new UsageProblem("sample.wrong", String.valueOf(wrong.getMessage()));
        } catch (FileAlreadyExistsException taken) {
            throw new UsageProblem("sample.taken", out.toString());
        }
    }

    private SampleOptions options() throws IOException {
        var options = SampleOptions.defaults(FactsOptions.shipped());
        if (counties != null) {
            options = options.withCounties(counties);
        }
        if (schoolsPerCounty != null) {
            options = options.withSchoolsPerCounty(schoolsPerCounty);
        }
        if (years != null) {
            var range = YearRange.parse(years);
            options = options.withYears(range.first(), range.last());
        }
        if (format != null) {
            options = options.withFormat(format);
        }
        if (fileType != null) {
            options = options.withFileType(fileType);
        }
        if (countySheets) {
            options = options.withCountySheets();
        }
        return seed == null ? options : options.withSeed(seed);
    }
}
