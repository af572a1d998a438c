package org.junheng.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.CanonicalColumn.ClassSize;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Level;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Column;
import org.junheng.warehouse.TableShape.Type;

/**
 * The stored columns of a census: who and where, the same for every profile, then the regions of further levels that the
 * profile declares, then the numbers and flags that it has.
 */
public final class CensusLayout {
    public static final int YEAR = 0;
    public static final int SCHOOL_CODE = 1;
    public static final int SCHOOL_NAME = 2;
    public static final int SCHOOL_TYPE = 3;
    public static final int GRADE_SYSTEM = 4;
    public static final int URBAN_RURAL = 5;
    public static final int OWNERSHIP = 6;
    public static final int SITUATION = 7;
    public static final int COUNTED = 8;
    public static final int PARENT_SCHOOL_CODE = 9;
    public static final int PROVINCE_CODE = 10;
    public static final int CITY_CODE = 11;
    public static final int COUNTY_CODE = 12;
    public static final int PROVINCE_NAME = 13;
    public static final int CITY_NAME = 14;
    public static final int COUNTY_NAME = 15;
    public static final int MANAGER_CODE = 16;
    public static final int EDUCATION_GROUP = 17;
    public static final int SCHOOL_CLUSTER = 18;
    public static final int DATA_ORIGIN = 19;

    /** Names of the columns above, in their order. */
    private static final List<String> IDENTITY = List.of(
            "year",
            "school_code",
            "school_name",
            "school_type",
            "grade_system",
            "urban_rural",
            "ownership",
            "situation",
            "counted",
            "parent_school_code",
            "province_code",
            "city_code",
            "county_code",
            "province_name",
            "city_name",
            "county_name",
            "manager_code",
            "education_group",
            "school_cluster",
            "data_origin");

    /** The code of list {@code situation} that lets a school be measured. */
    static final String OPEN = "open";

    /** Where a profile has no province. */
    public static final String NO_PROVINCE = "00";

    private CensusLayout() {}

    /**
     * What tells the records of one year apart.
     *
     * @param column the first of its columns
     * @param positions where they stand in a row
     */
    public record Key(String column, List<Integer> positions) {
        /** The key of a row, or null where a part of it is missing. */
        public String of(Object[] row) {
            if (positions.size() == 1) {
                return (String) row[positions.get(0)];
            }
            var parts = new ArrayList<String>();
            for (var position : positions) {
                if (row[position] == null) {
                    return null;
                }
                parts.add(String.valueOf(row[position]));
            }
            return String.join("\t", parts);
        }
    }

    /** The key of a profile's records. */
    public static Key key(CensusProfile profile, Rulebook rulebook) {
        var positions = of(profile, rulebook).positions();
        return new Key(
                profile.unit().key().get(0),
                profile.unit().key().stream().map(positions::get).toList());
    }

    /** The columns that every census has: who and where. */
    public static TableShape identity() {
        return new TableShape(
                "identity",
                IDENTITY.stream()
                        .map(name -> new Column(
                                name,
                                switch (name) {
                                    case "year" -> Type.INTEGER;
                                    case "counted" -> Type.FLAG;
                                    default -> Type.TEXT;
                                }))
                        .toList());
    }

    /** The shape of a profile's census table. */
    public static TableShape of(CensusProfile profile, Rulebook rulebook) {
        var columns = new ArrayList<>(identity().columns());
        var further = furtherColumns(profile);
        further.forEach(name -> columns.add(new Column(name, Type.TEXT)));
        profile.columns().keySet().forEach(name -> {
            var type = rulebook.columns().get(name).type();
            if (type == CanonicalColumn.Type.COUNT && !name.equals("year")) {
                columns.add(new Column(name, Type.INTEGER));
            } else if (type == CanonicalColumn.Type.NUMBER) {
                columns.add(new Column(name, Type.NUMBER));
            } else if (type == CanonicalColumn.Type.FLAG && !IDENTITY.contains(name)) {
                columns.add(new Column(name, Type.FLAG));
            } else if (!profile.unit().isSchool() && !IDENTITY.contains(name) && !further.contains(name)) {
                columns.add(new Column(name, Type.TEXT));
            }
        });
        if (profile.classListTable().isPresent()) {
            columns.addAll(countedFromClasses(profile, rulebook));
        }
        return new TableShape(profile.profile(), columns);
    }

    /** How the columns with the size of the largest class begin, which lists of classes tell. */
    public static final String LARGEST_CLASS = "largest_class_";

    /** The columns that no form has, since only a list of classes tells them: students in classes of each size, the largest. */
    private static List<Column> countedFromClasses(CensusProfile profile, Rulebook rulebook) {
        var columns = new ArrayList<Column>();
        rulebook.columns().forEach((name, column) -> {
            boolean ofStudents =
                    column.classSize() != null && column.classSize().of() == ClassSize.Counted.STUDENTS;
            if ((ofStudents || name.startsWith(LARGEST_CLASS))
                    && !profile.columns().containsKey(name)
                    && profile.stages().stream().anyMatch(stage -> name.endsWith("_" + stage.id()))) {
                columns.add(new Column(name, Type.INTEGER));
            }
        });
        return columns;
    }

    /** Code and name of each level that has no place of its own above, and what else tells a level. */
    private static Set<String> furtherColumns(CensusProfile profile) {
        var names = new LinkedHashSet<String>();
        profile.levels().forEach((level, source) -> {
            if (!level.equals(Level.NATION)) {
                names.add(Level.codeColumn(level));
                names.add(Level.nameColumn(level));
                Stream.of(source.code(), source.name()).filter(Objects::nonNull).forEach(names::add);
            }
        });
        IDENTITY.forEach(names::remove);
        return names;
    }

    /** Whether a census row is of a school that was open at the census moment. */
    public static boolean isOpen(Object[] row) {
        return OPEN.equals(row[SITUATION]);
    }

    /**
     * A stored number as the decimal that the census wrote: the shortest that is the double, exact up to fifteen digits.
     */
    public static BigDecimal decimal(Object cell) {
        return cell instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.valueOf((Double) cell);
    }

    /** The name of the partition that a row with this province belongs to. */
    public static String partition(String provinceCode) {
        return provinceCode == null || provinceCode.length() < 2 ? NO_PROVINCE : provinceCode.substring(0, 2);
    }

    /** Where a profile's census files stand in the warehouse. */
    public static String folder(String profile) {
        return "census/" + profile;
    }

    /** Where a profile's quarantine files stand in the warehouse. */
    public static String quarantineFolder(String profile) {
        return "quarantine/" + profile;
    }
}
