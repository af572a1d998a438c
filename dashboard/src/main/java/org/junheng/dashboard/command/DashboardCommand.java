package org.junheng.dashboard.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junheng.dashboard.server.Access;
import org.junheng.dashboard.server.DashboardServer;
import org.junheng.dashboard.server.SuppliedMap;
import org.junheng.dashboard.snapshot.LiveSummary;
import org.junheng.dashboard.snapshot.Snapshot.QueryBounds;
import org.junheng.summary.ExitCode;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;

/** Shows what is published until it is told to stop. */
final class DashboardCommand implements Command {
    /** A token on the command line would stand in the list of processes, for everybody on the machine to read. */
    private static final String TOKEN_VARIABLE = "JUNHENG_DASHBOARD_TOKEN";

    private static final int HIGHEST_PORT = 65_535;

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @Parameter(names = "--port", descriptionKey = "dashboard.port", placeholder = "PORT")
    private int port = 8080;

    @Parameter(names = "--host", descriptionKey = "dashboard.host", placeholder = "ADDRESS")
    private String host = Access.LOOPBACK;

    @Parameter(names = "--token-file", descriptionKey = "dashboard.token_file", placeholder = "FILE")
    private Path tokenFile;

    @Parameter(names = "--behind-proxy", descriptionKey = "dashboard.behind_proxy")
    private boolean behindProxy;

    /** For the launcher, which makes its class archive of what this loads. */
    @Parameter(names = "--rehearse", descriptionKey = "dashboard.rehearse", hidden = true)
    private boolean rehearsal;

    @Parameter(names = "--map", descriptionKey = "dashboard.map", placeholder = "FILE")
    private Path map;

    @Parameter(names = "--map-source", descriptionKey = "dashboard.map_source", placeholder = "TEXT")
    private String mapSource;

    @Parameter(names = "--map-review-number", descriptionKey = "dashboard.map_review_number", placeholder = "TEXT")
    private String mapReviewNumber;

    private final Map<String, String> environment;

    DashboardCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ExitCode run(Console console) throws Exception {
        if (rehearsal) {
            return rehearse(console);
        }
        var access = access();
        var live = LiveSummary.of(common.warehouse(), QueryBounds.DEFAULT, console.err()::println);
        var server = started(live, access);
        console.say("dashboard.open", address(server.port()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            // Being told to stop is no failure, which a plain end by a signal would report.
                            Runtime.getRuntime().halt(ExitCode.DONE.number());
                        },
                        "stop"));
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    /** Answers one page to itself on a port of nobody's, and ends. */
    private ExitCode rehearse(Console console) throws IOException {
        var live = LiveSummary.of(common.warehouse(), QueryBounds.DEFAULT, console.err()::println);
        try (var server = new DashboardServer(live, new Access(Access.LOOPBACK, Optional.empty(), false), 0)) {
            var page = URI.create("http://" + Access.LOOPBACK + ":" + server.port() + "/zh/");
            try (var answer = page.toURL().openStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
            return ExitCode.DONE;
        }
    }

    private Access access() throws IOException {
        if (port < 0 || port > HIGHEST_PORT) {
            throw Dashboard.wrongUsage("dashboard.no_port", String.valueOf(port));
        }
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw Dashboard.wrongUsage("dashboard.no_host", host);
        }
        var access = new Access(host, token(), behindProxy);
        var mistake = access.mistake();
        if (mistake.isPresent()) {
            throw Dashboard.wrongUsage("access." + mistake.get(), host);
        }
        return access;
    }

    private Optional<String> token() throws IOException {
        if (tokenFile == null) {
            return Optional.ofNullable(environment.get(TOKEN_VARIABLE))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty());
        }
        if (!Files.isRegularFile(tokenFile)) {
            throw Dashboard.wrongUsage("dashboard.no_token_file", tokenFile.toString());
        }
        return Optional.of(Files.readString(tokenFile).strip());
    }

    private Optional<SuppliedMap> suppliedMap(LiveSummary live) throws IOException {
        if (map == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(map)) {
            throw Dashboard.wrongUsage("map.NO_FILE", map.toString());
        }
        if (Files.size(map) > SuppliedMap.MOST_BYTES) {
            throw Dashboard.wrongUsage("map.TOO_LARGE", String.valueOf(SuppliedMap.MOST_BYTES / 1024 / 1024));
        }
        try (var lease = live.lease()) {
            var catalogue = lease.snapshot().catalogue();
            return Optional.of(SuppliedMap.of(Files.readAllBytes(map), mapSource, mapReviewNumber, code -> catalogue
                    .place(code)
                    .isPresent()));
        } catch (SuppliedMap.Unusable e) {
            throw Dashboard.wrongUsage("map." + e.reason(), e.argument());
        }
    }

    private DashboardServer started(LiveSummary live, Access access) throws IOException {
        try {
            return new DashboardServer(live, access, suppliedMap(live), port);
        } catch (RuntimeException e) {
            live.close();
            throw Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                    .filter(SocketException.class::isInstance)
                    .findFirst()
                    .<RuntimeException>map(cause -> new PortProblem(port, host, e))
                    .orElse(e);
        }
    }

    private String address(int openPort) {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + openPort + "/";
    }
}
