package org.junheng.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.dashboard.page.ColumnDefinition;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.dashboard.page.ParameterDefinition;
import org.junheng.dashboard.panel.PathCode;
import org.junheng.dashboard.panel.Selection;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.Indicator;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.snapshot.Standard;
import org.junheng.summary.Language;
import org.junheng.summary.NamedSql;

/** The OpenAPI 3.1 document of a snapshot: what can be asked, with which values, and the columns of every answer. */
public final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINNING = "/api/v1/";
    private static final NamedSql ANY_SCHOOL = NamedSql.of("SELECT school_code FROM school LIMIT 1");

    private final Pages pages;
    private final Snapshot snapshot;
    private final Catalogue catalogue;
    private final Language language;
    private final String version;
    private final Map<String, Object> schemas = new LinkedHashMap<>();

    private OpenApi(Pages pages, Snapshot snapshot, Language language, String version) {
        this.pages = pages;
        this.snapshot = snapshot;
        this.catalogue = snapshot.catalogue();
        this.language = language;
        this.version = version;
    }

    /** The document, with titles in one language. */
    public static String of(Pages pages, Snapshot snapshot, Language language, String version) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new OpenApi(pages, snapshot, language, version).document())
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> document() {
        var paths = new LinkedHashMap<String, Object>();
        schemas.put("error", errorSchema());
        for (var page : pages.all()) {
            for (var address : addresses(page)) {
                paths.put(address.path(), Map.of("get", operation(page, address)));
            }
        }
        paths.put(BEGINNING + "openapi.json", Map.of("get", ownOperation()));
        return ordered(
                "openapi", "3.1.0",
                "info",
                        ordered(
                                "title", say("均衡：数据接口", "Junheng: data interface"),
                                "version", version,
                                "description",
                                        say(
                                                "与页面相同的数据：数值不舍入，标识同发布的表。空值表示无法计算或没有报送，从不表示零。",
                                                "The data of the pages: figures unrounded, ids as in the published tables. Null means that a figure cannot be computed or was not reported, and never zero.")),
                "servers", List.of(Map.of("url", "/")),
                "paths", paths,
                "components", ordered("schemas", schemas, "headers", headers()));
    }

    /**
     * A path of the document.
     *
     * @param parts as the reader of requests takes them, with the code of the example
     * @param example the code; null where the page is about none
     */
    private record Address(String path, List<String> parts, String example) {
        String id() {
            return path.substring(BEGINNING.length()).replace("/{code}", "");
        }
    }

    private List<Address> addresses(PageDefinition page) {
        return switch (page.subject()) {
            case ROOT -> List.of(new Address(BEGINNING + page.page(), List.of(), null));
            case NONE -> List.of(new Address(BEGINNING + page.page(), List.of(page.page()), null));
            case SCHOOL ->
                anySchool()
                        .map(code -> ofCode(SelectionReader.SCHOOL, code))
                        .map(List::of)
                        .orElse(List.of());
            case PLACE ->
                catalogue.levels().stream()
                        .sorted()
                        .filter(level ->
                                pages.ofLevel(level).filter(page::equals).isPresent())
                        .flatMap(level -> examplePlace(level).stream())
                        .map(place -> ofCode(place.level(), place.code()))
                        .toList();
        };
    }

    private static Address ofCode(String level, String code) {
        var part = PathCode.write(code);
        return new Address(BEGINNING + level + "/{code}", List.of(level, part), part);
    }

    /** The place that holds all others has the page of the root. */
    private Optional<Place> examplePlace(String level) {
        return catalogue.places(level).stream()
                .filter(place -> !catalogue.isRoot(place))
                .findFirst();
    }

    private Optional<String> anySchool() {
        try (var turn = snapshot.reader().turn()) {
            return turn.rows(ANY_SCHOOL, Map.of(), 1).rows().stream()
                    .map(row -> (String) row.get(0))
                    .findFirst();
        }
    }

    private Map<String, Object> operation(PageDefinition page, Address address) {
        var selection = new SelectionReader(pages, snapshot).read(language, address.parts(), Map.of());
        describe(page, selection);
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", address.id().replace('-', '_'));
        operation.put(
                "summary", page.title() == null ? address.id() : page.title().in(language));
        if (page.about() != null) {
            operation.put("description", page.about().in(language));
        }
        operation.put("parameters", parameters(page, selection, address));
        operation.put("responses", responses(page));
        return operation;
    }

    private List<Object> parameters(PageDefinition page, Selection selection, Address address) {
        var all = new ArrayList<Object>();
        if (address.example() != null) {
            all.add(ordered(
                    "name",
                    "code",
                    "in",
                    "path",
                    "required",
                    true,
                    "description",
                    say("代码；其中的 / 写作 ~1，~ 写作 ~0", "the code; a / in it is written ~1, a ~ is written ~0"),
                    "schema",
                    Map.of("type", "string"),
                    "example",
                    address.example()));
        }
        all.add(query(
                "lang",
                say("文字的语言", "language of texts"),
                ordered("type", "string", "enum", List.of("zh", "en"), "default", Language.EN.code())));
        var panels = page.panels().map(PanelDefinition::id).toList();
        if (!panels.isEmpty()) {
            all.add(query(
                    "panel",
                    say("只要一个表，答以各行", "one table only, answered as its rows"),
                    ordered("type", "string", "enum", panels)));
            all.add(query(
                    "format",
                    say("一个表的格式；csv 同页面所示的列", "format of one table; csv has the columns that the page shows"),
                    ordered("type", "string", "enum", List.of("json", "csv"), "default", "json")));
        }
        if (page.panels().anyMatch(PanelDefinition::paged)) {
            all.add(query(
                    "rows",
                    say("分页的表要所有各页", "of a table with pages: all of them"),
                    ordered("type", "string", "enum", List.of("all"))));
        }
        page.parameters()
                .forEach((name, parameter) -> all.add(query(
                        name,
                        parameter.title() == null ? name : parameter.title().in(language),
                        schema(parameter, selection.values().get(name)))));
        return all;
    }

    private static Map<String, Object> query(String name, String description, Map<String, Object> schema) {
        return ordered("name", name, "in", "query", "required", false, "description", description, "schema", schema);
    }

    private Map<String, Object> schema(ParameterDefinition parameter, Object byDefault) {
        var schema = new LinkedHashMap<String, Object>();
        switch (parameter.kind()) {
            case YEAR -> limit(schema, "integer", catalogue.years());
            case STAGE -> limit(schema, "string", catalogue.stages());
            case STANDARD ->
                limit(
                        schema,
                        "string",
                        catalogue.standards().stream().map(Standard::id).toList());
            case INDICATOR ->
                limit(
                        schema,
                        "string",
                        catalogue.standards().stream()
                                .flatMap(standard -> catalogue.indicators(standard.id()).stream())
                                .map(Indicator::id)
                                .distinct()
                                .toList());
            case CHOICE -> limit(schema, "string", parameter.choices());
            case PLACE -> schema.put("type", "string");
            case TEXT -> {
                schema.put("type", "string");
                schema.put("maxLength", SelectionReader.MOST_TEXT);
            }
            case PAGE -> {
                schema.put("type", "integer");
                schema.put("minimum", 1);
                schema.put("maximum", SelectionReader.MOST_PAGE);
            }
        }
        if (byDefault != null) {
            schema.put("default", byDefault);
        }
        return schema;
    }

    private static void limit(Map<String, Object> schema, String type, List<?> values) {
        schema.put("type", type);
        if (!values.isEmpty()) {
            schema.put("enum", values);
        }
    }

    private Map<String, Object> responses(PageDefinition page) {
        var answers = new ArrayList<Object>();
        answers.add(reference(page.page()));
        page.panels().forEach(panel -> answers.add(ordered("type", "array", "items", reference(name(page, panel)))));
        var content = new LinkedHashMap<String, Object>();
        content.put("application/json", Map.of("schema", Map.of("anyOf", answers)));
        if (page.panels().findAny().isPresent()) {
            content.put("text/csv", Map.of("schema", Map.of("type", "string")));
        }
        return responses(say("所有的表；给了 panel 则为该表的各行", "every table; with panel, the rows of that one"), content);
    }

    private Map<String, Object> responses(String description, Map<String, Object> content) {
        var headers = new LinkedHashMap<String, Object>();
        headers().keySet().forEach(name -> headers.put(name, Map.of("$ref", "#/components/headers/" + name)));
        return ordered(
                "200", ordered("description", description, "headers", headers, "content", content),
                "304",
                        ordered(
                                "description",
                                say("与 If-None-Match 所指的相同", "what If-None-Match names still holds"),
                                "headers",
                                headers),
                "400", failure(say("没有这样的参数或取值", "no such parameter or value")),
                "401", failure(say("需要口令", "a token is needed")),
                "404", failure(say("没有这样的页、地区、学校或表", "no such page, place, school or table")),
                "503", failure(say("此刻无法回答，请按 Retry-After 再来", "cannot be answered now; come back after Retry-After")));
    }

    private static Map<String, Object> failure(String description) {
        return ordered(
                "description",
                description,
                "content",
                Map.of("application/json", Map.of("schema", reference("error"))));
    }

    private Map<String, Object> headers() {
        return ordered(
                "ETag",
                        ordered(
                                "description",
                                say("快照和程序版本", "snapshot and version of the program"),
                                "schema",
                                Map.of("type", "string")),
                "X-Junheng-Snapshot",
                        ordered(
                                "description",
                                say("所据的快照", "the snapshot that was asked"),
                                "schema",
                                Map.of("type", "string")));
    }

    private Map<String, Object> ownOperation() {
        return ordered(
                "operationId", "openapi",
                "summary", say("本文件", "this document"),
                "parameters",
                        List.of(query(
                                "lang",
                                say("文字的语言", "language of texts"),
                                ordered("type", "string", "enum", List.of("zh", "en"), "default", Language.EN.code()))),
                "responses",
                        responses(
                                say("OpenAPI 3.1 文件", "an OpenAPI 3.1 document"),
                                Map.of("application/json", Map.of("schema", Map.of("type", "object")))));
    }

    private static Map<String, Object> errorSchema() {
        return object(ordered(
                "status", Map.of("type", "integer"),
                "error", Map.of("type", "string"),
                "next", Map.of("type", "string")));
    }

    /** Adds the schemas of the page and its tables, once however many levels have the page. */
    private void describe(PageDefinition page, Selection selection) {
        if (schemas.containsKey(page.page())) {
            return;
        }
        var panels = new LinkedHashMap<String, Object>();
        page.panels().forEach(panel -> {
            schemas.put(name(page, panel), row(panel, selection));
            panels.put(
                    panel.id(),
                    object(ordered(
                            "title",
                                    ordered(
                                            "type",
                                            "string",
                                            "const",
                                            panel.title().in(language)),
                            "columns", ordered("type", "array", "items", reference("column")),
                            "cut", Map.of("type", "boolean"),
                            "rows", ordered("type", "array", "items", reference(name(page, panel))))));
        });
        schemas.computeIfAbsent("column", key -> columnSchema());
        schemas.put(
                page.page(),
                object(ordered(
                        "snapshot", Map.of("type", "string"),
                        "asked", Map.of("type", "object"),
                        "headline", Map.of("type", List.of("object", "null")),
                        "panels", object(panels))));
    }

    private static Map<String, Object> columnSchema() {
        var schema = object(ordered(
                "name", Map.of("type", "string"),
                "title", Map.of("type", "string"),
                "unit", Map.of("type", "string")));
        schema.put("required", List.of("name", "title"));
        return schema;
    }

    private Map<String, Object> row(PanelDefinition panel, Selection selection) {
        var columns = new LinkedHashMap<String, Object>();
        types(panel, selection).forEach((name, type) -> {
            var schema = new LinkedHashMap<String, Object>(type(type));
            Optional.ofNullable(panel.columns().get(name))
                    .ifPresent(column -> schema.put("description", described(column)));
            columns.put(name, schema);
        });
        var schema = object(columns);
        schema.put("description", panel.title().in(language));
        return schema;
    }

    private String described(ColumnDefinition column) {
        var unit = column.unit() == null ? "" : " (" + column.unit().in(language) + ")";
        return column.title().in(language) + unit;
    }

    /** The columns that a table has and their types in the database, without working the table out. */
    private Map<String, String> types(PanelDefinition panel, Selection selection) {
        var sql = panel.sql();
        var parameters = new LinkedHashMap<>(selection.parameters());
        parameters.put("rows", 1L);
        parameters.put("before", 0L);
        try (var turn = snapshot.reader().turn()) {
            var names = turn.rows(sql.within("SELECT * FROM (", ") WHERE false"), parameters, 1)
                    .columns();
            var types = turn.rows(
                            sql.within("SELECT typeof(COLUMNS(q.*)) FROM (SELECT 1) LEFT JOIN (", ") q ON false"),
                            parameters,
                            1)
                    .rows()
                    .get(0);
            var all = new LinkedHashMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                all.put(names.get(i), String.valueOf(types.get(i)));
            }
            return all;
        }
    }

    private static Map<String, Object> type(String type) {
        if (type.endsWith("[]")) {
            return Map.of("type", List.of("array", "null"));
        }
        var name = type.replaceAll("\\(.*", "").replace("\"", "");
        return switch (name) {
            case "NULL" -> Map.of();
            case "BOOLEAN" -> Map.of("type", List.of("boolean", "null"));
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT" -> Map.of("type", List.of("integer", "null"));
            case "FLOAT", "DOUBLE", "DECIMAL" -> Map.of("type", List.of("number", "null"));
            case "STRUCT", "MAP" -> Map.of("type", List.of("object", "null"));
            default -> Map.of("type", List.of("string", "null"));
        };
    }

    private static String name(PageDefinition page, PanelDefinition panel) {
        return page.page() + "." + panel.id();
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    /** An object that has all of these and nothing else. */
    private static Map<String, Object> object(Map<String, Object> properties) {
        return ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private String say(String zh, String en) {
        return language == Language.ZH ? zh : en;
    }
}
