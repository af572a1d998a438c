package org.junheng.dashboard.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.view.LiveLinks;
import org.junheng.summary.Language;
import org.junheng.summary.NamedSql;

/** What there is to walk through: each page, and those about places once for each level of places. */
final class PageAddresses {
    private static final NamedSql SCHOOLS = NamedSql.of("""
            SELECT school_code FROM school WHERE year = (SELECT max(year) FROM school) AND counted
            ORDER BY students DESC, school_code""");
    private static final LiveLinks LINKS = new LiveLinks();

    private PageAddresses() {}

    /** One page: its level or name, and the code of what it is about. */
    record Walked(PageDefinition page, String name, String code, Map<String, String> parameters) {
        String address(Language language) {
            return LINKS.page(language, name, code, parameters).orElseThrow();
        }

        @Override
        public String toString() {
            return address(Language.EN).substring("/en".length());
        }
    }

    /** Each page once: of each level of places the first one, and that in the middle when all are asked for. */
    static List<Walked> of(Pages pages, Snapshot snapshot, boolean all) {
        var walked = new ArrayList<Walked>();
        var catalogue = snapshot.catalogue();
        for (var page : pages.all()) {
            switch (page.subject()) {
                case ROOT -> walked.add(new Walked(page, "", "", Map.of()));
                case NONE -> walked.add(new Walked(page, page.page(), "", Map.of()));
                case PLACE ->
                    levelsOf(page, pages, catalogue).forEach(level -> some(places(catalogue, level), all)
                            .forEach(place -> walked.add(new Walked(page, level, place.code(), Map.of()))));
                case SCHOOL ->
                    some(schools(snapshot), all)
                            .forEach(code -> walked.add(new Walked(page, "school", code, Map.of())));
            }
        }
        if (all) {
            walked.addAll(otherChoices(walked, catalogue));
        }
        return walked;
    }

    private static List<String> levelsOf(PageDefinition page, Pages pages, Catalogue catalogue) {
        return catalogue.levels().stream()
                .filter(level -> pages.ofLevel(level).filter(page::equals).isPresent())
                .filter(level -> !places(catalogue, level).isEmpty())
                .sorted()
                .toList();
    }

    private static List<Place> places(Catalogue catalogue, String level) {
        var root = catalogue.root();
        return catalogue.places(level).stream()
                .filter(place -> !root.filter(place::equals).isPresent())
                .toList();
    }

    private static List<String> schools(Snapshot snapshot) {
        try (var turn = snapshot.reader().turn()) {
            return turn.rows(SCHOOLS, Map.of(), 1_000).rows().stream()
                    .map(row -> (String) row.get(0))
                    .toList();
        }
    }

    private static <T> List<T> some(List<T> from, boolean all) {
        return all && from.size() > 2
                ? List.of(from.get(0), from.get(from.size() / 2), from.get(from.size() - 1))
                : from.subList(0, Math.min(1, from.size()));
    }

    /** The same pages in the first year and by the last standard. */
    private static List<Walked> otherChoices(List<Walked> walked, Catalogue catalogue) {
        var others = new ArrayList<Walked>();
        for (var each : walked) {
            var parameters = new LinkedHashMap<String, String>();
            if (each.page().parameters().containsKey("year")) {
                parameters.put("year", catalogue.years().get(0).toString());
            }
            if (each.page().parameters().containsKey("standard")) {
                parameters.put(
                        "standard",
                        catalogue
                                .standards()
                                .get(catalogue.standards().size() - 1)
                                .id());
            }
            if (!parameters.isEmpty()) {
                others.add(new Walked(each.page(), each.name(), each.code(), parameters));
            }
        }
        return others;
    }
}
