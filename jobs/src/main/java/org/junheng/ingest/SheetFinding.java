package org.junheng.ingest;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junheng.rulebook.CanonicalColumn;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusProfile.OtherColumns;
import org.junheng.rulebook.CensusTable;
import org.junheng.rulebook.CensusTable.HeaderPlace;
import org.junheng.rulebook.ColumnMapping;
import org.junheng.rulebook.ColumnMapping.Header;
import org.junheng.rulebook.Rulebook;

/**
 * A sheet held against a form, with guesses for what does not fit.
 *
 * @param sheet its name; empty for a text file
 * @param isShifted whether the header stands below other rows, which the profile does not declare
 * @param year the year of the sheet, or null where none is told; the last one where its rows tell several
 * @param columns its columns, from the left
 * @param isTable whether it looks like a table at all: at least two names, and most rows half as wide as the header
 * @param hasKey whether the column that tells the rows of the form apart is there, or guessed
 * @param closeness the share of the form's columns that the sheet has, exact or similar, and of the sheet's that the form
 *     has, 0 to 1
 */
public record SheetFinding(
        String sheet,
        CensusProfile profile,
        CensusTable table,
        SheetHeader header,
        boolean isShifted,
        HeaderMatch match,
        Integer year,
        List<Column> columns,
        boolean isTable,
        boolean hasKey,
        double closeness) {
    /** How a header was matched. */
    public enum How {
        EXACT,
        /** But for width, blanks, brackets and the like. */
        NORMALISED,
        /** By a file of other names, confirmed or not. */
        RENAMED,
        /** A guess. */
        SIMILAR,
        /** The profile knows it and leaves it unread. */
        UNUSED,
        UNMATCHED
    }

    /**
     * A column of a sheet.
     *
     * @param known what the profile calls it, by all its names; null where it does not know it
     * @param canonical the canonical columns that are made from it
     * @param guess what it may be; null where it is no guess
     */
    public record Column(
            int position,
            String header,
            How how,
            Header known,
            List<String> canonical,
            Guess guess,
            ColumnFigures figures) {
        /** The name by which it is held against other files. */
        String key() {
            return known == null ? null : known.names().get(0).name();
        }
    }

    /**
     * A guess.
     *
     * @param means the name that the profile knows
     * @param score the similarity, 0 to 1
     * @param unitFound the unit that the sheet tells, or null where it is the profile's, or not told
     * @param unitMeant the unit of the profile's column, or null
     * @param factor what a number of the sheet must be multiplied by; null where none is needed, or where the units measure
     *     different things
     */
    public record Guess(String means, double score, String unitFound, String unitMeant, BigDecimal factor) {
        /** Whether the sheet has another unit, so that another name alone does not do. */
        public boolean hasOtherUnit() {
            return unitFound != null;
        }
    }

    /** Looks at one sheet as a form: empty where it has no rows. */
    static Optional<SheetFinding> of(
            CensusProfile profile,
            CensusTable table,
            CensusFile file,
            CensusSheets sheets,
            String sheet,
            Rulebook rulebook,
            HeaderSimilarity similarity)
            throws IOException {
        var rows = sheets.firstRows(sheet);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var finding = new Finding(profile, table, rulebook, similarity);
        int at = finding.headerRow(rows);
        var key = table.columns().get(profile.unit().key().get(0)).terms();
        var found = key.isEmpty()
                ? Optional.<SheetHeader>empty()
                : SheetHeader.find(
                        rows, table, key.get(0).get(0), sheets.names().size() == 1);
        var header = found.orElseGet(() -> finding.header(rows, at));
        var year = FileMatch.year(profile, file, sheet, header);
        var match = HeaderMatch.of(profile, table, year, header);
        boolean isShifted = false;
        if (found.isPresent() && header.firstLine() != rows.get(at).line()) {
            var below = finding.header(rows, at);
            var yearBelow = FileMatch.year(profile, file, sheet, below);
            var matchBelow = HeaderMatch.of(profile, table, yearBelow, below);
            if (matchBelow.matched().size() > match.matched().size()) {
                header = below;
                match = matchBelow;
                isShifted = !table.header().titles();
            }
        }
        var figures = ColumnFigures.of(
                sheets, sheet, table, header.lastLine(), header.paths().size(), rulebook);
        return Optional.of(finding.of(sheet, header, isShifted, match, figures, isTable(rows, header)));
    }

    private static boolean isTable(List<CsvRecords.Record> rows, SheetHeader header) {
        long names = header.paths().stream()
                .filter(path -> !path.isEmpty())
                .distinct()
                .count();
        var data = rows.stream().filter(row -> row.line() > header.lastLine()).toList();
        long wide = data.stream()
                .filter(row -> 2 * row.cells().length > header.paths().size())
                .count();
        return names >= 2 && wide > 0 && 2 * wide >= data.size();
    }

    /** Whether a person must do something before the sheet can be read. */
    public boolean needsDraft() {
        return isShifted || !match.fits();
    }

    private static final class Finding {
        private final CensusProfile profile;
        private final CensusTable table;
        private final Rulebook rulebook;
        private final HeaderSimilarity similarity;

        Finding(CensusProfile profile, CensusTable table, Rulebook rulebook, HeaderSimilarity similarity) {
            this.profile = profile;
            this.table = table;
            this.rulebook = rulebook;
            this.similarity = similarity;
        }

        /** What the form reads. */
        private record Wanted(Header header, List<String> canonical, boolean optional, ColumnMapping mapping) {}

        private List<Wanted> wanted() {
            var wanted = new LinkedHashMap<Header, Wanted>();
            if (profile.year().column() != null) {
                add(wanted, profile.year().column(), CensusProfile.YEAR_NAME, true, null);
            }
            table.columns().forEach((id, mapping) -> mapping.terms()
                    .forEach(factors ->
                            factors.forEach(header -> add(wanted, header, id, mapping.optional(), mapping))));
            if (table.item() != null) {
                add(wanted, table.item(), "item", false, null);
            }
            if (table.classList() != null) {
                var classes = table.classList();
                if (classes.stage() != null) {
                    add(wanted, classes.stage(), "stage", true, null);
                }
                add(wanted, classes.grade(), "grade", false, null);
                add(wanted, classes.name(), "class", false, null);
                add(wanted, classes.students(), "students", false, null);
            }
            return List.copyOf(wanted.values());
        }

        private static void add(
                Map<Header, Wanted> wanted, Header header, String canonical, boolean optional, ColumnMapping mapping) {
            var before = wanted.get(header);
            var columns = new ArrayList<String>();
            if (before != null) {
                columns.addAll(before.canonical());
            }
            if (!columns.contains(canonical)) {
                columns.add(canonical);
            }
            wanted.put(
                    header,
                    new Wanted(
                            header,
                            List.copyOf(columns),
                            optional && (before == null || before.optional()),
                            before == null ? mapping : before.mapping()));
        }

        /** The row with the most names that the form knows: the header, wherever it stands. */
        int headerRow(List<CsvRecords.Record> rows) {
            var names = new HashSet<String>();
            wanted().forEach(each ->
                    each.header().names().forEach(name -> names.add(HeaderText.normalised(name.name()))));
            table.unused().forEach(name -> names.add(HeaderText.normalised(name)));
            profile.renamed().forEach(other -> names.add(HeaderText.normalised(other.found())));
            names.remove("");
            int best = 0;
            long most = 0;
            for (int i = 0; i < rows.size(); i++) {
                long known = java.util.Arrays.stream(rows.get(i).cells())
                        .filter(cell -> names.contains(HeaderText.normalised(cell)))
                        .count();
                if (known > most) {
                    most = known;
                    best = i;
                }
            }
            return most > 1 ? best : HeaderRow.of(rows);
        }

        /** The header that begins in a row. */
        SheetHeader header(List<CsvRecords.Record> rows, int first) {
            var place = table.header();
            var here = new CensusTable(
                    table.table(),
                    table.sheet(),
                    new HeaderPlace(place.rows(), false, place.units(), place.notes()),
                    table.item(),
                    table.otherItems(),
                    table.otherColumns(),
                    table.unused(),
                    table.columns(),
                    table.classList());
            return HeaderRow.header(rows, first, here, new Header(List.of()));
        }

        SheetFinding of(
                String sheet,
                SheetHeader header,
                boolean isShifted,
                HeaderMatch match,
                List<ColumnFigures> figures,
                boolean isTable) {
            var wanted = wanted();
            var columns = new ArrayList<Column>();
            var open = new ArrayList<Column>();
            var missing = new ArrayList<>(wanted);
            for (int i = 0; i < match.header().size(); i++) {
                var column = column(match, i, wanted, figures.get(i));
                columns.add(column);
                missing.removeIf(each -> each.header().equals(column.known()));
                if (column.how() == How.UNMATCHED && !column.header().isEmpty()) {
                    open.add(column);
                }
            }
            missing.removeIf(each -> each.header().namesIn(match.year()).isEmpty());
            var strange = new ArrayList<Wanted>();
            for (var pair : similarity.pairs(open, missing, Column::header, each -> names(each, match.year()))) {
                var column = pair.one();
                if (!isSimilarToOwnName(column, pair.other(), match.year())) {
                    strange.add(pair.other());
                }
                columns.set(column.position(), guess(column, pair.other(), pair.score(), match, header));
                missing.remove(pair.other());
            }
            return new SheetFinding(
                    sheet,
                    profile,
                    table,
                    header,
                    isShifted,
                    match,
                    year(match, columns),
                    List.copyOf(columns),
                    isTable,
                    missing.stream().noneMatch(each -> each.canonical()
                            .contains(profile.unit().key().get(0))),
                    closeness(wanted, missing, columns, strange));
        }

        private Column column(HeaderMatch match, int position, List<Wanted> wanted, ColumnFigures figures) {
            var name = match.header().get(position);
            var normalised = HeaderText.normalised(name);
            var canonical = match.matched().getOrDefault(position, List.of());
            var renamed = profile.renamed().stream()
                    .filter(other -> other.appliesTo(table, match.year())
                            && HeaderText.normalised(other.found()).equals(normalised))
                    .findFirst();
            Header known = null;
            var how = How.UNMATCHED;
            for (var each : wanted) {
                for (var other : each.header().namesIn(match.year())) {
                    var normalisedOther = HeaderText.normalised(other);
                    boolean isSame = normalised.equals(normalisedOther)
                            || normalised.endsWith(SheetHeader.SEPARATOR + normalisedOther);
                    boolean isRenamed = renamed.isPresent()
                            && HeaderText.normalised(renamed.get().means()).equals(normalisedOther);
                    if (known == null
                            && (isSame || isRenamed)
                            && each.canonical().stream().anyMatch(canonical::contains)) {
                        known = each.header();
                        how = isSame
                                ? name.equals(other) || name.endsWith(SheetHeader.SEPARATOR + other)
                                        ? How.EXACT
                                        : How.NORMALISED
                                : How.RENAMED;
                    }
                }
            }
            if (known == null) {
                boolean isUnused = match.unused().contains(position);
                how = isUnused ? How.UNUSED : How.UNMATCHED;
            }
            return new Column(position, name, how, known, canonical, null, figures);
        }

        /** All that a column may be called: by the profile, and where it stands alone for a canonical column, by that. */
        private List<String> names(Wanted wanted, Integer year) {
            var names = new ArrayList<>(wanted.header().namesIn(year));
            for (var id : wanted.canonical()) {
                var mapping = table.columns().get(id);
                boolean isAlone = mapping == null
                        || mapping.terms().size() == 1 && mapping.terms().get(0).size() == 1;
                var column = rulebook.columns().get(id);
                if (isAlone && column != null) {
                    names.addAll(CanonicalNames.of(id, column, similarity.facts()));
                }
            }
            return names;
        }

        private Column guess(Column column, Wanted wanted, double score, HeaderMatch match, SheetHeader header) {
            var means = wanted.header().namesIn(match.year()).get(0);
            var found = similarity.unitIn(column.header());
            if (found.isEmpty()
                    && header.units() != null
                    && column.position() < header.units().size()) {
                found = similarity.unit(header.units().get(column.position()));
            }
            var meant = similarity.unitIn(means).or(() -> unitOf(wanted));
            Guess guess = new Guess(means, score, null, null, null);
            if (found.isPresent() && meant.isPresent()) {
                var factor = found.get().factorTo(meant.get().unit());
                if (factor.isEmpty() || factor.get().compareTo(BigDecimal.ONE) != 0) {
                    guess = new Guess(
                            means,
                            score,
                            found.get().name(),
                            meant.get().name(),
                            factor.map(BigDecimal::stripTrailingZeros).orElse(null));
                }
            }
            return new Column(
                    column.position(),
                    column.header(),
                    How.SIMILAR,
                    wanted.header(),
                    wanted.canonical(),
                    guess,
                    column.figures());
        }

        /** The unit in which the form gives a number, which its factor leads to the canonical one. */
        private Optional<HeaderSimilarity.NamedUnit> unitOf(Wanted wanted) {
            var mapping = wanted.mapping();
            if (mapping == null) {
                return Optional.empty();
            }
            if (mapping.unit() != null) {
                return mapping.unit().names().stream()
                        .flatMap(name -> similarity.unit(name.name()).stream())
                        .findFirst();
            }
            return wanted.canonical().stream()
                    .map(rulebook.columns()::get)
                    .filter(each -> each != null && each.unit() != null)
                    .map(CanonicalColumn::unit)
                    .findFirst()
                    .flatMap(similarity::unit)
                    .map(unit -> mapping.factor() == null
                            ? unit
                            : new HeaderSimilarity.NamedUnit(
                                    mapping.factor().toPlainString() + " " + unit.name(),
                                    new org.junheng.rulebook.Similarity.Unit(
                                            unit.unit().of(),
                                            unit.unit().times().multiply(mapping.factor()))));
        }

        private Integer year(HeaderMatch match, List<Column> columns) {
            if (match.year() != null) {
                return match.year();
            }
            var source = profile.year().column();
            return columns.stream()
                    .filter(column -> source != null && source.equals(column.known()))
                    .map(Column::figures)
                    .filter(ColumnFigures::isNumeric)
                    .map(figures -> (int) figures.greatest() + profile.year().offset())
                    .filter(CensusProfile::isYear)
                    .findFirst()
                    .orElse(null);
        }

        private boolean isSimilarToOwnName(Column column, Wanted wanted, Integer year) {
            return wanted.header().namesIn(year).stream()
                    .anyMatch(name -> similarity.of(column.header(), name)
                            >= similarity.facts().least());
        }

        /** Guesses by names that are not the form's own say what a column is, but not that the sheet is of this form. */
        private double closeness(
                List<Wanted> wanted, List<Wanted> missing, List<Column> columns, List<Wanted> strange) {
            long needed = wanted.stream().filter(each -> !each.optional()).count();
            long lacking = Stream.concat(missing.stream(), strange.stream())
                    .filter(each -> !each.optional())
                    .count();
            double had = needed == 0 ? 0 : (double) (needed - lacking) / needed;
            if (table.otherColumns() != OtherColumns.REFUSE) {
                return had;
            }
            long all = columns.stream().filter(each -> !each.header().isEmpty()).count();
            long known = columns.stream()
                            .filter(each -> each.how() != How.UNMATCHED
                                    && !each.header().isEmpty())
                            .count()
                    - strange.size();
            return all == 0 ? 0 : (had + (double) known / all) / 2;
        }
    }

    /** The share of the named columns that the form knows, or seems to. */
    double knownShare() {
        long all = columns.stream().filter(each -> !each.header().isEmpty()).count();
        long known = columns.stream()
                .filter(each -> !each.header().isEmpty() && each.how() != How.UNMATCHED)
                .count();
        return all == 0 ? 0 : (double) known / all;
    }

    /** The closest of the forms of a profile that a sheet of this name may hold. */
    static Optional<SheetFinding> closest(
            CensusProfile profile,
            Set<String> tables,
            CensusFile file,
            CensusSheets sheets,
            String sheet,
            Rulebook rulebook,
            HeaderSimilarity similarity)
            throws IOException {
        var findings = new ArrayList<SheetFinding>();
        for (var table : profile.tables()) {
            if (tables.contains(table.table())) {
                of(profile, table, file, sheets, sheet, rulebook, similarity).ifPresent(findings::add);
            }
        }
        return findings.stream().max(Comparator.comparingDouble(SheetFinding::closeness));
    }
}
