package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junheng.terms.Bilingual;

/**
 * What goes out with exported tables: who publishes them, what they mean, how they look ({@code summary/publication.yaml}).
 *
 * @param summary what the tables are, in a sentence
 * @param generated said where data are generated
 * @param unnamed said while the publisher has no name
 * @param leftOut columns that no file holds but the database itself
 * @param placeColumns columns that tell what a row is about
 * @param sheetRows most rows of a sheet
 * @param progressRows rows after which a long table says how far it is
 * @param marked column → list of words that get a sign and a colour
 * @param texts what stands in the read-me and elsewhere, by name
 */
public record Publication(
        Publisher publisher,
        Bilingual title,
        Bilingual publicTitle,
        Bilingual summary,
        Bilingual generated,
        Bilingual unnamed,
        List<LeftOut> leftOut,
        List<String> placeColumns,
        int sheetRows,
        int progressRows,
        List<NumberFormat> numberFormats,
        Map<String, String> marked,
        Look look,
        List<Definition> definitions,
        Texts texts)
        implements Serializable {
    /** The greatest sheet that Excel opens, less the lines above its rows. */
    private static final int MOST_SHEET_ROWS = 1_048_000;

    public Publication {
        Facts.required(publisher, "publisher");
        Facts.required(title, "title");
        Facts.required(publicTitle, "public_title");
        Facts.required(summary, "summary");
        Facts.required(generated, "generated");
        Facts.required(unnamed, "unnamed");
        leftOut = List.copyOf(Facts.required(leftOut, "left_out"));
        placeColumns = List.copyOf(Facts.required(placeColumns, "place_columns"));
        DossierCheck.within(sheetRows, 1, MOST_SHEET_ROWS, "sheet_rows");
        DossierCheck.within(progressRows, 1, Integer.MAX_VALUE, "progress_rows");
        numberFormats = List.copyOf(Facts.required(numberFormats, "number_formats"));
        marked = Map.copyOf(Facts.required(marked, "marked"));
        Facts.required(look, "look");
        definitions = List.copyOf(Facts.required(definitions, "definitions"));
        Facts.required(texts, "texts");
    }

    /**
     * Who publishes.
     *
     * @param named whether the name is that of a department, and not the one that came with the program
     * @param licence an SPDX id, or null
     */
    public record Publisher(Bilingual name, boolean named, String licence, Bilingual rights) implements Serializable {
        public Publisher {
            Facts.required(name, "name");
            Facts.required(rights, "rights");
        }
    }

    /** A column that no file holds. */
    public record LeftOut(String table, String column) implements Serializable {
        public LeftOut {
            Facts.required(table, "table");
            Facts.required(column, "column");
        }
    }

    /**
     * How numbers of a column are shown.
     *
     * @param name pattern of the column's name, or null for every one
     */
    public record NumberFormat(SummaryTable.Type type, String name, String format) implements Serializable {
        public NumberFormat {
            Facts.required(type, "type");
            Facts.required(format, "format");
            if (name != null) {
                try {
                    Pattern.compile(name);
                } catch (PatternSyntaxException fault) {
                    throw new Facts.KeyFault("name", "name must be a pattern; found " + name);
                }
            }
        }
    }

    /** Colours are six hexadecimal digits. */
    public record Look(String font, String headingFill, String idFill) implements Serializable {
        public Look {
            Facts.required(font, "font");
            DossierCheck.colour(Facts.required(headingFill, "heading_fill"), "heading_fill");
            DossierCheck.colour(Facts.required(idFill, "id_fill"), "id_fill");
        }
    }

    /** A convention that a reader must know. */
    public record Definition(Bilingual title, Bilingual text) implements Serializable {
        public Definition {
            Facts.required(title, "title");
            Facts.required(text, "text");
        }
    }

    /** Sentences of the read-me, each with the placeholders that the file names. */
    public record Texts(
            Bilingual csv,
            Bilingual parquet,
            Bilingual xlsx,
            Bilingual duckdb,
            Bilingual place,
            Bilingual columns,
            Bilingual leftOut,
            Bilingual cite,
            Bilingual reproduce,
            Bilingual citationMessage)
            implements Serializable {
        public Texts {
            Facts.required(csv, "csv");
            Facts.required(parquet, "parquet");
            Facts.required(xlsx, "xlsx");
            Facts.required(duckdb, "duckdb");
            Facts.required(place, "place");
            Facts.required(columns, "columns");
            Facts.required(leftOut, "left_out");
            Facts.required(cite, "cite");
            Facts.required(reproduce, "reproduce");
            Facts.required(citationMessage, "citation_message");
        }
    }

    /** Whether no file holds a column. */
    public boolean leavesOut(String table, String column) {
        return leftOut.contains(new LeftOut(table, column));
    }

    /** How numbers of a column are shown in a sheet. */
    public Optional<String> numberFormat(SummaryTable.Type type, String column) {
        return numberFormats.stream()
                .filter(each -> each.type() == type && (each.name() == null || column.matches(each.name())))
                .map(NumberFormat::format)
                .findFirst();
    }
}
