package org.junheng.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Item.Missing;
import org.junheng.terms.Bilingual;

/** Items in words. */
final class ItemText {
    private static final Map<String, String> SIGNS = Map.of(">=", "≥ ", "<=", "≤ ", "=", "= ");

    /** How a reason writes the value of a yes-or-no column. */
    private static final Pattern TRUTH = Pattern.compile("(?<= )(true|false)(?=[；;（]|$| \\()");

    private static final Pattern OPEN_RANGE = Pattern.compile("\\[([0-9.]+), null\\]");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9.]+), ([0-9.]+)\\]");

    private static final Pattern NUMBER = Pattern.compile("(.*?)(\\d{1,6})");

    private ItemText() {}

    /** An item with its figures, why, and whose it is. */
    static Entry entry(Item item) {
        var figures = Words.joined("；", "; ", List.of(figures(item), why(item), elsewhere(item)));
        // The units are many where a plan names them; they get a line of their own.
        var details = item.responsibleUnits() == null
                ? List.of(Words.joined("；", "; ", List.of(figures, whose(item))))
                : List.of(figures, whose(item));
        return new Entry(keys(item), item.title(), details);
    }

    static Entry missing(Item item) {
        var missing = item.missing().isEmpty() ? unsaid(item) : missing(item.missing());
        return new Entry(keys(item), item.title(), List.of(missing, whose(item)));
    }

    /** An item that cannot be said with all that is known of it. */
    static Entry unknown(Item item) {
        return new Entry(keys(item), item.title(), List.of(unsaid(item), whose(item)));
    }

    static Bilingual unsaid(Item item) {
        return item.reason() == null ? Words.same("?") : readable(item.reason());
    }

    private static List<Bilingual> keys(Item item) {
        return List.of(Words.same(item.item()), Words.stage(item.stage()));
    }

    static Bilingual missing(List<Missing> missing) {
        return new Bilingual(
                "缺："
                        + String.join(
                                "、",
                                missing.stream()
                                        .map(each -> each.title().zh() + "（" + each.column() + "）")
                                        .toList()),
                "missing: "
                        + String.join(
                                ", ",
                                missing.stream()
                                        .map(each -> each.title().en() + " (" + each.column() + ")")
                                        .toList()));
    }

    private static Bilingual figures(Item item) {
        if (item.everySchool() && item.observed() != null) {
            return Bilingual.format(
                    "%1$s 的学校符合，要求每所学校都符合",
                    "%1$s of the schools meet it, every school must", Digits.percent(item.observed()));
        }
        var unit = Words.unit(item.unit());
        if (item.observed() == null) {
            return item.required() == null
                    ? Words.same("")
                    : new Bilingual(
                            "要求 " + sign(item) + Digits.of(item.required()) + unit.zh(),
                            "required " + sign(item) + Digits.of(item.required()) + unit.en());
        }
        if (item.required() == null) {
            return new Bilingual(
                    "实测 " + Digits.of(item.observed()) + unit.zh(),
                    "observed " + Digits.of(item.observed()) + unit.en());
        }
        var pair = Digits.pair(item.observed(), item.required());
        return new Bilingual(
                "实测 " + pair.value() + "，要求 " + sign(item) + pair.limit() + unit.zh()
                        + distance(item, unit).zh(),
                "observed " + pair.value() + ", required " + sign(item) + pair.limit() + unit.en()
                        + distance(item, unit).en());
    }

    private static String sign(Item item) {
        return item.comparison() == null ? "" : SIGNS.getOrDefault(item.comparison(), "");
    }

    private static Bilingual distance(Item item, Bilingual unit) {
        if (item.distance() == null) {
            return item.status().equals("fail") && item.comparison() != null
                    ? new Bilingual("（这个数已达到，未达到的是条款的另一部分）", " (this figure is met: another part of the clause is not)")
                    : Words.same("");
        }
        boolean tooMuch = item.observed() > item.required();
        var by = Digits.ofDistance(item.distance());
        return new Bilingual(
                (tooMuch ? "，超出 " : "，还差 ") + by + unit.zh(),
                (tooMuch ? ", too much by " : ", short by ") + by + unit.en());
    }

    private static Bilingual why(Item item) {
        return item.reason() == null ? Words.same("") : readable(item.reason());
    }

    /** A reason with its truth values and ranges in words. */
    static Bilingual readable(Bilingual reason) {
        return new Bilingual(
                RANGE.matcher(OPEN_RANGE.matcher(truth(reason.zh(), "是", "否")).replaceAll("至少 $1（未报全）"))
                        .replaceAll("$1 至 $2 之间"),
                RANGE.matcher(OPEN_RANGE
                                .matcher(truth(reason.en(), "yes", "no"))
                                .replaceAll("at least $1 (not all reported)"))
                        .replaceAll("between $1 and $2"));
    }

    private static String truth(String text, String yes, String no) {
        return TRUTH.matcher(text).replaceAll(found -> found.group().equals("true") ? yes : no);
    }

    private static Bilingual elsewhere(Item item) {
        if (item.elsewhere() == null) {
            return Words.same("");
        }
        var other = item.elsewhere();
        var figure = other.observed() == null
                ? "?"
                : item.everySchool() ? Digits.percent(other.observed()) : Digits.of(other.observed());
        return new Bilingual(
                "按 %s 为 %s，%s"
                        .formatted(
                                other.standard(),
                                figure,
                                Words.status(other.status()).zh()),
                "under %s it is %s: %s"
                        .formatted(
                                other.standard(),
                                figure,
                                Words.status(other.status()).en()));
    }

    /** Clause, units and date. */
    private static Bilingual whose(Item item) {
        var parts = new ArrayList<Bilingual>();
        if (item.clause() != null) {
            parts.add(new Bilingual("条款：" + item.clause(), "clause " + item.clause()));
        }
        if (item.responsibleUnits() != null) {
            parts.add(new Bilingual("责任单位：" + item.responsibleUnits(), "responsible: " + item.responsibleUnits()));
        }
        if (item.dueYear() != null) {
            parts.add(new Bilingual("期限：" + item.dueYear() + " 年普查", "due by the census of " + item.dueYear()));
        }
        return Words.joined("；", "; ", parts);
    }

    /** Items by number; the stage is named where not both stages are among them. */
    static Bilingual list(List<Item> items) {
        var stages = new LinkedHashMap<String, List<String>>();
        for (var item : items) {
            stages.computeIfAbsent(item.item(), id -> new ArrayList<>()).add(item.stage());
        }
        var byStage = new LinkedHashMap<Bilingual, List<String>>();
        byStage.put(Words.same(""), new ArrayList<>());
        stages.forEach((id, those) -> byStage.computeIfAbsent(
                        those.size() == 1 ? Words.stage(those.get(0)) : Words.same(""), stage -> new ArrayList<>())
                .add(id));
        var texts = new ArrayList<Bilingual>();
        byStage.forEach((stage, ids) -> {
            if (!ids.isEmpty()) {
                texts.add(new Bilingual(
                        (stage.zh().isEmpty() ? "" : stage.zh() + " ") + String.join("、", ranges(ids)),
                        (stage.en().isEmpty() ? "" : stage.en() + " ") + String.join(", ", ranges(ids))));
            }
        });
        return Words.joined("；", "; ", texts);
    }

    /** Three and more in a row as first–last: 2.6–2.15. */
    private static List<String> ranges(List<String> ids) {
        var ranges = new ArrayList<String>();
        for (int i = 0; i < ids.size(); ) {
            int last = i;
            while (last + 1 < ids.size() && follows(ids.get(last), ids.get(last + 1))) {
                last++;
            }
            if (last - i >= 2) {
                ranges.add(ids.get(i) + "–" + ids.get(last));
            } else {
                ranges.addAll(ids.subList(i, last + 1));
            }
            i = last + 1;
        }
        return ranges;
    }

    private static boolean follows(String id, String next) {
        var number = NUMBER.matcher(id);
        var other = NUMBER.matcher(next);
        return number.matches()
                && other.matches()
                && number.group(1).equals(other.group(1))
                && Integer.parseInt(number.group(2)) + 1 == Integer.parseInt(other.group(2));
    }
}
