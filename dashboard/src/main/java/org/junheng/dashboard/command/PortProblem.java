package org.junheng.dashboard.command;

import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Explained;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;

/** The system does not let us listen: another program does already, or the address or port is not ours to take. */
final class PortProblem extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final int port;
    private final String host;

    PortProblem(int port, String host, Throwable cause) {
        super(cause);
        this.port = port;
        this.host = host;
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.FAILED;
    }

    @Override
    public String describe(Language language) {
        return text("dashboard.no_listening", language);
    }

    @Override
    public Optional<String> nextStep(Language language) {
        return Optional.of(text("dashboard.no_listening.next", language));
    }

    private String text(String key, Language language) {
        return Messages.of(Dashboard.BUNDLE, language).text(key, host, port);
    }
}
