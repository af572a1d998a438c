package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers are made once, kept under their snapshot, and forgotten with it. */
class PageCacheTest {
    private static final int READERS = 8;

    private final PageCache cache = new PageCache("one");

    @Test
    void anAnswerIsMadeOnceHoweverManyAskAtTheSameTime() throws Exception {
        var made = new AtomicInteger();
        var begin = new CountDownLatch(1);
        var readers = new ArrayList<Thread>();
        for (int i = 0; i < READERS; i++) {
            var reader = new Thread(() -> {
                try {
                    begin.await();
                    cache.get("one", "a", () -> {
                        made.incrementAndGet();
                        return slowly();
                    });
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            reader.start();
            readers.add(reader);
        }
        begin.countDown();
        for (var reader : readers) {
            reader.join();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aFailureIsToldAndNotKept() {
        assertThatThrownBy(() -> cache.get("one", "a", () -> {
                    throw new IllegalStateException("not now");
                }))
                .hasMessage("not now");
        assertThat(cache.get("one", "a", () -> asset("later")).plain()).isEqualTo(Assets.utf8("later"));
    }

    @Test
    void answersOfAnotherSnapshotAreForgottenAndNotKeptAgain() {
        cache.get("one", "a", () -> asset("old"));
        cache.keepOnly("two");
        assertThat(cache.has("one", "a")).isFalse();
        // A reader who began with the old snapshot still gets its answer.
        assertThat(cache.get("one", "a", () -> asset("old again")).plain()).isEqualTo(Assets.utf8("old again"));
        assertThat(cache.has("one", "a")).isFalse();
        cache.get("two", "a", () -> asset("new"));
        assertThat(cache.has("two", "a")).isTrue();
    }

    @Test
    void anAnswerBeyondTheBoundIsNotSent() {
        assertThatThrownBy(() ->
                        cache.get("one", "a", () -> Asset.of("text/plain", new byte[ServerLimits.ANSWER_BYTES + 1])))
                .isInstanceOf(BeyondLimits.class);
    }

    private static Asset asset(String text) {
        return Asset.of("text/plain", Assets.utf8(text));
    }

    private static Asset slowly() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return asset("made");
    }
}
