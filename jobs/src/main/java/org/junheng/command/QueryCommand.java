package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.export.tables.AnswerFile;
import org.junheng.summary.Answer;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.command.FailureReport;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;
import org.junheng.summary.format.TableFormat;

/** Answers one SELECT over the published summary. */
final class QueryCommand implements Command {
    private static final long TABLE_ROWS = 50;

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "query.sql", placeholder = "\"SQL\"", required = true)
    private List<String> sql = new ArrayList<>();

    /** A table to read, CSV, JSON and Parquet to process. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        PARQUET
    }

    @Parameter(names = "--format", descriptionKey = "query.format")
    private Format format;

    @Parameter(names = "--out", descriptionKey = "query.out", placeholder = "FILE")
    private Path out;

    @Parameter(names = "--rows", descriptionKey = "query.rows", placeholder = "N")
    private Long rows;

    @Parameter(names = "--time-limit", descriptionKey = "query.time_limit", placeholder = "SECONDS")
    private long timeLimitSeconds = QueryLimits.DEFAULT.time().toSeconds();

    @Override
    public ExitCode run(Console console) throws IOException {
        if (sql.size() > 1) {
            throw new UsageProblem("query.quote");
        }
        if (timeLimitSeconds < 1) {
            throw new UsageProblem("usage.number", String.valueOf(timeLimitSeconds), "--time-limit");
        }
        if (rows != null && rows < 0) {
            throw new UsageProblem("usage.number", String.valueOf(rows), "--rows");
        }
        var file = file();
        var limit = Duration.ofSeconds(timeLimitSeconds);
        var limits = new QueryLimits(limit, () -> endProcess(new QueryLimits(limit), console));
        try (var summary = PublishedSummary.open(common.warehouse());
                var answer = summary.select(sql.get(0), limits)) {
            write(answer.first(mostRows()), file, console);
        }
        return ExitCode.DONE;
    }

    /** The file to write, checked; empty for standard output. */
    private Optional<AnswerFile> file() {
        if (out == null) {
            if (format == Format.PARQUET) {
                throw new UsageProblem("query.no_out");
            }
            return Optional.empty();
        }
        if (format == Format.TABLE) {
            throw new UsageProblem("query.no_table");
        }
        var chosen = format == null
                ? AnswerFile.Format.of(out)
                        .orElseThrow(() -> new UsageProblem(
                                "query.ending", out.getFileName().toString()))
                : AnswerFile.Format.valueOf(format.name());
        return Optional.of(new AnswerFile(out, chosen));
    }

    /** A table is to be read, so it is short where nobody asks for more. */
    private long mostRows() {
        if (rows != null) {
            return rows == 0 ? Long.MAX_VALUE : rows;
        }
        return isTable() ? TABLE_ROWS : Long.MAX_VALUE;
    }

    private boolean isTable() {
        return out == null && (format == null || format == Format.TABLE);
    }

    /** The last resort: what is written stands in a draft, so that nothing can be lost. */
    private static void endProcess(QueryLimits limits, Console console) {
        var exitCode = new FailureReport(console, false).tell(limits.exceeded());
        System.exit(exitCode.number());
    }

    private void write(Answer answer, Optional<AnswerFile> file, Console console) throws IOException {
        if (file.isPresent()) {
            file.get().write(answer);
            console.say("query.written", out);
        } else if (isTable()) {
            TableFormat.write(answer, mostRows(), console.answer());
        } else if (format == Format.CSV) {
            CsvFormat.write(answer, console.answer());
        } else {
            JsonFormat.write(answer, console.answer());
        }
        var leftOut = answer.leftOut();
        if (leftOut.rows() > 0) {
            var key = rows == null ? "query.left_out" : "query.beyond";
            console.say(leftOut.exact() ? key : key + "_at_least", leftOut.rows());
        }
    }
}
