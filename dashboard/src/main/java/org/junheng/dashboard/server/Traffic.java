package org.junheng.dashboard.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Whether readers are being answered just now; what can wait waits for them. */
final class Traffic {
    private static final long QUIET_NANOS = 200_000_000L;

    private final AtomicInteger running = new AtomicInteger();
    private volatile long lastEnd = System.nanoTime() - QUIET_NANOS;

    void begin() {
        running.incrementAndGet();
    }

    void end() {
        lastEnd = System.nanoTime();
        running.decrementAndGet();
    }

    boolean quiet() {
        return running.get() == 0 && System.nanoTime() - lastEnd > QUIET_NANOS;
    }
}
