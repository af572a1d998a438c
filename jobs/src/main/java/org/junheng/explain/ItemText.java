package org.junheng.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Item.Missing;
import org.junheng.explain.Standards.Reading;
import org.junheng.terms.Bilingual;

/** Items in words. */
final class ItemText {
    private static final Map<String, String> SIGNS = Map.of(">=", "≥ ", "<=", "≤ ", "=", "= ");

    /** How a reason writes the value of a yes-or-no column. */
    private static final Pattern TRUTH = Pattern.compile("(?<= )(true|false)(?=[；;（]|$| \\()");

    private static final Pattern OPEN_RANGE = Pattern.compile("\\[([0-9.]+), null\\]");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9.]+), ([0-9.]+)\\]");

    private static final Pattern NUMBER = Pattern.compile("(.*?)(\\d{1,6})");

    private static final Bilingual AS_BEFORE = new Bilingual("同上", "as before");

    private ItemText() {}

    /** Items with their figures, why, and whose they are; units that are those of the item before are not named again. */
    static List<Entry> entries(List<Item> items) {
        var entries = new ArrayList<Entry>();
        String units = null;
        for (var item : items) {
            entries.add(entry(item, units));
            units = responsible(item);
        }
        return entries;
    }

    private static Entry entry(Item item, String unitsBefore) {
        var figures = Words.joined("；", "; ", List.of(figures(item), why(item)));
        var units = responsible(item);
        var whose = whose(item, units != null && units.equals(unitsBefore) ? AS_BEFORE : named(units));
        // The units are many where a plan names them; they get a line of their own.
        var details = new ArrayList<>(
                units == null ? List.of(Words.joined("；", "; ", List.of(figures, whose))) : List.of(figures, whose));
        details.add(measure(item));
        details.add(unconfirmed(item));
        details.removeIf(each -> each.zh().isEmpty());
        return new Entry(keys(item), item.title(), details);
    }

    /** The unit that the ledger names, else those of the rule. */
    private static String responsible(Item item) {
        return item.ledger() == null || item.ledger().responsibleUnit() == null
                ? item.responsibleUnits()
                : item.ledger().responsibleUnit();
    }

    private static Bilingual named(String units) {
        return Words.same(units == null ? "" : units);
    }

    private static Bilingual measure(Item item) {
        if (item.ledger() == null || item.ledger().measure() == null) {
            return Words.same("");
        }
        var evidence = item.ledger().evidenceRef();
        return new Bilingual(
                "整改措施：" + item.ledger().measure() + (evidence == null ? "" : "；佐证：" + evidence),
                "measure: " + item.ledger().measure() + (evidence == null ? "" : "; evidence: " + evidence));
    }

    private static Bilingual unconfirmed(Item item) {
        if (item.unconfirmed().isEmpty()) {
            return Words.same("");
        }
        var readings =
                String.join("; ", item.unconfirmed().stream().map(Reading::text).toList());
        return new Bilingual(
                "依据来源未确认的读法：" + readings, "rests on a reading that the source leaves unconfirmed: " + readings);
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

    private static Bilingual whose(Item item) {
        return whose(item, named(responsible(item)));
    }

    /** Clause, since when, date and units. */
    private static Bilingual whose(Item item, Bilingual units) {
        var parts = new ArrayList<Bilingual>();
        if (item.clause() != null) {
            parts.add(new Bilingual("条款：" + item.clause(), "clause " + item.clause()));
        }
        var ledger = item.ledger();
        if (ledger != null) {
            parts.add(Bilingual.format("台账首见：%1$d 年", "in the ledger since %1$d", ledger.firstYear()));
        }
        var due = item.dueYear() == null && ledger != null ? ledger.dueYear() : item.dueYear();
        if (due != null) {
            // What is not due yet does not fail.
            boolean overdue = item.status().equals("fail");
            parts.add(new Bilingual(
                    "期限：" + due + " 年普查" + (overdue ? "（已逾期）" : ""),
                    "due by the census of " + due + (overdue ? " (overdue)" : "")));
        }
        if (!units.zh().isEmpty()) {
            parts.add(new Bilingual("责任单位：" + units.zh(), "responsible: " + units.en()));
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
