package org.junheng.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junheng.ingest.HeaderMatch.HeaderFault;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.CensusTable;
import org.junheng.terms.Bilingual;

/**
 * A census file held against a profile: which of its sheets hold which form.
 *
 * @param sheets the sheets that hold a form, or come close
 * @param unread sheets that hold none
 */
public record FileMatch(CensusProfile profile, List<SheetMatch> sheets, List<String> unread) {
    private static final int MOST_REASONS = 5;

    /**
     * A sheet held against a form.
     *
     * @param sheet its name; empty for a text file
     * @param header its header
     */
    public record SheetMatch(String sheet, SheetHeader header, HeaderMatch match) {
        /** How well the header fits: the lower the better. */
        int distance() {
            return match.faults().size() - match.matched().size();
        }
    }

    /** Holds a file against a profile that names such files. */
    public static FileMatch of(CensusProfile profile, CensusFile file, CensusSheets sheets) throws IOException {
        var matches = new ArrayList<SheetMatch>();
        var unread = new ArrayList<>(sheets.hidden());
        for (var sheet : sheets.names()) {
            boolean only = sheets.names().size() == 1;
            var match = match(profile, file, sheet, sheets.firstRows(sheet), only);
            match.ifPresentOrElse(matches::add, () -> unread.add(sheet));
        }
        return new FileMatch(profile, List.copyOf(matches), List.copyOf(unread));
    }

    private static Optional<SheetMatch> match(
            CensusProfile profile, CensusFile file, String sheet, List<CsvRecords.Record> rows, boolean only) {
        return profile.tables().stream()
                .filter(table -> table.fitsSheet(sheet.isEmpty() ? file.shortName() : sheet))
                .flatMap(table -> match(profile, table, file, sheet, rows, only).stream())
                .min(Comparator.comparingInt(SheetMatch::distance));
    }

    private static Optional<SheetMatch> match(
            CensusProfile profile,
            CensusTable table,
            CensusFile file,
            String sheet,
            List<CsvRecords.Record> rows,
            boolean only) {
        var key =
                table.columns().get(profile.unit().key().get(0)).terms().get(0).get(0);
        return SheetHeader.find(rows, table, key, only).map(header -> {
            var year = year(profile, file, sheet, header);
            return new SheetMatch(sheet, header, HeaderMatch.of(profile, table, year, header));
        });
    }

    /** The year that a sheet tells outside of its rows, or null. */
    static Integer year(CensusProfile profile, CensusFile file, String sheet, SheetHeader header) {
        return profile.year()
                .ofFile(file.shortName(), profile.files())
                .or(() -> profile.year().ofTitles(header.titles()))
                .or(() -> profile.year().ofTitles(List.of(sheet)))
                .orElse(null);
    }

    /** Whether every sheet that holds a form can be read, and there is one. */
    public boolean fits() {
        return !sheets.isEmpty()
                && sheets.stream().allMatch(sheet -> sheet.match().fits());
    }

    /** Those of the profiles that fit which read the most sheets: a sheet that many profiles know decides nothing. */
    static List<FileMatch> fitting(List<FileMatch> matches) {
        var fitting = matches.stream().filter(FileMatch::fits).toList();
        var most = fitting.stream().mapToInt(match -> match.sheets().size()).max();
        return fitting.stream()
                .filter(match -> match.sheets().size() == most.getAsInt())
                .toList();
    }

    /** The year that the file tells for all its sheets, or null. */
    public Integer year() {
        var years =
                sheets.stream().map(sheet -> sheet.match().year()).distinct().toList();
        return years.size() == 1 ? years.get(0) : null;
    }

    /** Why the file does not fit, with sheet, line and column; the first few reasons. */
    Bilingual reasons() {
        if (sheets.isEmpty()) {
            return Bilingual.format(
                    "没有一张表是方案 %s 的表（共 %d 张：%s）",
                    "none of its sheets is one of profile %s (%d sheets: %s)",
                    profile.profile(),
                    unread.size(),
                    String.join(", ", unread));
        }
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        int left = MOST_REASONS;
        for (var sheet : sheets) {
            var faults = sheet.match().faults();
            if (faults.isEmpty() || left == 0) {
                continue;
            }
            var shown = faults.stream().limit(left).map(HeaderFault::words).toList();
            left -= shown.size();
            int more = faults.size() - shown.size();
            var form = profile.tableName(sheet.match().table().table());
            var in = sheet.sheet().isEmpty() ? "" : "[" + sheet.sheet() + "] ";
            var line = sheet.header().firstLine();
            zh.add("%s第 %d 行：表头与方案 %s 不符：%s%s"
                    .formatted(
                            in,
                            line,
                            form,
                            String.join("，", shown.stream().map(Bilingual::zh).toList()),
                            more > 0 ? " 等 " + faults.size() + " 处" : ""));
            en.add("%sline %d: the header does not fit profile %s: %s%s"
                    .formatted(
                            in,
                            line,
                            form,
                            String.join(", ", shown.stream().map(Bilingual::en).toList()),
                            more > 0 ? " and " + more + " more" : ""));
        }
        return new Bilingual(String.join("；", zh), String.join("; ", en));
    }

    /**
     * The profile that comes closest: one with a form that such sheets are named after, then the one with the fewest faults
     * and the most columns matched.
     */
    public static Optional<FileMatch> closest(List<FileMatch> matches) {
        return matches.stream()
                .min(Comparator.comparing((FileMatch match) -> !match.isNamedAfterForms())
                        .thenComparingInt(match -> match.sheets.stream()
                                .mapToInt(SheetMatch::distance)
                                .sum())
                        .thenComparing(match -> match.profile().profile()));
    }

    private boolean isNamedAfterForms() {
        return sheets.stream().anyMatch(sheet -> sheet.match().table().sheet() != null);
    }
}
