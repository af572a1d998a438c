package org.junheng.export.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junheng.rulebook.Disclosure;
import org.junheng.rulebook.DossierLayout.Word;
import org.junheng.rulebook.Publication;
import org.junheng.rulebook.Rulebook;
import org.junheng.summary.PublishedSummary;
import org.junheng.summary.SqlText;
import org.junheng.summary.format.CsvFormat;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;
import org.junheng.terms.Place;
import org.junheng.warehouse.Hashing;

/**
 * Writes every table and view of a summary into a folder, with its dictionary, origin and citation beside them. The same
 * summary gives the same CSV, Parquet and descriptions byte for byte, and the same workbook; rows are read and written one
 * by one, however many there are.
 */
public final class TableExport {
    /** What the tables are written as. */
    public enum Format {
        CSV,
        PARQUET,
        XLSX,
        DUCKDB
    }

    /**
     * The place to which tables are cut.
     *
     * @param level {@code county} or {@code city}
     */
    public record Asked(String level, String codeOrName) {}

    /**
     * A file written.
     *
     * @param name relative to the folder
     * @param rows of its table, or of all tables in it; 0 for a file that holds no table
     */
    public record Written(String name, long rows) {}

    private final PublishedSummary summary;
    private final Publication publication;
    private final Disclosure disclosure;
    private final Map<String, Map<String, Word>> words;
    private final Consumer<Bilingual> progress;

    public TableExport(PublishedSummary summary, Rulebook rulebook) {
        this(summary, rulebook, Map.of(), line -> {});
    }

    /**
     * @param words lists of words whose signs and colours mark cells of a workbook
     * @param progress is told what long work has come to, and what was removed
     */
    public TableExport(
            PublishedSummary summary,
            Rulebook rulebook,
            Map<String, Map<String, Word>> words,
            Consumer<Bilingual> progress) {
        if (rulebook.publication() == null) {
            throw new FaultException(
                    FaultException.Kind.FACTS,
                    "export.publication",
                    Place.NOWHERE,
                    new Bilingual("缺少 summary/publication.yaml", "summary/publication.yaml is missing"),
                    new Bilingual("请恢复随程序提供的 schemas 目录", "restore the folder schemas that came with the program"));
        }
        this.summary = summary;
        this.disclosure = rulebook.disclosure();
        this.publication = rulebook.publication();
        this.words = words;
        this.progress = progress;
    }

    /**
     * Writes the files.
     *
     * @param asked a place, to write only what is about it, what lies in it and its schools
     * @throws FaultException of kind USAGE where there is no such place, or a file stands in the way that no export wrote
     */
    public List<Written> write(Path folder, Format format, Optional<Asked> asked) throws IOException, SQLException {
        var relations = new PublishedRelations(summary.connection(), publication).all();
        var origin = Origin.read(summary.connection(), summary.snapshotId(), relations);
        Optional<ExportedPlace> place = asked.isPresent()
                ? Optional.of(ExportedPlace.find(summary.connection(), relations, asked.get()))
                : Optional.empty();
        var chosen = format == Format.XLSX ? ofWorkbook(relations) : relations;
        var whole = "junheng-" + origin.id() + "." + format.name().toLowerCase(Locale.ROOT);
        var names = new ArrayList<String>();
        switch (format) {
            case CSV, PARQUET -> chosen.forEach(relation -> names.add(fileName(relation, format)));
            case XLSX, DUCKDB -> names.add(whole);
        }
        var beside = List.of(DataPackage.FILE, Citation.FILE, ReadMe.FILE);
        names.addAll(beside);
        try (var out = ExportFolder.open(folder, names)) {
            var parts = new ArrayList<ExportContent.Part>();
            for (var relation : chosen) {
                var condition = place.flatMap(each -> each.condition(relation, publication.placeColumns(), relations));
                parts.add(
                        switch (format) {
                            case CSV, PARQUET -> part(relation, condition.orElse(null), format, out);
                            case XLSX, DUCKDB ->
                                new ExportContent.Part(relation, whole, count(relation, condition.orElse(null)), 0);
                        });
            }
            var content = new ExportContent(origin, publicForm(origin), publication, format, place, parts, relations);
            switch (format) {
                case XLSX ->
                    content = new TablesWorkbook(summary, content, words).write(out.draft(whole), this::progress);
                case DUCKDB -> copy(out.draft(whole), content);
                case CSV, PARQUET -> {}
            }
            describe(content, beside, out);
            out.publish(names).forEach(this::sayRemoved);
            return written(content, beside);
        }
    }

    /** A public copy tells so by the mark before its assumptions. */
    private Optional<Bilingual> publicForm(Origin origin) {
        return Optional.ofNullable(disclosure)
                .map(Disclosure::mark)
                .filter(mark ->
                        origin.assumptions() != null && origin.assumptions().startsWith(mark.both()));
    }

    /** Views answer questions; where a file has none its tables stand for them. */
    private static List<PublishedRelation> ofWorkbook(List<PublishedRelation> relations) {
        var views = relations.stream().filter(PublishedRelation::isView).toList();
        return views.isEmpty() ? relations : views;
    }

    private static String fileName(PublishedRelation relation, Format format) {
        return relation.name() + "." + format.name().toLowerCase(Locale.ROOT);
    }

    private ExportContent.Part part(PublishedRelation relation, String condition, Format format, ExportFolder out)
            throws IOException {
        var name = fileName(relation, format);
        var rows = new Counter(relation.name());
        try (var answer = summary.read(relation.select(condition))) {
            if (format == Format.PARQUET) {
                new ParquetAnswer(answer, relation.name()).write(out.draft(name), rows);
            } else {
                try (var writer = writer(out.draft(name))) {
                    CsvFormat.writeForSpreadsheets(answer, rows, writer);
                }
            }
        }
        return new ExportContent.Part(relation, name, rows.count, 0);
    }

    private long count(PublishedRelation relation, String condition) throws SQLException {
        try (var statement = summary.connection().createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + SqlText.identifier(relation.name())
                        + (condition == null ? "" : " WHERE " + condition))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void copy(Path file, ExportContent content) throws IOException, SQLException {
        if (content.place().isEmpty()) {
            Files.copy(summary.file(), file);
            return;
        }
        new DatabasePart(summary.file(), content).write(file);
    }

    private void describe(ExportContent content, List<String> beside, ExportFolder out) throws IOException {
        var files = new LinkedHashMap<String, DataPackage.StoredFile>();
        for (var part : content.parts()) {
            if (!files.containsKey(part.file())) {
                var file = out.draft(part.file());
                files.put(part.file(), new DataPackage.StoredFile(part.file(), Files.size(file), Hashing.ofFile(file)));
            }
        }
        try (var writer = writer(out.draft(ReadMe.FILE))) {
            new ReadMe(content).write(writer);
        }
        try (var writer = writer(out.draft(Citation.FILE))) {
            new Citation(content).write(writer);
        }
        try (var writer = writer(out.draft(DataPackage.FILE))) {
            new DataPackage(content).write(files, beside, writer);
        }
    }

    private static Writer writer(Path file) throws IOException {
        return new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
    }

    private static List<Written> written(ExportContent content, List<String> beside) {
        var rows = new LinkedHashMap<String, Long>();
        content.parts().forEach(part -> rows.merge(part.file(), part.rows(), Long::sum));
        var written = new ArrayList<Written>();
        rows.forEach((name, count) -> written.add(new Written(name, count)));
        beside.forEach(name -> written.add(new Written(name, 0)));
        return written;
    }

    private void sayRemoved(String name) {
        progress.accept(Bilingual.format("删除了上次导出的 %s", "removed %s of an earlier export", name));
    }

    private void progress(String relation, long rows) {
        if (rows % publication.progressRows() == 0) {
            progress.accept(Bilingual.format("%s：%,d 行……", "%s: %,d rows…", relation, rows));
        }
    }

    /** Counts rows and says of many how far they are. */
    private final class Counter implements Runnable {
        private final String relation;
        private long count;

        Counter(String relation) {
            this.relation = relation;
        }

        @Override
        public void run() {
            count++;
            progress(relation, count);
        }
    }
}
