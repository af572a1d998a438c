package org.junheng.dashboard.panel;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junheng.dashboard.page.PageDefinition;
import org.junheng.dashboard.page.PageDefinition.Subject;
import org.junheng.dashboard.page.Pages;
import org.junheng.dashboard.page.ParameterDefinition;
import org.junheng.dashboard.panel.RefusedRequest.Reason;
import org.junheng.dashboard.snapshot.Catalogue;
import org.junheng.dashboard.snapshot.Indicator;
import org.junheng.dashboard.snapshot.Place;
import org.junheng.dashboard.snapshot.SchoolYears;
import org.junheng.dashboard.snapshot.Snapshot;
import org.junheng.dashboard.snapshot.Standard;
import org.junheng.summary.Language;

/** Checks what a request names against what the snapshot holds, and fills in defaults. */
public final class SelectionReader {
    /** What stands in a path, and in links, where a level stands for a place. */
    public static final String SCHOOL = "school";
    /** Characters that a text may have. */
    public static final int MOST_TEXT = 60;
    /** The highest page number. */
    public static final int MOST_PAGE = 100_000;

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MOST_NAMED = 20;
    private static final int REPLACEMENT = 0xFFFD;

    private final Pages pages;
    private final Catalogue catalogue;
    private final SchoolYears schoolYears;

    public SelectionReader(Pages pages, Snapshot snapshot) {
        this.pages = pages;
        this.catalogue = snapshot.catalogue();
        this.schoolYears = snapshot.schoolYears();
    }

    /**
     * Reads a request.
     *
     * @param path the parts of the path after the language: none, a page, or a page (of a place its level) and a code
     * @param query the values given of each parameter
     * @throws RefusedRequest when it names a page, place, parameter or value that there is not
     */
    public Selection read(Language language, List<String> path, Map<String, List<String>> query) {
        if (path.isEmpty()) {
            var root = catalogue.root();
            return selection(
                    pages.root(),
                    language,
                    root.map(Place::level).orElse(""),
                    root.map(Place::code).orElse(""),
                    lastYear(),
                    query);
        }
        var first = path.get(0);
        if (path.size() == 1) {
            var page = pages.page(first)
                    .filter(each -> each.subject() == Subject.NONE)
                    .orElseThrow(() -> new RefusedRequest(Reason.NO_PAGE, shortened(first)));
            return selection(page, language, "", "", lastYear(), query);
        }
        if (path.size() > 2) {
            throw new RefusedRequest(Reason.NO_PAGE, shortened(first));
        }
        var code = PathCode.read(path.get(1));
        return first.equals(SCHOOL) ? ofSchool(language, code, query) : ofPlace(language, first, code, query);
    }

    private Selection ofSchool(Language language, String code, Map<String, List<String>> query) {
        var page = pages.ofSchools().orElseThrow(() -> new RefusedRequest(Reason.NO_PAGE, SCHOOL));
        var school = schoolYears.of(code).orElseThrow(() -> new RefusedRequest(Reason.NO_SCHOOL, shortened(code)));
        var selection = selection(page, language, SCHOOL, code, school.lastYear(), query);
        var found = new LinkedHashMap<String, Object>();
        found.put("codes", String.join("\n", school.codes()));
        found.put("counties", school.counties().isEmpty() ? null : String.join("\n", school.counties()));
        return new Selection(page, language, SCHOOL, code, selection.values(), selection.given(), found);
    }

    private Selection ofPlace(Language language, String level, String code, Map<String, List<String>> query) {
        var place =
                catalogue.place(level, code).orElseThrow(() -> new RefusedRequest(Reason.NO_PLACE, shortened(code)));
        if (catalogue.isRoot(place)) {
            return read(language, List.of(), query);
        }
        var page = pages.ofLevel(level).orElseThrow(() -> new RefusedRequest(Reason.NO_PAGE, shortened(level)));
        return selection(page, language, level, code, place.lastYear(), query);
    }

    private int lastYear() {
        var years = catalogue.years();
        return years.isEmpty() ? 0 : years.get(years.size() - 1);
    }

    private Selection selection(
            PageDefinition page,
            Language language,
            String level,
            String code,
            int lastYear,
            Map<String, List<String>> query) {
        for (var asked : query.keySet()) {
            if (!page.parameters().containsKey(asked)) {
                throw new RefusedRequest(
                        Reason.UNKNOWN_PARAMETER,
                        shortened(asked),
                        String.join(", ", page.parameters().keySet()));
            }
        }
        var values = new LinkedHashMap<String, Object>();
        var given = new LinkedHashMap<String, String>();
        for (var entry : page.parameters().entrySet()) {
            var asked = query.getOrDefault(entry.getKey(), List.of());
            if (asked.size() > 1) {
                throw new RefusedRequest(Reason.REPEATED_PARAMETER, entry.getKey());
            }
            // An empty field of a form is one that nobody filled in.
            var text = asked.stream()
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .findFirst();
            var byDefault = defaultValue(entry.getValue(), lastYear, values);
            var value = text.isPresent() ? value(entry.getKey(), entry.getValue(), text.get(), values) : byDefault;
            values.put(entry.getKey(), value);
            if (value != null && !value.equals(byDefault)) {
                given.put(entry.getKey(), value.toString());
            }
        }
        return new Selection(page, language, level, code, values, given, Map.of());
    }

    private Object defaultValue(ParameterDefinition parameter, int lastYear, Map<String, Object> before) {
        if (parameter.optional()) {
            return null;
        }
        return switch (parameter.kind()) {
            case YEAR -> lastYear;
            case STAGE -> catalogue.stages().stream().findFirst().orElse(null);
            case STANDARD ->
                catalogue.standards().stream().findFirst().map(Standard::id).orElse(null);
            case INDICATOR ->
                catalogue.indicators(standard(before)).stream()
                        .findFirst()
                        .map(Indicator::id)
                        .orElse(null);
            case CHOICE -> parameter.defaultValue();
            case PAGE -> 1;
            case PLACE, TEXT -> null;
        };
    }

    private String standard(Map<String, Object> before) {
        return Optional.ofNullable((String) before.get("standard"))
                .or(() -> catalogue.standards().stream().findFirst().map(Standard::id))
                .orElse("");
    }

    private Object value(String name, ParameterDefinition parameter, String text, Map<String, Object> before) {
        return switch (parameter.kind()) {
            case YEAR ->
                oneOf(
                        name,
                        text,
                        catalogue.years().stream().map(String::valueOf).toList(),
                        Integer::valueOf);
            case STAGE -> oneOf(name, text, catalogue.stages(), each -> each);
            case STANDARD ->
                oneOf(
                        name,
                        text,
                        catalogue.standards().stream().map(Standard::id).toList(),
                        each -> each);
            case INDICATOR ->
                oneOf(
                        name,
                        text,
                        catalogue.indicators(standard(before)).stream()
                                .map(Indicator::id)
                                .toList(),
                        each -> each);
            case CHOICE -> oneOf(name, text, parameter.choices(), each -> each);
            case PAGE -> pageNumber(name, text);
            case PLACE -> catalogue.place(PathCode.read(text)).map(Place::code).orElseGet(() -> codeOfName(name, text));
            case TEXT -> {
                if (text.length() > MOST_TEXT || text.codePoints().anyMatch(SelectionReader::unwritten)) {
                    throw wrong(name, text, "≤ " + MOST_TEXT);
                }
                yield asTyped(text);
            }
        };
    }

    /** Digits and letters of full width, and blanks of any kind and number, are those of a plain keyboard. */
    private static String asTyped(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
    }

    /** A name that several places have is none: the reader is told their codes. */
    private String codeOfName(String parameter, String text) {
        var named = catalogue.placesNamed(text).stream().map(Place::code).toList();
        if (named.isEmpty()) {
            throw new RefusedRequest(Reason.NO_PLACE, shortened(text));
        }
        if (named.size() > 1) {
            throw wrong(parameter, text, named.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
        }
        return named.get(0);
    }

    /** Control characters, halves of characters, and what stands for bytes that were none. */
    private static boolean unwritten(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> character == REPLACEMENT;
        };
    }

    private static Object oneOf(String name, String text, List<String> allowed, Function<String, Object> read) {
        if (!allowed.contains(text)) {
            throw wrong(name, text, String.join(", ", allowed));
        }
        return read.apply(text);
    }

    private static int pageNumber(String name, String text) {
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_PAGE) {
            throw wrong(name, text, "1–" + MOST_PAGE);
        }
        return Integer.parseInt(text);
    }

    private static RefusedRequest wrong(String name, String text, String allowed) {
        return new RefusedRequest(Reason.WRONG_VALUE, name, shortened(text), allowed);
    }

    /** A text of a request as a message may repeat it. */
    public static String shortened(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }
}
