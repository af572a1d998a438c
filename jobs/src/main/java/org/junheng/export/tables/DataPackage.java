package org.junheng.export.tables;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junheng.summary.format.JsonFormat;
import org.junheng.terms.Bilingual;

/**
 * The description of an export for programs: a Data Package with a Table Schema for each table
 * (specs.frictionlessdata.io/data-package, version 1). Keys that Junheng adds stand in objects called {@code junheng}.
 */
record DataPackage(ExportContent content) {
    static final String FILE = "datapackage.json";

    /** What the specification takes for the name of a licence. */
    private static final Pattern LICENCE = Pattern.compile("[-a-zA-Z0-9._]+");

    private static final String MISSING = "";

    /** A file that was written. */
    record StoredFile(String name, long bytes, String sha256) {}

    /**
     * Writes it.
     *
     * @param files those with tables, by name
     * @param beside the files that describe them, this one among them
     */
    void write(Map<String, StoredFile> files, List<String> beside, Writer out) throws IOException {
        var origin = content.origin();
        var all = new LinkedHashMap<String, Object>();
        all.put("profile", content.format() == TableExport.Format.CSV ? "tabular-data-package" : "data-package");
        all.put("name", "junheng-" + origin.id());
        all.put("id", origin.id());
        all.put("title", content.title().both());
        all.put("description", description());
        if (origin.version() != null) {
            all.put("version", origin.version());
        }
        var publisher = content.publication().publisher();
        // In one order: that of Map.of differs from process to process.
        var contributor = new LinkedHashMap<String, Object>();
        contributor.put("title", publisher.name().both());
        contributor.put("role", "publisher");
        all.put("contributors", List.of(contributor));
        var licences = licences();
        if (!licences.isEmpty()) {
            all.put("licenses", licences);
        }
        all.put(
                "sources",
                origin.sources().stream()
                        .map(Origin.Source::name)
                        .distinct()
                        .map(name -> Map.of("title", name))
                        .toList());
        all.put("resources", resources(files));
        all.put("junheng", ours(files, beside));
        JsonFormat.write(all, out);
    }

    private String description() {
        var texts = new ArrayList<Bilingual>(content.warnings());
        texts.add(content.summary());
        texts.addAll(content.notes());
        content.publication().definitions().forEach(each -> texts.add(each.text()));
        return in(Bilingual::zh, texts) + "\n\n" + in(Bilingual::en, texts);
    }

    private static String in(Function<Bilingual, String> language, List<Bilingual> texts) {
        return String.join("\n", texts.stream().map(language).toList());
    }

    /** Licences as the specification knows them; others are told in words only. */
    private List<Map<String, Object>> licences() {
        var licences = new ArrayList<Map<String, Object>>();
        var publisher = content.publication().publisher();
        if (publisher.licence() != null) {
            licences.add(Map.of("name", publisher.licence()));
        }
        return licences;
    }

    private List<Map<String, Object>> resources(Map<String, StoredFile> files) {
        return switch (content.format()) {
            case CSV, PARQUET ->
                content.parts().stream()
                        .map(part -> resource(part, files.get(part.file())))
                        .toList();
            case XLSX, DUCKDB -> files.values().stream().map(this::resource).toList();
        };
    }

    private Map<String, Object> resource(ExportContent.Part part, StoredFile file) {
        var relation = part.relation();
        var resource = new LinkedHashMap<String, Object>();
        boolean isCsv = content.format() == TableExport.Format.CSV;
        resource.put("profile", isCsv ? "tabular-data-resource" : "data-resource");
        resource.put("name", relation.name().toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9._]", "-"));
        resource.put("title", relation.description().zh());
        resource.put("description", relation.description().both());
        resource.put("path", file.name());
        resource.put("format", isCsv ? "csv" : "parquet");
        resource.put("mediatype", isCsv ? "text/csv" : "application/vnd.apache.parquet");
        if (isCsv) {
            resource.put("encoding", "utf-8");
            var dialect = new LinkedHashMap<String, Object>();
            dialect.put("delimiter", ",");
            dialect.put("lineTerminator", "\n");
            dialect.put("quoteChar", "\"");
            dialect.put("doubleQuote", true);
            dialect.put("header", true);
            resource.put("dialect", dialect);
        }
        resource.put("bytes", file.bytes());
        resource.put("hash", "sha256:" + file.sha256());
        resource.put("schema", schema(relation));
        var ours = new LinkedHashMap<String, Object>();
        ours.put("rows", part.rows());
        ours.put("view", relation.isView());
        content.place().ifPresent(place -> ours.put("filter", filter(relation)));
        resource.put("junheng", ours);
        return resource;
    }

    private Map<String, Object> resource(StoredFile file) {
        var resource = new LinkedHashMap<String, Object>();
        boolean isWorkbook = content.format() == TableExport.Format.XLSX;
        resource.put("profile", "data-resource");
        resource.put("name", "junheng-" + content.origin().id());
        resource.put("path", file.name());
        resource.put("format", isWorkbook ? "xlsx" : "duckdb");
        resource.put(
                "mediatype",
                isWorkbook
                        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                        : "application/octet-stream");
        // The bytes of a database differ from export to export; those of the others repeat.
        resource.put("bytes", file.bytes());
        resource.put("hash", "sha256:" + file.sha256());
        resource.put(
                "junheng",
                Map.of(
                        "tables",
                        content.parts().stream()
                                .map(part -> {
                                    var table = new LinkedHashMap<String, Object>();
                                    table.put("name", part.relation().name());
                                    table.put(
                                            "title",
                                            part.relation().description().zh());
                                    table.put(
                                            "description",
                                            part.relation().description().both());
                                    table.put("rows", part.rows());
                                    table.put("rows_left_out", part.leftOut());
                                    table.put("view", part.relation().isView());
                                    content.place().ifPresent(place -> table.put("filter", filter(part.relation())));
                                    table.put("schema", schema(part.relation()));
                                    return table;
                                })
                                .toList()));
        return resource;
    }

    /** The columns by which the rows of a place were chosen; none where a table is whole. */
    private List<String> filter(PublishedRelation relation) {
        return ExportedPlace.columns(relation, content.publication().placeColumns());
    }

    private static Map<String, Object> schema(PublishedRelation relation) {
        var fields = new ArrayList<Map<String, Object>>();
        for (var column : relation.columns()) {
            var field = new LinkedHashMap<String, Object>();
            field.put("name", column.name());
            field.put("type", column.schemaType());
            field.put("title", column.title());
            field.put("description", column.description().both());
            if (column.unit() != null) {
                field.put("unit", column.unit());
            }
            if (column.source() != null) {
                field.put("source", column.source());
            }
            fields.add(field);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("fields", fields);
        if (!relation.key().isEmpty()) {
            schema.put("primaryKey", relation.key());
        }
        schema.put("missingValues", List.of(MISSING));
        return schema;
    }

    private Map<String, Object> ours(Map<String, StoredFile> files, List<String> beside) {
        var origin = content.origin();
        var ours = new LinkedHashMap<String, Object>();
        ours.put("snapshot", origin.id());
        ours.put("version", origin.version());
        ours.put("code_version", origin.codeVersion());
        ours.put("facts_version", origin.factsVersion());
        ours.put("years", origin.years());
        ours.put("profiles", origin.profiles());
        ours.put("generated", origin.generated());
        ours.put("public", content.publicForm().isPresent());
        content.place().ifPresent(place -> {
            var about = new LinkedHashMap<String, Object>();
            about.put("code", place.code());
            about.put("name", place.name());
            about.put("codes", place.codes());
            ours.put("place", about);
        });
        ours.put(
                "standards",
                origin.standards().stream()
                        .map(standard -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("standard", standard.id());
                            each.put("title_zh", standard.titleZh());
                            each.put("title_en", standard.titleEn());
                            each.put("source", standard.source());
                            each.put("switches", standard.switches());
                            each.put("unconfirmed", standard.unconfirmed());
                            return each;
                        })
                        .toList());
        ours.put("assumptions", origin.assumptions());
        ours.put(
                "licences",
                origin.sources().stream()
                        .map(source -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("source", source.name());
                            each.put("licence", source.licence());
                            each.put(
                                    "open_definition_id",
                                    source.licence() != null
                                                    && LICENCE.matcher(source.licence())
                                                            .matches()
                                            ? source.licence()
                                            : null);
                            return each;
                        })
                        .toList());
        ours.put("rights", content.publication().publisher().rights().both());
        ours.put("notes", content.notes().stream().map(Bilingual::both).toList());
        var names = new ArrayList<>(files.keySet());
        names.addAll(beside);
        ours.put("files", names);
        return ours;
    }
}
