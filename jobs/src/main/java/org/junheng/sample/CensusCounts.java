package org.junheng.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a county sheet can count from the written rows of the county's open schools in one year. */
final class CensusCounts {

    private static final List<String> NAMES = List.of(
            "schools",
            "rural_schools",
            "village_schools",
            "small_village_schools",
            "schools_in_groups",
            "schools_in_clusters",
            "schools_needing_doctor",
            "boarding_schools",
            "pupils",
            "pupils_primary",
            "pupils_junior",
            "pupils_private",
            "pupils_rural",
            "special_pupils",
            "teachers",
            "teachers_village",
            "classes_primary",
            "classes_junior",
            "graduates_rural",
            "zone_entrants_primary",
            "zone_entrants_junior");

    private final Map<String, Long> counts = new HashMap<>();
    private final CountySheetFacts facts;

    private CensusCounts(CountySheetFacts facts) {
        this.facts = facts;
        NAMES.forEach(name -> counts.put(name, 0L));
    }

    /** @param rows rows by canonical column, blank cells absent */
    static CensusCounts of(List<Map<String, String>> rows, CountySheetFacts facts) {
        var counts = new CensusCounts(facts);
        rows.stream().filter(row -> row.get("situation").equals("open")).forEach(counts::add);
        return counts;
    }

    long of(String name) {
        var count = counts.get(name);
        if (count == null) {
            throw new IllegalArgumentException("nothing of the name " + name + " is counted from the census");
        }
        return count;
    }

    /** Pupils of a grade. */
    long grade(int grade) {
        return counts.getOrDefault(grade(grade, ""), 0L);
    }

    private static String grade(int grade, String place) {
        return "grade_" + grade + place;
    }

    private void add(Map<String, String> row) {
        var place = row.get("urban_rural");
        var village = place.startsWith("2");
        var rural = !place.startsWith("11");
        var primary = number(row, "students_primary");
        var junior = number(row, "students_junior");
        var boarders = number(row, "boarders_primary") + number(row, "boarders_junior");
        var pupils = primary + junior;
        count("pupils", pupils);
        count("pupils_primary", primary);
        count("pupils_junior", junior);
        count("classes_primary", number(row, "classes_primary"));
        count("classes_junior", number(row, "classes_junior"));
        var teachers = number(row, "teachers_primary") + number(row, "teachers_junior");
        count("teachers", teachers);
        if (village) {
            count("teachers_village", teachers);
        }
        if (rural) {
            count("pupils_rural", pupils);
        }
        var isPrivate = !row.get("ownership").equals("1");
        if (isPrivate) {
            count("pupils_private", pupils);
        }
        if (row.get("school_type").equals(facts.facts().counting().specialType())) {
            count("special_pupils", pupils);
        }
        grades(row, rural, !isPrivate && boarders <= facts.facts().counting().daySchool() * pupils);
        school(row, pupils, boarders, rural, village);
    }

    private void grades(Map<String, String> row, boolean rural, boolean zoned) {
        var years = facts.sample().schools().grades().get(row.get("grade_system"));
        var firstOfJunior = years.get("primary") + 1;
        var last = years.get("primary") + years.get("junior");
        for (var grade = 1; grade <= last; grade++) {
            count(grade(grade, ""), number(row, "students_grade_" + grade));
        }
        if (rural) {
            count("graduates_rural", number(row, "students_grade_" + last));
        }
        // Villages are not in the towns and cities where entry goes by zone.
        if (zoned && !row.get("urban_rural").startsWith("2")) {
            count("zone_entrants_primary", number(row, "students_grade_1"));
            count("zone_entrants_junior", number(row, "students_grade_" + firstOfJunior));
        }
    }

    /** Points and campuses are counted with the school to which they belong. */
    private void school(Map<String, String> row, long pupils, long boarders, boolean rural, boolean village) {
        var counting = facts.facts().counting();
        var point = row.get("school_type").equals(facts.sample().standard().pointType());
        var ofPrimaryAlone = !row.containsKey("students_junior");
        if (village && ofPrimaryAlone && pupils < counting.smallSchool() && (point || isCounted(row))) {
            count("small_village_schools", 1);
        }
        if (point || !isCounted(row)) {
            return;
        }
        count("schools", 1);
        count("rural_schools", rural ? 1 : 0);
        count("village_schools", village ? 1 : 0);
        count("boarding_schools", boarders > 0 ? 1 : 0);
        count("schools_needing_doctor", boarders > 0 || pupils >= counting.doctorPupils() ? 1 : 0);
        count("schools_in_groups", row.containsKey("education_group") ? 1 : 0);
        count("schools_in_clusters", row.containsKey("school_cluster") ? 1 : 0);
    }

    private static boolean isCounted(Map<String, String> row) {
        return row.get("counted").equals("1");
    }

    private void count(String name, long number) {
        counts.merge(name, number, Long::sum);
    }

    private static long number(Map<String, String> row, String column) {
        return Long.parseLong(row.getOrDefault(column, "0"));
    }
}
