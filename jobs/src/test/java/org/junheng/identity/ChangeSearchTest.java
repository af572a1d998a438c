package org.junheng.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.Rulebook;
import org.junheng.rulebook.SchoolChange.Kind;
import org.junheng.rulebook.SchoolChanges;
import org.junheng.terms.FaultException;
import org.junheng.terms.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Likely changes between 2022 and 2023 in a county of a handful of schools. */
class ChangeSearchTest {
    private static final Map<String, String> PREFIXES = Map.of("211", "21", "311", "31", "312", "31");

    private final List<YearSchool> before = new ArrayList<>();
    private final List<YearSchool> after = new ArrayList<>();
    private final Set<String> alsoBefore = new TreeSet<>();
    private final Map<String, String> ended = new HashMap<>();
    private final Set<String> quarantined = new TreeSet<>();
    private SchoolChanges known = SchoolChanges.NONE;

    private static YearSchool school(String code, String name, String type, long primary, long junior) {
        return in("530326", code, name, type, primary, junior);
    }

    private static YearSchool in(String county, String code, String name, String type, long primary, long junior) {
        var students = new HashMap<Stage, Long>();
        if (primary > 0) {
            students.put(Stage.PRIMARY, primary);
        }
        if (junior > 0) {
            students.put(Stage.JUNIOR, junior);
        }
        return new YearSchool(
                code,
                name,
                type,
                county,
                Map.of("urban_rural", "210"),
                students,
                (primary + junior) / 40,
                Map.of("area", 1000.0 + Long.parseLong(code.substring(6)), "ground", 5000.0));
    }

    private static YearSchool primary(String code, String name, long students) {
        return school(code, name, "211", students, 0);
    }

    /** Three schools that stay, whose students change by 2 % and less. */
    private ChangeSearchTest withNeighbours() {
        stay("2153000001", "城关小学", 1000, 990);
        stay("2153000002", "乌龙小学", 500, 505);
        stay("2153000003", "者海小学", 800, 800);
        return this;
    }

    private void stay(String code, String name, long studentsBefore, long studentsAfter) {
        before.add(primary(code, name, studentsBefore));
        after.add(primary(code, name, studentsAfter));
    }

    private Findings search() {
        var codes = new TreeSet<>(alsoBefore);
        before.forEach(school -> codes.add(school.code()));
        return new ChangeSearch(NameLikenessTest.MATCHING, PREFIXES, known)
                .search(new YearPair(
                        2023, before, after, codes, ended, quarantined, Map.of("530326", Set.of("会泽县", "曲靖市"))));
    }

    private static List<String> lines(Findings findings) {
        return findings.proposals().stream()
                .map(proposal -> proposal.kind().id() + " " + proposal.fromCode() + " " + proposal.toCode())
                .toList();
    }

    private static String evidence(Proposal proposal) {
        return String.join(
                "; ", proposal.evidence().stream().map(words -> words.en()).toList());
    }

    @Test
    void nothing_is_proposed_where_nothing_changed() {
        withNeighbours();
        var findings = search();
        assertThat(findings.proposals()).isEmpty();
        assertThat(findings.vanished()).isZero();
        assertThat(findings.appeared()).isZero();
    }

    @Test
    void a_school_that_changed_its_category_is_proposed_under_its_new_code_with_evidence() {
        withNeighbours();
        before.add(school("2153000140", "黄泥小学", "211", 400, 0));
        after.add(school("3153000140", "黄泥九年一贯制学校", "312", 390, 60));
        var findings = search();
        assertThat(lines(findings)).containsExactly("recoded 2153000140 3153000140");
        var proposal = findings.proposals().get(0);
        assertThat(proposal.score()).isBetween(0.85, 1.0);
        assertThat(evidence(proposal))
                .contains(
                        "likeness of names 0.",
                        "students 400 → 450",
                        "classes 10 → 11",
                        "2 of 2 resources within 5 %",
                        "same urban_rural",
                        "type 211 → 312 explains the code's category 21 → 31");
        assertThat(findings.vanished()).isEqualTo(1);
        assertThat(findings.unexplainedVanished()).isEmpty();
        assertThat(findings.unexplainedAppeared()).isEmpty();
    }

    @Test
    void of_two_candidates_the_likelier_is_proposed_and_the_other_named() {
        before.add(school("2153000140", "黄泥小学", "211", 400, 0));
        after.add(school("3153000140", "黄泥学校", "312", 400, 0));
        after.add(school("3153000141", "黄泥中学", "312", 380, 0));
        var findings = search();
        assertThat(lines(findings)).containsExactly("recoded 2153000140 3153000140");
        assertThat(evidence(findings.proposals().get(0))).contains("could also be 3153000141 黄泥中学 (0.");
        assertThat(findings.unexplainedAppeared()).extracting(YearSchool::code).containsExactly("3153000141");
    }

    @Test
    void schools_of_other_counties_and_unlike_schools_are_not_paired() {
        before.add(school("2153000140", "黄泥小学", "211", 400, 0));
        after.add(in("530302", "3153000140", "黄泥小学", "312", 400, 0));
        after.add(school("3153000777", "实验外国语学校", "311", 0, 1500));
        var findings = search();
        assertThat(findings.proposals()).isEmpty();
        assertThat(findings.unexplainedVanished()).hasSize(1);
        assertThat(findings.unexplainedAppeared()).hasSize(2);
    }

    @Test
    void a_school_in_quarantine_has_not_vanished_and_one_of_last_years_quarantine_is_not_new() {
        before.add(primary("2153000140", "黄泥小学", 400));
        after.add(primary("2153000150", "黄泥小学", 400));
        quarantined.add("2153000140");
        assertThat(search().proposals()).isEmpty();
        quarantined.clear();
        assertThat(search().proposals()).hasSize(1);
        alsoBefore.add("2153000150");
        assertThat(search().proposals()).isEmpty();
    }

    @Test
    void another_name_under_the_same_code_is_proposed_with_what_speaks_for_the_same_school() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥小学", 400));
        after.add(primary("2153000140", "希望小学", 410));
        before.add(primary("2153000141", "青山 小学", 300));
        after.add(primary("2153000141", "青山小学", 300));
        var findings = search();
        assertThat(lines(findings)).containsExactly("renamed 2153000140 null");
        assertThat(findings.proposals().get(0).fromName()).isEqualTo("黄泥小学");
        assertThat(findings.proposals().get(0).toName()).isEqualTo("希望小学");
        assertThat(evidence(findings.proposals().get(0))).contains("students 400 → 410", "2 of 2 resources");
    }

    @Test
    void a_neighbour_that_grew_by_the_students_of_a_vanished_school_is_proposed_as_merger() {
        withNeighbours();
        before.add(primary("2153000140", "者海黄泥小学", 150));
        before.add(primary("2153000141", "者海中心小学", 600));
        after.add(primary("2153000141", "者海中心小学", 747));
        var findings = search();
        assertThat(lines(findings)).containsExactly("merged 2153000140 2153000141");
        assertThat(evidence(findings.proposals().get(0)))
                .contains(
                        "2153000140: 150 students; the other had 600 without and 747 with them",
                        "usually changes by 2.0 %",
                        "likeness of names 0.");
    }

    @Test
    void a_growth_that_is_usual_is_no_merger() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥小学", 10));
        before.add(primary("2153000141", "城南小学", 1000));
        after.add(primary("2153000141", "城南小学", 1010));
        var findings = search();
        assertThat(findings.proposals()).isEmpty();
        assertThat(findings.unexplainedVanished()).extracting(YearSchool::code).containsExactly("2153000140");
    }

    @Test
    void junior_students_do_not_explain_the_growth_of_a_primary_school() {
        withNeighbours();
        before.add(school("3153000140", "者海中学", "311", 0, 150));
        before.add(primary("2153000141", "者海小学", 600));
        after.add(primary("2153000141", "者海小学", 750));
        assertThat(search().proposals()).isEmpty();
    }

    @Test
    void several_schools_that_went_into_one_are_proposed_together() {
        withNeighbours();
        before.add(primary("2153000140", "者海黄泥教学点", 60));
        before.add(primary("2153000142", "者海青山教学点", 80));
        before.add(primary("2153000141", "者海中心小学", 600));
        after.add(primary("2153000141", "者海中心小学", 742));
        ended.put("2153000142", "merged");
        var findings = search();
        assertThat(lines(findings)).containsExactly("merged 2153000140 2153000141", "merged 2153000142 2153000141");
        assertThat(evidence(findings.proposals().get(1))).contains("the census reports it as merged");
        assertThat(findings.vanished())
                .as("a school reported as merged has not vanished")
                .isEqualTo(1);
    }

    @Test
    void schools_that_went_into_a_new_one_are_proposed() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥小学", 300));
        before.add(primary("2153000142", "青山小学", 310));
        after.add(school("3153000150", "黄泥青山九年一贯制学校", "312", 611, 0));
        assertThat(lines(search())).containsExactly("merged 2153000140 3153000150", "merged 2153000142 3153000150");
    }

    @Test
    void a_recoded_school_that_took_in_a_smaller_one_is_still_the_same_school() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥小学", 400));
        before.add(primary("2153000142", "黄泥青山教学点", 110));
        after.add(school("3153000150", "黄泥九年一贯制学校", "312", 511, 0));
        assertThat(lines(search())).containsExactly("recoded 2153000140 3153000150", "merged 2153000142 3153000150");
    }

    @Test
    void a_new_school_with_the_students_that_another_lost_is_proposed_as_split_and_the_other_goes_on() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥小学", 900));
        after.add(primary("2153000140", "黄泥小学", 610));
        after.add(primary("2153000160", "黄泥新城小学", 290));
        assertThat(lines(search())).containsExactly("split 2153000140 2153000140", "split 2153000140 2153000160");
    }

    @Test
    void a_split_school_whose_parts_both_have_new_codes_is_no_pair_of_codes() {
        withNeighbours();
        before.add(school("3153000140", "黄泥学校", "312", 400, 300));
        after.add(school("2153000140", "黄泥小学", "211", 400, 0));
        after.add(school("3153000150", "黄泥中学", "311", 0, 300));
        assertThat(lines(search())).containsExactly("split 3153000140 2153000140", "split 3153000140 3153000150");
    }

    @Test
    void changes_that_the_facts_tell_are_not_proposed_again(@TempDir Path overlay) throws IOException {
        withNeighbours();
        before.add(school("2153000140", "黄泥小学", "211", 400, 0));
        after.add(school("3153000140", "黄泥学校", "312", 400, 0));
        before.add(primary("2153000141", "青山小学", 300));
        after.add(primary("2153000141", "希望小学", 300));
        assertThat(search().proposals()).hasSize(2);
        known = facts(
                        overlay,
                        "year,kind,from_code,to_code,source,note\n2023,recoded,2153000140,3153000140,x,\n2023,renamed,2153000141,,x,\n")
                .schoolChanges();
        var findings = search();
        assertThat(findings.proposals()).isEmpty();
        assertThat(findings.vanished() + findings.appeared()).isZero();
    }

    @Test
    void the_order_of_the_schools_does_not_matter() {
        withNeighbours();
        before.add(primary("2153000140", "黄泥教学点", 60));
        before.add(primary("2153000142", "青山教学点", 80));
        before.add(school("2153000150", "白石小学", "211", 400, 0));
        after.add(school("3153000150", "白石学校", "312", 400, 0));
        after.add(primary("2153000160", "乌龙新城小学", 100));
        var proposals = lines(search());
        Collections.reverse(before);
        Collections.reverse(after);
        assertThat(lines(search())).isEqualTo(proposals).isNotEmpty();
    }

    @Test
    void proposals_are_written_as_lines_that_a_run_refuses_until_they_are_confirmed(@TempDir Path folder)
            throws IOException {
        before.add(school("2153000140", "黄泥\"甲\",小学", "211", 400, 0));
        after.add(school("3153000140", "黄泥学校", "312", 400, 0));
        before.add(primary("2153000141", "青山小学", 300));
        after.add(primary("2153000141", "希望小学", 300));
        var file = folder.resolve("proposals.csv");
        ProposalFile.write(file, search().proposals());
        var text = Files.readString(file);
        assertThat(text.lines().toList()).hasSize(3);
        assertThat(text)
                .startsWith("year,kind,from_code,to_code,source,note,confirmed\n2023,renamed,2153000141,,,")
                .contains("\n2023,recoded,2153000140,3153000140,,\"黄泥\"\"甲\"\",小学 → 黄泥学校; 0.", ",no\n");
        var fault = Assertions.catchThrowableOfType(FaultException.class, () -> facts(folder.resolve("refused"), text));
        assertThat(fault.what().en()).contains("2 line(s) are proposals that nobody has confirmed");
        var confirmed = facts(
                folder.resolve("taken"),
                text.replace(",no\n", ",yes\n")
                        .replace("3000141,,,", "3000141,,letter,")
                        .replace("3153000140,,", "3153000140,letter,"));
        assertThat(confirmed.schoolChanges().all())
                .extracting(change -> change.kind())
                .containsExactly(Kind.RENAMED, Kind.RECODED);
        Assertions.assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> ProposalFile.write(file, List.of()));
        assertThat(Files.readString(file)).isEqualTo(text);
    }

    private static Rulebook facts(Path overlay, String changes) throws IOException {
        var folder = Files.createDirectories(overlay.resolve("school_changes"));
        Files.writeString(folder.resolve("a.csv"), changes);
        return Rulebook.read(TestRun.home().resolve("schemas"), Optional.of(overlay));
    }
}
