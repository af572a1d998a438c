package org.junheng.rulebook;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Level;
import org.junheng.terms.Place;
import org.junheng.terms.Stage;

/**
 * All facts of {@code schemas/}, checked against each other.
 *
 * @param version the first 16 hex digits of SHA-256 over the names and bytes of all files
 * @param rulesVersion likewise, over those that hold rules: without what people declare of schools and counties
 * @param versions by what the version of a snapshot rises
 * @param cells how people write cells
 * @param columns canonical columns, those by stage spelled out ({@code students_primary})
 * @param divisions id of a file → divisions
 * @param inputs inputs that the rules of all standards share, by name
 * @param macros SQL macros that their formulas share
 * @param groupings ways to group the schools of a region, by id, in the file's order
 * @param lawFacts recognitions, inspections and what else people know beside the census
 * @param roadmaps who must be balanced by which year, by id
 * @param tables the published tables, in the file's order
 * @param summary their units, and the views and macros beside them
 * @param publication what goes out with exported tables; null where the facts have no such file
 * @param rules profile → its rules of data quality
 * @param schoolGroups which schools belong to which education groups and school clusters
 * @param schoolChanges what became of schools, as people have confirmed
 * @param corrections declared corrections of census cells
 * @param limits how large a file may be
 * @param schoolMatching how changes of schools are looked for; null where the facts do not say
 * @param series how yearly series are tested and what breaks them; null where the facts have no such file
 * @param forecasts how yearly series are forecast; null where the facts have no such file
 * @param bounds how bounds for missing values are read; null where no standard judges schools
 * @param similarity how guesses are made of what an unknown header means; null where the facts have no such file
 * @param disclosure what does not leave the department; null where the facts have no such file
 */
public record Rulebook(
        String version,
        String rulesVersion,
        VersionFacts versions,
        CellNotation cells,
        Map<String, CanonicalColumn> columns,
        Map<String, CensusProfile> profiles,
        Map<String, CodeList> codeLists,
        Map<String, Divisions> divisions,
        Map<String, Standard> standards,
        Map<String, RuleInput> inputs,
        String macros,
        Map<String, Grouping> groupings,
        LawFacts lawFacts,
        Map<String, Roadmap> roadmaps,
        Map<String, SummaryTable> tables,
        SummaryFacts summary,
        Publication publication,
        Map<String, ProfileRules> rules,
        SchoolGroups schoolGroups,
        SchoolChanges schoolChanges,
        Corrections corrections,
        ReadingLimits limits,
        SchoolMatching schoolMatching,
        SeriesFacts series,
        ForecastFacts forecasts,
        BoundRules bounds,
        Similarity similarity,
        Disclosure disclosure)
        implements Serializable {

    private static final String CELLS = "census/cells.yaml";

    private record ColumnsFile(LinkedHashMap<String, CanonicalColumn> columns) {
        ColumnsFile {
            Facts.required(columns, "columns");
        }
    }

    private record RenamedFile(List<CensusProfile.RenamedHeader> headers) {
        RenamedFile {
            Facts.required(headers, "headers");
        }
    }

    private record GroupingsFile(LinkedHashMap<String, Grouping> groupings) {
        GroupingsFile {
            Facts.required(groupings, "groupings");
        }
    }

    /**
     * Reads the shipped facts and an overlay of the same structure, whose files replace or add.
     *
     * @throws org.junheng.terms.FaultException of kind FACTS, with file, line and key, at the first fault
     */
    public static Rulebook read(Path shipped, Optional<Path> overlay) {
        var files = new TreeMap<String, Path>();
        list(shipped, files);
        var before = Map.copyOf(files);
        overlay.ifPresent(folder -> list(folder, files));
        return new Reading(files, before).rulebook();
    }

    private static void list(Path folder, SortedMap<String, Path> files) {
        if (!Files.isDirectory(folder)) {
            throw new FaultException(
                    FaultException.Kind.USAGE,
                    "facts.missing",
                    Place.NOWHERE,
                    Bilingual.format("没有事实文件目录 %s", "there is no folder of facts %s", folder),
                    new Bilingual("请核对 --schemas 之后的路径；未作任何改动", "check the path after --schemas; nothing was touched"));
        }
        try (var walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml")
                            || file.toString().endsWith(".csv")
                            || file.toString().endsWith(".sql"))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * These facts with the standard of one file in the place of one of the same id, checked as it would be in its folder.
     *
     * @throws org.junheng.terms.FaultException of kind FACTS, with file, line and key, at the first fault
     */
    public static Rulebook withStandard(Path shipped, Optional<Path> overlay, Path standard) {
        var files = new TreeMap<String, Path>();
        list(shipped, files);
        var before = Map.copyOf(files);
        overlay.ifPresent(folder -> list(folder, files));
        files.put("standards/" + standard.getFileName(), standard);
        return new Reading(files, before).rulebook();
    }

    /** The profile with this id. */
    public Optional<CensusProfile> profile(String id) {
        return Optional.ofNullable(profiles.get(id));
    }

    /** What is known of a type of school; empty where the type is not known. */
    public Optional<CodeList.Entry> schoolType(String code) {
        var types = codeLists.get("school_type");
        return types == null || code == null
                ? Optional.empty()
                : Optional.ofNullable(types.entries().get(code));
    }

    /** One pass over the files, from the facts that stand alone to those that refer to others. */
    private static final class Reading {
        private final SortedMap<String, Path> files;
        private final Map<String, Path> shipped;
        private final Map<String, CanonicalColumn> columns = new LinkedHashMap<>();
        private final Map<String, CodeList> codeLists = new TreeMap<>();
        private final Map<String, Divisions> divisions = new TreeMap<>();
        private final Map<String, Standard> standards = new TreeMap<>();
        private final Map<String, CensusProfile> profiles = new TreeMap<>();
        private final Map<String, SummaryTable> tables = new LinkedHashMap<>();

        Reading(SortedMap<String, Path> files, Map<String, Path> shipped) {
            this.files = files;
            this.shipped = shipped;
        }

        Rulebook rulebook() {
            readColumns();
            below("codes/", ".csv").forEach((id, file) -> codeLists.put(id, codeList(id, file)));
            below("divisions/", ".csv").forEach((id, file) -> divisions.put(id, new Divisions(divisions(file))));
            below("standards/", ".yaml").forEach(this::readStandard);
            takeOverIndicators();
            var inputs = RuleInputs.read(below("inputs/", ".yaml"), columns);
            files.forEach((name, file) -> {
                if (name.startsWith("census/") && name.endsWith("/profile.yaml")) {
                    readProfile(name.split("/")[1], file);
                }
            });
            var summary = new SummaryFactsReading(files);
            tables.putAll(summary.tables());
            // Read when a dossier is written; here only so that a fault is told before work starts.
            below("dossier/", ".yaml").forEach((id, file) -> {
                if (id.indexOf('/') < 0) {
                    DossierLayout.read(file, shared -> files.get("dossier/" + shared));
                }
            });
            var matching = files.get("inspect/schools.yaml");
            var schools = new SchoolFactsReading(files, profiles, columns);
            var changes = schools.changes();
            var rules = new RulesReader(files, columns, codeLists).read(profiles);
            var versionsFile = files.get(VersionFacts.FILE);
            var versions = versionsFile == null ? VersionFacts.NONE : VersionFacts.read(versionsFile);
            return new Rulebook(
                    hash(file -> true),
                    hash(versions::isRule),
                    versions,
                    cells(),
                    columns,
                    profiles,
                    codeLists,
                    divisions,
                    standards,
                    inputs,
                    macros(),
                    groupings(),
                    new LawFactsReading(files, standards).read(),
                    new RoadmapReading(files, shipped, standards).read(),
                    tables,
                    summary.read(standards, columns),
                    publication(),
                    rules,
                    schools.groups(changes),
                    changes,
                    schools.corrections(),
                    limits(),
                    matching == null ? null : FactsReader.read(matching, SchoolMatching.class),
                    new SeriesFactsReading(files, profiles, standards).read(),
                    forecasts(),
                    bounds(),
                    similarity(),
                    disclosure());
        }

        /** Without the file nothing can be made public. */
        private Disclosure disclosure() {
            var file = files.get("summary/disclosure.yaml");
            return file == null
                    ? null
                    : FactsReader.read(file, Disclosure.Draft.class).disclosure();
        }

        /** The macros of all files, in order of their names. */
        private String macros() {
            var text = new StringBuilder();
            below("inputs/", ".sql").forEach((id, file) -> text.append(FactsReader.text(file)));
            return text.toString();
        }

        /** Without the file schools are not grouped. */
        private Map<String, Grouping> groupings() {
            var file = files.get("groupings.yaml");
            if (file == null) {
                return Map.of();
            }
            var groupings = FactsReader.read(file, GroupingsFile.class).groupings();
            groupings.forEach((id, grouping) -> {
                var column = columns.get(grouping.column());
                if (grouping.column() != null && (column == null || column.isNumeric())) {
                    throw FactsReader.fault(
                            file,
                            "census/columns.yaml has no column of codes or text called " + grouping.column(),
                            "groupings",
                            id,
                            "column");
                }
                // The nation is measured from the published schools.
                var school = tables.get("school");
                if (grouping.column() != null
                        && school != null
                        && school.columns().stream()
                                .noneMatch(each -> each.name().equals(grouping.column())
                                        && each.type() == SummaryTable.Type.TEXT)) {
                    throw FactsReader.fault(
                            file,
                            "schools are not grouped by " + grouping.column()
                                    + ", which table school does not have as text",
                            "groupings",
                            id,
                            "column");
                }
                if (profiles.values().stream()
                        .anyMatch(profile -> profile.levels().containsKey(id)
                                || id.equals(profile.unit().level()))) {
                    throw FactsReader.fault(file, "a level of a census is called " + id + " already", "groupings", id);
                }
            });
            return groupings;
        }

        private void takeOverIndicators() {
            standards.replaceAll((id, standard) -> {
                if (standard.indicatorsOf() == null) {
                    return standard;
                }
                var other = standards.get(standard.indicatorsOf());
                if (other == null || other.indicatorsOf() != null) {
                    throw FactsReader.fault(
                            files.get("standards/" + id + ".yaml"),
                            "there is no standard with indicators of its own called " + standard.indicatorsOf(),
                            "indicators_of");
                }
                return standard.withMeasured(other.measured());
            });
        }

        private ReadingLimits limits() {
            var file = files.get("census/limits.yaml");
            if (file == null) {
                throw FactsReader.fault(Path.of("census/limits.yaml"), 0, null, "the file is missing", null);
            }
            return FactsReader.read(file, ReadingLimits.class);
        }

        private Publication publication() {
            var file = files.get("summary/publication.yaml");
            return file == null ? null : FactsReader.read(file, Publication.class);
        }

        private ForecastFacts forecasts() {
            var file = files.get("series/forecast.yaml");
            return file == null ? null : FactsReader.read(file, ForecastFacts.class);
        }

        private BoundRules bounds() {
            var file = files.get("census/bounds.yaml");
            if (file == null && standards.values().stream().anyMatch(Standard::judgesSchools)) {
                throw FactsReader.fault(Path.of("census/bounds.yaml"), 0, null, "the file is missing", null);
            }
            return file == null ? null : FactsReader.read(file, BoundRules.class);
        }

        private Similarity similarity() {
            var file = files.get("census/similarity.yaml");
            return file == null ? null : FactsReader.read(file, Similarity.class);
        }

        private SortedMap<String, Path> below(String folder, String ending) {
            var found = new TreeMap<String, Path>();
            files.forEach((name, file) -> {
                if (name.startsWith(folder) && name.endsWith(ending)) {
                    found.put(name.substring(folder.length(), name.length() - ending.length()), file);
                }
            });
            return found;
        }

        private CellNotation cells() {
            var file = files.get(CELLS);
            if (file == null) {
                throw FactsReader.fault(Path.of(CELLS), 0, null, "the file is missing", null);
            }
            return FactsReader.read(file, CellNotation.class);
        }

        private void readColumns() {
            var file = files.get("census/columns.yaml");
            if (file == null) {
                return;
            }
            var groups = new HashSet<String>();
            FactsReader.read(file, ColumnsFile.class).columns().forEach((id, column) -> {
                if (column.studentGroup() != null && !groups.add(column.studentGroup())) {
                    throw FactsReader.fault(
                            file, "another column counts this group already", "columns", id, "student_group");
                }
                if (column.perStage()) {
                    for (var stage : Stage.values()) {
                        columns.put(id + "_" + stage.id(), column);
                    }
                } else {
                    columns.put(id, column);
                }
            });
            var ofCounties = files.get("census/county_columns.yaml");
            if (ofCounties != null) {
                columns.putAll(CountyColumns.read(ofCounties, columns));
            }
        }

        private void readStandard(String id, Path file) {
            var standard = FactsReader.read(file, Standard.class);
            if (!standard.standard().equals(id)) {
                throw FactsReader.fault(file, "the file is called " + id + ".yaml", "standard");
            }
            for (int i = 0; i < standard.indicators().size(); i++) {
                var indicator = standard.indicators().get(i);
                var place = "[" + i + "]";
                var numerator = indicator.numerator();
                requireCounted(standard, indicator, numerator.add(), file, "indicators", place, "numerator", "add");
                requireCounted(
                        standard, indicator, numerator.subtract(), file, "indicators", place, "numerator", "subtract");
                if (standard.judgesSchools() && !indicator.threshold().keySet().containsAll(standard.stages())) {
                    throw FactsReader.fault(
                            file, indicator.id() + " lacks a threshold for a stage", "indicators", place, "threshold");
                }
            }
            if (standard.judgesSchools()
                    && (!standard.cvLimit().keySet().containsAll(standard.stages())
                            || standard.everySchool() == null)) {
                throw FactsReader.fault(file, "a law needs cv_limit for every stage and every_school", "cv_limit");
            }
            requireScope(standard, file);
            standards.put(id, standard.withLines(FactsReader.lines(file, "rules")));
        }

        private void requireScope(Standard standard, Path file) {
            for (var each : standard.switches().values()) {
                each.changes().forEach((reading, change) -> {
                    if (change.excludedOwnership() != null) {
                        requireCodes("ownership", change.excludedOwnership(), file, "excluded_ownership");
                    }
                });
            }
            if (standard.scope() == null) {
                return;
            }
            requireCodes("ownership", standard.scope().excludedOwnership(), file, "excluded_ownership");
            for (var level : standard.scope().excludedManagers().keySet()) {
                if (!Level.DOWNWARD.contains(level)) {
                    throw FactsReader.fault(file, "levels are " + Level.DOWNWARD, "scope", "excluded_managers", level);
                }
            }
        }

        private void requireCodes(String list, Map<String, String> codes, Path file, String key) {
            for (var code : codes.keySet()) {
                if (!codeLists.containsKey(list)
                        || !codeLists.get(list).entries().containsKey(code)) {
                    throw FactsReader.fault(
                            file, "codes/" + list + ".csv has no code '" + code + "'", "scope", key, code);
                }
            }
        }

        private void requireCounted(
                Standard standard, Standard.Indicator indicator, List<String> counted, Path file, String... key) {
            for (var column : counted) {
                for (var stage : standard.stages()) {
                    var needed = indicator.basis() == Standard.Basis.STAGE ? column + "_" + stage.id() : column;
                    var canonical = columns.get(needed);
                    if (canonical == null || !canonical.isNumeric()) {
                        throw FactsReader.fault(
                                file,
                                indicator.id() + " counts '" + needed + "', which is no number of census/columns.yaml",
                                key);
                    }
                }
            }
        }

        private void readProfile(String id, Path file) {
            var profile = FactsReader.read(file, CensusProfile.class);
            if (!profile.profile().equals(id)) {
                throw FactsReader.fault(file, "the folder is called " + id, "profile");
            }
            for (var standard : profile.standards()) {
                if (!standards.containsKey(standard)) {
                    throw FactsReader.fault(file, "there is no standards/" + standard + ".yaml", "standards");
                }
            }
            new ProfileCheck(profile, file, columns, codeLists, divisions.keySet()).check();
            profiles.put(id, profile.withRenamed(renamed(profile)));
        }

        /** The files {@code census/<profile>/headers*.yaml}: headers that go by another name. */
        private List<CensusProfile.RenamedHeader> renamed(CensusProfile profile) {
            var names = new ArrayList<CensusProfile.RenamedHeader>();
            below("census/" + profile.profile() + "/headers", ".yaml").forEach((id, file) -> {
                var read = FactsReader.read(file, RenamedFile.class).headers();
                for (int i = 0; i < read.size(); i++) {
                    var table = read.get(i).table();
                    if (table != null
                            && profile.tables().stream()
                                    .noneMatch(form -> form.table().equals(table))) {
                        throw FactsReader.fault(
                                file, "the profile has no table '" + table + "'", "headers", "[" + i + "]", "table");
                    }
                }
                names.addAll(read);
            });
            return names;
        }

        private String hash(Predicate<String> which) {
            try {
                var digest = java.security.MessageDigest.getInstance("SHA-256");
                for (var entry : files.entrySet()) {
                    if (which.test(entry.getKey())) {
                        digest.update((entry.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(entry.getValue()));
                    }
                }
                return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
            } catch (IOException | java.security.NoSuchAlgorithmException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static CodeList codeList(String id, Path file) {
            var entries = new LinkedHashMap<String, CodeList.Entry>();
            FactsCsv.read(file, row -> {
                var title = new Bilingual(row.getField("zh"), row.getField("en"));
                var stages = CodeList.stages(row.findField("stages").orElse(""));
                boolean standsAlone = row.findField("stands_alone").orElse("").equals("1");
                var prefix = orNull(row.findField("code_prefix").orElse(""));
                var entry = new CodeList.Entry(title, stages, standsAlone, prefix, CodeList.grades(row));
                if (entries.put(row.getField("code"), entry) != null) {
                    throw new IllegalArgumentException("code " + row.getField("code") + " stands twice");
                }
            });
            return new CodeList(id, entries);
        }
    }

    /**
     * Reads a file of divisions, the shipped one or one that a census folder brings.
     *
     * @throws org.junheng.terms.FaultException of kind FACTS with file and line
     */
    public static List<Division> divisions(Path file) {
        var found = new ArrayList<Division>();
        var byCode = new HashMap<String, List<Division>>();
        FactsCsv.read(file, row -> {
            var level = row.getField("level");
            if (!Level.DOWNWARD.contains(level)) {
                throw new IllegalArgumentException("level must be one of " + Level.DOWNWARD + "; found " + level);
            }
            var division = new Division(
                    row.getField("code"),
                    row.getField("name"),
                    level,
                    orNull(row.getField("parent_code")),
                    row.getField("valid_from").isEmpty() ? 0 : Integer.parseInt(row.getField("valid_from")),
                    row.getField("valid_to").isEmpty() ? null : Integer.valueOf(row.getField("valid_to")),
                    orNull(row.getField("successor_code")),
                    row.getField("pseudo").equals("1"),
                    row.getField("generated").equals("1"));
            division.successors(); // of another form it is a fault of this line
            var others = byCode.computeIfAbsent(division.code(), code -> new ArrayList<>());
            if (others.stream().anyMatch(division::overlaps)) {
                throw new IllegalArgumentException("code " + division.code() + " stands twice for the same years");
            }
            others.add(division);
            found.add(division);
        });
        return found;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
