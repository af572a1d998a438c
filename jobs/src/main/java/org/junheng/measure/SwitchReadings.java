package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.Standard;
import org.junheng.rulebook.StandardSwitch.Change;
import org.junheng.terms.Level;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;

/**
 * The readings that a standard's switches could be set to instead, one at a time, in those counties and stages where they
 * would count other schools. Most counties have none.
 */
final class SwitchReadings {
    /** What a county has of a stage under a reading. */
    record Members(String setting, Standard standard, List<SchoolStage> schools, List<Absent> absent) {}

    /** The codes of regions in which a school counts. */
    private record Placed(SchoolStage school, Set<String> regions) {}

    private final Standard standard;
    private final Placement placement;
    private final Map<Stage, List<Placed>> placed = new HashMap<>();
    private final Map<String, Map<Stage, List<Absent>>> absent;
    private final Map<String, Map<Stage, List<Members>>> members = new HashMap<>();

    /**
     * @param byStage the schools that the standard counts
     * @param absent those that did not arrive
     * @param placements the placement under another standard
     * @param register which tells of absent schools
     */
    SwitchReadings(
            Standard standard,
            Placement placement,
            Map<Stage, List<SchoolStage>> byStage,
            Map<String, Map<Stage, List<Absent>>> absent,
            java.util.function.Function<Standard, Placement> placements,
            Register register) {
        this.standard = standard;
        this.placement = placement;
        this.absent = absent;
        var changes = standard.switches().values().stream()
                .filter(each -> !each.changes().isEmpty())
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        byStage.forEach((stage, schools) -> placed.put(
                stage,
                schools.stream()
                        .map(school -> new Placed(school, regions(placement, school)))
                        .toList()));
        for (var each : changes) {
            each.changes().forEach((reading, change) -> {
                var other = standard.with(change);
                read(each.id() + "=" + reading, other, placements.apply(other), change, register);
            });
        }
    }

    /** The readings under which a county has other schools of a stage, in the order of the file. */
    List<Members> of(String county, Stage stage) {
        return members.getOrDefault(county, Map.of()).getOrDefault(stage, List.of());
    }

    private static Set<String> regions(Placement placement, SchoolStage school) {
        return placement.regions(Level.COUNTY, school.school().text(CensusLayout.COUNTY_CODE), school.school());
    }

    private void read(String setting, Standard other, Placement otherPlacement, Change change, Register register) {
        var otherAbsent = absent.isEmpty() ? absent : register.absent(other, otherPlacement);
        placed.forEach((stage, schools) -> {
            var touched = new HashSet<String>();
            var read = new ArrayList<Placed>();
            for (var each : schools) {
                var its = changed(each.school(), other, otherPlacement, change);
                var regions = change.place() == null ? each.regions() : regions(otherPlacement, each.school());
                if (its != each.school() || !regions.equals(each.regions())) {
                    touched.addAll(each.regions());
                    touched.addAll(regions);
                }
                read.add(new Placed(its, regions));
            }
            var counties = new HashSet<>(absent.keySet());
            counties.addAll(otherAbsent.keySet());
            counties.removeIf(county -> inScope(absent, county, stage).equals(inScope(otherAbsent, county, stage)));
            touched.addAll(counties);
            if (touched.isEmpty()) {
                return;
            }
            var byCounty = new HashMap<String, List<SchoolStage>>();
            for (var each : read) {
                for (var region : each.regions()) {
                    if (touched.contains(region)) {
                        byCounty.computeIfAbsent(region, code -> new ArrayList<>())
                                .add(each.school());
                    }
                }
            }
            for (var county : touched) {
                members.computeIfAbsent(county, code -> new HashMap<>())
                        .computeIfAbsent(stage, of -> new ArrayList<>())
                        .add(new Members(
                                setting,
                                other,
                                byCounty.getOrDefault(county, List.of()),
                                inScope(otherAbsent, county, stage)));
            }
        });
    }

    private static List<Absent> inScope(Map<String, Map<Stage, List<Absent>>> absent, String county, Stage stage) {
        return absent.getOrDefault(county, Map.of()).getOrDefault(stage, List.of()).stream()
                .filter(Absent::inScope)
                .toList();
    }

    /** The school as the other reading counts it; the same object where that is no different. */
    private SchoolStage changed(SchoolStage school, Standard other, Placement otherPlacement, Change change) {
        boolean isSplit =
                change.splitWeights() != null && school.school().stages().size() > 1;
        boolean isScoped = change.excludedOwnership() != null || change.teachingPoints() != null;
        if (!isSplit && !isScoped) {
            return school;
        }
        var read = new SchoolStage(
                school.school(),
                school.stage(),
                other,
                otherPlacement.excluded(school.school().text(CensusLayout.MANAGER_CODE)));
        return !isSplit && read.counted() == school.counted() ? school : read;
    }
}
