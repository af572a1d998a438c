package org.junheng.identity;

import java.util.Map;
import org.junheng.rulebook.SchoolMatching;
import org.junheng.terms.Bilingual;

/** How much speaks for it that a school of one year and one of the next are the same school. */
final class PairLikeness {
    private final SchoolMatching matching;
    private final Map<String, String> codePrefixes;

    /**
     * @param codePrefixes type of school → what the codes of such schools begin with
     */
    PairLikeness(SchoolMatching matching, Map<String, String> codePrefixes) {
        this.matching = matching;
        this.codePrefixes = codePrefixes;
    }

    /** Of a school under two codes. */
    Likeness ofCodes(YearSchool before, YearSchool after, NameLikeness names) {
        var likeness = new Likeness(matching.pairs().weights());
        double name = names.of(before.name(), after.name());
        likeness.add("name", name, () -> Bilingual.format("校名相似 %.2f", "likeness of names %.2f", name));
        addBesideName(likeness, before, after);
        addType(likeness, before, after);
        return likeness;
    }

    /** Of a school under one code and two names: whether the rest is that of the same school. */
    Likeness ofNames(YearSchool before, YearSchool after) {
        var likeness = new Likeness(matching.pairs().weights());
        addBesideName(likeness, before, after);
        return likeness;
    }

    private void addBesideName(Likeness likeness, YearSchool before, YearSchool after) {
        addStudents(likeness, before.allStudents(), after.allStudents());
        addClasses(likeness, before.classes(), after.classes());
        addResources(likeness, before, after);
        addPlace(likeness, before, after);
    }

    private static void addStudents(Likeness likeness, Long before, Long after) {
        if (before != null && after != null && before + after > 0) {
            likeness.add(
                    "students",
                    Likeness.closeness(before, after),
                    () -> Bilingual.format("学生 %d → %d", "students %d → %d", before, after));
        }
    }

    private static void addClasses(Likeness likeness, Long before, Long after) {
        if (before != null && after != null && before + after > 0) {
            likeness.add(
                    "classes",
                    Likeness.closeness(before, after),
                    () -> Bilingual.format("班级 %d → %d", "classes %d → %d", before, after));
        }
    }

    private void addResources(Likeness likeness, YearSchool before, YearSchool after) {
        var compared = before.resources().keySet().stream()
                .filter(resource -> after.resources().getOrDefault(resource, 0.0)
                                + before.resources().get(resource)
                        > 0)
                .filter(after.resources()::containsKey)
                .toList();
        long alike = compared.stream()
                .filter(resource -> 1
                                - Likeness.closeness(
                                        before.resources().get(resource),
                                        after.resources().get(resource))
                        <= matching.pairs().resourceTolerance())
                .count();
        if (!compared.isEmpty()) {
            likeness.add(
                    "resources",
                    alike / (double) compared.size(),
                    () -> Bilingual.format(
                            "%2$d 项资源中 %1$d 项相差不超过 %3$.0f%%",
                            "%1$d of %2$d resources within %3$.0f %%",
                            alike,
                            compared.size(),
                            100 * matching.pairs().resourceTolerance()));
        }
    }

    /** Adds how many of the columns that tell a place, and that both have, are the same. */
    void addPlace(Likeness likeness, YearSchool before, YearSchool after) {
        var common = matching.placeColumns().stream()
                .filter(column ->
                        before.place().containsKey(column) && after.place().containsKey(column))
                .toList();
        var same = common.stream()
                .filter(column ->
                        before.place().get(column).equals(after.place().get(column)))
                .toList();
        if (!common.isEmpty()) {
            likeness.add(
                    "place",
                    same.size() / (double) common.size(),
                    () -> same.isEmpty()
                            ? Bilingual.format("%s 不同", "other %s", String.join(", ", common))
                            : Bilingual.format("%s 相同", "same %s", String.join(", ", same)));
        }
    }

    private void addType(Likeness likeness, YearSchool before, YearSchool after) {
        var prefixBefore = codePrefixes.get(String.valueOf(before.type()));
        var prefixAfter = codePrefixes.get(String.valueOf(after.type()));
        if (prefixBefore == null || prefixAfter == null) {
            return;
        }
        if (prefixBefore.equals(prefixAfter)) {
            likeness.add(
                    "type",
                    matching.pairs().unexplainedCode(),
                    () -> Bilingual.format(
                            "办学类型 %s → %s，无须换码",
                            "type %s → %s: no reason for a new code", before.type(), after.type()));
            return;
        }
        boolean follows = before.code().startsWith(prefixBefore) && after.code().startsWith(prefixAfter);
        likeness.add(
                "type",
                follows ? 1 : 0,
                () -> Bilingual.format(
                        follows ? "办学类型 %1$s → %2$s，代码类别 %3$s → %4$s 相符" : "办学类型 %1$s → %2$s 应使代码类别 %3$s → %4$s，而代码不符",
                        follows
                                ? "type %1$s → %2$s explains the code's category %3$s → %4$s"
                                : "type %1$s → %2$s asks for the code's category %3$s → %4$s, which the codes do not"
                                        + " show",
                        before.type(),
                        after.type(),
                        prefixBefore,
                        prefixAfter));
    }
}
