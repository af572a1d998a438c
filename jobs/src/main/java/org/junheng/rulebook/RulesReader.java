package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junheng.terms.FaultException;
import org.junheng.terms.Level;
import org.junheng.terms.Severity;
import org.junheng.terms.Stage;

/**
 * Reads the rules of data quality: those of {@code census/rules.yaml}, for every profile that maps the columns, and those
 * of {@code census/<profile>/rules.yaml}, which add to them or take their place by id.
 */
final class RulesReader {
    private static final String SHARED = "census/rules.yaml";
    private static final String STAGE = "<stage>";

    private record RulesFile(LinkedHashMap<String, RuleFact> rules) {
        RulesFile {
            Facts.required(rules, "rules");
        }
    }

    /** A rule and the file that it stands in. */
    private record Entry(String id, RuleFact fact, Path file, boolean ofProfile) {
        FaultException fault(String reason, String... key) {
            return FactsReader.fault(
                    file,
                    reason,
                    Stream.concat(Stream.of("rules", id), Stream.of(key)).toArray(String[]::new));
        }
    }

    private final SortedMap<String, Path> files;
    private final Map<String, CanonicalColumn> columns;
    private final Map<String, CodeList> codeLists;
    private final Set<String> levels = new TreeSet<>();

    RulesReader(SortedMap<String, Path> files, Map<String, CanonicalColumn> columns, Map<String, CodeList> codeLists) {
        this.files = files;
        this.columns = columns;
        this.codeLists = codeLists;
    }

    /** Profile → its rules. */
    Map<String, ProfileRules> read(Map<String, CensusProfile> profiles) {
        profiles.values().forEach(profile -> levels.addAll(profile.levels().keySet()));
        levels.remove(Level.NATION);
        files.forEach((name, file) -> {
            var parts = name.split("/");
            if (parts.length == 3
                    && name.equals("census/" + parts[1] + "/rules.yaml")
                    && !profiles.containsKey(parts[1])) {
                throw FactsReader.fault(file, "there is no census/" + parts[1] + "/profile.yaml", "rules");
            }
        });
        var shared = entries(SHARED, false);
        var byProfile = new TreeMap<String, ProfileRules>();
        profiles.forEach((id, profile) -> {
            var all = new LinkedHashMap<>(shared);
            all.putAll(entries("census/" + id + "/rules.yaml", true));
            byProfile.put(id, rules(all.values(), profile));
        });
        return byProfile;
    }

    private LinkedHashMap<String, Entry> entries(String name, boolean ofProfile) {
        var entries = new LinkedHashMap<String, Entry>();
        var file = files.get(name);
        if (file == null) {
            return entries;
        }
        FactsReader.read(file, RulesFile.class).rules().forEach((id, fact) -> {
            var entry = new Entry(id, fact, file, ofProfile);
            if (Rule.BUILT_IN.stream().anyMatch(rule -> rule.id().equals(id))) {
                throw entry.fault("a rule that every profile has is called " + id);
            }
            check(entry);
            entries.put(id, entry);
        });
        return entries;
    }

    private void check(Entry entry) {
        if (entry.fact() instanceof RuleFact.OfRow row) {
            requireNumbers(entry, "left", row.left());
            requireNumbers(entry, "right", row.right());
            if (row.when() != null) {
                checkCondition(entry, row.when());
            }
        } else if (entry.fact() instanceof RuleFact.OfChange change) {
            requireNumbers(entry, "columns", change.columns());
            if (!change.level().equals(ChangeRule.SCHOOL)) {
                requireRegion(entry, change.level());
            }
        } else if (entry.fact() instanceof RuleFact.OfDrift drift) {
            requireNumbers(entry, "columns", drift.columns());
            requireRegion(entry, drift.level());
        } else if (entry.fact() instanceof RuleFact.Off && !entry.ofProfile()) {
            throw entry.fault("only a profile takes a rule out of force, in its own rules.yaml", "kind");
        }
    }

    private void requireRegion(Entry entry, String level) {
        if (!levels.contains(level)) {
            throw entry.fault(
                    "level must be one that a profile declares below the nation " + levels
                            + ", of a change also school; found " + level,
                    "level");
        }
    }

    private void requireNumbers(Entry entry, String key, List<String> names) {
        for (var name : names) {
            if (!column(entry, name, key).isNumeric()) {
                throw entry.fault("'" + name + "' is no column of numbers", key);
            }
        }
    }

    private void checkCondition(Entry entry, RowRule.Condition condition) {
        var column = column(entry, condition.column(), "when", "column");
        if (condition.above() != null) {
            if (!column.isNumeric()) {
                throw entry.fault("above is for columns of numbers", "when", "above");
            }
            return;
        }
        // An overlay may replace a list of codes: a shared rule on a code that is no more holds for no row.
        var list = column.codes() == null || !entry.ofProfile() ? null : codeLists.get(column.codes());
        for (var code : condition.is()) {
            boolean known = column.type() == CanonicalColumn.Type.FLAG
                    ? code.equals("1") || code.equals("0")
                    : !column.isNumeric() && (list == null || list.entries().containsKey(code));
            if (!known) {
                throw entry.fault("'" + condition.column() + "' is never '" + code + "'", "when", "is");
            }
        }
    }

    private CanonicalColumn column(Entry entry, String name, String... key) {
        return spelled(name)
                .filter(columns::containsKey)
                .map(columns::get)
                .findFirst()
                .orElseThrow(() -> entry.fault("census/columns.yaml has no column '" + name + "'", key));
    }

    /** A column by name, or those of all stages. */
    private static Stream<String> spelled(String name) {
        return name.contains(STAGE)
                ? Stream.of(Stage.values()).map(stage -> name.replace(STAGE, stage.id()))
                : Stream.of(name);
    }

    private ProfileRules rules(Iterable<Entry> entries, CensusProfile profile) {
        var rows = new ArrayList<RowRule>();
        var changes = new ArrayList<ChangeRule>();
        var drifts = new ArrayList<DriftRule>();
        int position = Rule.BUILT_IN.size();
        for (var entry : entries) {
            boolean applies = true;
            if (entry.fact() instanceof RuleFact.OfRow row) {
                applies = rows.addAll(rows(row, rule(entry, row.severity(), position), profile));
            } else if (entry.fact() instanceof RuleFact.OfParts parts) {
                applies = rows.addAll(parts(parts, rule(entry, parts.severity(), position), profile));
            } else if (entry.fact() instanceof RuleFact.OfChange change) {
                var rule = rule(entry, change.severity(), position);
                var mapped = mapped(change.columns(), profile);
                applies = !mapped.isEmpty() && changes.add(change.rule(rule, mapped));
            } else if (entry.fact() instanceof RuleFact.OfDrift drift) {
                var rule = rule(entry, drift.severity(), position);
                var mapped = mapped(drift.columns(), profile);
                applies = !mapped.isEmpty() && drifts.add(drift.rule(rule, mapped));
            }
            if (entry.ofProfile() && !applies) {
                throw entry.fault("the profile does not map the columns of this rule");
            }
            position++;
        }
        return new ProfileRules(rows, changes, drifts);
    }

    private static Rule rule(Entry entry, Severity severity, int position) {
        return new Rule(entry.id(), severity, position);
    }

    private static List<String> mapped(List<String> names, CensusProfile profile) {
        return names.stream()
                .flatMap(RulesReader::spelled)
                .filter(profile.columns()::containsKey)
                .toList();
    }

    /** A rule over parts, once for each part that the profile maps with its whole. */
    private List<RowRule> parts(RuleFact.OfParts fact, Rule rule, CensusProfile profile) {
        var found = new ArrayList<RowRule>();
        profile.columns().keySet().forEach(part -> {
            var reference = columns.get(part).reference();
            if (reference != null
                    && reference.partOf() != null
                    && profile.columns().containsKey(reference.partOf())) {
                found.add(fact.rule(rule, part, reference.partOf()));
            }
        });
        return found;
    }

    /** A rule over rows, once for each stage of which the profile maps all columns. */
    private static List<RowRule> rows(RuleFact.OfRow fact, Rule rule, CensusProfile profile) {
        var named = new ArrayList<>(fact.left());
        named.addAll(fact.right());
        if (fact.when() != null) {
            named.add(fact.when().column());
        }
        var stages = named.stream().anyMatch(name -> name.contains(STAGE))
                ? Stream.of(Stage.values()).map(Stage::id)
                : Stream.of("");
        return stages.filter(stage ->
                        named.stream().allMatch(name -> profile.columns().containsKey(name.replace(STAGE, stage))))
                .map(stage -> fact.rule(rule, name -> name.replace(STAGE, stage)))
                .toList();
    }
}
