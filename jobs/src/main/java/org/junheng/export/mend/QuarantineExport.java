package org.junheng.export.mend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junheng.ingest.CensusFile;
import org.junheng.ingest.CensusSheets;
import org.junheng.ingest.CsvRecords;
import org.junheng.ingest.FileMatch;
import org.junheng.rulebook.CensusProfile;
import org.junheng.rulebook.Rulebook;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * Gives the quarantined rows back, a workbook a county, to be corrected and sent again. Rows of schools that a later
 * delivery brought in are left out, and of a row that came twice the later one is given back.
 */
public final class QuarantineExport {
    private static final String ROWS = """
            SELECT q.profile, q.year, coalesce(q.county_code, '') AS county, q.sha256, q.file, q.sheet, q.line, q.rule,
                   q.reason, q.text
            FROM quarantine q JOIN source_file f ON f.sha256 = q.sha256 AND f.name = q.file
            WHERE q.rule <> 'duplicate_repeated'
              AND NOT EXISTS (SELECT 1 FROM school s WHERE s.year = q.year AND s.school_code = q.school_code
                              AND q.rule <> 'duplicate_conflict')
            QUALIFY q.school_code IS NULL OR q.rule = 'duplicate_conflict'
                 OR f.arrival = max(f.arrival) OVER (PARTITION BY q.profile, q.year, q.school_code, f.profile)
            ORDER BY county, q.profile, q.year, q.file, q.sheet, q.line
            """;

    private final Connection summary;
    private final Path warehouse;
    private final Rulebook rulebook;

    /**
     * A workbook written.
     *
     * @param rows how many rows it gives back
     */
    public record Written(Path file, long rows) {}

    /** Rows of one workbook. */
    private record Delivery(String profile, Integer year, String county) {}

    /**
     * @param summary the published summary
     * @param warehouse where its sealed inputs stand
     */
    public QuarantineExport(Connection summary, Path warehouse, Rulebook rulebook) {
        this.summary = summary;
        this.warehouse = warehouse;
        this.rulebook = rulebook;
    }

    /**
     * Writes the workbooks.
     *
     * @param county code of the one county wanted, or empty for all
     * @throws FaultException of kind USAGE where a file is in the way
     */
    public List<Written> write(Path folder, Optional<String> county) throws IOException, SQLException {
        Files.createDirectories(folder);
        var deliveries = new TreeMap<String, Map<Delivery, List<QuarantinedRow>>>();
        for (var row : rows(county)) {
            var delivery = new Delivery(row.profile(), row.year(), row.county());
            deliveries
                    .computeIfAbsent(name(row), name -> new HashMap<>())
                    .computeIfAbsent(delivery, each -> new ArrayList<>())
                    .add(row);
        }
        var written = new ArrayList<Written>();
        for (var entry : deliveries.entrySet()) {
            var file = folder.resolve(entry.getKey());
            if (Files.exists(file)) {
                throw new FaultException(
                        FaultException.Kind.USAGE,
                        "export.exists",
                        Place.file(file.toString()),
                        new Bilingual(
                                "已有这个文件，里面可能有改到一半的数据", "this file is there already; it may hold work in progress"),
                        new Bilingual("请换一个 --out 目录，或先移走它", "choose another --out, or move it away"));
            }
            var all = entry.getValue().values().stream().flatMap(List::stream).toList();
            write(file, all);
            written.add(new Written(file, all.size()));
        }
        return written;
    }

    private List<QuarantinedRow> rows(Optional<String> county) throws SQLException {
        var rows = new ArrayList<QuarantinedRow>();
        try (var statement = summary.createStatement();
                var result = statement.executeQuery(ROWS)) {
            while (result.next()) {
                var row = new QuarantinedRow(
                        result.getString("profile"),
                        result.getObject("year") == null ? null : result.getInt("year"),
                        result.getString("county"),
                        result.getString("sha256"),
                        result.getString("file"),
                        result.getString("sheet"),
                        result.getLong("line"),
                        result.getString("rule"),
                        result.getString("reason"),
                        result.getString("text"));
                if (county.isEmpty() || county.get().equals(row.county())) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** A name that the profile takes and that tells the same year; after the row's own file where no other does. */
    private String name(QuarantinedRow row) throws SQLException {
        var profile = profile(row.profile());
        var place = (row.county().isEmpty() ? "unknown" : row.county() + "_" + countyName(row)) + "_" + row.profile();
        var plain = legal(place + (row.year() == null ? "" : "_" + row.year()) + ".xlsx");
        boolean tellsYear = !profile.year().fileName()
                || Objects.equals(profile.year().ofFile(plain, profile.files()).orElse(null), row.year());
        return profile.files().fit(plain) && tellsYear ? plain : legal(stem(row.file()) + "_" + place + ".xlsx");
    }

    private String countyName(QuarantinedRow row) throws SQLException {
        try (var statement =
                summary.prepareStatement("SELECT name FROM division WHERE code = ? ORDER BY abs(year - ?) LIMIT 1")) {
            statement.setString(1, row.county());
            statement.setInt(2, row.year() == null ? 0 : row.year());
            try (var result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }

    private static String legal(String name) {
        return name.replaceAll("[\\\\/*?:\"<>|\\s]+", "-").replace("_-", "_").replace("__", "_");
    }

    private static String stem(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replaceAll("(?i)\\.(csv|xlsx|xlsm)(\\.gz)?$", "");
    }

    private CensusProfile profile(String id) {
        return rulebook.profile(id)
                .orElseThrow(() -> new FaultException(
                        FaultException.Kind.FACTS,
                        "profile.unknown",
                        Place.NOWHERE,
                        Bilingual.format("事实文件中没有普查方案 %s", "the facts have no census profile %s", id),
                        new Bilingual("请用发布时的 --schemas", "use the --schemas with which it was published")));
    }

    private void write(Path file, List<QuarantinedRow> rows) throws IOException {
        var bySheet = new TreeMap<String, List<QuarantinedRow>>();
        rows.forEach(row -> bySheet.computeIfAbsent(row.sha256() + "\t" + row.sheet(), sheet -> new ArrayList<>())
                .add(row));
        try (var workbook = new MendWorkbook(file)) {
            for (var ofSheet : bySheet.values()) {
                addSheet(workbook, ofSheet);
            }
        }
    }

    /** Copies what stands above the data from the sealed file, and the rows below it. */
    private void addSheet(MendWorkbook workbook, List<QuarantinedRow> rows) throws IOException {
        var first = rows.get(0);
        var sealed = sealed(first);
        try (var sheets = CensusSheets.open(sealed, first.file(), rulebook.limits())) {
            var file = new CensusFile(first.file(), sealed, first.sha256());
            var header = FileMatch.of(profile(first.profile()), file, sheets).sheets().stream()
                    .filter(sheet -> sheet.sheet().equals(first.sheet()))
                    .findFirst()
                    .orElseThrow(() -> new FaultException(
                            FaultException.Kind.FACTS,
                            "export.header",
                            Place.file(first.file()),
                            new Bilingual("按现在的事实文件找不到表头", "by these facts its header is not found"),
                            new Bilingual("请用发布时的 --schemas", "use the --schemas with which it was published")))
                    .header();
            var head = new ArrayList<CsvRecords.Record>();
            try (var all = sheets.rows(first.sheet(), 0)) {
                for (var row = all.next(); row != null && row.line() <= header.lastLine(); row = all.next()) {
                    head.add(row);
                }
            }
            var name = first.sheet().isEmpty() ? stem(first.file()) : first.sheet();
            workbook.add(name, head, header.names(), rows);
        }
    }

    private Path sealed(QuarantinedRow row) throws IOException {
        var name = row.file().substring(row.file().lastIndexOf('/') + 1);
        var sealed = warehouse.resolve("raw").resolve(row.sha256()).resolve(name);
        if (!Files.exists(sealed)) {
            throw new FaultException(
                    FaultException.Kind.SYSTEM,
                    "export.sealed",
                    Place.file(sealed.toString()),
                    new Bilingual("封存的原件不在了", "the sealed original is gone"),
                    new Bilingual("请运行 junheng verify", "run junheng verify"));
        }
        return sealed;
    }
}
