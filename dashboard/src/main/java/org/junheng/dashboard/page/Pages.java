package org.junheng.dashboard.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.dashboard.page.PageDefinition.Subject;
import org.junheng.summary.NamedSql;

/** The pages of the dashboard, in the order of its menu, from the YAML files beside this class. */
public final class Pages {
    private static final String ANY_LEVEL = "*";

    private final List<PageDefinition> pages;
    private final List<MenuGroup> menu;
    private final Words words;

    private Pages(List<PageDefinition> pages, List<MenuGroup> menu, Words words) {
        this.pages = pages;
        this.menu = menu;
        this.words = words;
    }

    /** Reads the definitions; a mistake in one is a mistake in the program. */
    public static Pages read() {
        var yaml = new ObjectMapper(new YAMLFactory())
                .registerModule(new SimpleModule().addDeserializer(NamedSql.class, new SqlReader()));
        try {
            var menu = yaml.readValue(resource("pages.yaml"), new TypeReference<List<MenuGroup>>() {});
            var pages = new ArrayList<PageDefinition>();
            for (var group : menu) {
                for (var name : group.pages()) {
                    pages.add(yaml.treeToValue(
                            SharedRelations.written(yaml.readTree(resource(name + ".yaml"))), PageDefinition.class));
                }
            }
            return new Pages(List.copyOf(pages), List.copyOf(menu), WordLists.read(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream resource(String name) {
        var found = Pages.class.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("no resource " + name);
        }
        return found;
    }

    public List<PageDefinition> all() {
        return pages;
    }

    public List<MenuGroup> menu() {
        return menu;
    }

    public Words words() {
        return words;
    }

    public Optional<PageDefinition> page(String id) {
        return pages.stream().filter(page -> page.page().equals(id)).findFirst();
    }

    /** The page about the whole snapshot. */
    public PageDefinition root() {
        return pages.stream()
                .filter(page -> page.subject() == Subject.ROOT)
                .findFirst()
                .orElseThrow();
    }

    /** The page about schools. */
    public Optional<PageDefinition> ofSchools() {
        return pages.stream().filter(page -> page.subject() == Subject.SCHOOL).findFirst();
    }

    /** The page about places of a level. */
    public Optional<PageDefinition> ofLevel(String level) {
        return pages.stream()
                .filter(page -> page.subject() == Subject.PLACE && page.levels().contains(level))
                .findFirst()
                .or(() -> pages.stream()
                        .filter(page -> page.levels().contains(ANY_LEVEL))
                        .findFirst());
    }

    private static final class SqlReader extends StdDeserializer<NamedSql> {
        private static final long serialVersionUID = 1L;

        SqlReader() {
            super(NamedSql.class);
        }

        @Override
        public NamedSql deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return NamedSql.of(parser.getText());
        }
    }
}
