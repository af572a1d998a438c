package org.junheng.rulebook;

import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junheng.terms.Bilingual;
import org.yaml.snakeyaml.Yaml;

/** Reads roadmaps and holds them against the rules of their plans. */
final class RoadmapReading {
    private static final String FOLDER = "roadmaps/";
    private static final String ENDING = ".yaml";
    private static final String CENSUS = "census_year_for_target";
    private static final String SHARE = "least_share";

    /** A file as it is written. */
    record Draft(
            String roadmap,
            Bilingual title,
            String plan,
            String standard,
            String assessmentLevel,
            DraftCounties counties,
            List<DraftQuota> quotas,
            List<Roadmap.Moved> moved,
            String classSizes) {
        Draft {
            Facts.required(roadmap, "roadmap");
            Facts.required(title, "title");
            Facts.required(plan, "plan");
            Facts.required(standard, "standard");
            if (!Set.of("nation", "province").contains(Facts.required(assessmentLevel, "assessment_level"))) {
                throw new Facts.KeyFault("assessment_level", "assessment_level is nation or province");
            }
            quotas = quotas == null ? List.of() : List.copyOf(quotas);
            moved = moved == null ? List.of() : List.copyOf(moved);
            if (counties == null && quotas.isEmpty()) {
                throw new Facts.KeyFault("counties", "a roadmap has dates of counties, or quotas");
            }
        }
    }

    record DraftCounties(String item, String neverLater) {
        DraftCounties {
            Facts.required(item, "item");
        }
    }

    record DraftQuota(String item, BigDecimal share) {
        DraftQuota {
            Facts.required(item, "item");
        }
    }

    private final SortedMap<String, Path> files;
    private final Map<String, Path> shipped;
    private final Map<String, Standard> standards;

    /**
     * @param files all facts by name, an overlay in the place of what it replaces
     * @param shipped the facts as they are without the overlay
     */
    RoadmapReading(SortedMap<String, Path> files, Map<String, Path> shipped, Map<String, Standard> standards) {
        this.files = files;
        this.shipped = shipped;
        this.standards = standards;
    }

    Map<String, Roadmap> read() {
        var roadmaps = new TreeMap<String, Roadmap>();
        files.forEach((name, file) -> {
            if (name.startsWith(FOLDER) && name.endsWith(ENDING)) {
                var id = name.substring(FOLDER.length(), name.length() - ENDING.length());
                roadmaps.put(id, roadmap(id, file));
            }
        });
        return roadmaps;
    }

    private Roadmap roadmap(String id, Path file) {
        var draft = FactsReader.read(file, Draft.class);
        if (!draft.roadmap().equals(id)) {
            throw FactsReader.fault(file, "the file is called " + id + ENDING, "roadmap");
        }
        var plan = standard(draft.plan(), file, "plan");
        if (plan.region() == null) {
            throw FactsReader.fault(file, plan.standard() + " binds no region", "plan");
        }
        var law = standard(draft.standard(), file, "standard");
        if (!law.judgesSchools() || law.isPlan()) {
            throw FactsReader.fault(file, law.standard() + " judges no schools by itself", "standard");
        }
        if (draft.classSizes() != null
                && law.rules().stream().noneMatch(rule -> rule.item().equals(draft.classSizes()))) {
            throw FactsReader.fault(file, law.standard() + " has no rule " + draft.classSizes(), "class_sizes");
        }
        var counties = draft.counties() == null ? null : counties(draft, plan, file);
        var quotas = new ArrayList<Roadmap.Quota>();
        for (int i = 0; i < draft.quotas().size(); i++) {
            quotas.add(quota(draft.quotas().get(i), i, plan, file));
        }
        var roadmap = new Roadmap(
                id,
                draft.title(),
                draft.plan(),
                draft.standard(),
                draft.assessmentLevel(),
                plan.region(),
                plan.source(),
                census(plan, file),
                counties,
                List.copyOf(quotas),
                draft.classSizes());
        requireNeverLater(draft, roadmap, file);
        return roadmap;
    }

    private Standard standard(String id, Path file, String key) {
        var standard = standards.get(id);
        if (standard == null) {
            throw FactsReader.fault(file, "there is no standard " + id, key);
        }
        return standard;
    }

    private static Roadmap.CensusOfTarget census(Standard plan, Path file) {
        var setting = plan.switches().get(CENSUS);
        if (setting == null || !setting.set().matches("0|-1")) {
            throw FactsReader.fault(
                    file, plan.standard() + " needs the switch " + CENSUS + ", set to 0 or -1 (C12)", "plan");
        }
        return new Roadmap.CensusOfTarget(
                Integer.parseInt(setting.set()), setting.choices().get(setting.set()));
    }

    private static StandardRule rule(Standard plan, String item, Path file, String... key) {
        return plan.rules().stream()
                .filter(rule -> rule.item().equals(item))
                .findFirst()
                .orElseThrow(() -> FactsReader.fault(file, plan.standard() + " has no rule " + item, key));
    }

    private static Roadmap.Counties counties(Draft draft, Standard plan, Path file) {
        var item = draft.counties().item();
        if (draft.counties().neverLater() != null) {
            rule(plan, draft.counties().neverLater(), file, "counties", "never_later");
        }
        var rule = rule(plan, item, file, "counties", "item");
        return new Roadmap.Counties(item, rule.clause(), years(rule, plan, file, "counties", "item"), draft.moved());
    }

    /** The years of a rule: its own, or those of the shared limit that it names. */
    private static Limit years(StandardRule rule, Standard plan, Path file, String... key) {
        if (rule.due() == null) {
            throw FactsReader.fault(file, rule.item() + " has no due year", key);
        }
        var years = rule.due().years() == null
                ? plan.limits().get(rule.due().expression())
                : rule.due().years();
        if (years == null) {
            throw FactsReader.fault(
                    file,
                    "due of " + rule.item() + " is worked out; a roadmap needs years or the name of a limit",
                    key);
        }
        return years;
    }

    private static Roadmap.Quota quota(DraftQuota draft, int position, Standard plan, Path file) {
        var place = "[" + position + "]";
        var rule = rule(plan, draft.item(), file, "quotas", place, "item");
        if (!Set.of("city", "province").contains(rule.level())) {
            throw FactsReader.fault(
                    file, rule.item() + " binds neither a city nor a province", "quotas", place, "item");
        }
        var limit = rule.limits().get(SHARE);
        if ((limit == null) == (draft.share() == null)) {
            throw FactsReader.fault(
                    file,
                    "the share stands once: as limit %s of %s, or here".formatted(SHARE, rule.item()),
                    "quotas",
                    place,
                    "share");
        }
        return new Roadmap.Quota(
                rule.item(),
                rule.level(),
                rule.clause(),
                years(rule, plan, file, "quotas", place, "item").values().get(0),
                limit == null ? draft.share() : limit.values().get(0).value());
    }

    /** Dates may move earlier and never later: by what the file itself tells, and beside the shipped facts. */
    private void requireNeverLater(Draft draft, Roadmap roadmap, Path file) {
        for (int i = 0; i < draft.moved().size(); i++) {
            var moved = draft.moved().get(i);
            var now = year(roadmap, moved.county());
            if (now == null || now > moved.from()) {
                throw FactsReader.fault(
                        file, later(moved.county(), moved.from(), now, rule(draft)), "moved", "[" + i + "]", "from");
            }
        }
        var before = shipped.get(FOLDER + draft.roadmap() + ENDING);
        if (before == null) {
            return;
        }
        var then = FactsReader.read(before, Draft.class);
        var planName = "standards/" + then.plan() + ENDING;
        var planFile = files.get(planName);
        if (then.counties() == null
                || then.counties().neverLater() == null
                || Objects.equals(planFile, shipped.get(planName)) && before.equals(file)) {
            return;
        }
        var plan = FactsReader.read(shipped.get(planName), Standard.class);
        var first = new HashMap<String, Integer>();
        counties(then, plan, before).years().values().stream()
                .filter(value -> value.value() != null)
                .forEach(value -> first.put(value.region(), value.value().intValueExact()));
        for (var county : first.keySet().stream().sorted().toList()) {
            var now = year(roadmap, county);
            if (now == null || now > first.get(county)) {
                var reason =
                        later(county, first.get(county), now, then.counties().neverLater());
                throw FactsReader.fault(
                        planFile,
                        reason,
                        place(planFile, draft.counties(), county).toArray(String[]::new));
            }
        }
    }

    private static String rule(Draft draft) {
        return draft.counties() == null ? null : draft.counties().neverLater();
    }

    private static String later(String county, int first, Integer now, String rule) {
        return "the target year of %s moves from %d to %s; %sdates may move earlier, never later"
                .formatted(county, first, now == null ? "none" : now, rule == null ? "" : "by " + rule + " ");
    }

    private static Integer year(Roadmap roadmap, String county) {
        return roadmap.counties() == null
                ? null
                : roadmap.counties().years().values().stream()
                        .filter(value -> Objects.equals(value.region(), county))
                        .filter(value -> value.value() != null)
                        .map(value -> value.value().intValueExact())
                        .findFirst()
                        .orElse(null);
    }

    /** Where the year of a county stands in the file of a plan. */
    private static List<String> place(Path file, DraftCounties counties, String county) {
        if (counties == null
                || !(new Yaml().load(new StringReader(FactsReader.text(file))) instanceof Map<?, ?> facts)
                || !(facts.get("rules") instanceof List<?> rules)) {
            return List.of();
        }
        for (int i = 0; i < rules.size(); i++) {
            if (!(rules.get(i) instanceof Map<?, ?> rule) || !counties.item().equals(rule.get("item"))) {
                continue;
            }
            var due = rule.get("due");
            if (due instanceof String limit) {
                var limits = (Map<?, ?>) facts.get("limits");
                return entry(List.of("limits", limit), limits.get(limit), county);
            }
            return entry(List.of("rules", "[" + i + "]", "due"), due, county);
        }
        return List.of();
    }

    private static List<String> entry(List<String> key, Object years, String county) {
        if (years instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof Map<?, ?> value && county.equals(value.get("region"))) {
                    var steps = new ArrayList<>(key);
                    steps.add("[" + i + "]");
                    return steps;
                }
            }
        }
        return key;
    }
}
