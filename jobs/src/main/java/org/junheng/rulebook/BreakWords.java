package org.junheng.rulebook;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junheng.rulebook.DivisionBreak.Kind;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.terms.Bilingual;

/** Says in words what happened to a division. */
final class BreakWords {
    private final BiFunction<String, Integer, Division> inUse;

    /**
     * @param inUse code and year → the division that has the code on 31 December of that year, or null
     */
    BreakWords(BiFunction<String, Integer, Division> inUse) {
        this.inUse = inUse;
    }

    /**
     * The words for one change of one code.
     *
     * @param division the one concerned: after the change where it goes on
     * @param became what it, or a part of it, became
     * @param cameFrom what it, or a part of it, came from
     * @param others the other codes, also those of which nothing is known
     */
    Bilingual of(
            Kind kind,
            Division division,
            int year,
            SortedMap<String, Division> became,
            SortedMap<String, Division> cameFrom,
            SortedSet<String> others) {
        var to = list(became);
        var from = list(cameFrom);
        return switch (kind) {
            case RENAMED -> {
                var old = cameFrom.values().iterator().next().name();
                yield Bilingual.format("由“%s”更名为“%s”", "renamed from “%s” to “%s”", old, division.name());
            }
            case RECODED ->
                became.isEmpty()
                        ? Bilingual.format("由 %s 改用本代码", "took over from %s, which changed its code", from)
                        : Bilingual.format("代码改为 %s", "changed its code: now %s", to);
            case MERGED ->
                both(
                        cameFrom.isEmpty() ? null : Bilingual.format("并入了 %s", "took in the whole of %s", from),
                        became.isEmpty() ? null : Bilingual.format("并入 %s", "merged into %s", to));
            case SPLIT ->
                both(
                        cameFrom.isEmpty() ? null : Bilingual.format("由 %s 分设", "made of parts of %s", from),
                        became.isEmpty() ? null : Bilingual.format("拆分出 %s", "split: parts became %s", to));
            case TERRITORY ->
                both(
                        cameFrom.isEmpty() ? null : Bilingual.format("划入 %s 的部分区域", "gained territory of %s", from),
                        became.isEmpty() ? null : Bilingual.format("部分区域划归 %s", "lost territory to %s", to));
            case PARENT_CHANGED -> moved(division, year, cameFrom);
            case LEVEL_CHANGED ->
                both(
                        cameFrom.isEmpty() ? null : Bilingual.format("由不同层级的 %s 改设", "was %s, of another level", from),
                        became.isEmpty() ? null : Bilingual.format("改为不同层级的 %s", "became %s, of another level", to));
            case FOUNDED ->
                cameFrom.isEmpty()
                        ? new Bilingual("新设，资料未载其来源", "new; these facts do not tell from what")
                        : Bilingual.format("在 %s 直属地域上新设", "new, on land that lay in %s directly", from);
            case ENDED ->
                others.isEmpty()
                        ? new Bilingual("撤销，资料未载其去向", "ended; these facts do not tell what became of it")
                        : Bilingual.format(
                                "改为 %s，资料中没有该代码",
                                "became %s, which these facts do not have", String.join(", ", others));
        };
    }

    private Bilingual moved(Division division, int year, SortedMap<String, Division> cameFrom) {
        return Bilingual.format(
                "上级由 %s 改为 %s",
                "moved from %s to %s", parent(cameFrom.values().iterator().next(), year - 1), parent(division, year));
    }

    private String parent(Division division, int year) {
        if (division.parentCode() == null) {
            return "—";
        }
        var parent = inUse.apply(division.parentCode(), year);
        return parent == null ? division.parentCode() : title(parent);
    }

    private static Bilingual both(Bilingual one, Bilingual other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Bilingual(one.zh() + "；" + other.zh(), one.en() + "; " + other.en());
    }

    private static String list(SortedMap<String, Division> divisions) {
        return divisions.values().stream().map(BreakWords::title).collect(Collectors.joining(", "));
    }

    private static String title(Division division) {
        return division.code() + " " + division.name();
    }
}
