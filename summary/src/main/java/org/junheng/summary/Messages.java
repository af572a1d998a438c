package org.junheng.summary;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts of one bundle in one language, from {@code <bundle>_zh.properties} or {@code <bundle>_en.properties} in UTF-8.
 *
 * <p>{@code {0}}, {@code {1}} … stand for the arguments, written plainly: unlike {@link java.text.MessageFormat} an
 * apostrophe is an apostrophe, and the year 2023 does not become 2,023.
 */
public final class Messages {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    /** Texts never change while a program runs, and a page asks for them many times. */
    private static final Map<String, Messages> READ = new ConcurrentHashMap<>();

    private final String bundle;
    private final Language language;
    private final Properties texts;

    private Messages(String bundle, Language language) {
        this.bundle = bundle;
        this.language = language;
        this.texts = read(bundle, language);
    }

    private Messages(Messages own, Messages other) {
        this.bundle = own.bundle;
        this.language = own.language;
        this.texts = new Properties(other.texts);
        this.texts.putAll(own.texts);
    }

    /** The bundle whose base name is, for example, {@code org.junheng.command.messages}. */
    public static Messages of(String bundle, Language language) {
        return READ.computeIfAbsent(bundle + "_" + language.code(), key -> new Messages(bundle, language));
    }

    /** These, and where a key is missing here those of the other. */
    public Messages or(Messages other) {
        return new Messages(this, other);
    }

    public Language language() {
        return language;
    }

    /** The text under a key; a key that the bundle lacks is a mistake in the program. */
    public String text(String key, Object... arguments) {
        var text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No message " + key + " in " + bundle + "_" + language.code());
        }
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            int index = Integer.parseInt(match.group(1));
            return index < arguments.length
                    ? Matcher.quoteReplacement(String.valueOf(arguments[index]))
                    : Matcher.quoteReplacement(match.group());
        });
    }

    public boolean has(String key) {
        return texts.getProperty(key) != null;
    }

    /**
     * What differs between the two languages of a bundle: keys that one lacks, empty texts, other placeholders. Empty
     * when all is well; each module's tests assert that for its own bundles.
     */
    public static List<String> differences(String bundle) {
        var chinese = of(bundle, Language.ZH).texts;
        var english = of(bundle, Language.EN).texts;
        var keys = new TreeSet<>(chinese.stringPropertyNames());
        keys.addAll(english.stringPropertyNames());
        var differences = new ArrayList<String>();
        for (var key : keys) {
            var zh = chinese.getProperty(key, "");
            var en = english.getProperty(key, "");
            if (zh.isBlank()) {
                differences.add(key + ": no Chinese text");
            } else if (en.isBlank()) {
                differences.add(key + ": no English text");
            } else if (!placeholders(zh).equals(placeholders(en))) {
                differences.add(key + ": Chinese has " + placeholders(zh) + ", English has " + placeholders(en));
            }
        }
        return differences;
    }

    private static TreeSet<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String bundle, Language language) {
        var resource = bundle.replace('.', '/') + "_" + language.code() + ".properties";
        try (var stream = Messages.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("No message file " + resource);
            }
            var texts = new Properties();
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
