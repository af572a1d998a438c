package org.junheng.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junheng.explain.CountyReport.StandardReport;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Item.Missing;
import org.junheng.explain.Variations.Variation;
import org.junheng.terms.Bilingual;

/** A standard's verdict on a county in words: what fails, what cannot be said, what passes. */
final class StandardText {
    /** Of so few items the missing columns are named unasked. */
    private static final int NAMED_AT_ONCE = 6;

    private final CountyReport county;
    private final Text text;
    /** Whether every missing column is named: asked for one standard, a reader wants them. */
    private final boolean inFull;

    StandardText(CountyReport county, Text text, boolean inFull) {
        this.county = county;
        this.text = text;
        this.inFull = inFull;
    }

    void tell(StandardReport report) {
        text.heading(
                "标准 %s（%s级）：%s"
                        .formatted(
                                report.standard(),
                                Words.level(report.assessmentLevel()).zh(),
                                verdict(report).zh()),
                "Standard %s (%s): %s"
                        .formatted(
                                report.standard(),
                                Words.level(report.assessmentLevel()).en(),
                                verdict(report).en()));
        if (report.title() != null) {
            text.line(report.title());
        }
        if (report.verdict().equals("not_applicable")) {
            text.line("没有国家代码的功能区只监测、不认定", "a functional zone without a national code is measured, not judged");
            return;
        }
        text.line(counts(report));
        text.line(basis(report));
        sameSchools(report);
        itemsOf(report);
        variations(report);
    }

    private void itemsOf(StandardReport report) {
        var items = report.items();
        var counting = items.failing().stream().filter(Item::counts).toList();
        text.entries(
                "不通过的条目（" + counting.size() + " 项）",
                "What fails (" + counting.size() + ")",
                ItemText.entries(counting));
        withoutMeasure(counting);
        var beyond = items.failing().stream().filter(item -> !item.counts()).toList();
        text.entries(
                "普查已显示不通过、但不在上述依据之内的条目（" + beyond.size() + " 项；交来县级数据表后即计入判定）",
                "What the census shows to fail beyond this basis (" + beyond.size()
                        + "; they count once a county sheet is there)",
                ItemText.entries(beyond));
        cannotSay(items.cannotSay());
        list("通过", "Passes", items.passing());
        if (!items.notDue().isEmpty()) {
            text.line(
                    "目前未达到、尚未到期（" + items.notDue().size() + " 项）："
                            + due(items.notDue()).zh(),
                    "Not met and not due yet (" + items.notDue().size() + "): "
                            + due(items.notDue()).en());
        }
        unconfirmed(report);
        list("不适用", "Does not apply", items.notApplicable());
    }

    private static Bilingual verdict(StandardReport report) {
        return !report.plan() && !report.full() && report.verdict().equals("pass")
                ? new Bilingual("资源配置部分通过（不是认定）", "resources pass (no recognition)")
                : Words.status(report.verdict());
    }

    private static Bilingual counts(StandardReport report) {
        return Bilingual.format(
                "参与判定的条目（逐学段计）：%d 项不通过，%d 项无法判断，%d 项通过。",
                "Of the items that count, stage by stage: %d fail, %d cannot be said, %d pass.",
                report.itemsFailed(),
                report.itemsCannotSay(),
                report.itemsPassed());
    }

    private Bilingual basis(StandardReport report) {
        if (report.full()) {
            return Bilingual.format(
                    "依据 full：有 %1$d 年县级数据表，全部条目都参与判定。",
                    "Basis full: there is a county sheet for %1$d, so every item counts.", county.year());
        }
        if (report.plan()) {
            return Bilingual.format(
                    "依据 resource_only：没有 %1$d 年县级数据表。本方案仍按全部条目判定，靠该表的条目无法判断。",
                    "Basis resource_only: there is no county sheet for %1$d. All items of the plan count; those that need the sheet cannot be said.",
                    county.year());
        }
        boolean falls = report.verdict().equals("pass")
                && report.items().failing().stream().anyMatch(item -> !item.counts());
        return Bilingual.format(
                "依据 resource_only：没有 %1$d 年县级数据表，只判普查能算的资源配置部分；即使通过也不是认定。" + (falls ? "按全部条目判定将不通过，见下。" : ""),
                "Basis resource_only: there is no county sheet for %1$d, so only resources (资源配置), which a census can show, are judged; even a pass is no recognition."
                        + (falls ? " Judged by all items the county would fail, see below." : ""),
                county.year());
    }

    private void sameSchools(StandardReport report) {
        if (report.plan() && report.variations().isEmpty()) {
            text.line(
                    "七项指标（1.1–1.8）沿用 " + report.indicatorsOf() + "，计入的学校相同，见该标准",
                    "The seven indicators (1.1–1.8) are those of " + report.indicatorsOf()
                            + ", over the same schools: see there");
        }
    }

    private void withoutMeasure(List<Item> items) {
        var inLedger = items.stream().filter(item -> item.ledger() != null).toList();
        if (!inLedger.isEmpty()
                && inLedger.stream().allMatch(item -> item.ledger().measure() == null)) {
            text.line(
                    "台账中的县级问题都没有填报整改措施（schemas/findings）",
                    "no measure is reported for the county's problems in the ledger (schemas/findings)");
        }
    }

    /** Of what is met or not due; what fails says so itself. */
    private void unconfirmed(StandardReport report) {
        var items = Stream.of(report.items().passing(), report.items().notDue())
                .flatMap(List::stream)
                .toList();
        var readings = new LinkedHashMap<String, List<Item>>();
        for (var item : items) {
            for (var each : item.unconfirmed()) {
                readings.computeIfAbsent(each.text(), reading -> new ArrayList<>())
                        .add(item);
            }
        }
        if (!readings.isEmpty()) {
            var all = readings.entrySet().stream()
                    .map(each -> {
                        var list = ItemText.list(each.getValue());
                        return new Bilingual(
                                each.getKey() + "（" + list.zh() + "）", each.getKey() + " (" + list.en() + ")");
                    })
                    .toList();
            text.line(
                    new Bilingual(
                            "通过或未到期的条目中，依据来源未确认读法的：",
                            "What passes or is not due by readings that the source leaves unconfirmed: "),
                    Words.joined("；", "; ", all));
        }
    }

    /** A row for every item, with both stages and, where they differ, the other standard's figures beside them. */
    private void variations(StandardReport report) {
        var all = report.variations();
        if (all.isEmpty()) {
            return;
        }
        boolean others = all.stream()
                .anyMatch(each -> each.beside() != null && !each.beside().same(each));
        var stages = all.stream().map(Variation::stage).distinct().toList();
        var headings =
                new ArrayList<>(List.of(new Bilingual("项", "item"), new Bilingual("差异系数", "CV between schools")));
        var schools = new ArrayList<>(List.of(Words.same(""), new Bilingual("计入的学校数", "schools in the figures")));
        var limits = new ArrayList<>(List.of(Words.same(""), new Bilingual("上限", "limit")));
        for (var stage : stages) {
            var those = all.stream().filter(each -> each.stage().equals(stage)).toList();
            if (others) {
                headings.add(heading(stage, report.indicatorsOf()));
                schools.add(schools(
                        those, each -> each.beside() == null ? 0 : each.beside().schools()));
                limits.add(Words.same(Digits.of(those.get(0).limit())));
            }
            headings.add(heading(stage, others ? report.standard() : ""));
            schools.add(schools(those, Variation::schools));
            limits.add(Words.same(Digits.of(those.get(0).limit())));
        }
        var rows = new LinkedHashMap<String, List<Bilingual>>();
        for (var each : all) {
            rows.computeIfAbsent(each.item(), item -> new ArrayList<>(List.of(Words.same(item), each.title())));
        }
        rows.forEach((item, row) -> stages.forEach(stage -> {
            var found = all.stream()
                    .filter(each -> each.item().equals(item) && each.stage().equals(stage))
                    .findFirst();
            if (others) {
                row.add(found.map(Variation::beside)
                        .map(each -> cell(each.cv(), found.get().limit(), each.status()))
                        .orElse(Words.same("")));
            }
            row.add(found.map(each -> cell(each.cv(), each.limit(), each.status()))
                    .orElse(Words.same("")));
        }));
        var shown = new ArrayList<>(rows.values());
        shown.add(limits);
        shown.add(schools);
        var place = report.place() == null ? Words.same("") : report.place();
        text.cells(
                "七项差异系数按本方案计入的学校（" + place.zh() + "；! 超过上限" + (others ? "；国家判定以 " + report.indicatorsOf() + " 列为准" : "")
                        + "）",
                "The CVs of the seven indicators over the schools that this plan counts (" + place.en()
                        + "; ! = beyond the limit"
                        + (others ? "; the national verdict rests on the columns of " + report.indicatorsOf() : "")
                        + ")",
                headings,
                shown);
    }

    private static Bilingual heading(String stage, String standard) {
        var word = Words.stage(stage);
        var end = standard.isEmpty() ? "" : " " + standard;
        return new Bilingual("#" + word.zh() + end, "#" + word.en() + end);
    }

    private static Bilingual schools(List<Variation> those, ToIntFunction<Variation> count) {
        var range = those.stream().mapToInt(count).summaryStatistics();
        return Words.same(
                range.getMin() == range.getMax() ? "" + range.getMax() : range.getMin() + "–" + range.getMax());
    }

    private static Bilingual cell(Double cv, Double limit, String status) {
        if (cv == null) {
            return Words.status(String.valueOf(status));
        }
        var figure = limit == null ? Digits.of(cv) : Digits.pair(cv, limit).value();
        return "cannot_say".equals(status)
                ? new Bilingual(figure + "（缺数据）", figure + " (data missing)")
                : Words.same(("fail".equals(status) ? "! " : "") + figure);
    }

    private void cannotSay(List<Item> items) {
        var withSheet = items.stream().filter(Item::needsCountySheet).toList();
        if (!withSheet.isEmpty()) {
            wantsSheet(withSheet);
        }
        var others = items.stream().filter(item -> !item.needsCountySheet()).toList();
        text.entries(
                "缺其他数据，无法判断（" + others.size() + " 项）",
                "Cannot be said for want of other data (" + others.size() + ")",
                byReason(others));
    }

    private void wantsSheet(List<Item> items) {
        var list = ItemText.list(items);
        var columns = items.stream()
                .flatMap(item -> item.missing().stream())
                .filter(Missing::countySheet)
                .map(Missing::column)
                .distinct()
                .count();
        text.line(
                county.countySheet()
                        ? Bilingual.format(
                                "%1$d 年县级数据表缺 %2$d 列，因此 %3$d 项无法判断：",
                                "The county sheet for %1$d lacks %2$d columns, so %3$d items cannot be said: ",
                                county.year(),
                                columns,
                                items.size())
                        : Bilingual.format(
                                "没有 %1$d 年县级数据表（所缺 %2$d 列），因此 %3$d 项无法判断：",
                                "There is no county sheet for %1$d (%2$d columns are missing), so %3$d items cannot be said: ",
                                county.year(),
                                columns,
                                items.size()),
                list);
        if (inFull || items.size() <= NAMED_AT_ONCE) {
            text.entries(
                    "各条目所缺的列",
                    "The columns that they need",
                    items.stream().map(ItemText::missing).toList());
        } else {
            text.line(
                    "    逐条列出所缺的列：加 --standard 标准编号，或 --format json",
                    "    the columns item by item: add --standard ID or --format json");
        }
    }

    /** Items with the same reason stand together. */
    private static List<Entry> byReason(List<Item> items) {
        var groups = new LinkedHashMap<Bilingual, List<Item>>();
        for (var item : items) {
            var reason = ItemText.unsaid(item);
            groups.computeIfAbsent(reason, each -> new ArrayList<>()).add(item);
        }
        var entries = new ArrayList<Entry>();
        groups.forEach((reason, those) -> {
            var list = ItemText.list(those);
            var title = those.size() == 1 ? those.get(0).title() : Words.same("");
            entries.add(new Entry(List.of(), Words.joined("  ", "  ", List.of(list, title)), List.of(reason)));
        });
        return entries;
    }

    private void list(String zh, String en, List<Item> items) {
        if (!items.isEmpty()) {
            text.line(
                    zh + "（" + items.size() + " 项）：" + ItemText.list(items).zh(),
                    en + " (" + items.size() + "): " + ItemText.list(items).en());
        }
    }

    private static Bilingual due(List<Item> items) {
        return Words.joined(
                "、",
                ", ",
                items.stream()
                        .map(item -> Bilingual.format(
                                "%1$s（%2$d 年普查起）", "%1$s (from the census of %2$d)", item.item(), item.dueYear()))
                        .distinct()
                        .toList());
    }
}
