package org.junheng.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junheng.terms.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
    private static final String PROFILE = "census/xx-primary/profile.yaml";
    private static final String STANDARD = "standards/xx-indicators.yaml";

    @TempDir
    Path overlay;

    @Test
    void the_shipped_facts_hold() {
        var rulebook = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
        assertThat(rulebook.profiles())
                .containsOnlyKeys(
                        "br-censo-escolar",
                        "cn-county",
                        "cn-jichuji-2020",
                        "cn-jiji-2021",
                        "cn-province-yearbook",
                        "cn-rooms",
                        "junheng-flat",
                        "tw-primary",
                        "us-ca-districts");
        assertThat(rulebook.version()).matches("[0-9a-f]{16}");
    }

    @Test
    void an_overlay_adds_a_profile_and_changes_the_version() {
        var before = Rulebook.read(MadeUpCountry.shipped(), Optional.empty());
        var after = MadeUpCountry.in(overlay).rulebook();
        assertThat(after.profiles()).hasSize(before.profiles().size() + 1).containsKey("xx-primary");
        assertThat(after.version()).isNotEqualTo(before.version());
    }

    @Test
    void an_overlay_replaces_a_file_as_a_whole() {
        var rulebook = MadeUpCountry.in(overlay)
                .with("codes/urban_rural.csv", "\uFEFFcode,zh,en\n99,九九,ninety-nine\n")
                .rulebook();
        assertThat(rulebook.codeLists().get("urban_rural").entries()).containsOnlyKeys("99");
    }

    /** Each row: what stands in the profile, what stands there instead, the key of the fault, its line, a word of why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    unused: [remark]        | unuzed: [remark]           | unuzed                  | 12 | there is no key 'unuzed' here
                    stages: [primary]       | stages: [primry]           | stages.[0]              | 4  | no stage is called 'primry'
                    stages: [primary]       | stages: primary            | stages                  | 4  | Cannot deserialize
                    stages: [primary]       | stages:                    | stages                  | 4  | missing
                    stages: [primary]       | source: x                  | stages                  | 1  | stages is missing
                    profile: xx-primary     | profile: other             | profile                 | 1  | folder is called xx-primary
                    en: Country X           | fr: Pays X                 | title                   | 2  | zh and in en
                    [xx-indicators]         | [yy-indicators]            | standards               | 3  | standards/yy-indicators.yaml
                    x_(?<year>              | x_(?<year>(                | files.include           | 5  | nclosed group
                    x_(?<year>[0-9]{4})     | x_[0-9]{4}                 | files.include           | 5  | group (?<year>
                    other_columns: refuse   | other_columns: maybe       | other_columns           | 6  | MAYBE
                    unused: [remark]        | quarantined_share: much    | quarantined_share       | 12 | much
                    unused: [remark]        | unused: [remark, *all]     | *all                    | 12 | aliases
                    file_name: true}        | constant: 1999.5}          | year.constant           | 7  | 1999.5
                    year: {column: [year, 学年], file_name: true} | year: {offset: 1} | year             | 7  | needs a column
                    city: {name: city_name} | city: {name: town_name}    | levels.city.name        | 10 | a mapped column
                    city: {name: city_name} | city: {division: true}     | levels.city             | 10 | divisions
                    city: {name: city_name} | town: {name: city_name}    | levels.town             | 10 | needs a column town_code
                    city: {name: city_name} | school: {name: school_name} | levels.school          | 10 | the unit, not a level
                    city: {name: city_name} | network: {division: true}  | levels.network          | 10 | a level by division
                    city: {name: city_name} | county: {name: city_name}  | levels.county           | 11 | stands twice
                    nation: {code: XX, name | nation: {name              | levels.nation           | 9  | nation
                    school_code: {header: id| school_id: {header: id     | columns                 | 13 | school_code must be mapped
                    {header: id, required: true | {header: id            | columns.school_code     | 14 | required
                    '[0-9]{4}'}             | '[0-9'}                    | columns.school_code.pattern | 14 | nclosed
                    {name: title, from: 2021} | {name: title, form: 2021} | columns.school_name.header | 15 | from, to
                    {name: title, from: 2021} | {name: title, from: soon} | columns.school_name.header | 15 | must be a year
                    city_name: {header: region | town_name: {header: region | columns.town_name     | 17 | has no column 'town_name'
                    city_name: {header: region | city_name: {sum: [region, kind] | columns.city_name | 17 | only numbers
                    {A: '1', B: '2'}        | {A: '1'}, digits: 0        | columns.ownership       | 16 | 1 or more
                    codes: {A: '1', B: '2'} | codes: {A: '1', B: '2'}, digits: x | columns.ownership.digits | 16 | Cannot deserialize
                    B: '2'                  | B: '9'                     | columns.ownership.codes | 16 | no code '9'
                    default: '3'            | default: state             | columns.ownership.default | 16 | no code 'state'
                    teachers_primary: {header: teachers} | teachers_primary: {header: teachers, default: none} | columns.teachers_primary.default | 20 | must be a number
                    teachers_primary: {header: teachers} | teachers_primary: {header: teachers, codes: {x: '1'}} | columns.teachers_primary | 20 | not for numbers
                    teachers_primary: {header: teachers} | teachers_primary: {header: teachers, sum: [a]} | columns.teachers_primary | 20 | exactly one of
                    teachers_primary: {header: teachers} | teachers_primary: {sum: []} | columns.teachers_primary | 20 | needs columns
                    teachers_primary: {header: teachers} | school_code: {header: teachers} | columns.school_code | 20 | stands twice
                    required: true}         | required: true, division: conty} | columns.city_name.division | 17 | division needs divisions
                    """)
    void a_faulty_profile_is_reported_with_file_line_and_key(
            String good, String bad, String key, long line, String why) {
        var fault = profileFault(profile -> {
            assertThat(profile).contains(good);
            return profile.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad));
        });
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.place().file()).isEqualTo(PROFILE);
        assertThat(fault.what().en()).contains(why);
        assertThat(fault.what().zh()).startsWith("事实文件有误：");
        assertThat(fault.place().column() + " " + fault.place().line()).isEqualTo(key + " " + line);
    }

    /** Each row: a file of the published database, what stands in it, what stands there instead, the key of the fault, why. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    tables.yaml | rows_read: {type: integer, unit: 行 | rows_read: {type: integer, unit: 亿行 | tables.snapshot.columns.rows_read | has no unit '亿行'
                    units.yaml  | 千人: {zh: 千人, en: thousand people} | 千人: {zh: 千人}                   | units.千人                         | zh and in en
                    views.yaml  | {from: county_verdict.verdict}      | {from: county_verdict.verdct}        | views.latest_verdicts.columns.verdict | no column county_verdict.verdct
                    views.yaml  | latest_verdicts:                    | county_verdict:                      | views.county_verdict               | called county_verdict already
                    macros.yaml | parameters: [value, weight]         | parameters: [value, wait]            | macros.junheng_counts.parameters    | parameter wait is not told
                    """)
    void a_fault_in_what_explains_the_published_tables_is_reported(
            String file, String good, String bad, String key, String why) throws IOException {
        var path = "summary/" + file;
        var text = Files.readString(MadeUpCountry.shipped().resolve(path));
        assertThat(text).contains(good);
        var fault = fault(Map.of(path, text.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad))));
        assertThat(fault.place().file()).endsWith(path);
        assertThat(fault.place().column()).isEqualTo(key);
        assertThat(fault.place().line()).isPositive();
        assertThat(fault.what().en()).contains(why);
    }

    @Test
    void a_unit_of_a_standard_that_no_one_explains_is_reported() throws IOException {
        var path = "standards/xiangtan.yaml";
        var text = Files.readString(MadeUpCountry.shipped().resolve(path));
        assertThat(text).contains("unit: 元/月");
        var fault = fault(Map.of(path, text.replaceFirst("unit: 元/月", "unit: 元/旬")));
        assertThat(fault.what().en()).contains("has no unit '元/旬'");
        assertThat(fault.place().file()).endsWith(path);
    }

    @Test
    void levels_out_of_order_are_reported() {
        var nationLast = profileFault(profile -> profile.replace("  nation: {code: XX, name: 某国}\n", "")
                .replace("unused:", "  nation: {code: XX, name: 某国}\nunused:"));
        assertThat(nationLast.place()).hasToString(PROFILE + ":8 [levels]");
        assertThat(nationLast.what().en()).contains("the nation first; found [city, county, nation]");
        var countyAbove = profileFault(profile -> profile.replace("  city: {", "  x: {")
                .replace("  county: {", "  city: {")
                .replace("  x: {", "  county: {"));
        assertThat(countyAbove.what().en()).contains("from the top down", "[nation, county, city]");
    }

    @Test
    void beside_divisions_another_level_must_lie_in_one_province() throws IOException {
        var flat = Files.readString(MadeUpCountry.shipped().resolve("census/junheng-flat/profile.yaml"));
        var path = "census/junheng-flat/profile.yaml";
        var mapped = flat.replaceFirst("columns:\n", "columns:\n      network_name: {constant: state}\n");
        var above = mapped.replace("  province: {div", "  network: {name: network_name}\n  province: {div");
        assertThat(fault(Map.of(path, above)).what().en()).contains("must stand below a level by division");
        var coded = mapped.replace(
                "  county: {division: true}\n",
                "  county: {division: true}\n  network: {code: network_name, name: network_name}\n");
        assertThat(fault(Map.of(path, coded)).what().en()).contains("told by name alone");
        var good = mapped.replace(
                "  county: {division: true}\n", "  county: {division: true}\n  network: {name: network_name}\n");
        MadeUpCountry.in(overlay).with(path, good);
        assertThat(Rulebook.read(MadeUpCountry.shipped(), Optional.of(overlay))
                        .profiles()
                        .get("junheng-flat")
                        .levels()
                        .keySet())
                .containsExactly("nation", "province", "city", "county", "network");
    }

    @Test
    void a_division_of_no_level_is_reported() {
        var fault = profileFault(profile -> profile.replace("levels:", "divisions: {facts: cn}\nlevels:")
                .replace("required: true, pattern", "required: true, division: conty, pattern"));
        assertThat(fault.place()).hasToString(PROFILE + ":15 [columns.school_code.division]");
        assertThat(fault.what().en()).contains("division must be any or one of [nation, province, city, county]");
    }

    @Test
    void divisions_that_are_not_there_are_reported() {
        var fault = profileFault(profile -> profile.replace("levels:", "divisions: {facts: yy}\nlevels:"));
        assertThat(fault.place()).hasToString(PROFILE + ":8 [divisions]");
        assertThat(fault.what().en()).contains("no divisions/yy.csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    add: [expenditure]  | add: [spending]    | indicators.[0].numerator.add | 7 | 'spending'
                    add: [expenditure]  | add: [school_name] | indicators.[0].numerator.add | 7 | 'school_name'
                    add: [expenditure]  | subtract: [staff]  | indicators.[0].numerator.add | 7 | add is missing
                    basis: shared       | basis: both        | indicators.[0].basis         | 8 | BOTH
                    scale: 1            | scale: one         | indicators.[0].scale         | 9 | one
                    stages: [primary]   | stages: [tertiary] | stages.[0]                   | 3 | tertiary
                    scale: 1            | threshold: {primry: 1} | indicators.[0].threshold | 9 | primry
                    """)
    void a_faulty_standard_is_reported_with_file_line_and_key(
            String good, String bad, String key, long line, String why) {
        var fault = fault(Map.of(STANDARD, MadeUpCountry.STANDARD.replace(good, bad)));
        assertThat(fault.place().file())
                .isEqualTo(STANDARD.replace("standards/", overlay.getFileName() + "/standards/"));
        assertThat(fault.what().en()).contains(why);
        assertThat(fault.place().column() + " " + fault.place().line()).isEqualTo(key + " " + line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    most: 2000}               | most: 99}                  | groupings.size.groups      | least above most
                    least: 2001               | least: 2000                | groupings.size.groups      | middle and large have schools in common
                    codes: ['12']             | codes: ['11']              | groupings.urban_rural.groups | city and town have schools in common
                    [public, private]         | [public, other_department] | groupings.ownership.gaps   | no group in common
                    column: school_cluster    | column: parent_school_code | groupings.school_cluster.column | table school does not have
                    column: school_cluster    | column: laboratories_meet_standard | groupings.school_cluster.column | table school does not have
                    column: school_cluster    | column: nothing            | groupings.school_cluster.column | no column of codes or text
                    ~  school_cluster:~       | ~  county:~                | groupings.county           | a level of a census is called county
                    """)
    void a_faulty_grouping_is_reported_with_file_line_and_key(String good, String bad, String key, String why)
            throws IOException {
        var path = "groupings.yaml";
        var facts = Files.readString(MadeUpCountry.shipped().resolve(path));
        assertThat(facts).contains(good);
        var fault = fault(Map.of(path, facts.replace(good, bad)));
        assertThat(fault.what().en()).contains(why);
        assertThat(fault.place().column()).isEqualTo(key);
        assertThat(fault.place().line()).isPositive();
    }

    @Test
    void a_column_whose_code_list_is_not_there_is_reported() throws IOException {
        var columns = Files.readString(MadeUpCountry.shipped().resolve("census/columns.yaml"));
        var fault = fault(Map.of("census/columns.yaml", columns.replace("codes: ownership", "codes: owner")));
        assertThat(fault.what().en()).contains("there is no codes/owner.csv");
        assertThat(fault.place().line()).isPositive();
        assertThat(fault.place().column()).endsWith("columns.ownership");
    }

    @Test
    void a_group_of_students_is_a_count_of_a_stage_and_counted_by_one_column() throws IOException {
        var path = "census/columns.yaml";
        var columns = Files.readString(MadeUpCountry.shipped().resolve(path));
        var ofSchool = fault(Map.of(
                path,
                columns.replace("classrooms:           {type: count,", "classrooms: {type: count, student_group: x,")));
        assertThat(ofSchool.what().en()).contains("only a count per_stage counts a group of students");
        assertThat(ofSchool.place().column()).isEqualTo("columns.classrooms.student_group");
        var ofText = fault(Map.of(
                path,
                columns.replace("teachers:             {type: number,", "teachers: {student_group: x, type: number,")));
        assertThat(ofText.place().column()).isEqualTo("columns.teachers.student_group");
        var twice = fault(Map.of(path, columns.replace("student_group: boarding", "student_group: migrant")));
        assertThat(twice.what().en()).contains("another column counts this group already");
        assertThat(twice.place().column()).isEqualTo("columns.migrant_students.student_group");
        assertThat(twice.place().line()).isPositive();
    }

    @Test
    void a_column_without_a_type_or_of_no_type_is_reported() {
        assertThat(fault(Map.of("census/columns.yaml", "columns:\n  staff: {zh: 职员, en: staff}\n"))
                        .place())
                .hasToString(overlay.getFileName() + "/census/columns.yaml:2 [columns.staff.type]");
        assertThat(fault(Map.of("census/columns.yaml", "columns:\n  staff: {type: real, zh: 职员, en: staff}\n"))
                        .place())
                .hasToString(overlay.getFileName() + "/census/columns.yaml:2 [columns.staff.type]");
    }

    @Test
    void facts_without_a_notation_of_cells_are_reported() {
        var fault = catchThrowableOfType(FaultException.class, () -> Rulebook.read(overlay, Optional.empty()));
        assertThat(fault.place()).hasToString("census/cells.yaml");
        assertThat(fault.what().en()).contains("the file is missing");
    }

    @Test
    void an_empty_file_is_reported() {
        var fault = profileFault(profile -> "# nothing\n");
        assertThat(fault.place()).hasToString(PROFILE + ":1");
        assertThat(fault.what().en()).contains("the file is empty");
        assertThat(fault(Map.of("codes/ownership.csv", "code,zh,en\n")).what().en())
                .contains("has no rows");
        assertThat(fault(Map.of("codes/ownership.csv", "")).what().en()).contains("has no rows");
    }

    @Test
    void a_file_that_is_no_yaml_is_reported_with_its_line() {
        var fault = profileFault(profile -> profile.replace("levels:", "levels: ]"));
        assertThat(fault.place()).hasToString(PROFILE + ":8");
    }

    @Test
    void a_file_that_is_not_utf8_is_reported_with_its_line() throws IOException {
        MadeUpCountry.in(overlay);
        Files.write(overlay.resolve(PROFILE), MadeUpCountry.PROFILE.getBytes(Charset.forName("GB18030")));
        var fault = read();
        assertThat(fault.place()).hasToString(PROFILE + ":2");
        assertThat(fault.what().en()).contains("not UTF-8");
        Files.writeString(overlay.resolve(PROFILE), MadeUpCountry.PROFILE);
        Files.createDirectories(overlay.resolve("codes"));
        Files.write(
                overlay.resolve("codes/ownership.csv"),
                "code,zh,en\n1,公办,public\n".getBytes(Charset.forName("GB18030")));
        assertThat(read().place()).hasToString(overlay.getFileName() + "/codes/ownership.csv:2");
    }

    @Test
    void a_bomb_of_aliases_is_refused_at_once() {
        var bomb = new StringBuilder("a: &a [x, x]\n");
        for (char name = 'b'; name <= 'z'; name++) {
            var before = (char) (name - 1);
            bomb.append("%c: &%c [*%c, *%c, *%c, *%c]%n".formatted(name, name, before, before, before, before));
        }
        var fault = profileFault(profile -> bomb.toString());
        assertThat(fault.place()).hasToString(PROFILE + ":2 [*a]");
        var deep = profileFault(profile -> "profile: " + "[".repeat(100_000));
        assertThat(deep.kind()).isEqualTo(FaultException.Kind.FACTS);
    }

    @Test
    void faulty_lists_of_codes_and_divisions_are_reported_with_their_line() {
        assertThat(fault(Map.of("codes/ownership.csv", "code,zh,en\n1,甲,a\n1,乙,b\n"))
                        .place()
                        .line())
                .isEqualTo(3);
        assertThat(fault(Map.of("codes/ownership.csv", "code,zh\n1,甲\n")).what().en())
                .contains("'en'");
        assertThat(fault(Map.of("codes/ownership.csv", "code,zh,en\n1,甲,a\n2,乙\n"))
                        .place()
                        .line())
                .isEqualTo(3);
        assertThat(fault(Map.of("codes/school_type.csv", "code,zh,en,stages\n1,甲,a,primry\n"))
                        .place()
                        .line())
                .isEqualTo(2);
        var header = "code,name,level,parent_code,valid_from,valid_to,successor_code,pseudo,generated\n";
        assertThat(fault(Map.of("divisions/cn.csv", header + "1,甲,parish,,,,,0,0\n"))
                        .what()
                        .en())
                .contains("level must be one of [nation, province, city, county]; found parish");
        assertThat(fault(Map.of("divisions/cn.csv", header + "1,甲,county,,soon,,,0,0\n"))
                        .place()
                        .line())
                .isEqualTo(2);
    }

    @Test
    void a_folder_that_does_not_exist_is_reported() {
        var fault = catchThrowableOfType(
                FaultException.class,
                () -> Rulebook.read(MadeUpCountry.shipped(), Optional.of(overlay.resolve("nowhere"))));
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.USAGE);
        assertThat(fault.what().en()).endsWith("nowhere");
    }

    private FaultException profileFault(UnaryOperator<String> change) {
        return fault(Map.of(PROFILE, change.apply(MadeUpCountry.PROFILE)));
    }

    private FaultException fault(Map<String, String> files) {
        var country = MadeUpCountry.in(overlay);
        files.forEach(country::with);
        try {
            return read();
        } finally {
            files.keySet().forEach(name -> overlay.resolve(name).toFile().delete());
        }
    }

    private FaultException read() {
        var fault = catchThrowableOfType(
                FaultException.class, () -> Rulebook.read(MadeUpCountry.shipped(), Optional.of(overlay)));
        assertThat(fault).as("a fault of the facts").isNotNull();
        assertThat(fault.kind()).isEqualTo(FaultException.Kind.FACTS);
        assertThat(fault.nextStep().en()).contains("schemas/README.md");
        return fault;
    }
}
