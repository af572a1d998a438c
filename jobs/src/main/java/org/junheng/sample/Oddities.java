package org.junheng.sample;

import java.util.List;

/** Harmless peculiarities that a reader must accept: blanks after a number, and here and there a missing value. */
record Oddities(CensusLayout layout, FileFacts facts, long seed) {

    /** Changes rows in place. */
    void apply(SampleCounty county, int year, boolean keepComplete, List<OutgoingRow> rows) {
        for (var row : rows) {
            var chance = row.school().chance().at("blanks").at(year);
            var blanks = facts.oddities().trailingBlanks();
            if (row.school().openIn(year) && chance.unit() < blanks) {
                var column = layout.position("teaching_area");
                row.cells().set(column, row.cells().get(column) + "  ");
            }
        }
        var chance = Chance.ofSeed(seed).at("missing").at(county.code()).at(year);
        if (!keepComplete && chance.unit() < facts.oddities().missingValue()) {
            var row = rows.get(chance.at("row").between(0, rows.size() - 1));
            var columns = facts.missingColumns();
            var column = columns.get(chance.at("column").between(0, columns.size() - 1));
            row.cells().set(layout.position(column), "");
        }
    }
}
