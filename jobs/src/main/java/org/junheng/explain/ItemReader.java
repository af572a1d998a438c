package org.junheng.explain;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.explain.Item.Ledger;
import org.junheng.explain.Item.Missing;
import org.junheng.explain.Tables.Row;
import org.junheng.rulebook.Standard;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** Reads the items of a county or region, with title and comparison from the rules. */
final class ItemReader {
    private static final String RESOURCES = SqlText.literal(Standard.RESOURCES);
    private static final String VETO = "一票否决";
    private static final Pattern MISSING_ZH = Pattern.compile("\\G、?([^；]+?)（([a-z][a-z0-9_]*)）");
    private static final Pattern MISSING_EN = Pattern.compile("\\G(?:, )?([^;]+?) \\(([a-z][a-z0-9_]*)\\)");

    private final Tables tables;
    private final Standards standards;
    private final Map<List<String>, Ledger> ledger = new HashMap<>();
    private final Map<String, Bilingual> countyColumns = new HashMap<>();

    ItemReader(Tables tables, Standards standards) throws SQLException {
        this.tables = tables;
        this.standards = standards;
        for (var row : tables.rows("SELECT column_name, title_zh, title_en FROM county_column")) {
            countyColumns.put(row.text("column_name"), row.both("title"));
        }
    }

    /** Standard → its items in the county. */
    Map<String, List<Item>> ofCounty(Where where) throws SQLException {
        int year = where.year();
        for (var finding : new Findings(tables).ofCounty(where)) {
            ledger.put(
                    List.of(finding.standard(), finding.rule(), finding.stage()),
                    new Ledger(
                            finding.firstYear(),
                            finding.lastYear(),
                            finding.dueYear(),
                            finding.state(),
                            finding.measure(),
                            finding.responsibleUnit(),
                            finding.evidenceRef()));
        }
        return read(
                "SELECT *, basis = 'full' OR standard IN (SELECT standard FROM standard WHERE indicators_of IS NOT NULL) OR part = "
                        + RESOURCES
                        + " OR NOT bool_or(part = " + RESOURCES
                        + ") OVER (PARTITION BY standard) AS counts FROM (SELECT i.*, v.basis"
                        + " FROM county_item i LEFT JOIN county_verdict v USING (year, standard, assessment_level, county_code)"
                        + " WHERE i.year = " + year + " AND i.county_code = " + SqlText.literal(where.code()) + ")",
                where.code(),
                year,
                where.stageFilter("i."));
    }

    /** Standard → its items in a city or province. */
    Map<String, List<Item>> ofRegion(String level, String region, int year, String filter) throws SQLException {
        return read(
                "SELECT *, 'all' AS stage, NULL AS part, true AS counts FROM region_item WHERE year = " + year
                        + " AND level = " + SqlText.literal(level) + " AND region_code = " + SqlText.literal(region),
                region,
                year,
                filter);
    }

    private Map<String, List<Item>> read(String items, String region, int year, String filter) throws SQLException {
        var found = new HashMap<String, List<Item>>();
        for (var row : tables.rows("""
                WITH rule AS (
                  SELECT DISTINCT ON (standard, item, stage) standard, item, stage, title_zh, title_en, comparison, judged_at,
                    indicator, scale, note
                  FROM standard_rule ORDER BY standard, item, stage, region = %1$s DESC, valid_from <= %2$d DESC, valid_from DESC)
                SELECT i.*, r.title_zh, r.title_en, r.comparison, r.judged_at, r.indicator, r.note
                FROM (%3$s) i LEFT JOIN rule r ON r.standard = i.standard AND r.item = i.item AND r.stage = i.stage
                WHERE true%4$s""".formatted(SqlText.literal(region), year, items, filter))) {
            found.computeIfAbsent(row.text("standard"), standard -> new ArrayList<>())
                    .add(item(row, year));
        }
        return found;
    }

    private Item item(Row row, int year) {
        var status = row.text("status");
        // Of what the kernel decides, the CVs have an indicator; the other asks that every school passes.
        boolean everySchool = row.text("judged_at") == null
                ? row.text("title_zh") != null && row.text("indicator") == null
                : List.of("stage", "school").contains(row.text("judged_at"));
        var comparison = everySchool ? ">=" : row.text("comparison");
        var observed = row.number("observed");
        var required = row.number("required");
        var due = row.integer("due_year");
        var reason = Tables.bilingual(row.text("reason"));
        return new Item(
                row.text("item"),
                row.text("stage"),
                row.text("part"),
                row.text("title_zh") == null ? Words.same(row.text("item")) : row.both("title"),
                status,
                observed,
                comparison,
                required,
                row.text("unit"),
                status.equals("pass") ? null : distance(observed, comparison, required),
                everySchool,
                VETO.equals(row.text("part")),
                row.isTrue("counts"),
                reason,
                row.text("clause"),
                row.text("responsible_units"),
                due,
                status.equals("not_applicable") && due != null && year < due && !startsWith(reason, "不适用"),
                row.text("switches"),
                Tables.bilingual(row.text("note")),
                standards.unconfirmed(row.text("standard"), row.text("switches")),
                ledger.get(List.of(row.text("standard"), row.text("item"), row.text("stage"))),
                status.equals("cannot_say") && reason != null ? missing(reason) : List.of());
    }

    private static boolean startsWith(Bilingual reason, String zh) {
        return reason != null && reason.zh().startsWith(zh);
    }

    /** By how much a figure misses what is required; null where it does not. */
    static Double distance(Double observed, String comparison, Double required) {
        if (observed == null || required == null || comparison == null || Digits.same(observed, required)) {
            return null;
        }
        boolean misses =
                switch (comparison) {
                    case ">=" -> observed < required;
                    case "<=" -> observed > required;
                    default -> true;
                };
        return misses ? Double.valueOf(Digits.distance(observed, required)) : null;
    }

    /** The data that a reason names: {@code 缺：title（name）、…}. */
    private List<Missing> missing(Bilingual reason) {
        var english = new HashMap<String, String>();
        scan(MISSING_EN, after(reason.en(), "missing: ", "missing "), english);
        var chinese = new java.util.LinkedHashMap<String, String>();
        scan(MISSING_ZH, after(reason.zh(), "缺：", "缺 "), chinese);
        return chinese.entrySet().stream()
                .map(each -> new Missing(
                        each.getKey(),
                        countyColumns.getOrDefault(
                                each.getKey(),
                                new Bilingual(each.getValue(), english.getOrDefault(each.getKey(), each.getKey()))),
                        countyColumns.containsKey(each.getKey())))
                .toList();
    }

    private static String after(String text, String mark, String otherwise) {
        int at = text.indexOf(mark);
        int other = text.indexOf(otherwise);
        return at >= 0
                ? text.substring(at + mark.length())
                : other >= 0 ? text.substring(other + otherwise.length()) : "";
    }

    private static void scan(Pattern pattern, String text, Map<String, String> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.put(matcher.group(2), matcher.group(1));
        }
    }
}
