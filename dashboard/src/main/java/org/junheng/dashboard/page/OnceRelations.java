package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junheng.summary.NamedSql;

/**
 * Relations that several panels of a page select from and that cost more than reading their rows: whoever answers the whole
 * page works each out once, as a temporary table of its name. The SQL of the panels themselves stays complete, so that one
 * panel can be asked by itself.
 *
 * @param relations by name; one may select from those before it
 * @param selects the headline (under {@link #HEADLINE}) and the panels by id, without these relations
 */
public record OnceRelations(
        @JsonProperty(required = true) LinkedHashMap<String, Select> relations,
        @JsonProperty(required = true) Map<String, Select> selects) {
    static final String HEADLINE = "";
    static final OnceRelations NONE = new OnceRelations(new LinkedHashMap<>(), Map.of());

    /**
     * @param needs the relations that it selects from
     */
    public record Select(
            @JsonProperty(required = true) NamedSql sql,
            @JsonProperty(required = true) List<String> needs) {
        public Select {
            needs = List.copyOf(needs);
        }
    }

    public Optional<Select> headline() {
        return panel(HEADLINE);
    }

    /** The SQL of a panel; empty where it selects from none of them. */
    public Optional<Select> panel(String id) {
        return Optional.ofNullable(selects.get(id))
                .filter(select -> !select.needs().isEmpty());
    }
}
