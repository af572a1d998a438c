package org.junheng.sample;

import java.util.Map;

/**
 * Divides the pupils of a stage by grade and by sex, and tells who boards, whose parents are migrants and who was left
 * behind: parts add up to the pupils. All drawn apart from everything else.
 */
record StudentGroups(ResourceFacts.StudentGroups facts, Map<String, Map<String, Integer>> grades) {

    /** The pupils of each grade of a stage, the lowest grade first. */
    int[] byGrade(School school, String stage, int students, int year) {
        var number = gradesOf(school, stage);
        var chance = school.chance().at("grades").at(stage).at(year);
        var byGrade = new int[number];
        var left = students;
        for (var i = 0; i < number; i++) {
            var even = (double) left / (number - i);
            var drawn = even * (1 + facts.gradeSpread() * chance.at(i).bell());
            byGrade[i] = i == number - 1 ? left : Math.max(0, Math.min(left, (int) Math.round(drawn)));
            left -= byGrade[i];
        }
        return byGrade;
    }

    /** The grade in which a stage begins: junior after the years of primary. */
    int firstGrade(School school, String stage) {
        return stage.equals("primary") ? 1 : 1 + gradesOf(school, "primary");
    }

    boolean hasGrades(School school, String stage) {
        return grades.get(school.county().gradeSystem()).containsKey(stage);
    }

    private int gradesOf(School school, String stage) {
        return grades.get(school.county().gradeSystem()).get(stage);
    }

    int boys(School school, String stage, int students, int year) {
        var share = facts.boysShare()
                + facts.boysSpread()
                        * school.chance().at("boys").at(stage).at(year).bell();
        return (int) Math.round(students * Math.max(0, Math.min(1, share)));
    }

    int boarders(School school, int students) {
        return (int) (students * facts.boarderShare().get(school.place()));
    }

    int migrants(School school, String stage, int students, int year) {
        return uneven(
                school, facts.migrantShare(), school.chance().at("migrants").at(stage), students, year);
    }

    int leftBehind(School school, String stage, int students, int year) {
        return uneven(
                school,
                facts.leftBehindShare(),
                school.chance().at("left behind").at(stage),
                students,
                year);
    }

    private int uneven(School school, ResourceFacts.Shares shares, Chance chance, int students, int year) {
        var unevenness = facts.unevenness();
        var deviation = unevenness.school() * chance.bell()
                + unevenness.year() * chance.at("year").at(year).bell();
        var share = shares.of(school) * (1 + deviation);
        return (int) Math.round(students * Math.max(0, Math.min(1, share)));
    }
}
