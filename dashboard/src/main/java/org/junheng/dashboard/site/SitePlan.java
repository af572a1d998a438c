package org.junheng.dashboard.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.ParameterDefinition;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.summary.Language;

/** Which pages a site has, before any of them is made. */
final class SitePlan {
    private final Set<Target> targets = new LinkedHashSet<>();
    private final Map<String, PageDefinition> definitions = new HashMap<>();
    private final Catalogue catalogue;
    private final Target home;

    /** A page in either language. */
    private record Target(String page, String code) {}

    private SitePlan(Pages pages, Catalogue catalogue, SiteBound bound) {
        this.catalogue = catalogue;
        for (var page : pages.all()) {
            if (page.inSite() && bound.place().isEmpty()) {
                switch (page.subject()) {
                    case ROOT -> add("", "", page);
                    case NONE -> add(page.page(), "", page);
                    case PLACE, SCHOOL -> {}
                }
            }
        }
        for (var level : new TreeSet<>(catalogue.levels())) {
            var page = pages.ofLevel(level).filter(PageDefinition::inSite);
            if (page.isPresent()) {
                catalogue.places(level).stream()
                        .filter(place -> !catalogue.isRoot(place) && bound.holds(place, catalogue))
                        .forEach(place -> add(level, place.code(), page.get()));
            }
        }
        this.home = bound.place()
                .map(place -> new Target(place.level(), place.code()))
                .orElseGet(() -> new Target("", ""));
        refuseNamesThatDifferInCaseOnly();
    }

    static SitePlan of(Pages pages, Catalogue catalogue, SiteBound bound) {
        return new SitePlan(pages, catalogue, bound);
    }

    private void add(String page, String code, PageDefinition definition) {
        targets.add(new Target(page, code));
        definitions.put(page, definition);
    }

    /** Windows and macOS keep one of two such files. */
    private void refuseNamesThatDifferInCaseOnly() {
        var seen = new HashMap<String, Target>();
        for (var target : targets) {
            var path = String.join("/", page(Language.EN, target).path()).toLowerCase(Locale.ROOT);
            var other = seen.put(path, target);
            if (other != null) {
                throw new IllegalStateException("one file name for " + other + " and " + target);
            }
        }
    }

    private static SitePage page(Language language, Target target) {
        return new SitePage(language, target.page(), target.code(), 1);
    }

    /** The first part of every page, in both languages. */
    List<SitePage> pages() {
        var all = new ArrayList<SitePage>();
        for (var language : Language.values()) {
            targets.forEach(target -> all.add(page(language, target)));
        }
        return all;
    }

    /** Where readers begin. */
    SitePage home(Language language) {
        return page(language, home);
    }

    /** The page of this name and code, where the site has it. */
    Optional<SitePage> find(Language language, String page, String code) {
        var asked = page.isEmpty()
                        || catalogue.place(page, code).filter(catalogue::isRoot).isPresent()
                ? new Target("", "")
                : new Target(page, code);
        if (targets.contains(asked)) {
            return Optional.of(page(language, asked));
        }
        // A site of one county has no page about everything: its head leads to where readers began.
        return page.isEmpty() ? Optional.of(home(language)) : Optional.empty();
    }

    /** The parameter of a page that tells the part of its long table. */
    Optional<String> partParameter(SitePage page) {
        return definitions.get(page.page()).parameters().entrySet().stream()
                .filter(each -> each.getValue().kind() == ParameterDefinition.Kind.PAGE)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
