package org.junheng.export.dossier;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junheng.rulebook.DossierLayout;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.QueryLimits;
import org.junheng.summary.SqlText;
import org.junheng.summary.SummaryProblem;

/**
 * Runs the queries of a layout over the published summary. Each is one SELECT, admitted and limited as a reader's own; what
 * it may build on stands before it as common table expressions: what is asked, {@link DossierNames}, the tables and columns
 * that this file lacks, and the layout's views.
 */
final class DossierQueries {
    /** More rows are no dossier but a dump. */
    private static final int MOST_ROWS = 100_000;

    private static final Pattern WITH = Pattern.compile("(?is)\\s*with\\s+(recursive\\s)?");

    private final PublishedSummary summary;
    private final DossierLayout layout;
    /** Head of a common table expression → its SQL; each builds on those before it alone. */
    private final LinkedHashMap<String, String> expressions;

    private final Map<String, Set<String>> published;
    private final boolean forPublic;
    private Set<String> withheld;

    DossierQueries(PublishedSummary summary, DossierLayout layout, DossierSubject subject, Rulebook rulebook)
            throws SQLException {
        this.summary = summary;
        this.layout = layout;
        this.published = published(summary);
        this.forPublic = subject.forPublic();
        var expressions = new LinkedHashMap<String, String>();
        expressions.put("asked", asked(subject, rulebook));
        expressions.putAll(new DossierNames(layout, subject, rulebook).expressions());
        layout.reliesOn().forEach((table, columns) -> {
            if (!lacking(table).isEmpty()) {
                expressions.put(table, completed(table));
            }
        });
        expressions.putAll(layout.views());
        this.expressions = expressions;
    }

    /** Rows of a query: column → value, as {@link org.junheng.summary.Answer#value} gives it. */
    List<Map<String, Object>> rows(String sql, List<String> place) {
        var rows = new ArrayList<Map<String, Object>>();
        try (var answer = summary.select(whole(sql), QueryLimits.DEFAULT)) {
            while (answer.next()) {
                var row = new LinkedHashMap<String, Object>();
                for (int i = 0; i < answer.columns().size(); i++) {
                    row.put(answer.columns().get(i).name(), answer.value(i));
                }
                rows.add(row);
                if (rows.size() > MOST_ROWS) {
                    throw layout.fault(place, "the query gives more than " + MOST_ROWS + " rows");
                }
            }
        } catch (SummaryProblem problem) {
            throw switch (problem.kind()) {
                case WRONG_QUERY,
                        NOT_A_SELECT,
                        SEVERAL_STATEMENTS,
                        FUNCTION_REFUSED,
                        TABLE_REFUSED,
                        FILE_REFUSED,
                        PARAMETER_REFUSED,
                        EMPTY_QUERY -> layout.fault(place, problem.getMessage());
                case NO_SUMMARY,
                        SUMMARY_MISSING,
                        SUMMARY_UNREADABLE,
                        SNAPSHOT_MISSING,
                        SNAPSHOT_UNREADABLE,
                        BUSY,
                        TIME_LIMIT,
                        MEMORY_LIMIT,
                        QUERY_FAILED -> problem;
            };
        }
        return rows;
    }

    /** Whether a protected copy withholds something of a table. */
    boolean isWithheld(String table) {
        if (!forPublic) {
            return false;
        }
        if (withheld == null) {
            withheld = new HashSet<>();
            try (var answer = summary.select("SELECT DISTINCT table_name FROM withheld", QueryLimits.DEFAULT)) {
                while (answer.next()) {
                    withheld.add(String.valueOf(answer.value(0)));
                }
            }
        }
        return withheld.contains(table);
    }

    /** What the published file lacks of a table: its name, or {@code table.column}s; nothing where all is there. */
    List<String> lacking(String table) {
        var columns = published.get(table);
        return columns == null
                ? List.of(table)
                : layout.reliesOn().get(table).keySet().stream()
                        .filter(column -> !columns.contains(column))
                        .map(column -> table + "." + column)
                        .toList();
    }

    private String whole(String sql) {
        var before = neededBy(sql);
        if (before.isEmpty()) {
            return sql;
        }
        var with = WITH.matcher(sql);
        if (!with.lookingAt()) {
            return "WITH " + before + "\n" + sql;
        }
        var recursive = with.group(1) == null ? "" : "RECURSIVE ";
        return "WITH " + recursive + before + ",\n" + sql.substring(with.end());
    }

    /** Only what the query, or what it builds on, names: the rest would be parsed for nothing, once a query. */
    private String neededBy(String sql) {
        var needed = new ArrayDeque<String>();
        var text = new StringBuilder(sql);
        var heads = new ArrayList<>(expressions.keySet());
        for (int i = heads.size() - 1; i >= 0; i--) {
            var head = heads.get(i);
            var name = head.replaceFirst("\\(.*", "");
            if (Pattern.compile("\\b" + name + "\\b").matcher(text).find()) {
                needed.addFirst(head + " AS (\n" + expressions.get(head) + "\n)");
                text.append('\n').append(expressions.get(head));
            }
        }
        return String.join(",\n", needed);
    }

    private static Map<String, Set<String>> published(PublishedSummary summary) throws SQLException {
        var tables = new HashMap<String, Set<String>>();
        try (var statement = summary.connection().createStatement();
                var columns = statement.executeQuery(
                        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")) {
            while (columns.next()) {
                tables.computeIfAbsent(columns.getString(1), table -> new HashSet<>())
                        .add(columns.getString(2));
            }
        }
        return tables;
    }

    /** The table with the columns that it lacks, or without rows where it is not there at all. */
    private String completed(String table) {
        var columns = layout.reliesOn().get(table);
        var there = published.get(table);
        var added = columns.entrySet().stream()
                .filter(column -> there == null || !there.contains(column.getKey()))
                .map(column -> "NULL::" + column.getValue().sql() + " AS " + column.getKey())
                .collect(Collectors.joining(", "));
        return there == null ? "SELECT " + added + " WHERE false" : "SELECT *, " + added + " FROM main." + table;
    }

    /** The question; {@code base} is the standard by which schools are measured: a plan takes over that of another. */
    private static String asked(DossierSubject subject, Rulebook rulebook) {
        var standard = rulebook.standards().get(subject.standard());
        var base = standard == null || standard.indicatorsOf() == null ? subject.standard() : standard.indicatorsOf();
        // Not by String.format: its digits are those of the locale.
        return "SELECT " + subject.year() + " AS year, "
                + SqlText.literal(subject.code()) + " AS place_code, "
                + SqlText.literal(subject.name()) + " AS place_name, "
                + SqlText.literal(subject.level()) + " AS level, "
                + subject.zone() + " AS zone, "
                + SqlText.literal(subject.standard()) + " AS standard, "
                + SqlText.literal(base) + " AS base, "
                + SqlText.literal(subject.language().code()) + " AS lang";
    }
}
