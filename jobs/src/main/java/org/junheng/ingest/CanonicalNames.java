package org.junheng.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.Similarity;
import org.junheng.terms.Stage;

/** What a canonical column is called, in both languages and elsewhere. */
final class CanonicalNames {
    private CanonicalNames() {}

    /** The id of a canonical column without its stage. */
    static String base(String id, CanonicalColumn column) {
        return stage(id, column)
                .map(stage -> id.substring(0, id.length() - stage.id().length() - 1))
                .orElse(id);
    }

    /** The stage of a canonical column that stands once a stage. */
    static Optional<Stage> stage(String id, CanonicalColumn column) {
        if (!column.perStage()) {
            return Optional.empty();
        }
        for (var stage : Stage.values()) {
            if (id.endsWith("_" + stage.id())) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** Its names without its stage: id, Chinese, English, and what it is often called. */
    static List<String> bare(String base, CanonicalColumn column, Similarity facts) {
        var names = new ArrayList<>(List.of(base));
        if (column.zh() != null) {
            names.add(column.zh());
        }
        if (column.en() != null) {
            names.add(column.en());
        }
        names.addAll(facts.names().getOrDefault(base, List.of()));
        return names;
    }

    /** Its names, with the words of its stage before them. */
    static List<String> of(String id, CanonicalColumn column, Similarity facts) {
        var bare = bare(base(id, column), column, facts);
        var stage = stage(id, column);
        var words =
                stage.map(each -> facts.stages().getOrDefault(each, List.of())).orElse(List.of());
        if (words.isEmpty()) {
            return bare;
        }
        var names = new ArrayList<String>(List.of(id));
        words.forEach(word -> bare.forEach(name -> names.add(word + name)));
        return names;
    }
}
