package org.junheng.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junheng.rulebook.Rulebook;

/** A published database without rows, for tests: all tables, views and macros with their comments. */
final class ExplainedDatabase {
    private ExplainedDatabase() {}

    static void create(Path file, Rulebook rulebook) throws IOException, SQLException {
        try (var builder = SummaryBuilder.create(file)) {
            for (var table : rulebook.tables().values()) {
                builder.createTable(table);
            }
            builder.explain(rulebook.summary());
        }
    }
}
