package org.junheng.rulebook;

import java.io.Serializable;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import org.junheng.terms.Bilingual;

/**
 * A step of the review year.
 *
 * @param due last day of it in the census year, MM-DD; null where the source sets none
 * @param done column of the county sheet with the day on which it was done, or null
 * @param level who does it
 */
public record ReviewStep(String step, Bilingual title, String clause, String due, String done, String level)
        implements Serializable {
    public ReviewStep {
        Facts.required(step, "step");
        Facts.required(title, "title");
        if (due != null) {
            try {
                MonthDay.parse("--" + due);
            } catch (DateTimeParseException wrong) {
                throw new Facts.KeyFault("due", "due is a day of the year, as 09-30; found " + due);
            }
        }
    }
}
