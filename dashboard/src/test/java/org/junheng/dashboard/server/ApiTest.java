package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junheng.dashboard.SmallSummary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data interface, and the OpenAPI document that describes it. */
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNTY = "/api/v1/county/" + SmallSummary.COUNTY;

    @TempDir
    static Path warehouse;

    private static RunningDashboard dashboard;
    private static JsonNode document;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        dashboard = RunningDashboard.in(warehouse);
        document = json("/api/v1/openapi.json");
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + target));
    }

    private static HttpResponse<byte[]> answer(HttpRequest request) throws Exception {
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> answer(String target) throws Exception {
        return answer(request(target).build());
    }

    private static JsonNode json(String target) throws Exception {
        var answer = answer(target);
        assertThat(answer.statusCode())
                .as(target + " " + new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        // The reader takes no NaN and no Infinity, which are no JSON.
        return JSON.readTree(answer.body());
    }

    private record Operation(String example, JsonNode described) {
        List<String> panels() {
            return parameter("panel").stream()
                    .flatMap(each -> texts(each.at("/schema/enum")).stream())
                    .toList();
        }

        java.util.Optional<JsonNode> parameter(String name) {
            return StreamSupport.stream(described.get("parameters").spliterator(), false)
                    .filter(each -> each.get("name").asText().equals(name))
                    .findFirst();
        }

        JsonNode answers() {
            return described.at("/responses/200/content/application~1json/schema/anyOf");
        }
    }

    private static List<Operation> operations() {
        var all = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> {
            var operation = path.getValue().get("get");
            var example = path.getKey();
            for (var parameter : operation.get("parameters")) {
                if (parameter.get("in").asText().equals("path")) {
                    example = example.replace(
                            "{code}", parameter.get("example").asText().replace(" ", "%20"));
                }
            }
            all.add(new Operation(example, operation));
        });
        return all;
    }

    private static List<String> texts(JsonNode array) {
        var all = new ArrayList<String>();
        array.forEach(each -> all.add(each.asText()));
        return all;
    }

    private static List<String> names(JsonNode object) {
        var all = new ArrayList<String>();
        object.fieldNames().forEachRemaining(all::add);
        return all;
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    @Test
    void theDocumentDescribesEveryPageAndNamesNoServer() {
        assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        assertThat(names(document.get("paths")))
                .contains(
                        "/api/v1/overview",
                        "/api/v1/province/{code}",
                        "/api/v1/county/{code}",
                        "/api/v1/education_group/{code}",
                        "/api/v1/school/{code}",
                        "/api/v1/compare",
                        "/api/v1/data",
                        "/api/v1/openapi.json");
    }

    @Test
    void everyReferenceOfTheDocumentLeadsSomewhere() {
        var references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty();
        references.forEach(
                reference -> assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void everyOperationAnswersItsExampleAsDescribed() throws Exception {
        for (var operation : operations()) {
            var body = json(operation.example());
            if (operation.answers().isMissingNode()) {
                continue;
            }
            var schema = resolved(operation.answers().get(0));
            assertThat(names(body)).as(operation.example()).isEqualTo(texts(schema.get("required")));
            for (var panel : schema.at("/properties/panels/properties").properties()) {
                var shown = body.at("/panels/" + panel.getKey());
                assertThat(names(shown)).isEqualTo(texts(panel.getValue().get("required")));
                var declared = texts(
                        resolved(panel.getValue().at("/properties/rows/items")).get("required"));
                shown.get("columns").forEach(column -> assertThat(declared)
                        .contains(column.get("name").asText()));
                shown.get("rows").forEach(row -> assertThat(names(row))
                        .as(operation.example() + " " + panel.getKey())
                        .isEqualTo(declared));
            }
        }
    }

    @Test
    void everyTableAloneIsItsRowsWithTheTypesDescribed() throws Exception {
        for (var operation : operations()) {
            var panels = operation.panels();
            for (int i = 0; i < panels.size(); i++) {
                var target = operation.example() + "?panel=" + panels.get(i);
                var row = resolved(operation.answers().get(i + 1).get("items"));
                var rows = json(target);
                assertThat(rows.isArray()).isTrue();
                for (var each : rows) {
                    for (var cell : each.properties()) {
                        var types = texts(row.at("/properties/" + cell.getKey() + "/type"));
                        if (!types.isEmpty()) {
                            assertThat(types)
                                    .as(target + " " + cell.getKey() + " " + cell.getValue())
                                    .containsAnyElementsOf(typesOf(cell.getValue()));
                        }
                    }
                }
            }
        }
    }

    private static List<String> typesOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> List.of("null");
            case BOOLEAN -> List.of("boolean");
            case STRING -> List.of("string");
            case ARRAY -> List.of("array");
            case OBJECT -> List.of("object");
            case NUMBER -> value.isIntegralNumber() ? List.of("integer", "number") : List.of("number");
            default -> List.of();
        };
    }

    @Test
    void aTableAsCsvHasTheRowsAndColumnsThatThePageShows() throws Exception {
        var answer = answer("/api/v1/dictionary?panel=macros&format=csv&lang=en");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        var shown = json("/api/v1/county/" + SmallSummary.COUNTY).at("/panels");
        for (var panel : shown.properties()) {
            var csv = answer(COUNTY + "?panel=" + panel.getKey() + "&format=csv");
            var heading = new String(csv.body(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
            assertThat(heading).startsWith("\uFEFF");
            panel.getValue().get("columns").forEach(column -> assertThat(heading)
                    .contains(column.get("title").asText()));
        }
    }

    @Test
    void textsStandInTheLanguageAskedForAndFiguresAreTheSame() throws Exception {
        var chinese = json(COUNTY + "?lang=zh");
        var english = json(COUNTY + "?lang=en");
        assertThat(json(COUNTY).get("asked")).isEqualTo(english.get("asked"));
        assertThat(chinese.get("asked").get("lang").asText()).isEqualTo("zh");
        assertThat(chinese.findValuesAsText("title")).isNotEqualTo(english.findValuesAsText("title"));
        assertThat(chinese.findValues("cv")).isEqualTo(english.findValues("cv"));
    }

    @Test
    void anAnswerThatIsKnownIsNotSentAgain() throws Exception {
        for (var target : List.of(COUNTY, COUNTY + "?lang=zh", "/api/v1/openapi.json")) {
            var first = answer(target);
            var tag = first.headers().firstValue("ETag").orElseThrow();
            var again = answer(request(target).header("If-None-Match", tag).build());
            assertThat(again.statusCode()).as(target).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).contains(tag);
        }
    }

    @Test
    void whatThereIsNotIsRefusedThoughTheSnapshotIsKnown() throws Exception {
        var tag = answer(COUNTY).headers().firstValue("ETag").orElseThrow();
        var request =
                request(COUNTY + "?panel=none").header("If-None-Match", tag).build();
        assertThat(answer(request).statusCode()).isEqualTo(404);
    }

    @Test
    void headTellsWhatGetWouldAndSendsNoBody() throws Exception {
        var get = answer(COUNTY);
        var head = answer(request(COUNTY)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var header : List.of("Content-Type", "ETag", "X-Junheng-Snapshot")) {
            assertThat(head.headers().firstValue(header))
                    .isEqualTo(get.headers().firstValue(header));
        }
    }

    @Test
    void answersAreCompressedForThoseWhoTakeThat() throws Exception {
        var plain = answer(COUNTY);
        var compressed =
                answer(request(COUNTY).header("Accept-Encoding", "gzip").build());
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var gzip = new GZIPInputStream(new java.io.ByteArrayInputStream(compressed.body()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void refusalsAreJsonAndSayWhatToDo() throws Exception {
        record Refused(String target, int status) {}
        for (var each : List.of(
                new Refused("/api/v1/nothing", 404),
                new Refused("/api/v1/county/1", 404),
                new Refused("/api/v1/school/1", 404),
                new Refused(COUNTY + "?panel=none", 404),
                new Refused(COUNTY + "?unknown=1", 400),
                new Refused(COUNTY + "?year=1066", 400),
                new Refused(COUNTY + "?year=2024&year=2023", 400),
                new Refused(COUNTY + "?lang=fr", 400),
                new Refused(COUNTY + "?format=csv", 400),
                new Refused("/api/v1/data?rows=all", 400),
                new Refused("/api/v1/openapi.json?year=2024", 400),
                new Refused("/api/v1/compare?a=nowhere", 404))) {
            var answer = answer(each.target());
            assertThat(answer.statusCode()).as(each.target()).isEqualTo(each.status());
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
            var body = JSON.readTree(answer.body());
            assertThat(names(body)).containsExactlyInAnyOrder("status", "error", "next");
            assertThat(body.get("status").asInt()).isEqualTo(each.status());
            assertThat(body.get("error").asText()).isNotEmpty();
        }
    }

    @Test
    void scriptsOfOtherSitesAreNotLetIn() throws Exception {
        var answer = answer(
                request(COUNTY).header("Origin", "https://elsewhere.example").build());
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
    }
}
