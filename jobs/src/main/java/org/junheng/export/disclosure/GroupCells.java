package org.junheng.export.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junheng.export.disclosure.Withheld.Reason;
import org.junheng.rulebook.Disclosure;
import org.junheng.rulebook.Rulebook;
import org.junheng.warehouse.TableDatabase;

/**
 * Protects table {@code group_segregation}. The smallest published regions are decided by themselves: a count is withheld
 * where it, or the count of all others, is small, or where it comes from too few schools; else it is rounded. A region
 * above is then the sum of what is published below it, so that it tells nothing that its parts do not: there is nothing
 * to subtract, and no further cell need be withheld. What of a region lies in no part of it is a part like the others.
 *
 * <p>A measure cannot be put together from rounded parts. It is published where it rests on no small count, and where the
 * schools beneath it that no other published measure covers are none, or enough: taking the published parts off a region
 * leaves just these schools.
 */
final class GroupCells {
    static final String TABLE = "group_segregation";

    /** What the totals of regions are made of. */
    enum Totals {
        OF_PUBLISHED,
        OF_ALL
    }

    /** A county, year and group of students whose count is withheld in some stage. */
    record Place(long year, String county, String group) {}

    private record Group(long year, String stage, String group) {}

    /** A region with one group of students, and what becomes of it. */
    private static final class Cell {
        private final Object[] row;
        private final String level;
        private final String code;
        private final long members;
        private final long others;
        private final long schools;
        private final List<Cell> parts = new ArrayList<>();
        private boolean decided;
        private Reason reason;
        private boolean partial;
        private long publishedMembers;
        private long publishedOthers;
        private long publishedSchools;
        private boolean measured;
        private boolean smallBeneath;
        private long schoolsNotCovered;

        Cell(Object[] row, String level, String code, long members, long others, long schools) {
            this.row = row;
            this.level = level;
            this.code = code;
            this.members = members;
            this.others = others;
            this.schools = schools;
        }

        boolean isPublished() {
            return reason == null;
        }
    }

    private final TableDatabase database;
    private final Disclosure facts;
    private final String from;
    private final Withheld withheld;
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> pseudo = new HashSet<>();

    GroupCells(TableDatabase database, Rulebook rulebook, String from, Withheld withheld) {
        this.database = database;
        this.facts = rulebook.disclosure();
        this.from = from;
        this.withheld = withheld;
    }

    /** Makes the table in memory; returns where a count of a county is withheld. */
    Set<Place> protect(Totals totals) throws SQLException {
        for (var row : database.rows("SELECT year, code, parent_code, pseudo FROM " + from + ".division")) {
            parents.put(row[0] + "/" + row[1], (String) row[2]);
            if (Boolean.TRUE.equals(row[3])) {
                pseudo.add(row[0] + "/" + row[1]);
            }
        }
        var groups = new LinkedHashMap<Group, Map<String, Cell>>();
        var rows = database.rows(
                "SELECT year, level, region_code, stage, student_group, dissimilarity, isolation, exposure, students,"
                        + " others, schools, schools_missing FROM " + from + "." + TABLE
                        + " ORDER BY year, level, region_code, stage, student_group");
        for (var row : rows) {
            groups.computeIfAbsent(new Group((Long) row[0], (String) row[3], (String) row[4]), group -> new TreeMap<>())
                    .put(
                            row[1] + "/" + row[2],
                            new Cell(row, (String) row[1], (String) row[2], (Long) row[8], (Long) row[9], (Long)
                                    row[10]));
        }
        var hidden = new HashSet<Place>();
        groups.forEach((group, cells) -> {
            putTogether(group.year(), cells);
            cells.values().forEach(cell -> decide(cell, totals));
            cells.values().stream()
                    .filter(cell -> facts.levels().contains(cell.level) && cell.parts.isEmpty() && !cell.isPublished())
                    .forEach(cell -> hidden.add(new Place(group.year(), cell.code, group.group())));
        });
        database.create(TABLE);
        var cells = groups.values().stream()
                .flatMap(each -> each.values().stream())
                .map(this::published)
                .toList();
        database.insert(TABLE, cells);
        return hidden;
    }

    /**
     * Gives each region its parts. Functional zones hold schools of counties a second time and are part of nothing.
     */
    private void putTogether(long year, Map<String, Cell> cells) {
        var byCode = new HashMap<String, Cell>();
        cells.values().stream()
                .filter(cell -> facts.levels().contains(cell.level))
                .forEach(cell -> byCode.put(cell.code, cell));
        for (var cell : byCode.values().stream()
                .sorted(Comparator.comparing(each -> each.code))
                .toList()) {
            if (pseudo.contains(year + "/" + cell.code)) {
                continue;
            }
            var above = parents.get(year + "/" + cell.code);
            while (above != null && !byCode.containsKey(above)) {
                above = parents.get(year + "/" + above);
            }
            if (above != null) {
                byCode.get(above).parts.add(cell);
            }
        }
        for (var cell : byCode.values()) {
            if (!cell.parts.isEmpty()) {
                addRest(cell);
            }
        }
    }

    private static void addRest(Cell cell) {
        long members = cell.members - sum(cell.parts, part -> part.members);
        long others = cell.others - sum(cell.parts, part -> part.others);
        long schools = cell.schools - sum(cell.parts, part -> part.schools);
        if (members != 0 || others != 0 || schools != 0) {
            cell.parts.add(new Cell(null, cell.level, cell.code, members, others, schools));
        }
    }

    private static long sum(List<Cell> cells, ToLongFunction<Cell> figure) {
        return cells.stream().mapToLong(figure).sum();
    }

    private void decide(Cell cell, Totals totals) {
        if (cell.decided) {
            return;
        }
        cell.decided = true;
        if (!facts.levels().contains(cell.level)) {
            cell.reason = Reason.BELOW_COUNTY;
            return;
        }
        if (cell.parts.isEmpty()) {
            decideByItself(cell);
            return;
        }
        cell.parts.forEach(part -> decide(part, totals));
        var published = cell.parts.stream().filter(Cell::isPublished).toList();
        var uncovered = cell.parts.stream().filter(part -> !part.measured).toList();
        cell.partial = cell.parts.stream().anyMatch(part -> !part.isPublished() || part.partial);
        cell.reason = published.isEmpty() ? Reason.COMPLEMENTARY : null;
        cell.publishedMembers = sum(published, part -> part.publishedMembers);
        cell.publishedOthers = sum(published, part -> part.publishedOthers);
        cell.publishedSchools = sum(published, part -> part.publishedSchools);
        if (totals == Totals.OF_ALL) {
            cell.reason = null;
            cell.publishedMembers = facts.rounded(cell.members);
            cell.publishedOthers = cell.members + cell.others - cell.publishedMembers;
            cell.publishedSchools = cell.schools;
        }
        cell.smallBeneath = uncovered.stream().anyMatch(part -> part.smallBeneath);
        cell.schoolsNotCovered = sum(uncovered, part -> part.schoolsNotCovered);
        cell.measured = cell.isPublished()
                && !cell.smallBeneath
                && (cell.schoolsNotCovered == 0 || cell.schoolsNotCovered >= facts.fewestSchoolsOfMeasures())
                && cell.members > 0
                && cell.others > 0;
    }

    private void decideByItself(Cell cell) {
        // A rest that is negative means that parts overlap: nothing can be said of it.
        boolean overlap = cell.members < 0 || cell.others < 0 || cell.schools < 0;
        cell.smallBeneath = overlap || facts.isSmall(cell.members) || facts.isSmall(cell.others);
        cell.schoolsNotCovered = Math.abs(cell.schools);
        if (overlap || cell.schools < facts.fewestSchools()) {
            cell.reason = Reason.FEW_SCHOOLS;
        } else if (cell.smallBeneath) {
            cell.reason = Reason.SMALL_COUNT;
        } else {
            // Where one side is 0 the other is all students, which anybody can look up.
            cell.publishedMembers = cell.others == 0 ? cell.members : facts.rounded(cell.members);
            cell.publishedOthers = cell.members + cell.others - cell.publishedMembers;
            cell.publishedSchools = cell.schools;
            boolean bothSides = cell.members > 0 && cell.others > 0;
            cell.measured = bothSides && cell.schools >= facts.fewestSchoolsOfMeasures();
            if (!bothSides) {
                // Nobody on one side: the region adds nothing to a measure above that its count does not say.
                cell.schoolsNotCovered = 0;
            }
        }
    }

    private Object[] published(Cell cell) {
        var row = cell.row.clone();
        if (!cell.isPublished()) {
            for (int column = 5; column <= 9; column++) {
                row[column] = null;
            }
            note(cell, "students", cell.reason);
            note(cell, "others", cell.reason);
        } else {
            row[8] = cell.publishedMembers;
            row[9] = cell.publishedOthers;
            row[10] = cell.publishedSchools;
            row[11] = cell.schools + (Long) cell.row[11] - cell.publishedSchools;
            if (cell.partial) {
                note(cell, "students", Reason.PARTIAL);
                note(cell, "others", Reason.PARTIAL);
            }
        }
        for (int column = 5; column <= 7; column++) {
            row[column] = cell.measured ? rounded((Double) cell.row[column]) : null;
        }
        if (row[6] != null) {
            row[7] = rounded(1 - (Double) row[6]);
        }
        if (!cell.measured && cell.row[5] != null) {
            var reason =
                    cell.isPublished() ? cell.parts.isEmpty() ? Reason.FEW_SCHOOLS : Reason.COMPLEMENTARY : cell.reason;
            for (var column : List.of("dissimilarity", "isolation", "exposure")) {
                note(cell, column, reason);
            }
        }
        return row;
    }

    private Double rounded(Double measure) {
        return measure == null
                ? null
                : BigDecimal.valueOf(measure)
                        .setScale(facts.measureDecimals(), RoundingMode.HALF_EVEN)
                        .doubleValue();
    }

    private void note(Cell cell, String column, Reason reason) {
        var key = new LinkedHashMap<String, Object>();
        key.put("year", cell.row[0]);
        key.put("level", cell.row[1]);
        key.put("region_code", cell.row[2]);
        key.put("stage", cell.row[3]);
        key.put("student_group", cell.row[4]);
        withheld.add(TABLE, column, key, reason);
    }
}
