package org.junheng.warehouse;

import java.util.List;

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
     * @param example where it was broken first, or null
     */
    public record RuleCount(int year, String tableName, String rule, long rowsChecked, long rowsFailing, String example)
            implements java.io.Serializable {}
}
