package org.junheng.explain;

import java.util.ArrayList;
import java.util.List;
import org.junheng.explain.Explanation.Entry;
import org.junheng.explain.Findings.Finding;
import org.junheng.explain.SchoolReport.Indicator;
import org.junheng.explain.SchoolReport.StageVerdict;
import org.junheng.terms.Bilingual;

/** A school in words. */
final class SchoolText {
    private final SchoolReport school;
    private final Text text = new Text();

    private SchoolText(SchoolReport school) {
        this.school = school;
    }

    static Text of(SchoolReport school) {
        var telling = new SchoolText(school);
        telling.head();
        school.verdicts().forEach(telling::verdict);
        telling.rule();
        telling.indicators();
        telling.findings();
        telling.samples();
        telling.text.next(school.next());
        return telling.text;
    }

    private void head() {
        var place = place();
        text.line(
                "%s %s，%d 年%s".formatted(school.name(), school.code(), school.year(), place.zh()),
                "%s %s, %d%s".formatted(school.name(), school.code(), school.year(), place.en()));
        school.snapshot().tell(text);
        if (school.situation() != null && !school.situation().equals("open")) {
            text.line("状态：" + school.situation(), "situation: " + school.situation());
        } else if (school.note() == null
                && school.unitCode() != null
                && !school.unitCode().equals(school.code())) {
            text.line(
                    "不计校数的校区：学生和资源并入 " + school.unitCode() + "，在那里判定",
                    "a campus that does not count as a school: its students and resources are judged with "
                            + school.unitCode());
        }
        if (school.note() != null) {
            text.line(Tables.bilingual(school.note()));
        }
        size();
        campuses();
    }

    private void campuses() {
        if (school.campuses().isEmpty()) {
            return;
        }
        int students = school.campuses().stream()
                .mapToInt(campus -> campus.students() == null ? 0 : campus.students())
                .sum();
        var names = school.campuses().stream()
                .map(campus -> campus.code() + " " + campus.name())
                .toList();
        text.line(
                "并入 %d 个不计校数的校区，共 %d 人：%s".formatted(names.size(), students, String.join("、", names)),
                "%d campuses with %d students are counted with it: %s"
                        .formatted(names.size(), students, String.join(", ", names)));
    }

    /** Where a school stands: its county, or the lowest region where the census has no counties. */
    private Bilingual place() {
        var place = school.countyCode() != null
                ? new Bilingual("，所在县 " + school.countyCode(), ", county " + school.countyCode())
                : school.regionCode() != null
                        ? new Bilingual("，所在区域 " + school.regionCode(), ", region " + school.regionCode())
                        : Words.same("");
        return school.managerCode() == null || school.managerCode().equals(school.countyCode())
                ? place
                : new Bilingual(
                        place.zh() + "，由 " + school.managerCode() + " 管理",
                        place.en() + ", managed by " + school.managerCode());
    }

    private void size() {
        var figures = school.figures();
        var parts = new ArrayList<Bilingual>();
        if (figures.students() != null) {
            parts.add(new Bilingual("在校生 " + figures.students() + " 人", figures.students() + " students"));
        }
        stage(parts, "小学", "primary", figures.studentsPrimary(), figures.classesPrimary());
        stage(parts, "初中", "junior", figures.studentsJunior(), figures.classesJunior());
        if (figures.rooms().isEmpty()) {
            parts.add(new Bilingual("不在音乐、美术教室名册上", "on no list of music and art rooms"));
        } else {
            parts.add(new Bilingual(
                    "音乐教室 " + figures.rooms().getOrDefault("music", 0) + " 间，美术教室 "
                            + figures.rooms().getOrDefault("art", 0) + " 间",
                    figures.rooms().getOrDefault("music", 0) + " music and "
                            + figures.rooms().getOrDefault("art", 0) + " art rooms"));
        }
        text.line(new Bilingual(
                "规模：" + Words.joined("；", "; ", parts).zh(),
                "size: " + Words.joined("；", "; ", parts).en()));
    }

    private static void stage(List<Bilingual> parts, String zh, String en, Integer students, Integer classes) {
        if (students == null || classes == null) {
            return;
        }
        var average = classes == 0 ? "?" : Digits.of(Math.round(10.0 * students / classes) / 10.0);
        parts.add(new Bilingual(
                "%s %d 人 %d 个班，平均每班 %s 人".formatted(zh, students, classes, average),
                "%s %d in %d classes, %s a class".formatted(en, students, classes, average)));
    }

    private void verdict(StageVerdict verdict) {
        int all = verdict.met() + verdict.betweenFloorAndThreshold() + verdict.belowFloor() + verdict.unknown();
        var word = Words.status(verdict.verdict());
        var stage = Words.stage(verdict.stage());
        text.line(
                "%s：%s；%d 项中达标 %d 项，达到底线未达标 %d 项，低于底线 %d 项，未知 %d 项（%s）"
                        .formatted(
                                stage.zh().isEmpty() ? "全校" : stage.zh(),
                                word.zh(),
                                all,
                                verdict.met(),
                                verdict.betweenFloorAndThreshold(),
                                verdict.belowFloor(),
                                verdict.unknown(),
                                String.join("、", verdict.standards())),
                "%s: %s; of %d indicators %d met, %d between floor and threshold, %d below the floor, %d unknown (%s)"
                        .formatted(
                                stage.en().isEmpty() ? "whole school" : stage.en(),
                                word.en(),
                                all,
                                verdict.met(),
                                verdict.betweenFloorAndThreshold(),
                                verdict.belowFloor(),
                                verdict.unknown(),
                                String.join(", ", verdict.standards())));
    }

    private void rule() {
        if (!school.verdicts().isEmpty() && school.rule() != null) {
            text.line(
                    "一个学段通过：至少 %d 项达到标准，其余不低于标准的 %s"
                            .formatted(
                                    school.rule().minimumMet(),
                                    Digits.percent(school.rule().floorShare())),
                    "a stage passes with at least %d indicators met and the others at %s of their threshold or more"
                            .formatted(
                                    school.rule().minimumMet(),
                                    Digits.percent(school.rule().floorShare())));
        }
    }

    private void indicators() {
        var several = school.indicators().stream()
                        .map(Indicator::standards)
                        .distinct()
                        .count()
                > 1;
        text.cells(
                "各指标（值 = 比例 × 分子 / 学生数；还差 = 达到标准所需增加的分子；拆分比：共用设施归本学段的份额）",
                "Indicators (value = scale × numerator / students; needs = what the numerator lacks; share: what part of a shared facility falls to the stage)",
                List.of(
                        new Bilingual("学段", "stage"),
                        new Bilingual("项", "item"),
                        new Bilingual("指标", "indicator"),
                        new Bilingual("#比例", "scale"),
                        new Bilingual("#分子", "numerator"),
                        new Bilingual("#学生数", "students"),
                        new Bilingual("#值", "value"),
                        new Bilingual("#标准", "threshold"),
                        new Bilingual("#底线", "floor"),
                        new Bilingual("结论", "status"),
                        new Bilingual("#还差", "needs"),
                        new Bilingual("#拆分比", "share"),
                        new Bilingual(several ? "标准编号" : "", several ? "standard" : ""),
                        new Bilingual("说明", "note")),
                school.indicators().stream().map(each -> row(each, several)).toList());
    }

    private static List<Bilingual> row(Indicator each, boolean several) {
        var pair = each.value() == null || each.threshold() == null
                ? new Digits.Pair(Digits.of(each.value()), Digits.of(each.threshold()))
                : Digits.pair(each.value(), each.threshold());
        return List.of(
                Words.stage(each.stage()),
                Words.same(each.item()),
                each.title(),
                Words.same(Digits.of(each.scale())),
                Words.same(Digits.of(each.numerator())),
                Words.same(each.students() == null ? "" : each.students().toString()),
                Words.same(pair.value()),
                Words.same(pair.limit()),
                Words.same(Digits.of(each.floor())),
                Words.status(each.status()),
                Words.same(each.needed() == null ? "" : Digits.ofDistance(each.needed())),
                Words.same(Digits.of(each.share())),
                Words.same(several ? String.join(" ", each.standards()) : ""),
                each.note() == null ? Words.same("") : Words.same(each.note()));
    }

    private void findings() {
        var standing = school.findings().stream().filter(Finding::stands).toList();
        text.entries(
                "问题台账：未销号 " + standing.size() + " 条",
                "Ledger of problems: " + standing.size() + " stand",
                standing.stream().map(SchoolText::entry).toList());
        if (!standing.isEmpty() && standing.stream().allMatch(finding -> finding.measure() == null)) {
            text.line("以上问题都没有填报整改措施（schemas/findings）", "no measure is reported for any of these (schemas/findings)");
        }
        if (standing.isEmpty()) {
            text.line("问题台账：没有未销号的问题", "ledger of problems: none stands");
        }
        long closed = school.findings().size() - standing.size();
        if (closed > 0) {
            text.line("已销号 " + closed + " 条（--format json 列出）", closed + " are closed (--format json lists them)");
        }
    }

    private static Entry entry(Finding finding) {
        var whose = new ArrayList<Bilingual>();
        whose.add(figures(finding));
        whose.add(new Bilingual("条款：" + finding.clause(), "clause " + finding.clause()));
        if (finding.responsibleUnit() != null) {
            whose.add(new Bilingual("责任单位：" + finding.responsibleUnit(), "responsible: " + finding.responsibleUnit()));
        }
        if (finding.measure() != null) {
            whose.add(new Bilingual("整改措施：" + finding.measure(), "measure: " + finding.measure()));
        }
        if (finding.evidenceRef() != null) {
            whose.add(new Bilingual("佐证：" + finding.evidenceRef(), "evidence: " + finding.evidenceRef()));
        }
        var details = List.of(Words.joined("；", "; ", whose));
        var due = finding.dueYear() == null
                ? Words.same("")
                : Bilingual.format("，期限 %d 年", ", due %d", finding.dueYear());
        var state = Words.state(finding.state());
        return new Entry(
                List.of(
                        Words.same(finding.standard()),
                        Words.same(finding.rule()),
                        Words.stage(finding.stage()),
                        new Bilingual(
                                state.zh() + "，" + finding.firstYear() + " 年起" + due.zh(),
                                state.en() + " since " + finding.firstYear() + due.en())),
                finding.title(),
                details);
    }

    private static Bilingual figures(Finding finding) {
        if (finding.observed() == null || finding.required() == null) {
            return Words.same("");
        }
        var pair = Digits.pair(finding.observed(), finding.required());
        var unit = "个".equals(finding.unit())
                ? new Bilingual(" 个超标的班", " classes beyond the limit")
                : Words.unit(finding.unit());
        return new Bilingual(
                "实测 " + pair.value() + "，要求 " + pair.limit() + unit.zh(),
                "observed " + pair.value() + ", required " + pair.limit() + unit.en());
    }

    private void samples() {
        if (school.inspectionSamples().isEmpty()) {
            text.line("督导抽查：不在 " + school.year() + " 年的名单上", "inspection: not in the sample of " + school.year());
        }
        for (var sample : school.inspectionSamples()) {
            var last = sample.lastInspectedYear() == null
                    ? new Bilingual("此前未抽到", "never before")
                    : Bilingual.format("上次 %d 年", "last in %d", sample.lastInspectedYear());
            text.line(
                    "督导抽查：在 %s 的 %d 年名单上（%s；层 %s；%s）"
                            .formatted(
                                    sample.plan(),
                                    sample.year(),
                                    sample.origin().equals("history") ? "历史名单" : "抽取，种子 " + sample.seed(),
                                    sample.stratum(),
                                    last.zh()),
                    "inspection: in the sample of %s for %d (%s; stratum %s; %s)"
                            .formatted(
                                    sample.plan(),
                                    sample.year(),
                                    sample.origin().equals("history")
                                            ? "kept from the history"
                                            : "drawn, seed " + sample.seed(),
                                    sample.stratum(),
                                    last.en()));
        }
    }
}
