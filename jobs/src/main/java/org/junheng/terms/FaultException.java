package org.junheng.terms;

import java.util.Objects;
import java.util.Optional;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Explained;
import org.junheng.summary.Language;

/**
 * A failure that a person can act on: it has a kind, a code, a place, what was found and expected, and a next step.
 */
public final class FaultException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    /** Who can mend it, which decides the exit code. */
    public enum Kind {
        /** The command was called wrongly. */
        USAGE,
        /** The census files cannot be used. */
        INPUT,
        /** A file of facts is faulty. */
        FACTS,
        /** Another run holds the warehouse. */
        BUSY,
        /** The machine or the warehouse failed. */
        SYSTEM
    }

    private final Kind kind;
    private final String code;
    private final Place place;
    private final Bilingual what;
    private final Bilingual nextStep;

    public FaultException(Kind kind, String code, Place place, Bilingual what, Bilingual nextStep) {
        this(kind, code, place, what, nextStep, null);
    }

    public FaultException(Kind kind, String code, Place place, Bilingual what, Bilingual nextStep, Throwable cause) {
        super(code + " " + place + " " + what.en(), cause);
        this.kind = Objects.requireNonNull(kind);
        this.code = Objects.requireNonNull(code);
        this.place = Objects.requireNonNull(place);
        this.what = Objects.requireNonNull(what);
        this.nextStep = Objects.requireNonNull(nextStep);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public Place place() {
        return place;
    }

    public Bilingual what() {
        return what;
    }

    public Bilingual nextStep() {
        return nextStep;
    }

    @Override
    public ExitCode exitCode() {
        return switch (kind) {
            case USAGE -> ExitCode.USAGE;
            case INPUT, FACTS -> ExitCode.NOTHING_PUBLISHED;
            case BUSY -> ExitCode.BUSY;
            case SYSTEM -> ExitCode.FAILED;
        };
    }

    @Override
    public String describe(Language language) {
        var at = place.toString();
        return code + " " + (at.isEmpty() ? "" : at + " ") + in(what, language);
    }

    @Override
    public Optional<String> nextStep(Language language) {
        return Optional.of(in(nextStep, language));
    }

    private static String in(Bilingual text, Language language) {
        return language == Language.ZH ? text.zh() : text.en();
    }

    /** What happened and what to do next, in one text. */
    public Bilingual whole() {
        return new Bilingual(what.zh() + "；" + nextStep.zh(), what.en() + "; " + nextStep.en());
    }
}
