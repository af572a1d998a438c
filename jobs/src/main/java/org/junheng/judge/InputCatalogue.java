package org.junheng.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junheng.judge.Quantity.Type;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.JudgedAt;
import org.junheng.rulebook.RuleInput;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Stage;

/** What the names in the formulas of one standard stand for, level by level. */
final class InputCatalogue {
    private static final Set<String> CONTEXT = Set.of(
            "year", "county_code", "city_code", "province_code", "pseudo", "stage", "school_code", "region_code");

    /** What a school has beside the numbers and flags of the census. */
    private static final Map<String, Quantity.Column> OF_SCHOOLS = Map.ofEntries(
            column("school_type", Type.TEXT, "办学类型", "type of school"),
            column("urban_rural", Type.TEXT, "城乡分类", "urban-rural class"),
            column("ownership", Type.TEXT, "办别", "who runs the school"),
            column("grade_system", Type.TEXT, "规定年制", "grade system"),
            column("offers_primary", Type.FLAG, "设小学", "offers the primary stage"),
            column("offers_junior", Type.FLAG, "设初中", "offers the junior stage"),
            column("offers_senior", Type.FLAG, "设高中", "offers the senior stage"),
            column("in_scope", Type.FLAG, "参与七项指标", "counted by the indicators"),
            column("students", Type.NUMBER, "义务教育在校生数", "students of the compulsory stages"),
            column("bands_primary", Type.BANDS, "小学班额档", "primary classes by size"),
            column("bands_junior", Type.BANDS, "初中班额档", "junior classes by size"),
            column("rooms", Type.ROOMS, "专用教室名册", "list of rooms"),
            column("last_inspected", Type.NUMBER, "最近督导年份", "year of the last inspection"),
            column("last_evaluated", Type.NUMBER, "最近评价年份", "year of the last evaluation"));

    /** What is known of a county from what was judged before. */
    private static final Map<String, Quantity.Column> OF_COUNTIES = Map.ofEntries(
            column("quality_balanced_nation", Type.FLAG, "通过国家优质均衡认定", "recognised as balanced by the nation"),
            column("quality_balanced_province", Type.FLAG, "通过省级优质均衡验收", "accepted as balanced by the province"),
            column("resources_balanced", Type.FLAG, "资源配置全部达标", "balanced in resources"),
            column("groups_balanced", Type.FLAG, "教育集团内均衡", "balance inside education groups"),
            column("clusters_balanced", Type.FLAG, "学区内均衡", "balance inside school clusters"));

    /** What is known of a county for lists of attention. */
    static final Map<String, Quantity.Column> OF_RESULTS = Map.ofEntries(
            column("items_passed", Type.NUMBER, "通过项数", "items passed"),
            column("items_failed", Type.NUMBER, "不通过项数", "items failed"),
            column("items_passed_before", Type.NUMBER, "上年通过项数", "items passed the year before"),
            column("items_failed_before", Type.NUMBER, "上年不通过项数", "items failed the year before"),
            column("verdict", Type.TEXT, "判定", "verdict"),
            column("verdict_before", Type.TEXT, "上年判定", "verdict of the year before"),
            column("national_verdict", Type.TEXT, "国家标准判定", "verdict by the national standard"),
            column("national_verdict_before", Type.TEXT, "上年国家标准判定", "national verdict of the year before"),
            column("findings_open", Type.NUMBER, "未销号问题数", "findings open"),
            column("findings_overdue", Type.NUMBER, "逾期问题数", "findings overdue"),
            column("findings_closed", Type.NUMBER, "本年销号问题数", "findings closed in this census"),
            column("findings_reopened", Type.NUMBER, "本年再现问题数", "findings that returned in this census"));

    private final Rulebook rulebook;
    private final Standard standard;
    private final boolean withResults;

    InputCatalogue(Rulebook rulebook, Standard standard) {
        this(rulebook, standard, false);
    }

    /**
     * @param withResults whether the results of the standard are known, as for lists of attention
     */
    InputCatalogue(Rulebook rulebook, Standard standard, boolean withResults) {
        this.rulebook = rulebook;
        this.standard = standard;
        this.withResults = withResults;
    }

    private static Map.Entry<String, Quantity.Column> column(String name, Type type, String zh, String en) {
        return Map.entry(name, new Quantity.Column(type, new Bilingual(zh, en), false));
    }

    Standard standard() {
        return standard;
    }

    /**
     * What a name stands for; empty where it is none of ours: a function, a macro, a variable, or a mistake.
     *
     * @param rule the rule whose figures are known, or null
     */
    Optional<Quantity> find(JudgedAt level, String name, StandardRule rule) {
        if (rule != null && rule.limits().containsKey(name)) {
            return Optional.of(new Quantity.Figure(name));
        }
        if (standard.limits().containsKey(name)) {
            return Optional.of(new Quantity.Figure(name));
        }
        if (standard.switches().containsKey(name)) {
            return Optional.of(new Quantity.Setting(name));
        }
        if (CONTEXT.contains(name)) {
            return Optional.of(new Quantity.Context());
        }
        var declared = declared(name);
        if (declared.isPresent() && isAt(declared.get().level(), level)) {
            return Optional.of(quantity(declared.get()));
        }
        return level.isSchool() ? ofSchool(name) : ofCounty(level, name);
    }

    /** The names of inputs of a level. */
    Set<String> names(JudgedAt level) {
        var names = new TreeSet<String>();
        for (var all : List.of(
                rulebook.columns().keySet(),
                rulebook.inputs().keySet(),
                standard.inputs().keySet(),
                OF_SCHOOLS.keySet(),
                OF_COUNTIES.keySet())) {
            all.stream().filter(name -> find(level, name, null).isPresent()).forEach(names::add);
        }
        return names;
    }

    /** An input of a school serves a stage of it too. */
    private static boolean isAt(JudgedAt declared, JudgedAt level) {
        return declared == level || declared == JudgedAt.SCHOOL && level == JudgedAt.STAGE;
    }

    private Optional<RuleInput> declared(String name) {
        var own = standard.inputs().get(name);
        return Optional.ofNullable(own == null ? rulebook.inputs().get(name) : own);
    }

    private static Quantity quantity(RuleInput input) {
        if (input.aggregation() != null) {
            return new Quantity.Aggregated(input);
        }
        if (!input.items().isEmpty()) {
            return new Quantity.Items(input);
        }
        return input.year() == null ? new Quantity.Derived(input) : new Quantity.OfYear(input);
    }

    private Optional<Quantity> ofSchool(String name) {
        var own = OF_SCHOOLS.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        var column = rulebook.columns().get(name);
        return column == null || column.reference() != null || Type.of(column) == null || Type.of(column) == Type.TEXT
                ? Optional.empty()
                : Optional.of(new Quantity.Column(Type.of(column), title(name, column), false));
    }

    private Optional<Quantity> ofCounty(JudgedAt level, String name) {
        if (level == JudgedAt.COUNTY) {
            if (name.startsWith(Names.VARIATION_NAME)) {
                return Optional.of(new Quantity.Variation(name.substring(Names.VARIATION_NAME.length())));
            }
            var known = withResults && OF_RESULTS.containsKey(name) ? OF_RESULTS.get(name) : OF_COUNTIES.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var column = rulebook.columns().get(name);
        if (column == null || column.reference() == null) {
            return Optional.empty();
        }
        var title = new Bilingual(column.zh(), column.en());
        if (level == JudgedAt.COUNTY) {
            return Optional.of(new Quantity.Column(Type.of(column), title, true));
        }
        return switch (Type.of(column)) {
            case NUMBER -> Optional.of(new Quantity.RegionSum(name, title));
            case FLAG -> Optional.of(new Quantity.RegionEvery(name, title));
            default -> Optional.empty();
        };
    }

    private static Bilingual title(String name, CanonicalColumn column) {
        for (var stage : Stage.values()) {
            if (column.perStage() && name.endsWith("_" + stage.id())) {
                var prefix =
                        switch (stage) {
                            case PRIMARY -> new Bilingual("小学", "primary ");
                            case JUNIOR -> new Bilingual("初中", "junior ");
                            case SENIOR -> new Bilingual("高中", "senior ");
                            case ALL -> new Bilingual("", "");
                        };
                return new Bilingual(prefix.zh() + column.zh(), prefix.en() + column.en());
            }
        }
        return new Bilingual(column.zh(), column.en());
    }

    /** What a quantity is called. */
    Bilingual title(Quantity quantity) {
        if (quantity instanceof Quantity.Column column) {
            return column.title();
        }
        if (quantity instanceof Quantity.Derived derived) {
            return derived.input().title();
        }
        if (quantity instanceof Quantity.Aggregated aggregated) {
            return aggregated.input().title();
        }
        if (quantity instanceof Quantity.RegionSum sum) {
            return new Bilingual(sum.title().zh() + "（各县合计）", sum.title().en() + " (all counties)");
        }
        if (quantity instanceof Quantity.RegionEvery every) {
            return new Bilingual(every.title().zh() + "（各县）", every.title().en() + " (in every county)");
        }
        if (quantity instanceof Quantity.OfYear ofYear) {
            return ofYear.input().title();
        }
        if (quantity instanceof Quantity.Items items) {
            return items.input().title();
        }
        if (quantity instanceof Quantity.Variation variation) {
            return standard.indicators().stream()
                    .filter(indicator -> indicator.id().equals(variation.indicator()))
                    .findFirst()
                    .map(indicator -> new Bilingual(
                            indicator.title().zh() + "差异系数",
                            "CV of " + indicator.title().en()))
                    .orElse(new Bilingual(variation.indicator(), variation.indicator()));
        }
        return new Bilingual("", "");
    }

    /**
     * The names of a level that expressions use, those behind derived ones included, each derived one after what it is
     * made from.
     *
     * @param given names that are known and need no working out
     */
    Map<String, Quantity> used(
            JudgedAt level, Stage stage, List<String> expressions, StandardRule rule, Set<String> given) {
        var used = new LinkedHashMap<String, Quantity>();
        var open = new LinkedHashSet<String>();
        for (var expression : expressions) {
            if (expression != null) {
                add(level, stage, Names.ofStage(expression, stage), rule, given, used, open);
            }
        }
        return used;
    }

    private void add(
            JudgedAt level,
            Stage stage,
            String expression,
            StandardRule rule,
            Set<String> given,
            Map<String, Quantity> used,
            Set<String> open) {
        for (var name : Names.in(expression)) {
            var quantity = find(level, name, rule);
            if (quantity.isEmpty() || used.containsKey(name)) {
                continue;
            }
            if (quantity.get() instanceof Quantity.Derived derived && !given.contains(name)) {
                if (!open.add(name)) {
                    throw new IllegalArgumentException("input " + name + " is made from itself");
                }
                add(level, stage, Names.ofStage(derived.input().value(), stage), rule, given, used, open);
                open.remove(name);
            }
            used.put(name, quantity.get());
        }
    }

    /** Takes what expressions use, at whatever level. */
    interface Visitor {
        void visit(JudgedAt level, String name, Quantity quantity);
    }

    /** Walks through what a rule uses, with what its inputs are made from. */
    void visit(StandardRule rule, Visitor visitor) {
        for (var stage : rule.judgedStages()) {
            visit(rule.judgedAt(), stage, expressions(rule), rule, visitor);
        }
    }

    private void visit(JudgedAt level, Stage stage, List<String> expressions, StandardRule rule, Visitor visitor) {
        used(level, stage, expressions, rule, Set.of()).forEach((name, quantity) -> {
            visitor.visit(level, name, quantity);
            if (quantity instanceof Quantity.Aggregated aggregated) {
                var input = aggregated.input();
                for (var each : stages(input, stage)) {
                    visit(input.of(), each, parts(input), rule, visitor);
                }
            } else if (quantity instanceof Quantity.OfYear ofYear) {
                visit(level, stage, List.of(ofYear.input().value()), rule, visitor);
            }
        });
    }

    /** The columns of the census and of the county sheet, and other base columns, that the rules of the standard rest on. */
    Set<String> columns(JudgedAt wanted) {
        var columns = new LinkedHashSet<String>();
        Visitor ofWanted = (level, name, quantity) -> {
            if (quantity instanceof Quantity.Column && sameKind(level, wanted)
                    || wanted == JudgedAt.COUNTY
                            && (quantity instanceof Quantity.RegionSum || quantity instanceof Quantity.RegionEvery)) {
                columns.add(name);
            }
        };
        standard.rules().forEach(rule -> visit(rule, ofWanted));
        for (var rule : standard.attention()) {
            var expressions = new ArrayList<>(rule.evidence());
            expressions.add(rule.when());
            expressions.add(rule.order());
            visit(JudgedAt.COUNTY, Stage.ALL, expressions, null, ofWanted);
        }
        standard.calendar().stream()
                .filter(step -> step.done() != null && wanted == JudgedAt.COUNTY)
                .forEach(step -> columns.add(step.done()));
        return columns;
    }

    /** All expressions of a rule. */
    static List<String> expressions(StandardRule rule) {
        var all = new ArrayList<String>();
        all.add(rule.applies());
        all.add(rule.formula());
        all.add(rule.observed());
        all.add(rule.requiredFigure());
        all.add(rule.due() == null ? null : rule.due().expression());
        all.removeIf(java.util.Objects::isNull);
        return all;
    }

    private static boolean sameKind(JudgedAt level, JudgedAt wanted) {
        return level.isSchool() == wanted.isSchool() && level.isRegion() == wanted.isRegion();
    }

    /** The stages over whose units an input is aggregated. */
    List<Stage> stages(RuleInput input, Stage stage) {
        if (input.of() != JudgedAt.STAGE) {
            return List.of(Stage.ALL);
        }
        return stage == Stage.ALL ? standard.stages() : List.of(stage);
    }

    /** The expressions over the units that are aggregated. */
    static List<String> parts(RuleInput input) {
        var parts = new ArrayList<String>();
        if (input.where() != null) {
            parts.add(input.where());
        }
        if (input.value() != null) {
            parts.add(input.value());
        }
        return parts;
    }
}
