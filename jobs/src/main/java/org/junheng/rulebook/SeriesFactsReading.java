package org.junheng.rulebook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junheng.rulebook.FactsCsv.Header;
import org.junheng.rulebook.FactsCsv.Row;
import org.junheng.rulebook.SeriesFacts.Break;
import org.junheng.rulebook.SeriesFacts.FormChange;
import org.junheng.rulebook.SeriesFacts.Kind;
import org.junheng.terms.Bilingual;

/** Reads how series are tested and what breaks them. */
final class SeriesFactsReading {
    private static final String FOLDER = "series/";
    private static final Header FORM_CHANGES =
            new Header(List.of("from_profile", "to_profile", "continues", "zh", "en", "source"), List.of());
    private static final Header BREAKS = new Header(
            List.of("standard", "indicator", "region_code", "first_year", "kind", "zh", "en", "source"), List.of());

    private final SortedMap<String, Path> files;
    private final Map<String, CensusProfile> profiles;
    private final Map<String, Standard> standards;

    SeriesFactsReading(
            SortedMap<String, Path> files, Map<String, CensusProfile> profiles, Map<String, Standard> standards) {
        this.files = files;
        this.profiles = profiles;
        this.standards = standards;
    }

    /** The facts; null where there is no {@code series.yaml}. */
    SeriesFacts read() {
        var figures = files.get(FOLDER + "series.yaml");
        if (figures == null) {
            return null;
        }
        var changes = new ArrayList<FormChange>();
        var changesFile = files.get(FOLDER + "form_changes.csv");
        if (changesFile != null) {
            FactsCsv.read(changesFile, FORM_CHANGES, row -> {
                var change = new FormChange(
                        profile(row, "from_profile"),
                        profile(row, "to_profile"),
                        flag(row),
                        text(row),
                        row.required("source"));
                if (changes.stream().anyMatch(other -> isSamePair(change, other))) {
                    throw new Facts.KeyFault("from_profile", "the pair of profiles stands twice");
                }
                changes.add(change);
            });
        }
        var breaks = new ArrayList<Break>();
        var breaksFile = files.get(FOLDER + "breaks.csv");
        if (breaksFile != null) {
            FactsCsv.read(breaksFile, BREAKS, row -> breaks.add(declared(row)));
        }
        return FactsReader.read(figures, SeriesFacts.Figures.class).with(changes, breaks);
    }

    private static boolean isSamePair(FormChange one, FormChange other) {
        return one.from().equals(other.from()) && one.to().equals(other.to());
    }

    private String profile(Row row, String column) {
        var profile = row.required(column);
        if (!profiles.containsKey(profile)) {
            throw new Facts.KeyFault(
                    column, "there is no profile '" + profile + "'; profiles are " + profiles.keySet());
        }
        return profile;
    }

    private static boolean flag(Row row) {
        var text = row.required("continues");
        if (!text.equals("0") && !text.equals("1")) {
            throw new Facts.KeyFault("continues", "continues must be 0 or 1; found " + text);
        }
        return text.equals("1");
    }

    private static Bilingual text(Row row) {
        return new Bilingual(row.required("zh"), row.required("en"));
    }

    private Break declared(Row row) {
        var standard = standards.get(row.required("standard"));
        if (standard == null) {
            throw new Facts.KeyFault("standard", "there is no such standard; standards are " + standards.keySet());
        }
        var indicator = row.text("indicator").orElse(null);
        var known = Stream.concat(
                        standard.indicators().stream().map(Standard.Indicator::id),
                        Stream.of(SeriesFacts.CLASS_SIZE, SeriesFacts.EVERY_SCHOOL))
                .toList();
        if (indicator != null && !known.contains(indicator)) {
            throw new Facts.KeyFault("indicator", "indicators are " + known + ", or blank for all; found " + indicator);
        }
        var kind = Stream.of(Kind.values())
                .filter(each -> each.id().equals(row.required("kind").toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Facts.KeyFault("kind", "kind must be form_change or definition_change"));
        return new Break(
                standard.standard(),
                indicator,
                row.text("region_code").orElse(null),
                row.year("first_year"),
                kind,
                text(row),
                row.required("source"));
    }
}
