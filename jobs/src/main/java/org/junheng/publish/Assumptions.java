package org.junheng.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardSwitch;
import org.junheng.terms.Bilingual;

/**
 * The conventions and switches on which the figures of a snapshot rest, in words.
 *
 * @param acceptedDrop why fewer rows than before were taken, or null
 */
record Assumptions(Rulebook rulebook, List<String> standards, String acceptedDrop) {

    /** The switches and readings on which the figures rest. */
    String text() {
        var texts = new ArrayList<String>();
        for (var id : standards) {
            var standard = rulebook.standards().get(id);
            if (!standard.isLaw()) {
                continue;
            }
            texts.add(id + ": "
                    + new Bilingual(
                                    place(standard).zh() + "；"
                                            + leftOut(standard).zh()
                                            + "；有缺失的差异系数，除非可能值都在上限同侧，为 cannot_say（C8）；共用设施按折算学生数拆分，权重 "
                                            + weights(standard)
                                            + switches(standard, "；开关 ", "，其中未确认 "),
                                    place(standard).en() + "; "
                                            + leftOut(standard).en()
                                            + "; a CV with missing values is cannot_say unless all possible values lie on one side of its limit (C8);"
                                            + " shared facilities split by weighted students, weights "
                                            + weights(standard)
                                            + switches(standard, "; switches ", ", of them unconfirmed "))
                            .both());
        }
        if (acceptedDrop != null) {
            texts.add(Bilingual.format(
                            "接受的行数比上次明显减少，理由：%s",
                            "clearly fewer rows than last time were taken, because: %s", acceptedDrop)
                    .both());
        }
        return texts.isEmpty() ? null : String.join("\n", texts);
    }

    private static Bilingual place(Standard standard) {
        return switch (standard.place()) {
            case LOCATION -> new Bilingual("学校归所在地的县（C4）", "a school counts in the county where it stands (C4)");
            case MANAGER ->
                new Bilingual(
                        "学校归管理它的县或功能区，上级管理的归所在地的县（C4）",
                        "a school counts in the county or zone that manages it, where a higher division manages it in the"
                                + " county where it stands (C4)");
        };
    }

    /** Which owners and managers the standard leaves out. */
    private static Bilingual leftOut(Standard standard) {
        var reasons = new ArrayList<String>();
        if (standard.scope() != null) {
            reasons.addAll(standard.scope().excludedOwnership().values());
            reasons.addAll(standard.scope().excludedManagers().values());
        }
        if (reasons.isEmpty()) {
            return new Bilingual("民办学校计入", "private schools included");
        }
        var texts = reasons.stream().map(reason -> reason.split(" / ", 2)).toList();
        return new Bilingual(
                "不计：" + String.join("；", texts.stream().map(text -> text[0]).toList()),
                "left out: "
                        + String.join(
                                "; ",
                                texts.stream()
                                        .map(text -> text[text.length - 1])
                                        .toList()));
    }

    private static String weights(Standard standard) {
        return String.join(
                " ",
                standard.splitWeights().entrySet().stream()
                        .map(entry ->
                                entry.getKey().id() + " " + entry.getValue().toPlainString())
                        .toList());
    }

    private static String switches(Standard standard, String all, String open) {
        if (standard.switches().isEmpty()) {
            return "";
        }
        var unconfirmed = standard.switches().values().stream()
                .filter(StandardSwitch::isUnconfirmed)
                .map(StandardSwitch::id)
                .toList();
        return all
                + standard.switches().values().stream()
                        .map(each -> each.id() + "=" + each.set())
                        .collect(Collectors.joining(" "))
                + (unconfirmed.isEmpty() ? "" : open + String.join(" ", unconfirmed));
    }
}
