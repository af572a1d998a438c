package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.summary.NamedSql;

/**
 * A page: what it can be asked with and the panels it shows. HTML, JSON, CSV, OpenAPI and the static site are all made of it.
 *
 * @param page its id, which is the first part of its path
 * @param subject what the code in the path names
 * @param levels of a page about a place: the levels of places that have this page; the path begins with the level. A page
 *     with the level {@code *} takes those that no other page names
 * @param title of a page about nothing in particular; else the name of the place or school stands there
 * @param headline a SELECT whose first row the template {@code headline/<page>.jte} says in words; may be left out
 * @param once what is worked out once for all panels; never null
 * @param inSite whether the static site has it
 */
public record PageDefinition(
        @JsonProperty(required = true) String page,
        @JsonProperty(required = true) Subject subject,
        List<String> levels,
        Bilingual title,
        Bilingual about,
        LinkedHashMap<String, ParameterDefinition> parameters,
        NamedSql headline,
        @JsonProperty(required = true) List<SectionDefinition> sections,
        OnceRelations once,
        @JsonProperty("in_site") boolean inSite) {
    /** What the code in the path names. */
    public enum Subject {
        NONE,
        ROOT,
        PLACE,
        SCHOOL;

        @JsonCreator
        static Subject of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    public PageDefinition {
        levels = levels == null ? List.of() : List.copyOf(levels);
        parameters = parameters == null ? new LinkedHashMap<>() : parameters;
        sections = List.copyOf(sections);
        once = once == null ? OnceRelations.NONE : once;
        if (subject == Subject.PLACE && levels.isEmpty()) {
            throw new IllegalArgumentException("page " + page + " about places names no levels");
        }
    }

    public Stream<PanelDefinition> panels() {
        return sections.stream().flatMap(section -> section.panels().stream());
    }

    public Optional<PanelDefinition> panel(String id) {
        return panels().filter(panel -> panel.id().equals(id)).findFirst();
    }
}
