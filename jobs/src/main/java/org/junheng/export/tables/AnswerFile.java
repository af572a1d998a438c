package org.junheng.export.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junheng.summary.Answer;
import org.junheng.summary.format.CsvFormat;
import org.junheng.summary.format.JsonFormat;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;

/**
 * A file for the answer of one query. Java writes it from the rows as they come, so that the connection of the query stays
 * locked; it is made beside and moved when it is whole.
 */
public final class AnswerFile {
    private static final String DRAFT = ".part";

    /** What the rows are written as; the same rows give the same bytes. */
    public enum Format {
        CSV,
        JSON,
        PARQUET;

        /** The ending of a file's name that means this format. */
        public String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }

        /** The format that a file's name means. */
        public static Optional<Format> of(Path file) {
            var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(format -> name.endsWith(format.ending()))
                    .findFirst();
        }
    }

    private final Path file;
    private final Format format;

    /**
     * Checks where the file is to stand, before the query runs.
     *
     * @throws FaultException of kind USAGE where a file is there already, or the folder is not
     */
    public AnswerFile(Path file, Format format) {
        this.file = file.toAbsolutePath();
        this.format = format;
        if (Files.exists(this.file)) {
            throw taken();
        }
        if (!Files.isDirectory(this.file.getParent())) {
            throw wrong(
                    Bilingual.format("没有目录 %s", "there is no folder %s", file.getParent()),
                    new Bilingual("请先建立目录，或用 --out 指定其他位置", "make the folder first, or name another place with --out"));
        }
    }

    /** Writes all rows of the answer. */
    public void write(Answer answer) throws IOException {
        var name = file.getFileName().toString();
        var draft = file.resolveSibling("." + name + DRAFT);
        try {
            Files.deleteIfExists(draft);
            if (format == Format.PARQUET) {
                new ParquetAnswer(answer, "query").write(draft, () -> {});
            } else {
                try (var out = new BufferedWriter(Files.newBufferedWriter(draft, StandardCharsets.UTF_8), 1 << 16)) {
                    if (format == Format.CSV) {
                        CsvFormat.write(answer, out);
                    } else {
                        JsonFormat.write(answer, out);
                    }
                }
            }
            Files.move(draft, file);
        } catch (FileAlreadyExistsException since) {
            throw taken();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private FaultException taken() {
        return wrong(
                Bilingual.format("文件 %s 已存在", "the file %s is there already", file.getFileName()),
                new Bilingual("请删除它，或用 --out 指定其他文件名", "delete it, or name another file with --out"));
    }

    private static FaultException wrong(Bilingual what, Bilingual next) {
        return new FaultException(FaultException.Kind.USAGE, "query.out", Place.NOWHERE, what, next);
    }
}
