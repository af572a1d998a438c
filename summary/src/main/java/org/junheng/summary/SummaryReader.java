package org.junheng.summary;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.junheng.summary.SummaryProblem.Kind;

/**
 * The program's own queries over one published summary, with parameters, from several threads at once. Each query is stopped
 * after a time, gives a bounded number of rows, and waits a bounded time for its turn.
 */
public final class SummaryReader implements AutoCloseable {
    private final List<Connection> connections = new ArrayList<>();
    private final BlockingQueue<Connection> idle;
    private final Duration patience;
    private final QueryClock clock;

    /**
     * @param atOnce how many queries run at once
     * @param patience how long a query waits for its turn
     * @param time how long a query may compute
     */
    public SummaryReader(PublishedSummary summary, int atOnce, Duration patience, Duration time) {
        // Fair: who has waited longest is next.
        this.idle = new ArrayBlockingQueue<>(atOnce, true);
        this.patience = patience;
        try {
            var first = summary.connection().unwrap(DuckDBConnection.class);
            for (int i = 0; i < atOnce; i++) {
                connections.add(first.duplicate());
            }
        } catch (SQLException e) {
            throw new SummaryProblem(Kind.QUERY_FAILED, e, HiddenPaths.in(String.valueOf(e.getMessage())));
        }
        idle.addAll(connections);
        this.clock = new QueryClock(time);
    }

    /**
     * Takes a connection for several queries that follow each other.
     *
     * @throws SummaryProblem of kind {@link Kind#BUSY} when none is free in time
     */
    public Turn turn() {
        try {
            var connection = idle.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (connection == null) {
                throw new SummaryProblem(Kind.BUSY);
            }
            return new Turn(connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SummaryProblem(Kind.BUSY);
        }
    }

    /** Closes the connections when the queries that run have ended. */
    @Override
    public void close() {
        clock.close();
        try {
            for (var connection : connections) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new SummaryProblem(Kind.QUERY_FAILED, e, HiddenPaths.in(String.valueOf(e.getMessage())));
        }
    }

    /** The right to ask; given back by closing it. */
    public final class Turn implements AutoCloseable {
        private final Connection connection;
        private final Set<String> kept = new LinkedHashSet<>();

        private Turn(Connection connection) {
            this.connection = connection;
        }

        /**
         * Answers a SELECT.
         *
         * @param parameters by name; the query may name others than it uses
         * @param mostRows rows beyond are left out and {@link Rows#cut} tells
         * @throws SummaryProblem when it takes too long or fails
         * @throws IllegalArgumentException when the query names a parameter that is not given
         */
        public Rows rows(NamedSql sql, Map<String, ?> parameters, int mostRows) {
            try (var statement = connection.prepareStatement(sql.positional())) {
                bind(statement, sql, parameters);
                return answer(statement, mostRows);
            } catch (SQLException e) {
                throw QueryFailure.problem(e, false, QueryLimits.DEFAULT);
            }
        }

        /**
         * Keeps the rows of a SELECT in memory as a table of this name, for the queries of this turn.
         *
         * @throws SummaryProblem when it takes too long or fails
         */
        public void keep(String name, NamedSql select, Map<String, ?> parameters) {
            var sql = select.within("CREATE OR REPLACE TEMP TABLE \"" + name + "\" AS ", "");
            kept.add(name);
            try (var statement = connection.prepareStatement(sql.positional())) {
                bind(statement, sql, parameters);
                timed(statement, statement::execute);
            } catch (SQLException e) {
                throw QueryFailure.problem(e, false, QueryLimits.DEFAULT);
            }
        }

        private Rows answer(PreparedStatement statement, int mostRows) throws SQLException {
            return timed(statement, () -> {
                try (var answer = statement.executeQuery()) {
                    return read(answer, mostRows);
                }
            });
        }

        private <T> T timed(PreparedStatement statement, Work<T> work) {
            var ticket = clock.start(statement);
            try {
                return work.done();
            } catch (SQLException e) {
                throw QueryFailure.problem(e, ticket.stopped(), new QueryLimits(clock.time()));
            } finally {
                clock.end(ticket);
            }
        }

        @Override
        public void close() {
            if (kept.isEmpty()) {
                idle.add(connection);
                return;
            }
            try (var statement = connection.createStatement()) {
                for (var name : kept) {
                    statement.execute("DROP TABLE IF EXISTS temp.\"" + name + "\"");
                }
            } catch (SQLException e) {
                throw QueryFailure.problem(e, false, QueryLimits.DEFAULT);
            } finally {
                idle.add(connection);
            }
        }
    }

    private interface Work<T> {
        T done() throws SQLException;
    }

    private static void bind(PreparedStatement statement, NamedSql sql, Map<String, ?> parameters) throws SQLException {
        int position = 1;
        for (var name : sql.names()) {
            if (!parameters.containsKey(name)) {
                throw new IllegalArgumentException("no value for the parameter $" + name);
            }
            statement.setObject(position++, parameters.get(name));
        }
    }

    private static Rows read(ResultSet answer, int mostRows) throws SQLException {
        var metaData = answer.getMetaData();
        int width = metaData.getColumnCount();
        var columns = new ArrayList<String>(width);
        for (int i = 1; i <= width; i++) {
            columns.add(metaData.getColumnLabel(i));
        }
        var rows = new ArrayList<List<Object>>();
        while (answer.next()) {
            if (rows.size() == mostRows) {
                return new Rows(columns, rows, true);
            }
            var row = new ArrayList<Object>(width);
            for (int i = 1; i <= width; i++) {
                var value = answer.getObject(i);
                row.add(Values.plain(value instanceof Timestamp ? answer.getObject(i, LocalDateTime.class) : value));
            }
            rows.add(row);
        }
        return new Rows(columns, rows, false);
    }
}
