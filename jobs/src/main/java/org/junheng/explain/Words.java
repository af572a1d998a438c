package org.junheng.explain;

import java.util.List;
import java.util.Map;
import org.junheng.terms.Bilingual;

/** Ids of the published tables in words. */
final class Words {
    private static final Map<String, Bilingual> STATUSES = Map.of(
            "pass", new Bilingual("通过", "pass"),
            "fail", new Bilingual("不通过", "fail"),
            "cannot_say", new Bilingual("无法判断", "cannot say"),
            "not_applicable", new Bilingual("不适用", "not applicable"));

    private static final Map<String, Bilingual> STAGES = Map.of(
            "primary", new Bilingual("小学", "primary"),
            "junior", new Bilingual("初中", "junior"),
            "all", new Bilingual("", ""));

    private static final Map<String, Bilingual> LEVELS = Map.of(
            "nation", new Bilingual("国家", "nation"),
            "province", new Bilingual("省", "province"),
            "city", new Bilingual("市", "city"));

    private static final Map<String, Bilingual> STATES = Map.ofEntries(
            Map.entry("open", new Bilingual("未销号", "open")),
            Map.entry("overdue", new Bilingual("逾期未销号", "overdue")),
            Map.entry("closed", new Bilingual("已销号", "closed")),
            Map.entry("quarantined", new Bilingual("已报而被隔离", "in quarantine")),
            Map.entry("unreported", new Bilingual("未报", "not reported")),
            Map.entry("achieved", new Bilingual("已达到", "achieved")),
            Map.entry("on_track", new Bilingual("按期", "on track")),
            Map.entry("at_risk", new Bilingual("有风险", "at risk")),
            Map.entry("off_track", new Bilingual("脱期", "off track")),
            Map.entry("missed", new Bilingual("已逾期", "missed")),
            Map.entry("fell_back", new Bilingual("退步", "fell back")),
            Map.entry("cannot_say", new Bilingual("无法判断", "cannot say")));

    private static final Map<String, Bilingual> STEPS = Map.of(
            "self_evaluation", new Bilingual("县级自评", "county self-evaluation"),
            "city_review", new Bilingual("市级复核", "city review"),
            "provincial_assessment", new Bilingual("省级评估", "provincial assessment"),
            "national_recognition", new Bilingual("国家认定", "national recognition"));

    /** Tables hold units in Chinese. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("人", "persons"),
            Map.entry("个", ""),
            Map.entry("元", "yuan"),
            Map.entry("元/生", "yuan per pupil"),
            Map.entry("元/月", "yuan a month"),
            Map.entry("平方米", "m²"),
            Map.entry("平方米/生", "m² per student"),
            Map.entry("间", "rooms"),
            Map.entry("间/百名学生", "rooms per 100 students"),
            Map.entry("人/百名学生", "teachers per 100 students"),
            Map.entry("所", "schools"),
            Map.entry("次", "times"),
            Map.entry("年", "(year)"),
            Map.entry("月", "(month)"),
            Map.entry("等级", "(grade)"),
            Map.entry("个/千人", "per 1,000 persons"));

    private Words() {}

    static Bilingual status(String id) {
        return of(STATUSES, id);
    }

    static Bilingual stage(String id) {
        return of(STAGES, id);
    }

    static Bilingual level(String id) {
        return of(LEVELS, id);
    }

    static Bilingual state(String id) {
        return of(STATES, id);
    }

    static Bilingual step(String id) {
        return of(STEPS, id);
    }

    /** A unit to write after a figure, with the space before it; nothing where it has no dimension. */
    static Bilingual unit(String unit) {
        if (unit == null || unit.equals("1")) {
            return new Bilingual("", "");
        }
        var english = UNITS.getOrDefault(unit, unit);
        return new Bilingual(" " + unit, english.isEmpty() ? "" : " " + english);
    }

    /** Texts one after the other, each language with its own separator. */
    static Bilingual joined(String separatorZh, String separatorEn, List<Bilingual> texts) {
        return new Bilingual(
                String.join(
                        separatorZh,
                        texts.stream()
                                .map(Bilingual::zh)
                                .filter(text -> !text.isEmpty())
                                .toList()),
                String.join(
                        separatorEn,
                        texts.stream()
                                .map(Bilingual::en)
                                .filter(text -> !text.isEmpty())
                                .toList()));
    }

    static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    private static Bilingual of(Map<String, Bilingual> words, String id) {
        return words.getOrDefault(id, same(String.valueOf(id)));
    }
}
