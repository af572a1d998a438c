package org.junheng.ingest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.junheng.rulebook.Similarity;
import org.junheng.rulebook.Similarity.Unit;
import org.junheng.terms.Stage;

/**
 * How similar two names of columns are: the mean of Jaro-Winkler and of the share of characters that stay (Levenshtein),
 * after normalising, without what stands in brackets and in the facts' spelling. Names with other numbers in them, or with
 * words that exclude each other, are not similar at all, be it in brackets.
 */
public final class HeaderSimilarity {
    private static final Pattern BRACKETS = Pattern.compile("\\(([^()]*)\\)");
    private static final Pattern JOINTS = Pattern.compile("[_./:、,;'\"#*-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();
    private static final LevenshteinDistance LEVENSHTEIN = LevenshteinDistance.getDefaultInstance();

    private final Similarity facts;
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, String> comparable = new HashMap<>();
    private final Map<String, String> whole = new HashMap<>();

    public HeaderSimilarity(Similarity facts) {
        this.facts = facts;
        facts.units().forEach((name, unit) -> units.put(HeaderText.normalised(name), unit));
    }

    /** The facts by which names are compared. */
    public Similarity facts() {
        return facts;
    }

    /** The similarity of two names, 0 (nothing in common) to 1 (equal but for width, brackets and units). */
    public double of(String one, String other) {
        var a = comparable(one);
        var b = comparable(other);
        var wholeOne = whole(one);
        var wholeOther = whole(other);
        if (a.isEmpty()
                || b.isEmpty()
                || !numbers(wholeOne).equals(numbers(wholeOther))
                || areOpposite(wholeOne, wholeOther)) {
            return 0;
        }
        double kept = 1 - (double) LEVENSHTEIN.apply(a, b) / Math.max(a.length(), b.length());
        return (JARO_WINKLER.apply(a, b) + kept) / 2;
    }

    /** A name without what stands in brackets: the part that is measured. */
    private String comparable(String name) {
        return comparable.computeIfAbsent(name, each -> {
            var text = HeaderText.normalised(each);
            var bare = BRACKETS.matcher(text).replaceAll("");
            return spelled(bare.isEmpty() ? text : bare);
        });
    }

    /** A name with its brackets, units left out: (男) and (女) are opposites, (元) and (万元) are for {@link #unitIn}. */
    private String whole(String name) {
        return whole.computeIfAbsent(
                name,
                each -> spelled(BRACKETS.matcher(HeaderText.normalised(each))
                        .replaceAll(bracket ->
                                Matcher.quoteReplacement(unit(bracket.group(1)).isPresent() ? "" : bracket.group()))));
    }

    private String spelled(String text) {
        var spelled = JOINTS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        for (var spelling : facts.spellings().entrySet()) {
            spelled = spelled.replace(spelling.getKey(), spelling.getValue());
        }
        return spelled;
    }

    private static List<String> numbers(String text) {
        return DIGITS.matcher(text).results().map(match -> match.group()).toList();
    }

    private boolean areOpposite(String one, String other) {
        if (facts.opposites().stream().anyMatch(words -> exclude(found(words, one), found(words, other)))) {
            return true;
        }
        var stage = stageOf(one);
        return stage.isPresent() && stageOf(other).isPresent() && !stage.equals(stageOf(other));
    }

    private static boolean exclude(Set<String> some, Set<String> others) {
        return !some.isEmpty() && !others.isEmpty() && some.stream().noneMatch(others::contains);
    }

    /** The words that a text has; a word within a longer one of the list does not count. */
    private static Set<String> found(List<String> words, String text) {
        var found = new HashSet<String>();
        var left = text;
        var byLength = words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var word : byLength) {
            if (left.contains(word)) {
                found.add(word);
                left = left.replace(word, "\n");
            }
        }
        return found;
    }

    /** The stage that a name tells. */
    public Optional<Stage> stageOf(String name) {
        var text = whole(name);
        return facts.stages().entrySet().stream()
                .filter(stage -> stage.getValue().stream().anyMatch(word -> text.contains(comparable(word))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The name without the words that tell a stage. */
    public String withoutStage(String name) {
        var text = comparable(name);
        for (var words : facts.stages().values()) {
            for (var word : words) {
                text = text.replace(comparable(word), "");
            }
        }
        return text;
    }

    /**
     * A unit that a header tells.
     *
     * @param name as it is written
     * @param unit what it measures, and how many of that
     */
    public record NamedUnit(String name, Unit unit) {
        /** What a number in this unit is multiplied by to be in the other one; empty where they measure different things. */
        public Optional<BigDecimal> factorTo(Unit other) {
            return unit.of().equals(other.of())
                    ? Optional.of(unit.times().divide(other.times(), MathContext.DECIMAL64))
                    : Optional.empty();
        }
    }

    /** The unit in the brackets of a name. */
    public Optional<NamedUnit> unitIn(String name) {
        return BRACKETS.matcher(HeaderText.normalised(name))
                .results()
                .map(match -> match.group(1))
                .flatMap(text -> unit(text).stream())
                .findFirst();
    }

    /** The unit of this name, if it is known. */
    public Optional<NamedUnit> unit(String name) {
        var normalised = HeaderText.normalised(name).replaceAll("^\\(|\\)$", "").replaceFirst("^单位:", "");
        return Optional.ofNullable(units.get(normalised)).map(unit -> new NamedUnit(normalised, unit));
    }

    /**
     * Two that belong together.
     *
     * @param score their similarity
     */
    public record Pair<A, B>(A one, B other, double score) {}

    /** Pairs the most similar first, each in one pair at most; equal ones in the order of the lists. */
    public <A, B> List<Pair<A, B>> pairs(
            List<A> ones, List<B> others, Function<A, String> nameOfOne, Function<B, List<String>> namesOfOther) {
        var all = new ArrayList<Pair<A, B>>();
        for (var one : ones) {
            for (var other : others) {
                double score = namesOfOther.apply(other).stream()
                        .mapToDouble(name -> of(nameOfOne.apply(one), name))
                        .max()
                        .orElse(0);
                if (score >= facts.least()) {
                    all.add(new Pair<>(one, other, score));
                }
            }
        }
        all.sort(Comparator.<Pair<A, B>>comparingDouble(Pair::score).reversed());
        var taken = new HashSet<A>();
        var given = new HashSet<B>();
        var pairs = new ArrayList<Pair<A, B>>();
        for (var pair : all) {
            if (!taken.contains(pair.one()) && !given.contains(pair.other())) {
                taken.add(pair.one());
                given.add(pair.other());
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
