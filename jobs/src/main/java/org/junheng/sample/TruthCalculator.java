package org.junheng.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Works out a county's verdict in exact fractions, from the written cells alone. It is slow and shares nothing with the
 * pipeline's kernel on purpose: it is what the kernel is checked against.
 */
final class TruthCalculator {

    private static final MathContext PRECISION = new MathContext(50);
    private static final BigDecimal EQUAL_WITHIN = new BigDecimal("1e-12");
    private static final int PRINTED_DECIMALS = 15;

    private final ResourceStandard standard;
    private final YearlyChanges changes;

    TruthCalculator(ResourceStandard standard, YearlyChanges changes) {
        this.standard = standard;
        this.changes = changes;
    }

    /** Rows of a county by canonical column: this year's accepted and quarantined ones, last year's accepted ones. */
    record Evidence(
            List<Map<String, String>> accepted,
            List<Map<String, String>> quarantined,
            List<Map<String, String>> lastYear) {}

    /** A school without an accepted row, or with one that lacks figures; itself last year, if it was there. */
    private record Missing(Optional<CensusUnit> now, Optional<CensusUnit> last) {}

    private record Value(Fraction perStudent, Fraction students) {}

    private record Judgement(Verdict verdict, int met, int between, int below) {}

    CountyTruth truth(String code, String name, int year, Evidence evidence) {
        var units = units(evidence.accepted());
        var unreported = unreported(evidence);
        var lastYear = new TreeMap<String, CensusUnit>();
        units(evidence.lastYear()).forEach(unit -> lastYear.put(unit.code(), unit));
        var items = new LinkedHashMap<String, Map<String, CountyTruth.Item>>();
        var failing = new ArrayList<CountyTruth.FailingSchool>();
        var verdict = Verdict.PASS;
        for (var stage : standard.stages()) {
            var absent = unreported.stream()
                    .filter(row -> CensusUnit.hasStage(row, stage))
                    .map(row ->
                            new Missing(Optional.empty(), Optional.ofNullable(lastYear.get(row.get("school_code")))))
                    .toList();
            var missing = !absent.isEmpty();
            var ofStage = units.stream()
                    .filter(unit -> unit.hasStage(stage))
                    .filter(unit -> unit.ofStage("students", stage)
                            .map(students -> students.signum() > 0)
                            .orElse(true))
                    .toList();
            var stageItems = new TreeMap<String, CountyTruth.Item>();
            for (var indicator : standard.indicators()) {
                stageItems.put(indicator.item(), variation(ofStage, indicator, stage, absent, lastYear));
            }
            stageItems.put(
                    standard.everySchoolItem(),
                    new CountyTruth.Item(everySchool(ofStage, stage, missing, failing), null));
            for (var item : stageItems.values()) {
                verdict = verdict.and(item.status());
            }
            items.put(stage, stageItems);
        }
        return new CountyTruth(
                code, name, year, verdict, items, failing, why(verdict, items, failing, unreported), null);
    }

    /** The schools that count: campuses go to their parent, what the standard leaves out goes nowhere. */
    private List<CensusUnit> units(List<Map<String, String>> rows) {
        var units = new TreeMap<String, CensusUnit>();
        var campuses = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            if (!isInScope(row)) {
                continue;
            }
            if (isMergedIntoParent(row)) {
                campuses.add(row);
            } else {
                units.put(row.get("school_code"), CensusUnit.of(row));
            }
        }
        for (var campus : campuses) {
            units.get(campus.get("parent_school_code")).rows().add(campus);
        }
        return List.copyOf(units.values());
    }

    private boolean isMergedIntoParent(Map<String, String> row) {
        return row.get("counted").equals("0") && !row.get("school_type").equals(standard.pointType());
    }

    private boolean isInScope(Map<String, String> row) {
        if (!row.get("situation").equals("open") || standard.excludedTypes().contains(row.get("school_type"))) {
            return false;
        }
        if (!row.get("school_type").equals(standard.pointType())) {
            return true;
        }
        var students = row.get("students_primary");
        return students == null || new BigDecimal(students).intValueExact() >= standard.pointMinimumStudents();
    }

    /** Expected schools without an accepted row: quarantined ones, and last year's open ones that are gone unsaid. */
    private List<Map<String, String>> unreported(Evidence evidence) {
        var lastYear = new TreeMap<String, Map<String, String>>();
        evidence.lastYear().stream().filter(this::isInScope).forEach(row -> lastYear.put(row.get("school_code"), row));
        var expected = new TreeMap<>(lastYear);
        for (var row : evidence.quarantined()) {
            expected.putIfAbsent(row.get("school_code"), row);
        }
        evidence.accepted().forEach(row -> expected.remove(row.get("school_code")));
        return List.copyOf(expected.values());
    }

    private Optional<Fraction> total(CensusUnit unit, ResourceStandard.Indicator indicator, String stage) {
        var sum = Fraction.ZERO;
        for (var column : indicator.added()) {
            var part = indicator.shared() ? unit.shared(column) : unit.ofStage(column, stage);
            if (part.isEmpty()) {
                return part;
            }
            sum = sum.plus(part.get());
        }
        for (var column : indicator.subtracted()) {
            var part = indicator.shared() ? unit.shared(column) : unit.ofStage(column, stage);
            if (part.isEmpty()) {
                return part;
            }
            sum = sum.minus(part.get());
        }
        return Optional.of(sum);
    }

    /** The indicator of one school and stage; what is shared is split by weighted students. */
    private Optional<Value> value(CensusUnit unit, ResourceStandard.Indicator indicator, String stage) {
        var students = unit.ofStage("students", stage);
        var total = total(unit, indicator, stage);
        if (students.isEmpty() || total.isEmpty()) {
            return Optional.empty();
        }
        var share = Fraction.of("1");
        if (indicator.shared()) {
            var weighted = Fraction.ZERO;
            for (var weight : standard.splitWeights().entrySet()) {
                if (unit.hasStage(weight.getKey())) {
                    var ofStage = unit.ofStage("students", weight.getKey());
                    if (ofStage.isEmpty()) {
                        return Optional.empty();
                    }
                    weighted = weighted.plus(ofStage.get().times(Fraction.of(weight.getValue())));
                }
            }
            share = students.get()
                    .times(Fraction.of(standard.splitWeights().get(stage)))
                    .over(weighted);
        }
        var scaled = total.get().times(share).times(Fraction.of(indicator.scale()));
        return Optional.of(new Value(scaled.over(students.get()), students.get()));
    }

    private CountyTruth.Item variation(
            List<CensusUnit> units,
            ResourceStandard.Indicator indicator,
            String stage,
            List<Missing> absent,
            Map<String, CensusUnit> lastYear) {
        var sum = Fraction.ZERO;
        var sumOfSquares = Fraction.ZERO;
        var students = Fraction.ZERO;
        var missing = new ArrayList<>(absent);
        var possible = new PossibleVariations();
        for (var unit : units) {
            var value = value(unit, indicator, stage);
            if (value.isEmpty()) {
                missing.add(new Missing(Optional.of(unit), Optional.ofNullable(lastYear.get(unit.code()))));
                continue;
            }
            var perStudent = value.get().perStudent();
            var weight = value.get().students();
            possible.add(perStudent.toDouble(), weight.toDouble());
            students = students.plus(weight);
            sum = sum.plus(weight.times(perStudent));
            sumOfSquares = sumOfSquares.plus(weight.times(perStudent).times(perStudent));
        }
        if (students.signum() == 0 || sum.signum() == 0) {
            return new CountyTruth.Item(Verdict.CANNOT_SAY, null);
        }
        // CV² = P·Σ p X² / (Σ p X)² − 1; one pass loses nothing in fractions.
        var square = students.times(sumOfSquares).over(sum.times(sum)).minus(Fraction.of("1"));
        var cv = square.squareRoot(PRECISION);
        var limit = standard.variationLimits().get(stage).add(EQUAL_WITHIN);
        var status = cv.compareTo(limit) <= 0 ? Verdict.PASS : Verdict.FAIL;
        if (!missing.isEmpty()) {
            // Without a figure of last year nothing bounds a school.
            status = missing.stream().allMatch(each -> addPossible(each, indicator, stage, possible))
                    ? possible.against(limit)
                    : Verdict.CANNOT_SAY;
        }
        return new CountyTruth.Item(status, cv.setScale(PRINTED_DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** Adds what is possible of a school that lacks figures; false where last year does not tell. */
    private boolean addPossible(
            Missing school, ResourceStandard.Indicator indicator, String stage, PossibleVariations possible) {
        var told = school.now().flatMap(unit -> unit.ofStage("students", stage));
        var before = school.last().flatMap(unit -> unit.ofStage("students", stage));
        var students = told.or(() -> before);
        var heads = told.map(Possible::exactly)
                .or(() -> before.flatMap(figure -> changes.around("students_" + stage, figure)));
        var resource = resource(school, indicator, stage);
        if (students.isEmpty() || students.get().signum() == 0 || heads.isEmpty() || resource.isEmpty()) {
            return false;
        }
        double weight = 1;
        // Of a school that came without its students, they are what may be; of one that did not come, last year's.
        boolean headsMissing = school.now().isPresent() && told.isEmpty();
        var weighted = headsMissing ? heads.get() : Possible.exactly(students.get());
        boolean isSplit = false;
        if (indicator.shared()) {
            weight = standard.splitWeights().get(stage).doubleValue();
            weighted = weighted.times(weight);
            var unit = school.now().or(school::last).orElseThrow();
            for (var other : standard.splitWeights().entrySet()) {
                if (!other.getKey().equals(stage) && unit.hasStage(other.getKey())) {
                    var its = figure(school, "students", other.getKey());
                    if (its.isEmpty()) {
                        return false;
                    }
                    isSplit = true;
                    weighted = weighted.plus(its.get().times(other.getValue().doubleValue()));
                }
            }
        }
        double scale = indicator.scale().doubleValue() * weight;
        if (headsMissing && !isSplit) {
            possible.addResource(resource.get().times(scale / weight), heads.get());
            return true;
        }
        possible.add(
                new Possible(
                        resource.get().low() * scale / weighted.high(),
                        resource.get().high() * scale / weighted.low()),
                heads.get());
        return true;
    }

    private Optional<Possible> resource(Missing school, ResourceStandard.Indicator indicator, String stage) {
        var sum = Possible.NOTHING;
        for (var column : indicator.added()) {
            var its = figure(school, column, indicator.shared() ? null : stage);
            if (its.isEmpty()) {
                return its;
            }
            sum = sum.plus(its.get());
        }
        for (var column : indicator.subtracted()) {
            var its = figure(school, column, indicator.shared() ? null : stage);
            if (its.isEmpty()) {
                return its;
            }
            sum = sum.minus(its.get());
        }
        return Optional.of(sum.notBelowZero());
    }

    /** This year's figure, else last year's and what may have changed. */
    private Optional<Possible> figure(Missing school, String column, String stage) {
        var name = stage == null ? column : column + "_" + stage;
        return school.now()
                .flatMap(unit -> stage == null ? unit.shared(column) : unit.ofStage(column, stage))
                .map(Possible::exactly)
                .or(() -> school.last()
                        .flatMap(unit -> stage == null ? unit.shared(column) : unit.ofStage(column, stage))
                        .flatMap(figure -> changes.around(name, figure)));
    }

    private Verdict everySchool(
            List<CensusUnit> units, String stage, boolean missing, List<CountyTruth.FailingSchool> failing) {
        var verdict = missing || units.isEmpty() ? Verdict.CANNOT_SAY : Verdict.PASS;
        for (var unit : units) {
            var judgement = judged(unit, stage);
            verdict = verdict.and(judgement.verdict());
            if (judgement.verdict() == Verdict.FAIL) {
                failing.add(new CountyTruth.FailingSchool(
                        unit.code(), stage, judgement.met(), judgement.between(), judgement.below()));
            }
        }
        return verdict;
    }

    private Judgement judged(CensusUnit unit, String stage) {
        var met = 0;
        var between = 0;
        var below = 0;
        for (var indicator : standard.indicators()) {
            var value = value(unit, indicator, stage);
            if (value.isEmpty()) {
                continue;
            }
            var threshold = indicator.thresholds().get(stage);
            var perStudent = value.get().perStudent();
            if (perStudent.compareTo(Fraction.of(threshold)) >= 0) {
                met++;
            } else if (perStudent.compareTo(Fraction.of(threshold.multiply(standard.floorShare()))) >= 0) {
                between++;
            } else {
                below++;
            }
        }
        var all = standard.indicators().size();
        var mayMiss = all - standard.minimumMet();
        if (below > 0 || between > mayMiss) {
            return new Judgement(Verdict.FAIL, met, between, below);
        }
        var known = met + between == all;
        return new Judgement(known ? Verdict.PASS : Verdict.CANNOT_SAY, met, between, below);
    }

    private static String why(
            Verdict verdict,
            Map<String, Map<String, CountyTruth.Item>> items,
            List<CountyTruth.FailingSchool> failing,
            List<Map<String, String>> unreported) {
        return switch (verdict) {
            case PASS, NOT_APPLICABLE -> "Every item of every stage passes and no expected school is missing.";
            case FAIL -> {
                var names = new ArrayList<String>();
                items.forEach((stage, ofStage) -> ofStage.forEach((item, found) -> {
                    if (found.status() == Verdict.FAIL) {
                        names.add(stage + " " + item);
                    }
                }));
                yield "Items that fail: " + String.join(", ", names) + "; schools and stages that fail: "
                        + failing.size() + ".";
            }
            case CANNOT_SAY ->
                "No item fails, but expected schools have no accepted row: "
                        + String.join(
                                ", ",
                                unreported.stream()
                                        .map(row -> row.get("school_code"))
                                        .toList()) + ".";
        };
    }
}
