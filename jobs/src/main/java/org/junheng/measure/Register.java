package org.junheng.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.Campuses;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;

/**
 * The expected schools that did not arrive: rows of this year in quarantine, and last year's open schools without a
 * recorded closure or merger (conventions C7). Counties are followed to their code of this year, and to every part where
 * they were split; schools to what the facts say became of them: a recoded school is expected under its new code, a
 * merged or split one where it went, a closed one no more.
 */
final class Register {
    private final Rulebook rulebook;
    private final CensusCodes codes;
    private final CensusProfile profile;
    private final int year;
    /** Code of this year → the row of the year before of the same school, or of the first that went into it. */
    private final Map<String, School> lastYear = new TreeMap<>();
    /** Code of this year → the same school last year with its campuses; without those that came of mergers and splits. */
    private final Map<String, School> ownLastYear = new HashMap<>();
    /** Code of this year of a campus that is not counted → that of the school it belonged to last year. */
    private final Map<String, String> parents = new HashMap<>();

    private final Set<String> accepted = new HashSet<>();
    /** Codes of this year's rows, accepted or quarantined. */
    private final Set<String> inUse = new HashSet<>();

    private final List<Object[]> quarantined;

    /**
     * @param codes by which the census of this year knows its counties
     * @param rows accepted rows of this year
     * @param before accepted rows of the year before
     * @param quarantined quarantined rows of this year
     */
    Register(
            Rulebook rulebook,
            CensusCodes codes,
            NumericColumns columns,
            CensusProfile profile,
            int year,
            List<Object[]> rows,
            List<Object[]> before,
            List<Object[]> quarantined) {
        this.rulebook = rulebook;
        this.codes = codes;
        this.profile = profile;
        this.year = year;
        this.quarantined = quarantined;
        for (var row : rows) {
            accepted.add((String) row[CensusLayout.SCHOOL_CODE]);
        }
        inUse.addAll(accepted);
        quarantined.forEach(row -> inUse.add((String) row[QuarantineTable.SCHOOL_CODE]));
        var open = before.stream()
                .filter(CensusLayout::isOpen)
                .map(row -> new School(row, columns, profile, rulebook))
                .toList();
        // A school that stands under its own code is told by its own row, not by one that went into it.
        open.stream()
                .filter(school -> expectedCodes(school).contains(school.code()))
                .forEach(school -> lastYear.put(school.code(), school));
        open.forEach(school -> expectedCodes(school).forEach(code -> lastYear.putIfAbsent(code, school)));
        followFigures(open, before, columns);
    }

    /** Last year's figures under the codes of this year, of those schools alone that are one school in both years. */
    private void followFigures(List<School> open, List<Object[]> before, NumericColumns columns) {
        var byCode = new HashMap<String, Object[]>();
        before.forEach(row -> byCode.put((String) row[CensusLayout.SCHOOL_CODE], row));
        var units = new HashMap<String, School>();
        var origins = new HashMap<String, Integer>();
        for (var school : open) {
            expectedCodes(school).forEach(code -> origins.merge(code, 1, Integer::sum));
            var row = byCode.get(school.code());
            if (!Campuses.isCampus(row, rulebook)) {
                units.put(school.code(), new School(row, columns, profile, rulebook));
            }
        }
        for (var school : open) {
            var row = byCode.get(school.code());
            var parent = units.containsKey(school.code()) ? null : Campuses.parent(row, byCode::get, rulebook);
            if (parent != null) {
                var unit = units.get((String) parent[CensusLayout.SCHOOL_CODE]);
                unit.join(row);
                expectedCodes(school).forEach(code -> parents.put(code, single(unit)));
            }
        }
        for (var school : open) {
            var code = single(school);
            if (code != null && origins.get(code) == 1) {
                ownLastYear.put(code, units.getOrDefault(school.code(), school));
            }
        }
    }

    /** The one code of this year that a school of last year goes by; null where it became several or none. */
    private String single(School school) {
        var following = expectedCodes(school);
        return following.size() == 1 ? following.iterator().next() : null;
    }

    /** The same school last year with its campuses, or null. */
    School lastYear(String schoolCode) {
        return ownLastYear.get(schoolCode);
    }

    /** Under which codes this year's census must report a school of last year; one that it still uses stands for itself. */
    private Set<String> expectedCodes(School school) {
        return inUse.contains(school.code())
                ? Set.of(school.code())
                : rulebook.schoolChanges().expectedIn(school.code(), year);
    }

    /**
     * County, by its code of this year → stage → the schools absent in it, under one standard; those too that its
     * indicators leave out.
     *
     * @param placement in which county a school counts under it
     */
    Map<String, Map<Stage, List<Absent>>> absent(Standard standard, Placement placement) {
        var absent = new LinkedHashMap<String, Map<Stage, List<Absent>>>();
        var seen = new HashSet<>(accepted);
        for (var row : quarantined) {
            var code = (String) row[QuarantineTable.SCHOOL_CODE];
            if (code != null && !seen.add(code)) {
                continue;
            }
            var known = code == null ? null : lastYear.get(code);
            var type = (String) row[QuarantineTable.SCHOOL_TYPE];
            add(
                    absent,
                    standard,
                    placement,
                    counties(row, known, placement),
                    managers(row, known),
                    type,
                    known,
                    code == null ? "?" : code,
                    true);
        }
        lastYear.forEach((code, known) -> {
            if (seen.add(code)) {
                add(
                        absent,
                        standard,
                        placement,
                        counties(null, known, placement),
                        managers(null, known),
                        null,
                        known,
                        code,
                        false);
            }
        });
        absent.values().forEach(byStage -> byStage.values()
                .forEach(schools -> schools.sort(Comparator.comparing(Absent::schoolCode)
                        .thenComparing(Absent::inScope)
                        .thenComparing(each -> String.valueOf(each.schoolType())))));
        return absent;
    }

    /**
     * The counties in which a school is to be expected: one, or each of several into which its county was split.
     *
     * @param row this year's row in quarantine, or null
     * @param known the school last year, or null
     */
    private Set<String> counties(Object[] row, School known, Placement placement) {
        var locations = places(row == null ? null : row[QuarantineTable.COUNTY_CODE], known, CensusLayout.COUNTY_CODE);
        var managers = managers(row, known);
        var counties = new TreeSet<String>();
        for (var location : locations) {
            if (managers.isEmpty()) {
                counties.add(placement.county(location, null));
            }
            managers.forEach(manager -> counties.add(placement.county(location, manager)));
        }
        return counties;
    }

    private Set<String> managers(Object[] row, School known) {
        return places(row == null ? null : row[QuarantineTable.MANAGER_CODE], known, CensusLayout.MANAGER_CODE);
    }

    /** What this year's row tells, else what last year's did, by the codes of this census. */
    private Set<String> places(Object told, School known, int position) {
        if (told != null) {
            return Set.of(codes.now((String) told));
        }
        var before = known == null ? null : known.text(position);
        return before == null ? Set.of() : codes.following(before);
    }

    /**
     * @param counties where it is expected, by the codes of this census
     * @param managers who manages it, by the codes of this census; several where that is not certain
     * @param type as this year's row tells it, or null
     * @param known the school last year, or null
     */
    private void add(
            Map<String, Map<Stage, List<Absent>>> absent,
            Standard standard,
            Placement placement,
            Set<String> counties,
            Set<String> managers,
            String type,
            School known,
            String schoolCode,
            boolean quarantined) {
        var itsType = type == null && known != null ? known.text(CensusLayout.SCHOOL_TYPE) : type;
        var ownership = known == null ? null : known.text(CensusLayout.OWNERSHIP);
        var students = known == null ? null : known.students();
        boolean inScope = SchoolStage.outOfScope(standard, itsType, ownership, students) == null
                && (managers.isEmpty() || managers.stream().anyMatch(each -> placement.excluded(each) == null));
        var stages = stages(itsType, known);
        boolean certain = counties.size() == 1
                && managers.size() <= 1
                && (known != null || rulebook.schoolType(itsType).isPresent());
        var expected = new Absent(
                schoolCode,
                quarantined,
                inScope,
                itsType,
                ownLastYear.get(schoolCode),
                parents.get(schoolCode),
                certain);
        for (var county : counties) {
            var byStage = absent.computeIfAbsent(county, code -> new HashMap<>());
            for (var stage : standard.stages()) {
                if (stages.contains(stage)) {
                    byStage.computeIfAbsent(stage, each -> new ArrayList<>()).add(expected);
                }
            }
        }
    }

    /** The stages of its type and those that it had last year; all where nothing is known. */
    private Set<Stage> stages(String type, School known) {
        var stages = EnumSet.noneOf(Stage.class);
        rulebook.schoolType(type).map(CodeList.Entry::stages).ifPresent(stages::addAll);
        if (known != null) {
            stages.addAll(known.stages());
        }
        return stages.isEmpty() ? EnumSet.copyOf(profile.stages()) : stages;
    }
}
