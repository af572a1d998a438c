package org.junheng.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spoils a sound row in the way of one kind of fault.
 *
 * @param shortRowsShow whether a reader can tell a short row from one with blank cells at its end
 */
record FaultMaker(CensusLayout layout, FileFacts.Faulty texts, boolean shortRowsShow) {

    private static final int CELLS_CUT = 5;
    private static final String EXTRA_CELL = "备注";

    /** What a reader sees in place of a broken character. */
    static final String BROKEN = "\uFFFD";

    /** The row in its faulty form; for rows that stand twice, the one in the place of the sound row comes first. */
    List<OutgoingRow> spoiled(OutgoingRow row, FaultKind kind) {
        return switch (kind) {
            case SHORT_ROW ->
                shortRowsShow
                        ? resized(row, kind, row.cells().subList(0, layout.width() - CELLS_CUT))
                        : lengthened(row, kind);
            case LONG_ROW -> lengthened(row, kind);
            case NAME_MISSING -> changed(row, kind, "school_name", "");
            case COUNTY_MISSING -> changed(row, kind, "county_code", "");
            case APPROXIMATE_NUMBER -> approximate(row);
            case TWO_DECIMAL_POINTS -> changed(row, kind, "sports_ground_area", texts.twoPoints());
            case LETTER_FOR_ZERO -> changed(row, kind, ofFirstStage(row, "teachers"), texts.letterForZero());
            case NEGATIVE_NUMBER -> {
                var column = ofFirstStage(row, "teachers");
                yield changed(row, kind, column, texts.negative().replace("%s", cell(row, column)));
            }
            case NUMBER_TOO_LARGE -> {
                var column = ofFirstStage(row, "students");
                yield changed(row, kind, column, Long.toString(layout.largest(column) + 1));
            }
            case UNKNOWN_SCHOOL_TYPE -> changed(row, kind, "school_type", texts.unknownSchoolType());
            case UNKNOWN_COUNTY -> changed(row, kind, "county_code", texts.unknownCounty());
            case YEAR_MISSING -> changed(row, kind, CensusLayout.YEAR, "");
            case YEAR_GARBLED -> {
                var year = cell(row, CensusLayout.YEAR);
                yield changed(row, kind, CensusLayout.YEAR, year.substring(0, 2) + "X" + year.substring(3));
            }
            case UNKNOWN_PARENT -> {
                var school = row.school();
                var parent = texts.unknownParent()
                        .replaceFirst("%s", school.kind().category())
                        .replaceFirst("%s", school.county().provinceDigits());
                yield changed(row, kind, "parent_school_code", parent);
            }
            case BROKEN_BYTES -> {
                var name = cell(row, "school_name");
                var seen = name.substring(0, name.length() - 1) + BROKEN;
                var fault = fault(row, kind, layout.header("school_name"), seen);
                yield List.of(new OutgoingRow(
                        row.school(), row.cells(), Optional.of(fault), layout.position("school_name"), row.cells()));
            }
            case REPEATED_ROW -> List.of(row, faulty(row, row.cells(), fault(row, kind, null, code(row))));
            case CONFLICTING_ROWS -> conflicting(row);
        };
    }

    /** A number of pupils with a word before it: the fault of the county that cannot be judged. */
    List<OutgoingRow> approximate(OutgoingRow row) {
        var column = ofFirstStage(row, "students");
        var text = texts.approximate().replace("%s", cell(row, column).strip());
        return changed(row, FaultKind.APPROXIMATE_NUMBER, column, text);
    }

    private List<OutgoingRow> conflicting(OutgoingRow row) {
        var fault = fault(row, FaultKind.CONFLICTING_ROWS, null, code(row));
        var other = new ArrayList<>(row.cells());
        var position = layout.position("multimedia_classrooms");
        other.set(
                position,
                Long.toString(1 + Long.parseLong("0" + row.cells().get(position).strip())));
        return List.of(faulty(row, row.cells(), fault), faulty(row, other, fault));
    }

    private List<OutgoingRow> lengthened(OutgoingRow row, FaultKind kind) {
        var cells = new ArrayList<>(row.cells());
        cells.add(EXTRA_CELL);
        return resized(row, kind, cells);
    }

    private List<OutgoingRow> resized(OutgoingRow row, FaultKind kind, List<String> cells) {
        return List.of(faulty(row, cells, fault(row, kind, null, Integer.toString(cells.size()))));
    }

    private List<OutgoingRow> changed(OutgoingRow row, FaultKind kind, String column, String text) {
        var cells = new ArrayList<>(row.cells());
        cells.set(layout.position(column), text);
        return List.of(faulty(row, cells, fault(row, kind, layout.header(column), text)));
    }

    private static OutgoingRow faulty(OutgoingRow row, List<String> cells, Fault fault) {
        return new OutgoingRow(row.school(), List.copyOf(cells), Optional.of(fault), -1, row.cells());
    }

    private static Fault fault(OutgoingRow row, FaultKind kind, String column, String found) {
        return new Fault(kind.rule(), code(row), column, found);
    }

    private static String code(OutgoingRow row) {
        return row.school().code();
    }

    private String ofFirstStage(OutgoingRow row, String column) {
        return column + "_" + row.school().stages().get(0);
    }

    private String cell(OutgoingRow row, String column) {
        return row.cells().get(layout.position(column));
    }
}
