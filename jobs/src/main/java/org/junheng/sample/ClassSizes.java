package org.junheng.sample;

import java.util.Map;

/** Divides the pupils of a stage into classes, so that sizes add up to pupils and bands to classes. */
record ClassSizes(ResourceFacts.ClassSize facts, Map<String, Map<String, Integer>> grades) {

    /** The size of each class. */
    int[] sizes(School school, String stage, int students, int year) {
        if (students == 0) {
            return new int[0];
        }
        var usual = facts.usual(school.county().urban() && !school.village(), year)
                * (1
                        + facts.schoolSpread()
                                * (2 * school.chance().at("class size").unit() - 1));
        var byUsual = (int) (students / usual) + 1;
        var ofGrades = grades.get(school.county().gradeSystem()).getOrDefault(stage, 1);
        var bySmallest = Math.min(ofGrades, students / facts.smallestUsual() + 1);
        var sizes = new int[Math.max(byUsual, bySmallest)];
        for (var i = 0; i < sizes.length; i++) {
            sizes[i] = students / sizes.length + (i < students % sizes.length ? 1 : 0);
        }
        var chance = school.chance().at("classes").at(stage).at(year);
        for (var i = 0; i + 1 < sizes.length; i += 2) {
            var moved = Math.min(chance.at(i).between(0, facts.mostDeviation()), sizes[i] - 1);
            sizes[i] -= moved;
            sizes[i + 1] += moved;
        }
        return sizes;
    }
}
