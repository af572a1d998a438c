package org.junheng.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junheng.judge.RuleDescription;
import org.junheng.judge.StandardTrial;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardRule;
import org.junheng.summary.ExitCode;
import org.junheng.summary.Language;
import org.junheng.summary.command.Command;
import org.junheng.summary.command.CommonOptions;
import org.junheng.summary.command.Console;
import org.junheng.summary.format.AlignedText;
import org.junheng.terms.Bilingual;

/** The standards: what they ask for, whether a file of one is sound, and whether their examples come out. */
final class StandardsCommand implements Command {
    private static final String SHOW = "show";
    private static final String CHECK = "check";
    private static final String TEST = "test";

    /** A longer one is shown with its rule. */
    private static final int LONGEST_DUE = 16;

    @ParametersDelegate
    private final CommonOptions common = new CommonOptions();

    @ParametersDelegate
    private final FactsOptions facts = new FactsOptions();

    @Parameter(
            descriptionKey = "standards.operands",
            placeholder = "show [ID] | check FILE | test [ID…]",
            required = true)
    private List<String> operands = new ArrayList<>();

    @Parameter(names = "--item", descriptionKey = "standards.item", placeholder = "ITEM")
    private String item;

    @Parameter(names = "--mutations", descriptionKey = "standards.mutations")
    private boolean mutations;

    @Override
    public ExitCode run(Console console) throws Exception {
        var action = operands.get(0);
        var rest = operands.subList(1, operands.size());
        return switch (action) {
            case SHOW -> show(console, rest);
            case CHECK -> check(console, rest);
            case TEST -> test(console, rest);
            default -> throw new UsageProblem("usage.value", action, "standards", String.join(", ", SHOW, CHECK, TEST));
        };
    }

    private ExitCode show(Console console, List<String> ids) throws IOException {
        if (ids.size() > 1) {
            throw new UsageProblem("usage.unexpected", ids.get(1));
        }
        var rulebook = facts.read();
        if (ids.isEmpty()) {
            list(console, rulebook);
            return ExitCode.DONE;
        }
        var standard = standard(rulebook, ids.get(0));
        if (item != null) {
            var rule = standard.rules().stream()
                    .filter(each -> each.item().equals(item))
                    .findFirst()
                    .orElseThrow(() -> new UsageProblem("standards.no_item", standard.standard(), item));
            rule(console, rulebook, standard, rule);
            return ExitCode.DONE;
        }
        heading(console, standard);
        figures(console, standard);
        rules(console, standard);
        switches(console, standard);
        lost(console, standard);
        return ExitCode.DONE;
    }

    private static Standard standard(Rulebook rulebook, String id) {
        var standard = rulebook.standards().get(id);
        if (standard == null) {
            throw new UsageProblem(
                    "standards.unknown",
                    id,
                    String.join(", ", rulebook.standards().keySet()));
        }
        return standard;
    }

    private static void list(Console console, Rulebook rulebook) throws IOException {
        var rows = new ArrayList<List<String>>();
        rows.add(headings(console, "standards.list_heading"));
        rulebook.standards()
                .values()
                .forEach(standard -> rows.add(List.of(
                        standard.standard(),
                        orDash(standard.region()),
                        orDash(standard.assessmentLevel()),
                        String.valueOf(standard.validFrom()),
                        String.valueOf(
                                standard.isPlan() ? 0 : standard.indicators().size()),
                        String.valueOf(standard.rules().size()),
                        String.valueOf(standard.switches().size()),
                        in(console, standard.title()))));
        write(console, rows);
    }

    private static void heading(Console console, Standard standard) throws IOException {
        console.answerLine(standard.standard() + "  " + in(console, standard.title()));
        console.answerLine(console.text(
                "standards.head",
                standard.source(),
                orDash(standard.region()),
                orDash(standard.assessmentLevel()),
                standard.validFrom(),
                standard.place().name().toLowerCase(java.util.Locale.ROOT)));
        if (standard.isPlan()) {
            console.answerLine(console.text("standards.indicators_of", standard.indicatorsOf()));
        } else {
            var rows = new ArrayList<List<String>>();
            rows.add(headings(console, "standards.indicator_heading"));
            standard.indicators()
                    .forEach(indicator -> rows.add(List.of(
                            orDash(indicator.item()),
                            indicator.id(),
                            indicator.threshold().toString(),
                            standard.cvLimit().toString(),
                            orDash(indicator.clause()),
                            in(console, indicator.title()))));
            console.answerLine("");
            write(console, rows);
        }
        console.answerLine("");
    }

    /** The figures that several rules share. */
    private static void figures(Console console, Standard standard) throws IOException {
        for (var limit : standard.limits().entrySet()) {
            console.answerLine(limit.getKey());
            var rows = new ArrayList<List<String>>();
            limit.getValue().values().forEach(value -> rows.add(List.of("   ", span(value), figure(value))));
            write(console, rows);
            console.answerLine("");
        }
    }

    private static void rules(Console console, Standard standard) throws IOException {
        if (standard.rules().isEmpty()) {
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(headings(console, "standards.rule_heading"));
        for (var rule : standard.rules()) {
            rows.add(List.of(
                    rule.item(),
                    rule.level(),
                    rule.judgedAt().id(),
                    limits(rule),
                    due(rule),
                    rule.clause(),
                    in(console, rule.title())));
        }
        write(console, rows);
        console.answerLine("");
    }

    private static String due(StandardRule rule) {
        if (rule.due() == null) {
            return "–";
        }
        if (rule.due().years() != null) {
            return values(rule.due().years());
        }
        var expression = rule.due().expression();
        return expression.length() > LONGEST_DUE ? expression.substring(0, LONGEST_DUE) + "…" : expression;
    }

    private static String limits(StandardRule rule) {
        var texts = new ArrayList<String>();
        rule.limits().forEach((name, limit) -> texts.add(name + " " + values(limit)));
        return texts.isEmpty() ? "–" : String.join("; ", texts);
    }

    /** A figure, or the first of several with a mark that there are more. */
    private static String values(Limit limit) {
        var texts = new TreeSet<String>();
        limit.values().forEach(value -> texts.add(figure(value)));
        return texts.size() > 3 ? texts.first() + " … " + texts.last() : String.join("/", texts);
    }

    private static String figure(Limit.Value value) {
        return value.value() == null ? "?" : value.value().toPlainString();
    }

    private static void switches(Console console, Standard standard) throws IOException {
        if (standard.switches().isEmpty()) {
            return;
        }
        console.answerLine(console.text("standards.switches"));
        for (var each : standard.switches().values()) {
            console.answerLine("  %s = %s   [%s]  %s"
                    .formatted(
                            each.id(),
                            each.set(),
                            each.confidence(),
                            each.title() == null ? each.source() : in(console, each.title()) + "  " + each.source()));
            for (var choice : each.choices().entrySet()) {
                console.answerLine("      %s %s: %s"
                        .formatted(
                                choice.getKey().equals(each.set()) ? "●" : "○",
                                choice.getKey(),
                                in(console, choice.getValue())));
            }
        }
        var unconfirmed = standard.switches().values().stream()
                .filter(each -> each.isUnconfirmed())
                .map(each -> each.id())
                .toList();
        console.answerLine(console.text("standards.unconfirmed", unconfirmed.size(), String.join(", ", unconfirmed)));
    }

    /** Figures that the source lost, with the reason. */
    private static void lost(Console console, Standard standard) throws IOException {
        for (var rule : standard.rules()) {
            for (var limit : rule.limits().entrySet()) {
                lost(console, rule, limit.getKey(), limit.getValue());
            }
            if (rule.due() != null && rule.due().years() != null) {
                lost(console, rule, "due", rule.due().years());
            }
        }
    }

    private static void lost(Console console, StandardRule rule, String name, Limit limit) throws IOException {
        for (var value : limit.values()) {
            if (value.value() == null) {
                console.answerLine(
                        console.text("standards.lost", rule.item(), name, where(value), in(console, value.reason())));
            }
        }
    }

    private static String where(Limit.Value value) {
        return value.region() == null ? "" : " (" + value.region() + ")";
    }

    private static void rule(Console console, Rulebook rulebook, Standard standard, StandardRule rule)
            throws IOException {
        var described = RuleDescription.of(rulebook, standard, rule);
        console.answerLine(rule.item() + "  " + in(console, rule.title()));
        var rows = new ArrayList<List<String>>();
        add(rows, console, "clause", rule.clause());
        add(rows, console, "part", rule.part());
        add(rows, console, "level", rule.level() + " / " + rule.judgedAt().id());
        add(rows, console, "applies", rule.applies());
        add(rows, console, "formula", rule.formula());
        add(rows, console, "observed", rule.observed());
        add(rows, console, "unit", rule.unit());
        rule.limits().forEach((name, limit) -> limit.values()
                .forEach(value -> rows.add(List.of(name, span(value) + figure(value)))));
        if (rule.due() != null && rule.due().years() == null) {
            rows.add(List.of("due", rule.due().expression()));
        } else if (rule.due() != null) {
            rule.due().years().values().forEach(value -> rows.add(List.of("due", span(value) + figure(value))));
        }
        add(rows, console, "needs", String.join(", ", described.needs()));
        add(rows, console, "switches", described.switches());
        add(rows, console, "responsible_units", String.join("、", rule.responsibleUnits()));
        add(rows, console, "note", rule.note() == null ? null : in(console, rule.note()));
        add(rows, console, "examples", String.valueOf(rule.examples().size()));
        write(console, rows);
    }

    private static String span(Limit.Value value) {
        var parts = new ArrayList<String>();
        Optional.ofNullable(value.region()).ifPresent(parts::add);
        Optional.ofNullable(value.stage()).ifPresent(stage -> parts.add(stage.id()));
        Optional.ofNullable(value.from()).ifPresent(year -> parts.add(year + "–"));
        Optional.ofNullable(value.to()).ifPresent(year -> parts.add("<" + year));
        return parts.isEmpty() ? "" : String.join(" ", parts) + ": ";
    }

    private static void add(List<List<String>> rows, Console console, String key, String text) {
        if (text != null && !text.isEmpty()) {
            rows.add(List.of(console.text("standards.key." + key), text));
        }
    }

    private ExitCode check(Console console, List<String> files) throws IOException, SQLException {
        if (files.size() != 1) {
            throw files.isEmpty()
                    ? new UsageProblem("usage.missing", "FILE")
                    : new UsageProblem("usage.unexpected", files.get(1));
        }
        var file = Path.of(files.get(0));
        if (!Files.isRegularFile(file) || !file.getFileName().toString().endsWith(".yaml")) {
            throw new UsageProblem("standards.no_file", file.toString());
        }
        var rulebook = Rulebook.withStandard(FactsOptions.shipped(), facts.overlay(), file);
        var id = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        var standard = rulebook.standards().get(id);
        try (var trial = new StandardTrial(rulebook)) {
            var faults = trial.check(standard);
            for (var fault : faults) {
                console.answerLine(
                        "✗ %s:%d [%s] %s".formatted(file, fault.line(), fault.item(), in(console, fault.what())));
            }
            console.answerLine(console.text(
                    "standards.checked",
                    file,
                    standard.rules().size(),
                    standard.switches().size(),
                    faults.size()));
            return faults.isEmpty() ? ExitCode.DONE : ExitCode.NOTHING_PUBLISHED;
        }
    }

    private ExitCode test(Console console, List<String> ids) throws IOException, SQLException {
        var rulebook = facts.read();
        var chosen = ids.isEmpty()
                ? rulebook.standards().values().stream().filter(Standard::isLaw).toList()
                : ids.stream().map(id -> standard(rulebook, id)).toList();
        boolean sound = true;
        var rows = new ArrayList<List<String>>();
        rows.add(headings(console, mutations ? "standards.mutation_heading" : "standards.test_heading"));
        try (var trial = new StandardTrial(rulebook)) {
            for (var standard : chosen) {
                var result = trial.run(standard, mutations);
                sound &= result.faults().isEmpty();
                tell(console, "✗", result.faults());
                tell(console, console.text("standards.unnoticed"), result.unnoticed());
                tell(console, console.text("standards.beyond"), result.beyond());
                var row = new ArrayList<>(List.of(
                        standard.standard(),
                        String.valueOf(result.rules()),
                        String.valueOf(result.examples()),
                        String.valueOf(result.faults().size())));
                if (mutations) {
                    row.add(String.valueOf(result.mutations()));
                    row.add(String.valueOf(result.unnoticed().size()));
                    row.add(String.valueOf(result.beyond().size()));
                }
                rows.add(row);
            }
        }
        write(console, rows);
        return sound ? ExitCode.DONE : ExitCode.NOTHING_PUBLISHED;
    }

    private static void tell(Console console, String mark, List<StandardTrial.Fault> faults) throws IOException {
        for (var fault : faults) {
            console.answerLine(
                    "%s %s %s: %s".formatted(mark, fault.standard(), fault.item(), in(console, fault.what())));
        }
    }

    private static List<String> headings(Console console, String key) {
        return List.of(console.text(key).split("\\|", -1));
    }

    private static void write(Console console, List<List<String>> rows) throws IOException {
        for (var line : AlignedText.lines(rows)) {
            console.answerLine(line);
        }
    }

    private static String orDash(String text) {
        return text == null ? "–" : text;
    }

    private static String in(Console console, Bilingual text) {
        return console.language() == Language.ZH ? text.zh() : text.en();
    }
}
