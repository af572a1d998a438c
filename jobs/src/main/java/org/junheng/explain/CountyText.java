package org.junheng.explain;

import java.util.ArrayList;
import java.util.List;
import org.junheng.explain.Contributions.Contribution;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Findings.Finding;
import org.junheng.explain.SchoolsBehind.AbsentSchool;
import org.junheng.explain.SchoolsBehind.SchoolBehind;
import org.junheng.explain.SchoolsBehind.Shortfall;
import org.junheng.explain.Text.Next;
import org.junheng.summary.SqlText;
import org.junheng.terms.Bilingual;

/** A county in words that its head understands. */
final class CountyText {
    /** How many rows a list shows; JSON has all of them. */
    private static final int SHOWN = 20;

    /** How many schools that are behind, with all that they lack. */
    private static final int SCHOOLS_SHOWN = 12;

    private final CountyReport county;
    private final Text text = new Text();

    private CountyText(CountyReport county) {
        this.county = county;
    }

    static Text of(CountyReport county, Where where) {
        var telling = new CountyText(county);
        telling.head();
        Roadmaps.tell(telling.text, county.roadmap());
        var standards = new StandardText(county, telling.text, where.standard().isPresent());
        county.standards().forEach(standards::tell);
        telling.text.heading("学校", "Schools");
        telling.schools();
        telling.findings();
        telling.contributions();
        telling.ranks(where);
        telling.absent();
        telling.review();
        telling.text.next(county.next());
        return telling.text;
    }

    private void head() {
        text.line(
                "%s %s，%d 年".formatted(county.name(), county.code(), county.year()),
                "%s %s, %d".formatted(county.name(), county.code(), county.year()));
        county.snapshot().tell(text);
        if (county.stage() != null) {
            text.line(
                    "只列%s的条目和学校；判定及其条目数仍含全部学段"
                            .formatted(Words.stage(county.stage()).zh()),
                    "items and schools of stage %s only; verdicts and the items that they count are over all stages"
                            .formatted(county.stage()));
        }
        if (county.recognitions().isEmpty()) {
            text.line("认定：没有已公布的认定（表 recognition）", "recognition: none announced (table recognition)");
        }
        for (var each : county.recognitions()) {
            text.line(
                    "认定：%d 年，%s级，%s（%s）"
                            .formatted(
                                    each.year(),
                                    Words.level(each.assessmentLevel()).zh(),
                                    each.notice(),
                                    each.date()),
                    "recognition: %d, %s, %s (%s)"
                            .formatted(
                                    each.year(),
                                    Words.level(each.assessmentLevel()).en(),
                                    each.notice(),
                                    each.date()));
        }
    }

    private void schools() {
        var schools = county.schoolsBehind();
        if (schools.isEmpty()) {
            text.line("没有七项指标不达标的学校", "no school falls short of the seven indicators");
            return;
        }
        text.entries(
                "拖后腿的学校（共 %d 个学段校，差得远的在前%s；项: 校值 < 标准 (+ 还要增加的数量)）"
                        .formatted(
                                schools.size(), schools.size() > SCHOOLS_SHOWN ? "，列出前 " + SCHOOLS_SHOWN + " 个" : ""),
                "Schools that hold it back (%d school stages, the furthest behind first%s; item: value < threshold (+ what must be added))"
                        .formatted(
                                schools.size(), schools.size() > SCHOOLS_SHOWN ? ", the first " + SCHOOLS_SHOWN : ""),
                schools.stream().limit(SCHOOLS_SHOWN).map(this::entry).toList());
    }

    private Entry entry(SchoolBehind school) {
        var verdict = Words.status(school.verdict());
        int all = school.met() + school.betweenFloorAndThreshold() + school.belowFloor() + school.unknown();
        return new Entry(
                List.of(Words.stage(school.stage()), Words.same(school.schoolCode()), Words.same(school.name())),
                Words.joined(
                        "；",
                        "; ",
                        List.of(
                                new Bilingual(
                                        verdict.zh() + "，" + all + " 项达标 " + school.met() + " 项",
                                        verdict.en() + ", " + school.met() + " of " + all + " met"),
                                countsUnder(school))),
                List.of(Words.joined(
                        "；",
                        "; ",
                        school.shortOf().stream().map(CountyText::shortfall).toList())));
    }

    /** Told where the school counts in the county under some of the standards only. */
    private Bilingual countsUnder(SchoolBehind school) {
        boolean some = county.standards().stream()
                .anyMatch(report ->
                        !school.countsUnder().contains(report.standard()) && judgesSchools(report.standard()));
        var standards = String.join(" ", school.countsUnder());
        return some
                ? new Bilingual("只按 " + standards + " 计入本县", "counts here under " + standards + " only")
                : Words.same("");
    }

    private boolean judgesSchools(String standard) {
        return county.schoolsBehind().stream()
                .anyMatch(each -> each.countsUnder().contains(standard));
    }

    private static Bilingual shortfall(Shortfall shortfall) {
        if (shortfall.value() == null || shortfall.threshold() == null) {
            return new Bilingual(shortfall.item() + ": 缺数据", shortfall.item() + ": data missing");
        }
        var pair = Digits.pair(shortfall.value(), shortfall.threshold());
        var comparison = shortfall.item() + ": " + pair.value() + " < " + pair.limit();
        if (shortfall.needed() == null) {
            return Words.same(comparison);
        }
        var needed = Digits.ofAmount(shortfall.needed());
        return new Bilingual(
                comparison + " (+" + needed + (shortfall.unit() == null ? "" : " " + shortfall.unit()) + ")",
                comparison + " (+" + needed + resource(shortfall.unit()) + ")");
    }

    private static String resource(String unit) {
        return unit == null
                ? ""
                : unit.equals("人") ? " teachers" : Words.unit(unit).en();
    }

    private void findings() {
        var findings = county.schoolFindings();
        var rows = findings.stream().limit(SHOWN).map(CountyText::row).toList();
        text.cells(
                "学校其他未销号的问题：班额、规模等（共 %d 条%s；实测与要求的单位见末列）"
                        .formatted(findings.size(), findings.size() > SHOWN ? "，列出前 " + SHOWN + " 条" : ""),
                "Other problems of schools that stand: class size, size of schools and so on (%d%s; the last column has the unit)"
                        .formatted(findings.size(), findings.size() > SHOWN ? ", the first " + SHOWN : ""),
                List.of(
                        new Bilingual("条目", "item"),
                        new Bilingual("内容", "title"),
                        new Bilingual("学段", "stage"),
                        new Bilingual("学校标识码", "school"),
                        new Bilingual("校名", "name"),
                        new Bilingual("#实测", "observed"),
                        new Bilingual("#要求", "required"),
                        new Bilingual("#首见", "since"),
                        new Bilingual("#期限", "due"),
                        new Bilingual("状态", "state"),
                        new Bilingual("单位", "unit")),
                rows);
    }

    private static List<Bilingual> row(Finding finding) {
        return List.of(
                Words.same(finding.rule()),
                finding.title(),
                Words.stage(finding.stage()),
                Words.same(finding.schoolCode()),
                Words.same(finding.schoolName() == null ? "" : finding.schoolName()),
                Words.same(Digits.of(finding.observed())),
                Words.same(Digits.of(finding.required())),
                Words.same(String.valueOf(finding.firstYear())),
                Words.same(finding.dueYear() == null ? "" : finding.dueYear().toString()),
                Words.state(finding.state()),
                unit(finding));
    }

    /** Of class sizes the ledger counts the classes beyond the limit. */
    private static Bilingual unit(Finding finding) {
        if ("个".equals(finding.unit())) {
            return new Bilingual("个超标的班", "classes beyond the limit");
        }
        var unit = Words.unit(finding.unit());
        return new Bilingual(unit.zh().strip(), unit.en().strip());
    }

    private void contributions() {
        var shown = shownContributions();
        var rows = new ArrayList<List<Bilingual>>();
        for (var each : shown) {
            var pair = Digits.pair(each.cv(), each.limit());
            for (var school : each.schools()) {
                rows.add(List.of(
                        Words.same(several(shown) ? each.standard() : ""),
                        Words.same(each.item()),
                        Words.stage(each.stage()),
                        Words.same(pair.value() + " > " + pair.limit()),
                        Words.same(school.schoolCode()),
                        Words.same(school.name()),
                        Words.same(String.valueOf(school.students())),
                        Words.same(Digits.of(school.value())),
                        Words.same(Digits.of(each.mean())),
                        Words.same(Digits.percent(school.share()))));
            }
        }
        text.cells(
                "差异系数超限的项：贡献最大的学校（贡献 = P_i (X_i − X̄)² / (P X̄² CV²)，高于或低于县均值都会拉大差异）",
                "Where a CV is beyond its limit: the schools that contribute most (share = P_i (X_i − X̄)² / (P X̄² CV²); above the mean adds to it as below does)",
                List.of(
                        new Bilingual("标准", "standard"),
                        new Bilingual("项", "item"),
                        new Bilingual("学段", "stage"),
                        new Bilingual("#差异系数", "CV"),
                        new Bilingual("学校标识码", "school"),
                        new Bilingual("校名", "name"),
                        new Bilingual("#学生数", "students"),
                        new Bilingual("#校值", "value"),
                        new Bilingual("#县均值", "county mean"),
                        new Bilingual("#贡献", "share")),
                rows);
        var plans = county.contributions().stream()
                .filter(each -> !shown.contains(each))
                .map(Contribution::standard)
                .distinct()
                .toList();
        if (!plans.isEmpty()) {
            text.line(
                    "按 " + String.join("、", plans) + " 计入的学校不同：加 --standard 可看其贡献",
                    "other schools count under " + String.join(", ", plans) + ": add --standard to see their shares");
        }
    }

    /** A plan's are shown where the item is within its limit under the national standard. */
    private List<Contribution> shownContributions() {
        return county.contributions().stream()
                .filter(each -> county.contributions().stream()
                        .filter(other -> other.item().equals(each.item())
                                && other.stage().equals(each.stage()))
                        .findFirst()
                        .orElseThrow()
                        .equals(each))
                .toList();
    }

    private static boolean several(List<Contribution> contributions) {
        return contributions.stream().map(Contribution::standard).distinct().count() > 1;
    }

    private void ranks(Where where) {
        if (county.ranks().isEmpty()) {
            return;
        }
        text.table(
                "在同一上级各县中的位置（1 为最好；开关不同读法使名次成区间；占市差异 = 占上级泰尔T的比例，负值为拉小）",
                "Among the counties under the same region above (1 = best; readings of switches make a rank an interval; share = of the Theil T above, negative where it lessens it)",
                """
                SELECT m.stage AS ⟨stage|学段⟩, m.indicator AS ⟨indicator|指标⟩, round(m.value, 4) AS ⟨mean|均值⟩,
                  concat_ws('–', m.rank_low, nullif(m.rank_high, m.rank_low)) AS ⟨by level|按水平⟩, round(c.value, 4) AS ⟨cv|差异系数⟩,
                  concat_ws('–', c.rank_low, nullif(c.rank_high, c.rank_low)) AS ⟨by spread|按均衡⟩, m.ranked AS ⟨of|共⟩,
                  round(100 * t.theil_t_share, 1) AS ⟨share %%|占比%%⟩, round(100 * p.share, 1) AS ⟨students %%|学生占比%%⟩
                FROM region_rank m
                JOIN region_rank c USING (year, standard, level, region_code, stage, indicator)
                LEFT JOIN (SELECT *, students / sum(students) OVER (PARTITION BY year, standard, region_code, stage, indicator) AS share
                  FROM contribution) p ON p.year = m.year AND p.standard = m.standard AND p.region_code = m.parent_code AND p.stage = m.stage
                  AND p.indicator = m.indicator AND p.member_code = m.region_code
                LEFT JOIN contribution t ON t.year = m.year AND t.standard = m.standard AND t.region_code = m.parent_code
                  AND t.stage = m.stage AND t.indicator = m.indicator AND t.member_code = m.region_code
                WHERE m.year = %d AND m.level = 'county' AND m.region_code = %s AND m.measure = 'mean' AND c.measure = 'cv'
                  AND m.rank_low IS NOT NULL%s ORDER BY m.standard, m.stage DESC, m.indicator""".formatted(where.year(), SqlText.literal(where.code()), where.filter("m.")));
    }

    private void absent() {
        text.entries(
                "应报而没有数据的学校（%d 所）".formatted(county.absentSchools().size()),
                "Schools that should be there and are not (%d)"
                        .formatted(county.absentSchools().size()),
                county.absentSchools().stream().map(CountyText::entry).toList());
    }

    private static Entry entry(AbsentSchool school) {
        var details = new ArrayList<Bilingual>();
        if (school.reason() != null) {
            details.add(new Bilingual(
                    school.file() + " 第 " + school.line() + " 行："
                            + school.reason().zh(),
                    school.file() + " line " + school.line() + ": "
                            + school.reason().en()));
        }
        return new Entry(
                List.of(
                        Words.same(school.schoolCode()),
                        Words.same(school.name() == null ? "?" : school.name()),
                        Words.joined(
                                "、",
                                ", ",
                                school.stages().stream().map(Words::stage).toList())),
                Words.state(school.state()),
                details);
    }

    /** The first step of each plan that is not done. */
    private void review() {
        var plans = new ArrayList<String>();
        var entries = new ArrayList<Entry>();
        for (var step : county.reviewCalendar()) {
            if (step.doneOn() != null || plans.contains(step.plan())) {
                continue;
            }
            plans.add(step.plan());
            var date = step.dueDate() == null
                    ? new Bilingual("无期限", "no date")
                    : Bilingual.format("%s 前", "by %s", step.dueDate());
            var ready =
                    step.ready() ? new Bilingual("材料齐备", "all that it needs is there") : new Bilingual("尚缺", "lacks");
            entries.add(new Entry(
                    List.of(Words.same(step.plan()), Words.step(step.step()), date),
                    ready,
                    step.missing() == null ? List.of() : List.of(withoutItems(step.missing()))));
        }
        text.entries("评估年的下一步", "Next step of the review year", entries);
    }

    /** The items that cannot be said stand above already. */
    private static Bilingual withoutItems(Bilingual missing) {
        return new Bilingual(
                missing.zh().replaceFirst("(^|；)无法判断的条目：.*", "$1上列无法判断的条目"),
                missing.en()
                        .replaceFirst("(^|; )items that cannot be said: .*", "$1the items above that cannot be said"));
    }

    static List<Next> next(
            Where where,
            boolean sheet,
            List<CountyReport.StandardReport> standards,
            List<SchoolBehind> schools,
            List<Contribution> contributions,
            List<AbsentSchool> absent) {
        var next = new ArrayList<Next>();
        if (absent.stream().anyMatch(school -> school.state().equals("unreported"))) {
            next.add(new Next(
                    "junheng inspect --schools --year " + where.year(),
                    new Bilingual(
                            "未报的学校是否停办、合并或换码", "whether a school that did not report closed, merged or was recoded")));
        }
        if (absent.stream().anyMatch(school -> school.state().equals("quarantined"))) {
            next.add(new Next(
                    "junheng export --quarantine --out mend",
                    new Bilingual("取回被隔离的行，改正后重报", "the quarantined rows, to be mended and sent again")));
        }
        if (!sheet) {
            next.add(new Next(
                    "junheng nightly --census DIR",
                    Bilingual.format(
                            "先在 DIR 中放入 %d 年县级数据表（schemas/census/cn-county/README.md）",
                            "with the county sheet of %d in DIR (schemas/census/cn-county/README.md)", where.year())));
        }
        schools.stream()
                .limit(1)
                .forEach(school -> next.add(new Next(
                        where.command(school.schoolCode(), ""),
                        new Bilingual("最落后的一所学校", "the school that is furthest behind"))));
        contributions.stream()
                .limit(1)
                .forEach(each -> next.add(new Next(
                        where.command(
                                where.code(),
                                " --indicator " + each.item() + " --stage " + each.stage()
                                        + (where.standards().isPlan(each.standard())
                                                ? " --standard " + each.standard()
                                                : "")),
                        new Bilingual("这一项逐校的计算过程", "the work sheet of an item, school by school"))));
        if (contributions.isEmpty()) {
            next.add(new Next(
                    where.command(where.code(), " --indicator ID"),
                    new Bilingual("某一指标逐校的计算过程", "the work sheet of an indicator, school by school")));
        }
        standards.stream()
                .filter(report -> report.items().failing().stream()
                        .anyMatch(item -> !item.unconfirmed().isEmpty()))
                .forEach(report -> next.add(new Next(
                        "junheng standards show " + report.standard(),
                        new Bilingual("未确认的读法及其他读法", "the unconfirmed readings and the others"))));
        next.add(new Next(
                where.command(where.code(), " --format json"),
                new Bilingual("全部条目与学校，不舍入", "every item and school, not rounded")));
        return next;
    }
}
