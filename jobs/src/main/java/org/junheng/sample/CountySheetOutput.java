package org.junheng.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the county sheets and the lists of rooms, a file of each a year, county after county. */
final class CountySheetOutput implements AutoCloseable {

    private final SampleOptions options;
    private final CountySheetFacts facts;
    private final Path out;
    private final int firstYear;
    private final Map<String, String> names = new HashMap<>();
    private final OpenFiles<String, TextFile> open = new OpenFiles<>();
    private final Map<String, SampleReport.File> files = new TreeMap<>();
    private final Map<String, SheetEvidence> evidence = new HashMap<>();

    CountySheetOutput(SampleOptions options, CountySheetFacts facts, CountyList list, Path out) {
        this.options = options;
        this.facts = facts;
        this.out = out;
        this.firstYear = facts.facts().firstSheetYear(options.firstYear(), options.lastYear());
        for (var city : facts.sample().counties().cities()) {
            city.counties().forEach(county -> names.put(county.code(), county.name()));
        }
        list.invented().forEach(division -> names.put(division.code(), division.name()));
    }

    /** The names that its files have. */
    static Set<String> names(SampleOptions options, SheetFacts facts) {
        var names = new HashSet<String>();
        for (var year = facts.firstSheetYear(options.firstYear(), options.lastYear());
                year <= options.lastYear();
                year++) {
            names.add(name(facts.sheetName(), year));
            names.add(name(facts.roomsName(), year));
        }
        return names;
    }

    private static String name(String pattern, int year) {
        return pattern.replace("%d", Integer.toString(year));
    }

    /**
     * Writes what belongs to a county and its zones.
     *
     * @param years the county's rows of every year, without faults
     */
    void write(SampleCounty county, Map<Integer, List<OutgoingRow>> years) throws IOException {
        var rows = new TreeMap<Integer, List<Map<String, String>>>();
        years.forEach((year, ofYear) -> rows.put(
                year,
                ofYear.stream()
                        .map(row -> facts.sample().layout().byName(row.cells()))
                        .toList()));
        var chance = Chance.ofSeed(options.seed()).at("county sheet");
        writeSheets(
                SheetPlace.of(county.code(), names.get(county.code()), county, chance.at(county.code()), rows, facts));
        for (var zone : county.zones()) {
            var managed = new TreeMap<Integer, List<Map<String, String>>>();
            rows.forEach((year, ofYear) -> managed.put(
                    year,
                    ofYear.stream()
                            .filter(row -> row.get("manager_code").equals(zone.code()))
                            .toList()));
            writeSheets(SheetPlace.of(zone.code(), zone.name(), county, chance.at(zone.code()), managed, facts));
        }
        writeRooms(county, years, rows);
    }

    private void writeSheets(SheetPlace place) throws IOException {
        var sheet = new SheetRow(facts, place, new SheetFigures(facts, place, firstYear, options.lastYear()));
        var known = facts.facts().known(place.code());
        for (var year = firstYear; year <= options.lastYear(); year++) {
            if (known.withoutSheetLast() && year == options.lastYear()) {
                continue;
            }
            var cells = sheet.of(year);
            write(facts.facts().sheetName(), year, facts.columns().layout(), cells);
            if (year == options.lastYear() && isChosen(place.county())) {
                evidence(place.code()).sheet().putAll(facts.columns().layout().byName(cells));
            }
        }
    }

    private void writeRooms(
            SampleCounty county, Map<Integer, List<OutgoingRow>> years, Map<Integer, List<Map<String, String>>> rows)
            throws IOException {
        var lists = new RoomRows(facts, county, new RoomStock(facts, county, firstYear));
        for (var year = firstYear; year <= options.lastYear(); year++) {
            for (var i = 0; i < rows.get(year).size(); i++) {
                var school = years.get(year).get(i).school();
                for (var cells : lists.of(school, rows.get(year).get(i), year)) {
                    write(facts.facts().roomsName(), year, facts.rooms(), cells);
                    if (year == options.lastYear() && isChosen(county)) {
                        evidence(county.code()).rooms().add(facts.rooms().byName(cells));
                    }
                }
            }
        }
    }

    /** What was written in the last year of a county whose verdict is known beforehand. */
    SheetEvidence evidence(String county) {
        return evidence.computeIfAbsent(county, none -> new SheetEvidence(new HashMap<>(), new ArrayList<>()));
    }

    private static boolean isChosen(SampleCounty county) {
        return county.truth().isPresent();
    }

    private void write(String pattern, int year, CensusLayout layout, List<String> cells) throws IOException {
        var name = name(pattern, year);
        open.of(name, none -> begun(name, layout))
                .write(cells.stream().map(FormCell::text).toList());
        var before = files.get(name);
        files.put(
                name,
                new SampleReport.File(
                        name, year, SampleEncoding.UTF_8.title(), before == null ? 1 : before.rows() + 1, 0));
    }

    private TextFile begun(String name, CensusLayout layout) throws IOException {
        var file = new TextFile(out.resolve(name), SampleEncoding.UTF_8);
        file.write(layout.headers().stream().map(FormCell::text).toList());
        return file;
    }

    List<SampleReport.File> files() {
        return List.copyOf(files.values());
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
