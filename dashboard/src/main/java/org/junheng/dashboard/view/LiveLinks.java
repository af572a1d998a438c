package org.junheng.dashboard.view;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junheng.dashboard.panel.PathCode;
import org.junheng.summary.Language;

/** Addresses on the running server. */
public final class LiveLinks implements Links {
    @Override
    public Optional<String> page(Language language, String page, String code, Map<String, String> parameters) {
        return Optional.of("/" + language.code() + "/" + path(page, code) + query(parameters));
    }

    @Override
    public Optional<String> panel(
            Language language, String page, String code, String panel, Map<String, String> parameters, String format) {
        var all = new TreeMap<>(parameters);
        all.put("lang", language.code());
        all.put("panel", panel);
        if (format.equals("csv")) {
            all.put("format", format);
        }
        var path = page.isEmpty() ? "overview" : path(page, code);
        return Optional.of("/api/v1/" + path + query(all));
    }

    @Override
    public String asset(String name) {
        return "/assets/" + name;
    }

    @Override
    public boolean choosable() {
        return true;
    }

    private static String path(String page, String code) {
        return page.isEmpty() || code.isEmpty() ? page : page + "/" + encoded(PathCode.write(code));
    }

    private static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
