package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read, and by which name. */
class AccessTest {
    private static final String TOKEN = "0123456789abcdef0123";

    @TempDir
    Path warehouse;

    @Test
    void elsewhereATokenOrAProxyIsRequired() {
        assertThat(new Access("0.0.0.0", Optional.empty(), false).mistake()).contains("open");
        assertThat(new Access("0.0.0.0", Optional.of(TOKEN), false).mistake()).isEmpty();
        assertThat(new Access("0.0.0.0", Optional.empty(), true).mistake()).isEmpty();
        assertThat(new Access("127.0.0.1", Optional.empty(), false).mistake()).isEmpty();
        assertThat(new Access("127.0.0.1", Optional.of("short"), false).mistake())
                .contains("short_token");
    }

    @Test
    void onThisMachineAForeignHostNameIsRefused() throws Exception {
        try (var dashboard = RunningDashboard.in(warehouse)) {
            for (var host : List.of("localhost", "LOCALHOST:8080", "127.0.0.1:" + dashboard.port(), "[::1]:1")) {
                assertThat(dashboard.get("/zh/", "Host: " + host).status())
                        .as(host)
                        .isEqualTo(200);
            }
            for (var host :
                    List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "10.0.0.1")) {
                assertThat(dashboard.get("/zh/", "Host: " + host).status())
                        .as(host)
                        .isEqualTo(421);
            }
        }
    }

    @Test
    void behindAProxyTheHostIsThatOfTheProxy() {
        assertThat(new Access("127.0.0.1", Optional.empty(), true).answersTo("junheng.example"))
                .isTrue();
    }

    @Test
    void whoHasTheTokenReadsAndNobodyElse() throws Exception {
        var access = new Access("127.0.0.1", Optional.of(TOKEN), false);
        try (var dashboard = RunningDashboard.in(warehouse, access)) {
            for (var admitted : List.of("Bearer " + TOKEN, basic("reader:" + TOKEN), basic(":" + TOKEN))) {
                assertThat(dashboard.get("/zh/", "Authorization: " + admitted).status())
                        .as(admitted)
                        .isEqualTo(200);
            }
            for (var refused : List.of(
                    "Bearer " + TOKEN + "x",
                    "Bearer",
                    "Bearer ",
                    TOKEN,
                    basic(TOKEN),
                    basic(TOKEN + ":"),
                    "Basic %%%",
                    "Basic",
                    "Digest a=b")) {
                for (var target : List.of("/zh/", "/api/v1/overview", "/assets/junheng.css", "/nothing", "/")) {
                    var answer = dashboard.get(target, "Authorization: " + refused);
                    assertThat(answer.status()).as(refused + " " + target).isEqualTo(401);
                    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
                    assertThat(answer.body()).doesNotContain(TOKEN).doesNotContain("a1");
                }
            }
            assertThat(dashboard.get("/zh/").status()).isEqualTo(401);
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
