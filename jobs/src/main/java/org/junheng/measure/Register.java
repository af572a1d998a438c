package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.CodeList;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;
import org.junheng.validate.QuarantineTable;

/**
 * The expected schools that did not arrive: rows of this year in quarantine, and last year's open schools without a
 * recorded closure or merger (conventions C7). Counties are followed through changes of their code.
 */
final class Register {
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final NumericColumns columns;
    private final Map<String, Object[]> lastYear = new TreeMap<>();
    private final Set<String> accepted = new HashSet<>();
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
            List<Object[]> rows,
            List<Object[]> before,
            List<Object[]> quarantined) {
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.columns = columns;
        this.quarantined = quarantined;
        rows.forEach(row -> accepted.add((String) row[CensusLayout.SCHOOL_CODE]));
        before.stream()
                .filter(row -> "open".equals(row[CensusLayout.SITUATION]))
                .forEach(row -> lastYear.put((String) row[CensusLayout.SCHOOL_CODE], row));
    }

    /** County series → stage → the schools absent in it, under one standard. */
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
                county = (String) known[CensusLayout.COUNTY_CODE];
            }
            var type = (String) row[QuarantineTable.SCHOOL_TYPE];
            add(absent, standard, county, type, known, new Absent(code == null ? "?" : code, true));
        }
        lastYear.forEach((code, row) -> {
            if (seen.add(code)) {
                add(
                        absent,
                        standard,
                        (String) row[CensusLayout.COUNTY_CODE],
                        (String) row[CensusLayout.SCHOOL_TYPE],
                        row,
                        new Absent(code, false));
            }
        });
        return absent;
    }

    private void add(
            Map<String, Map<Stage, List<Absent>>> absent,
            Standard standard,
            String county,
            String type,
            Object[] known,
            Absent school) {
        if (county == null) {
            return;
        }
        var itsType = type == null && known != null ? (String) known[CensusLayout.SCHOOL_TYPE] : type;
        var stages = itsType == null
                ? Set.copyOf(standard.stages())
                : rulebook.schoolType(itsType).map(CodeList.Entry::stages).orElse(Set.copyOf(standard.stages()));
        if (SchoolStage.outOfScope(standard, itsType, known == null ? null : students(known)) != null) {
            return;
        }
        var byStage = absent.computeIfAbsent(divisions.seriesCode(county), series -> new HashMap<>());
        for (var stage : standard.stages()) {
            if (stages.contains(stage)) {
                byStage.computeIfAbsent(stage, each -> new ArrayList<>()).add(school);
            }
        }
    }

    private Long students(Object[] row) {
        long total = 0;
        for (var stage : Stage.values()) {
            int position = columns.students(stage);
            if (stage != Stage.SENIOR && position >= 0 && row[position] != null) {
                total += (Long) row[position];
            }
        }
        return total;
    }
}
