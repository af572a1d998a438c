package org.junheng.dashboard.server;

import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What addresses write with percent signs. What is no text in UTF-8 is refused, not guessed at. */
final class PercentText {
    private static final int MALFORMED = 400;
    private static final int HEXADECIMAL = 16;

    private PercentText() {}

    /** The values of each parameter of a query, in the order of the address. */
    static Map<String, List<String>> query(String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query == null) {
            return values;
        }
        for (var part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                var name = decoded(equals < 0 ? part : part.substring(0, equals));
                var value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                values.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
            }
        }
        return values;
    }

    /** Refuses a path that is none. */
    static void check(String path) {
        decoded(path);
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var given = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < given.length; i++) {
            if (given[i] == '%') {
                bytes.write(octet(given, i));
                i += 2;
            } else {
                bytes.write(given[i] == '+' ? ' ' : given[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HttpResponseException(MALFORMED, "");
        }
    }

    private static int octet(byte[] text, int percent) {
        int high = percent + 1 < text.length ? Character.digit(text[percent + 1], HEXADECIMAL) : -1;
        int low = percent + 2 < text.length ? Character.digit(text[percent + 2], HEXADECIMAL) : -1;
        if (high < 0 || low < 0) {
            throw new HttpResponseException(MALFORMED, "");
        }
        return high * HEXADECIMAL + low;
    }
}
