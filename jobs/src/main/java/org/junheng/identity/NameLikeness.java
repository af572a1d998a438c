package org.junheng.identity;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junheng.rulebook.SchoolMatching;

/** How alike the names of two schools of one county are. */
final class NameLikeness {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final int SHORTEST_PLACE = 2;

    private final Map<String, String> normals = new HashMap<>();
    private final JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
    private final SchoolMatching.Names rules;
    private final List<String> places;
    private final List<String> kinds;

    /**
     * @param divisions names of the county and of what it lies in
     */
    NameLikeness(SchoolMatching.Names rules, Collection<String> divisions) {
        this.rules = rules;
        var longestFirst = Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder());
        places = divisions.stream()
                .map(NameLikeness::even)
                .flatMap(name -> Stream.concat(Stream.of(name), shortened(name)))
                .filter(name -> name.length() >= SHORTEST_PLACE)
                .distinct()
                .sorted(longestFirst)
                .toList();
        kinds = rules.kinds().stream().sorted(longestFirst).toList();
    }

    private Stream<String> shortened(String division) {
        return rules.placeEndings().stream()
                .filter(division::endsWith)
                .map(ending -> division.substring(0, division.length() - ending.length()));
    }

    /** Without differences of width, case, blanks and punctuation. */
    static String even(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .transform(text -> NO_LETTER.matcher(text).replaceAll(""));
    }

    /** The name as it is compared. */
    private String normal(String name) {
        return normals.computeIfAbsent(name, this::normalised);
    }

    private String normalised(String name) {
        var normal = even(name);
        for (var replaced : rules.replaced().entrySet()) {
            normal = normal.replace(replaced.getKey(), replaced.getValue());
        }
        for (var place : places) {
            if (normal.startsWith(place) && normal.length() > place.length()) {
                normal = normal.substring(place.length());
            }
        }
        return normal;
    }

    /** What is left of a name without the kind of school, which changes with the type. */
    private String own(String normal) {
        for (var kind : kinds) {
            if (normal.endsWith(kind) && normal.length() > kind.length()) {
                return normal.substring(0, normal.length() - kind.length());
            }
        }
        return normal;
    }

    private String numerals(String normal) {
        return normal.codePoints()
                .filter(character -> rules.numerals().indexOf(character) >= 0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** From 0 to 1: the mean over the whole names and over what is left without the kind of school. */
    double of(String one, String other) {
        var first = normal(one);
        var second = normal(other);
        double likeness = (similarity.apply(first, second) + similarity.apply(own(first), own(second))) / 2;
        var numerals = numerals(first);
        var others = numerals(second);
        boolean differ = !numerals.isEmpty() && !others.isEmpty() && !numerals.equals(others);
        return differ ? likeness * rules.otherNumerals() : likeness;
    }
}
