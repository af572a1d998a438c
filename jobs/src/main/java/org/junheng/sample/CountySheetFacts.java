package org.junheng.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** All facts that county sheets and lists of rooms rest on, beside those of the census. */
record CountySheetFacts(
        SheetFacts facts,
        SheetColumns columns,
        CensusLayout rooms,
        RuleLimits limits,
        Map<String, FigureFacts> figures,
        SampleFacts sample) {

    static CountySheetFacts read(Path schemas, SampleFacts sample) throws IOException {
        var facts = new FactFile(schemas.resolve("sample/county_sheets.yaml")).as(SheetFacts.class);
        var census = schemas.resolve("census");
        var standard = schemas.resolve("standards").resolve(sample.files().standard() + ".yaml");
        var columns = SheetColumns.of(
                new FactFile(census.resolve(facts.profile()).resolve("profile.yaml")).tree(),
                new FactFile(census.resolve(facts.columns())).tree());
        var rooms = CensusLayout.of(
                new FactFile(census.resolve(facts.roomsProfile()).resolve("profile.yaml")).tree());
        var limits = RuleLimits.of(new FactFile(standard).tree());
        var figures = new HashMap<String, FigureFacts>();
        for (var each : facts.figures()) {
            each.columns().forEach(column -> figures.put(column, each));
        }
        for (var column : columns.columns().keySet()) {
            if (!figures.containsKey(column)) {
                throw new IllegalArgumentException("county_sheets.yaml says nothing of column " + column);
            }
        }
        facts.readings().forEach((id, reading) -> {
            if (!reading.equals(limits.reading(id))) {
                throw new IllegalArgumentException("county sheets are made for reading " + reading + " of switch " + id
                        + " alone, found " + limits.reading(id));
            }
        });
        return new CountySheetFacts(facts, columns, rooms, limits, Map.copyOf(figures), sample);
    }
}
