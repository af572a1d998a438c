package org.junheng.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junheng.rulebook.ColumnMapping;
import org.junheng.summary.SqlText;
import org.junheng.warehouse.LocalWarehouseFiles;
import org.junheng.warehouse.Warehouse;

/** The figures of the published census of a profile, in the units of its files. */
final class PublishedFigures {
    private PublishedFigures() {}

    /** The figures of the last year before the sheet's, else of the next; empty where nothing is published. */
    static Optional<EarlierFigures> of(SheetFinding sheet, Path warehouse) {
        if (!Files.isDirectory(warehouse)) {
            return Optional.empty();
        }
        try {
            var files = new Warehouse(new LocalWarehouseFiles(warehouse));
            var id = files.currentId();
            var manifest = id.isEmpty() ? Optional.<org.junheng.warehouse.Manifest>empty() : files.manifest(id.get());
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            var folder = "census/" + sheet.profile().profile() + "/";
            var paths = manifest.get().files().stream()
                    .filter(file -> file.path().startsWith(folder))
                    .map(file -> files.resolve(file).toAbsolutePath().toString())
                    .toList();
            return paths.isEmpty() ? Optional.empty() : read(sheet, id.get(), paths);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Optional<EarlierFigures> read(SheetFinding sheet, String id, List<String> paths)
            throws SQLException {
        var source = "read_parquet([%s], union_by_name = true)"
                .formatted(paths.stream().map(SqlText::literal).collect(Collectors.joining(", ")));
        try (var connection = DriverManager.getConnection("jdbc:duckdb:")) {
            var year = year(connection, source, sheet.year());
            if (year.isEmpty()) {
                return Optional.empty();
            }
            var figures = new HashMap<String, ColumnFigures>();
            for (var column : sheet.columns()) {
                var mapping = column.canonical().isEmpty()
                        ? null
                        : sheet.table().columns().get(column.canonical().get(0));
                if (column.key() != null && mapping != null && isOneColumn(mapping)) {
                    read(connection, source, year.get(), column.canonical().get(0), mapping)
                            .ifPresent(each -> figures.put(column.key(), each));
                }
            }
            return Optional.of(new EarlierFigures(year.get(), "snapshot " + id, figures));
        }
    }

    private static boolean isOneColumn(ColumnMapping mapping) {
        return mapping.terms().size() == 1 && mapping.terms().get(0).size() == 1;
    }

    private static Optional<Integer> year(Connection connection, String source, int year) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT year FROM %s WHERE year <> %d GROUP BY year".formatted(source, year)
                                + " ORDER BY year > %1$d, abs(year - %1$d) LIMIT 1".formatted(year))) {
            return result.next() ? Optional.of(result.getInt(1)) : Optional.empty();
        }
    }

    /** The figures of a column of numbers; empty for one of text, or one that is not stored. */
    private static Optional<ColumnFigures> read(
            Connection connection, String source, int year, String column, ColumnMapping mapping) throws SQLException {
        var name = "\"" + column + "\"";
        try (var statement = connection.createStatement();
                var shape = statement.executeQuery(
                        "SELECT column_type FROM (DESCRIBE SELECT * FROM %s) WHERE column_name = %s"
                                .formatted(source, SqlText.literal(column)))) {
            if (!shape.next() || !List.of("BIGINT", "DOUBLE").contains(shape.getString(1))) {
                return Optional.empty();
            }
        }
        double factor = mapping.factor() == null ? 1 : mapping.factor().doubleValue();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT count(*), count(%1$s), min(%1$s), median(%1$s), max(%1$s) FROM %2$s WHERE year = %3$d"
                                .formatted(name, source, year))) {
            result.next();
            long rows = result.getLong(1);
            long filled = result.getLong(2);
            return Optional.of(new ColumnFigures(
                    rows,
                    rows - filled,
                    List.of(),
                    filled,
                    filled == 0 ? Double.NaN : result.getDouble(3) / factor,
                    filled == 0 ? Double.NaN : result.getDouble(4) / factor,
                    filled == 0 ? Double.NaN : result.getDouble(5) / factor,
                    false));
        }
    }
}
