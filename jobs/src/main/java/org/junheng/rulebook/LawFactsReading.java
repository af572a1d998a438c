package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junheng.rulebook.FactsCsv.Header;
import org.junheng.rulebook.FactsCsv.Row;
import org.junheng.rulebook.LawFacts.AbsentStage;
import org.junheng.rulebook.LawFacts.Inspection;
import org.junheng.rulebook.LawFacts.ProblemMeasure;
import org.junheng.rulebook.LawFacts.Recognition;
import org.junheng.terms.Stage;

/** Reads recognitions, histories of inspection, absent stages and measures against problems; each folder may be empty. */
final class LawFactsReading {
    private static final Header RECOGNITIONS =
            new Header(List.of("county_code", "assessment_level", "year", "notice"), List.of("date"));
    private static final Header INSPECTIONS =
            new Header(List.of("plan", "year", "kind", "level", "code"), List.of("date", "note"));
    private static final Header ABSENT_STAGES =
            new Header(List.of("county_code", "stage", "from", "reason", "source"), List.of("to"));
    private static final Header MEASURES = new Header(
            List.of("standard", "level", "code", "stage", "rule", "measure"),
            List.of("first_year", "responsible_unit", "evidence_ref"));

    private final SortedMap<String, Path> files;
    private final Map<String, Standard> standards;

    LawFactsReading(SortedMap<String, Path> files, Map<String, Standard> standards) {
        this.files = files;
        this.standards = standards;
    }

    LawFacts read() {
        var recognitions = new ArrayList<Recognition>();
        var seen = new HashSet<String>();
        rows("recognitions/", RECOGNITIONS, row -> {
            var recognition = new Recognition(
                    row.required("county_code"),
                    oneOf(row, "assessment_level", Set.of("nation", "province", "city")),
                    row.year("year"),
                    row.required("notice"),
                    row.text("date").orElse(null));
            if (!seen.add(recognition.countyCode() + " " + recognition.assessmentLevel() + " " + recognition.year())) {
                throw new Facts.KeyFault("county_code", "the recognition stands twice");
            }
            recognitions.add(recognition);
        });
        var inspections = new ArrayList<Inspection>();
        rows(
                "inspections/",
                INSPECTIONS,
                row -> inspections.add(new Inspection(
                        oneOf(row, "plan", standards.keySet()),
                        row.year("year"),
                        oneOf(row, "kind", Set.of("inspection", "evaluation")),
                        oneOf(row, "level", Set.of("school", "county")),
                        row.required("code"),
                        row.text("date").orElse(null))));
        var absent = new ArrayList<AbsentStage>();
        rows(
                "absent_stages/",
                ABSENT_STAGES,
                row -> absent.add(new AbsentStage(
                        row.required("county_code"),
                        Stage.of(oneOf(row, "stage", Set.of("primary", "junior"))),
                        row.year("from"),
                        row.optionalYear("to").orElse(null),
                        row.required("reason"),
                        row.required("source"))));
        var measures = new ArrayList<ProblemMeasure>();
        rows(
                "findings/",
                MEASURES,
                row -> measures.add(new ProblemMeasure(
                        oneOf(row, "standard", standards.keySet()),
                        oneOf(row, "level", Set.of("school", "county")),
                        row.required("code"),
                        oneOf(row, "stage", Set.of("primary", "junior", "all")),
                        row.required("rule"),
                        row.optionalYear("first_year").orElse(null),
                        row.required("measure"),
                        row.text("responsible_unit").orElse(null),
                        row.text("evidence_ref").orElse(null))));
        return new LawFacts(recognitions, inspections, absent, measures);
    }

    private void rows(String folder, Header header, java.util.function.Consumer<Row> action) {
        files.forEach((name, file) -> {
            if (name.startsWith(folder) && name.endsWith(".csv")) {
                FactsCsv.read(file, header, action);
            }
        });
    }

    private static String oneOf(Row row, String column, Set<String> values) {
        var text = row.required(column);
        if (!values.contains(text)) {
            throw new Facts.KeyFault(
                    column,
                    column + " is one of "
                            + String.join(", ", values.stream().sorted().toList()) + "; found " + text);
        }
        return text;
    }
}
