package org.junheng.dashboard.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Areas of places, from a file that the user supplies: no borders come with the program.
 *
 * @param geoJson a GeoJSON FeatureCollection (RFC 7946) in which each area has the code of its place as text, and nothing else
 * @param source who made the map; shown under it
 * @param reviewNumber the number under which the authority for maps passed it (审图号); shown under it
 * @param codeProperty the property with the code
 */
public record SuppliedMap(byte[] geoJson, String source, String reviewNumber, String codeProperty) {
    /** Counties of a whole country, generalised for the screen, take less than half of that. */
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int MOST_TEXT = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> AREAS = List.of("Polygon", "MultiPolygon");

    /** Why a file cannot be shown as a map; {@code argument} is what the message names. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final String argument;

        Unusable(Reason reason, Object argument) {
            super(reason + ": " + argument);
            this.reason = reason;
            this.argument = String.valueOf(argument);
        }

        public Reason reason() {
            return reason;
        }

        public String argument() {
            return argument;
        }
    }

    /** What is wrong with it. */
    public enum Reason {
        /** No source, or one that is too long. */
        SOURCE,
        /** No review number, or one that is too long. */
        REVIEW_NUMBER,
        TOO_LARGE,
        NO_JSON,
        NO_COLLECTION,
        /** A feature, by its position from 1, that is no area. */
        NO_AREA,
        /** No property has the codes of places. */
        NO_CODES
    }

    /**
     * Reads and checks a map.
     *
     * @param known whether the snapshot has a place of this code
     * @throws Unusable when it is no map of places of the snapshot, or does not say where it comes from
     */
    public static SuppliedMap of(byte[] file, String source, String reviewNumber, Predicate<String> known)
            throws Unusable {
        requireText(source, Reason.SOURCE);
        requireText(reviewNumber, Reason.REVIEW_NUMBER);
        if (file.length > MOST_BYTES) {
            throw new Unusable(Reason.TOO_LARGE, MOST_BYTES / 1024 / 1024);
        }
        var features = features(file);
        var property = codeProperty(features, known)
                .orElseThrow(
                        () -> new Unusable(Reason.NO_CODES, features.path(0).path("properties")));
        return new SuppliedMap(areas(features, property), source.strip(), reviewNumber.strip(), property);
    }

    private static void requireText(String text, Reason otherwise) throws Unusable {
        if (text == null || text.isBlank() || text.length() > MOST_TEXT) {
            throw new Unusable(otherwise, MOST_TEXT);
        }
    }

    private static JsonNode features(byte[] file) throws Unusable {
        JsonNode root;
        try {
            root = JSON.readTree(file);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Unusable(Reason.NO_JSON, at == null ? 1 : at.getLineNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var features = root.path("features");
        if (!root.path("type").asText().equals("FeatureCollection") || !features.isArray() || features.isEmpty()) {
            throw new Unusable(Reason.NO_COLLECTION, root.path("type").asText());
        }
        for (int i = 0; i < features.size(); i++) {
            var geometry = features.get(i).path("geometry");
            if (!AREAS.contains(geometry.path("type").asText()) || !rings(geometry.path("coordinates"))) {
                throw new Unusable(Reason.NO_AREA, i + 1);
            }
        }
        return features;
    }

    /** Whether there is nothing in it but lists of numbers. */
    private static boolean rings(JsonNode coordinates) {
        if (!coordinates.isArray() || coordinates.isEmpty()) {
            return false;
        }
        for (var each : coordinates) {
            if (!each.isNumber() && !rings(each)) {
                return false;
            }
        }
        return true;
    }

    /** The property with most codes of places. */
    private static Optional<String> codeProperty(JsonNode features, Predicate<String> known) {
        var found = new TreeMap<String, Integer>();
        for (var feature : features) {
            feature.path("properties").properties().forEach(property -> {
                if (property.getValue().isValueNode()
                        && known.test(property.getValue().asText())) {
                    found.merge(property.getKey(), 1, Integer::sum);
                }
            });
        }
        return found.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static byte[] areas(JsonNode features, String property) {
        var collection = JSON.createObjectNode().put("type", "FeatureCollection");
        var areas = collection.putArray("features");
        for (var feature : features) {
            ObjectNode area = areas.addObject().put("type", "Feature");
            area.putObject("properties")
                    .put(property, feature.path("properties").path(property).asText());
            area.set("geometry", feature.get("geometry"));
        }
        return Assets.utf8(collection.toString());
    }
}
