package org.junheng.explain;

import java.util.Comparator;
import java.util.List;
import org.junheng.explain.Standards.Reading;
import org.junheng.terms.Bilingual;

/**
 * What an item of a standard came to in a county or region.
 *
 * @param comparison how observed must compare with required: {@code >=}, {@code <=}, {@code =}, or null
 * @param distance by how much it is missed, in its unit; null where it is met, unknown, or missed in another way
 * @param everySchool whether it asks something of every school: observed is then the share of schools that meet it
 * @param counts whether the verdict rests on it too; with a census alone a national verdict rests on resources
 * @param unconfirmed of the switches on which it rests those that the source leaves unconfirmed
 * @param ledger the county's entry in the ledger of problems that stands; null where none does
 * @param missing the data that are missing where it cannot be said
 */
record Item(
        String item,
        String stage,
        String part,
        Bilingual title,
        String status,
        Double observed,
        String comparison,
        Double required,
        String unit,
        Double distance,
        boolean everySchool,
        boolean veto,
        boolean counts,
        Bilingual reason,
        String clause,
        String responsibleUnits,
        Integer dueYear,
        boolean notDueYet,
        String switches,
        Bilingual note,
        List<Reading> unconfirmed,
        Ledger ledger,
        List<Missing> missing) {

    /** An entry in the ledger of problems: since when, by when, and what is done about it. */
    record Ledger(
            int firstYear,
            Integer lastYear,
            Integer dueYear,
            String state,
            String measure,
            String responsibleUnit,
            String evidenceRef) {}

    /**
     * Data that are missing.
     *
     * @param column column of a county sheet, of the census, or another input by its name
     * @param countySheet whether a county sheet would bring it
     */
    record Missing(String column, Bilingual title, boolean countySheet) {}

    /** Vetoes first, then by number, so that 2.10 comes after 2.9; primary before junior. */
    static final Comparator<Item> ORDER = Comparator.comparing((Item item) -> !item.veto())
            .thenComparing(item -> !item.counts())
            .thenComparing(item -> sortKey(item.item()))
            .thenComparing(Item::stage, Comparator.reverseOrder());

    /** The text with every number in it as wide as the others. */
    static String sortKey(String id) {
        var key = new StringBuilder();
        for (var part : id.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)")) {
            key.append(Character.isDigit(part.charAt(0)) ? "0".repeat(Math.max(0, 6 - part.length())) + part : part);
        }
        return key.toString();
    }

    boolean needsCountySheet() {
        return missing.stream().anyMatch(Missing::countySheet);
    }
}
