package org.junheng.export.disclosure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junheng.rulebook.Disclosure;
import org.junheng.rulebook.Disclosure.Treatment;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.TableDatabase;

/**
 * A copy of a summary that may leave the department: same tables, views, macros and comments, without what would tell
 * about a person.
 *
 * <p>It is a new file that only what may leave was ever written to, so that no byte of it holds anything else. Every
 * published figure on groups of students is worked out from the published counts of counties alone, so that no total,
 * difference or ratio tells more than these do; {@code docs/disclosure.md} argues it.
 */
public final class PublicCopy {
    private static final String FROM = "original";
    private static final String TO = "leaving";

    /** More codes than this that are no school's, and texts that may name them are left out. */
    private static final int MOST_CODES = 200;

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final Disclosure facts;
    private final Withheld withheld = new Withheld();

    private PublicCopy(TableDatabase database, Rulebook rulebook) {
        this.database = database;
        this.rulebook = rulebook;
        this.facts = rulebook.disclosure();
    }

    /**
     * Writes the copy as a DuckDB file.
     *
     * @throws FaultException of kind FACTS when the facts do not say what may become of a column
     */
    public static void write(PublishedSummary summary, Rulebook rulebook, Path file) throws IOException, SQLException {
        write(summary, rulebook, file, GroupCells.Totals.OF_PUBLISHED);
    }

    /** Likewise; tests also ask for totals of all students, to see that the attack finds what they give away. */
    static void write(PublishedSummary summary, Rulebook rulebook, Path file, GroupCells.Totals totals)
            throws IOException, SQLException {
        if (rulebook.disclosure() == null) {
            throw fault(
                    new Bilingual("没有此文件，不知道什么可以公开", "the file is missing: nothing says what may leave"),
                    new Bilingual("恢复该文件后再导出", "restore the file, then export again"));
        }
        Files.deleteIfExists(file);
        try (var database = new TableDatabase(rulebook.tables())) {
            database.execute("ATTACH %s AS %s (READ_ONLY)"
                    .formatted(SqlText.literal(summary.file().toString()), FROM));
            database.execute("ATTACH %s AS %s (STORAGE_VERSION '%s')"
                    .formatted(SqlText.literal(file.toString()), TO, PublishedSummary.STORAGE_VERSION));
            new PublicCopy(database, rulebook).copy(totals);
            database.execute("CHECKPOINT " + TO);
            database.execute("DETACH " + TO);
        } catch (SQLException | RuntimeException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    private void copy(GroupCells.Totals totals) throws SQLException {
        database.execute("COPY FROM DATABASE %s TO %s (SCHEMA)".formatted(FROM, TO));
        var tables = tables();
        for (var table : tables.entrySet()) {
            requireClassified(table.getKey(), table.getValue());
        }
        new ProtectedItems(database, rulebook, FROM).create();
        nameUnknownCodes();
        var groups = new GroupCells(database, rulebook, FROM, withheld).protect(totals);
        new SheetFamilies(database, facts, FROM, withheld).protect(groups);
        for (var table : tables.entrySet()) {
            if (!table.getKey().equals(Withheld.TABLE)) {
                fill(table.getKey(), table.getValue());
            }
        }
        var reasons = new CellReasons(database, rulebook, FROM, withheld);
        reasons.ofColumns(tables);
        reasons.ofCohorts();
        withheld.write(database, TO);
        describe(tables);
    }

    /** Table → its columns, in order. */
    private Map<String, List<String>> tables() throws SQLException {
        var tables = new LinkedHashMap<String, List<String>>();
        for (var row : database.rows("SELECT c.table_name, c.column_name FROM duckdb_columns() c JOIN duckdb_tables() t"
                + " USING (database_name, table_name) WHERE database_name = '" + FROM
                + "' ORDER BY c.table_name, c.column_index")) {
            tables.computeIfAbsent((String) row[0], name -> new ArrayList<>()).add((String) row[1]);
        }
        return tables;
    }

    private void requireClassified(String table, List<String> columns) {
        var unknown = columns.stream()
                .filter(column -> !facts.tables().getOrDefault(table, Map.of()).containsKey(column))
                .map(column -> table + "." + column)
                .toList();
        if (!unknown.isEmpty()) {
            throw fault(
                    Bilingual.format(
                            "未说明这些列能否公开：%1$s",
                            "not said whether these columns may leave: %1$s", String.join(", ", unknown)),
                    new Bilingual(
                            "在该文件的 tables 中写明每一列如何处理后再导出",
                            "say under tables in that file what is done with each, then export again"));
        }
    }

    private static FaultException fault(Bilingual what, Bilingual next) {
        return new FaultException(
                FaultException.Kind.FACTS, "DISCLOSURE", Place.file("summary/disclosure.yaml"), what, next);
    }

    private Treatment treatment(String table, String column) {
        return facts.tables().get(table).get(column);
    }

    /**
     * Codes that no accepted row has come from cells that nobody has checked; numbers stand in their place. A few letters
     * that could be a part of any number are no name.
     */
    private void nameUnknownCodes() throws SQLException {
        database.execute("CREATE TABLE unknown_code AS SELECT code, '??' || row_number() OVER (ORDER BY code) AS name"
                + " FROM (SELECT DISTINCT school_code AS code FROM " + FROM + ".expected_school"
                + " UNION SELECT DISTINCT school_code FROM " + FROM + ".quarantine) WHERE code IS NOT NULL"
                + " AND NOT regexp_full_match(code, '\\?[0-9]+') AND (length(code) > 3 OR length(code) < strlen(code))"
                + " AND code NOT IN (SELECT school_code FROM " + FROM + ".school)");
    }

    private void fill(String table, List<String> columns) throws SQLException {
        var cells = new ArrayList<String>();
        for (var column : columns) {
            cells.add(cell(table, column) + " AS " + SqlText.identifier(column));
        }
        var contract = rulebook.tables().get(table);
        var order = contract == null
                ? "ALL"
                : contract.key().stream()
                        .map(key -> String.valueOf(columns.indexOf(key) + 1))
                        .collect(Collectors.joining(", "));
        database.execute("INSERT INTO %s.%s SELECT %s FROM %s x ORDER BY %s"
                .formatted(TO, SqlText.identifier(table), String.join(", ", cells), rowsOf(table), order));
    }

    /** Where the rows of a table come from: the figures of groups are worked out before. */
    private static String rowsOf(String table) {
        return table.equals(GroupCells.TABLE)
                ? "memory.main." + GroupCells.TABLE
                : FROM + "." + SqlText.identifier(table);
    }

    private String cell(String table, String column) throws SQLException {
        var name = "x." + SqlText.identifier(column);
        return switch (treatment(table, column)) {
            case OPEN, GROUP_COUNT, GROUP_SCHOOLS, GROUP_MEASURE -> name;
            case FREE_TEXT -> "NULL";
            case FILE_NAME ->
                table.equals("source_file")
                        ? "left(x.sha256, 12) || '-' || row_number() OVER (PARTITION BY x.sha256 ORDER BY " + name + ")"
                        : "left(x.sha256, 12)";
            case SHEET_NAME -> sheetNumber(name);
            case DATE ->
                "CASE WHEN regexp_full_match(" + name + ", '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN " + name + " END";
            case OFFICE ->
                "CASE WHEN " + name + " IN (SELECT responsible_units FROM " + FROM + ".standard_rule) THEN " + name
                        + " END";
            case SCHOOL_CODE ->
                "coalesce((SELECT u.name FROM memory.main.unknown_code u WHERE u.code = " + name + "), " + name + ")";
            case CODED_TEXT -> coded(name);
            case ITEM_FIGURE -> "CASE WHEN NOT " + rests(table) + " THEN " + name + " END";
            case ITEM_REQUIREMENT ->
                "CASE WHEN NOT " + among(ProtectedItems.REQUIREMENTS, table) + " THEN " + name + " END";
            case ITEM_TEXT ->
                "CASE WHEN " + rests(table) + " THEN "
                        + SqlText.literal(facts.itemReason().both()) + " ELSE " + coded(name) + " END";
            case LIST_TEXT ->
                "CASE WHEN (x.plan, x.rule) NOT IN (SELECT (plan, rule) FROM memory.main.protected_list) THEN " + name
                        + " END";
            case SHEET_VALUE ->
                "CASE WHEN x.column_name IN (SELECT column_name FROM memory.main.protected_column) THEN"
                        + " (SELECT s.value FROM memory.main.sheet_value s WHERE s.year = x.year AND s.county_code ="
                        + " x.county_code AND s.column_name = x.column_name) ELSE " + name + " END";
            case COHORT_COUNT ->
                "CASE WHEN NOT " + CellReasons.cohortIsWithheld(facts) + " THEN " + CellReasons.rounded(name, facts)
                        + " END";
            case COHORT_SIZE -> "CASE WHEN NOT " + CellReasons.cohortIsWithheld(facts) + " THEN " + name + " END";
            case COHORT_RATIO ->
                "CASE WHEN " + CellReasons.HAS_TRANSFERS + " THEN round(" + name + ", " + facts.measureDecimals()
                        + ") ELSE " + name + " END";
            case DICTIONARY_TEXT -> name + " || " + dictionaryText(column.endsWith("_zh"));
            case PUBLIC_MARK ->
                "concat_ws(chr(10), " + SqlText.literal(facts.mark().both()) + ", " + name + ")";
        };
    }

    /** Sheets of a file in the order of their names, the same number in both tables that name them. */
    private static String sheetNumber(String name) {
        return "CASE WHEN " + name + " = '' THEN '' ELSE (SELECT '#' || s.number FROM (SELECT sha256, sheet,"
                + " dense_rank() OVER (PARTITION BY sha256 ORDER BY sheet) AS number FROM (SELECT sha256, sheet FROM "
                + FROM + ".row_ledger UNION SELECT sha256, sheet FROM " + FROM + ".quarantine)) s"
                + " WHERE s.sha256 = x.sha256 AND s.sheet = " + name + ") END";
    }

    private static String rests(String table) {
        return among(ProtectedItems.ITEMS, table);
    }

    private static String among(String items, String table) {
        var item = table.equals("finding") ? "rule" : "item";
        return "((x.standard, x." + item + ") IN (SELECT (standard, item) FROM memory.main." + items + "))";
    }

    private String coded(String name) throws SQLException {
        var codes = database.rows("SELECT code, name FROM unknown_code ORDER BY length(code) DESC, code");
        if (codes.size() > MOST_CODES) {
            return "NULL";
        }
        var text = name;
        for (var code : codes) {
            text = "replace(" + text + ", " + SqlText.literal((String) code[0]) + ", "
                    + SqlText.literal((String) code[1]) + ")";
        }
        return text;
    }

    private String dictionaryText(boolean chinese) {
        var cases = new StringBuilder("CASE x.table_name || '.' || x.column_name");
        var any = false;
        for (var table : facts.tables().entrySet()) {
            for (var column : table.getValue().entrySet()) {
                if (column.getValue() != Treatment.OPEN) {
                    var text = facts.text(column.getValue());
                    cases.append(" WHEN ")
                            .append(SqlText.literal(table.getKey() + "." + column.getKey()))
                            .append(" THEN ")
                            .append(SqlText.literal(" | " + (chinese ? text.zh() : text.en())));
                    any = true;
                }
            }
        }
        return any ? cases.append(" ELSE '' END").toString() : "''";
    }

    /** Adds to the comment of a table, and of each of its columns, what the copy does otherwise. */
    private void describe(Map<String, List<String>> tables) throws SQLException {
        for (var table : tables.entrySet()) {
            var touched = new LinkedHashMap<Treatment, List<String>>();
            for (var column : table.getValue()) {
                if (treatment(table.getKey(), column) != Treatment.OPEN) {
                    touched.computeIfAbsent(treatment(table.getKey(), column), each -> new ArrayList<>())
                            .add(column);
                }
            }
            if (touched.isEmpty()) {
                continue;
            }
            var place = TO + "." + SqlText.identifier(table.getKey());
            var said = new LinkedHashSet<String>();
            for (var each : touched.entrySet()) {
                var text = facts.text(each.getKey()).both();
                said.add(String.join(", ", each.getValue()) + ": " + text);
                for (var column : each.getValue()) {
                    database.execute("COMMENT ON COLUMN " + place + "." + SqlText.identifier(column) + " IS "
                            + SqlText.literal(comment(
                                            "duckdb_columns()",
                                            "table_name = " + SqlText.literal(table.getKey()) + " AND column_name = "
                                                    + SqlText.literal(column))
                                    + " | " + text));
                }
            }
            database.execute("COMMENT ON TABLE " + place + " IS "
                    + SqlText.literal(comment("duckdb_tables()", "table_name = " + SqlText.literal(table.getKey()))
                            + " | 公开版 / public form: " + String.join("; ", said)
                            + "; 见表 withheld / see table withheld"));
        }
    }

    private String comment(String catalogue, String which) throws SQLException {
        var rows = database.rows(
                "SELECT comment FROM " + catalogue + " WHERE database_name = '" + FROM + "' AND " + which);
        return rows.isEmpty() || rows.get(0)[0] == null ? "" : (String) rows.get(0)[0];
    }

    /** The id of a treatment or reason in the facts. */
    static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
