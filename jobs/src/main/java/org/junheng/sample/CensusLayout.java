package org.junheng.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of a census file in the profile's order: canonical names, first headers and largest values. */
final class CensusLayout {

    static final String YEAR = "year";

    private static final Pattern CLASS_BAND = Pattern.compile("classes_(\\d+)_(\\d+|and_less|and_more)_(\\w+)");

    private final List<String> names = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final Map<String, Long> largest = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, List<Band>> bands = new HashMap<>();

    private CensusLayout() {}

    /** Class sizes from {@code least} to {@code most}, counted in the column {@code prefix} and the stage. */
    record Band(int least, int most, int position, String prefix) {}

    static CensusLayout of(JsonNode profile) {
        var layout = new CensusLayout();
        layout.add(YEAR, profile.path("year").path("column").path(0).asText());
        // The first table of a profile with several is the one with a row a school.
        var table = profile.has("tables") ? profile.path("tables").path(0) : profile;
        for (var column : table.path("columns").properties()) {
            layout.add(column.getKey(), column.getValue().path("header").path(0).asText());
            if (column.getValue().has("maximum")) {
                layout.largest.put(
                        column.getKey(), column.getValue().path("maximum").asLong());
            }
        }
        return layout;
    }

    private void add(String name, String header) {
        var position = names.size();
        names.add(name);
        headers.add(header);
        positions.put(name, position);
        var matcher = CLASS_BAND.matcher(name);
        if (matcher.matches()) {
            bands.computeIfAbsent(matcher.group(3), stage -> new ArrayList<>()).add(band(matcher, position));
        }
    }

    private static Band band(Matcher matcher, int position) {
        var first = Integer.parseInt(matcher.group(1));
        var prefix = matcher.group().substring(0, matcher.start(3) - 1);
        return switch (matcher.group(2)) {
            case "and_less" -> new Band(1, first, position, prefix);
            case "and_more" -> new Band(first, Integer.MAX_VALUE, position, prefix);
            default -> new Band(first, Integer.parseInt(matcher.group(2)), position, prefix);
        };
    }

    int width() {
        return names.size();
    }

    List<String> headers() {
        return List.copyOf(headers);
    }

    String header(String name) {
        return headers.get(position(name));
    }

    boolean has(String name) {
        return positions.containsKey(name);
    }

    int position(String name) {
        var position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("the profile has no column " + name);
        }
        return position;
    }

    /** Whether a column holds numbers. */
    boolean isNumber(int position) {
        return position < names.size() && largest.containsKey(names.get(position));
    }

    long largest(String name) {
        return largest.get(name);
    }

    /** The class-size columns of a stage. */
    List<Band> bands(String stage) {
        return bands.getOrDefault(stage, List.of());
    }

    /** A row by canonical names, blank cells left out. */
    Map<String, String> byName(List<String> cells) {
        var row = new HashMap<String, String>();
        for (var i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                row.put(names.get(i), cells.get(i).strip());
            }
        }
        return row;
    }
}
