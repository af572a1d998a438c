package org.junheng.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SuppliedMapTest {
    private static final String AREA = "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}";

    @Test
    void theCodesOfPlacesAreFoundInWhicheverPropertyHasThemAndNothingElseIsServed() throws Exception {
        var map = map(collection("{\"name\":\"x\",\"adcode\":410000}", AREA), "source", "GS(2026)1");
        assertThat(map.codeProperty()).isEqualTo("adcode");
        assertThat(new String(map.geoJson(), StandardCharsets.UTF_8))
                .contains("\"adcode\":\"410000\"")
                .doesNotContain("name");
    }

    @Test
    void aMapWithoutSourceOrReviewNumberIsRefused() {
        refused(collection("{\"code\":\"410000\"}", AREA), " ", "GS(2026)1", SuppliedMap.Reason.SOURCE);
        refused(collection("{\"code\":\"410000\"}", AREA), "source", null, SuppliedMap.Reason.REVIEW_NUMBER);
    }

    @Test
    void whatIsNoMapOfPlacesOfTheSnapshotIsRefused() {
        refused("{", "source", "1", SuppliedMap.Reason.NO_JSON);
        refused("{\"type\":\"Feature\"}", "source", "1", SuppliedMap.Reason.NO_COLLECTION);
        refused(collection("{\"code\":\"410000\"}", "null"), "source", "1", SuppliedMap.Reason.NO_AREA);
        refused(collection("{\"code\":\"999999\"}", AREA), "source", "1", SuppliedMap.Reason.NO_CODES);
    }

    private static void refused(String file, String source, String number, SuppliedMap.Reason reason) {
        assertThatThrownBy(() -> map(file, source, number))
                .isInstanceOfSatisfying(SuppliedMap.Unusable.class, problem -> assertThat(problem.reason())
                        .isEqualTo(reason));
    }

    private static SuppliedMap map(String file, String source, String number) throws SuppliedMap.Unusable {
        return SuppliedMap.of(file.getBytes(StandardCharsets.UTF_8), source, number, "410000"::equals);
    }

    private static String collection(String properties, String geometry) {
        return "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":" + properties
                + ",\"geometry\":" + geometry + "}]}";
    }
}
