package org.junheng.dashboard.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junheng.dashboard.view.MapNotice;

/** Style sheet, scripts and pictures, all from our own jars. */
public final class Assets {
    private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    /** Where each stands on the class path. */
    private static final Map<String, String> SOURCES = Map.of(
            "echarts.js", ECHARTS,
            "junheng.js", "/org/junheng/dashboard/assets/junheng.js",
            "charts.js", "/org/junheng/dashboard/assets/charts.js",
            "junheng.css", "/org/junheng/dashboard/assets/junheng.css",
            "icon.svg", "/org/junheng/dashboard/assets/icon.svg");

    private Assets() {}

    /** Every asset, by name. */
    public static Map<String, byte[]> all() {
        var all = new LinkedHashMap<String, byte[]>();
        SOURCES.keySet().stream().sorted().forEach(name -> all.put(name, bytes(SOURCES.get(name))));
        return all;
    }

    static Map<String, Asset> compressed(Optional<SuppliedMap> map) {
        var all = new LinkedHashMap<String, Asset>();
        all().forEach((name, bytes) -> all.put(name, Asset.ofBoth(type(name), bytes)));
        map.ifPresent(each -> all.put(MapNotice.FILE, Asset.of("application/geo+json", each.geoJson())));
        return Map.copyOf(all);
    }

    private static String type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .orElseThrow(() -> new IllegalStateException(name));
    }

    private static byte[] bytes(String resource) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
