package org.junheng.sample;

/**
 * A cell on its way into a sheet.
 *
 * @param text what it shows
 * @param number whether a workbook stores it as a number
 * @param cut whether its last character is cut in the middle of its bytes
 */
record FormCell(String text, boolean number, boolean cut) {
    static final FormCell BLANK = text("");

    static FormCell text(String text) {
        return new FormCell(text, false, false);
    }

    /** A number where the text is one. */
    static FormCell number(String text) {
        return new FormCell(text, text.matches("[0-9]{1,15}(\\.[0-9]{1,10})?"), false);
    }

    FormCell withCutEnd() {
        return new FormCell(text, false, true);
    }
}
