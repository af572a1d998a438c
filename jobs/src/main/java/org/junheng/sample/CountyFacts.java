package org.junheng.sample;

import java.util.List;
import java.util.Optional;

/** The contents of {@code schemas/sample/counties.yaml}: divisions, chosen verdicts and how to invent more. */
record CountyFacts(List<City> cities, List<Truth> truth, RoadmapTruth roadmap, Invented invented) {

    /** A city with its counties and functional zones. */
    record City(String code, String name, List<County> counties, List<Zone> zones) {
        City {
            counties = List.copyOf(counties);
            zones = zones == null ? List.of() : List.copyOf(zones);
        }
    }

    /** A county; the grade system, the falling back and the earlier code may be null. */
    record County(
            String code,
            String name,
            String label,
            String place,
            String gradeSystem,
            int balancedFrom,
            Integer fallsBackFrom,
            EarlierCode earlierCode) {}

    /** The code that a county had up to and with the census of a year. */
    record EarlierCode(String code, int lastCensus) {}

    /** A functional zone, which has no national code; its schools stand in {@code county}. */
    record Zone(String code, String name, String label, String county) {}

    /** A county whose verdict is known beforehand; {@code weakSchool} may be null. */
    record Truth(String county, Verdict verdict, int balancedBeforeLast, Double weakSchool) {}

    /** What roadmaps come to, for the samples that are large enough. */
    record RoadmapTruth(int lastYear, int leastYears, int leastCounties, int leastSchools, List<Standing> counties) {
        RoadmapTruth {
            counties = List.copyOf(counties);
        }

        boolean holdsFor(SampleOptions options) {
            return options.lastYear() == lastYear
                    && options.years() >= leastYears
                    && options.counties() >= leastCounties
                    && options.schoolsPerCounty() >= leastSchools
                    && !options.countySheets();
        }
    }

    /** A county whose state on a roadmap is known beforehand; {@code reportsLastYears} is null where it reports every year. */
    record Standing(
            String plan, String county, String state, String decidingItem, Integer reportsLastYears, String why) {}

    /** How further divisions are invented. */
    record Invented(
            String nation,
            List<String> provinceCodes,
            int countiesPerCity,
            int citiesPerProvince,
            int districtsPerCity,
            Span balancedFrom,
            String provinceName,
            String cityName,
            String countyName,
            String countyLabel,
            int validFrom) {}

    /** Two years, both included. */
    record Span(int earliest, int latest) {}

    /** The chosen verdict of a county, if it is one of those whose verdict is known beforehand. */
    Optional<Truth> truthOf(String county) {
        return truth.stream().filter(entry -> entry.county().equals(county)).findFirst();
    }

    /** The first year in which a county sends its rows. */
    int reportsFrom(String county, int firstYear, int lastYear) {
        return roadmap.counties().stream()
                .filter(entry -> entry.county().equals(county) && entry.reportsLastYears() != null)
                .map(entry -> Math.max(firstYear, lastYear - entry.reportsLastYears() + 1))
                .findFirst()
                .orElse(firstYear);
    }
}
