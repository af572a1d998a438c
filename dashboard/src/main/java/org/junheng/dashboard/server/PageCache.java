package org.junheng.dashboard.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junheng.dashboard.server.BeyondLimits.Share;

/**
 * Answers made already. A snapshot never changes, so an answer holds as long as there is room; bounded by bytes. Those of a
 * snapshot that is not the last any more are forgotten.
 */
final class PageCache {
    private static final long SHARE_OF_HEAP = 4;
    private static final long MOST_BYTES = 512L << 20;
    private static final int OVERHEAD_BYTES = 400;
    private static final double NEARLY_FULL = 0.8;
    /** Requests beyond are told at once to come back, so that those answered from here find a thread. */
    private static final int MOST_WAITING = 128;

    private final long mostBytes = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    private final Cache<Key, Asset> answers = Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Key key, Asset asset) ->
                    asset.compressed().length + 2 * key.address().length() + OVERHEAD_BYTES)
            .build();
    private final Map<Key, FutureTask<Asset>> making = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private volatile String snapshot;
    private volatile String coming = "";

    private record Key(String snapshot, String address) {}

    PageCache(String snapshot) {
        this.snapshot = snapshot;
    }

    /** Keeps answers of a snapshot that is about to take its place, beside those of the present one. */
    void expect(String id) {
        coming = id;
    }

    /** Forgets the answers of every other snapshot, and keeps no more of them. */
    void keepOnly(String id) {
        snapshot = id;
        coming = "";
        answers.asMap().keySet().removeIf(key -> !key.snapshot().equals(id));
    }

    /** The answer, made once however many ask for it at the same time. A failure is thrown and not kept. */
    Asset get(String of, String address, Supplier<Asset> made) {
        var key = new Key(of, address);
        var known = answers.getIfPresent(key);
        if (known != null) {
            return known;
        }
        if (!room.tryAcquire()) {
            throw new BeyondLimits(Share.WAITING);
        }
        try {
            return make(key, made);
        } finally {
            room.release();
        }
    }

    boolean has(String of, String address) {
        return answers.asMap().containsKey(new Key(of, address));
    }

    /** Whether what is put in now drives out what is there. */
    boolean nearlyFull() {
        return answers.policy()
                .eviction()
                .map(bound -> bound.weightedSize().orElse(0) > NEARLY_FULL * mostBytes)
                .orElse(false);
    }

    /** Bytes held. */
    long bytes() {
        answers.cleanUp();
        return answers.policy()
                .eviction()
                .map(bound -> bound.weightedSize().orElse(0))
                .orElse(0L);
    }

    private Asset make(Key key, Supplier<Asset> made) {
        var own = new FutureTask<Asset>(() -> kept(key, made.get()));
        var running = making.putIfAbsent(key, own);
        if (running == null) {
            try {
                own.run();
            } finally {
                making.remove(key, own);
            }
        }
        return result(running == null ? own : running);
    }

    private Asset kept(Key key, Asset asset) {
        if (asset.size() > ServerLimits.ANSWER_BYTES) {
            throw new BeyondLimits(Share.BYTES);
        }
        if (keeps(key)) {
            answers.put(key, asset);
            // The snapshot may have been replaced between the look and the put.
            if (!keeps(key)) {
                answers.invalidate(key);
            }
        }
        return asset;
    }

    private boolean keeps(Key key) {
        return key.snapshot().equals(snapshot) || key.snapshot().equals(coming);
    }

    private static Asset result(FutureTask<Asset> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BeyondLimits(Share.WAITING);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
