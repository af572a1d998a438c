package org.junheng.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the items of the national standard that are judged once a county come to, worked out from the written cells of its
 * sheet: 2.1, 2.2, 2.6 to 2.15, 3.1 to 3.9, 4.1, the vetoes and the preconditions, by the readings that
 * {@code schemas/sample/county_sheets.yaml} names. A veto passes where it does not stand.
 */
final class CountyRules {

    private static final List<String> SUBJECTS =
            List.of("moral", "chinese", "mathematics", "english", "science", "sport", "arts", "labour", "psychology");
    private static final String ALL = "all";

    private final RuleLimits limits;
    private final SheetCells cells;
    private final String county;
    private final int year;
    private final Map<String, Map<String, Verdict>> items = new LinkedHashMap<>();

    CountyRules(RuleLimits limits, SheetCells cells, String county, int year) {
        this.limits = limits;
        this.cells = cells;
        this.county = county;
        this.year = year;
    }

    /** Stage, then item, then status. */
    Map<String, Map<String, Verdict>> items() {
        support();
        teachers();
        entry();
        quality();
        approval();
        vetoes();
        preconditions();
        return items;
    }

    private void put(String stage, String item, Verdict verdict) {
        items.computeIfAbsent(stage, none -> new LinkedHashMap<>()).put(item, verdict);
    }

    private void put(String item, Verdict verdict) {
        put(ALL, item, verdict);
    }

    private Fraction limit(String item, String name) {
        return Fraction.of(limits.certain(item, name, asked(null)));
    }

    private RuleLimits.Asked asked(String stage) {
        return new RuleLimits.Asked(county, year, stage);
    }

    private Verdict flags(String... columns) {
        var all = Verdict.PASS;
        for (var column : columns) {
            all = all.and(cells.flag(column));
        }
        return all;
    }

    /** Whether several counts each reach one whole. */
    private Verdict every(String whole, String... columns) {
        var all = Verdict.PASS;
        for (var column : columns) {
            all = all.and(cells.reaches(column, whole));
        }
        return all;
    }

    private void support() {
        put("2.1", flags("layout_plan_exists", "layout_plan_conforms"));
        var unified = flags(
                "unified_building_standard",
                "unified_staffing_standard",
                "unified_funds_base",
                "unified_equipment_standard");
        put("2.2", unified.and(base("primary")).and(base("junior")));
        var none = cells.number("small_rural_schools")
                .map(schools -> Verdict.of(schools.signum() == 0))
                .orElse(Verdict.CANNOT_SAY);
        put("2.6", none.or(cells.reaches("small_rural_schools_funded_as_100", "small_rural_schools")));
        put(
                "2.7",
                cells.reaches(
                        cells.number("special_education_funds"),
                        limit("2.7", "least"),
                        cells.number("special_education_funded_pupils")));
    }

    /** The base of public funds is compared where the province or city has one. */
    private Verdict base(String stage) {
        return limits.of("2.2", "base_" + stage, asked(stage))
                .map(least ->
                        cells.reaches(cells.number("public_funds_base_" + stage), Optional.of(Fraction.of(least))))
                .orElse(Verdict.PASS);
    }

    private void teachers() {
        put(
                "2.8",
                cells.reaches("teacher_average_salary", "civil_servant_average_salary")
                        .and(cells.flag("performance_pay_in_full")));
        put("2.9", cells.reaches("teachers_completed_360_hours", "teachers_in_training_cycle"));
        put(
                "2.10",
                cells.flag("posts_allocated_by_education_department")
                        .and(cells.reaches("posts_approved", "posts_filled")));
        put(
                "2.11",
                share("teachers_rotated", "2.11", "least_share", "teachers_eligible_for_rotation")
                        .and(share("backbone_teachers_rotated", "2.11", "backbone_share", "teachers_rotated")));
        put("2.12", cells.reaches("full_time_teachers_certified", "full_time_teachers"));
    }

    private Verdict share(String part, String item, String limit, String whole) {
        return cells.reaches(cells.number(part), limit(item, limit), cells.number(whole));
    }

    private void entry() {
        for (var stage : List.of("primary", "junior")) {
            var least = Fraction.of(limits.certain("2.13", "least_share", asked(stage)));
            put(
                    stage,
                    "2.13",
                    cells.reaches(
                            cells.number("zoned_entrants_" + stage),
                            least,
                            cells.number("zoned_entrants_due_" + stage)));
        }
        // Rural schools get at least their share of the graduates.
        var tilt = cells.reaches(
                cells.product("quality_senior_places_rural", "junior_graduates"),
                cells.product("junior_graduates_rural", "quality_senior_places_allotted"));
        put(
                "2.14",
                share("quality_senior_places_allotted", "2.14", "least_share", "quality_senior_places")
                        .and(tilt));
        put(
                "2.15",
                cells.flag("left_behind_care_system")
                        .and(cells.reaches(
                                cells.sum("migrant_children_public", "migrant_children_purchased"),
                                limit("2.15", "least_share"),
                                cells.number("migrant_children"))));
    }

    private void quality() {
        put("3.1", retention());
        put(
                "3.2",
                cells.reaches(
                        cells.sum(
                                "disabled_children_in_ordinary_schools",
                                "disabled_children_in_special_schools",
                                "disabled_children_taught_at_home"),
                        limit("3.2", "least_share"),
                        cells.number("disabled_children")));
        put(
                "3.3",
                every(
                        "compulsory_schools",
                        "schools_with_charter",
                        "schools_management_informatised",
                        "schools_teaching_informatised"));
        // A county total below the share proves that some school is below; a total that is missing proves nothing.
        var total = cells.reaches(
                cells.number("training_settlement"), limit("3.4", "least_share"), cells.number("public_funds_budget"));
        put(
                "3.4",
                cells.reaches("schools_training_share_5", "schools_with_public_funds")
                        .and(unlessFailing(total)));
        put(
                "3.5",
                cells.reaches("teachers_using_it", "full_time_teachers")
                        .and(cells.reaches("schools_equipment_well_used", "compulsory_schools")));
        put("3.6", every("compulsory_schools", "schools_moral_education_good", "schools_campus_culture_good"));
        put(
                "3.7",
                every(
                        "compulsory_schools",
                        "schools_full_curriculum",
                        "schools_orderly_teaching",
                        "schools_practice_activities"));
        put("3.8", every("compulsory_schools", "schools_workload_not_excessive"));
        put("3.9", monitoring());
    }

    private static Verdict unlessFailing(Verdict told) {
        return told == Verdict.FAIL ? Verdict.FAIL : Verdict.PASS;
    }

    /** Where the two readings of retention fall on two sides of the limit, it cannot be told. */
    private Verdict retention() {
        var least = limit("3.1", "least_share");
        var graduates = "junior_cohort_graduates";
        var entrants = "junior_cohort_entrants";
        var in = "junior_cohort_transferred_in";
        var out = "junior_cohort_transferred_out";
        var deaths = "-junior_cohort_deaths";
        var movesBelow = cells.reaches(cells.number(graduates), least, cells.sum(entrants, in, "-" + out, deaths));
        var movesAbove = cells.reaches(cells.sum(graduates, "-" + in, out), least, cells.sum(entrants, deaths));
        return movesBelow == movesAbove ? movesBelow : Verdict.CANNOT_SAY;
    }

    /** Every subject monitored in the year; one of which half is told leaves it open, and so does none at all. */
    private Verdict monitoring() {
        var verdicts = new ArrayList<Verdict>();
        var below = limit("3.9", "difference_below");
        var level = Optional.of(limit("3.9", "least_level"));
        var levels = false;
        var differences = false;
        for (var subject : SUBJECTS) {
            var itsLevel = cells.number("monitoring_level_" + subject);
            var difference = cells.number("monitoring_difference_" + subject);
            if (itsLevel.isEmpty() && difference.isEmpty()) {
                continue;
            }
            levels |= itsLevel.isPresent();
            differences |= difference.isPresent();
            verdicts.add(cells.reaches(itsLevel, level)
                    .and(difference
                            .map(known -> Verdict.of(known.compareTo(below) < 0))
                            .orElse(Verdict.CANNOT_SAY)));
        }
        return verdicts.stream().reduce(levels && differences ? Verdict.PASS : Verdict.CANNOT_SAY, Verdict::and);
    }

    private void approval() {
        put("4.1", cells.reaches(cells.number("approval_share"), Optional.of(limit("4.1", "least_share"))));
    }

    private void vetoes() {
        UnaryOperator<String> veto = name -> "veto_" + name;
        var columns = List.of(
                "entry_by_examination",
                "illegal_school_choice",
                "key_schools_or_classes",
                "posts_left_unfilled",
                "safety_or_breach",
                "falsified_data");
        for (var i = 0; i < columns.size(); i++) {
            put("V" + (i + 1), cells.flag(veto.apply(columns.get(i))).not());
        }
        // Poor regulation of training and workload is no veto by the reading in force.
        put("V7", Verdict.NOT_APPLICABLE);
    }

    private void preconditions() {
        var sinceRecognition = cells.number("basic_balance_recognised_year")
                .map(recognised -> Fraction.of(BigDecimal.valueOf(year)).minus(recognised));
        put("P1", cells.reaches(sinceRecognition, Optional.of(limit("P1", "least_years"))));
        put(
                "P2",
                cells.flag("basic_balance_monitoring_high")
                        .and(unlessFailing(composite("primary")))
                        .and(unlessFailing(composite("junior"))));
    }

    private Verdict composite(String stage) {
        return cells.reaches(Optional.of(limit("P2", "most_" + stage)), cells.number("basic_balance_cv_" + stage));
    }
}
