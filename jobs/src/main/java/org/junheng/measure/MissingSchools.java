package org.junheng.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.measure.EquityBound.Outcome;
import org.junheng.measure.VariationBounds.Range;
import org.junheng.rulebook.BoundRules;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;
import org.junheng.validate.CensusLayout;

/**
 * What the schools of a county that lack their value, or did not arrive, leave possible of its mean and CV (conventions C18):
 * each ranges over its own figure of last year and the cross-year rule, else over the P5 to P95 of the schools known.
 */
final class MissingSchools {
    private static final double LOW = 0.05;
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.95;

    private final Standard standard;
    private final Stage stage;
    private final List<SchoolStage> schools;
    private final List<Absent> absent;
    private final Register register;
    private final BoundRules facts;
    private final LastYearRange lastYear;
    /** Students of each school whose students are known, ascending. */
    private final double[] sizes;

    private final Set<String> absentCodes = new HashSet<>();

    /**
     * @param schools of the county that arrived
     * @param absent those in scope that did not
     * @param register which tells of last year
     */
    MissingSchools(
            Standard standard,
            Stage stage,
            List<SchoolStage> schools,
            List<Absent> absent,
            Register register,
            ProfileRules rules,
            BoundRules facts) {
        this.standard = standard;
        this.stage = stage;
        this.schools = schools;
        this.absent = absent;
        this.register = register;
        this.facts = facts;
        this.lastYear = new LastYearRange(standard, rules);
        this.sizes = schools.stream()
                .filter(school -> school.counted() == SchoolStage.Counted.IN)
                .map(school -> school.school().students(stage))
                .filter(students -> students != null)
                .mapToDouble(Long::doubleValue)
                .sorted()
                .toArray();
        absent.forEach(school -> absentCodes.add(school.schoolCode()));
    }

    /** A school of which a value is missing. */
    private record Missing(
            School now, School last, String schoolType, boolean certain, String schoolCode, String parentCode) {}

    private List<Missing> missing(int indicator) {
        var missing = new ArrayList<Missing>();
        for (var school : schools) {
            if (school.counted() == SchoolStage.Counted.IN
                    && school.values().get(indicator).value() == null) {
                var now = school.school();
                missing.add(new Missing(
                        now,
                        register.lastYear(now.code()),
                        now.text(CensusLayout.SCHOOL_TYPE),
                        true,
                        now.code(),
                        null));
            }
        }
        for (var school : absent) {
            missing.add(new Missing(
                    null,
                    school.lastYear(),
                    school.schoolType(),
                    school.certain(),
                    school.schoolCode(),
                    school.parentCode()));
        }
        return missing;
    }

    /**
     * What is possible of an indicator.
     *
     * @param position of the indicator in the standard
     * @param measures over the schools that are known, or null where there are none
     * @return null where the county has no school that counts, known or not
     */
    Outcome outcome(int position, InequalityMeasures measures) {
        var missing = missing(position);
        double students = measures == null ? 0 : measures.students();
        if (missing.isEmpty()) {
            return measures == null
                    ? null
                    : new Outcome(
                            new VariationBounds(measures.mean(), measures.mean(), measures.cv(), measures.cv(), true),
                            0,
                            0,
                            students,
                            0,
                            0,
                            true);
        }
        var indicator = standard.indicators().get(position);
        var known = new LinkedHashMap<String, SchoolStage.Value>();
        var weights = new HashMap<String, Double>();
        for (var school : schools) {
            var value = school.values().get(position);
            if (school.counted() == SchoolStage.Counted.IN && value.value() != null) {
                known.put(school.school().code(), value);
                weights.put(
                        school.school().code(), school.school().students(stage).doubleValue());
            }
        }
        int byLastYear = 0;
        int byCounty = 0;
        boolean unknown = false;
        double missingStudents = 0;
        var ranges = new LinkedHashMap<String, Range>();
        var campuses = new LinkedHashMap<String, List<Range>>();
        for (var each : missing) {
            boolean withParent = each.parentCode() != null && absentCodes.contains(each.parentCode());
            missingStudents += withParent ? 0 : students(each);
            if (withParent) {
                // The parent's figures of last year hold those of its campus.
                byLastYear++;
                continue;
            }
            var own = ownHeads(each);
            var heads = heads(each, own);
            var range = heads == null ? null : lastYear.value(indicator, stage, each.now(), each.last(), heads);
            if (range != null && own != null) {
                byLastYear++;
            } else if (range != null || heads != null && measures != null) {
                byCounty++;
                range = range != null
                        ? range
                        : Range.ofValues(measures.p05(), measures.p95(), heads.low(), heads.high());
            }
            if (range == null) {
                unknown = true;
            } else {
                if (each.parentCode() == null) {
                    // Rows without a code are told apart by a number.
                    ranges.put(each.schoolCode().equals("?") ? "?" + ranges.size() : each.schoolCode(), range);
                } else {
                    campuses.computeIfAbsent(each.parentCode(), code -> new ArrayList<>())
                            .add(range);
                }
            }
        }
        join(campuses, known, weights, ranges);
        return new Outcome(
                unknown ? null : bounds(known, weights, ranges),
                missing.size(),
                missingStudents,
                students,
                byLastYear,
                byCounty,
                !unknown && measures != null && (byCounty == 0 || facts.countyRangeDecides()));
    }

    private static VariationBounds bounds(
            Map<String, SchoolStage.Value> known, Map<String, Double> weights, Map<String, Range> ranges) {
        return VariationBounds.of(
                known.values().stream().mapToDouble(SchoolStage.Value::value).toArray(),
                known.keySet().stream().mapToDouble(weights::get).toArray(),
                List.copyOf(ranges.values()));
    }

    /** A campus that did not arrive belongs to its school: its figures are not a school's of its own. */
    private static void join(
            Map<String, List<Range>> campuses,
            Map<String, SchoolStage.Value> known,
            Map<String, Double> weights,
            Map<String, Range> ranges) {
        campuses.forEach((parent, its) -> {
            var value = known.remove(parent);
            Range whole = value == null
                    ? ranges.get(parent)
                    : Range.ofValues(value.value(), value.value(), weights.get(parent), weights.get(parent));
            for (var campus : its) {
                whole = whole == null ? campus : joined(whole, campus);
            }
            ranges.put(parent, whole);
        });
    }

    private static Range joined(Range schoolRange, Range campusRange) {
        var school = perStudent(schoolRange);
        var campus = perStudent(campusRange);
        double low = school.low();
        double high = school.high();
        if (campus.studentsHigh() > 0) {
            double all = school.studentsLow() + campus.studentsHigh();
            low = Math.min(low, (school.studentsLow() * low + campus.studentsHigh() * campus.low()) / all);
            high = Math.max(high, (school.studentsLow() * high + campus.studentsHigh() * campus.high()) / all);
        }
        return Range.ofValues(
                low, high, school.studentsLow() + campus.studentsLow(), school.studentsHigh() + campus.studentsHigh());
    }

    private static Range perStudent(Range range) {
        return range.perStudent()
                ? range
                : Range.ofValues(
                        range.low() / Math.max(1, range.studentsHigh()),
                        range.high() / Math.max(1, range.studentsLow()),
                        range.studentsLow(),
                        range.studentsHigh());
    }

    /** How many students a school has, or may have by its own figure of last year; null where that does not tell. */
    private LastYearRange.Between ownHeads(Missing school) {
        var told = school.now() == null ? null : school.now().students(stage);
        return told != null ? new LastYearRange.Between(told, told) : lastYear.students(school.last(), stage);
    }

    /** How many students a school may have; null where nothing tells. */
    private LastYearRange.Between heads(Missing school, LastYearRange.Between own) {
        if (school.now() != null && school.now().students(stage) != null) {
            return own;
        }
        var range = own;
        if (range == null && sizes.length > 0) {
            range = new LastYearRange.Between(size(LOW), size(HIGH));
        }
        if (range == null) {
            return null;
        }
        var points = standard.scope() == null ? null : standard.scope().teachingPoints();
        boolean maybeOut =
                points != null && points.type().equals(school.schoolType()) && range.low() < points.minimumStudents();
        // What may stand elsewhere, lack the stage or be too small to count may count for nothing here.
        return maybeOut || !school.certain() ? new LastYearRange.Between(0, range.high()) : range;
    }

    /** Students of this year, else of last year, else the median of the county. */
    private double students(Missing school) {
        var told = school.now() == null ? null : school.now().students(stage);
        if (told == null && school.last() != null) {
            told = school.last().students(stage);
        }
        return told != null ? told : sizes.length > 0 ? size(MIDDLE) : 0;
    }

    /** The smallest size that so large a share of the schools does not exceed. */
    private double size(double share) {
        return sizes[Math.max(0, (int) Math.ceil(share * sizes.length) - 1)];
    }
}
