package org.junheng.measure;

import java.util.ArrayList;
import java.util.List;
import org.junheng.measure.CountyJudgement.Absent;
import org.junheng.rulebook.BoundRules;
import org.junheng.rulebook.ProfileRules;
import org.junheng.rulebook.Standard;
import org.junheng.terms.Stage;

/** The bounds of one county under one standard, with their grades: table {@code equity_bound} (conventions C18). */
final class CountyBounds {
    private final Standard standard;
    private final String county;
    private final Register register;
    private final SwitchReadings readings;
    private final ProfileRules rules;
    private final BoundRules facts;
    private final List<EquityBound> bounds = new ArrayList<>();

    /**
     * @param readings what other readings of switches would count
     * @param rules the rules of data quality of the census, which tell how much a figure may change in a year
     */
    CountyBounds(
            Standard standard,
            String county,
            Register register,
            SwitchReadings readings,
            ProfileRules rules,
            BoundRules facts) {
        this.standard = standard;
        this.county = county;
        this.register = register;
        this.readings = readings;
        this.rules = rules;
        this.facts = facts;
    }

    /** The bounds of one stage, indicator by indicator. */
    final class OfStage {
        private final Stage stage;
        private final MissingSchools set;
        private final List<SwitchReadings.Members> members;
        private final List<MissingSchools> others;

        private OfStage(Stage stage, List<SchoolStage> schools, List<Absent> absent) {
            this.stage = stage;
            this.set = missing(standard, stage, schools, absent);
            this.members = readings.of(county, stage);
            this.others = members.stream()
                    .map(each -> missing(each.standard(), stage, each.schools(), each.absent()))
                    .toList();
        }

        /**
         * Bounds an indicator.
         *
         * @param measures over the schools that are known, or null where there are none
         * @return null where the county has no school that counts, known or not
         */
        EquityBound add(int position, InequalityMeasures measures) {
            var outcome = set.outcome(position, measures);
            if (outcome == null) {
                return null;
            }
            var indicator = standard.indicators().get(position);
            var under = new ArrayList<EquityBound.Other>();
            for (int i = 0; i < others.size(); i++) {
                var other = members.get(i);
                var otherMeasures = EquityRow.of(other.schools(), position).measures(indicator);
                var its = others.get(i).outcome(position, otherMeasures);
                under.add(new EquityBound.Other(other.setting(), its == null ? EquityBound.Outcome.NONE : its));
            }
            var bound = new EquityBound(stage, indicator, standard.cvLimit().get(stage), outcome, under);
            bounds.add(bound);
            return bound;
        }
    }

    OfStage of(Stage stage, List<SchoolStage> schools, List<Absent> absent) {
        return new OfStage(stage, schools, absent);
    }

    private MissingSchools missing(Standard under, Stage stage, List<SchoolStage> schools, List<Absent> absent) {
        return new MissingSchools(under, stage, schools, absent, register, rules, facts);
    }

    private String grade(EquityBound bound, long crossing) {
        if (bound.set().missingShare() > facts.missingStudentsShare().doubleValue()) {
            return "D";
        }
        if (bound.crosses()) {
            return crossing == 1 ? "C" : "D";
        }
        return bound.isCertain() ? "A" : "B";
    }

    void write(MetricTable table, int year) {
        long crossing = bounds.stream().filter(EquityBound::crosses).count();
        for (var bound : bounds) {
            table.add(
                    year,
                    standard.standard(),
                    county,
                    bound.stage().id(),
                    bound.indicator().id(),
                    bound.meanLow(),
                    bound.meanHigh(),
                    bound.cvLow(),
                    bound.cvHigh(),
                    bound.set().missing(),
                    bound.set().missingStudents(),
                    grade(bound, crossing),
                    bound.reason().both());
        }
    }
}
