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
        BUSY(ExitCode.FAILED),
        TIME_LIMIT(ExitCode.FAILED),
        MEMORY_LIMIT(ExitCode.FAILED),
        QUERY_FAILED(ExitCode.FAILED);

        private final ExitCode exitCode;

        Kind(ExitCode exitCode) {
            this.exitCode = exitCode;
        }
    }

    private final Kind kind;
    private final String text;
    private final String[] arguments;

    SummaryProblem(Kind kind, String... arguments) {
        this(kind, kind.name(), null, arguments);
    }

    SummaryProblem(Kind kind, Throwable cause, String... arguments) {
        this(kind, kind.name(), cause, arguments);
    }

    private SummaryProblem(Kind kind, String text, Throwable cause, String... arguments) {
        super(text, cause);
        this.kind = kind;
        this.text = text;
        this.arguments = arguments.clone();
    }

    /** A query that is wrong in a way that has a text of its own. */
    static SummaryProblem wrongQuery(String text, Throwable cause, String... arguments) {
        return new SummaryProblem(Kind.WRONG_QUERY, text, cause, arguments);
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
        return Messages.of(BUNDLE, language).text(text, (Object[]) arguments);
    }

    @Override
    public Optional<String> nextStep(Language language) {
        return Optional.of(Messages.of(BUNDLE, language).text(text + ".next", (Object[]) arguments));
    }

    @Override
    public String getMessage() {
        return kind + ": " + describe(Language.EN);
    }
}
