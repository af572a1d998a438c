package org.junheng.dashboard.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junheng.dashboard.PublishedSample;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the dashboard's own jar. */
class DashboardTest {
    private static final String LOOPBACK = "127.0.0.1";

    private record Said(ExitCode exitCode, String out, String err) {}

    private static Said say(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var exitCode = Dashboard.run(List.of(arguments), environment, out, err);
        return new Said(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Said say(String... arguments) {
        return say(Map.of("LANG", "en_GB.UTF-8"), arguments);
    }

    @Test
    void both_languages_have_the_same_messages() {
        assertThat(Messages.differences(Dashboard.BUNDLE)).isEmpty();
    }

    @Test
    void help_names_every_option_in_both_languages() {
        for (var language : List.of("zh", "en")) {
            for (var asked : List.of(List.of("--help"), List.of("dashboard", "--help"), List.of("help", "dashboard"))) {
                var arguments = new ArrayList<>(asked);
                arguments.addAll(List.of("--lang", language));
                var said = say(arguments.toArray(String[]::new));
                assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
                assertThat(said.out())
                        .contains("--port", "--host", "--token-file", "--behind-proxy", "--warehouse DIR")
                        .doesNotContain("--rehearse");
            }
        }
    }

    @Test
    void wrong_options_are_named_with_the_one_that_was_meant() {
        assertThat(say("dashboard", "--prot", "1").err()).contains("--prot", "Did you mean --port?");
        assertThat(say("--port", "many").err()).contains("many", "--port");
        assertThat(say("--port", "70000").err()).contains("70000 is no port");
        assertThat(say("dashboard", "--port").err()).contains("needs a value");
        assertThat(say("--lang", "fr").err()).contains("zh, en");
        for (var wrong : List.of(List.of("--prot", "1"), List.of("--port", "many"), List.of("--port", "70000"))) {
            assertThat(say(wrong.toArray(String[]::new)).exitCode()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void other_machines_are_not_answered_without_a_token_or_a_proxy(@TempDir Path folder) throws IOException {
        var open = say("--host", "0.0.0.0");
        assertThat(open.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(open.err()).contains("--token-file", "--behind-proxy");
        var token = Files.writeString(folder.resolve("token"), "short\n");
        for (var said : List.of(
                say("--host", "0.0.0.0", "--token-file", token.toString()),
                say(Map.of("LANG", "en_GB.UTF-8", "JUNHENG_DASHBOARD_TOKEN", "short"), "--host", "0.0.0.0"))) {
            assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(said.err()).contains("The token is too short");
        }
        var absent = say("--token-file", folder.resolve("none").toString());
        assertThat(absent.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(absent.err()).contains("no token file");
        var nowhere = say("--host", "no such host");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void where_nothing_is_published_the_next_step_is_told(@TempDir Path empty) {
        for (var arguments : List.of(
                List.of("dashboard", "--warehouse", empty.toString()),
                List.of("export", "--format", "site", "--out", "site", "--warehouse", empty.toString()))) {
            var said = say(arguments.toArray(String[]::new));
            assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(said.err()).contains("junheng nightly").doesNotContain(empty.toString(), "\tat ");
        }
    }

    @Test
    void a_port_that_another_program_has_is_told() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            var port = String.valueOf(taken.getLocalPort());
            var said = say("--warehouse", PublishedSample.warehouse().toString(), "--port", port);
            assertThat(said.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(said.err()).contains("Cannot listen on port " + port, "--port");
        }
    }

    @Test
    void the_site_refuses_what_it_cannot_write(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "not ours");
        var warehouse = PublishedSample.warehouse().toString();
        var out = folder.toString();
        assertThat(say("export", "--format", "csv", "--out", out).err()).contains("site");
        assertThat(say("export", "--format", "site", "--public", "--out", out).err())
                .contains("--public is not available", "--format csv --public");
        assertThat(say("export", "--format", "site").err()).contains("--out");
        assertThat(say("export", "--format", "site", "--out", out, "--county", "1", "--city", "2")
                        .err())
                .contains("do not go together");
        var others = say("export", "--format", "site", "--out", out, "--warehouse", warehouse);
        assertThat(others.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(others.err()).contains("no earlier site");
        assertThat(folder.resolve("letter.txt")).exists();
        var nowhere =
                say("export", "--format", "site", "--out", out + "/site", "--warehouse", warehouse, "--county", "x");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(nowhere.err()).contains("no one county", "junheng query");
    }

    @Test
    @Timeout(60)
    void a_running_dashboard_tells_its_address_answers_and_ends_well_when_told_to_stop() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dashboard.class.getName(),
                        "dashboard",
                        "--port",
                        "0",
                        "--lang",
                        "en",
                        "--warehouse",
                        PublishedSample.warehouse().toString())
                .start();
        try {
            String line;
            var err = process.errorReader(StandardCharsets.UTF_8);
            do {
                line = err.readLine();
            } while (line != null && !line.startsWith("Open "));
            assertThat(line).startsWith("Open http://" + LOOPBACK + ":").endsWith("/ ; stop with Ctrl-C");
            var page = URI.create(line.split(" ")[1] + "zh/").toURL();
            try (var answer = page.openStream()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("<html lang=\"zh-CN\">");
            }
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.DONE.number());
        } finally {
            process.destroyForcibly();
        }
    }
}
