package org.junheng.dashboard.view;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.PageDefinition.Subject;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.ParameterDefinition;
import org.junheng.dashboard.panel.PageContent;
import org.junheng.dashboard.panel.Selection;
import org.junheng.dashboard.panel.SelectionReader;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.Indicator;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.view.PageView.Chooser;
import org.junheng.dashboard.view.PageView.Crumb;
import org.junheng.dashboard.view.PageView.MenuView;
import org.junheng.dashboard.view.PageView.Option;
import org.junheng.dashboard.view.PageView.SnapshotView;
import org.junheng.summary.Language;
import org.junheng.summary.Messages;

/** Makes the content of a page into HTML. */
public final class PageRenderer {
    private static final String BUNDLE = "org.junheng.dashboard.view.messages";
    private static final int MOST_CRUMBS = 8;

    private final Pages pages;
    private final Optional<MapNotice> map;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.junheng.dashboard.templates");

    public PageRenderer(Pages pages) {
        this(pages, Optional.empty());
    }

    /** With a map that the user supplied; without one, panels that are maps are left out. */
    public PageRenderer(Pages pages, Optional<MapNotice> map) {
        this.pages = pages;
        this.map = map;
    }

    /** A whole page. */
    public String page(PageContent content, Catalogue catalogue, Links links) {
        var view = view(content, catalogue, links);
        return rendered("page.jte", Map.of("view", view, "headline", headline(view)));
    }

    /** The page before the language is known, from which each leads to its own beginning. */
    public String entrance(String style, String chinese, String english) {
        return rendered(
                "entrance.jte",
                Map.of(
                        "style", style,
                        "zh", Messages.of(BUNDLE, Language.ZH),
                        "en", Messages.of(BUNDLE, Language.EN),
                        "chinese", chinese,
                        "english", english));
    }

    /** What is said where a page cannot be shown; {@code next} tells what to do. */
    public String failure(Language language, Links links, int status, String message, String next) {
        return rendered(
                "failure.jte",
                Map.of(
                        "language", language,
                        "messages", Messages.of(BUNDLE, language),
                        "links", links,
                        "status", status,
                        "message", message,
                        "next", next));
    }

    private Content headline(PageView view) {
        var template = "headline/" + view.page() + ".jte";
        return new Content() {
            @Override
            public void writeTo(TemplateOutput output) {
                if (templates.hasTemplate(template)) {
                    templates.render(template, Map.of("view", view), output);
                }
            }
        };
    }

    private String rendered(String template, Map<String, Object> parameters) {
        var output = new StringOutput();
        templates.render(template, parameters, output);
        return output.toString();
    }

    PageView view(PageContent content, Catalogue catalogue, Links links) {
        var selection = content.selection();
        var language = selection.language();
        var messages = Messages.of(BUNDLE, language);
        var panelViews = new PanelViews(pages.words(), links, selection, this::parametersOf, map);
        var sections = selection.page().sections().stream()
                .map(section -> new SectionView(
                        section.id(),
                        section.title().in(language),
                        section.panels().stream()
                                .filter(panel -> !panel.map() || map.isPresent())
                                .map(panel ->
                                        panelViews.view(panel, content.panels().get(panel.id())))
                                .toList()))
                .toList();
        var facts = content.headline().orElse(Map.of());
        var here = PanelViews.pageOf(selection);
        var other = language == Language.ZH ? Language.EN : Language.ZH;
        return new PageView(
                language,
                messages,
                links,
                selection.page().page(),
                title(selection, facts, catalogue),
                selection.level().isEmpty() ? null : messages.text("level." + known(messages, selection.level())),
                selection.page().about() == null
                        ? null
                        : selection.page().about().in(language),
                crumbs(selection, facts, catalogue, links),
                menu(selection, links),
                links.choosable() ? choosers(selection, catalogue) : List.of(),
                links.page(language, here, selection.code(), Map.of()).orElse(""),
                facts,
                selection.parameters(),
                sections,
                links.page(other, here, selection.code(), selection.given()).orElse(null),
                snapshot(catalogue),
                pages.words());
    }

    private static String known(Messages messages, String level) {
        return messages.has("level." + level) ? level : "other";
    }

    private Set<String> parametersOf(String page) {
        return definition(page).map(each -> each.parameters().keySet()).orElse(Set.of());
    }

    private Optional<PageDefinition> definition(String page) {
        if (page.equals(SelectionReader.SCHOOL)) {
            return pages.ofSchools();
        }
        return pages.page(page).filter(each -> each.subject() == Subject.NONE).or(() -> pages.ofLevel(page));
    }

    private static String title(Selection selection, Map<String, Object> facts, Catalogue catalogue) {
        return switch (selection.page().subject()) {
            case NONE -> selection.page().title().in(selection.language());
            case SCHOOL -> String.valueOf(facts.getOrDefault("name", selection.code()));
            case ROOT, PLACE ->
                catalogue
                        .place(selection.level(), selection.code())
                        .map(Place::name)
                        .orElse(selection.code());
        };
    }

    /** From the nation down to the page; a school stands below its county, which its headline tells. */
    private static List<Crumb> crumbs(
            Selection selection, Map<String, Object> facts, Catalogue catalogue, Links links) {
        var language = selection.language();
        var chain = new ArrayList<Place>();
        Optional<Place> at =
                switch (selection.page().subject()) {
                    case PLACE ->
                        catalogue
                                .place(selection.level(), selection.code())
                                .flatMap(Place::parent)
                                .flatMap(catalogue::place);
                    case SCHOOL ->
                        Optional.ofNullable((String) facts.get("county_code")).flatMap(catalogue::place);
                    case ROOT, NONE -> Optional.empty();
                };
        while (at.isPresent() && chain.size() < MOST_CRUMBS) {
            chain.add(0, at.get());
            at = at.get().parent().flatMap(catalogue::place);
        }
        if (chain.isEmpty() && selection.page().subject() != Subject.ROOT) {
            catalogue.root().ifPresent(chain::add);
        }
        return chain.stream()
                .map(place -> new Crumb(
                        place.name(),
                        placeLink(links, language, place, catalogue).orElse(null),
                        false))
                .toList();
    }

    static Optional<String> placeLink(Links links, Language language, Place place, Catalogue catalogue) {
        return catalogue.isRoot(place)
                ? links.page(language, "", "", Map.of())
                : links.page(language, place.level(), place.code(), Map.of());
    }

    private List<MenuView> menu(Selection selection, Links links) {
        return pages.menu().stream()
                .map(group -> new MenuView(
                        group.title() == null ? null : group.title().in(selection.language()),
                        group.pages().stream()
                                .flatMap(page -> pages.page(page).stream())
                                .filter(page -> page.title() != null)
                                .flatMap(page -> menuItem(page, selection, links).stream())
                                .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static Optional<Crumb> menuItem(PageDefinition page, Selection selection, Links links) {
        var path =
                switch (page.subject()) {
                    case ROOT -> Optional.of("");
                    case NONE -> Optional.of(page.page());
                    case PLACE, SCHOOL -> Optional.<String>empty();
                };
        return path.flatMap(each -> links.page(selection.language(), each, "", Map.of()))
                .map(href -> new Crumb(page.title().in(selection.language()), href, page == selection.page()));
    }

    private List<Chooser> choosers(Selection selection, Catalogue catalogue) {
        var choosers = new ArrayList<Chooser>();
        selection.page().parameters().forEach((name, parameter) -> {
            if (parameter.choose() && parameter.kind() != ParameterDefinition.Kind.PAGE) {
                choosers.add(chooser(name, parameter, selection, catalogue));
            }
        });
        return choosers;
    }

    private Chooser chooser(String name, ParameterDefinition parameter, Selection selection, Catalogue catalogue) {
        var language = selection.language();
        var messages = Messages.of(BUNDLE, language);
        var value = selection.value(name).orElse("");
        var labels = new LinkedHashMap<String, String>();
        if (parameter.optional()) {
            labels.put("", messages.text("choose.all"));
        }
        switch (parameter.kind()) {
            case YEAR -> {
                var years = new ArrayList<>(catalogue.years());
                Collections.reverse(years);
                years.forEach(year -> labels.put(String.valueOf(year), messages.text("school_year", year, year + 1)));
            }
            case STAGE ->
                catalogue
                        .stages()
                        .forEach(stage -> labels.put(stage, pages.words().text("stage", stage, language)));
            case STANDARD -> catalogue.standards().forEach(each -> labels.put(each.id(), each.title(language)));
            case INDICATOR ->
                catalogue
                        .indicators(selection
                                .value("standard")
                                .orElseGet(() -> catalogue.standards().isEmpty()
                                        ? ""
                                        : catalogue.standards().get(0).id()))
                        .forEach((Indicator each) -> labels.put(each.id(), each.title(language)));
            case CHOICE ->
                parameter
                        .choices()
                        .forEach(choice -> labels.put(
                                choice,
                                parameter.words() == null
                                        ? choice
                                        : pages.words().text(parameter.words(), choice, language)));
            case PLACE, TEXT, PAGE -> labels.clear();
        }
        var options = labels.entrySet().stream()
                .map(each ->
                        new Option(each.getKey(), each.getValue(), each.getKey().equals(value)))
                .toList();
        var title = parameter.title() == null
                ? messages.text("choose." + name)
                : parameter.title().in(language);
        return new Chooser(name, title, value, options);
    }

    private static SnapshotView snapshot(Catalogue catalogue) {
        var snapshot = catalogue.snapshot();
        return new SnapshotView(
                String.valueOf(snapshot.get("id")),
                String.valueOf(snapshot.get("version")),
                String.valueOf(snapshot.get("created")),
                catalogue.generated(),
                ((Number) snapshot.get("first_year")).intValue(),
                ((Number) snapshot.get("last_year")).intValue());
    }
}
