package org.junheng.dashboard.command;

import com.beust.jcommander.Parameter;
import java.nio.file.Path;

/** The options of {@code junheng dashboard}. */
final class DashboardOptions {
    @Parameter(names = "--warehouse", placeholder = "DIR")
    private Path warehouse = Path.of("warehouse");

    @Parameter(names = "--port", placeholder = "PORT")
    private int port = 8080;

    @Parameter(names = "--host", placeholder = "ADDRESS")
    private String host = "127.0.0.1";

    @Parameter(names = "--token-file", placeholder = "FILE")
    private Path tokenFile;

    @Parameter(names = "--behind-proxy")
    private boolean behindProxy;

    @Parameter(names = "--lang", placeholder = "zh|en")
    private String language;

    @Parameter(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    Path warehouse() {
        return warehouse;
    }

    int port() {
        return port;
    }

    String host() {
        return host;
    }

    Path tokenFile() {
        return tokenFile;
    }

    boolean behindProxy() {
        return behindProxy;
    }

    String language() {
        return language;
    }

    boolean help() {
        return help;
    }
}
