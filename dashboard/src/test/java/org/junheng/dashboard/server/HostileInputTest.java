package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junheng.dashboard.SmallSummary;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.ParameterDefinition.Kind;
import org.junheng.dashboard.panel.PathCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than a hundred hostile values for each parameter of each page and of the API, and for each code in a path. */
class HostileInputTest {
    /** 414 and 431 are what the server says of what is too long to be read at all. */
    private static final Set<Integer> ALLOWED = Set.of(200, 400, 404, 414, 431);
    /** What an answer that refuses never says. */
    private static final Pattern INNER_WORDS = Pattern.compile(
            "\\bSELECT\\b.*\\bFROM\\b|Exception|\\bat org\\.|java\\.|(Binder|Parser|Catalog|Conversion|Invalid Input) Error|duckdb"
                    + "|/home/|/tmp/|jetty|javalin",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> MARKUP = List.of("<script>alert", "<img src=x", "<svg/onload", "<%= 7");

    @TempDir
    static Path warehouse;

    private static RunningDashboard dashboard;

    @BeforeAll
    static void start() throws Exception {
        dashboard = RunningDashboard.in(warehouse);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void thereAreMoreThanAHundred() {
        assertThat(HostileValues.inAddress()).hasSizeGreaterThan(100);
    }

    @Test
    void everyPageIsAnsweredWithoutParameters() throws Exception {
        for (var page : Pages.read().all()) {
            for (var base : List.of("/zh/", "/en/", "/api/v1/")) {
                var answer = dashboard.get(base + path(page, base));
                assertThat(answer.status()).as(base + path(page, base)).isEqualTo(200);
            }
        }
    }

    @Test
    void noValueOfAParameterIsMoreThanRefused() throws Exception {
        for (var page : Pages.read().all()) {
            for (var parameter : page.parameters().keySet()) {
                for (var value : HostileValues.inAddress()) {
                    check("/zh/" + path(page, "/zh/") + "?" + parameter + "=" + value);
                    check("/api/v1/" + path(page, "/api/v1/") + "?" + parameter + "=" + value);
                }
            }
        }
    }

    @Test
    void noParameterOfTheApiIsMoreThanRefused() throws Exception {
        for (var parameter : List.of("panel", "format", "lang")) {
            for (var value : HostileValues.inAddress()) {
                check("/api/v1/county/" + SmallSummary.COUNTY + "?" + parameter + "=" + value);
            }
        }
    }

    @Test
    void noNameOfAParameterIsMoreThanRefused() throws Exception {
        for (var name : HostileValues.inAddress()) {
            check("/zh/?" + name + "=1");
            check("/zh/?" + name);
        }
    }

    @Test
    void noCodeOrPageInAPathIsMoreThanRefused() throws Exception {
        for (var value : HostileValues.inAddress()) {
            for (var before : List.of(
                    "/zh/county/",
                    "/en/school/",
                    "/zh/education_group/",
                    "/zh/",
                    "/api/v1/county/",
                    "/api/v1/",
                    "/assets/",
                    "/")) {
                check(before + value);
            }
            check("/zh/" + value + "/" + SmallSummary.COUNTY);
        }
    }

    @Test
    void noHeaderThatIsReadIsMoreThanRefused() throws Exception {
        for (var value : HostileValues.inAddress()) {
            for (var header :
                    List.of("Accept-Language", "If-None-Match", "Accept-Encoding", "Authorization", "Range")) {
                var answer = dashboard.get("/", header + ": " + value);
                assertThat(answer.status()).as(header + ": " + value).isIn(302, 400, 431);
            }
        }
    }

    @Test
    void aTextThatIsSearchedForHasNoWildcardsAndNoSql() throws Exception {
        for (var page : Pages.read().all()) {
            for (var parameter : page.parameters().entrySet()) {
                if (parameter.getValue().kind() == Kind.TEXT) {
                    var address = "/api/v1/" + path(page, "/api/v1/") + "?" + parameter.getKey() + "=";
                    var nothing = rows(address + "qqqqq");
                    for (var value : List.of("%", "%%%", "___", "' OR '1'='1", "\\", "*", ".*")) {
                        assertThat(rows(address + HostileValues.encoded(value)))
                                .as(address + value)
                                .isEqualTo(nothing);
                    }
                }
            }
        }
    }

    private static List<Integer> rows(String address) throws IOException {
        var answer = dashboard.get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        var sizes = new ArrayList<Integer>();
        for (JsonNode panel : new ObjectMapper().readTree(answer.body()).path("panels")) {
            sizes.add(panel.path("rows").size());
        }
        return sizes;
    }

    private static void check(String target) throws IOException {
        var answer = dashboard.get(target);
        assertThat(answer.status()).as(target).isIn(ALLOWED);
        assertThat(answer.headers().keySet()).as(target).doesNotContain("x-injected", "set-cookie");
        assertThat(answer.header("X-Content-Type-Options")).as(target).isEqualTo("nosniff");
        if (answer.status() != 200) {
            assertThat(INNER_WORDS.matcher(withoutTarget(answer.body())).find())
                    .as(target + "\n" + answer.body())
                    .isFalse();
        }
        if (answer.header("Content-Type").startsWith("text/html")) {
            assertThat(answer.body()).as(target).doesNotContain(MARKUP.toArray(String[]::new));
        }
    }

    /** What a message repeats of the request stands between quotation marks. */
    private static String withoutTarget(String body) {
        return body.replaceAll("“[^”]*”", "");
    }

    private static String path(PageDefinition page, String base) {
        return switch (page.subject()) {
            case NONE -> page.page();
            case ROOT -> base.startsWith("/api") ? "overview" : "";
            case SCHOOL -> "school/" + SmallSummary.SCHOOL;
            case PLACE ->
                switch (page.levels().get(0)) {
                    case "county" -> "county/" + SmallSummary.COUNTY;
                    case "education_group", "school_cluster" ->
                        "education_group/" + HostileValues.encoded(PathCode.write(SmallSummary.GROUP));
                    default -> "province/990000";
                };
        };
    }
}
