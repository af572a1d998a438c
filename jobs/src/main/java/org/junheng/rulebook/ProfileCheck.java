package org.junheng.rulebook;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junheng.rulebook.CensusProfile.LevelSource;
import org.junheng.terms.FaultException;
import org.junheng.terms.Level;

/** Holds a profile against the other facts, so that no row is ever refused, or lost, for a slip in the profile. */
final class ProfileCheck {
    private static final List<String> UNITS =
            List.of(CensusProfile.Unit.SCHOOL.name(), CensusProfile.Unit.COUNTY, CensusProfile.Unit.ROOM);

    private final CensusProfile profile;
    private final Path file;
    private final Map<String, CanonicalColumn> columns;
    private final Map<String, CodeList> codeLists;
    private final Set<String> divisions;
    /** Where in the file the check is. */
    private String[] at = new String[0];

    ProfileCheck(
            CensusProfile profile,
            Path file,
            Map<String, CanonicalColumn> columns,
            Map<String, CodeList> codeLists,
            Set<String> divisions) {
        this.profile = profile;
        this.file = file;
        this.columns = columns;
        this.codeLists = codeLists;
        this.divisions = divisions;
    }

    void check() {
        checkYear();
        if (!UNITS.contains(profile.unit().name())) {
            throw fault(
                    "a row is about one of " + UNITS + "; found "
                            + profile.unit().name(),
                    "unit",
                    "name");
        }
        if (profile.hasDivisions() && !divisions.contains(profile.divisions().facts())) {
            throw fault("there is no divisions/" + profile.divisions().facts() + ".csv", "divisions");
        }
        for (int i = 0; i < profile.tables().size(); i++) {
            checkTable(profile.tables().get(i), i);
        }
        checkLevels();
    }

    private void checkTable(CensusTable table, int position) {
        at = profile.tables().size() == 1 && table.table().equals(profile.profile())
                ? new String[0]
                : new String[] {"tables", "[" + position + "]"};
        for (var key : profile.unit().key()) {
            if (!table.columns().containsKey(key)) {
                throw fault(key + " must be mapped: it is the key of a row", "columns");
            }
            if (!table.columns().get(key).required()) {
                throw fault(key + " must be required: true: it is the key of a row", "columns", key);
            }
        }
        if (position > 0 && profile.tables().get(0).hasManyRows()) {
            throw fault("the first table tells who and where: one row a school", "item");
        }
        table.columns().forEach((id, mapping) -> {
            checkColumn(id, mapping);
            if (!mapping.items().isEmpty() && table.item() == null) {
                throw fault("items need item: the column that tells rows apart", "columns", id, "items");
            }
        });
        at = new String[0];
    }

    private void checkYear() {
        var groups = profile.files().include().pattern();
        var title = profile.year().title();
        if (title != null && !title.pattern().contains("(?<" + CensusProfile.YEAR_GROUP + ">")) {
            throw fault("year.title needs a group (?<year>…)", "year", "title");
        }
        if (profile.year().fileName() && !groups.contains("(?<" + CensusProfile.YEAR_GROUP + ">")) {
            throw fault("year.file_name needs a group (?<year>…) in files.include", "files", "include");
        }
        if (profile.columns().containsKey("year")) {
            throw fault("the year is told by 'year:' above, not by a column here", "columns", "year");
        }
    }

    private void checkColumn(String id, ColumnMapping mapping) {
        var column = columns.get(id);
        if (column == null) {
            throw fault("census/columns.yaml has no column '" + id + "'", "columns", id);
        }
        if (!column.isNumeric() && !mapping.isPlain() && mapping.constant() == null) {
            throw fault("only numbers can be summed or multiplied", "columns", id);
        }
        if (column.isNumeric()) {
            requireNumber(id, "constant", mapping.constant());
            requireNumber(id, "default", mapping.defaultValue());
            if (!mapping.codes().isEmpty() || mapping.pattern() != null || mapping.digits() != null) {
                throw fault(
                        "codes, digits and pattern are for columns of codes and text, not for numbers", "columns", id);
            }
        }
        if (column.codes() != null) {
            checkCodes(id, column.codes(), mapping);
        }
        if (mapping.division() != null) {
            if (!profile.hasDivisions()) {
                throw fault("division needs divisions: {facts: …} above", "columns", id, "division");
            }
            if (!mapping.division().equals("any") && !Level.DOWNWARD.contains(mapping.division())) {
                throw fault(
                        "division must be any or one of " + Level.DOWNWARD + "; found " + mapping.division(),
                        "columns",
                        id,
                        "division");
            }
        }
    }

    private void requireNumber(String id, String key, String value) {
        if (value == null) {
            return;
        }
        try {
            new BigDecimal(value);
        } catch (NumberFormatException noNumber) {
            throw fault(key + " must be a number; found " + value, "columns", id, key);
        }
    }

    private void checkCodes(String id, String list, ColumnMapping mapping) {
        var codes = codeLists.get(list);
        if (codes == null) {
            throw fault("there is no codes/" + list + ".csv", "columns", id);
        }
        requireCode(id, "constant", codes, mapping.constant());
        requireCode(id, "default", codes, mapping.defaultValue());
        mapping.codes().values().forEach(code -> requireCode(id, "codes", codes, code));
    }

    private void requireCode(String id, String key, CodeList codes, String value) {
        if (value != null && !codes.entries().containsKey(value)) {
            throw fault("codes/" + codes.id() + ".csv has no code '" + value + "'", "columns", id, key);
        }
    }

    private void checkLevels() {
        var nation = profile.levels().get(Level.NATION);
        if (nation == null || nation.code() == null || nation.name() == null) {
            throw fault("levels need nation: {code, name}", "levels", Level.NATION);
        }
        var order = List.copyOf(profile.levels().keySet());
        var known = order.stream().filter(Level.DOWNWARD::contains).toList();
        if (!order.get(0).equals(Level.NATION)
                || !known.equals(Level.DOWNWARD.stream().filter(known::contains).toList())) {
            throw fault("levels stand from the top down, the nation first; found " + order, "levels");
        }
        boolean isBelowDivision = false;
        for (var entry : profile.levels().entrySet()) {
            if (!entry.getKey().equals(Level.NATION)) {
                checkLevel(entry.getKey(), entry.getValue(), isBelowDivision);
                isBelowDivision |= entry.getValue().division();
            }
        }
    }

    private void checkLevel(String level, LevelSource source, boolean isBelowDivision) {
        if (!Level.DOWNWARD.contains(level)) {
            if (level.equals("school")) {
                throw fault("the school is the unit, not a level above it", "levels", level);
            }
            for (var column : List.of(Level.codeColumn(level), Level.nameColumn(level))) {
                if (!columns.containsKey(column) || columns.get(column).isNumeric()) {
                    throw fault(
                            "a level beside " + Level.DOWNWARD + " needs a column " + column
                                    + " of text or code in census/columns.yaml",
                            "levels",
                            level);
                }
            }
        }
        var county = profile.columns().get(Level.codeColumn(Level.COUNTY));
        boolean hasCounties = profile.hasDivisions() && county != null && county.division() != null;
        if (source.division()) {
            if (!hasCounties || !Level.DOWNWARD.contains(level)) {
                throw fault(
                        "a level by division is one of " + Level.DOWNWARD
                                + " and needs divisions: {facts: …} and county_code: {division: county}",
                        "levels",
                        level);
            }
            return;
        }
        if (hasCounties && (!isBelowDivision || source.code() != null)) {
            throw fault(
                    "rows with divisions are kept and measured province by province: another level must stand below"
                            + " a level by division, and be told by name alone",
                    "levels",
                    level);
        }
        requireText(level, "name", source.name());
        if (source.code() != null) {
            requireText(level, "code", source.code());
        }
    }

    private void requireText(String level, String key, String column) {
        if (!profile.columns().containsKey(column) || columns.get(column).isNumeric()) {
            throw fault("a level needs division: true, or name: a mapped column of text", "levels", level, key);
        }
    }

    private FaultException fault(String reason, String... key) {
        var whole = java.util.Arrays.copyOf(at, at.length + key.length);
        System.arraycopy(key, 0, whole, at.length, key.length);
        return FactsReader.fault(file, reason, whole);
    }
}
