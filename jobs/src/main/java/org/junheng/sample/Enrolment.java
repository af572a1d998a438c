package org.junheng.sample;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many pupils a school has: its size, the cohorts of its place, its own drift and a little chance. */
record Enrolment(ResourceFacts.Cohort cohort, int pointMinimum) {

    /** Pupils by stage in a year, of an open school. */
    Map<String, Integer> students(School school, int year) {
        var students = new LinkedHashMap<String, Integer>();
        for (var stage : school.stages()) {
            students.put(stage, students(school, stage, year));
        }
        return students;
    }

    private int students(School school, String stage, int year) {
        var urban = school.county().urban() && !school.village();
        var drift = 1 + cohort.schoolDrift() * school.chance().at("drift").bell() * (year - cohort.firstYear());
        var chance = 1
                + cohort.noise()
                        * school.chance().at("students").at(stage).at(year).bell();
        var number = (int)
                (school.baseStudents().get(stage) * cohort.index(urban, stage, year) * Math.max(0.5, drift) * chance
                        + 0.5);
        if (school.kind().size() == SchoolFacts.PointSize.SMALL) {
            return Math.max(3, Math.min(pointMinimum - 1, number));
        }
        return Math.max(school.kind().size() == SchoolFacts.PointSize.LARGE ? pointMinimum : 10, number);
    }
}
