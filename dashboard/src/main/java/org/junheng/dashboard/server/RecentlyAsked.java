package org.junheng.dashboard.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What readers asked for last, the latest first; bounded. */
final class RecentlyAsked {
    private static final int MOST = 500;

    private final Map<Asked, Boolean> inOrder = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void note(Asked asked) {
        inOrder.put(asked, true);
    }

    synchronized List<Asked> all() {
        var all = new ArrayList<>(inOrder.keySet());
        Collections.reverse(all);
        return all;
    }
}
