package org.junheng.warehouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
 * @param divisionFiles sealed files of divisions that the census brought
 * @param profiles the profiles in it
 * @param standards the standards measured; empty for ingest
 * @param years the years measured
 * @param tasks of measure: hash of what a task worked on → the files that it wrote; null for ingest
 */
public record StepRecord(
        String step,
        String key,
        String before,
        String codeVersion,
        String factsVersion,
        List<StoredFile> files,
        Loaded loaded,
        List<String> divisionFiles,
        List<String> profiles,
        List<String> standards,
        String years,
        Map<String, List<StoredFile>> tasks) {

    /**
     * What an ingest read.
     *
     * @param inputs every file of the census folder
     * @param sheets every sheet that was read
     * @param partitions what the rows of each profile, year and province came to
     * @param crossYears what comparing each year with the one before came to
     * @param withinShare whether every profile stayed within its share of quarantined rows
     * @param acrossProvinces whether a key stood in two provinces, so that no partition can be judged by itself
     * @param acceptedDrop why fewer rows than before were taken, where a person said so; or null
     * @param arrivals hash of every file ever read here → the ingest in which it first came, from 1
     */
    public record Loaded(
            List<SourceFile> inputs,
            List<Sheet> sheets,
            List<Partition> partitions,
            List<CrossYear> crossYears,
            boolean withinShare,
            boolean acrossProvinces,
            String acceptedDrop,
            Map<String, Integer> arrivals) {
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

        /** Whether a row says that it is generated. */
        public boolean generated() {
            return partitions.stream().anyMatch(Partition::generated);
        }

        /** How often each rule was checked and broken, by year and table. */
        public List<RuleCount> rules() {
            var rules = new TreeMap<String, RuleCount>();
            Stream.concat(
                            partitions.stream().flatMap(partition -> partition.rules().stream()),
                            crossYears.stream().flatMap(years -> years.rules().stream()))
                    .forEach(rule -> rules.merge(
                            "%04d\t%s\t%s".formatted(rule.year(), rule.tableName(), rule.rule()),
                            rule,
                            RuleCount::plus));
            return List.copyOf(rules.values());
        }

        /** The rows of each sheet by year and county, and what became of them. */
        public List<LedgerRow> ledger() {
            var rows = new TreeMap<String, LedgerRow>();
            partitions.forEach(
                    partition -> partition.ledger().forEach(row -> rows.merge(row.key(), row, LedgerRow::plus)));
            return List.copyOf(rows.values());
        }
    }

    /**
     * A sheet that was read.
     *
     * @param id its file, name, form, year and rank: what the outcome of its rows depends on
     * @param rows its rows of data
     * @param notes its other lines: titles, header, units, notes
     */
    public record Sheet(String id, String sha256, String sheet, long rows, long notes)
            implements java.io.Serializable {}

    /**
     * What the rows of one profile, year and province came to.
     *
     * @param sheets ids of the sheets that its rows stand in
     * @param census the accepted records, or null where there are none
     * @param quarantine the quarantined rows, or null where there are none
     * @param corrections places of the declared corrections that its records rest on
     * @param correctionsMet places of those whose row is there, accepted or not
     */
    public record Partition(
            String profile,
            int year,
            String province,
            List<String> sheets,
            StoredFile census,
            StoredFile quarantine,
            List<LedgerRow> ledger,
            List<RuleCount> rules,
            List<String> corrections,
            List<String> correctionsMet,
            boolean generated)
            implements java.io.Serializable {
        /** Which partition it is. */
        public String key() {
            return key(profile, year, province);
        }

        /** How a partition is called. */
        public static String key(String profile, int year, String province) {
            return profile + "\t%04d\t".formatted(year) + province;
        }
    }

    /**
     * The comparison of the records of two years of one profile and province.
     *
     * @param now file of the later year
     * @param before file of the year before it
     */
    public record CrossYear(String now, String before, List<RuleCount> rules) implements java.io.Serializable {}

    /**
     * Rows of one sheet, year and county, by what became of them: read = accepted + quarantined.
     *
     * @param tableName the form
     * @param countyCode the county; empty where it cannot be told
     * @param corrected of the accepted: with a declared correction
     * @param superseded of the accepted: a later delivery stands in their place
     */
    public record LedgerRow(
            int year,
            String tableName,
            String countyCode,
            String sha256,
            String sheet,
            long accepted,
            long quarantined,
            long corrected,
            long superseded)
            implements java.io.Serializable {
        String key() {
            return "%04d\t%s\t%s\t%s\t%s".formatted(year, tableName, countyCode, sha256, sheet);
        }

        /** This count and that of other rows of the same sheet, year and county. */
        public LedgerRow plus(LedgerRow other) {
            return new LedgerRow(
                    year,
                    tableName,
                    countyCode,
                    sha256,
                    sheet,
                    accepted + other.accepted,
                    quarantined + other.quarantined,
                    corrected + other.corrected,
                    superseded + other.superseded);
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
