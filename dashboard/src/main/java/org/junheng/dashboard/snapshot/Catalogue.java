package org.junheng.dashboard.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junheng.summary.NamedSql;
import org.junheng.summary.Rows;
import org.junheng.summary.SummaryReader;

/** What a snapshot holds: its years, stages, standards, indicators and places; read once when it is opened. */
public final class Catalogue {
    private static final int ALL = Integer.MAX_VALUE;

    private final Map<String, Object> snapshot;
    private final List<Integer> years;
    private final List<String> stages;
    private final List<Standard> standards;
    private final List<Indicator> indicators;
    private final Map<String, Map<String, Place>> places = new HashMap<>();
    private final List<Place> roots = new ArrayList<>();

    private Catalogue(SummaryReader.Turn turn) {
        snapshot = rows(turn, "SELECT * FROM snapshot").named(0);
        years = column(rows(turn, "SELECT DISTINCT year FROM division ORDER BY year"), Number.class).stream()
                .map(Number::intValue)
                .toList();
        stages = column(
                rows(turn, "SELECT stage FROM equity GROUP BY stage ORDER BY stage = 'all', stage DESC"), String.class);
        // Those with most measures first: the national one before the plans that build on it.
        standards = rows(turn, """
                        SELECT s.standard, s.title_zh, s.title_en FROM standard s
                        LEFT JOIN (SELECT standard, count(*) AS measures FROM equity GROUP BY standard) e USING (standard)
                        ORDER BY coalesce(e.measures, 0) DESC, s.standard""").rows().stream()
                .map(row -> new Standard((String) row.get(0), (String) row.get(1), (String) row.get(2)))
                .toList();
        // In the order of the items that limit their CVs, where a standard has such items; else as the standard lists
        // them.
        indicators = rows(turn, """
                        SELECT r.standard, r.indicator, any_value(r.title_zh), any_value(r.title_en), any_value(r.unit_zh), any_value(r.unit_en),
                               min(c.item) AS item
                        FROM standard_rule r LEFT JOIN standard_rule c
                          ON c.standard = r.standard AND c.indicator = r.indicator AND c.level = 'county'
                        WHERE r.indicator IS NOT NULL AND r.item = r.indicator
                        GROUP BY r.standard, r.indicator ORDER BY r.standard, item NULLS LAST, r.indicator""").rows().stream()
                .map(row -> new Indicator(
                        (String) row.get(0),
                        (String) row.get(1),
                        (String) row.get(2),
                        (String) row.get(3),
                        (String) row.get(4),
                        (String) row.get(5)))
                .toList();
        readPlaces(turn);
    }

    static Catalogue read(SummaryReader reader) {
        try (var turn = reader.turn()) {
            return new Catalogue(turn);
        }
    }

    private void readPlaces(SummaryReader.Turn turn) {
        var rows = rows(turn, """
                SELECT code, level, arg_max(name, year), arg_max(parent_code, year), min(year), max(year),
                       coalesce(arg_max(pseudo, year), false)
                FROM division GROUP BY code, level ORDER BY level, code""");
        for (var row : rows.rows()) {
            var place = new Place(
                    (String) row.get(0),
                    row.get(2) == null ? (String) row.get(0) : (String) row.get(2),
                    (String) row.get(1),
                    Optional.ofNullable((String) row.get(3)),
                    ((Number) row.get(4)).intValue(),
                    ((Number) row.get(5)).intValue(),
                    (Boolean) row.get(6));
            places.computeIfAbsent(place.level(), level -> new LinkedHashMap<>())
                    .put(place.code(), place);
            if (place.parent().isEmpty()) {
                roots.add(place);
            }
        }
    }

    private static Rows rows(SummaryReader.Turn turn, String sql) {
        return turn.rows(NamedSql.of(sql), Map.of(), ALL);
    }

    private static <T> List<T> column(Rows rows, Class<T> type) {
        return rows.rows().stream().map(row -> type.cast(row.get(0))).toList();
    }

    /** The row of table snapshot. */
    public Map<String, Object> snapshot() {
        return snapshot;
    }

    public boolean generated() {
        return Boolean.TRUE.equals(snapshot.get("generated"));
    }

    /** School years, ascending. */
    public List<Integer> years() {
        return years;
    }

    public List<String> stages() {
        return stages;
    }

    /** Standards, the one with most measures first. */
    public List<Standard> standards() {
        return standards;
    }

    public Optional<Standard> standard(String id) {
        return standards.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The indicators of a standard; of a plan that has none of its own, those of the first standard. */
    public List<Indicator> indicators(String standard) {
        var own = indicators.stream()
                .filter(each -> each.standard().equals(standard))
                .toList();
        return own.isEmpty()
                        && !standards.isEmpty()
                        && !standard.equals(standards.get(0).id())
                ? indicators(standards.get(0).id())
                : own;
    }

    public Optional<Place> place(String level, String code) {
        return Optional.ofNullable(places.getOrDefault(level, Map.of()).get(code));
    }

    /** A place of this code at any level but those of groups of schools, whose codes need their level. */
    public Optional<Place> place(String code) {
        return places.values().stream()
                .map(ofLevel -> ofLevel.get(code))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The places of this name at any level. */
    public List<Place> placesNamed(String name) {
        return places.values().stream()
                .flatMap(ofLevel -> ofLevel.values().stream())
                .filter(place -> place.name().equals(name))
                .toList();
    }

    public List<Place> places(String level) {
        return List.copyOf(places.getOrDefault(level, Map.of()).values());
    }

    public Set<String> levels() {
        return places.keySet();
    }

    /** Whether a place is the one that holds all others, whose page is that of the whole snapshot. */
    public boolean isRoot(Place place) {
        return root().filter(place::equals).isPresent();
    }

    /** The place that holds all others: the nation; where several stand side by side, the first. */
    public Optional<Place> root() {
        return roots.stream().findFirst();
    }
}
