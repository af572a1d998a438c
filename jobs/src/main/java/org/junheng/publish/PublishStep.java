package org.junheng.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardSwitch;
import org.junheng.rulebook.SummaryTable;
import org.junheng.warehouse.Manifest;
import org.junheng.warehouse.SourceFile;
import org.junheng.warehouse.StepRecord.Loaded;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.Warehouse;

/** Writes the summary database of a snapshot into the staging folder. */
public final class PublishStep {
    /** The table that takes ranks from another. */
    private static final String RANKED = "equity";

    private final Rulebook rulebook;
    private final Warehouse warehouse;
    private final Manifest manifest;
    private final Loaded loaded;

    /**
     * @param manifest the snapshot, with its metrics and quarantine files
     * @param loaded the ledgers of its ingest
     */
    public PublishStep(Rulebook rulebook, Warehouse warehouse, Manifest manifest, Loaded loaded) {
        this.rulebook = rulebook;
        this.warehouse = warehouse;
        this.manifest = manifest;
        this.loaded = loaded;
    }

    /**
     * Builds the database of a snapshot whose version is not known yet. What depends on the snapshot before it stays empty
     * until {@link #conclude}.
     */
    public void build(Path file) throws IOException, SQLException {
        try (var builder = SummaryBuilder.create(file)) {
            for (var table : rulebook.tables().values()) {
                builder.createTable(table);
                switch (table.stored()) {
                    case METRICS -> {
                        if (!table.name().equals(RANKED)) {
                            fill(builder, table, files("metrics/" + table.name() + "/"));
                        }
                    }
                    case PUBLISH -> publish(builder, table);
                }
            }
            // Ranks are known when all regions are measured; they stand beside the measures that they are ranks of.
            builder.fillJoined(
                    rulebook.tables().get(RANKED),
                    files("metrics/" + RANKED + "/"),
                    "region_rank",
                    "measure = 'cv'",
                    Map.of("rank_low", "rank_low", "rank_high", "rank_high", "confidence", "confidence"));
            builder.explain(rulebook.summary());
        }
    }

    /**
     * Writes what depends on the snapshot before into a database that is built.
     *
     * @param step why the version rose
     * @param changes what differs; none where there was nothing to compare with
     */
    public void conclude(Path file, String version, String step, Optional<SnapshotChanges> changes)
            throws IOException, SQLException {
        try (var builder = SummaryBuilder.open(file)) {
            builder.set(rulebook.tables().get("snapshot"), Map.of("version", version, "version_step", step));
            if (changes.isPresent()) {
                var tables = rulebook.tables().get(SnapshotChanges.TABLES);
                builder.insert(tables, inKeyOrder(tables, changes.get().tableRows()));
                var verdicts = changes.get().verdictRows();
                if (verdicts.isPresent()) {
                    try (var rows = changes.get().pair().select(verdicts.get().sql())) {
                        builder.append(rulebook.tables().get(SnapshotChanges.VERDICTS), rows);
                    }
                }
            }
        }
    }

    private static void fill(SummaryBuilder builder, SummaryTable table, List<Path> files) throws SQLException {
        if (table.name().equals("division")) {
            // Each province writes the divisions that its schools name, so also a manager in another province.
            builder.fillDistinct(table, files);
        } else {
            builder.fill(table, files);
        }
    }

    private List<Path> files(String prefix) {
        return manifest.files().stream()
                .map(StoredFile::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> warehouse.root().resolve(path))
                .toList();
    }

    private void publish(SummaryBuilder builder, SummaryTable table) throws SQLException {
        switch (table.name()) {
            case "quarantine" -> builder.fill(table, files("quarantine/"));
            case SnapshotChanges.TABLES, SnapshotChanges.VERDICTS -> {
                // Known when this file is compared with the one before.
            }
            case "withheld" -> {
                // Only a copy for the public withholds anything.
            }
            case "snapshot" -> builder.insert(table, List.of(snapshot()));
            case "source_file" -> builder.insert(table, sourceFiles());
            case "row_ledger" -> builder.insert(table, inKeyOrder(table, ledger()));
            case "correction" -> builder.insert(table, inKeyOrder(table, corrections()));
            case "quality" -> builder.insert(table, quality(table));
            case "county_column" -> builder.insert(table, inKeyOrder(table, CountyColumnRows.of(rulebook)));
            case "standard_rule" ->
                builder.insert(table, inKeyOrder(table, new StandardRuleRows(rulebook).of(manifest.standards())));
            case "standard" -> builder.insert(table, inKeyOrder(table, standards()));
            case "recognition" -> builder.insert(table, inKeyOrder(table, recognitions()));
            case "data_dictionary" -> builder.insert(table, inKeyOrder(table, new DictionaryRows(rulebook).columns()));
            case "data_macro" -> builder.insert(table, inKeyOrder(table, new DictionaryRows(rulebook).macros()));
            default -> throw new IllegalStateException("nothing fills table " + table.name());
        }
    }

    private static List<Map<String, Object>> inKeyOrder(SummaryTable table, List<Map<String, Object>> rows) {
        Comparator<Map<String, Object>> order = Comparator.comparing(row -> 0);
        for (var column : table.key()) {
            order = order.thenComparing(row -> comparable(row.get(column)));
        }
        var sorted = new ArrayList<>(rows);
        sorted.sort(order);
        return sorted;
    }

    private static String comparable(Object value) {
        return value instanceof Number number ? "%012d".formatted(number.longValue()) : (String) value;
    }

    private Map<String, Object> snapshot() {
        var years = new TreeSet<Integer>();
        manifest.files().stream()
                .map(StoredFile::path)
                .filter(path -> path.matches("metrics/(school|county_sheet|room)/.*"))
                .forEach(path -> years.add(Integer.valueOf(path.replaceAll(".*/year=(\\d{4})/.*", "$1"))));
        var row = new HashMap<String, Object>();
        row.put("id", manifest.id());
        row.put("parent_id", manifest.parentId());
        row.put(
                "created",
                Timestamp.valueOf(LocalDateTime.ofInstant(Instant.parse(manifest.created()), ZoneOffset.UTC)));
        row.put("code_version", manifest.codeVersion());
        row.put("facts_version", manifest.factsVersion());
        row.put("rules_version", rulebook.rulesVersion());
        row.put("first_year", years.isEmpty() ? null : Long.valueOf(years.first()));
        row.put("last_year", years.isEmpty() ? null : Long.valueOf(years.last()));
        row.put("rows_read", manifest.rowsRead());
        row.put("rows_accepted", manifest.rowsAccepted());
        row.put("rows_quarantined", manifest.rowsQuarantined());
        row.put("generated", manifest.generated());
        row.put("profiles", String.join(", ", manifest.profiles()));
        row.put("standards", String.join(", ", manifest.standards()));
        row.put("assumptions", new Assumptions(rulebook, manifest.standards(), loaded.acceptedDrop()).text());
        return row;
    }

    private List<Map<String, Object>> sourceFiles() {
        var rows = new ArrayList<Map<String, Object>>();
        var others = new HashMap<String, Long>();
        loaded.sheets().forEach(sheet -> others.merge(sheet.sha256(), sheet.notes(), Long::sum));
        loaded.inputs().stream()
                .sorted(Comparator.comparing(SourceFile::sha256).thenComparing(SourceFile::name))
                .forEach(input -> {
                    var row = new HashMap<String, Object>();
                    row.put("sha256", input.sha256());
                    row.put("name", input.name());
                    row.put("profile", input.profile());
                    row.put("year", input.year() == null ? null : Long.valueOf(input.year()));
                    row.put("state", input.state().id());
                    row.put("rows_read", input.rowsRead());
                    row.put("rows_accepted", input.rowsAccepted());
                    row.put("rows_quarantined", input.rowsQuarantined());
                    row.put("source", input.source());
                    row.put("licence", input.licence());
                    row.put("encoding", input.encoding());
                    row.put("reason", input.reason());
                    boolean read = input.arrival() > 0 && input.state() == SourceFile.State.ACCEPTED;
                    row.put("arrival", read ? Long.valueOf(input.arrival()) : null);
                    row.put("rows_other", read ? others.getOrDefault(input.sha256(), 0L) : null);
                    rows.add(row);
                });
        return rows;
    }

    private List<Map<String, Object>> ledger() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var entry : loaded.ledger()) {
            var row = new HashMap<String, Object>();
            row.put("year", Long.valueOf(entry.year()));
            row.put("table_name", entry.tableName());
            row.put("county_code", entry.countyCode());
            row.put("sha256", entry.sha256());
            row.put("sheet", entry.sheet());
            row.put("rows_read", entry.accepted() + entry.quarantined());
            row.put("rows_accepted", entry.accepted());
            row.put("rows_quarantined", entry.quarantined());
            row.put("rows_corrected", entry.corrected());
            row.put("rows_superseded", entry.superseded());
            rows.add(row);
        }
        return rows;
    }

    private List<Map<String, Object>> corrections() {
        var applied = new TreeSet<String>();
        loaded.partitions().forEach(partition -> applied.addAll(partition.corrections()));
        var rows = new ArrayList<Map<String, Object>>();
        for (var correction : rulebook.corrections().all()) {
            if (applied.contains(correction.place().toString())) {
                var row = new HashMap<String, Object>();
                row.put("year", Long.valueOf(correction.year()));
                row.put("school_code", correction.schoolCode());
                row.put("column_name", correction.column());
                row.put("table_name", correction.table() == null ? "" : correction.table());
                row.put("found", correction.found().isEmpty() ? null : correction.found());
                row.put("value", correction.value().isEmpty() ? null : correction.value());
                row.put("reason", correction.reason());
                row.put("source", correction.source());
                row.put("date", correction.date());
                row.put("profile", correction.profile());
                row.put("file", correction.place().file());
                row.put("line", correction.place().line());
                rows.add(row);
            }
        }
        return rows;
    }

    private List<Map<String, Object>> quality(SummaryTable table) {
        var rows = new ArrayList<>(MeasuredQuality.rows(table, files("metrics/quality/")));
        for (var rule : loaded.rules()) {
            var row = new HashMap<String, Object>();
            row.put("year", Long.valueOf(rule.year()));
            row.put("table_name", rule.tableName());
            row.put("rule", rule.rule());
            row.put("severity", rule.severity().id());
            row.put("rows_checked", rule.rowsChecked());
            row.put("rows_failing", rule.rowsFailing());
            row.put("example", rule.example());
            rows.add(row);
        }
        rows.sort(Comparator.comparing((Map<String, Object> row) -> (Long) row.get("year"))
                .thenComparing(row -> (String) row.get("table_name"))
                .thenComparing(row -> (String) row.get("rule")));
        return rows;
    }

    private List<Map<String, Object>> standards() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var id : manifest.standards()) {
            var standard = rulebook.standards().get(id);
            var row = new HashMap<String, Object>();
            row.put("standard", id);
            row.put("title_zh", standard.title().zh());
            row.put("title_en", standard.title().en());
            row.put("source", standard.source());
            row.put("assessment_level", standard.assessmentLevel());
            row.put("region", standard.region());
            row.put("valid_from", Long.valueOf(standard.validFrom()));
            row.put("indicators_of", standard.indicatorsOf());
            row.put("place", standard.place().name().toLowerCase(Locale.ROOT));
            row.put("switches", switches(standard, each -> true, each -> each.id() + "=" + each.set()));
            row.put("unconfirmed", switches(standard, StandardSwitch::isUnconfirmed, StandardSwitch::id));
            rows.add(row);
        }
        return rows;
    }

    private static String switches(
            Standard standard, Predicate<StandardSwitch> which, Function<StandardSwitch, String> shown) {
        var texts =
                standard.switches().values().stream().filter(which).map(shown).toList();
        return texts.isEmpty() ? null : String.join("; ", texts);
    }

    private List<Map<String, Object>> recognitions() {
        return rulebook.lawFacts().recognitions().stream()
                .map(each -> {
                    var row = new HashMap<String, Object>();
                    row.put("county_code", each.countyCode());
                    row.put("assessment_level", each.assessmentLevel());
                    row.put("year", Long.valueOf(each.year()));
                    row.put("notice", each.notice());
                    row.put("date", each.date());
                    return (Map<String, Object>) row;
                })
                .toList();
    }
}
