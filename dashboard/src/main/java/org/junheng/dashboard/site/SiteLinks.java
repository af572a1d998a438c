package org.junheng.dashboard.site;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junheng.dashboard.view.Links;
import org.junheng.summary.Language;

/**
 * Addresses in the files of a site, relative to one of them. What differs from a page's defaults is left out of a link, since
 * each page is there once; but parts of a long table are pages of their own, which are noted when a link asks for them.
 */
final class SiteLinks implements Links {
    static final String ASSETS = "assets";

    private final SitePlan plan;
    private final SitePage from;
    private final Set<SitePage> parts = new LinkedHashSet<>();

    SiteLinks(SitePlan plan, SitePage from) {
        this.plan = plan;
        this.from = from;
    }

    @Override
    public Optional<String> page(Language language, String page, String code, Map<String, String> parameters) {
        return plan.find(language, page, code)
                .flatMap(found -> part(found, parameters))
                .map(this::relative);
    }

    private Optional<SitePage> part(SitePage found, Map<String, String> parameters) {
        boolean here = found.page().equals(from.page()) && found.code().equals(from.code());
        if (!here || parameters.isEmpty()) {
            return Optional.of(found);
        }
        var parameter = plan.partParameter(found);
        if (parameter.isEmpty() || !parameters.keySet().equals(Set.of(parameter.get()))) {
            // The same page asked otherwise is not there.
            return Optional.empty();
        }
        var part = new SitePage(
                found.language(), found.page(), found.code(), Integer.parseInt(parameters.get(parameter.get())));
        parts.add(part);
        return Optional.of(part);
    }

    /** Parts of long tables that links of this page lead to. */
    Set<SitePage> parts() {
        return parts;
    }

    @Override
    public Optional<String> panel(
            Language language, String page, String code, String panel, Map<String, String> parameters, String format) {
        return Optional.empty();
    }

    @Override
    public String asset(String name) {
        return relative(List.of(ASSETS, name));
    }

    @Override
    public boolean choosable() {
        return false;
    }

    private String relative(SitePage page) {
        return relative(page.path());
    }

    private String relative(List<String> path) {
        return "../".repeat(from.path().size() - 1) + address(path);
    }

    static String address(List<String> path) {
        return path.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%7E", "~"))
                .collect(Collectors.joining("/"));
    }
}
