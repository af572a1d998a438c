package org.junheng.summary;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junheng.summary.SummaryProblem.Kind;

/** The rows of one query, read forward as DuckDB computes them. */
public final class Answer implements AutoCloseable {
    private final Statement statement;
    private final TimeLimit timeLimit;
    private final QueryLimits limits;
    private final ResultSet rows;
    private final List<Column> columns;
    private long mostRows = Long.MAX_VALUE;
    private long rowsSeen;
    private LeftOut leftOut;

    /** How many rows there are beyond those shown; of very many only that there are at least so many. */
    public record LeftOut(long rows, boolean exact) {
        private static final long MOST_COUNTED = 1_000_000;
    }

    private Answer(Statement statement, TimeLimit timeLimit, QueryLimits limits, ResultSet rows) throws SQLException {
        this.statement = statement;
        this.timeLimit = timeLimit;
        this.limits = limits;
        this.rows = rows;
        this.columns = columns(rows.getMetaData());
    }

    /** Runs a statement that {@link SelectGuard} has admitted. */
    static Answer of(Statement statement, String select, QueryLimits limits) throws SQLException {
        var timeLimit = new TimeLimit(statement, limits);
        try {
            timeLimit.begin();
            var rows = statement.executeQuery(select);
            timeLimit.end();
            return new Answer(statement, timeLimit, limits, rows);
        } catch (SQLException e) {
            var problem = QueryFailure.problem(e, timeLimit.exceeded(), limits);
            timeLimit.close();
            statement.close();
            throw problem;
        }
    }

    public List<Column> columns() {
        return columns;
    }

    /** Lets {@link #next} end after so many rows. */
    public Answer first(long rows) {
        mostRows = rows;
        return this;
    }

    /** Counts the rows that {@link #first} cut off, when those before have been read. */
    public LeftOut leftOut() {
        if (leftOut == null) {
            long count = 0;
            while (rowsSeen == mostRows && count < LeftOut.MOST_COUNTED && advance()) {
                count++;
            }
            leftOut = new LeftOut(count, count < LeftOut.MOST_COUNTED);
        }
        return leftOut;
    }

    /** Moves to the next row; false after the last. */
    public boolean next() {
        if (rowsSeen == mostRows || !advance()) {
            return false;
        }
        rowsSeen++;
        return true;
    }

    private boolean advance() {
        try {
            timeLimit.begin();
            boolean found = rows.next();
            timeLimit.end();
            if (timeLimit.exceeded()) {
                throw new SummaryProblem(
                        Kind.TIME_LIMIT, String.valueOf(limits.time().toSeconds()));
            }
            return found;
        } catch (SQLException e) {
            throw QueryFailure.problem(e, timeLimit.exceeded(), limits);
        }
    }

    /**
     * The value of a column (the first is 0) of the present row: null, {@link Boolean}, {@link Number}, {@link String}, or a
     * {@link List} or {@link java.util.Map} of these. Dates and times are ISO 8601 text, instants in UTC.
     */
    public Object value(int column) {
        try {
            var value = rows.getObject(column + 1);
            // A java.sql.Timestamp goes through the local zone and loses an hour in its gaps.
            return Values.plain(value instanceof Timestamp ? rows.getObject(column + 1, LocalDateTime.class) : value);
        } catch (SQLException e) {
            throw QueryFailure.problem(e, timeLimit.exceeded(), limits);
        }
    }

    @Override
    public void close() {
        timeLimit.close();
        try {
            rows.close();
            statement.close();
        } catch (SQLException e) {
            throw new SummaryProblem(Kind.QUERY_FAILED, e, HiddenPaths.in(String.valueOf(e.getMessage())));
        }
    }

    private static List<Column> columns(ResultSetMetaData metaData) throws SQLException {
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(new Column(metaData.getColumnLabel(i), metaData.getColumnTypeName(i)));
        }
        return List.copyOf(columns);
    }
}
