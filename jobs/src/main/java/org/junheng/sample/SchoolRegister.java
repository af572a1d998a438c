package org.junheng.sample;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Founds the schools of one county after the other and gives each its identity code. */
final class SchoolRegister {

    private final SampleOptions options;
    private final SampleFacts facts;
    private final SchoolNaming naming;
    private final Map<String, Integer> serials = new HashMap<>();

    SchoolRegister(SampleOptions options, SampleFacts facts) {
        this.options = options;
        this.facts = facts;
        this.naming = new SchoolNaming(facts.schools().names(), facts.files().oddities());
    }

    /** All schools that stand in a county, those of its functional zones after its own. */
    List<School> schoolsOf(SampleCounty county) {
        var schools = new ArrayList<School>();
        add(schools, county, "", county.label(), options.schoolsPerCounty());
        var zoneSchools =
                Math.max(2, (int) (options.schoolsPerCounty() * facts.schools().zoneShare() + 0.5));
        for (var zone : county.zones()) {
            add(schools, county, zone.code(), zone.label(), zoneSchools);
        }
        return schools;
    }

    private void add(List<School> schools, SampleCounty county, String zone, String label, int number) {
        var pattern = facts.schools().pattern().size();
        var codes = new ArrayList<String>();
        var parents = parentSlots(county, number);
        for (var slot = 0; slot < number; slot++) {
            var kind = facts.schools().kindAt(slot, county.index());
            var code = identityCode(kind, county);
            codes.add(code);
            var parent = kind.parent() == null ? "" : codes.get(slot - slot % pattern + kind.parent());
            var weak = zone.isEmpty() && slot == 0
                    ? county.truth().map(CountyFacts.Truth::weakSchool).orElse(0.0)
                    : 0.0;
            schools.add(founded(county, zone, label, slot, kind, code, parent, parents.contains(slot), weak));
        }
    }

    private HashSet<Integer> parentSlots(SampleCounty county, int number) {
        var pattern = facts.schools().pattern().size();
        var slots = new HashSet<Integer>();
        for (var slot = 0; slot < number; slot++) {
            var parent = facts.schools().kindAt(slot, county.index()).parent();
            if (parent != null) {
                slots.add(slot - slot % pattern + parent);
            }
        }
        return slots;
    }

    private School founded(
            SampleCounty county,
            String zone,
            String label,
            int slot,
            SchoolFacts.Kind kind,
            String code,
            String parent,
            boolean hasCampuses,
            double weakShare) {
        var chance = Chance.ofSeed(options.seed()).at(county.code()).at(zone).at(slot);
        var life = facts.schools().life();
        var lasting = slot < life.lasting() || hasCampuses || options.years() < 2;
        var fate = chance.at("fate").unit();
        var turn = lasting ? 0 : chance.at("turn").between(options.firstYear() + 1, options.lastYear());
        var ends = !lasting && fate < life.ends();
        var opens = !lasting && !ends && fate < life.ends() + life.opens();
        var empty = opens && county.truth().isEmpty() && chance.at("empty").unit() < life.emptyAtOpening();
        var urbanRural = urbanRural(county, slot, kind);
        return new School(
                code,
                naming.name(label, slot, kind, chance),
                kind,
                county,
                kind.cityRun() ? county.cityCode() : zone,
                parent,
                hasCampuses,
                urbanRural,
                baseStudents(kind, urbanRural, chance),
                opens ? turn : options.firstYear(),
                ends ? turn : Integer.MAX_VALUE,
                chance.at("merged").unit() < life.mergedOfEnded(),
                empty,
                association(facts.schools().educationGroups(), label, slot, chance.at("group")),
                association(facts.schools().schoolClusters(), label, slot, chance.at("cluster")),
                weakShare,
                chance);
    }

    /** Category of two digits, province of two, serial of six: unique in a province and never used again. */
    private String identityCode(SchoolFacts.Kind kind, SampleCounty county) {
        var head = kind.category() + county.provinceDigits();
        var serial = Integer.toString(serials.merge(head, 1, Integer::sum));
        return head + "0".repeat(6 - serial.length()) + serial;
    }

    private String urbanRural(SampleCounty county, int slot, SchoolFacts.Kind kind) {
        var classes = kind.size() != null
                ? facts.schools().pointUrbanRural()
                : facts.schools().urbanRural().get(county.urban() ? "district" : "county");
        return classes.get((slot + slot / classes.size()) % classes.size());
    }

    private Map<String, Integer> baseStudents(SchoolFacts.Kind kind, String urbanRural, Chance chance) {
        var place = urbanRural.startsWith("2") ? "2" : urbanRural.substring(0, 2);
        var students = new LinkedHashMap<String, Integer>();
        for (var stage : kind.stages()) {
            students.put(
                    stage, baseStudents(kind, place, stage, chance.at("size").at(stage)));
        }
        return students;
    }

    private int baseStudents(SchoolFacts.Kind kind, String place, String stage, Chance chance) {
        var schools = facts.schools();
        if (kind.size() != null) {
            return (kind.size() == SchoolFacts.PointSize.SMALL
                            ? schools.points().small()
                            : schools.points().large())
                    .drawn(chance);
        }
        if (kind.outOfScope()) {
            return schools.special().drawn(chance);
        }
        if (kind.parent() != null) {
            return schools.campus().drawn(chance);
        }
        var single = schools.sizes().get(place).get(stage).drawn(chance);
        return kind.stages().size() == 1 ? single : (int) (single * schools.severalStagesShare());
    }

    private String association(SchoolFacts.Association association, String label, int slot, Chance chance) {
        if (chance.unit() >= association.share()) {
            return "";
        }
        return association.name().replaceFirst("%s", label).replaceFirst("%s", naming.town(slot % association.count()));
    }
}
