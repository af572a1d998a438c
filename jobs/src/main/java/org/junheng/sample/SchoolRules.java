package org.junheng.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the items on every school beyond the seven indicators come to: 2.3 rooms, 2.4 size and 2.5 class sizes. All open
 * schools count, teaching points too, campuses with their parent. One school that fails decides; else one that cannot be
 * told or did not arrive leaves it open.
 */
final class SchoolRules {

    private static final String ROOMS = "2.3";
    private static final String ALL = "all";

    private final CountySheetFacts facts;
    private final ResourceStandard standard;
    private final String county;
    private final int year;

    SchoolRules(CountySheetFacts facts, String county, int year) {
        this.facts = facts;
        this.standard = facts.sample().standard();
        this.county = county;
        this.year = year;
    }

    /** Stage, then item, then status. */
    Map<String, Map<String, Verdict>> items(TruthCalculator.Evidence evidence, List<Map<String, String>> rooms) {
        var units = units(evidence.accepted());
        var absent = absent(evidence);
        var ceilings = facts.facts().ceilings();
        var items = new LinkedHashMap<String, Map<String, Verdict>>();
        var ofAll = new LinkedHashMap<String, Verdict>();
        items.put(ALL, ofAll);
        var roomVerdicts = new ArrayList<Verdict>();
        var sizeVerdicts = new ArrayList<Verdict>();
        for (var unit : units) {
            roomVerdicts.add(isCounted(unit) ? rooms(unit, rooms) : Verdict.NOT_APPLICABLE);
            sizeVerdicts.add(hasCeiling(unit) ? size(unit) : Verdict.NOT_APPLICABLE);
        }
        ofAll.put(ROOMS, everySchool(roomVerdicts, !absent.isEmpty()));
        ofAll.put(ceilings.sizeItem(), everySchool(sizeVerdicts, !absent.isEmpty()));
        for (var stage : standard.stages()) {
            var verdicts = units.stream()
                    .filter(unit -> unit.hasStage(stage))
                    .map(unit -> hasCeiling(unit) ? classes(unit, stage) : Verdict.NOT_APPLICABLE)
                    .toList();
            var missing = absent.stream().anyMatch(row -> CensusUnit.hasStage(row, stage));
            items.computeIfAbsent(stage, none -> new LinkedHashMap<>())
                    .put(ceilings.classItem(), everySchool(verdicts, missing));
        }
        return items;
    }

    private static Verdict everySchool(List<Verdict> verdicts, boolean missing) {
        var open = missing || verdicts.isEmpty() ? Verdict.CANNOT_SAY : Verdict.NOT_APPLICABLE;
        return verdicts.stream().reduce(open, Verdict::and);
    }

    private List<CensusUnit> units(List<Map<String, String>> rows) {
        var units = new TreeMap<String, CensusUnit>();
        var open = rows.stream().filter(SchoolRules::isOpen).toList();
        open.stream()
                .filter(row -> !isCampus(row))
                .forEach(row -> units.put(row.get("school_code"), CensusUnit.of(row)));
        open.stream()
                .filter(this::isCampus)
                .forEach(row -> units.get(row.get("parent_school_code")).rows().add(row));
        return List.copyOf(units.values());
    }

    private static boolean isOpen(Map<String, String> row) {
        return row.get("situation").equals("open");
    }

    private boolean isCampus(Map<String, String> row) {
        return row.get("counted").equals("0") && !row.get("school_type").equals(standard.pointType());
    }

    /** Quarantined schools, and last year's open ones that are gone unsaid. */
    private static List<Map<String, String>> absent(TruthCalculator.Evidence evidence) {
        var expected = new TreeMap<String, Map<String, String>>();
        evidence.lastYear().stream()
                .filter(SchoolRules::isOpen)
                .forEach(row -> expected.put(row.get("school_code"), row));
        evidence.quarantined().forEach(row -> expected.putIfAbsent(row.get("school_code"), row));
        evidence.accepted().forEach(row -> expected.remove(row.get("school_code")));
        return List.copyOf(expected.values());
    }

    private static String type(CensusUnit unit) {
        return unit.rows().get(0).get("school_type");
    }

    /** Whether the seven indicators count a school. */
    private boolean isCounted(CensusUnit unit) {
        if (!type(unit).equals(standard.pointType())) {
            return !standard.excludedTypes().contains(type(unit));
        }
        var least = Fraction.of(Integer.toString(standard.pointMinimumStudents()));
        return unit.ofStage("students", "primary")
                .map(students -> students.compareTo(least) >= 0)
                .orElse(true);
    }

    private boolean hasCeiling(CensusUnit unit) {
        return !facts.facts().ceilings().noneFor().contains(type(unit));
    }

    private Fraction limit(String item, String name, String stage) {
        return Fraction.of(facts.limits().certain(item, name, new RuleLimits.Asked(county, year, stage)));
    }

    /** The compulsory stages of a school together. */
    private Optional<Fraction> compulsory(CensusUnit unit, String column) {
        var sum = Optional.of(Fraction.ZERO);
        for (var stage : standard.stages()) {
            if (unit.hasStage(stage)) {
                var part = unit.ofStage(column, stage);
                sum = sum.flatMap(so -> part.map(so::plus));
            }
        }
        return sum;
    }

    private Verdict size(CensusUnit unit) {
        var said = facts.facts().ceilings();
        var ceiling = said.integrated().contains(type(unit))
                ? limit(said.sizeItem(), "integrated_ceiling", null)
                : type(unit).equals(said.completeMiddle())
                        ? Fraction.of(facts.limits().reading("complete_middle_ceiling"))
                        : limit(said.sizeItem(), "ceiling", null);
        return compulsory(unit, "students")
                .map(students -> Verdict.of(students.compareTo(ceiling) <= 0))
                .orElse(Verdict.CANNOT_SAY);
    }

    /** Bands tell whether a class is surely, surely not or perhaps too large. */
    private Verdict classes(CensusUnit unit, String stage) {
        var most = limit(facts.facts().ceilings().classItem(), "most", stage);
        var verdict = Verdict.PASS;
        for (var band : facts.sample().layout().bands(stage)) {
            var classes = unit.ofStage(band.prefix(), stage);
            if (classes.isEmpty()) {
                verdict = verdict.and(Verdict.CANNOT_SAY);
            } else if (classes.get().signum() > 0 && number(band.most()).compareTo(most) > 0) {
                verdict = verdict.and(number(band.least()).compareTo(most) > 0 ? Verdict.FAIL : Verdict.CANNOT_SAY);
            }
        }
        return verdict;
    }

    private static Fraction number(long number) {
        return Fraction.of(Long.toString(number));
    }

    private Verdict rooms(CensusUnit unit, List<Map<String, String>> listed) {
        var codes = unit.rows().stream().map(row -> row.get("school_code")).toList();
        var rooms = listed.stream()
                .filter(room -> codes.contains(room.get("school_code")))
                .toList();
        var classes = compulsory(unit, "classes");
        if (rooms.isEmpty() || classes.isEmpty()) {
            return Verdict.CANNOT_SAY;
        }
        var texts = facts.facts().texts();
        var ordinary = enough(rooms, texts.music(), classes.get(), limit("music_area"), limit("older_music_area"))
                .and(enough(rooms, texts.art(), classes.get(), limit("art_area"), limit("older_art_area")));
        var smallArea = limit(unit.hasStage("junior") ? "small_area_junior" : "small_area_primary");
        var small = isSmallAndRural(unit)
                .and(enough(rooms, texts.music(), classes.get(), smallArea, smallArea))
                .and(enough(rooms, texts.art(), classes.get(), smallArea, smallArea));
        return ordinary.or(small);
    }

    private Fraction limit(String name) {
        return limit(ROOMS, name, null);
    }

    /** One room of a kind for every so many classes, a part of that many counting as all. */
    private Verdict enough(
            List<Map<String, String>> rooms, String kind, Fraction classes, Fraction area, Fraction olderArea) {
        var surely = Fraction.ZERO;
        var possibly = Fraction.ZERO;
        for (var room : rooms) {
            if (!room.get("room_kind").equals(kind)) {
                continue;
            }
            var large = compared(room, "room_area", area);
            var older = compared(room, "room_area", olderArea)
                    .and(compared(room, "room_year_built", limit("older_until").plus(number(1)))
                            .not());
            var counts = large.or(older);
            surely = surely.plus(number(counts == Verdict.PASS ? 1 : 0));
            possibly = possibly.plus(number(counts == Verdict.FAIL ? 0 : 1));
        }
        var classesARoom = limit("classes_a_room");
        if (surely.times(classesARoom).compareTo(classes) >= 0) {
            return Verdict.PASS;
        }
        return possibly.times(classesARoom).compareTo(classes) < 0 ? Verdict.FAIL : Verdict.CANNOT_SAY;
    }

    private static Verdict compared(Map<String, String> room, String column, Fraction least) {
        var text = room.get(column);
        return text == null ? Verdict.CANNOT_SAY : Verdict.of(Fraction.of(text).compareTo(least) >= 0);
    }

    /** A school in a town or village whose largest class is below the limit, as far as bands tell. */
    private Verdict isSmallAndRural(CensusUnit unit) {
        if (unit.rows().get(0).get("urban_rural").startsWith("11")) {
            return Verdict.FAIL;
        }
        var limit = limit("small_class");
        var verdict = Verdict.PASS;
        for (var stage : standard.stages()) {
            if (!unit.hasStage(stage)) {
                continue;
            }
            for (var band : facts.sample().layout().bands(stage)) {
                var classes = unit.ofStage(band.prefix(), stage);
                if (classes.isEmpty()) {
                    verdict = verdict.and(Verdict.CANNOT_SAY);
                } else if (classes.get().signum() > 0 && number(band.most()).compareTo(limit) >= 0) {
                    verdict =
                            verdict.and(number(band.least()).compareTo(limit) >= 0 ? Verdict.FAIL : Verdict.CANNOT_SAY);
                }
            }
        }
        return verdict;
    }
}
