package org.junheng.rulebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junheng.terms.Bilingual;
import org.junheng.terms.FaultException;

/**
 * What stands in a dossier and where ({@code dossier/<id>.yaml}): its sheets in order, their columns, and the SQL over the
 * published summary that fills them.
 *
 * @param origin the file, so that what only the summary shows is told with its line too
 * @param shared the file with what it has in common with other dossiers, or null
 * @param level of which places it is
 * @param standard whose dossier it is where nobody asks for another
 * @param fileName of the workbook, with {@code <code>}, {@code <name>} and {@code <year>}
 * @param look fonts, colours and the width of a page
 * @param signature the line to be signed at the end of every sheet
 * @param texts what Java says in a sheet
 * @param words lists of words: list → what a cell holds → how it is shown
 * @param ruleLists lists of rules: list → standard → items
 * @param views named queries on which the others build
 * @param reliesOn tables and columns that a published file may lack; they are empty there
 */
public record DossierLayout(
        Path origin,
        Path shared,
        Level level,
        String standard,
        String fileName,
        Look look,
        Bilingual signature,
        Texts texts,
        Map<String, Map<String, Word>> words,
        Map<String, Map<String, List<String>>> ruleLists,
        Map<String, String> views,
        Map<String, Map<String, SummaryTable.Type>> reliesOn,
        List<Sheet> sheets) {
    /**
     * Of which places it is.
     *
     * @param id the level in table {@code division}
     * @param called such a place, in words
     * @param standards SQL: the years in which a place (relation {@code place}, column {@code code}) was measured or judged, and by
     *     which standards
     */
    public record Level(String id, Bilingual called, String standards) {
        public Level {
            Facts.required(id, "id");
            Facts.required(called, "called");
            Facts.required(standards, "standards");
        }
    }

    /** Colours are six hexadecimal digits; {@code pageWidth} is in characters of the font. */
    public record Look(
            Bilingual font,
            int fontSize,
            int pageWidth,
            int headingBothUpTo,
            String titleFill,
            String titleInk,
            String noticeFill,
            String headingFill,
            String groupFill) {
        public Look {
            Facts.required(font, "font");
            DossierCheck.within(fontSize, 6, 20, "font_size");
            DossierCheck.within(pageWidth, 40, 400, "page_width");
            DossierCheck.colour(Facts.required(titleFill, "title_fill"), "title_fill");
            DossierCheck.colour(Facts.required(titleInk, "title_ink"), "title_ink");
            DossierCheck.colour(Facts.required(noticeFill, "notice_fill"), "notice_fill");
            DossierCheck.colour(Facts.required(headingFill, "heading_fill"), "heading_fill");
            DossierCheck.colour(Facts.required(groupFill, "group_fill"), "group_fill");
        }
    }

    /**
     * What Java says in a sheet.
     *
     * @param generated on every sheet where data are generated
     * @param origin the line on the origin, with {@code <snapshot>}, {@code <facts>}, {@code <standard>}
     * @param place the line on whose sheet it is, with {@code <code>}, {@code <name>}, {@code <year>}, {@code <next_year>}
     * @param unconfirmed beside a form number that nobody has confirmed
     * @param lacking with {@code <what>}: tables and columns that the published file lacks
     * @param forPublic on every sheet of a protected copy
     * @param withheld with {@code <what>}: tables of which a protected copy withholds something
     * @param noRows in a table without rows
     * @param missing in a cell of which data are missing
     * @param page at the foot of a page, with {@code <page>} and {@code <pages>}
     */
    public record Texts(
            Bilingual generated,
            Bilingual origin,
            Bilingual place,
            Bilingual unconfirmed,
            Bilingual lacking,
            Bilingual forPublic,
            Bilingual withheld,
            Bilingual noRows,
            Bilingual missing,
            Bilingual page,
            Bilingual yes,
            Bilingual no) {
        public Texts {
            Facts.required(generated, "generated");
            Facts.required(origin, "origin");
            Facts.required(place, "place");
            Facts.required(unconfirmed, "unconfirmed");
            Facts.required(lacking, "lacking");
            Facts.required(forPublic, "for_public");
            Facts.required(withheld, "withheld");
            Facts.required(noRows, "no_rows");
            Facts.required(missing, "missing");
            Facts.required(page, "page");
            Facts.required(yes, "yes");
            Facts.required(no, "no");
        }
    }

    /**
     * How one value is shown.
     *
     * @param sign behind a number that it marks, so that colour is never the only sign
     * @param fill the colour behind it, or null
     */
    public record Word(Bilingual text, String sign, String fill) {
        @JsonCreator
        static Word of(
                @JsonProperty("zh") String zh,
                @JsonProperty("en") String en,
                @JsonProperty("sign") String sign,
                @JsonProperty("fill") String fill) {
            if (fill != null) {
                DossierCheck.colour(fill, "fill");
                if (sign == null) {
                    throw new Facts.KeyFault(
                            "sign", "a word with a colour needs a sign: colour is never the only sign");
                }
            }
            return new Word(
                    new Bilingual(Facts.required(zh, "zh"), Facts.required(en, "en")), sign == null ? "" : sign, fill);
        }
    }

    /**
     * A sheet.
     *
     * @param name on its tab
     * @param form the number of the official form, or null
     * @param grid widths of its columns in characters
     * @param freezeColumns how many columns stay in sight
     * @param onePage whether it is printed on one page, however small
     * @param place its key in the file
     */
    public record Sheet(
            Bilingual name,
            Bilingual title,
            Form form,
            Bilingual note,
            List<Integer> grid,
            int freezeColumns,
            boolean onePage,
            List<Table> tables,
            List<String> place) {
        /** The same with another grid. */
        public Sheet withGrid(List<Integer> other) {
            return new Sheet(name, title, form, note, other, freezeColumns, onePage, tables, place);
        }
    }

    /** The number of an official form, and how surely it is known. */
    public record Form(Bilingual number, Confidence confidence) {
        public Form {
            Facts.required(number, "number");
            Facts.required(confidence, "confidence");
        }
    }

    /** How a source is known, as in the files of standards. */
    public enum Confidence {
        C,
        C2,
        OWN,
        UNCONFIRMED
    }

    /**
     * A table in a sheet.
     *
     * @param title above it, or null
     * @param needs tables without which it says nothing
     * @param across what it has columns for that only the published file tells, or null
     * @param down where its columns stand one beneath the other: how many columns of the grid a label and a value take
     * @param contents whether it lists the sheets
     * @param noRows what it says without rows
     * @param place its key in the file
     */
    public record Table(
            Bilingual title,
            List<String> needs,
            Map<String, Column> columns,
            Across across,
            Down down,
            boolean contents,
            Bilingual noRows,
            List<Rows> rows,
            List<String> place) {
        /** The same with other columns, none of them across. */
        public Table withColumns(Map<String, Column> others) {
            return new Table(title, needs, others, null, down, contents, noRows, rows, place);
        }
    }

    /**
     * Columns that stand once for each of the members that a query names, such as indicators or stages. Rows of the table name
     * theirs in a column {@code member}; rows that follow each other and are equal in all other columns stand in one line.
     *
     * @param members SQL of them in order: key, title, grouping (a heading over several, or null)
     * @param columns what stands for each of them
     */
    public record Across(String members, Map<String, Column> columns) {
        public Across {
            Facts.required(members, "members");
            Facts.required(columns, "columns");
        }
    }

    /** Spans of a table whose columns stand one beneath the other. */
    public record Down(int label, int value) {
        public Down {
            DossierCheck.within(label, 1, 100, "label");
            DossierCheck.within(value, 1, 100, "value");
        }
    }

    /**
     * A column: its name is that of a column of the SQL.
     *
     * @param group heading over several columns, or null
     * @param width in characters; where the sheet has a grid, {@code span} counts instead
     * @param format of its numbers; null: whole numbers plainly, others with four decimals
     * @param formatBy what gives single cells another format, or null
     * @param words the list that turns its values into words, or null
     * @param marked what marks its cells, or null
     * @param missing whether null means that data are missing; else it is shown as a dash
     * @param missingIf in which rows null means so, or null for what {@code missing} says
     * @param bilingual whether it holds texts "zh / en" of which one is shown
     */
    public record Column(
            Bilingual title,
            Bilingual group,
            Bilingual unit,
            Integer width,
            int span,
            Align align,
            String format,
            FormatBy formatBy,
            String words,
            Marked marked,
            boolean missing,
            MissingIf missingIf,
            boolean bilingual) {
        @JsonCreator
        static Column of(
                @JsonProperty("title") Bilingual title,
                @JsonProperty("group") Bilingual group,
                @JsonProperty("unit") Bilingual unit,
                @JsonProperty("width") Integer width,
                @JsonProperty("span") Integer span,
                @JsonProperty("align") Align align,
                @JsonProperty("format") String format,
                @JsonProperty("format_by") FormatBy formatBy,
                @JsonProperty("words") String words,
                @JsonProperty("marked") Marked marked,
                @JsonProperty("missing") boolean missing,
                @JsonProperty("missing_if") MissingIf missingIf,
                @JsonProperty("bilingual") boolean bilingual) {
            Facts.required(title, "title");
            if (width != null) {
                DossierCheck.within(width, 2, 200, "width");
            }
            int cells = span == null ? 1 : span;
            DossierCheck.within(cells, 1, 100, "span");
            return new Column(
                    title, group, unit, width, cells, align, format, formatBy, words, marked, missing, missingIf,
                    bilingual);
        }

        /** This column for one of the members of {@link Across}, under their headings. */
        public Column headed(Bilingual over, Bilingual own, String markedBy) {
            return new Column(
                    own,
                    over,
                    unit,
                    width,
                    span,
                    align,
                    format,
                    formatBy,
                    words,
                    marked == null ? null : new Marked(markedBy, marked.words()),
                    missing,
                    missingIf,
                    bilingual);
        }
    }

    /** The column of the SQL that tells the format of a number, and the formats: what it holds → format. */
    public record FormatBy(String column, Map<String, String> formats) {
        public FormatBy {
            Facts.required(column, "column");
            Facts.required(formats, "formats");
        }
    }

    /** The column of the SQL that tells whether null means missing data, and what it holds then. */
    public record MissingIf(String column, List<String> is) {
        public MissingIf {
            Facts.required(column, "column");
            Facts.required(is, "is");
        }
    }

    /** The column of the SQL whose word marks a cell, and the list of that word. */
    public record Marked(String by, String words) {
        public Marked {
            Facts.required(by, "by");
            Facts.required(words, "words");
        }
    }

    /** Where a text stands in its cell. */
    public enum Align {
        LEFT,
        CENTER,
        RIGHT;

        @JsonCreator
        static Align of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Rows of a table.
     *
     * @param title of this part of the table, or null
     * @param style how they look; only {@link Style#PLAIN} ones are entries
     * @param prefix before their numbers, or null
     * @param format of their numbers in place of the columns' own, or null
     * @param words the list for their texts, or null
     * @param spread column → how many columns its cell takes
     * @param place its key in the file
     */
    public record Rows(
            Bilingual title,
            Style style,
            String sql,
            String prefix,
            String format,
            String words,
            Map<String, Integer> spread,
            List<String> place) {}

    /** How rows look. */
    public enum Style {
        PLAIN,
        LIMIT,
        TOTAL;

        @JsonCreator
        static Style of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Reads the layout of a dossier: the overlay's, else the shipped one.
     *
     * @throws FaultException of kind FACTS, with file, line and key
     */
    public static DossierLayout read(Path shipped, Optional<Path> overlay, String id) {
        var file = Stream.concat(overlay.stream(), Stream.of(shipped))
                .map(folder -> folder.resolve("dossier").resolve(id + ".yaml"))
                .filter(java.nio.file.Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> FactsReader.fault(
                        shipped.resolve("dossier").resolve(id + ".yaml"), 0, null, "the file is missing", null));
        return read(file, name -> Stream.concat(overlay.stream(), Stream.of(shipped))
                .map(folder -> folder.resolve("dossier").resolve(name))
                .filter(java.nio.file.Files::isRegularFile)
                .findFirst()
                .orElse(null));
    }

    /** Reads a layout and what it shares with others, whose file is found by its name below {@code dossier}. */
    static DossierLayout read(Path file, Function<String, Path> others) {
        return FactsReader.read(file, DossierDraft.class).layout(file, others);
    }

    /** A fault of the layout that shows only with the published summary, with the line of its key. */
    public FaultException fault(List<String> place, String reason) {
        var keys = place.stream()
                .filter(key -> !key.equals(DossierDraft.OF_SHARED))
                .toList();
        boolean taken = shared != null
                && (DossierDraft.isShared(place)
                        || !FactsReader.has(origin, keys.subList(0, Math.min(2, keys.size())))
                                && FactsReader.has(shared, keys.subList(0, Math.min(2, keys.size()))));
        return FactsReader.fault(taken ? shared : origin, reason, keys.toArray(String[]::new));
    }
}
