package org.junheng.dashboard.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/** Answers made already. A snapshot never changes, so an answer holds as long as there is room; bounded by bytes. */
final class PageCache {
    private static final long SHARE_OF_HEAP = 4;
    private static final int OVERHEAD_BYTES = 400;

    private final Cache<Key, Asset> answers = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)
            .weigher((Key key, Asset asset) ->
                    asset.compressed().length + 2 * key.address().length() + OVERHEAD_BYTES)
            .build();

    private record Key(String snapshot, String address) {}

    /** The answer, made once however many ask for it at the same time. A failure is thrown and not kept. */
    Asset get(String snapshot, String address, Supplier<Asset> made) {
        return answers.get(new Key(snapshot, address), key -> made.get());
    }
}
