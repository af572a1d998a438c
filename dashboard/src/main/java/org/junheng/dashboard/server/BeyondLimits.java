package org.junheng.dashboard.server;

/** An answer that would take up more than one reader's share. */
final class BeyondLimits extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which share; the message key is {@code failure.<id>}. */
    enum Share {
        WAITING("busy"),
        BYTES("large");

        private final String id;

        Share(String id) {
            this.id = id;
        }

        String key() {
            return "failure." + id;
        }
    }

    private final Share share;

    BeyondLimits(Share share) {
        super(share.name(), null, false, false);
        this.share = share;
    }

    Share share() {
        return share;
    }
}
