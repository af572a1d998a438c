package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How the cells of some columns of a county sheet are made; {@code schemas/sample/county_sheets.yaml} says what each key means. */
record FigureFacts(
        List<String> columns,
        List<String> of,
        SheetFacts.Span range,
        SheetFacts.Span missed,
        List<String> limit,
        List<String> atLeastLimit,
        String by,
        String over,
        List<String> plus,
        String atMost,
        String as,
        Double yearly,
        double growth,
        int decimals,
        Round round,
        SheetFacts.Meets meets,
        Boolean met,
        Double chance,
        boolean eachYear,
        List<String> counties,
        String when,
        String monitored,
        String before,
        String date,
        SheetFacts.Span years,
        boolean yearsBeforeLast,
        boolean balancedFrom,
        Spent spending,
        String cohort,
        CohortPart part) {

    enum Round {
        @JsonProperty("nearest")
        NEAREST,
        @JsonProperty("down")
        DOWN
    }

    enum Spent {
        @JsonProperty("total")
        TOTAL,
        @JsonProperty("per_pupil")
        PER_PUPIL
    }

    enum CohortPart {
        @JsonProperty("years")
        YEARS,
        @JsonProperty("entrants")
        ENTRANTS,
        @JsonProperty("graduates")
        GRADUATES,
        @JsonProperty("transferred_in")
        TRANSFERRED_IN,
        @JsonProperty("transferred_out")
        TRANSFERRED_OUT,
        @JsonProperty("deaths")
        DEATHS
    }

    FigureFacts {
        of = of == null ? List.of() : List.copyOf(of);
        plus = plus == null ? List.of() : List.copyOf(plus);
    }

    /** The column whose standing this one has. */
    String standing(String column) {
        return as == null ? column : as;
    }
}
