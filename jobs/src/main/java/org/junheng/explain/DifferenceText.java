package org.junheng.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junheng.explain.DifferenceReport.Change;
import org.junheng.explain.DifferenceReport.IndicatorDifference;
import org.junheng.explain.DifferenceReport.MovedSchool;
import org.junheng.explain.DifferenceReport.Side;
import org.junheng.terms.Bilingual;

/** A difference in words. */
final class DifferenceText {
    /** Columns of table {@code equity} to put beside each other where several indicators are shown. */
    private static final List<String> SHOWN = List.of("gini", "theil_t", "p10", "p90", "share_of_schools_meeting");

    private static final Map<String, Bilingual> MEASURES = measures();

    private final DifferenceReport report;
    private final boolean years;
    private final boolean one;
    private final Text text = new Text();
    /** What stands between the figures of both sides: only one of years became the other. */
    private final String joiner;

    private final Bilingual from;
    private final Bilingual to;

    DifferenceText(DifferenceReport report, Comparer.Selection selection) {
        this.report = report;
        this.years = report.kind().equals("years");
        this.joiner = years ? " → " : " | ";
        this.one = selection.indicator().isPresent();
        this.from = heading(report.from(), report.to());
        this.to = heading(report.to(), report.from());
    }

    /** What tells a side from the other. */
    private Bilingual heading(Side side, Side other) {
        return Words.same(
                years ? String.valueOf(side.year()) : side.name().equals(other.name()) ? side.code() : side.name());
    }

    Text text() {
        beginning();
        for (var stage : stages()) {
            var indicators = report.indicators().stream()
                    .filter(each -> each.stage().equals(stage))
                    .toList();
            text.heading(stageName(stage).zh(), stageName(stage).en());
            changes(
                    "均值之差从何而来（" + (years ? "份额—变动分解" : "组成与组内水平，Kitagawa 分解") + "，各项之和等于差）",
                    "Where the difference of the means comes from ("
                            + (years ? "shift-share" : "composition and rates, Kitagawa") + "; the parts sum to it)",
                    indicators,
                    IndicatorDifference::mean,
                    "X̄",
                    false);
            changes(
                    "差异系数之差从何而来（CV² 的夏普利分解，除以两个 CV 之和，各项之和等于差）",
                    "Where the difference of the CVs comes from (Shapley's parts of CV², divided by the sum of both CVs; the parts sum to it)",
                    indicators,
                    IndicatorDifference::cv,
                    "CV",
                    true);
            if (years) {
                flows(indicators);
                moved(
                        "对均值影响最大的学校",
                        "Schools that moved the mean most",
                        indicators,
                        each -> each.schools().movedMean(),
                        true);
                if (one) {
                    moved(
                            "对 CV² 影响最大的学校",
                            "Schools that moved the squared CV most",
                            indicators,
                            each -> each.schools().movedCv2(),
                            false);
                }
            } else {
                groups(indicators);
            }
            if (one) {
                indicators.forEach(this::allMeasures);
            } else {
                someMeasures(indicators);
            }
        }
        rest();
        text.next(report.next());
        return text;
    }

    private static String named(Side side) {
        return side.name().equals(side.code()) ? side.code() : side.name() + " " + side.code();
    }

    private void beginning() {
        var a = report.from();
        var b = report.to();
        if (years) {
            text.line(
                    "%s：%d 年与 %d 年比较".formatted(named(b), a.year(), b.year()),
                    "%s: %d compared with %d".formatted(named(b), a.year(), b.year()));
            if (!a.code().equals(b.code())) {
                text.line(
                        "%d 年的代码与名称为 %s %s".formatted(a.year(), a.code(), a.name()),
                        "in %d its code and name were %s %s".formatted(a.year(), a.code(), a.name()));
            }
        } else {
            text.line(
                    "%d 年：%s 与 %s 比较".formatted(b.year(), named(a), named(b)),
                    "%d: %s compared with %s".formatted(b.year(), named(a), named(b)));
        }
        report.snapshot().tell(text);
        var basis = report.basis();
        text.line(
                "标准 " + basis.standard() + "；" + basis.place().zh() + "；权重为学生数；差 = " + to.zh() + " − " + from.zh(),
                "standard " + basis.standard() + "; " + basis.place().en() + "; weights are students; difference = "
                        + to.en() + " − " + from.en());
        if (!basis.switches().isEmpty()) {
            var switches = basis.switches().stream()
                    .map(each -> new Bilingual(
                            each.name() + "=" + each.setting() + (each.confirmed() ? "" : "（来源未确认）"),
                            each.name() + "=" + each.setting()
                                    + (each.confirmed() ? "" : " (unconfirmed by the source)")))
                    .toList();
            var all = Words.joined("；", "; ", switches);
            text.line("所取读法：" + all.zh(), "readings taken: " + all.en());
        }
        if (!basis.others().isEmpty()) {
            var names = String.join(", ", basis.others());
            text.line("也可按 --standard 比较：" + names, "can also be compared by --standard: " + names);
        }
        report.breaks().forEach(text::line);
        agreement();
        leftOut();
    }

    private void agreement() {
        if (report.indicators().isEmpty()) {
            return;
        }
        var others = report.indicators().stream()
                .filter(each -> !each.mean().agrees() || !each.cv2().agrees())
                .map(each -> each.stage() + " " + each.indicator())
                .toList();
        if (others.isEmpty()) {
            text.line(
                    "由 school_indicator 逐校重算，均值与差异系数都与表 equity 一致（1e-9 以内）",
                    "worked out again from the schools in school_indicator, all means and CVs are those of table equity (to 1e-9)");
        } else {
            var names = String.join(", ", others);
            text.line(
                    "※ 由 school_indicator 逐校重算，与表 equity 不一致：" + names,
                    "※ worked out again from the schools in school_indicator these are not as in table equity: "
                            + names);
        }
    }

    private void leftOut() {
        int missing = 0;
        for (var each : report.indicators()) {
            missing += each.from().excludedMissing() + each.to().excludedMissing();
        }
        if (missing > 0) {
            text.line(
                    "※ 有学校缺数据而未计入（「缺数据」列为其数目），其变动不在下列分解之内",
                    "※ schools with missing data are left out (column 'missing' has their number): what they did is in none of the parts below");
        }
        if (!report.notCompared().isEmpty()) {
            text.cells(
                    "无法比较的指标",
                    "Indicators that cannot be compared",
                    List.of(
                            new Bilingual("学段", "stage"),
                            new Bilingual("指标", "indicator"),
                            new Bilingual("原因", "reason")),
                    report.notCompared().stream()
                            .map(each -> List.of(stageName(each.stage()), each.title(), each.reason()))
                            .toList());
        }
    }

    private Set<String> stages() {
        var stages = new TreeSet<String>(Comparator.reverseOrder());
        report.indicators().forEach(each -> stages.add(each.stage()));
        return stages;
    }

    private static Bilingual stageName(String stage) {
        return stage.equals("all") ? new Bilingual("全部学段", "all stages") : Words.stage(stage);
    }

    private static Bilingual indicatorName(IndicatorDifference indicator) {
        return indicatorName(indicator.item(), indicator.title());
    }

    private static Bilingual indicatorName(String item, Bilingual title) {
        var number = item == null ? "" : item + " ";
        return new Bilingual(number + title.zh(), number + title.en());
    }

    private Bilingual component(String id) {
        return switch (id) {
            case "staying_values" -> new Bilingual("留存学校自身", "staying schools");
            case "staying_weights" -> new Bilingual("学生移动", "students moving");
            case "openings" -> new Bilingual("仅" + to.zh(), "only in " + to.en());
            case "closings" -> new Bilingual("仅" + from.zh(), "only in " + from.en());
            case "composition" -> new Bilingual("学生组成", "composition");
            case "rates" -> new Bilingual("同类学校水平", "rates");
            case "group_shares" -> new Bilingual("学生组成", "composition");
            case "group_means" -> new Bilingual("各类水平", "means of groups");
            case "within_groups" -> new Bilingual("类内差异", "within groups");
            default -> Words.same(id);
        };
    }

    private void changes(
            String zh,
            String en,
            List<IndicatorDifference> indicators,
            Function<IndicatorDifference, Change> which,
            String symbol,
            boolean limits) {
        var headings = new ArrayList<>(List.of(
                new Bilingual("指标", "indicator"),
                number(symbol + " " + from.zh(), symbol + " " + from.en()),
                number(symbol + " " + to.zh(), symbol + " " + to.en()),
                number("差", "difference")));
        var components = which.apply(indicators.get(0)).components();
        components.forEach(each -> {
            var name = component(each.component());
            headings.add(number(name.zh(), name.en()));
        });
        if (limits) {
            headings.add(number("限值", "limit"));
            headings.add(new Bilingual("结论", "status"));
        } else {
            headings.add(number("缺数据", "missing"));
        }
        headings.add(new Bilingual("说明", "note"));
        var rows = new ArrayList<List<Bilingual>>();
        for (var indicator : indicators) {
            var change = which.apply(indicator);
            var row = new ArrayList<>(List.of(
                    indicatorName(indicator),
                    Words.same(Digits.of(change.from())),
                    Words.same(Digits.of(change.to())),
                    signed(change.difference())));
            change.components().forEach(each -> row.add(signed(each.value())));
            if (limits) {
                row.add(Words.same(Digits.of(indicator.to().cvLimit())));
                row.add(pair(
                        status(indicator.from().cvStatus()),
                        status(indicator.to().cvStatus())));
            } else {
                row.add(missing(indicator));
            }
            row.add(change.reason() == null ? Words.same("") : change.reason());
            rows.add(row);
        }
        text.cells(zh, en, headings, rows);
    }

    private Bilingual missing(IndicatorDifference indicator) {
        int before = indicator.from().excludedMissing();
        int after = indicator.to().excludedMissing();
        return before + after == 0 ? Words.same("") : pair(String.valueOf(before), String.valueOf(after));
    }

    private static Bilingual number(String zh, String en) {
        return new Bilingual("#" + zh, "#" + en);
    }

    private static Bilingual signed(Double value) {
        var digits = Digits.of(value);
        return Words.same(value == null || value <= 0 || digits.equals("0") ? digits : "+" + digits);
    }

    private static Bilingual status(String id) {
        return id == null ? Words.same("") : Words.status(id);
    }

    /** Both of a pair, or one where they are the same. */
    private Bilingual pair(Bilingual before, Bilingual after) {
        return before.equals(after)
                ? after
                : new Bilingual(joined(before.zh(), after.zh()), joined(before.en(), after.en()));
    }

    private Bilingual pair(String before, String after) {
        return Words.same(joined(before, after));
    }

    private String joined(String before, String after) {
        return (before.isEmpty() ? "—" : before) + joiner + (after.isEmpty() ? "—" : after);
    }

    /** How many schools stayed, came and went: a line for the indicators of which it is the same. */
    private void flows(List<IndicatorDifference> indicators) {
        var flows = new LinkedHashMap<List<Bilingual>, List<String>>();
        for (var indicator : indicators) {
            var schools = indicator.schools();
            flows.computeIfAbsent(
                            List.of(
                                    Words.same(String.valueOf(schools.staying())),
                                    Words.same(schools.recoded() == 0 ? "" : String.valueOf(schools.recoded())),
                                    causes(schools.onlyAfter(), true),
                                    causes(schools.onlyBefore(), false)),
                            each -> new ArrayList<>())
                    .add(indicator.item() == null ? indicator.indicator() : indicator.item());
        }
        text.cells(
                "学校",
                "Schools",
                List.of(
                        new Bilingual("指标", "indicators"),
                        number("留存", "in both years"),
                        number("其中换码", "under another code"),
                        new Bilingual("仅" + to.zh(), "only in " + to.en()),
                        new Bilingual("仅" + from.zh(), "only in " + from.en())),
                flows.entrySet().stream()
                        .map(each -> {
                            var row = new ArrayList<Bilingual>();
                            row.add(Words.same(String.join(" ", each.getValue())));
                            row.addAll(each.getKey());
                            return (List<Bilingual>) row;
                        })
                        .toList());
    }

    private Bilingual causes(Map<String, Integer> causes, boolean opening) {
        int total = causes.values().stream().mapToInt(Integer::intValue).sum();
        if (total == 0) {
            return Words.same("0");
        }
        var parts = causes.entrySet().stream()
                .map(each -> {
                    var cause = cause(each.getKey(), opening);
                    return new Bilingual(cause.zh() + " " + each.getValue(), each.getValue() + " " + cause.en());
                })
                .toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        var all = Words.joined("，", ", ", parts);
        return new Bilingual(total + "（" + all.zh() + "）", total + " (" + all.en() + ")");
    }

    private Bilingual cause(String id, boolean opening) {
        var other = opening ? from : to;
        return switch (id) {
            case "elsewhere" -> new Bilingual(other.zh() + "年计入他处", "counted elsewhere in " + other.en());
            case "closed" -> new Bilingual(other.zh() + "年停办", "closed in " + other.en());
            case "merged" -> new Bilingual(other.zh() + "年已并校", "merged in " + other.en());
            case "without_value" -> new Bilingual(other.zh() + "年无此值", "without a value in " + other.en());
            case "quarantined" -> new Bilingual(other.zh() + "年行被隔离", "in quarantine in " + other.en());
            case "unreported" -> new Bilingual(other.zh() + "年应报未报", "expected and not reported in " + other.en());
            default -> new Bilingual(other.zh() + "年普查无此校", "not in the census of " + other.en());
        };
    }

    private void moved(
            String zh,
            String en,
            List<IndicatorDifference> indicators,
            Function<IndicatorDifference, List<MovedSchool>> which,
            boolean mean) {
        var rows = new ArrayList<List<Bilingual>>();
        for (var indicator : indicators) {
            var name = indicatorName(indicator);
            for (var school : which.apply(indicator)) {
                rows.add(List.of(
                        name,
                        Words.same(
                                school.codeBefore() == null
                                        ? school.schoolCode()
                                        : school.codeBefore() + " → " + school.schoolCode()),
                        Words.same(school.name() == null ? "" : school.name()),
                        pair(
                                school.studentsFrom() == null
                                        ? ""
                                        : school.studentsFrom().toString(),
                                school.studentsTo() == null
                                        ? ""
                                        : school.studentsTo().toString()),
                        pair(Digits.of(school.valueFrom()), Digits.of(school.valueTo())),
                        signed(mean ? school.mean() : school.cv2()),
                        school.cause() == null
                                ? Words.same("")
                                : cause(school.cause(), school.part().equals(YearDifference.OPENING))));
                name = Words.same("");
            }
        }
        text.cells(
                zh,
                en,
                List.of(
                        new Bilingual("指标", "indicator"),
                        new Bilingual("学校标识码", "school"),
                        new Bilingual("校名", "name"),
                        number("学生", "students"),
                        number("值", "value"),
                        mean ? number("对均值的影响", "adds to the mean") : number("对 CV² 的影响", "adds to CV²"),
                        new Bilingual("说明", "note")),
                rows);
    }

    private void groups(List<IndicatorDifference> indicators) {
        var by = indicators.stream().map(each -> each.groups().by()).collect(Collectors.toSet());
        var words = Words.joined(
                "、",
                ", ",
                by.stream()
                        .map(id -> switch (id) {
                            case "urban_rural" -> new Bilingual("城乡类别 × 学校规模", "urban-rural class × size");
                            case "ownership" ->
                                new Bilingual(
                                        "办别 × 学校规模（普查未报城乡类别）",
                                        "ownership × size (the census tells no urban-rural class)");
                            default ->
                                new Bilingual(
                                        "学校规模（普查未报城乡类别与办别）",
                                        "size (the census tells neither urban-rural class nor ownership)");
                        })
                        .toList());
        text.line(
                "分组：" + words.zh() + "；规模以两地学生居中者所在学校为界；仅一地有的组，其影响全部计为学生组成",
                "groups: " + words.en()
                        + "; a school is larger from that size on in which the middle student of both places learns; a group that only one place has adds to composition alone");
        if (!one) {
            return;
        }
        for (var indicator : indicators) {
            text.cells(
                    "各组（较大：不少于 " + indicator.groups().largeFrom() + " 名学生）",
                    "Groups (larger: " + indicator.groups().largeFrom() + " students and more)",
                    List.of(
                            new Bilingual("组", "group"),
                            number("学校 " + from.zh(), "schools " + from.en()),
                            number("学校 " + to.zh(), "schools " + to.en()),
                            number("学生 " + from.zh(), "students " + from.en()),
                            number("学生 " + to.zh(), "students " + to.en()),
                            number("X̄ " + from.zh(), "X̄ " + from.en()),
                            number("X̄ " + to.zh(), "X̄ " + to.en()),
                            number("学生组成", "composition"),
                            number("同类学校水平", "rates")),
                    indicator.groups().groups().stream()
                            .map(group -> List.of(
                                    group.title(),
                                    Words.same(String.valueOf(group.unitsFrom())),
                                    Words.same(String.valueOf(group.unitsTo())),
                                    Words.same(Digits.percent(group.shareFrom())),
                                    Words.same(Digits.percent(group.shareTo())),
                                    Words.same(group.meanFrom() == null ? "—" : Digits.of(group.meanFrom())),
                                    Words.same(group.meanTo() == null ? "—" : Digits.of(group.meanTo())),
                                    signed(group.composition()),
                                    signed(group.rates())))
                            .toList());
        }
    }

    /** Measures of several indicators, a line each. */
    private void someMeasures(List<IndicatorDifference> indicators) {
        var headings = new ArrayList<Bilingual>();
        headings.add(new Bilingual("指标", "indicator"));
        headings.add(number("学校数", "schools"));
        SHOWN.forEach(measure -> {
            var name = MEASURES.get(measure);
            headings.add(number(name.zh(), name.en()));
        });
        text.cells(
                "其他测度（" + from.zh() + joiner + to.zh() + "）",
                "Other measures (" + from.en() + joiner + to.en() + ")",
                headings,
                indicators.stream()
                        .map(indicator -> {
                            var row = new ArrayList<Bilingual>();
                            row.add(indicatorName(indicator));
                            row.add(pair(
                                    String.valueOf(indicator.from().units()),
                                    String.valueOf(indicator.to().units())));
                            SHOWN.forEach(measure -> row.add(measures(indicator, measure)));
                            return (List<Bilingual>) row;
                        })
                        .toList());
    }

    private Bilingual measures(IndicatorDifference indicator, String measure) {
        var before = shown(indicator.from().measures().get(measure), measure);
        var after = shown(indicator.to().measures().get(measure), measure);
        return before.isEmpty() && after.isEmpty() ? Words.same("") : pair(before, after);
    }

    private static String shown(Object value, String measure) {
        if (!(value instanceof Number number)) {
            return "";
        }
        return measure.startsWith("share_of") ? Digits.percent(number.doubleValue()) : Digits.of(number.doubleValue());
    }

    /** All measures of one indicator below each other. */
    private void allMeasures(IndicatorDifference indicator) {
        var rows = new ArrayList<List<Bilingual>>();
        MEASURES.forEach((measure, name) -> {
            var before = indicator.from().measures().get(measure);
            var after = indicator.to().measures().get(measure);
            if (before instanceof Number || after instanceof Number) {
                boolean both = before instanceof Number && after instanceof Number;
                double difference = both ? ((Number) after).doubleValue() - ((Number) before).doubleValue() : 0;
                rows.add(List.of(
                        name,
                        Words.same(shown(before, measure)),
                        Words.same(shown(after, measure)),
                        !both
                                ? Words.same("")
                                : measure.startsWith("share_of") ? points(difference) : signed(difference)));
            }
        });
        text.cells(
                "全部测度：" + indicatorName(indicator).zh(),
                "All measures: " + indicatorName(indicator).en(),
                List.of(
                        new Bilingual("测度", "measure"),
                        number(from.zh(), from.en()),
                        number(to.zh(), to.en()),
                        number("差", "difference")),
                rows);
    }

    private static Bilingual points(double difference) {
        var points = (difference > 0 ? "+" : "") + Digits.percent(difference).replace(" %", "");
        return new Bilingual(points + " 个百分点", points + " points");
    }

    private void rest() {
        if (report.verdicts().isEmpty()
                && report.countyVerdicts().isEmpty()
                && report.schoolVerdicts().isEmpty()
                && report.items().isEmpty()
                && report.ranks().isEmpty()
                && report.gaps().isEmpty()) {
            return;
        }
        text.heading("判定、名次与差距", "Verdicts, ranks and gaps");
        text.cells(
                "县级判定（* 仅依据资源配置）",
                "Verdict on the county (* on resources alone)",
                List.of(new Bilingual("标准", "standard"), from, to),
                report.verdicts().stream()
                        .map(each -> List.of(
                                Words.same(each.standard()),
                                verdict(each.from(), each.fromBasis()),
                                verdict(each.to(), each.toBasis())))
                        .toList());
        text.cells(
                "所辖各县的判定（县数）",
                "Verdicts on the counties in it (how many)",
                List.of(
                        new Bilingual("标准", "standard"),
                        new Bilingual("判定", "verdict"),
                        number(from.zh(), from.en()),
                        number(to.zh(), to.en())),
                report.countyVerdicts().stream()
                        .map(each -> List.of(
                                Words.same(each.standard()),
                                Words.status(each.verdict()),
                                Words.same(String.valueOf(each.from())),
                                Words.same(String.valueOf(each.to()))))
                        .toList());
        text.cells(
                "学校判定（学校 × 学段）",
                "Verdicts on schools (school × stage)",
                List.of(
                        new Bilingual("学段", "stage"),
                        new Bilingual("判定", "verdict"),
                        number(from.zh(), from.en()),
                        number(to.zh(), to.en())),
                report.schoolVerdicts().stream()
                        .map(each -> List.of(
                                stageName(each.stage()),
                                Words.status(each.verdict()),
                                Words.same(String.valueOf(each.from())),
                                Words.same(String.valueOf(each.to()))))
                        .toList());
        if (years) {
            items();
        }
        text.cells(
                "名次（最好可能至最差可能 / 参加排名数）",
                "Ranks (best to worst possible / of how many)",
                List.of(
                        new Bilingual("学段", "stage"),
                        new Bilingual("指标", "indicator"),
                        new Bilingual("按", "by"),
                        from,
                        to),
                report.ranks().stream()
                        .map(each -> List.of(
                                stageName(each.stage()),
                                each.title(),
                                each.measure().equals("mean")
                                        ? new Bilingual("水平", "level")
                                        : new Bilingual("均衡", "spread"),
                                rank(each.lowFrom(), each.highFrom(), each.rankedFrom()),
                                rank(each.lowTo(), each.highTo(), each.rankedTo())))
                        .toList());
        text.cells(
                "两组之比",
                "Ratios of two groups",
                List.of(
                        new Bilingual("学段", "stage"),
                        new Bilingual("指标", "indicator"),
                        new Bilingual("两组", "groups"),
                        number(from.zh(), from.en()),
                        number(to.zh(), to.en())),
                report.gaps().stream()
                        .map(each -> List.of(
                                stageName(each.stage()),
                                each.title(),
                                Words.same(each.groupA() + " / " + each.groupB()),
                                Words.same(Digits.of(each.ratioFrom())),
                                Words.same(Digits.of(each.ratioTo()))))
                        .toList());
    }

    private void items() {
        if (!report.verdicts().isEmpty() && report.items().isEmpty()) {
            text.line("没有条目的结论改变", "no item came to something else");
        }
        text.cells(
                "结论改变的条目（" + report.basis().standard() + "）",
                "Items that came to something else (" + report.basis().standard() + ")",
                List.of(
                        new Bilingual("条目", "item"),
                        new Bilingual("学段", "stage"),
                        from,
                        to,
                        number("观测值", "observed"),
                        number("要求", "required"),
                        new Bilingual("内容", "what")),
                report.items().stream()
                        .map(each -> List.of(
                                Words.same(each.item()),
                                each.stage().equals("all") ? Words.same("") : Words.stage(each.stage()),
                                each.from() == null ? Words.same("—") : Words.status(each.from()),
                                each.to() == null ? Words.same("—") : Words.status(each.to()),
                                each.observedFrom() == null && each.observedTo() == null
                                        ? Words.same("")
                                        : pair(Digits.of(each.observedFrom()), Digits.of(each.observedTo())),
                                Words.same(Digits.of(each.required())),
                                each.title()))
                        .toList());
    }

    private static Bilingual verdict(String verdict, String basis) {
        if (verdict == null) {
            return Words.same("—");
        }
        var word = Words.status(verdict);
        var mark = basis == null || basis.equals("full") || verdict.equals("not_applicable") ? "" : "*";
        return new Bilingual(word.zh() + mark, word.en() + mark);
    }

    private static Bilingual rank(Integer low, Integer high, Integer ranked) {
        return Words.same(low == null ? "—" : (low.equals(high) ? low.toString() : low + "–" + high) + " / " + ranked);
    }

    private static Map<String, Bilingual> measures() {
        var measures = new LinkedHashMap<String, Bilingual>();
        measures.put("units", new Bilingual("学校数", "schools"));
        measures.put("students", new Bilingual("学生数", "students"));
        measures.put("excluded", new Bilingual("未计的学校", "schools left out"));
        measures.put("resource", new Bilingual("资源总量", "resource"));
        measures.put("mean", new Bilingual("均值", "mean"));
        measures.put("sd", new Bilingual("标准差", "standard deviation"));
        measures.put("cv", new Bilingual("差异系数", "CV"));
        measures.put("gini", new Bilingual("基尼系数", "Gini"));
        measures.put("theil_t", new Bilingual("泰尔T", "Theil T"));
        measures.put("theil_l", new Bilingual("泰尔L", "Theil L"));
        measures.put("atkinson_05", new Bilingual("阿特金森 0.5", "Atkinson 0.5"));
        measures.put("atkinson_1", new Bilingual("阿特金森 1", "Atkinson 1"));
        measures.put("mcloone", new Bilingual("麦克伦", "McLoone"));
        measures.put("verstegen", new Bilingual("弗斯特根", "Verstegen"));
        for (var percent : List.of("05", "10", "25", "50", "75", "90", "95")) {
            measures.put("p" + percent, Words.same("P" + percent.replaceFirst("^0", "")));
        }
        measures.put("p90_p10", Words.same("P90 / P10"));
        measures.put("federal_range_ratio", new Bilingual("联邦极差比", "federal range ratio"));
        measures.put("min", new Bilingual("最小值", "least"));
        measures.put("max", new Bilingual("最大值", "greatest"));
        measures.put("mean_unweighted", new Bilingual("均值（每校计一次）", "mean, unweighted"));
        measures.put("cv_unweighted", new Bilingual("差异系数（每校计一次）", "CV, unweighted"));
        measures.put("share_of_schools_meeting", new Bilingual("达标学校", "schools meeting"));
        measures.put("share_of_students_in_schools_meeting", new Bilingual("达标学校的学生", "students in schools meeting"));
        return measures;
    }
}
