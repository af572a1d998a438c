package org.junheng.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junheng.explain.ComparedUnits.Unit;
import org.junheng.explain.DifferenceReport.Component;
import org.junheng.explain.DifferenceReport.Group;
import org.junheng.explain.DifferenceReport.Grouping;
import org.junheng.measure.GroupedUnits;
import org.junheng.measure.PlaceDifference;
import org.junheng.terms.Bilingual;

/**
 * What makes an indicator of two places differ, over classes of schools, each in two by size. A school is one of the larger
 * from that size on in which the middle student of both places together learns.
 */
final class GroupDifference {
    private static final String NONE = "none";
    private static final String UNKNOWN = "?";
    private static final List<String> URBAN_RURAL = List.of("city", "town", "village");

    /** Classes from the city to the village, others by their ids, those not told last; the larger schools of each first. */
    private static final Comparator<String> ORDER = Comparator.comparing((String key) -> key.startsWith(UNKNOWN))
            .thenComparing(key -> URBAN_RURAL.indexOf(key.substring(0, key.lastIndexOf('/'))))
            .thenComparing(Comparator.naturalOrder());

    private final PlaceDifference difference;
    private final Grouping grouping;

    private GroupDifference(PlaceDifference difference, Grouping grouping) {
        this.difference = difference;
        this.grouping = grouping;
    }

    /** What schools are told apart by, beside their size. */
    private record Classes(String by, Function<Unit, String> of) {}

    /** Compares schools of two places, at least one of each. */
    static GroupDifference of(Collection<Unit> a, Collection<Unit> b) {
        var classes = classes(a, b);
        int largeFrom = largeFrom(Stream.concat(a.stream(), b.stream()).toList());
        Function<Unit, String> key =
                unit -> classes.of().apply(unit) + (unit.students() >= largeFrom ? "/large" : "/small");
        var keys = new TreeSet<>(ORDER);
        a.forEach(unit -> keys.add(key.apply(unit)));
        b.forEach(unit -> keys.add(key.apply(unit)));
        var names = List.copyOf(keys);
        var ofA = grouped(a, key, names);
        var ofB = grouped(b, key, names);
        var difference = PlaceDifference.of(ofA, ofB);
        var groups = new ArrayList<Group>();
        for (int g = 0; g < names.size(); g++) {
            var name = names.get(g);
            groups.add(new Group(
                    name,
                    title(classes.by(), name),
                    count(a, key, name),
                    count(b, key, name),
                    share(ofA, g),
                    share(ofB, g),
                    finite(ofA.means()[g]),
                    finite(ofB.means()[g]),
                    difference.groupComposition()[g],
                    difference.groupRates()[g]));
        }
        return new GroupDifference(difference, new Grouping(classes.by(), largeFrom, groups));
    }

    /** Urban-rural class where both places tell it of a school, else who runs it, else nothing. */
    private static Classes classes(Collection<Unit> a, Collection<Unit> b) {
        for (var each : List.of(
                new Classes("urban_rural", GroupDifference::urbanRural), new Classes("ownership", Unit::ownership))) {
            if (a.stream().anyMatch(unit -> each.of().apply(unit) != null)
                    && b.stream().anyMatch(unit -> each.of().apply(unit) != null)) {
                return new Classes(each.by(), unit -> {
                    var of = each.of().apply(unit);
                    return of == null ? UNKNOWN : of;
                });
            }
        }
        return new Classes(NONE, unit -> "all");
    }

    /** C5: by the first digits of the code. */
    private static String urbanRural(Unit unit) {
        var code = unit.urbanRural();
        if (code == null) {
            return null;
        }
        return code.startsWith("11") ? "city" : code.startsWith("12") ? "town" : "village";
    }

    /** The size of the school in which the middle student learns. */
    private static int largeFrom(List<Unit> units) {
        var bySize =
                units.stream().sorted(Comparator.comparingInt(Unit::students)).toList();
        long total = bySize.stream().mapToLong(Unit::students).sum();
        long below = 0;
        for (var unit : bySize) {
            if (2 * (below + unit.students()) > total) {
                return unit.students();
            }
            below += unit.students();
        }
        return bySize.get(bySize.size() - 1).students();
    }

    private static GroupedUnits grouped(Collection<Unit> units, Function<Unit, String> key, List<String> names) {
        return GroupedUnits.of(
                names.size(),
                units.stream().mapToInt(unit -> names.indexOf(key.apply(unit))).toArray(),
                units.stream().mapToDouble(Unit::students).toArray(),
                units.stream().mapToDouble(Unit::value).toArray());
    }

    private static int count(Collection<Unit> units, Function<Unit, String> key, String name) {
        return (int) units.stream().filter(unit -> key.apply(unit).equals(name)).count();
    }

    private static double share(GroupedUnits of, int group) {
        double total = 0;
        for (double students : of.students()) {
            total += students;
        }
        return of.students()[group] / total;
    }

    private static Double finite(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    private static Bilingual title(String by, String name) {
        var of = name.substring(0, name.lastIndexOf('/'));
        var size = name.endsWith("/large") ? new Bilingual("较大学校", "larger") : new Bilingual("较小学校", "smaller");
        var title =
                switch (of) {
                    case "city" -> new Bilingual("城区", "city");
                    case "town" -> new Bilingual("镇区", "town");
                    case "village" -> new Bilingual("乡村", "village");
                    case "all" -> new Bilingual("", "");
                    case UNKNOWN -> new Bilingual("未报类别", "class not reported");
                    default -> by.equals("ownership") ? new Bilingual("办别 " + of, "ownership " + of) : Words.same(of);
                };
        return Words.joined("，", ", ", List.of(title, size));
    }

    PlaceDifference difference() {
        return difference;
    }

    Grouping grouping() {
        return grouping;
    }

    List<Component> componentsOfMean() {
        return List.of(
                new Component("composition", difference.composition()), new Component("rates", difference.rates()));
    }

    List<Component> componentsOfSquare() {
        return List.of(
                new Component("group_shares", difference.shares()),
                new Component("group_means", difference.means()),
                new Component("within_groups", difference.within()));
    }
}
