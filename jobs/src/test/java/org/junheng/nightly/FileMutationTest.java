package org.junheng.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junheng.nightly.FileMutation.Must;
import org.junheng.rulebook.ReadingLimits;
import org.junheng.rulebook.Rulebook;
import org.junheng.sample.SampleCensus;
import org.junheng.sample.SampleOptions;
import org.junheng.summary.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Good files of every layout, each county's spoiled in another way, in one night: what is spoiled is told with its file
 * and place, what is only written otherwise gives the same figures, and no row is lost.
 */
class FileMutationTest {
    private static final long SEED = 20260201L;
    private static final Pattern COUNTY = Pattern.compile("(?<![0-9])[0-9]{5}[0-9A-Z](?![0-9])");
    private static final List<Layout> LAYOUTS = List.of(
            new Layout("flat", "csv", 2011, null),
            new Layout("flat", "xlsx", 2013, null),
            new Layout("jiji-2021", "xlsx", 2015, "教基1001"),
            new Layout("jichuji-2020", "csv", 2017, "基础基111"),
            new Layout("tw", "csv", 2020, null),
            new Layout("jiji-2021", "csv", 2022, "教基1001"),
            new Layout("jichuji-2020", "xlsx", 2024, "基础基111"));

    /** @param main what the main form is called, or null where there is one form */
    private record Layout(String format, String fileType, int year, String main) {
        String name() {
            return format + "-" + fileType;
        }

        boolean isText() {
            return fileType.equals("csv");
        }
    }

    /**
     * The files of a county in one layout, in a folder of their own.
     *
     * @param mutation null where they stay as they are
     */
    private record Unit(Layout layout, String folder, FileMutation mutation, String where) {}

    /** What became of the files of a unit. */
    private record Outcome(
            List<String> states, long read, long quarantined, long notes, List<String> figures, Set<String> broken) {}

    @TempDir
    Path folder;

    private ReadingLimits limits;

    @Test
    void every_mutated_file_is_told_of_or_gives_the_same_figures() throws IOException {
        boolean full = Boolean.getBoolean("junheng.full");
        limits = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty())
                .limits();
        var layouts = full ? LAYOUTS : LAYOUTS.subList(0, 5);
        var good = folder.resolve("good");
        for (var layout : layouts) {
            // Forms as text are some twenty files a county, each sealed on disk.
            boolean manyFiles = layout.main() != null && layout.isText();
            write(layout, full ? (manyFiles ? 8 : 42) : (manyFiles ? 4 : 13), good);
        }
        var spoiled = folder.resolve("spoiled");
        copy(good, spoiled);
        var units = new ArrayList<Unit>();
        for (int i = 0; i < layouts.size(); i++) {
            units.addAll(mutate(layouts.get(i), i * 7, spoiled));
        }
        long start = System.nanoTime();
        var before = outcomes(good, units, null);
        System.out.printf("good files: %.1f s%n", (System.nanoTime() - start) / 1e9);
        start = System.nanoTime();
        var after = outcomes(spoiled, units, ExitCode.PUBLISHED_WITH_REFUSALS);
        System.out.printf("mutated files: %.1f s%n", (System.nanoTime() - start) / 1e9);

        var counts = new TreeMap<String, Map<String, Integer>>();
        var soft = new SoftAssertions();
        for (var unit : units) {
            var was = before.get(unit.folder());
            var is = after.get(unit.folder());
            var found = outcome(was, is);
            assertThat(was.figures()).as(unit.folder()).isNotEmpty();
            counts.computeIfAbsent(String.valueOf(unit.mutation()), kind -> new TreeMap<>())
                    .merge(found, 1, Integer::sum);
            var must = unit.mutation() == null ? Must.SAME : unit.mutation().must;
            boolean holds =
                    switch (must) {
                        case SAME -> found.equals("same");
                        // A form over several lines a school has lines and columns that nothing is read from.
                        case NOTICED ->
                            !found.equals("changed")
                                    && (!found.equals("same")
                                            || unit.layout().main() != null
                                                    && !unit.where()
                                                            .contains(unit.layout()
                                                                    .main()));
                        case SAME_OR_NOTICED -> !found.equals("changed");
                        case ACCOUNTED -> true;
                    };
            soft.assertThat(holds)
                    .as("%s: must be %s, is %s%n%s%n%s", unit, must, found, told(was), told(is))
                    .isTrue();
        }
        long mutated = units.stream().filter(unit -> unit.mutation() != null).count();
        System.out.println("mutations: " + mutated);
        counts.forEach((kind, outcome) -> System.out.println("  " + kind + " " + outcome));
        soft.assertAll();
        assertThat(mutated).isGreaterThanOrEqualTo(full ? 200 : 40);
        assertThat(counts.keySet()).hasSizeGreaterThan(full ? FileMutation.values().length : 25);
    }

    private static String told(Outcome outcome) {
        return outcome.states() + " read " + outcome.read() + " quarantined " + outcome.quarantined() + " notes "
                + outcome.notes() + " figures " + outcome.figures().size();
    }

    private static String outcome(Outcome was, Outcome is) {
        if (is.states().stream().anyMatch(state -> state.startsWith("refused"))) {
            return "refused";
        }
        if (is.quarantined() > was.quarantined() || !was.broken().containsAll(is.broken())) {
            return "quarantined";
        }
        if (is.figures().equals(was.figures())) {
            return "same";
        }
        return is.states().stream().filter(state -> state.contains(" / ")).count()
                        > was.states().stream()
                                .filter(state -> state.contains(" / "))
                                .count()
                ? "told"
                : "changed";
    }

    /** A night over a census; what became of each unit, with every row accounted for. */
    private Map<String, Outcome> outcomes(Path census, List<Unit> units, ExitCode expected) {
        var run = new TestRun(folder.resolve("warehouse-" + census.getFileName()));
        var exit = run.nightly(census, null).exitCode();
        assertThat(exit).isIn(ExitCode.DONE, ExitCode.PUBLISHED_WITH_REFUSALS);
        if (expected != null) {
            assertThat(exit).isEqualTo(expected);
        }
        var quarantined = new HashMap<String, Long>();
        var broken = new HashMap<String, Set<String>>();
        for (var row : run.query("SELECT sha256, file, sheet, line, rule, reason, text FROM quarantine")) {
            quarantined.merge(row.get(0), 1L, Long::sum);
            broken.computeIfAbsent(row.get(0), file -> new HashSet<>()).add(row.get(6));
            assertThat(row.get(1)).isNotBlank();
            assertThat(row.get(2).isEmpty())
                    .as(row.toString())
                    .isNotEqualTo(row.get(1).endsWith(".xlsx"));
            assertThat(Long.parseLong(row.get(3))).as(row.toString()).isPositive();
            assertThat(row.get(5)).isNotBlank();
        }
        var ledger = new HashMap<String, List<String>>();
        run.query(
                        "SELECT sha256, sum(rows_read), sum(rows_accepted), sum(rows_quarantined) FROM row_ledger GROUP BY ALL")
                .forEach(row -> ledger.put(row.get(0), row));
        var files = new HashMap<String, List<List<String>>>();
        for (var file : run.query("SELECT sha256, name, state, rows_read, rows_accepted, rows_quarantined, reason,"
                + " coalesce(rows_other, 0) FROM source_file ORDER BY name")) {
            var where = file.toString();
            long read = Long.parseLong(file.get(3));
            assertThat(read).as(where).isEqualTo(Long.parseLong(file.get(4)) + Long.parseLong(file.get(5)));
            if (file.get(2).equals("accepted") && read > 0) {
                assertThat(ledger.get(file.get(0)))
                        .as(where)
                        .containsExactly(file.get(0), file.get(3), file.get(4), file.get(5));
                assertThat(quarantined.getOrDefault(file.get(0), 0L)).as(where).isEqualTo(Long.parseLong(file.get(5)));
            } else if (!file.get(2).equals("accepted")) {
                assertThat(read).as(where).isZero();
                assertThat(file.get(6))
                        .as(where)
                        .isNotBlank()
                        .doesNotContain("Exception")
                        .contains(" / ");
            }
            var parts = file.get(1).split("/");
            files.computeIfAbsent(parts[0] + "/" + parts[1], unit -> new ArrayList<>())
                    .add(file);
        }
        var figures = new HashMap<String, List<String>>();
        for (var table : List.of("school", "school_indicator", "county_item")) {
            var of = table.equals("county_item")
                    ? "year, county_code"
                    : "year, split_part(coalesce(school.county_code, school.city_code), '/', 1)";
            var from =
                    table.equals("school_indicator") ? "school_indicator JOIN school USING (year, school_code)" : table;
            for (var row : run.query("SELECT " + of + ", " + table + ".* FROM " + from + " ORDER BY ALL")) {
                figures.computeIfAbsent(row.get(0) + " " + row.get(1), unit -> new ArrayList<>())
                        .add(table + row);
            }
        }
        var outcomes = new HashMap<String, Outcome>();
        for (var unit : units) {
            var own = files.getOrDefault(unit.folder(), List.of());
            long read = 0;
            long out = 0;
            long notes = 0;
            var states = new ArrayList<String>();
            var texts = new HashSet<String>();
            for (var file : own) {
                read += Long.parseLong(file.get(3));
                out += Long.parseLong(file.get(5));
                notes += Long.parseLong(file.get(7));
                texts.addAll(broken.getOrDefault(file.get(0), Set.of()));
                states.add(file.get(2) + (file.get(6) == null ? "" : " " + file.get(6)));
            }
            states.sort(Comparator.naturalOrder());
            var county = unit.folder().split("/")[1];
            outcomes.put(
                    unit.folder(),
                    new Outcome(
                            states,
                            read,
                            out,
                            notes,
                            figures.getOrDefault(unit.layout().year() + " " + county, List.of()),
                            texts));
        }
        return outcomes;
    }

    /** Writes the census of a layout, a folder a county. */
    private void write(Layout layout, int counties, Path out) throws IOException {
        var to = out.resolve(layout.name());
        if (layout.format().equals("tw")) {
            writeTaiwan(layout, counties, to);
            return;
        }
        var from = folder.resolve("sample-" + layout.name());
        boolean flat = layout.format().equals("flat");
        SampleCensus.generate(
                SampleOptions.defaults(TestRun.home().resolve("schemas"))
                        .withCounties(counties)
                        .withSchoolsPerCounty(6)
                        .withYears(layout.year(), layout.year())
                        .withFormat(layout.format())
                        .withFileType(flat ? "csv" : layout.fileType()),
                from);
        for (var file : files(from)) {
            var name = file.getFileName().toString();
            if (name.matches("(?i).*(truth|divisions|\\.md|\\.txt|\\.json|\\.yaml).*")) {
                if (name.matches("(?i).*divisions.*")) {
                    Files.createDirectories(to.resolve("divisions"));
                    Files.copy(file, to.resolve("divisions").resolve(name));
                }
                continue;
            }
            if (flat) {
                split(layout, file, to);
                continue;
            }
            var county = COUNTY.matcher(name);
            assertThat(county.find()).as(name).isTrue();
            Files.copy(file, Files.createDirectories(to.resolve(county.group())).resolve(name));
        }
    }

    private void split(Layout layout, Path file, Path to) throws IOException {
        var rows = CensusGrid.read(file, limits).sheets.get("");
        int county = rows.get(0).indexOf("county_code") >= 0
                ? rows.get(0).indexOf("county_code")
                : rows.get(0).indexOf("驻地县代码");
        var byCounty = new LinkedHashMap<String, List<List<String>>>();
        rows.subList(1, rows.size()).stream()
                .filter(row -> row.size() > county)
                .forEach(row -> byCounty.computeIfAbsent(row.get(county), code -> new ArrayList<>())
                        .add(row));
        for (var entry : byCounty.entrySet()) {
            if (!COUNTY.matcher(entry.getKey()).matches() || entry.getValue().size() < 3) {
                continue;
            }
            var grid = new CensusGrid();
            var all = new ArrayList<List<String>>(List.of(new ArrayList<>(rows.get(0))));
            entry.getValue().forEach(row -> all.add(new ArrayList<>(row)));
            grid.sheets.put(layout.isText() ? "" : "学校", all);
            grid.write(Files.createDirectories(to.resolve(entry.getKey()))
                    .resolve("schools-" + entry.getKey() + "." + layout.fileType()));
        }
    }

    private static void writeTaiwan(Layout layout, int counties, Path to) throws IOException {
        var header = new ArrayList<>(List.of("學年度", "縣市名稱", "鄉鎮市區", "學校代碼", "學校名稱"));
        for (int grade = 1; grade <= 6; grade++) {
            header.add(grade + "年級班級數");
            header.add(grade + "年級男學生數");
            header.add(grade + "年級女學生數");
        }
        header.addAll(List.of("男專任教師", "女專任教師", "男職員", "女職員"));
        for (int i = 0; i < counties; i++) {
            var random = new Random(SEED + i);
            var city = "甲" + (char) ('乙' + i) + "縣";
            var grid = new CensusGrid();
            var rows = new ArrayList<List<String>>(List.of(new ArrayList<>(header)));
            for (int school = 0; school < 8; school++) {
                var row = new ArrayList<>(List.of(
                        "" + (layout.year() - 1911),
                        city,
                        "第" + (school % 2) + "區",
                        "%03d%03d".formatted(100 + i, 600 + school),
                        "第" + school + "國小"));
                for (int cell = 5; cell < header.size(); cell++) {
                    row.add("" + (1 + random.nextInt(30)));
                }
                rows.add(row);
            }
            grid.sheets.put("", rows);
            grid.write(
                    Files.createDirectories(to.resolve(city)).resolve("y" + (layout.year() - 1911) + "_tw" + ".csv"));
        }
    }

    /** Mutates a file of each county but those of the first. */
    private List<Unit> mutate(Layout layout, int first, Path census) throws IOException {
        var kinds = Arrays.stream(FileMutation.values())
                .filter(kind -> kind.fits(layout.isText()))
                .filter(kind -> kind != FileMutation.NO_MAIN_FORM || layout.main() != null)
                .toList();
        var units = new ArrayList<Unit>();
        List<Path> counties;
        try (var listed = Files.list(census.resolve(layout.name()))) {
            counties =
                    listed.filter(each -> !each.endsWith("divisions")).sorted().toList();
        }
        int next = first;
        for (var county : counties) {
            var name = layout.name() + "/" + county.getFileName();
            var files = files(county);
            var random = new Random(SEED + name.hashCode());
            var mutation = units.isEmpty() ? null : kinds.get(next % kinds.size());
            var targets = new ArrayList<Path>();
            for (var file : files) {
                // Late files hold nothing but years that cannot be read.
                if (!file.getFileName().toString().contains("补报")
                        && (layout.main() == null
                                || !layout.isText()
                                || mutation != FileMutation.NO_MAIN_FORM
                                || file.getFileName().toString().contains(layout.main()))) {
                    targets.add(file);
                }
            }
            if (targets.isEmpty() || mutation == null) {
                units.add(new Unit(layout, name, null, ""));
                continue;
            }
            var file = targets.get(random.nextInt(targets.size()));
            var grid = CensusGrid.read(file, limits);
            var sheets = grid.sheets.keySet().stream()
                    .filter(sheet -> grid.schoolRows(sheet).size() > 1)
                    .filter(sheet -> layout.main() == null
                            || layout.isText()
                            || mutation != FileMutation.NO_MAIN_FORM
                            || sheet.contains(layout.main()))
                    .toList();
            if (sheets.isEmpty()) {
                units.add(new Unit(layout, name, null, ""));
                continue;
            }
            var sheet = sheets.get(random.nextInt(sheets.size()));
            var where = mutation.apply(file, grid, sheet, layout.year(), random);
            units.add(new Unit(layout, name, mutation, file.getFileName() + " " + where));
            next++;
        }
        return units;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walked = Files.walk(folder)) {
            return walked.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : files(from)) {
            var target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
