package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The contents of a file in {@code schemas/sample/forms}: how a census looks on official forms. In texts, {@code {form}},
 * {@code {title}}, {@code {unit}}, {@code {type}}, {@code {county}}, {@code {year}} and {@code {next_year}} are filled in.
 *
 * @param names names of files: a sheet's {@code {sheet}} stands in that of a text file
 * @param titles rows above the header
 * @param late the same for rows whose year cannot be read, which are sent apart
 * @param notes rows below the data
 * @param total what the row of totals is called
 * @param columnLetters what columns of text are called in a row of column numbers
 * @param blankRowEvery after so many schools a row is blank
 * @param types type of school → its name in the name of a sheet
 * @param forms the forms; the first tells who and where
 */
record FormFacts(
        Names names,
        List<String> titles,
        Late late,
        List<String> notes,
        String total,
        List<String> columnLetters,
        int blankRowEvery,
        Map<String, String> types,
        List<Form> forms) {

    record Names(String sheet, String text, String workbook) {}

    /** Rows sent apart: a column of the year stands under this header, and nothing else tells it. */
    record Late(Names names, List<String> titles, String yearHeader) {}

    /** Which schools fill in a form. */
    enum Schools {
        /** Those that are open, or were in the year before. */
        @com.fasterxml.jackson.annotation.JsonProperty("all")
        ALL,
        @com.fasterxml.jackson.annotation.JsonProperty("open")
        OPEN,
        /** Campuses, open or not; all types of school on one sheet. */
        @com.fasterxml.jackson.annotation.JsonProperty("campuses")
        CAMPUSES
    }

    /**
     * A form.
     *
     * @param schools who fills it in
     * @param stage and of these, those with this stage; null for any
     * @param of the column whose number the items and columns divide; null in a form with a row a school
     * @param byGrade the columns that tell it by grade, without the number of the grade; null where grades are even parts
     * @param items the rows of a school; empty for one row
     * @param numbered whether a row of column numbers stands below the header
     * @param totalled whether a row of totals stands below the data
     */
    record Form(
            String form,
            String title,
            String unit,
            Schools schools,
            String stage,
            String of,
            String byGrade,
            List<Item> items,
            List<Column> columns,
            boolean numbered,
            boolean totalled) {
        Form {
            items = items == null ? List.of() : List.copyOf(items);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A row of a school. Without any of the parts its figures are blank.
     *
     * @param all whether it is the whole
     * @param within a row within the whole that divides nothing: this share of it
     * @param number the number of the whole that it repeats
     * @param of a part of this column's number
     * @param share the share of that number, or of what such parts leave of the whole; null for all of it
     * @param rest what the other parts leave
     */
    record Item(String item, boolean all, BigDecimal within, String number, String of, BigDecimal share, boolean rest) {
        Part part() {
            return new Part(all, within, of, share, rest, null);
        }
    }

    /**
     * A column.
     *
     * @param header its names from the top row down
     * @param unit its unit in the row of units
     * @param text a text column of the flat layout that it repeats
     * @param end what stands after that text
     * @param as how the codes of that text are written
     * @param number a number of the flat layout that it repeats
     * @param over what that number is divided by (a unit)
     * @param asText whether the number is written as text in a workbook
     * @param item whether it holds the name of the row
     * @param line whether it holds the number of the row
     * @param sum the group of columns that it adds up
     * @param grade the part of a grade, counted from the first of the stage
     */
    record Column(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<String> header,

            String unit,
            String text,
            String end,
            Map<String, String> as,
            String number,
            BigDecimal over,
            boolean asText,
            boolean item,
            boolean line,
            boolean all,
            BigDecimal within,
            String of,
            BigDecimal share,
            boolean rest,
            Integer grade,
            String sum) {
        Column {
            header = List.copyOf(header);
            end = end == null ? "" : end;
            as = as == null ? Map.of() : Map.copyOf(as);
        }

        /** A column that repeats a text. */
        static Column ofText(String header, String text) {
            return new Column(
                    List.of(header),
                    null,
                    text,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false,
                    false,
                    false,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null);
        }

        Part part() {
            return new Part(all, within, of, share, rest, grade);
        }

        boolean isText() {
            return text != null || item || line;
        }
    }

    /** How a row or column comes from the whole, see {@link Item} and {@link Column}. */
    record Part(boolean all, BigDecimal within, String of, BigDecimal share, boolean rest, Integer grade) {
        /** Whether the whole is divided into this and others. */
        boolean divides() {
            return of != null || share != null || rest || grade != null;
        }
    }

    /** Where the layouts stand. */
    static Path folder(Path schemas) {
        return schemas.resolve("sample").resolve("forms");
    }

    /** The layouts that there are. */
    static List<String> ids(Path schemas) throws IOException {
        try (var files = Files.list(folder(schemas))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    static FormFacts read(Path schemas, String id) throws IOException {
        return new FactFile(folder(schemas).resolve(id + ".yaml")).as(FormFacts.class);
    }

    /** The name of a sheet. */
    String sheet(Form form, String type) {
        if (form.schools() == Schools.CAMPUSES) {
            return form.form();
        }
        return names.sheet().replace("{form}", form.form()).replace("{type}", types.get(type));
    }
}
