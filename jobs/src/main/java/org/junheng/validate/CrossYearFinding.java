package org.junheng.validate;

import java.io.Serializable;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;

/**
 * A figure, or a column of a region, that lies too far from last year's. It keeps no row out, since last year's may be
 * the wrong one; a file may be refused for a column where the rule says so.
 *
 * @param level {@code school}, or the level of the region
 * @param code the school's code, or the region's: the place, as stored rows no longer know their file and line
 * @param countyCode the county that it lies in this year; null for a city or province
 * @param column the canonical column, or two joined by ↔
 * @param found this year's figure: the value, or what was measured over the region's schools
 * @param lastYear the same of last year; null where two columns are compared
 * @param expected what it should be
 * @param advice what to do
 */
public record CrossYearFinding(
        Rule rule,
        String level,
        String code,
        String countyCode,
        String column,
        String found,
        String lastYear,
        Bilingual expected,
        Bilingual advice)
        implements Serializable {

    /** Where and what, in short, for a list of examples. */
    public String place() {
        return code + " [" + column + "] " + (lastYear == null ? "" : lastYear + " → ") + found;
    }

    /** The whole finding in words. */
    public Bilingual message() {
        return new Bilingual(
                place() + "：应为" + expected.zh() + "；" + advice.zh(),
                place() + ": expected " + expected.en() + "; " + advice.en());
    }
}
