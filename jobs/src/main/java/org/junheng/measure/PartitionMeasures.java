package org.junheng.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.measure.Partitionings.Partitioning;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Grouping;
import org.junheng.rulebook.LawFacts;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.validate.Campuses;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.Regions;
import org.junheng.validate.Regions.Region;
import org.junheng.warehouse.TableShape;

/** Measures one year of one province: schools and the regions of all its levels together, since they nest. */
final class PartitionMeasures {
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final int year;
    private final List<Object[]> rows;
    private final List<Object[]> before;
    private final List<Object[]> quarantined;
    private final CensusCodes codes;
    private final NumericColumns columns;
    private final Regions regions;
    private final SchoolRegions schoolRegions;
    private final ClassSizes classSizes;
    private final GroupSegregation groups;
    private final MetricTables tables;
    private final Register register;
    private final GroupTables groupTables;
    private final Map<String, Grouping> byColumn;
    private final List<String> levels;
    /** Groups of schools that are regions of their own, by code. */
    private final Map<String, Region> groupRegions = new TreeMap<>();

    private final Set<String> measuredBy = new TreeSet<>();

    /**
     * @param rows accepted rows of this year, sorted by school code
     * @param before accepted rows of the year before, for the register of expected schools
     * @param quarantined quarantined rows of this year
     */
    PartitionMeasures(
            CensusProfile profile,
            Rulebook rulebook,
            Divisions divisions,
            TableShape census,
            int year,
            List<Object[]> rows,
            List<Object[]> before,
            List<Object[]> quarantined) {
        this.profile = profile;
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.year = year;
        this.codes = new CensusCodes(profile, divisions, year, rows, quarantined);
        this.rows = codes.unified(rows);
        this.before = before;
        this.quarantined = quarantined;
        this.columns = new NumericColumns(census, rulebook);
        this.regions = new Regions(profile, census);
        this.schoolRegions = new SchoolRegions(regions, divisions, year);
        this.classSizes = new ClassSizes(profile, rulebook, census);
        this.groups = new GroupSegregation(profile, rulebook, census);
        this.tables = new MetricTables(rulebook);
        this.groupTables = new GroupTables(tables, year, rulebook.groupings());
        this.byColumn = GroupTables.byColumn(rulebook.groupings());
        this.levels = profile.levelsBelowNation();
        this.register = new Register(rulebook, codes, columns, profile, year, this.rows, before, quarantined);
    }

    /** Fills the tables under all standards. */
    MetricTables measure(List<Standard> standards) {
        standards.forEach(each -> measuredBy.add(each.standard()));
        var schools = schools();
        for (int i = 0; i < schools.size(); i++) {
            schools.get(i).setPosition(i);
        }
        var absentCounties = new TreeSet<String>();
        for (var standard : standards) {
            if (!concerns(standard)) {
                continue;
            }
            var placement = new Placement(standard, divisions, codes, year);
            var absent = register.absent(standard, placement);
            absent.keySet().removeIf(county -> !placement.binds(county));
            absentCounties.addAll(absent.keySet());
            measure(standard, placement, schools, absent);
            writeAbsent(standard, absent);
        }
        writeDivisions(absentCounties);
        classSizes.addTo(regions.levels(), schoolRegions, rows);
        classSizes.write(tables.classSize, year);
        groups.addTo(regions.levels(), schoolRegions, schools);
        groups.write(tables.groupSegregation, year);
        return tables;
    }

    /** Whether a plan stands beside the standard that it takes over, so that what is the same is measured once. */
    private boolean isBeside(Standard standard) {
        return standard.isPlan() && measuredBy.contains(standard.indicatorsOf());
    }

    /** Whether a standard judges anything here: a plan only its own province, from its first year on. */
    private boolean concerns(Standard standard) {
        if (!standard.isPlan()) {
            return true;
        }
        var province = divisions.ancestor(standard.region(), Level.PROVINCE, year);
        return year >= standard.validFrom()
                && province.isPresent()
                && Stream.concat(rows.stream(), before.stream())
                        .findFirst()
                        .map(row -> CensusLayout.partition((String) row[CensusLayout.PROVINCE_CODE]))
                        .filter(CensusLayout.partition(province.get().code())::equals)
                        .isPresent();
    }

    /** The open schools with their campuses joined, in order of their codes; and table {@code school}. */
    private List<School> schools() {
        var units = new SchoolUnits(rows, columns, profile, rulebook);
        for (var row : rows) {
            String note = null;
            var unit = units.codeOf(row);
            if (Campuses.isCampus(row, rulebook)) {
                note = Bilingual.format("不计校数，并入 %1$s", "not counted as a school: joined to %1$s", unit)
                        .both();
            } else if (!CensusLayout.isOpen(row)) {
                note = rulebook.codeLists()
                        .get("situation")
                        .entries()
                        .get((String) row[CensusLayout.SITUATION])
                        .title()
                        .both();
            }
            writeSchool(row, note, unit);
        }
        return units.schools();
    }

    private void writeSchool(Object[] row, String note, String unit) {
        var school = new School(row, columns, profile, rulebook);
        tables.school.add(
                year,
                school.code(),
                row[CensusLayout.SCHOOL_NAME],
                row[CensusLayout.SCHOOL_TYPE],
                row[CensusLayout.GRADE_SYSTEM],
                row[CensusLayout.URBAN_RURAL],
                row[CensusLayout.OWNERSHIP],
                row[CensusLayout.COUNTY_CODE],
                row[CensusLayout.CITY_CODE],
                row[CensusLayout.PROVINCE_CODE],
                regions.lowest(row),
                row[CensusLayout.MANAGER_CODE],
                row[CensusLayout.EDUCATION_GROUP],
                row[CensusLayout.SCHOOL_CLUSTER],
                school.students(Stage.PRIMARY),
                school.students(Stage.JUNIOR),
                CensusLayout.isOpen(row) ? school.students() : null,
                row[CensusLayout.COUNTED],
                note,
                row[CensusLayout.SITUATION],
                school.count("classes_" + Stage.PRIMARY.id()),
                school.count("classes_" + Stage.JUNIOR.id()),
                rulebook.schoolChanges().seriesCode(school.code()),
                unit,
                school.stages().stream().map(Stage::id).collect(Collectors.joining(" ")));
    }

    private void measure(
            Standard standard,
            Placement placement,
            List<School> schools,
            Map<String, Map<Stage, List<Absent>>> absent) {
        var byStage = new LinkedHashMap<Stage, List<SchoolStage>>();
        var partitionings = new Partitionings(
                levels,
                byColumn,
                schools.stream().map(school -> placed(school, placement)).toList());
        for (var stage : standard.stages()) {
            var offering = schools.stream()
                    .filter(school -> school.stages().contains(stage))
                    .filter(school -> placement.binds(placement.county(school)))
                    .map(school -> new SchoolStage(
                            school, stage, standard, placement.excluded(school.text(CensusLayout.MANAGER_CODE))))
                    .toList();
            byStage.put(stage, offering);
            writeSchoolStages(standard, placement, offering, partitionings);
        }
        var readings = !standard.judgesSchools()
                ? null
                : new SwitchReadings(
                        standard,
                        placement,
                        byStage,
                        absent,
                        other -> new Placement(other, divisions, codes, year),
                        register);
        for (var level : regions.levels()) {
            if (placement.measures(level)) {
                var elsewhere = isBeside(standard) ? byNationalPlace(standard, level, byStage.keySet(), schools) : null;
                measureLevel(standard, placement, level, byStage, absent, elsewhere, readings, partitionings);
            }
        }
        if (!isBeside(standard)) {
            measureGroups(standard, byStage, partitionings);
        }
    }

    /** Where a school belongs under a standard: a functional zone is no part of a county and counts for none here. */
    private Partitionings.Placed placed(School school, Placement placement) {
        var itsRegions = new String[levels.size()];
        for (int i = 0; i < levels.size(); i++) {
            var level = levels.get(i);
            if (level.equals(profile.unit().level())) {
                itsRegions[i] = school.code();
            } else if (level.equals(Level.COUNTY)) {
                itsRegions[i] = placement.county(school);
            } else {
                itsRegions[i] = placement.regions(level, school.text(regions.position(level)), school).stream()
                        .findFirst()
                        .orElse(null);
            }
        }
        return new Partitionings.Placed(itsRegions, groupsOf(school));
    }

    private String[] groupsOf(School school) {
        var at = CensusLayout.identity().positions();
        return byColumn.values().stream()
                .map(grouping -> school.text(at.get(grouping.column())))
                .toArray(String[]::new);
    }

    /** Measures the groups that are regions, and the units that stand for a level: education groups, provinces of a yearbook. */
    private void measureGroups(Standard standard, Map<Stage, List<SchoolStage>> byStage, Partitionings partitionings) {
        var ways = new ArrayList<Partitioning>();
        if (profile.unit().level() != null) {
            ways.add(partitionings.ofLevel(profile.unit().level()));
        }
        byColumn.forEach((id, grouping) -> {
            if (grouping.level()) {
                ways.add(partitionings.of(id));
            }
        });
        for (var way : ways) {
            byStage.forEach((stage, schools) -> {
                var byGroup = new TreeMap<Integer, List<SchoolStage>>();
                for (var school : schools) {
                    int position = school.school().position();
                    if (way.isKnown()[position]) {
                        byGroup.computeIfAbsent(way.ofSchool()[position], key -> new ArrayList<>())
                                .add(school);
                    }
                }
                byGroup.forEach((key, its) -> {
                    var code = way.keys().get(key);
                    measureStage(standard, way.id(), code, stage, its, List.of(), null, null, partitionings);
                    if (byColumn.containsKey(way.id())) {
                        var above = partitionings.lowest(its.get(0).school().position());
                        var name = above == null ? code : code.substring(above.length() + 1);
                        // A group and a cluster of one name share a code, which a division has once.
                        groupRegions.putIfAbsent(
                                code, new Region(way.id(), code, name, above == null ? profile.nationCode() : above));
                    }
                });
            });
        }
    }

    /** Regions of a level → stage → the schools that the standard with a plan's indicators counts there, absent ones too. */
    private Map<String, Map<Stage, Set<String>>> byNationalPlace(
            Standard plan, String level, Set<Stage> stages, List<School> schools) {
        var national = rulebook.standards().get(plan.indicatorsOf());
        var placement = new Placement(national, divisions, codes, year);
        var codesOf = new HashMap<String, Map<Stage, Set<String>>>();
        int position = regions.position(level);
        for (var school : schools) {
            for (var region : placement.regions(level, school.text(position), school)) {
                for (var stage : stages) {
                    if (school.stages().contains(stage)) {
                        codesOf.computeIfAbsent(region, code -> new HashMap<>())
                                .computeIfAbsent(stage, each -> new TreeSet<>())
                                .add(school.code());
                    }
                }
            }
        }
        if (level.equals(Level.COUNTY)) {
            register.absent(national, placement)
                    .forEach((county, byStage) -> byStage.forEach((stage, absent) ->
                            absent.forEach(each -> codesOf.computeIfAbsent(county, code -> new HashMap<>())
                                    .computeIfAbsent(stage, of -> new TreeSet<>())
                                    .add(each.schoolCode()))));
        }
        return codesOf;
    }

    /** The expected schools that did not arrive; those without a code are told apart by a number. */
    private void writeAbsent(Standard standard, Map<String, Map<Stage, List<Absent>>> absent) {
        if (!standard.isLaw()) {
            return;
        }
        absent.forEach((county, byStage) -> byStage.forEach((stage, schools) -> {
            int unnamed = 0;
            for (var school : schools) {
                tables.expectedSchool.add(
                        year,
                        standard.standard(),
                        county,
                        stage.id(),
                        school.schoolCode().equals("?") ? "?" + ++unnamed : school.schoolCode(),
                        school.quarantined() ? "quarantined" : "unreported",
                        school.inScope(),
                        school.schoolType());
            }
        }));
    }

    /** The register, and what the school comes to; that is the same under a plan as under the standard that it takes over. */
    private void writeSchoolStages(
            Standard standard, Placement placement, List<SchoolStage> schools, Partitionings partitionings) {
        var at = schools.stream().mapToInt(school -> school.school().position()).toArray();
        var contributions = regions.levels().isEmpty() || isBeside(standard)
                ? null
                : new SchoolContributions(
                        schools,
                        at,
                        partitionings.ofLevel(
                                regions.levels().get(regions.levels().size() - 1)));
        for (int i = 0; i < schools.size(); i++) {
            writeSchoolStage(standard, placement, schools.get(i), contributions, i);
        }
    }

    private void writeSchoolStage(
            Standard standard, Placement placement, SchoolStage of, SchoolContributions contributions, int place) {
        if (standard.isLaw()) {
            var standing = of.school().text(CensusLayout.COUNTY_CODE);
            for (var region : placement.regions(Level.COUNTY, standing, of.school())) {
                tables.expectedSchool.add(
                        year,
                        standard.standard(),
                        region,
                        of.stage().id(),
                        of.school().code(),
                        "reported",
                        of.isInScope(),
                        of.school().text(CensusLayout.SCHOOL_TYPE));
            }
        }
        if (isBeside(standard)) {
            return;
        }
        var county = placement.county(of.school());
        for (int i = 0; i < of.values().size(); i++) {
            var value = of.values().get(i);
            tables.schoolIndicator.add(
                    year,
                    standard.standard(),
                    of.stage().id(),
                    of.school().code(),
                    value.indicator().id(),
                    county,
                    value.numerator(),
                    of.school().students(of.stage()),
                    value.value(),
                    value.threshold(),
                    value.floor(),
                    value.status().id(),
                    value.note(),
                    value.share(),
                    contributions == null ? null : contributions.share(i, place));
        }
        if (standard.judgesSchools()) {
            tables.schoolVerdict.add(
                    year,
                    standard.standard(),
                    of.stage().id(),
                    of.school().code(),
                    of.met(),
                    of.betweenFloorAndThreshold(),
                    of.belowFloor(),
                    of.unknown(),
                    of.verdict().id());
        }
    }

    /** Regions of a level → stage → their schools, regions in order of their codes. */
    private Map<String, Map<Stage, List<SchoolStage>>> schoolsByRegion(
            Placement placement, String level, Map<Stage, List<SchoolStage>> byStage) {
        var byRegion = new TreeMap<String, Map<Stage, List<SchoolStage>>>();
        int position = regions.position(level);
        byStage.forEach((stage, schools) -> {
            for (var school : schools) {
                var standing = school.school().text(position);
                for (var region : placement.regions(level, standing, school.school())) {
                    byRegion.computeIfAbsent(region, code -> new LinkedHashMap<>())
                            .computeIfAbsent(stage, each -> new ArrayList<>())
                            .add(school);
                }
            }
        });
        return byRegion;
    }

    /**
     * @param elsewhere for a plan: where the standard that it takes over counts which schools; what is the same in both is
     *     measured once, under that standard
     * @param readings of a standard that judges schools; else null
     */
    private void measureLevel(
            Standard standard,
            Placement placement,
            String level,
            Map<Stage, List<SchoolStage>> byStage,
            Map<String, Map<Stage, List<Absent>>> absent,
            Map<String, Map<Stage, Set<String>>> elsewhere,
            SwitchReadings readings,
            Partitionings partitionings) {
        boolean judging = standard.judgesSchools() && level.equals(Level.COUNTY);
        var byRegion = schoolsByRegion(placement, level, byStage);
        if (judging) {
            // A county of which nothing can be measured is judged too: it cannot be told.
            rows.stream()
                    .map(row -> placement.county(
                            (String) row[CensusLayout.COUNTY_CODE], (String) row[CensusLayout.MANAGER_CODE]))
                    .filter(placement::binds)
                    .forEach(county -> byRegion.computeIfAbsent(county, code -> new LinkedHashMap<>()));
            absent.keySet().forEach(county -> byRegion.computeIfAbsent(county, code -> new LinkedHashMap<>()));
        }
        byRegion.forEach((region, schools) -> {
            var judgement = judging
                    ? new CountyJudgement(
                            standard, standard.isPlan() || !placement.isPseudo(region), absentStages(standard, region))
                    : null;
            var bounds = judging
                    ? new CountyBounds(
                            standard,
                            region,
                            register,
                            readings,
                            rulebook.rules().get(profile.profile()),
                            rulebook.bounds())
                    : null;
            var absentHere = absent.getOrDefault(region, Map.of());
            for (var stage : standard.stages()) {
                var here = schools.getOrDefault(stage, List.of());
                var missingHere = absentHere.getOrDefault(stage, List.of()).stream()
                        .filter(Absent::inScope)
                        .toList();
                if (elsewhere == null
                        || placement.isPseudo(region)
                        || !codes(here, absentHere.getOrDefault(stage, List.of()))
                                .equals(elsewhere.getOrDefault(region, Map.of()).getOrDefault(stage, Set.of()))) {
                    measureStage(standard, level, region, stage, here, missingHere, judgement, bounds, partitionings);
                }
            }
            if (bounds != null) {
                bounds.write(tables.equityBound, year);
            }
            if (judgement != null && !standard.isPlan()) {
                judgement.write(tables, year, region);
            }
        });
    }

    private static Set<String> codes(List<SchoolStage> schools, List<Absent> absent) {
        var codes = new TreeSet<String>();
        schools.forEach(school -> codes.add(school.school().code()));
        absent.forEach(school -> codes.add(school.schoolCode()));
        return codes;
    }

    private Map<Stage, LawFacts.AbsentStage> absentStages(Standard standard, String county) {
        var absent = new EnumMap<Stage, LawFacts.AbsentStage>(Stage.class);
        for (var stage : standard.stages()) {
            var declared = rulebook.lawFacts().absent(county, stage, year);
            if (declared != null) {
                absent.put(stage, declared);
            }
        }
        return absent;
    }

    private void measureStage(
            Standard standard,
            String level,
            String region,
            Stage stage,
            List<SchoolStage> schools,
            List<Absent> absent,
            CountyJudgement judgement,
            CountyBounds bounds,
            Partitionings partitionings) {
        var boundsHere = bounds == null ? null : bounds.of(stage, schools, absent);
        for (int i = 0; i < standard.indicators().size(); i++) {
            var indicator = standard.indicators().get(i);
            var row = EquityRow.of(schools, i);
            var measures = row.measures(indicator);
            Status status = null;
            if (judgement != null) {
                var bound = boundsHere.add(i, measures);
                status = judgement.addVariation(
                        stage, indicator, measures, row.excludedMissing(), absent, !schools.isEmpty(), bound);
            }
            var limit = judgement == null ? null : standard.cvLimit().get(stage);
            row.write(tables.equity, year, standard, level, region, stage, indicator, measures, limit, status);
            groupTables.write(standard, level, region, stage, indicator, row, measures, partitionings);
        }
        if (judgement != null) {
            judgement.addEverySchool(stage, schools, absent);
        }
    }

    /** Every region that a row of this partition belongs to, with those above it but the nation. */
    private void writeDivisions(Set<String> absentCounties) {
        if (profile.hasDivisions()) {
            var named = new TreeSet<>(absentCounties);
            for (var row : rows) {
                Stream.of(CensusLayout.COUNTY_CODE, CensusLayout.MANAGER_CODE)
                        .map(position -> (String) row[position])
                        .filter(Objects::nonNull)
                        .forEach(named::add);
            }
            named.forEach(new DivisionRows(tables.division, divisions, codes, year)::addWithAncestors);
        }
        var others = new TreeMap<String, Region>();
        for (var row : rows) {
            for (var region : regions.besideDivisions(row)) {
                others.merge(region.code(), region, (first, next) -> first.name() == null ? next : first);
            }
        }
        if (profile.unit().level() != null) {
            for (var row : rows) {
                var code = (String) row[CensusLayout.SCHOOL_CODE];
                var above = regions.lowest(row);
                others.put(
                        code,
                        new Region(
                                profile.unit().level(),
                                code,
                                (String) row[CensusLayout.SCHOOL_NAME],
                                above == null ? profile.nationCode() : above));
            }
        }
        others.putAll(groupRegions);
        others.forEach((code, region) -> tables.division.add(
                year,
                code,
                region.name() == null ? code : region.name(),
                region.level(),
                region.parentCode(),
                false,
                null,
                seriesCode(region),
                null,
                null,
                null));
    }

    /** A group of schools goes on where its county exchanges its code for another. */
    private String seriesCode(Region region) {
        return profile.hasDivisions()
                        && groupRegions.containsKey(region.code())
                        && region.code().startsWith(region.parentCode() + "/")
                ? divisions.seriesCode(region.parentCode(), year)
                        + region.code().substring(region.parentCode().length())
                : region.code();
    }
}
