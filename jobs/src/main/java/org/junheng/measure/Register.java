package org.junheng.measure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;

/**
 * The expected schools that did not arrive: rows of this year in quarantine, and last year's open schools without a
 * recorded closure or merger (conventions C7). Counties are followed to their code of this year, and schools to what the
 * facts say became of them: a recoded school is expected under its new code, a merged or split one where it went, a
 * closed one no more.
 */
final class Register {
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final CensusProfile profile;
    private final int year;
    /** Code of this year → the row of the year before of the same school, or of the first that went into it. */
    private final Map<String, School> lastYear = new TreeMap<>();

    private final Set<String> accepted = new HashSet<>();
    /** Codes of this year's rows, accepted or quarantined. */
    private final Set<String> inUse = new HashSet<>();

    private final Set<String> counties = new HashSet<>();
    private final List<Object[]> quarantined;

    /**
     * @param rows accepted rows of this year
     * @param before accepted rows of the year before
     * @param quarantined quarantined rows of this year
     */
    Register(
            Rulebook rulebook,
            Divisions divisions,
            NumericColumns columns,
            CensusProfile profile,
            int year,
            List<Object[]> rows,
            List<Object[]> before,
            List<Object[]> quarantined) {
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.profile = profile;
        this.year = year;
        this.quarantined = quarantined;
        for (var row : rows) {
            accepted.add((String) row[CensusLayout.SCHOOL_CODE]);
            counties.add((String) row[CensusLayout.COUNTY_CODE]);
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
    }

    /** Under which codes this year's census must report a school of last year; one that it still uses stands for itself. */
    private Set<String> expectedCodes(School school) {
        return inUse.contains(school.code())
                ? Set.of(school.code())
                : rulebook.schoolChanges().expectedIn(school.code(), year);
    }

    /** County, by its code of this year → stage → the schools absent in it, under one standard. */
    Map<String, Map<Stage, List<Absent>>> absent(Standard standard) {
        var absent = new LinkedHashMap<String, Map<Stage, List<Absent>>>();
        var seen = new HashSet<>(accepted);
        for (var row : quarantined) {
            var code = (String) row[QuarantineTable.SCHOOL_CODE];
            if (code != null && !seen.add(code)) {
                continue;
            }
            var known = code == null ? null : lastYear.get(code);
            var county = (String) row[QuarantineTable.COUNTY_CODE];
            if (county == null && known != null) {
                county = known.text(CensusLayout.COUNTY_CODE);
            }
            var type = (String) row[QuarantineTable.SCHOOL_TYPE];
            add(absent, standard, county, type, known, new Absent(code == null ? "?" : code, true));
        }
        lastYear.forEach((code, known) -> {
            if (seen.add(code)) {
                add(absent, standard, known.text(CensusLayout.COUNTY_CODE), null, known, new Absent(code, false));
            }
        });
        return absent;
    }

    /**
     * @param type as this year's row tells it, or null
     * @param known the school last year, or null
     */
    private void add(
            Map<String, Map<Stage, List<Absent>>> absent,
            Standard standard,
            String county,
            String type,
            School known,
            Absent school) {
        if (county == null) {
            return;
        }
        var itsType = type == null && known != null ? known.text(CensusLayout.SCHOOL_TYPE) : type;
        if (SchoolStage.outOfScope(standard, itsType, known == null ? null : known.students()) != null) {
            return;
        }
        var byStage = absent.computeIfAbsent(divisions.codeIn(county, year, counties), code -> new HashMap<>());
        var stages = stages(itsType, known);
        for (var stage : standard.stages()) {
            if (stages.contains(stage)) {
                byStage.computeIfAbsent(stage, each -> new ArrayList<>()).add(school);
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
