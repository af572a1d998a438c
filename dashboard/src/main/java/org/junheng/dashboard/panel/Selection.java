package org.junheng.dashboard.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.summary.Language;

/**
 * What was asked of a page, checked: language, place and the value of each parameter.
 *
 * @param code of the place or school; empty where the page is about none
 * @param level of the place; {@code school} of a school
 * @param values by parameter, null where one is unset
 * @param given those that were set otherwise than the default, as they stand in an address
 * @param record what the snapshot tells of a school beforehand, so that its queries need not search for it
 */
public record Selection(
        PageDefinition page,
        Language language,
        String level,
        String code,
        Map<String, Object> values,
        Map<String, String> given,
        Map<String, Object> record) {
    public Selection {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
    }

    /** What the SQL of the page may name. */
    public Map<String, Object> parameters() {
        var all = asked();
        all.putAll(record);
        return all;
    }

    /** What was asked for, with defaults filled in. */
    public Map<String, Object> asked() {
        var all = new LinkedHashMap<String, Object>(values);
        all.put("code", code);
        all.put("level", level);
        all.put("lang", language.code());
        return all;
    }

    public Optional<String> value(String parameter) {
        return Optional.ofNullable(values.get(parameter)).map(Objects::toString);
    }
}
