package org.junheng.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Fills the cells of one school in one year. */
final class RowWriter {

    private static final String TEACHERS_ABOVE = "teachers_above_required_degree";
    private static final String BACKBONE = "backbone_teachers";
    private static final String PHYSICAL_EDUCATION = "pe_teachers";
    private static final String ART = "art_teachers";
    private static final String TEACHING_AREA = "teaching_area";
    private static final String INDOOR_SPORTS = "indoor_sports_area";
    private static final String SPORTS_GROUND = "sports_ground_area";
    private static final String EQUIPMENT = "equipment_value";
    private static final String MULTIMEDIA = "multimedia_classrooms";

    private final CensusLayout layout;
    private final ResourceStandard standard;
    private final ResourceFacts resources;
    private final Enrolment enrolment;
    private final ClassSizes classSizes;
    private final StudentGroups groups;
    private final ResourceLevels levels;
    private final SchoolCeilings ceilings;

    RowWriter(SampleFacts facts, SchoolCeilings ceilings) {
        this.layout = facts.layout();
        this.standard = facts.standard();
        this.resources = facts.resources();
        this.enrolment = new Enrolment(resources.cohort(), standard.pointMinimumStudents());
        this.classSizes = new ClassSizes(resources.classSize(), facts.schools().grades());
        this.groups =
                new StudentGroups(resources.studentGroups(), facts.schools().grades());
        this.levels = new ResourceLevels(resources);
        this.ceilings = ceilings;
    }

    /** The row of a school in a year in which it has one. */
    List<String> row(School school, int year) {
        var cells = new String[layout.width()];
        Arrays.fill(cells, "");
        identity(cells, school, year);
        if (school.openIn(year)) {
            var students = ceilings.students(school, enrolment.students(school, year), year);
            for (var stage : standard.stages()) {
                if (students.containsKey(stage)) {
                    teachers(cells, school, stage, students.get(stage), year);
                }
            }
            students.forEach((stage, number) -> enrolled(cells, school, stage, number, year));
            facilities(cells, school, students, year);
        }
        return new ArrayList<>(Arrays.asList(cells));
    }

    private void identity(String[] cells, School school, int year) {
        var county = school.county().codeIn(year);
        put(cells, CensusLayout.YEAR, Integer.toString(year));
        put(cells, "school_code", school.code());
        put(cells, "school_name", school.name());
        put(cells, "school_type", school.kind().type());
        put(cells, "grade_system", school.county().gradeSystem());
        put(cells, "urban_rural", school.urbanRural());
        put(cells, "ownership", school.kind().ownership());
        put(cells, "situation", school.openIn(year) ? "open" : school.merged() ? "merged" : "closed");
        put(cells, "counted", school.campus() ? "0" : "1");
        put(cells, "parent_school_code", school.parent());
        put(cells, "county_code", county);
        put(cells, "manager_code", school.manager().isEmpty() ? county : school.manager());
        put(cells, "education_group", school.educationGroup());
        put(cells, "school_cluster", school.schoolCluster());
        put(cells, "data_origin", "generated");
    }

    private void enrolled(String[] cells, School school, String stage, int planned, int year) {
        var students = school.emptyIn(year) ? 0 : planned;
        put(cells, "students_" + stage, students);
        if (!standard.stages().contains(stage)) {
            return;
        }
        groups(cells, school, stage, students, year);
        var sizes = ceilings.classes(school, stage, classSizes.sizes(school, stage, students, year), year);
        put(cells, "classes_" + stage, sizes.length);
        for (var band : layout.bands(stage)) {
            var classes = Arrays.stream(sizes)
                    .filter(size -> size >= band.least() && size <= band.most())
                    .count();
            cells[band.position()] = Long.toString(classes);
        }
    }

    private void groups(String[] cells, School school, String stage, int students, int year) {
        var boys = groups.boys(school, stage, students, year);
        put(cells, "students_boys_" + stage, boys);
        put(cells, "students_girls_" + stage, students - boys);
        put(cells, "boarders_" + stage, groups.boarders(school, students));
        put(cells, "migrant_students_" + stage, groups.migrants(school, stage, students, year));
        put(cells, "left_behind_students_" + stage, groups.leftBehind(school, stage, students, year));
        if (groups.hasGrades(school, stage)) {
            var grade = groups.firstGrade(school, stage);
            for (var number : groups.byGrade(school, stage, students, year)) {
                put(cells, "students_grade_" + grade, number);
                grade++;
            }
        }
    }

    private void teachers(String[] cells, School school, String stage, int students, int year) {
        var above = teachers(school, TEACHERS_ABOVE, stage, students, year);
        var backbone = teachers(school, BACKBONE, stage, students, year);
        var sportAndArt = teachers(school, PHYSICAL_EDUCATION, stage, students, year);
        var sport = Math.round(sportAndArt * resources.peShare());
        var usual = Math.round(students / resources.studentsPerTeacher().get(stage));
        var all = Math.max(Math.max(usual, 1), Math.max(Math.max(above, backbone), sportAndArt));
        put(cells, "teachers_" + stage, all);
        put(cells, TEACHERS_ABOVE + "_" + stage, above);
        put(cells, BACKBONE + "_" + stage, backbone);
        put(cells, PHYSICAL_EDUCATION + "_" + stage, sport);
        put(cells, ART + "_" + stage, sportAndArt - sport);
    }

    private long teachers(School school, String column, String stage, int students, int year) {
        var level = levels.level(school, column, year);
        var needed = ResourceLevels.needed(standard.indicatorOf(column), stage, level, students);
        return whole(school, needed, year);
    }

    private void facilities(String[] cells, School school, Map<String, Integer> students, int year) {
        var sports = shared(school, SPORTS_GROUND, students, year);
        var indoor = cents(school, sports * resources.indoorSportsShare().get(school.place()), year);
        put(cells, INDOOR_SPORTS, decimal(indoor));
        put(cells, SPORTS_GROUND, decimal(cents(school, sports, year) - indoor));
        put(cells, TEACHING_AREA, decimal(cents(school, shared(school, TEACHING_AREA, students, year), year) + indoor));
        put(cells, EQUIPMENT, whole(school, shared(school, EQUIPMENT, students, year), year));
        put(cells, "laboratories_meet_standard", levels.level(school, EQUIPMENT, year) >= 1 ? 1 : 0);
        put(cells, MULTIMEDIA, whole(school, shared(school, MULTIMEDIA, students, year), year));
    }

    /** What the school needs in all, so that after the split by weights its poorest stage reaches the level. */
    private double shared(School school, String column, Map<String, Integer> students, int year) {
        var indicator = standard.indicatorOf(column);
        var level = levels.level(school, column, year);
        var weighted = 0.0;
        for (var entry : students.entrySet()) {
            weighted += weight(entry.getKey()) * entry.getValue();
        }
        var needed = 0.0;
        for (var stage : standard.stages()) {
            if (students.containsKey(stage)) {
                needed = Math.max(needed, ResourceLevels.needed(indicator, stage, level, weighted / weight(stage)));
            }
        }
        return needed;
    }

    private double weight(String stage) {
        return standard.splitWeights().get(stage).doubleValue();
    }

    private long whole(School school, double number, int year) {
        return (long) (levels.roundsUp(school, year) ? Math.ceil(number) : Math.floor(number + 0.5));
    }

    private long cents(School school, double area, int year) {
        return whole(school, area * 100, year);
    }

    /** A number of at most two decimals, from hundredths. */
    private static String decimal(long hundredths) {
        var rest = hundredths % 100;
        if (rest == 0) {
            return Long.toString(hundredths / 100);
        }
        var digits = rest % 10 == 0 ? Long.toString(rest / 10) : rest < 10 ? "0" + rest : Long.toString(rest);
        return hundredths / 100 + "." + digits;
    }

    private void put(String[] cells, String column, long number) {
        put(cells, column, Long.toString(number));
    }

    private void put(String[] cells, String column, String text) {
        if (layout.has(column)) {
            cells[layout.position(column)] = text;
        }
    }
}
