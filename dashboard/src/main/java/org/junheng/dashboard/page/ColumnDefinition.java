package org.junheng.dashboard.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How a column of a panel is shown. All but the title may be left out.
 *
 * @param unit stands below the title
 * @param decimals digits after the point of a number; without it whole numbers are grouped and others have four significant
 *     digits
 * @param percent whether a share is shown in per cent
 * @param plain whether a number is shown without grouping, as years are
 * @param words the list of {@link Words} that the values are ids of
 * @param bilingual whether the values are published text in both languages
 * @param list whether the values are ids of {@code words} between blanks or commas
 * @param link the page that a cell leads to, where it leads to one
 * @param code the column (it need not be shown) with the code of that page; its level in the column {@code level_column}
 * @param with parameters of the link: name to column
 * @param why whether the value is shown on demand only, below its row, as part of "why this number"
 * @param align start or end; without it numbers stand at the end
 * @param wide whether the text needs room and may be broken into lines
 */
public record ColumnDefinition(
        @JsonProperty(required = true) Bilingual title,
        Bilingual unit,
        Integer decimals,
        boolean percent,
        boolean plain,
        String words,
        boolean bilingual,
        boolean list,
        String link,
        String code,
        @JsonProperty("level_column") String levelColumn,
        Map<String, String> with,
        boolean why,
        String align,
        boolean wide) {
    public ColumnDefinition {
        // In the order of the file: links must be the same whenever the program runs.
        with = with == null ? Map.of() : Collections.unmodifiableMap(with);
        if (align != null && !List.of("start", "end").contains(align)) {
            throw new IllegalArgumentException("align is start or end, not " + align);
        }
    }
}
