package org.junheng.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SharedRelationsTest {
    private static final String RELATIONS = """
            relations:
              asked: SELECT 1 AS year
              counted: SELECT * FROM asked
              unused: SELECT 2
            """;

    @Test
    void sqlBeginsWithTheRelationsThatItNamesAndThoseThatTheyName() throws IOException {
        var page = written(RELATIONS + "headline: SELECT * FROM counted");

        assertThat(page.get("headline").asText())
                .isEqualTo(
                        "WITH asked AS (SELECT 1 AS year),\ncounted AS (SELECT * FROM asked)\nSELECT * FROM counted");
        assertThat(page.has("relations")).isFalse();
    }

    @Test
    void relationsStandBeforeThoseOfTheSqlItself() throws IOException {
        var page = written(RELATIONS + """
                sections:
                  - panels:
                      - sql: WITH own AS (SELECT * FROM asked) SELECT * FROM own
                """);

        assertThat(page.at("/sections/0/panels/0/sql").asText())
                .isEqualTo("WITH asked AS (SELECT 1 AS year),\nown AS (SELECT * FROM asked) SELECT * FROM own");
    }

    @Test
    void sqlThatNamesNoneStaysAsItIs() throws IOException {
        assertThat(written(RELATIONS + "headline: SELECT asked_for FROM division")
                        .get("headline")
                        .asText())
                .isEqualTo("SELECT asked_for FROM division");
    }

    @Test
    void aRelationWorkedOutOnceIsLeftOutOfWhatTheWholePageAsks() throws IOException {
        var page = written("""
                relations:
                  asked: {once: true, sql: SELECT 1 AS year}
                  later: SELECT * FROM asked
                  counted: {once: true, sql: SELECT * FROM later}
                headline: SELECT * FROM counted WHERE x.asked = 'asked'
                """);

        assertThat(page.get("headline").asText()).startsWith("WITH asked AS (SELECT 1 AS year),\nlater AS ");
        assertThat(page.at("/once/selects//sql").asText()).isEqualTo("SELECT * FROM counted WHERE x.asked = 'asked'");
        assertThat(page.at("/once/selects//needs").toString()).isEqualTo("[\"counted\"]");
        assertThat(page.at("/once/relations/counted/sql").asText())
                .isEqualTo("WITH later AS (SELECT * FROM asked)\nSELECT * FROM later");
        assertThat(page.at("/once/relations/counted/needs").toString()).isEqualTo("[\"asked\"]");
    }

    private static JsonNode written(String yaml) throws IOException {
        return SharedRelations.written(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    }
}
