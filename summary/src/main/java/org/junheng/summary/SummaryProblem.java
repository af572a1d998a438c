package org.junheng.summary;

import java.util.Optional;

/** Why a summary could not be opened or a query over it could not be answered. */
public final class SummaryProblem extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;
    private static final String BUNDLE = "org.junheng.summary.messages";

    /** The kinds of problem, each with a message and a next step in both languages. */
    public enum Kind {
        NO_SUMMARY(ExitCode.FAILED),
        SUMMARY_MISSING(ExitCode.FAILED),
        SUMMARY_UNREADABLE(ExitCode.FAILED),
        SNAPSHOT_MISSING(ExitCode.FAILED),
        SNAPSHOT_UNREADABLE(ExitCode.FAILED),
        EMPTY_QUERY(ExitCode.USAGE),
        NOT_A_SELECT(ExitCode.USAGE),
        SEVERAL_STATEMENTS(ExitCode.USAGE),
        FUNCTION_REFUSED(ExitCode.USAGE),
        TABLE_REFUSED(ExitCode.USAGE),
        FILE_REFUSED(ExitCode.USAGE),
        PARAMETER_REFUSED(ExitCode.USAGE),
        WRONG_QUERY(ExitCode.USAGE),
        TIME_LIMIT(ExitCode.FAILED),
        MEMORY_LIMIT(ExitCode.FAILED),
        QUERY_FAILED(ExitCode.FAILED);

        private final ExitCode exitCode;

        Kind(ExitCode exitCode) {
            this.exitCode = exitCode;
        }
    }

    private final Kind kind;
    private final String[] arguments;

    SummaryProblem(Kind kind, String... arguments) {
        super(kind.name());
        this.kind = kind;
        this.arguments = arguments.clone();
    }

    SummaryProblem(Kind kind, Throwable cause, String... arguments) {
        super(kind.name(), cause);
        this.kind = kind;
        this.arguments = arguments.clone();
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public ExitCode exitCode() {
        return kind.exitCode;
    }

    @Override
    public String describe(Language language) {
        return Messages.of(BUNDLE, language).text(kind.name(), (Object[]) arguments);
    }

    @Override
    public Optional<String> nextStep(Language language) {
        return Optional.of(Messages.of(BUNDLE, language).text(kind.name() + ".next", (Object[]) arguments));
    }

    @Override
    public String getMessage() {
        return kind + ": " + describe(Language.EN);
    }
}
