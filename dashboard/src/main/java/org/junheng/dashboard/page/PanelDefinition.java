package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.summary.NamedSql;

/**
 * One table of a page, and the chart that draws it: the chart reads the table, so both show the same numbers.
 *
 * @param about how to read it and what it leaves out; may be left out
 * @param sql a SELECT over the published tables; its parameters are those of the page, {@code $code}, {@code $level} and
 *     {@code $lang}, and of a school {@code $codes} and {@code $counties}, one a line (the counties null where they are not all
 *     known). It may select columns that are not shown
 * @param columns the columns shown, in order
 * @param chart what is drawn, see docs/dashboard.md; {@code kind} and {@code alt} (the text in its place) are required
 * @param noRows what an empty table says
 * @param page the parameter of kind page that says which part of a long table is shown; {@code mostRows} are a page. Its SQL ends with
 *     {@code LIMIT $rows OFFSET $before}
 * @param mostRows rows beyond are left out, and the panel says so
 * @param print whether it stands on the printed page too, as it does where nothing is said
 * @param printRows how many of its rows are printed; all where nothing is said
 */
public record PanelDefinition(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) Bilingual title,
        Bilingual about,
        @JsonProperty(required = true) NamedSql sql,
        @JsonProperty(required = true) LinkedHashMap<String, ColumnDefinition> columns,
        Map<String, Object> chart,
        @JsonProperty(value = "no_rows", required = true) Bilingual noRows,
        String page,
        @JsonProperty("most_rows") Integer mostRows,
        Boolean print,
        @JsonProperty("print_rows") Integer printRows) {
    private static final int MOST_ROWS = 1_000;

    public PanelDefinition {
        mostRows = mostRows == null ? MOST_ROWS : mostRows;
        print = print == null || print;
        printRows = printRows == null ? mostRows : printRows;
        if (chart != null && !(chart.containsKey("kind") && chart.containsKey("alt"))) {
            throw new IllegalArgumentException("the chart of " + id + " lacks its kind or its alt text");
        }
        if (page != null && !sql.names().containsAll(List.of("rows", "before"))) {
            throw new IllegalArgumentException(
                    "the table " + id + " has pages and does not end with LIMIT $rows OFFSET $before");
        }
    }

    public boolean paged() {
        return page != null;
    }

    /** Whether it is drawn on areas that the user must supply. */
    public boolean map() {
        return chart != null && "map".equals(chart.get("kind"));
    }

    public Optional<Map<String, Object>> drawn() {
        return Optional.ofNullable(chart);
    }
}
