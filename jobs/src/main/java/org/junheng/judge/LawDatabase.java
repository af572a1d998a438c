package org.junheng.judge;

import java.sql.SQLException;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.TableDatabase;

/** Opens the database in which formulas are worked out: for a run, and for examples. It knows the macros of the facts. */
final class LawDatabase {
    /** How inputs are shown: decimals without the zeros that end them. */
    private static final String SHOWN = """
            CREATE MACRO shown(x) AS CASE WHEN contains(x::VARCHAR, '.') AND NOT contains(x::VARCHAR, 'e')
              THEN rtrim(rtrim(x::VARCHAR, '0'), '.') ELSE x::VARCHAR END;
            CREATE MACRO shown_range(least, most) AS CASE WHEN least = most THEN shown(least)
              WHEN least IS NULL OR most IS NULL THEN NULL
              ELSE '[' || shown(least) || ', ' || CASE WHEN most >= 1000000000000000 THEN 'null' ELSE shown(most) END || ']' END;
            """;

    private LawDatabase() {}

    static TableDatabase open(Rulebook rulebook) throws SQLException {
        var database = new TableDatabase(rulebook.tables());
        database.execute(SHOWN);
        if (!rulebook.macros().isBlank()) {
            database.execute(rulebook.macros());
        }
        return database;
    }
}
