package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.terms.Status;
import org.junheng.validate.Campuses;
import org.junheng.validate.CensusLayout;
import org.junheng.warehouse.TableShape;

/** Measures one year of one province: schools, counties, cities and the province together, since they nest. */
final class PartitionMeasures {
    private final CensusProfile profile;
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final int year;
    private final List<Object[]> rows;
    private final List<Object[]> before;
    private final List<Object[]> quarantined;
    private final NumericColumns columns;
    private final MetricTables tables;

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
        this.rows = rows;
        this.before = before;
        this.quarantined = quarantined;
        this.columns = new NumericColumns(census, rulebook);
        this.tables = new MetricTables(rulebook);
    }

    /** Fills the tables under all standards. */
    MetricTables measure(List<Standard> standards) {
        var schools = schools();
        var register = new Register(rulebook, divisions, columns, profile, year, rows, before, quarantined);
        var absentCounties = new TreeSet<String>();
        for (var standard : standards) {
            var absent = register.absent(standard);
            absentCounties.addAll(absent.keySet());
            measure(standard, schools, absent);
        }
        writeDivisions(absentCounties);
        return tables;
    }

    /** The open schools with their campuses joined, in order of their codes; and table {@code school}. */
    private List<School> schools() {
        var byCode = new HashMap<String, Object[]>();
        rows.forEach(row -> byCode.put((String) row[CensusLayout.SCHOOL_CODE], row));
        var schools = new LinkedHashMap<String, School>();
        for (var row : rows) {
            if ("open".equals(row[CensusLayout.SITUATION]) && !Campuses.isCampus(row, rulebook)) {
                schools.put((String) row[CensusLayout.SCHOOL_CODE], new School(row, columns, profile, rulebook));
            }
        }
        for (var row : rows) {
            String note = null;
            if (Campuses.isCampus(row, rulebook)) {
                var parent = (String) Campuses.parent(row, byCode::get, rulebook)[CensusLayout.SCHOOL_CODE];
                schools.get(parent).join(row);
                note = Bilingual.format("不计校数，并入 %1$s", "not counted as a school: joined to %1$s", parent)
                        .both();
            } else if (!"open".equals(row[CensusLayout.SITUATION])) {
                note = rulebook.codeLists()
                        .get("situation")
                        .entries()
                        .get((String) row[CensusLayout.SITUATION])
                        .title()
                        .both();
            }
            writeSchool(row, note);
        }
        return List.copyOf(schools.values());
    }

    private void writeSchool(Object[] row, String note) {
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
                row[CensusLayout.MANAGER_CODE],
                row[CensusLayout.EDUCATION_GROUP],
                row[CensusLayout.SCHOOL_CLUSTER],
                school.students(Stage.PRIMARY),
                school.students(Stage.JUNIOR),
                "open".equals(row[CensusLayout.SITUATION]) ? school.students() : null,
                row[CensusLayout.COUNTED],
                note);
    }

    private void measure(Standard standard, List<School> schools, Map<String, Map<Stage, List<Absent>>> absent) {
        var byStage = new LinkedHashMap<Stage, List<SchoolStage>>();
        for (var stage : standard.stages()) {
            var offering = schools.stream()
                    .filter(school -> school.stages().contains(stage))
                    .map(school -> new SchoolStage(school, stage, standard))
                    .toList();
            byStage.put(stage, offering);
            offering.forEach(school -> writeSchoolStage(standard, school));
        }
        for (var level : List.of(Level.PROVINCE, Level.CITY, Level.COUNTY)) {
            if (profile.levels().containsKey(level)) {
                measureLevel(standard, level, byStage, absent);
            }
        }
    }

    private void writeSchoolStage(Standard standard, SchoolStage of) {
        for (var value : of.values()) {
            tables.schoolIndicator.add(
                    year,
                    standard.standard(),
                    of.stage().id(),
                    of.school().code(),
                    value.indicator().id(),
                    of.school().text(CensusLayout.COUNTY_CODE),
                    value.numerator(),
                    of.school().students(of.stage()),
                    value.value(),
                    value.threshold(),
                    value.floor(),
                    value.status().id(),
                    value.note(),
                    value.share());
        }
        if (standard.isLaw()) {
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
    private Map<String, Map<Stage, List<SchoolStage>>> regions(String level, Map<Stage, List<SchoolStage>> byStage) {
        var regions = new TreeMap<String, Map<Stage, List<SchoolStage>>>();
        byStage.forEach((stage, schools) -> {
            for (var school : schools) {
                for (var region : regionsOf(level, school.school())) {
                    regions.computeIfAbsent(region, code -> new LinkedHashMap<>())
                            .computeIfAbsent(stage, each -> new ArrayList<>())
                            .add(school);
                }
            }
        });
        return regions;
    }

    /**
     * The region of a level that a school stands in; at county level also the functional zone that manages it (C4), if it
     * lies in the same province: no figure of a region can come from two provinces.
     */
    private Set<String> regionsOf(String level, School school) {
        var regions = new LinkedHashSet<String>();
        var code = school.text(position(level));
        if (code != null) {
            regions.add(code);
        }
        var manager = school.text(CensusLayout.MANAGER_CODE);
        if (level.equals(Level.COUNTY) && manager != null && isPseudo(manager)) {
            divisions
                    .ancestor(manager, Level.PROVINCE, year)
                    .filter(province -> province.code().equals(school.text(CensusLayout.PROVINCE_CODE)))
                    .ifPresent(province -> regions.add(manager));
        }
        return regions;
    }

    private boolean isPseudo(String code) {
        return divisions.find(code, year).map(Divisions.Division::pseudo).orElse(false);
    }

    private static int position(String level) {
        return switch (level) {
            case Level.PROVINCE -> CensusLayout.PROVINCE_CODE;
            case Level.CITY -> CensusLayout.CITY_CODE;
            case Level.COUNTY -> CensusLayout.COUNTY_CODE;
            default -> throw new IllegalArgumentException(level);
        };
    }

    private void measureLevel(
            Standard standard,
            String level,
            Map<Stage, List<SchoolStage>> byStage,
            Map<String, Map<Stage, List<Absent>>> absent) {
        boolean judging = standard.isLaw() && level.equals(Level.COUNTY);
        var regions = regions(level, byStage);
        if (judging) {
            // A county of which nothing can be measured is judged too: it cannot be told.
            rows.forEach(row ->
                    regions.computeIfAbsent((String) row[CensusLayout.COUNTY_CODE], code -> new LinkedHashMap<>()));
            absent.keySet().forEach(county -> regions.computeIfAbsent(county, code -> new LinkedHashMap<>()));
        }
        regions.forEach((region, schools) -> {
            var judgement = judging ? new CountyJudgement(standard, !isPseudo(region)) : null;
            var absentHere = absent.getOrDefault(region, Map.of());
            for (var stage : standard.stages()) {
                var here = schools.getOrDefault(stage, List.of());
                var missingHere = absentHere.getOrDefault(stage, List.of());
                measureStage(standard, level, region, stage, here, missingHere, judgement);
            }
            if (judgement != null) {
                judgement.write(tables, year, region);
            }
        });
    }

    private void measureStage(
            Standard standard,
            String level,
            String region,
            Stage stage,
            List<SchoolStage> schools,
            List<Absent> absent,
            CountyJudgement judgement) {
        for (int i = 0; i < standard.indicators().size(); i++) {
            var indicator = standard.indicators().get(i);
            var row = collect(schools, i);
            var measures = row.measures(indicator);
            Status status = null;
            if (judgement != null) {
                status = judgement.addVariation(
                        stage, indicator, measures, row.excludedMissing(), absent, !schools.isEmpty());
            }
            var limit = judgement == null ? null : standard.cvLimit().get(stage);
            row.write(tables.equity, year, standard, level, region, stage, indicator, measures, limit, status);
        }
        if (judgement != null) {
            judgement.addEverySchool(stage, schools, absent);
        }
    }

    private static EquityRow collect(List<SchoolStage> schools, int indicator) {
        var row = new EquityRow();
        for (var school : schools) {
            var value = school.values().get(indicator);
            switch (school.counted()) {
                case OUT_OF_SCOPE -> row.addOutOfScope();
                case NO_STUDENTS -> row.addWithoutStudents();
                case IN -> {
                    if (value.value() == null) {
                        row.addMissing();
                    } else {
                        row.addUnit(
                                value.numerator(),
                                school.school().students(school.stage()),
                                value.status() == Status.PASS);
                    }
                }
            }
        }
        return row;
    }

    /** Every region that a row of this partition belongs to, with those above it but the nation. */
    private void writeDivisions(Set<String> absentCounties) {
        if (profile.hasDivisions()) {
            var codes = new TreeSet<String>();
            for (var row : rows) {
                codes.add((String) row[CensusLayout.COUNTY_CODE]);
                var manager = (String) row[CensusLayout.MANAGER_CODE];
                if (manager != null) {
                    codes.add(manager);
                }
            }
            codes.addAll(absentCounties);
            var written = new TreeSet<String>();
            codes.forEach(code -> writeWithAncestors(code, written));
        } else {
            writePaths();
        }
    }

    private void writeWithAncestors(String code, Set<String> written) {
        var division = divisions.find(code, year);
        if (division.isEmpty() || division.get().level().equals(Level.NATION) || !written.add(code)) {
            return;
        }
        var it = division.get();
        tables.division.add(
                year,
                code,
                it.name(),
                it.level(),
                it.parentCode(),
                it.pseudo(),
                it.successorCode(),
                divisions.seriesCode(code),
                it.generated() ? "{\"generated\": true}" : null);
        if (it.parentCode() != null) {
            writeWithAncestors(it.parentCode(), written);
        }
    }

    /** Regions that are told by codes and names of their own, or by names alone: the code is the path of names. */
    private void writePaths() {
        record Region(String name, String level, String parent) {}
        var regions = new TreeMap<String, Region>();
        for (var row : rows) {
            var parent = profile.nationCode();
            for (var level : List.of(Level.PROVINCE, Level.CITY, Level.COUNTY)) {
                var source = profile.levels().get(level);
                var code = (String) row[position(level)];
                if (source == null || code == null) {
                    continue;
                }
                var name = source.code() == null ? code.substring(code.lastIndexOf('/') + 1) : name(row, level);
                regions.putIfAbsent(code, new Region(name == null ? code : name, level, parent));
                parent = code;
            }
        }
        regions.forEach((code, region) -> tables.division.add(
                year, code, region.name(), region.level(), region.parent(), false, null, code, null));
    }

    private static String name(Object[] row, String level) {
        return (String)
                switch (level) {
                    case Level.PROVINCE -> row[CensusLayout.PROVINCE_NAME];
                    case Level.CITY -> row[CensusLayout.CITY_NAME];
                    default -> row[CensusLayout.COUNTY_NAME];
                };
    }
}
