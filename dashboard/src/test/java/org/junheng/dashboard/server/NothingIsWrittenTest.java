package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junheng.dashboard.SmallSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is nothing to forge a request for: only GET and HEAD are answered, and neither leaves a trace. */
class NothingIsWrittenTest {
    private static final List<String> WRITING =
            List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "MKCOL", "LOCK", "FOO");
    private static final List<String> TARGETS = List.of(
            "/", "/zh/", "/en/county/" + SmallSummary.COUNTY, "/api/v1/overview", "/assets/junheng.css", "/nothing");

    @TempDir
    Path warehouse;

    @Test
    void everyMethodButGetAndHeadIsRefused() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            for (var method : WRITING) {
                for (var target : TARGETS) {
                    var answer = RawHttp.send(dashboard.port(), method, target);
                    assertThat(answer.status()).as(method + " " + target).isEqualTo(405);
                    assertThat(answer.header("Allow")).as(method + " " + target).isEqualTo("GET, HEAD");
                }
            }
        }
    }

    @Test
    void aRequestThatCarriesContentIsRefused() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            var head = "GET /zh/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
            assertThat(RawHttp.exchange(dashboard.port(), head + "Content-Length: 5\r\n\r\nhello")
                            .status())
                    .isEqualTo(413);
            assertThat(RawHttp.exchange(
                                    dashboard.port(),
                                    head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void headTellsWhatGetWouldSayWithoutItsBody() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            for (var target : List.of("/zh/", "/api/v1/overview", "/assets/junheng.css")) {
                var get = dashboard.get(target);
                var head = RawHttp.send(dashboard.port(), "HEAD", target);
                assertThat(head.status()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                for (var header : List.of("Content-Type", "Content-Length", "ETag", "X-Junheng-Snapshot")) {
                    assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
                }
            }
            assertThat(RawHttp.send(dashboard.port(), "HEAD", "/nothing").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theWarehouseIsAsItWas() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            var before = Files.readAllBytes(SmallSummary.file(warehouse, SmallSummary.FIRST));
            for (var target : TARGETS) {
                dashboard.get(target);
            }
            assertThat(Files.readAllBytes(SmallSummary.file(warehouse, SmallSummary.FIRST)))
                    .isEqualTo(before);
            try (var files = Files.walk(warehouse)) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(2);
            }
        }
    }
}
