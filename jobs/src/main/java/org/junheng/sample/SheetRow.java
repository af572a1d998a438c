package org.junheng.sample;

import java.util.Arrays;
import java.util.List;

/** Writes the row of a place's county sheet and leaves some of its cells blank. */
record SheetRow(CountySheetFacts facts, SheetPlace place, SheetFigures figures) {

    List<String> of(int year) {
        var layout = facts.columns().layout();
        var cells = new String[layout.width()];
        Arrays.fill(cells, "");
        cells[layout.position(CensusLayout.YEAR)] = Integer.toString(year);
        var zone = !place.code().equals(place.county().code());
        cells[layout.position("county_code")] =
                zone ? place.code() : place.county().codeIn(year);
        cells[layout.position("county_name")] = place.name();
        cells[layout.position("data_origin")] = facts.facts().texts().origin();
        var alwaysBlank = alwaysBlank();
        for (var column : facts.columns().columns().values()) {
            if (!column.name().equals(alwaysBlank) && !isBlank(column, year)) {
                cells[layout.position(column.name())] = figures.cell(column, year);
            }
        }
        return List.of(cells);
    }

    private boolean isBlank(SheetColumns.Column column, int year) {
        var known = facts.facts().known(place.code());
        if (known.blank().contains(column.name())) {
            return true;
        }
        if (known.inOrder() && column.served() || known.fallsShortLast().contains(column.name())) {
            return false;
        }
        var blanks = place.chance().at("blank");
        return blanks.at(column.name()).at(year).unit() < facts.facts().blank() * blanks.unit();
    }

    private String alwaysBlank() {
        var open = facts.columns().columns().values().stream()
                .filter(column -> !column.served())
                .toList();
        var chosen = place.chance().at("blank").at("always").between(0, open.size() - 1);
        return open.get(chosen).name();
    }
}
