package org.junheng.explain;

import java.util.ArrayList;
import java.util.List;
import org.junheng.explain.RegionReport.County;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** A city, a province or the nation in words. */
final class RegionText {
    /** How many counties a text shows; JSON has all of them. */
    private static final int SHOWN = 150;

    private RegionText() {}

    static Text of(RegionReport region, Where where) {
        var text = new Text();
        text.line(
                "%s %s，%d 年".formatted(region.name(), region.code(), region.year()),
                "%s %s, %d".formatted(region.name(), region.code(), region.year()));
        region.snapshot().tell(text);
        for (var rules : region.rules()) {
            text.heading(
                    "标准 " + rules.standard() + " 对本级的规定", "What standard " + rules.standard() + " asks of this level");
            if (rules.title() != null) {
                text.line(rules.title());
            }
            rules(text, rules.items());
        }
        Roadmaps.tell(
                text,
                region.roadmap().stream()
                        .filter(each -> each.code().equals(region.code()))
                        .toList());
        tallies(text, region);
        counties(text, region);
        Roadmaps.table(
                text,
                region.roadmap().stream()
                        .filter(each -> each.level().equals("county"))
                        .limit(SHOWN)
                        .toList());
        if (region.rules().isEmpty()
                && region.counties().isEmpty()
                && region.measures().isEmpty()) {
            text.line(
                    "这一年没有此处的判定和测度：普查没有报来学校",
                    "no verdicts and no measures here in this year: the census has no schools");
        }
        measures(text, where);
        text.next(region.next());
        return text;
    }

    private static void rules(Text text, Items items) {
        text.entries(
                "不通过（" + items.failing().size() + " 项）",
                "Fails (" + items.failing().size() + ")",
                ItemText.entries(items.failing()));
        text.entries(
                "无法判断（" + items.cannotSay().size() + " 项）",
                "Cannot be said (" + items.cannotSay().size() + ")",
                items.cannotSay().stream().map(ItemText::unknown).toList());
        text.entries(
                "目前未达到、尚未到期（" + items.notDue().size() + " 项）",
                "Not met and not due yet (" + items.notDue().size() + ")",
                ItemText.entries(items.notDue()));
        text.entries(
                "通过（" + items.passing().size() + " 项）",
                "Passes (" + items.passing().size() + ")",
                ItemText.entries(items.passing()));
    }

    private static void tallies(Text text, RegionReport region) {
        text.cells(
                "所辖县（市、区）的判定",
                "Verdicts on its counties",
                List.of(
                        new Bilingual("标准", "standard"),
                        new Bilingual("#县数", "counties"),
                        new Bilingual("#通过", "pass"),
                        new Bilingual("#不通过", "fail"),
                        new Bilingual("#无法判断", "cannot say"),
                        new Bilingual("#不适用", "not applicable")),
                region.tallies().stream()
                        .map(each -> List.of(
                                Words.same(each.standard()),
                                Words.same("" + each.counties()),
                                Words.same("" + each.pass()),
                                Words.same("" + each.fail()),
                                Words.same("" + each.cannotSay()),
                                Words.same("" + each.notApplicable())))
                        .toList());
    }

    private static void counties(Text text, RegionReport region) {
        var standards =
                region.tallies().stream().map(RegionReport.Tally::standard).toList();
        var headings = new ArrayList<>(List.of(new Bilingual("代码", "code"), new Bilingual("县（市、区）", "county")));
        standards.forEach(standard -> headings.add(Words.same(standard)));
        headings.add(new Bilingual("认定", "recognised"));
        text.cells(
                "逐县（不通过 / 无法判断 / 通过的条目数；* 只凭普查，不等于认定%s）"
                        .formatted(region.counties().size() > SHOWN ? "；列出前 " + SHOWN + " 个" : ""),
                "County by county (items that fail / cannot be said / pass; * by the census alone, no recognition%s)"
                        .formatted(region.counties().size() > SHOWN ? "; the first " + SHOWN : ""),
                headings,
                region.counties().stream()
                        .limit(SHOWN)
                        .map(county -> row(county, standards))
                        .toList());
    }

    private static List<Bilingual> row(County county, List<String> standards) {
        var row = new ArrayList<>(List.of(Words.same(county.code()), Words.same(county.name())));
        for (var standard : standards) {
            row.add(county.verdicts().stream()
                    .filter(verdict -> verdict.standard().equals(standard))
                    .findFirst()
                    .map(RegionText::cell)
                    .orElse(Words.same("")));
        }
        var recognised = county.recognitions().stream()
                .map(each -> new Bilingual(
                        Words.level(each.assessmentLevel()).zh() + " " + each.year(),
                        Words.level(each.assessmentLevel()).en() + " " + each.year()))
                .toList();
        row.add(Words.joined("、", ", ", recognised));
        return row;
    }

    private static Bilingual cell(RegionReport.Verdict verdict) {
        var word = Words.status(verdict.verdict());
        if (verdict.verdict().equals("not_applicable")) {
            return word;
        }
        var rest = (verdict.basis().equals("full") ? "" : "*")
                + " %d/%d/%d".formatted(verdict.itemsFailed(), verdict.itemsCannotSay(), verdict.itemsPassed());
        return new Bilingual(word.zh() + rest, word.en() + rest);
    }

    private static void measures(Text text, Where where) {
        text.table(
                "均衡测度（按学生加权，总体形式；地方方案只列其计入学校不同之处）",
                "Measures of equity (weighted by students, population form; of a plan only where it counts other schools)",
                """
                SELECT standard AS ⟨standard|标准⟩, stage AS ⟨stage|学段⟩, indicator AS ⟨indicator|指标⟩, units AS ⟨units|学校数⟩,
                       excluded AS ⟨excluded|未计⟩, students AS ⟨students|学生数⟩, round(mean, 6) AS ⟨mean|均值⟩, round(sd, 6) AS ⟨sd|标准差⟩,
                       round(cv, 6) AS ⟨cv|差异系数⟩, round(gini, 6) AS ⟨gini|基尼⟩, round(p10, 4) AS ⟨p10|P10⟩, round(p50, 4) AS ⟨p50|P50⟩,
                       round(p90, 4) AS ⟨p90|P90⟩
                FROM equity e WHERE year = %d AND level = %s AND region_code = %s%s
                QUALIFY row_number() OVER (PARTITION BY stage, indicator, units, excluded, students, mean, cv ORDER BY standard) = 1
                ORDER BY standard, stage DESC, indicator""".formatted(
                                where.year(),
                                SqlText.literal(where.level()),
                                SqlText.literal(where.code()),
                                where.standard().isPresent() ? where.equityFilter("e.") : where.stageFilter("e.")));
    }
}
