package org.junheng.dashboard.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.dashboard.page.OnceRelations;
import org.junheng.dashboard.page.PanelDefinition;
import org.junheng.summary.NamedSql;
import org.junheng.summary.SummaryReader;

/** The relations of a page that are worked out once, each when it is first needed. */
final class WorkedOutOnce {
    private final SummaryReader.Turn turn;
    private final OnceRelations relations;
    private final Map<String, Object> parameters;
    private final Set<String> there = new HashSet<>();

    WorkedOutOnce(SummaryReader.Turn turn, OnceRelations relations, Map<String, Object> parameters) {
        this.turn = turn;
        this.relations = relations;
        this.parameters = parameters;
    }

    NamedSql headline(NamedSql complete) {
        return relations.headline().map(this::ready).orElse(complete);
    }

    NamedSql panel(PanelDefinition panel) {
        return relations.panel(panel.id()).map(this::ready).orElse(panel.sql());
    }

    private NamedSql ready(OnceRelations.Select select) {
        workOut(select.needs());
        return select.sql();
    }

    private void workOut(List<String> names) {
        for (var name : names) {
            if (there.add(name)) {
                var relation = relations.relations().get(name);
                workOut(relation.needs());
                turn.keep(name, relation.sql(), parameters);
            }
        }
    }
}
