package org.junheng.export.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junheng.summary.Answer;
import org.junheng.summary.Column;
import org.junheng.summary.format.CellText;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.ParquetTable;
import org.junheng.warehouse.TableShape;
import org.junheng.warehouse.TableShape.Type;

/**
 * The rows of an answer as Parquet. Whole numbers are INT64, whatever their width in DuckDB: its sums are of 128 bits, which
 * Parquet and most readers lack; one that does not fit is refused, never rounded. Decimals, dates and times keep their
 * types; lists and structs are JSON text; NaN and infinity are kept as they are.
 */
final class ParquetAnswer {
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");

    private final Answer answer;
    private final TableShape shape;

    ParquetAnswer(Answer answer, String name) {
        this.answer = answer;
        this.shape = new TableShape(name, columns(answer.columns()));
    }

    /** Writes all rows. */
    void write(Path file, Runnable afterEachRow) throws IOException {
        try (var writer = ParquetTable.writer(file, shape)) {
            while (answer.next()) {
                var row = new Object[shape.columns().size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = cell(answer.value(i), shape.columns().get(i));
                }
                writer.write(row);
                afterEachRow.run();
            }
        }
    }

    private static List<TableShape.Column> columns(List<Column> columns) {
        var all = new ArrayList<TableShape.Column>();
        var taken = new HashSet<String>();
        for (var column : columns) {
            var name = column.name();
            // As DuckDB and JSON do: a second column of the same name gets _1.
            for (int i = 1; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = column.name() + "_" + i;
            }
            all.add(column(name, column.type().toUpperCase(Locale.ROOT)));
        }
        return all;
    }

    private static TableShape.Column column(String name, String type) {
        var decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return new TableShape.Column(
                    name, Type.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return new TableShape.Column(
                name,
                switch (type) {
                    case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> Type.INTEGER;
                    case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> Type.INTEGER;
                    case "FLOAT", "DOUBLE" -> Type.NUMBER;
                    case "BOOLEAN" -> Type.FLAG;
                    case "DATE" -> Type.DATE;
                    case "TIMESTAMP" -> Type.TIMESTAMP;
                    case "TIMESTAMP WITH TIME ZONE" -> Type.INSTANT;
                    default -> Type.TEXT;
                });
    }

    private static Object cell(Object value, TableShape.Column column) {
        if (value == null) {
            return null;
        }
        try {
            return switch (column.type()) {
                case TEXT -> CellText.of(value);
                case INTEGER -> whole((Number) value);
                case NUMBER -> ((Number) value).doubleValue();
                case FLAG -> value;
                case DECIMAL -> new BigDecimal(value.toString());
                case DATE -> LocalDate.parse((String) value);
                case INSTANT -> Instant.parse((String) value);
                case TIMESTAMP -> LocalDateTime.ofInstant(Instant.parse((String) value), ZoneOffset.UTC);
            };
        } catch (ArithmeticException | DateTimeParseException doesNotFit) {
            throw doesNotFit(value, column);
        }
    }

    private static Long whole(Number value) {
        return value instanceof BigInteger great
                ? great.longValueExact()
                : new BigDecimal(value.toString()).longValueExact();
    }

    private static FaultException doesNotFit(Object value, TableShape.Column column) {
        return new FaultException(
                FaultException.Kind.USAGE,
                "parquet.value",
                Place.NOWHERE,
                Bilingual.format(
                        "列 %s 的值 %s 超出 Parquet 所能存放的范围",
                        "the value %2$s of column %1$s does not fit into Parquet", column.name(), value),
                Bilingual.format(
                        "请改写查询：CAST(%s AS VARCHAR) 或 CAST(… AS DOUBLE)",
                        "write the query with CAST(%s AS VARCHAR), or AS DOUBLE", column.name()));
    }
}
