package org.junheng.trend.roadmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Roadmap;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/** Tells what a state rests on, in Chinese and English. */
final class RoadmapReason {
    private static final int MOST_NAMED = 6;

    private final Roadmap roadmap;
    private final List<Bilingual> parts = new ArrayList<>();

    private RoadmapReason(Roadmap roadmap) {
        this.roadmap = roadmap;
    }

    /**
     * Of a county.
     *
     * @param target its target year, or null with the reason; null itself where the plan says nothing of the county
     */
    static Bilingual of(Roadmap roadmap, CountyStanding standing, Limit.Value target) {
        var reason = new RoadmapReason(roadmap);
        reason.target(target, standing.place().censusOfTarget());
        reason.ground(standing);
        return reason.text();
    }

    /** Of a share of counties. */
    static Bilingual of(Roadmap roadmap, QuotaStanding standing, Roadmap.Quota quota, int lastYear, Integer census) {
        var reason = new RoadmapReason(roadmap);
        reason.target(quota.due(), census);
        reason.quota(standing, quota, lastYear);
        return reason.text();
    }

    private Bilingual text() {
        return new Bilingual(
                parts.stream().map(Bilingual::zh).collect(Collectors.joining("；")),
                parts.stream().map(Bilingual::en).collect(Collectors.joining("; ")));
    }

    private void add(String zh, String en, Object... arguments) {
        parts.add(new Bilingual(String.format(Locale.ROOT, zh, arguments), String.format(Locale.ROOT, en, arguments)));
    }

    private void target(Limit.Value target, Integer census) {
        if (census != null) {
            add(
                    "目标%1$s年，看%2$d年普查（%3$s）",
                    "target %1$s, shown by the census of %2$d (%4$s)",
                    target.value().toPlainString(),
                    census,
                    roadmap.census().meaning().zh(),
                    roadmap.census().meaning().en());
        } else if (target != null && target.reason() != null) {
            add(
                    "没有目标年：%1$s",
                    "no target year: %2$s",
                    target.reason().zh(),
                    target.reason().en());
        } else {
            add("方案未给该县目标年", "the plan sets no year for it");
        }
    }

    private void ground(CountyStanding standing) {
        var place = standing.place();
        var achievement = place.achievement();
        if (achievement != null) {
            achieved(achievement, place.censusOfTarget());
            if (achievement.fellBack()) {
                add("最近的判定为不通过", "its latest verdict is a fail");
                deciding(standing);
                failing(place);
            }
            return;
        }
        if (place.pseudo()) {
            add("功能区没有国家代码，不作国家认定", "a functional zone without a national code gets no verdict");
            return;
        }
        if (!place.inCensus()) {
            add(
                    "%1$d年普查中没有该县的判定，也没有认定记录",
                    "the census of %1$d has no verdict on it, and no recognition is on record", place.lastYear());
            return;
        }
        if (standing.state() == RoadmapState.MISSED) {
            add(
                    "目标年的普查已有，但没有认定记录，完整判定也未通过",
                    "the census of its target is there; no recognition is on record and no full verdict passes");
        }
        if (place.resourcesPass()) {
            add(
                    "%1$d年仅资源配置达标，不算达到；如已认定，请记入 schemas/recognitions",
                    "in %1$d it passes on resources alone, which is not achieved; if it was recognised, enter that in schemas/recognitions",
                    place.lastYear());
        }
        deciding(standing);
        gaps(place);
        elsewhere(place);
    }

    private void achieved(Achievement achievement, Integer census) {
        if (achievement.basis() == Achievement.Basis.RECOGNITION) {
            add("%1$d年获认定", "recognised for %1$d", achievement.year());
        } else {
            add("%1$d年起完整判定通过", "the full verdict passes since %1$d", achievement.year());
        }
        if (census != null && achievement.year() > census) {
            add("比目标晚%1$d年", "%1$d year(s) after its target", achievement.year() - census);
        }
    }

    private void deciding(CountyStanding standing) {
        var item = standing.deciding();
        if (item == null) {
            return;
        }
        var place = standing.place();
        var name = item.name();
        add("决定条目：%1$s", "deciding item: %2$s", name.zh(), name.en());
        if (item.observed() != null && item.required() != null) {
            add(
                    "%1$d年为%2$s，要求%3$s",
                    "%2$s in %1$d, required %3$s", place.lastYear(), figure(item.observed()), figure(item.required()));
        }
        if (item.gap() != null) {
            return;
        }
        var projection = item.projection();
        add(
                "达到的年份：最早%1$s，预测%2$s，最迟%3$s",
                "reached: earliest %4$s, forecast %5$s, latest %6$s",
                zh(projection.earliest()),
                zh(projection.central()),
                zh(projection.latest()),
                en(projection.earliest()),
                en(projection.central()),
                en(projection.latest()));
        pace(item, place);
        if (standing.state() == RoadmapState.CANNOT_SAY && place.gaps().isEmpty() && place.censusOfTarget() != null) {
            add("答案落在回测检验过的最长期限之外，不作判断（C20）", "the answer lies beyond the longest horizon that back-tests cover (C20)");
        }
    }

    private void pace(Item item, CountyStanding.Place place) {
        if (!item.fails() || item.observed() == null || place.censusOfTarget() == null) {
            return;
        }
        int years = place.censusOfTarget() - place.lastYear();
        if (years > 0) {
            add(
                    "按期每年需变化%1$s",
                    "to be in time it must change by %1$s a year", signed((item.required() - item.observed()) / years));
        }
        if (item.senSlope() != null) {
            add("泰尔—森斜率为每年%1$s", "Theil–Sen slope %1$s a year", signed(item.senSlope()));
        }
    }

    private void gaps(CountyStanding.Place place) {
        if (place.gaps().isEmpty()) {
            return;
        }
        var reasons = place.gaps().stream()
                .collect(Collectors.groupingBy(Item::gap, java.util.LinkedHashMap::new, Collectors.toList()));
        reasons.forEach((why, items) -> add(
                "未作预测（%1$s）：%3$s",
                "not projected (%2$s): %4$s",
                why.zh(),
                why.en(),
                inChinese(named(items, item -> item.item() + " " + item.stage().id())),
                named(items, item -> item.item() + " " + item.stage().id())));
    }

    private void elsewhere(CountyStanding.Place place) {
        add("只预测普查可算的部分（资源配置、大班额）", "projected on the census part alone (resources, large classes)");
        failing(place);
    }

    private void failing(CountyStanding.Place place) {
        if (!place.failingElsewhere().isEmpty()) {
            var listed = named(place.failingElsewhere(), item -> item);
            add("其余条目现有不通过：%1$s", "other items that fail now: %2$s", inChinese(listed), listed);
        }
    }

    private void quota(QuotaStanding standing, Roadmap.Quota quota, int lastYear) {
        int counties = standing.counties().size();
        add(
                "%1$d个县的%2$s即%3$d个，已达到%4$d个",
                "%2$s of %1$d counties is %3$d; %4$d have reached it",
                counties,
                percent(quota),
                standing.needed(),
                standing.achieved().size());
        if (!standing.achieved().isEmpty()) {
            var zh = named(
                    standing.achieved(),
                    member -> member.name() + member.achievement().year());
            add("（%1$s）", "(%1$s)", zh);
        }
        var back = standing.achieved().stream()
                .filter(member -> member.achievement().fellBack())
                .toList();
        if (!back.isEmpty()) {
            add("其中退步：%1$s", "of these fell back: %1$s", named(back, QuotaStanding.Member::name));
        }
        if (standing.state() == RoadmapState.ACHIEVED) {
            return;
        }
        long absent = standing.counties().stream()
                .filter(member -> !member.inCensus() && !member.counts())
                .count();
        if (absent > 0) {
            add(
                    "%1$d个县不在%2$d年普查中，也没有认定记录",
                    "%1$d counties are not in the census of %2$d and have no recognition on record", absent, lastYear);
        }
        var projection = standing.projection();
        if (projection.central().year() != null) {
            add(
                    "第%1$d个县的资源配置预计达标：最早%2$s，预测%3$s，最迟%4$s",
                    "county number %1$d is projected to meet the census part: earliest %5$s, forecast %6$s, latest %7$s",
                    standing.needed(),
                    zh(projection.earliest()),
                    zh(projection.central()),
                    zh(projection.latest()),
                    en(projection.earliest()),
                    en(projection.central()),
                    en(projection.latest()));
        }
    }

    /** A list of items with their stages in Chinese. */
    private static String inChinese(String items) {
        var text = items;
        for (var stage : Stage.values()) {
            text = text.replace(" " + stage.id(), " " + Item.inChinese(stage));
        }
        return text;
    }

    private static String percent(Roadmap.Quota quota) {
        return quota.share().movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static <T> String named(List<T> all, Function<T, String> name) {
        var named = all.stream().limit(MOST_NAMED).map(name).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + " … (" + all.size() + ")" : named;
    }

    private static String zh(Reach reach) {
        return reach.year() != null
                ? reach.year() + "年"
                : reach.known() == Integer.MIN_VALUE ? "不明" : reach.known() + "年以前达不到，以后未经检验";
    }

    private static String en(Reach reach) {
        return reach.year() != null
                ? reach.year().toString()
                : reach.known() == Integer.MIN_VALUE ? "unknown" : "not by " + reach.known() + ", untested after";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value + 0.0);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.4f", value + 0.0);
    }
}
