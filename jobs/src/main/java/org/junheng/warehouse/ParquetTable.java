package org.junheng.warehouse;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes and reads tables as Parquet (zstd).
 *
 * <p>The same rows in the same order give the same bytes: the footer holds no clock, and row groups are small enough
 * that Parquet never shrinks them under memory pressure.
 */
public final class ParquetTable {
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;
    /** Enough for 38 digits. */
    private static final int DECIMAL_BYTES = 16;

    private ParquetTable() {}

    /** Takes rows one by one; closing it finishes the file. */
    public interface RowWriter extends Closeable {
        /** Adds a row, whose cells fit the table's shape. */
        void write(Object[] row) throws IOException;
    }

    /** Opens a new file for rows of this shape. */
    public static RowWriter writer(Path file, TableShape shape) throws IOException {
        var writer = new Builder(new LocalOutputFile(file), shape)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withConf((ParquetConfiguration) new PlainParquetConfiguration())
                .build();
        return new RowWriter() {
            @Override
            public void write(Object[] row) throws IOException {
                writer.write(row);
            }

            @Override
            public void close() throws IOException {
                writer.close();
                ParquetFooter.order(file);
            }
        };
    }

    /** All rows of a file of texts, numbers and flags; columns that the file lacks are null, others are left out. */
    public static List<Object[]> read(Path file, TableShape shape) throws IOException {
        var rows = new ArrayList<Object[]>();
        try (var reader = new ReaderBuilder(new LocalInputFile(file), shape).build()) {
            for (var row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static MessageType schema(TableShape shape) {
        var message = Types.buildMessage();
        for (var column : shape.columns()) {
            message.addField(
                    switch (column.type()) {
                        case TEXT ->
                            Types.optional(PrimitiveTypeName.BINARY)
                                    .as(LogicalTypeAnnotation.stringType())
                                    .named(column.name());
                        case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
                        case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
                        case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
                        case DATE ->
                            Types.optional(PrimitiveTypeName.INT32)
                                    .as(LogicalTypeAnnotation.dateType())
                                    .named(column.name());
                        case TIMESTAMP, INSTANT ->
                            Types.optional(PrimitiveTypeName.INT64)
                                    .as(LogicalTypeAnnotation.timestampType(
                                            column.type() == TableShape.Type.INSTANT,
                                            LogicalTypeAnnotation.TimeUnit.MICROS))
                                    .named(column.name());
                        case DECIMAL ->
                            Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                                    .length(DECIMAL_BYTES)
                                    .as(LogicalTypeAnnotation.decimalType(column.scale(), column.digits()))
                                    .named(column.name());
                    });
        }
        return message.named(shape.name());
    }

    private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
        private final TableShape shape;

        Builder(OutputFile file, TableShape shape) {
            super(file);
            this.shape = shape;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet still
        protected WriteSupport<Object[]> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return new RowWriteSupport(shape);
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport(shape);
        }
    }

    private static final class RowWriteSupport extends WriteSupport<Object[]> {
        private final TableShape shape;
        private RecordConsumer consumer;

        RowWriteSupport(TableShape shape) {
            this.shape = shape;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet still
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return new WriteContext(schema(shape), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema(shape), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public void write(Object[] row) {
            consumer.startMessage();
            var columns = shape.columns();
            for (int i = 0; i < row.length; i++) {
                if (row[i] == null) {
                    continue;
                }
                var column = columns.get(i);
                consumer.startField(column.name(), i);
                switch (column.type()) {
                    case TEXT -> consumer.addBinary(Binary.fromString((String) row[i]));
                    case INTEGER -> consumer.addLong((Long) row[i]);
                    case NUMBER -> consumer.addDouble((Double) row[i]);
                    case FLAG -> consumer.addBoolean((Boolean) row[i]);
                    case DATE -> consumer.addInteger(Math.toIntExact(((LocalDate) row[i]).toEpochDay()));
                    case TIMESTAMP -> consumer.addLong(micros(((LocalDateTime) row[i]).toInstant(ZoneOffset.UTC)));
                    case INSTANT -> consumer.addLong(micros((Instant) row[i]));
                    case DECIMAL -> consumer.addBinary(decimal((BigDecimal) row[i], column.scale()));
                }
                consumer.endField(column.name(), i);
            }
            consumer.endMessage();
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    /** Two's complement, the greatest byte first. */
    private static Binary decimal(BigDecimal value, int scale) {
        var digits = value.setScale(scale).unscaledValue();
        var few = digits.toByteArray();
        var bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, 0, DECIMAL_BYTES - few.length, (byte) (digits.signum() < 0 ? -1 : 0));
        System.arraycopy(few, 0, bytes, DECIMAL_BYTES - few.length, few.length);
        return Binary.fromConstantByteArray(bytes);
    }

    private static final class ReaderBuilder extends ParquetReader.Builder<Object[]> {
        private final TableShape shape;

        ReaderBuilder(InputFile file, TableShape shape) {
            super(file, new PlainParquetConfiguration());
            this.shape = shape;
        }

        @Override
        protected ReadSupport<Object[]> getReadSupport() {
            return new RowReadSupport(shape);
        }
    }

    private static final class RowReadSupport extends ReadSupport<Object[]> {
        private final TableShape shape;

        RowReadSupport(TableShape shape) {
            this.shape = shape;
        }

        @Override
        public ReadContext init(InitContext context) {
            var wanted = schema(shape);
            var fields = wanted.getFields().stream()
                    .filter(field -> context.getFileSchema().containsField(field.getName()))
                    .toList();
            return new ReadContext(new MessageType(shape.name(), fields));
        }

        @Override
        @SuppressWarnings("deprecation") // abstract in Parquet still
        public RecordMaterializer<Object[]> prepareForRead(
                org.apache.hadoop.conf.Configuration configuration,
                Map<String, String> metadata,
                MessageType fileSchema,
                ReadContext context) {
            return new RowMaterializer(shape, context.getRequestedSchema());
        }

        @Override
        public RecordMaterializer<Object[]> prepareForRead(
                ParquetConfiguration configuration,
                Map<String, String> metadata,
                MessageType fileSchema,
                ReadContext context) {
            return new RowMaterializer(shape, context.getRequestedSchema());
        }
    }

    private static final class RowMaterializer extends RecordMaterializer<Object[]> {
        private final int width;
        private final GroupConverter root;
        private Object[] row;

        RowMaterializer(TableShape shape, MessageType requested) {
            width = shape.columns().size();
            var positions = shape.positions();
            var cells = new Converter[requested.getFieldCount()];
            var texts = new HashMap<String, String>();
            for (int i = 0; i < cells.length; i++) {
                cells[i] = new CellConverter(positions.get(requested.getFieldName(i)), texts);
            }
            root = new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return cells[field];
                }

                @Override
                public void start() {
                    row = new Object[width];
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public Object[] getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }

        private final class CellConverter extends PrimitiveConverter {
            private final int position;
            private final Map<String, String> texts;

            CellConverter(int position, Map<String, String> texts) {
                this.position = position;
                this.texts = texts;
            }

            @Override
            public void addBinary(Binary value) {
                row[position] = texts.computeIfAbsent(value.toStringUsingUTF8(), text -> text);
            }

            @Override
            public void addLong(long value) {
                row[position] = value;
            }

            @Override
            public void addDouble(double value) {
                row[position] = value;
            }

            @Override
            public void addBoolean(boolean value) {
                row[position] = value;
            }
        }
    }
}
