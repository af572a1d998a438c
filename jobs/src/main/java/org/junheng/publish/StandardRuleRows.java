package org.junheng.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junheng.judge.RuleDescription;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.Standard.Indicator;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/** The rows of table {@code standard_rule}: indicators with their thresholds and CV limits, then all other rules. */
final class StandardRuleRows {
    /** As units.yaml calls it. */
    private static final String WITHOUT_DIMENSION = "1";

    private final Rulebook rulebook;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    StandardRuleRows(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    List<Map<String, Object>> of(List<String> standards) {
        for (var id : standards) {
            var standard = rulebook.standards().get(id);
            // A plan's indicators are those of the standard that it takes over.
            for (var stage : standard.isPlan() ? List.<Stage>of() : standard.stages()) {
                standard.indicators().forEach(indicator -> addIndicator(standard, stage, indicator));
                if (standard.judgesSchools()) {
                    addEverySchool(standard, stage);
                }
            }
            standard.rules().forEach(rule -> addRule(standard, rule));
        }
        return rows;
    }

    private void addIndicator(Standard standard, Stage stage, Indicator indicator) {
        var threshold = indicator.threshold().get(stage);
        var row = row(standard, indicator.id(), stage, indicator.title(), indicator.clause(), "school");
        row.put("indicator", indicator.id());
        row.put("scale", indicator.scale().doubleValue());
        row.put("numerator", numerator(indicator));
        row.put("unit_zh", indicator.unit().zh());
        row.put("unit_en", indicator.unit().en());
        row.put("needs", needs(indicator, stage));
        row.put("comparison", threshold == null ? null : ">=");
        row.put("threshold", number(threshold));
        row.put(
                "floor",
                threshold == null
                        ? null
                        : number(threshold.multiply(standard.schoolRule().floorShare())));
        rows.add(row);
        if (standard.judgesSchools()) {
            var title = new Bilingual(
                    indicator.title().zh() + "校际差异系数",
                    "CV between schools: " + indicator.title().en());
            var variation = row(standard, indicator.item(), stage, title, indicator.clause(), "county");
            variation.put("indicator", indicator.id());
            variation.put("comparison", "<=");
            variation.put("threshold", number(standard.cvLimit().get(stage)));
            variation.put("needs", needs(indicator, stage));
            putUnit(variation, WITHOUT_DIMENSION);
            rows.add(variation);
        }
    }

    private void addEverySchool(Standard standard, Stage stage) {
        var every = standard.everySchool();
        var row = row(standard, every.item(), stage, every.title(), every.clause(), "county");
        row.put("comparison", ">=");
        row.put("threshold", 1.0);
        putUnit(row, WITHOUT_DIMENSION);
        row.put(
                "switches",
                "minimum_met=%d; floor_share=%s"
                        .formatted(
                                standard.schoolRule().minimumMet(),
                                standard.schoolRule().floorShare().toPlainString()));
        rows.add(row);
    }

    private void putUnit(Map<String, Object> row, String unit) {
        var texts = rulebook.summary().units().of(unit);
        row.put("unit_zh", texts == null ? null : texts.zh());
        row.put("unit_en", texts == null ? null : texts.en());
    }

    private static String needs(Indicator indicator, Stage stage) {
        var needs = new java.util.TreeSet<String>();
        for (var columns :
                List.of(indicator.numerator().add(), indicator.numerator().subtract())) {
            columns.forEach(column ->
                    needs.add(indicator.basis() == Standard.Basis.STAGE ? column + "_" + stage.id() : column));
        }
        needs.add("students_" + stage.id());
        return String.join(", ", needs);
    }

    private static String numerator(Indicator indicator) {
        var text = String.join(" + ", indicator.numerator().add());
        for (var column : indicator.numerator().subtract()) {
            text += " - " + column;
        }
        return text;
    }

    /** One row for every stage, region and span of years in which the rule asks for another figure. */
    private void addRule(Standard standard, StandardRule rule) {
        var description = RuleDescription.of(rulebook, standard, rule);
        var first = rule.limits().isEmpty()
                ? Limit.of(null)
                : rule.limits().values().iterator().next();
        for (var stage : rule.judgedStages()) {
            var seen = new java.util.HashSet<String>();
            for (var value : first.values()) {
                if (value.stage() != null && value.stage() != stage) {
                    continue;
                }
                var row = row(standard, rule.item(), stage, rule.title(), rule.clause(), rule.level());
                int from = standard.validFrom(rule);
                row.put("region", value.region() == null ? row.get("region") : value.region());
                row.put("valid_from", Long.valueOf(value.from() == null ? from : Math.max(from, value.from())));
                if (!seen.add(row.get("region") + " " + row.get("valid_from"))) {
                    continue;
                }
                var to = value.to() == null ? rule.to() : value.to();
                row.put("valid_to", to == null ? null : Long.valueOf(to));
                row.put("part", rule.part());
                row.put("comparison", rule.shownComparison());
                row.put("threshold", number(value.value()));
                putUnit(row, rule.unit());
                row.put("needs", String.join(", ", description.needs()));
                row.put(
                        "responsible_units",
                        rule.responsibleUnits().isEmpty() ? null : String.join("、", rule.responsibleUnits()));
                row.put("switches", description.switches());
                row.put("due_year", due(rule));
                row.put("formula", rule.formula());
                row.put("judged_at", rule.judgedAt().id());
                row.put("note", note(rule, value));
                rows.add(row);
            }
        }
    }

    /** The due year, where it is the same everywhere. */
    private static Long due(StandardRule rule) {
        if (rule.due() == null || rule.due().years() == null) {
            return null;
        }
        var years = rule.due().years().values();
        return years.size() > 1 || years.get(0).value() == null
                ? null
                : years.get(0).value().longValue();
    }

    private static String note(StandardRule rule, Limit.Value value) {
        var notes = new ArrayList<String>();
        if (value.reason() != null) {
            notes.add(value.reason().both());
        }
        if (rule.note() != null) {
            notes.add(rule.note().both());
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private static Double number(BigDecimal figure) {
        return figure == null ? null : figure.doubleValue();
    }

    private static Map<String, Object> row(
            Standard standard, String item, Stage stage, Bilingual title, String clause, String level) {
        var row = new HashMap<String, Object>();
        row.put("standard", standard.standard());
        row.put("item", item);
        row.put("stage", stage.id());
        row.put("region", standard.region() == null ? "" : standard.region());
        row.put("valid_from", Long.valueOf(standard.validFrom()));
        row.put("title_zh", title.zh());
        row.put("title_en", title.en());
        row.put("part", standard.judgesSchools() ? Standard.RESOURCES : null);
        row.put("clause", clause);
        row.put("level", level);
        return row;
    }
}
