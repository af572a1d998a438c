package org.junheng.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.MadeUpCountry;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.ExitCode;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.StoredFile;
import org.junheng.warehouse.Warehouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspecting files that no profile fits, and what becomes of the drafts. */
class InspectTest {
    @TempDir
    private Path folder;

    private Path census;
    private Path overlay;

    @BeforeEach
    void write_the_facts_of_a_country() throws IOException {
        System.setProperty("junheng.home", TestRun.home().toString());
        census = Files.createDirectories(folder.resolve("census"));
        overlay = MadeUpCountry.in(folder.resolve("overlay")).folder();
    }

    private Said say(String... arguments) {
        return Said.to(List.of(), arguments);
    }

    private Said inspect(String... more) {
        var arguments = new ArrayList<>(List.of("inspect", census.toString(), "--schemas", overlay.toString()));
        if (!List.of(more).contains("--warehouse")) {
            arguments.addAll(List.of("--warehouse", folder.resolve("nowhere").toString()));
        }
        arguments.addAll(List.of(more));
        return say(arguments.toArray(String[]::new));
    }

    private Said ingest(String warehouse) {
        TestRun.stopSpark();
        return say(
                "ingest",
                "--census",
                census.toString(),
                "--schemas",
                overlay.toString(),
                "--warehouse",
                folder.resolve(warehouse).toString(),
                "--master",
                "local[1]");
    }

    /** Ten schools: boys 101 to 110, girls 91 to 100, teachers 11 to 20. */
    private static String rows() {
        var rows = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            rows.append("%04d,School %d,A,North,East,%d,%d,%d,5.5,2\n".formatted(i, i, 100 + i, 90 + i, 10 + i));
        }
        return rows.toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(census.resolve(name), text);
    }

    private static void edit(Path file, UnaryOperator<String> edit) throws IOException {
        Files.writeString(file, edit.apply(Files.readString(file)));
    }

    private static String renamed() {
        return MadeUpCountry.HEADER.replace("teachers", "teachers_total").replace("region", "Region name");
    }

    private List<String> stored(String warehouse) throws IOException {
        return new Warehouse(new LocalWarehouseFiles(folder.resolve(warehouse)))
                .lastOutcome("ingest").orElseThrow().loaded().partitions().stream()
                        .map(partition -> partition.census())
                        .map(StoredFile::sha256)
                        .toList();
    }

    @Test
    void width_blanks_and_brackets_of_a_header_do_not_matter_and_are_told() throws IOException {
        write(
                "x_2022.csv",
                MadeUpCountry.HEADER.replace("teachers", "ｔｅａｃｈｅｒｓ").replace("boys", "bo ys") + "\n" + rows());
        var said = inspect();
        assertThat(said.out()).contains("fits profile xx-primary");
        assertThat(said.column("ｔｅａｃｈｅｒｓ")).contains("normalised").contains("→ teachers_primary");
        assertThat(said.column("bo ys")).contains("normalised").contains("→ students_primary");
        assertThat(said.column("girls")).containsPattern("exact +→ students_primary +91, 92, 93 +0% +91…95\\.5…100");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_draft_is_refused_until_it_is_confirmed_and_then_gives_what_the_original_gives() throws IOException {
        write("x_2022.csv", MadeUpCountry.HEADER + "\n" + rows());
        assertThat(ingest("original").exitCode()).isEqualTo(ExitCode.DONE);

        write("x_2022.csv", renamed() + ",wifi\n" + rows().replace(",2\n", ",2,yes\n"));
        var said = inspect("--draft", overlay.toString());
        assertThat(said.column("teachers_total"))
                .contains("similar 0.")
                .contains("? teachers_primary, computers (teachers)");
        assertThat(said.column("wifi")).contains("NOT MATCHED").contains("yes");
        assertThat(said.exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        var draft = overlay.resolve("census/xx-primary/headers-x-2022-2022.yaml");
        assertThat(said.out()).contains("drafted " + draft);
        assertThat(draft)
                .content()
                .contains("found: \"teachers_total\"\n    means: \"teachers\"\n    from: 2022\n    confirmed: false\n")
                .contains("found: \"wifi\"\n    means: \"unused\"")
                .contains("sample 11, 12, 13");

        var refused = ingest("confirmed");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(refused.err())
                .contains("refused x_2022.csv")
                .contains("what column 'teachers_total' means is a guess (→ teachers; similar 0.")
                .contains("'wifi'");

        write("x_2023.csv", MadeUpCountry.HEADER + "\n" + rows());
        assertThat(ingest("others").exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
        Files.delete(census.resolve("x_2023.csv"));

        edit(draft, text -> text.replace("confirmed: false", "confirmed: true"));
        assertThat(ingest("confirmed").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(stored("confirmed")).isNotEmpty().isEqualTo(stored("original"));
        assertThat(inspect().column("teachers_total")).contains("other name").contains("→ teachers_primary");
    }

    @Test
    void a_draft_that_is_there_is_never_overwritten() throws IOException {
        write("x_2022.csv", renamed() + "\n" + rows());
        var drafts = folder.resolve("drafts");
        inspect("--draft", drafts.toString());
        var draft = drafts.resolve("census/xx-primary/headers-x-2022-2022.yaml");
        edit(draft, text -> text.replace("confirmed: false", "confirmed: true"));
        var before = Files.readString(draft);
        assertThat(inspect("--draft", drafts.toString()).out())
                .contains("left as it is")
                .contains(draft.toString());
        assertThat(draft).hasContent(before);
    }

    @Test
    void a_name_that_is_new_in_two_years_is_drafted_once_from_the_first() throws IOException {
        write("x_2023.csv", renamed() + "\n" + rows());
        write("x_2022.csv", renamed() + "\n" + rows());
        inspect("--draft", overlay.toString());
        assertThat(overlay.resolve("census/xx-primary/headers-x-2022-2022.yaml"))
                .exists();
        assertThat(overlay.resolve("census/xx-primary/headers-x-2023-2023.yaml"))
                .doesNotExist();
    }

    @Test
    void a_header_below_titles_is_found_and_the_draft_says_what_to_declare() throws IOException {
        write("x_2022.csv", "Schools of X\nas of 1 September,,\n" + MadeUpCountry.HEADER + "\n" + rows());
        var said = inspect("--draft", overlay.toString());
        assertThat(said.out()).contains("closest is xx-primary").contains("the header stands in line 3, but");
        assertThat(said.column("teachers")).contains("exact").contains("11, 12, 13");
        assertThat(overlay.resolve("census/xx-primary/headers-x-2022-2022.yaml"))
                .content()
                .contains("header: {titles: true}")
                .contains("headers: []");
        assertThat(ingest("shifted").exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        edit(
                overlay.resolve("census/xx-primary/profile.yaml"),
                text -> text.replace("columns:\n", "header: {titles: true}\ncolumns:\n"));
        assertThat(ingest("shifted").exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(inspect().out()).contains("fits profile xx-primary").contains("header in line 3");
    }

    @Test
    void swapped_columns_show_beside_the_other_year() throws IOException {
        write("x_2021.csv", MadeUpCountry.HEADER + "\n" + rows());
        write("x_2022.csv", MadeUpCountry.HEADER.replace("girls,teachers", "teachers,girls") + "\n" + rows());
        var said = inspect();
        var later = said.out().substring(said.out().indexOf("x_2022.csv"));
        assertThat(new Said(null, later, "").column("teachers"))
                .contains("91…95.5…100")
                .contains("11…15.5…20")
                .contains("!! looks like girls: swapped?");
        assertThat(new Said(null, later, "").column("girls")).contains("!! looks like teachers: swapped?");
        assertThat(new Said(null, later, "").column("boys")).doesNotContain("!!");
        assertThat(later).contains("beside: 2021, x_2021.csv");
    }

    @Test
    void a_median_far_from_the_other_year_and_text_in_place_of_numbers_are_marked() throws IOException {
        write("x_2021.csv", MadeUpCountry.HEADER + "\n" + rows());
        write("x_2022.csv", MadeUpCountry.HEADER + "\n" + rows().replace(",5.5,2\n", ",55,two\n"));
        var said = inspect();
        var later = new Said(null, said.out().substring(said.out().indexOf("x_2022.csv")), "");
        assertThat(later.column("cost_thousand")).contains("!! median more than 3 times off");
        assertThat(later.column("rate")).contains("!! numbers before, text now");
        assertThat(later.column("girls")).doesNotContain("!!");
    }

    @Test
    void without_another_file_the_published_census_is_the_other_year() throws IOException {
        write("x_2021.csv", MadeUpCountry.HEADER + "\n" + rows());
        var warehouse = folder.resolve("published");
        new TestRun(warehouse).withOverlay(overlay).nightly(census, null);
        Files.delete(census.resolve("x_2021.csv"));
        write("x_2022.csv", MadeUpCountry.HEADER + "\n" + rows().replace(",5.5,2\n", ",55,2\n"));
        var said = inspect("--warehouse", warehouse.toString());
        assertThat(said.out()).containsPattern("beside: 2021, snapshot [0-9a-f]{16}");
        assertThat(said.column("teachers"))
                .containsPattern("0% +11…15\\.5…20 +0% +11…15\\.5…20$")
                .doesNotContain("!!");
        assertThat(said.column("cost_thousand")).contains("5.5…5.5…5.5").contains("!! median more than 3 times off");
    }

    @Test
    void another_unit_is_never_taken_for_another_name() throws IOException {
        MadeUpCountry.in(overlay)
                .with(
                        "census/xx-primary/profile.yaml",
                        MadeUpCountry.PROFILE.replace(
                                "header: cost_thousand, factor: 1000", "header: 支出, maximum: 100000000"));
        write("x_2022.csv", MadeUpCountry.HEADER.replace("cost_thousand", "支出（万元）") + "\n" + rows());
        var said = inspect("--draft", overlay.toString());
        assertThat(said.column("支出（万元）"))
                .contains("similar 1.00; unit 万元, the profile has 元: a factor of 10000 is needed");
        var draft = overlay.resolve("census/xx-primary/headers-x-2022-2022.yaml");
        assertThat(draft).content().contains("needs a factor of 10000").contains("headers: []");
        var refused = ingest("unit");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(refused.err()).contains("支出（万元）");

        write("x_2022.csv", MadeUpCountry.HEADER.replace("cost_thousand", "支出（元）") + "\n" + rows());
        Files.delete(draft);
        assertThat(inspect("--draft", overlay.toString()).column("支出（元）")).doesNotContain("unit");
        assertThat(draft).content().contains("found: \"支出（元）\"\n    means: \"支出\"");
    }

    @Test
    void a_country_that_nobody_knows_gets_a_whole_profile_to_decide_on() throws IOException {
        var text = "School ID,School name,Province,Pupils (primary),Teachers (primary),Heating\n"
                + "77,Elm,North,120,8,gas\n78,Oak,North,95,7,oil\n79,Ash,South,210,13,gas\n";
        write("landia schools 2019.csv", text);
        write("landia schools 2020.csv", text.replace("120", "121"));
        var said = inspect("--draft", overlay.toString());
        assertThat(said.out()).contains("drafted");
        var draft = overlay.resolve("census/landia-schools/profile.yaml");
        var drafted = Rulebook.read(TestRun.home().resolve("schemas"), java.util.Optional.of(overlay))
                .profiles()
                .get("landia-schools");
        assertThat(drafted.columns().keySet())
                .contains("school_code", "school_name", "province_name", "students_primary");
        assertThat(drafted.columns().values()).allMatch(column -> column.guess() != null);
        assertThat(drafted.files().fit("landia schools 2021.csv")).isTrue();
        assertThat(draft).content().contains("DECIDE").contains("- \"Heating\"");

        var refused = ingest("unknown");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.NOTHING_PUBLISHED);
        assertThat(refused.err()).contains("what column 'school_code' means is a guess (similar 1.00 to school_code");

        edit(draft, each -> each.replaceAll("(?m)^ +guess: .*\n", ""));
        var accepted = ingest("unknown");
        assertThat(accepted.exitCode()).as(accepted.err()).isEqualTo(ExitCode.DONE);
        assertThat(stored("unknown")).hasSize(2);
        assertThat(inspect().out()).contains("fits profile landia-schools");
    }

    @Test
    void a_name_that_no_profile_has_is_tried_by_its_headers() throws IOException {
        write("schools.txt", MadeUpCountry.HEADER + "\n" + rows());
        var said = inspect();
        assertThat(said.out())
                .contains("no profile names such a file")
                .contains("closest is xx-primary")
                .contains("its name must match x_(?<year>[0-9]{4})");
        assertThat(said.column("teachers")).contains("exact");
        assertThat(said.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_sheet_of_a_workbook_is_drafted_under_its_own_name_and_missing_words_are_blanks() throws IOException {
        edit(overlay.resolve("census/xx-primary/profile.yaml"), text -> text.replace("[.]csv", "[.](csv|xlsx)"));
        try (var out = Files.newOutputStream(census.resolve("x_2022.xlsx"));
                var workbook = new Workbook(out, "test", null)) {
            workbook.newWorksheet("Notes").value(0, 0, "as of 1 September");
            var sheet = workbook.newWorksheet("Schools");
            var lines = (renamed() + "\n" + rows().replace(",14,5.5,", ",不详,5.5,")).split("\n");
            for (int i = 0; i < lines.length; i++) {
                var cells = lines[i].split(",");
                for (int j = 0; j < cells.length; j++) {
                    if (i > 0 && j > 4 && cells[j].matches("[0-9.]+")) {
                        sheet.value(i, j, new BigDecimal(cells[j]));
                    } else {
                        sheet.value(i, j, cells[j]);
                    }
                }
            }
        }
        var said = inspect("--draft", overlay.toString());
        assertThat(said.out()).contains("[Schools] → xx-primary").contains("[Notes] holds no form");
        assertThat(said.column("teachers_total"))
                .contains("similar")
                .contains("11, 12, 13")
                .contains("10%");
        var draft = overlay.resolve("census/xx-primary/headers-x-2022-schools-2022.yaml");
        assertThat(draft).content().contains("found: \"teachers_total\"");
    }

    @Test
    void a_text_that_is_no_table_is_not_drafted() throws IOException {
        write(
                "readme.md",
                "# Schools\n\nid, name and kind, as the form has them.\nOne line.\nAnother line.\nThe end.\n");
        var said = inspect("--draft", overlay.resolve("none").toString());
        assertThat(said.out()).contains("no profile names such a file").contains("nothing to draft");
        assertThat(overlay.resolve("none")).doesNotExist();
    }

    @Test
    void empty_and_binary_files_are_told_and_gzipped_ones_are_read() throws IOException {
        write("x_2020.csv", "");
        Files.write(census.resolve("x_2021.csv"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0});
        try (var out = new GZIPOutputStream(Files.newOutputStream(census.resolve("x_2022.csv.gz")))) {
            out.write((renamed() + "\n" + rows()).getBytes(StandardCharsets.UTF_8));
        }
        var said = inspect("--draft", overlay.toString());
        assertThat(said.out()).contains("the file is empty").contains("a PNG picture");
        assertThat(said.column("teachers_total")).contains("similar");
        assertThat(overlay.resolve("census/xx-primary/headers-x-2022-2022.yaml"))
                .exists();
        assertThat(said.exitCode()).isEqualTo(ExitCode.PUBLISHED_WITH_REFUSALS);
    }

    @Test
    void chinese_is_spoken_where_it_is_asked_for() throws IOException {
        write("x_2022.csv", renamed() + "\n" + rows());
        assertThat(inspect("--lang", "zh").out()).contains("匹配方式", "相似 0.", "最小…中位…最大");
    }
}
