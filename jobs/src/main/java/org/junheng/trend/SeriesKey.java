package org.junheng.trend;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What a yearly series is about; the same columns name rows of tables {@code trend} and {@code forecast}.
 *
 * @param regionCode the code of the region in the last year of the series
 * @param indicator an indicator of the standard, {@code class_size} or {@code every_school}
 */
public record SeriesKey(
        String standard, String level, String regionCode, String stage, String indicator, Measure measure) {
    /** A row of a table that begins with these columns. */
    public Object[] with(Object... others) {
        return Stream.concat(
                        Stream.of(standard, level, regionCode, stage, indicator, measure.id()), Arrays.stream(others))
                .toArray();
    }
}
