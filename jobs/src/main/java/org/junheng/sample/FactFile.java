package org.junheng.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one YAML file of facts, into a record or as a tree. Decimals stay exact. */
record FactFile(Path path) {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    <T> T as(Class<T> type) throws IOException {
        try (var reader = Files.newBufferedReader(path)) {
            return YAML.readValue(reader, type);
        }
    }

    JsonNode tree() throws IOException {
        try (var reader = Files.newBufferedReader(path)) {
            return YAML.readTree(reader);
        }
    }
}
