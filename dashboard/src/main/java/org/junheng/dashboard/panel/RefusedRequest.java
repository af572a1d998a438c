package org.junheng.dashboard.panel;

import java.util.List;

/** A request that names what there is not; the reader is told what there is. */
public final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong; the message key is {@code refused.<name>}. */
    public enum Reason {
        NO_PAGE(404),
        NO_PLACE(404),
        NO_SCHOOL(404),
        NO_PANEL(404),
        UNKNOWN_PARAMETER(400),
        REPEATED_PARAMETER(400),
        WRONG_VALUE(400);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    private final Reason reason;
    private final transient List<String> arguments;

    public RefusedRequest(Reason reason, String... arguments) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.arguments = List.of(arguments);
    }

    public Reason reason() {
        return reason;
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}
