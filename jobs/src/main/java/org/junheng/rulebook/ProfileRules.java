package org.junheng.rulebook;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The rules of data quality by which a profile's census is checked, beside those of {@link Rule#BUILT_IN}: only such as
 * name columns that the profile maps.
 *
 * @param rows over single rows, one entry a stage
 * @param changes against last year, school by school or region by region
 * @param drifts against last year, column by column
 */
public record ProfileRules(List<RowRule> rows, List<ChangeRule> changes, List<DriftRule> drifts)
        implements Serializable {
    public static final ProfileRules NONE = new ProfileRules(List.of(), List.of(), List.of());

    public ProfileRules {
        rows = List.copyOf(rows);
        changes = List.copyOf(changes);
        drifts = List.copyOf(drifts);
    }

    /** The rule by which a school's figure is held against its own of last year; of several the first. */
    public Optional<ChangeRule> changeOfSchool(String column) {
        return changes.stream()
                .filter(change -> change.level().equals(ChangeRule.SCHOOL)
                        && change.columns().contains(column))
                .findFirst();
    }
}
