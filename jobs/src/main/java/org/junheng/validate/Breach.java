package org.junheng.validate;

import java.io.Serializable;
import org.junheng.rulebook.Rule;
import org.junheng.terms.Bilingual;

/**
 * A rule that a row breaks.
 *
 * @param column the header concerned, or null
 * @param found what stands there, or null
 * @param expected what should
 * @param advice what to do
 */
record Breach(Rule rule, String column, String found, Bilingual expected, Bilingual advice) implements Serializable {
    private static final long serialVersionUID = 1L;

    String reason() {
        var where = column == null ? "" : "[" + column + "] ";
        return where
                + new Bilingual(
                                "应为" + expected.zh() + "；" + advice.zh(),
                                "expected " + expected.en() + "; " + advice.en())
                        .both();
    }
}
