package org.junheng.dashboard.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Codes as file names that every file system takes, Windows' included; different codes have different names. */
final class FileName {
    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])");
    /** File systems take 255 bytes; what follows a code needs some. */
    private static final int MOST_BYTES = 200;

    private static final int KEPT_CHARACTERS = 40;

    private FileName() {}

    static String of(String code) {
        var name = new StringBuilder();
        code.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || character == '-' || character == '_') {
                name.appendCodePoint(character);
            } else {
                name.append('~')
                        .append(Integer.toHexString(character).toUpperCase(Locale.ROOT))
                        .append('~');
            }
        });
        if (RESERVED.matcher(name).matches() || name.isEmpty()) {
            return name + "~";
        }
        if (name.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return code.codePoints()
                            .filter(Character::isLetterOrDigit)
                            .limit(KEPT_CHARACTERS)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "~" + digest(code);
        }
        return name.toString();
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
