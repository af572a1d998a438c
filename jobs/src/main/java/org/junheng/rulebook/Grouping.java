package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junheng.terms.Bilingual;

/**
 * A way to group the schools of a region ({@code groupings.yaml}).
 *
 * @param column the canonical column that tells the group, or null where the students of the unit do
 * @param groups id → what belongs to it; empty where each value of the column is a group
 * @param unions id → several groups together
 * @param gaps pairs of groups, or unions, that are compared
 * @param decomposed whether inequality is decomposed by it
 * @param level whether its groups are regions inside a county, measured like one
 */
public record Grouping(
        Bilingual title,
        String source,
        String column,
        boolean decomposed,
        boolean level,
        Map<String, Group> groups,
        Map<String, Union> unions,
        List<Gap> gaps)
        implements Serializable {
    /**
     * A group.
     *
     * @param codes first digits of the column's codes; empty where students decide
     * @param least fewest students, or null
     * @param most most students, or null
     */
    public record Group(Bilingual title, List<String> codes, Integer least, Integer most) implements Serializable {
        public Group {
            Facts.required(title, "title");
            codes = codes == null ? List.of() : List.copyOf(codes);
        }

        private int from() {
            return least == null ? 0 : least;
        }

        private int to() {
            return most == null ? Integer.MAX_VALUE : most;
        }
    }

    /** Several groups together. */
    public record Union(Bilingual title, List<String> of) implements Serializable {
        public Union {
            Facts.required(title, "title");
            of = List.copyOf(Facts.required(of, "of"));
        }
    }

    /** Two groups, or unions, that are compared. */
    public record Gap(String first, String second) implements Serializable {}

    @JsonCreator
    static Grouping of(
            @JsonProperty("title") Bilingual title,
            @JsonProperty("source") String source,
            @JsonProperty("column") String column,
            @JsonProperty("decomposed") boolean decomposed,
            @JsonProperty("level") boolean level,
            @JsonProperty("groups") LinkedHashMap<String, Group> groups,
            @JsonProperty("unions") LinkedHashMap<String, Union> unions,
            @JsonProperty("gaps") List<List<String>> gaps) {
        var itsGroups = groups == null ? new LinkedHashMap<String, Group>() : groups;
        var itsUnions = unions == null ? new LinkedHashMap<String, Union>() : unions;
        if (column == null && itsGroups.isEmpty()) {
            throw new Facts.KeyFault("groups", "a grouping without a column needs groups by students");
        }
        if (level && !itsGroups.isEmpty()) {
            throw new Facts.KeyFault("level", "groups that are regions are the values of the column: leave out groups");
        }
        itsGroups.forEach((id, group) -> {
            boolean byStudents = group.least() != null || group.most() != null;
            if (byStudents != (column == null) || group.codes().isEmpty() != (column == null)) {
                throw new Facts.KeyFault(
                        "groups", "group " + id + " needs codes where there is a column, else least or most students");
            }
        });
        refuseOverlaps(itsGroups);
        itsUnions.forEach((id, union) -> {
            if (itsGroups.containsKey(id) || !itsGroups.keySet().containsAll(union.of())) {
                throw new Facts.KeyFault("unions", "union " + id + " is of groups, and called as none of them");
            }
        });
        var pairs = (gaps == null ? List.<List<String>>of() : gaps)
                .stream()
                        .map(pair -> {
                            if (pair.size() != 2
                                    || pair.stream()
                                            .anyMatch(id -> !itsGroups.containsKey(id) && !itsUnions.containsKey(id))) {
                                throw new Facts.KeyFault(
                                        "gaps", "a gap is between two groups or unions; found " + pair);
                            }
                            var gap = new Gap(pair.get(0), pair.get(1));
                            var first = itsUnions.containsKey(gap.first())
                                    ? itsUnions.get(gap.first()).of()
                                    : List.of(gap.first());
                            var second = itsUnions.containsKey(gap.second())
                                    ? itsUnions.get(gap.second()).of()
                                    : List.of(gap.second());
                            if (first.stream().anyMatch(second::contains)) {
                                throw new Facts.KeyFault(
                                        "gaps", "the two sides of a gap have no group in common; found " + pair);
                            }
                            return gap;
                        })
                        .toList();
        return new Grouping(
                Facts.required(title, "title"),
                Facts.required(source, "source"),
                column,
                decomposed,
                level,
                itsGroups,
                itsUnions,
                pairs);
    }

    /** No school can belong to two groups, and none can have more students than at most and fewer than at least. */
    private static void refuseOverlaps(Map<String, Group> groups) {
        var before = new LinkedHashMap<String, Group>();
        groups.forEach((id, group) -> {
            if (group.from() > group.to()) {
                throw new Facts.KeyFault("groups", "group " + id + " has least above most");
            }
            before.forEach((other, its) -> {
                boolean both = group.codes().isEmpty()
                        ? group.from() <= its.to() && its.from() <= group.to()
                        : group.codes().stream().anyMatch(its.codes()::contains);
                if (both) {
                    throw new Facts.KeyFault("groups", "groups " + other + " and " + id + " have schools in common");
                }
            });
            before.put(id, group);
        });
    }

    /** The groups that a group or union is made of. */
    public List<String> members(String groupOrUnion) {
        var union = unions.get(groupOrUnion);
        return union == null ? List.of(groupOrUnion) : union.of();
    }

    /** The group of a code of the column: that with the longest fitting first digits; null where none fits. */
    public String groupOf(String code) {
        if (code == null) {
            return null;
        }
        if (groups.isEmpty()) {
            return code;
        }
        return groups.entrySet().stream()
                .flatMap(entry -> entry.getValue().codes().stream()
                        .filter(code::startsWith)
                        .map(prefix -> Map.entry(prefix.length(), entry.getKey())))
                .max(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    /** The group of a unit with so many students; null where none fits. */
    public String groupOf(double students) {
        return groups.entrySet().stream()
                .filter(entry -> (entry.getValue().least() == null
                                || students >= entry.getValue().least())
                        && (entry.getValue().most() == null
                                || students <= entry.getValue().most()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Ids of groups and unions. */
    public List<String> ids() {
        return Stream.concat(groups.keySet().stream(), unions.keySet().stream()).toList();
    }
}
