package org.junheng.summary;

import java.sql.SQLException;
import java.util.Locale;
import org.junheng.summary.SummaryProblem.Kind;

/** Sorts DuckDB's errors: the query is wrong, a limit was reached, or something failed. */
final class QueryFailure {
    private static final String[] WRAPPERS = {
        "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: "
    };

    private QueryFailure() {}

    static SummaryProblem problem(SQLException failure, boolean timeExceeded, QueryLimits limits) {
        if (timeExceeded) {
            return new SummaryProblem(
                    Kind.TIME_LIMIT, failure, String.valueOf(limits.time().toSeconds()));
        }
        var message = message(failure);
        var type = message.toLowerCase(Locale.ROOT);
        if (type.startsWith("out of memory error")) {
            return new SummaryProblem(Kind.MEMORY_LIMIT, failure, LockedConnection.MEMORY_LIMIT);
        }
        if (type.startsWith("permission error")) {
            return new SummaryProblem(Kind.FILE_REFUSED, failure);
        }
        boolean readersMistake = type.startsWith("binder error")
                || type.startsWith("catalog error")
                || type.startsWith("parser error")
                || type.startsWith("conversion error")
                || type.startsWith("out of range error")
                || type.startsWith("invalid input error")
                || type.startsWith("invalid type error")
                || type.startsWith("mismatch type error")
                || type.startsWith("not implemented error")
                || type.startsWith("syntax error");
        return new SummaryProblem(
                readersMistake ? Kind.WRONG_QUERY : Kind.QUERY_FAILED, failure, shortened(HiddenPaths.in(message)));
    }

    /** What DuckDB says, without what it wraps around it where rows are streamed. */
    static String message(Throwable failure) {
        var message = String.valueOf(failure.getMessage());
        for (var wrapper : WRAPPERS) {
            message = message.startsWith(wrapper) ? message.substring(wrapper.length()) : message;
        }
        return message;
    }

    /** The lines up to the first advice on DuckDB's own settings, which a reader cannot change here. */
    static String shortened(String message) {
        int advice = message.indexOf("\n\nPossible solutions");
        var lines = (advice < 0 ? message : message.substring(0, advice)).stripTrailing();
        return lines.replaceAll("\\n\\s*\\n", "\n");
    }
}
