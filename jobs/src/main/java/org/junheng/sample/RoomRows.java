package org.junheng.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The rows of a list of rooms: one a room, or one of kind none for a school that has neither. */
record RoomRows(CountySheetFacts facts, SampleCounty county, RoomStock stock) {

    /** @param row the school's census row by canonical column */
    List<List<String>> of(School school, Map<String, String> row, int year) {
        if (!school.openIn(year)) {
            return List.of();
        }
        var classes = Integer.parseInt(row.getOrDefault("classes_primary", "0"))
                + Integer.parseInt(row.getOrDefault("classes_junior", "0"));
        var said = facts.facts();
        var rows = new ArrayList<List<String>>();
        for (var room : stock.rooms(school, classes, year)) {
            var music = room.kind().equals("music");
            var code = (music
                            ? said.rooms().code().music()
                            : said.rooms().code().art())
                    .replace("%d", Integer.toString(room.number()));
            var area = room.area().toPlainString();
            var built = Integer.toString(room.built());
            var blank = school.chance().at("rooms").at(code).at("blank").unit();
            if (!said.known(county.code()).inOrder()) {
                area = blank < said.rooms().blank() ? "" : area;
                built = blank > 1 - said.rooms().blank() ? "" : built;
            }
            rows.add(row(
                    school, code, music ? said.texts().music() : said.texts().art(), area, built, year));
        }
        if (rows.isEmpty()) {
            rows.add(row(school, said.rooms().code().none(), said.texts().none(), "", "", year));
        }
        return rows;
    }

    private List<String> row(School school, String code, String kind, String area, String built, int year) {
        var cells = new String[facts.rooms().width()];
        Arrays.fill(cells, "");
        put(cells, CensusLayout.YEAR, Integer.toString(year));
        put(cells, "school_code", school.code());
        put(cells, "room_code", code);
        put(cells, "school_name", school.name());
        put(cells, "county_code", county.codeIn(year));
        put(cells, "room_kind", kind);
        put(cells, "room_area", area);
        put(cells, "room_year_built", built);
        put(cells, "data_origin", facts.facts().texts().origin());
        return List.of(cells);
    }

    private void put(String[] cells, String column, String text) {
        cells[facts.rooms().position(column)] = text;
    }
}
