package org.junheng.rulebook;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junheng.terms.Place;
import org.junheng.terms.YearRange;

/**
 * Which schools belonged to which education groups and school clusters (学区), year by year. A school that changed its code
 * is one school: a membership under one of its codes holds under all of them.
 */
public final class SchoolGroups implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final SchoolGroups NONE = new SchoolGroups(List.of(), SchoolChanges.NONE);

    /** What a school can belong to, one of each at a time. */
    public enum Kind {
        EDUCATION_GROUP,
        SCHOOL_CLUSTER;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The id in facts, which is also the name of the census column. */
        public String id() {
            return id;
        }

        static Kind of(String id) {
            for (var kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new Facts.KeyFault("kind", "kind must be education_group or school_cluster; found " + id);
        }
    }

    /**
     * A school's membership.
     *
     * @param name the name of the group or cluster
     * @param years census years from first to last, both included
     * @param place the line of facts
     */
    public record Membership(Kind kind, String name, String schoolCode, YearRange years, String source, Place place)
            implements Serializable {}

    static final FactsCsv.Header HEADER =
            new FactsCsv.Header(List.of("kind", "name", "school_code", "from", "to", "source"), List.of());

    private final SchoolChanges changes;
    private final HashMap<Kind, HashMap<String, ArrayList<Membership>>> bySeries = new HashMap<>();

    /**
     * @param changes tell which codes are one school
     * @throws Facts.PlaceFault where a school belongs to two of a kind in one year
     */
    SchoolGroups(List<Membership> memberships, SchoolChanges changes) {
        this.changes = changes;
        for (var membership : memberships) {
            var ofSchool = bySeries.computeIfAbsent(membership.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(changes.seriesCode(membership.schoolCode()), code -> new ArrayList<>());
            ofSchool.stream()
                    .filter(other -> other.years().first() <= membership.years().last()
                            && membership.years().first() <= other.years().last())
                    .findFirst()
                    .ifPresent(other -> {
                        throw overlap(membership, other);
                    });
            ofSchool.add(membership);
        }
    }

    private static Facts.PlaceFault overlap(Membership membership, Membership other) {
        var same = membership.name().equals(other.name());
        return new Facts.PlaceFault(
                membership.place(),
                "school_code",
                "school %s belongs to %s '%s' by %s already%s"
                        .formatted(
                                membership.schoolCode(),
                                membership.kind().id(),
                                other.name(),
                                other.place(),
                                same ? "" : " in some of these years; it can belong to one at a time"));
    }

    static Membership membership(FactsCsv.Row row, Place place) {
        var from = row.optionalYear("from");
        var to = row.optionalYear("to");
        if (from.isPresent() && to.isPresent() && to.get() < from.get()) {
            throw new Facts.KeyFault("to", "to %d is before from %d".formatted(to.get(), from.get()));
        }
        return new Membership(
                Kind.of(row.required("kind")),
                row.required("name"),
                row.required("school_code"),
                new YearRange(from.orElse(YearRange.EVERY.first()), to.orElse(YearRange.EVERY.last())),
                row.required("source"),
                place);
    }

    /** What a school belongs to in a census year, by whichever of its codes. */
    public Optional<Membership> of(Kind kind, String schoolCode, int year) {
        return bySeries
                .getOrDefault(kind, new HashMap<>())
                .getOrDefault(changes.seriesCode(schoolCode), new ArrayList<>())
                .stream()
                .filter(membership -> membership.years().contains(year))
                .findFirst();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bySeries.isEmpty();
    }
}
