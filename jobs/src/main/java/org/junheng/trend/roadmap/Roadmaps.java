package org.junheng.trend.roadmap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junheng.rulebook.Divisions;
import org.junheng.rulebook.Divisions.Division;
import org.junheng.rulebook.Limit;
import org.junheng.rulebook.Roadmap;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableDatabase;

/** Writes table {@code roadmap}: where counties stand on the way to their dates, and regions on the way to their shares. */
public final class Roadmaps {
    private static final String NATION = "nation";

    private final TableDatabase database;
    private final Rulebook rulebook;
    private final Divisions divisions;
    private final List<Standard> standards;

    /**
     * @param database with {@code county_verdict}, {@code county_item}, {@code school_verdict}, {@code school}, {@code class_size},
     *     {@code division}, {@code trend} and {@code forecast}
     * @param standards those by which schools were measured, plans among them
     */
    public Roadmaps(TableDatabase database, Rulebook rulebook, Divisions divisions, List<Standard> standards) {
        this.database = database;
        this.rulebook = rulebook;
        this.divisions = divisions;
        this.standards = standards;
    }

    /** The last census that shows a target of these plans, up to which forecasts must reach; null where there is none. */
    public static Integer lastTarget(Rulebook rulebook, List<Standard> standards) {
        return concerning(rulebook, standards)
                .flatMap(roadmap -> targets(roadmap)
                        .filter(value -> value.value() != null)
                        .map(value -> roadmap.census().year(value.value().intValueExact())))
                .max(Integer::compare)
                .orElse(null);
    }

    private static Stream<Limit.Value> targets(Roadmap roadmap) {
        var counties = roadmap.counties() == null
                ? List.<Limit.Value>of()
                : roadmap.counties().years().values();
        return Stream.concat(counties.stream(), roadmap.quotas().stream().map(Roadmap.Quota::due));
    }

    private static Stream<Roadmap> concerning(Rulebook rulebook, List<Standard> standards) {
        var ids = standards.stream().map(Standard::standard).collect(Collectors.toSet());
        return rulebook.roadmaps().values().stream()
                .filter(roadmap -> ids.contains(roadmap.plan()) && ids.contains(roadmap.standard()));
    }

    /** Fills the table, which stands empty. A plan of whose region the data hold no county has no rows. */
    public void write() throws SQLException {
        var parts = new HashMap<String, CensusPart>();
        var rows = new ArrayList<Object[]>();
        for (var roadmap : concerning(rulebook, standards).toList()) {
            if (!parts.containsKey(roadmap.standard())) {
                parts.put(
                        roadmap.standard(),
                        CensusPart.read(database, rulebook.standards().get(roadmap.standard())));
            }
            var part = parts.get(roadmap.standard());
            if (part != null) {
                rows.addAll(new Plan(roadmap, part).rows());
            }
        }
        database.insert("roadmap", rows);
    }

    /** One plan over its region. */
    private final class Plan {
        private final Roadmap roadmap;
        private final CensusPart part;
        private final int year;
        /** Series code → division, zones among them. */
        private final Map<String, Division> counties = new TreeMap<>();

        Plan(Roadmap roadmap, CensusPart part) {
            this.roadmap = roadmap;
            this.part = part;
            year = part.lastYear();
            for (var division : divisions.inUse(year)) {
                if (division.level().equals(Level.COUNTY)
                        && divisions.isWithin(division.code(), roadmap.region(), year)) {
                    counties.put(divisions.seriesCode(division.code(), year), division);
                }
            }
        }

        List<Object[]> rows() {
            if (counties.keySet().stream().noneMatch(part::has)) {
                return List.of();
            }
            var rows = new ArrayList<Object[]>();
            if (roadmap.counties() != null) {
                counties.forEach((series, division) -> rows.add(row(series, division)));
            }
            roadmap.quotas().forEach(quota -> rows.add(row(quota)));
            return rows;
        }

        private Achievement achievement(String series) {
            var recognised = rulebook.lawFacts().recognitions().stream()
                    .filter(recognition -> recognition.assessmentLevel().equals(roadmap.assessmentLevel())
                            || recognition.assessmentLevel().equals(NATION))
                    .filter(recognition -> series.equals(recognition.countyCode())
                            || series.equals(divisions.seriesCode(recognition.countyCode(), recognition.year())))
                    .map(recognition -> recognition.year())
                    .toList();
            return Achievement.of(recognised, part.verdicts(series));
        }

        private Integer census(Limit.Value target) {
            return target == null || target.value() == null
                    ? null
                    : (Integer) roadmap.census().year(target.value().intValueExact());
        }

        private Object[] row(String series, Division division) {
            var target = roadmap.target(division.code(), divisions, year).orElse(null);
            var census = census(target);
            var items = part.items(series, roadmap.classSizes(), census == null ? year : census);
            var standing = CountyStanding.of(new CountyStanding.Place(
                    division.code(),
                    division.name(),
                    division.pseudo(),
                    part.has(series),
                    year,
                    census,
                    achievement(series),
                    part.passesOnResources(series),
                    items,
                    part.failingElsewhere(series, items)));
            var achievement = standing.place().achievement();
            var basis = achievement != null
                    ? achievement.basis()
                    : standing.place().resourcesPass() ? Achievement.Basis.RESOURCE_ONLY : null;
            var deciding = Optional.ofNullable(standing.deciding());
            return new Object[] {
                roadmap.id(),
                Level.COUNTY,
                division.code(),
                roadmap.assessmentLevel(),
                target == null || target.value() == null
                        ? null
                        : (Object) target.value().intValueExact(),
                census,
                null,
                null,
                null,
                achievement == null ? null : (Object) achievement.year(),
                basis == null ? null : basis.id(),
                standing.projection().earliest().year(),
                standing.projection().central().year(),
                standing.projection().latest().year(),
                standing.state().id(),
                deciding.map(Item::item).orElse(null),
                deciding.map(item -> item.stage().id()).orElse(null),
                RoadmapReason.of(roadmap, standing, target).both(),
                roadmap.counties().clause()
            };
        }

        private Object[] row(Roadmap.Quota quota) {
            var census = census(quota.due());
            var members = new ArrayList<QuotaStanding.Member>();
            counties.forEach((series, division) -> {
                if (!division.pseudo()) {
                    var projection = part.items(series, roadmap.classSizes(), census == null ? year : census).stream()
                            .map(Item::projection)
                            .reduce(Projection::and)
                            .orElse(Projection.UNKNOWN);
                    members.add(new QuotaStanding.Member(
                            division.code(), division.name(), part.has(series), achievement(series), projection));
                }
            });
            var standing = QuotaStanding.of(quota.needed(members.size()), members, year, census);
            return new Object[] {
                roadmap.idOf(quota),
                quota.level(),
                roadmap.region(),
                roadmap.assessmentLevel(),
                quota.due().value() == null
                        ? null
                        : (Object) quota.due().value().intValueExact(),
                census,
                quota.share().doubleValue(),
                members.size(),
                standing.achieved().size(),
                standing.achievedYear(),
                standing.basis() == null ? null : standing.basis().id(),
                standing.projection().earliest().year(),
                standing.projection().central().year(),
                standing.projection().latest().year(),
                standing.state().id(),
                null,
                null,
                RoadmapReason.of(roadmap, standing, quota, year, census).both(),
                quota.clause()
            };
        }
    }
}
