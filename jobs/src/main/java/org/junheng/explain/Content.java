package org.junheng.explain;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found, as maps, lists, texts, numbers and truth values: a component {@code schoolCode} of a record has the key
 * {@code school_code}, a text in two languages the keys {@code zh} and {@code en}.
 */
final class Content {
    private Content() {}

    static Object of(Object value) {
        if (value instanceof Record found) {
            var object = new LinkedHashMap<String, Object>();
            for (var component : found.getClass().getRecordComponents()) {
                object.put(key(component.getName()), of(read(component, found)));
            }
            return object;
        }
        if (value instanceof Map<?, ?> map) {
            var object = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> object.put(key.toString(), of(each)));
            return object;
        }
        if (value instanceof List<?> list) {
            var all = new ArrayList<Object>();
            list.forEach(each -> all.add(of(each)));
            return all;
        }
        return value;
    }

    private static Object read(RecordComponent component, Record found) {
        try {
            return component.getAccessor().invoke(found);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String key(String name) {
        var key = new StringBuilder();
        for (char character : name.toCharArray()) {
            if (Character.isUpperCase(character)) {
                key.append('_');
            }
            key.append(Character.toLowerCase(character));
        }
        return key.toString();
    }
}
