package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.Answer;
import org.junheng.summary.ExitCode;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;
import org.junheng.summary.format.TableFormat;

/** Answers one SELECT over the published summary. */
final class QueryCommand implements Command {
    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(descriptionKey = "query.sql", placeholder = "\"SQL\"", required = true)
    private List<String> sql = new ArrayList<>();

    @Parameter(names = "--format", descriptionKey = "query.format")
    private OutputFormat format = OutputFormat.TABLE;

    @Parameter(names = "--rows", descriptionKey = "query.rows", placeholder = "N")
    private long rows = 50;

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
        if (rows < 0) {
            throw new UsageProblem("usage.number", String.valueOf(rows), "--rows");
        }
        var limit = Duration.ofSeconds(timeLimitSeconds);
        var limits = new QueryLimits(limit, () -> endProcess(new QueryLimits(limit), console));
        try (var summary = PublishedSummary.open(common.warehouse());
                var answer = summary.select(sql.get(0), limits)) {
            write(answer, console);
        }
        return ExitCode.DONE;
    }

    /** The last resort: nothing is open for writing, so that nothing can be lost. */
    private static void endProcess(QueryLimits limits, Console console) {
        var exitCode = new FailureReport(console, false).tell(limits.exceeded());
        System.exit(exitCode.number());
    }

    private void write(Answer answer, Console console) throws IOException {
        switch (format) {
            case TABLE -> {
                var leftOut = TableFormat.write(answer, rows == 0 ? Long.MAX_VALUE : rows, console.answer());
                if (leftOut.rows() > 0) {
                    console.say(leftOut.exact() ? "query.left_out" : "query.left_out_at_least", leftOut.rows());
                }
            }
            case CSV -> CsvFormat.write(answer, console.answer());
            case JSON -> JsonFormat.write(answer, console.answer());
        }
    }
}
