package org.junheng.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** The contents of {@code schemas/sample/schools.yaml}: kinds, sizes and names of schools. */
record SchoolFacts(
        Map<String, Kind> kinds,
        List<String> pattern,
        double zoneShare,
        Map<String, List<String>> urbanRural,
        List<String> pointUrbanRural,
        Map<String, Map<String, Range>> sizes,
        double severalStagesShare,
        Points points,
        Range special,
        Range campus,
        Map<String, Map<String, Integer>> grades,
        String usualGradeSystem,
        Life life,
        Names names,
        Association educationGroups,
        Association schoolClusters) {

    /** Which side of the standard's limit a teaching point stays on. */
    enum PointSize {
        @JsonProperty("small")
        SMALL,
        @JsonProperty("large")
        LARGE
    }

    /** A kind of school. Null: size (not a teaching point), parent (not a campus), oneCountyIn (every county). */
    record Kind(
            String type,
            String category,
            List<String> stages,
            String suffix,
            String ownership,
            PointSize size,
            Integer parent,
            boolean cityRun,
            boolean outOfScope,
            Integer oneCountyIn,
            String otherwise) {
        Kind {
            stages = List.copyOf(stages);
            ownership = ownership == null ? "1" : ownership;
        }
    }

    /** Least and most, written as a pair. */
    record Range(int least, int most) {
        @JsonCreator
        static Range of(List<Integer> pair) {
            return new Range(pair.get(0), pair.get(1));
        }

        int drawn(Chance chance) {
            return chance.between(least, most);
        }
    }

    record Points(Range small, Range large) {}

    /** How schools open and end over the years. */
    record Life(int lasting, double ends, double mergedOfEnded, double opens, double emptyAtOpening) {}

    record Names(
            List<String> towns,
            List<String> ordinals,
            String laterOrdinal,
            String withCommaAndQuotes,
            String withLineBreak) {}

    /** Education groups or school clusters: the share of schools in one, how many a county has, their name. */
    record Association(double share, int count, String name) {}

    /** The kind at a place of the pattern in a county, by the county's place in the list. */
    Kind kindAt(int slot, int countyIndex) {
        var kind = kinds.get(pattern.get(slot % pattern.size()));
        var absent = kind.oneCountyIn() != null && countyIndex % kind.oneCountyIn() != 0;
        return absent ? kinds.get(kind.otherwise()) : kind;
    }
}
