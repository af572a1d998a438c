package org.junheng.warehouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junheng.terms.Bilingual;
import org.junheng.terms.Severity;

/**
 * The outcome of a step that ended well. A later run with the same key takes it over instead of working again.
 *
 * @param step ingest or measure
 * @param key hash over code version, facts and inputs of the step
 * @param before key of the step that it worked on; null for ingest
 * @param files the Parquet files that it wrote
 * @param loaded what ingest found; null for measure
 * @param profiles the profiles in it
 * @param standards the standards measured; empty for ingest
 * @param years the years measured
 */
public record StepRecord(
        String step,
        String key,
        String before,
        String codeVersion,
        String factsVersion,
        List<StoredFile> files,
        Loaded loaded,
        List<String> profiles,
        List<String> standards,
        String years) {

    /**
     * What an ingest read.
     *
     * @param inputs every file of the census folder
     * @param rules how often each rule was checked and broken
     * @param divisionFiles sealed files of divisions that the census brought
     * @param generated whether a row says that it is generated
     * @param withinShare whether every profile stayed within its share of quarantined rows
     */
    public record Loaded(
            List<SourceFile> inputs,
            List<RuleCount> rules,
            List<String> divisionFiles,
            boolean generated,
            boolean withinShare) {
        public long rowsRead() {
            return inputs.stream().mapToLong(SourceFile::rowsRead).sum();
        }

        public long rowsAccepted() {
            return inputs.stream().mapToLong(SourceFile::rowsAccepted).sum();
        }

        public long rowsQuarantined() {
            return inputs.stream().mapToLong(SourceFile::rowsQuarantined).sum();
        }

        public boolean hasRefusals() {
            return !withinShare || inputs.stream().anyMatch(input -> input.state() == SourceFile.State.REFUSED);
        }
    }

    /**
     * How often a rule was checked and broken in one year of one table.
     *
     * @param rule the rule's id
     * @param rowsChecked rows of which it could be told whether they keep the rule
     * @param examples where it was broken first, three at most, as {@code file:line}
     * @param advice what to do about it; null where nothing broke it
     */
    public record RuleCount(
            int year,
            String tableName,
            String rule,
            Severity severity,
            long rowsChecked,
            long rowsFailing,
            List<String> examples,
            Bilingual advice)
            implements java.io.Serializable {
        private static final int MOST_EXAMPLES = 3;
        private static final Comparator<String> BY_FILE_AND_LINE =
                Comparator.comparing(RuleCount::file).thenComparing(RuleCount::line);

        /** Where the rule was broken first, or null. */
        public String example() {
            return examples.isEmpty() ? null : examples.get(0);
        }

        /** This count and that of the same rule over other rows. */
        public RuleCount plus(RuleCount other) {
            return new RuleCount(
                    year,
                    tableName,
                    rule,
                    severity,
                    rowsChecked + other.rowsChecked,
                    rowsFailing + other.rowsFailing,
                    first(examples, other.examples),
                    isFirst(other) ? other.advice : advice);
        }

        private static List<String> first(List<String> some, List<String> others) {
            var all = new ArrayList<>(some);
            all.addAll(others);
            all.sort(BY_FILE_AND_LINE);
            return new ArrayList<>(all.subList(0, Math.min(MOST_EXAMPLES, all.size())));
        }

        /** Whether the rule was broken first in the other rows, so that theirs is the advice to show. */
        private boolean isFirst(RuleCount other) {
            return example() == null
                    || other.example() != null && BY_FILE_AND_LINE.compare(other.example(), example()) < 0;
        }

        private static String file(String example) {
            int colon = example.lastIndexOf(':');
            return colon < 0 ? example : example.substring(0, colon);
        }

        private static long line(String example) {
            var digits = example.substring(example.lastIndexOf(':') + 1);
            return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
        }
    }
}
