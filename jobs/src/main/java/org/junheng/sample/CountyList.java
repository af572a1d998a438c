package org.junheng.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The counties of a sample, real ones first, and the divisions invented for the rest. */
record CountyList(List<SampleCounty> counties, List<InventedDivision> invented) {

    private static final String DISTRICT = "district";

    CountyList {
        counties = List.copyOf(counties);
        invented = List.copyOf(invented);
    }

    /** A division that exists in the sample alone. */
    record InventedDivision(String code, String name, String level, String parent) {}

    static CountyList of(SampleOptions options, SampleFacts facts) {
        var counties = new ArrayList<SampleCounty>();
        for (var city : facts.counties().cities()) {
            for (var county : city.counties()) {
                if (counties.size() < options.counties()) {
                    counties.add(real(counties.size(), city, county, options, facts));
                }
            }
        }
        var invented = new ArrayList<InventedDivision>();
        addInvented(options, facts, counties, invented);
        return new CountyList(counties, invented);
    }

    private static SampleCounty real(
            int index, CountyFacts.City city, CountyFacts.County county, SampleOptions options, SampleFacts facts) {
        var truth = facts.counties().truthOf(county.code());
        return new SampleCounty(
                index,
                county.code(),
                county.label(),
                city.code(),
                county.place().equals(DISTRICT),
                Optional.ofNullable(county.gradeSystem()).orElse(facts.schools().usualGradeSystem()),
                truth.map(chosen -> options.lastYear() - chosen.balancedBeforeLast())
                        .orElse(county.balancedFrom()),
                Optional.ofNullable(county.fallsBackFrom()),
                Optional.ofNullable(county.earlierCode()),
                city.zones().stream()
                        .filter(zone -> zone.county().equals(county.code()))
                        .toList(),
                truth);
    }

    private static void addInvented(
            SampleOptions options, SampleFacts facts, List<SampleCounty> counties, List<InventedDivision> invented) {
        var rule = facts.counties().invented();
        var missing = options.counties() - counties.size();
        for (var i = 0; i < missing; i++) {
            var city = i / rule.countiesPerCity();
            var province = city / rule.citiesPerProvince();
            var provinceDigits = rule.provinceCodes().get(province);
            var cityDigits = provinceDigits + twoDigits(1 + city % rule.citiesPerProvince());
            var placeInCity = i % rule.countiesPerCity();
            var code = cityDigits + twoDigits(1 + placeInCity);
            if (i % (rule.countiesPerCity() * rule.citiesPerProvince()) == 0) {
                invented.add(new InventedDivision(
                        provinceDigits + "0000",
                        named(rule.provinceName(), provinceDigits),
                        "province",
                        rule.nation()));
            }
            if (placeInCity == 0) {
                invented.add(new InventedDivision(
                        cityDigits + "00", named(rule.cityName(), cityDigits), "city", provinceDigits + "0000"));
            }
            invented.add(new InventedDivision(code, named(rule.countyName(), code), "county", cityDigits + "00"));
            var years = rule.balancedFrom();
            counties.add(new SampleCounty(
                    counties.size(),
                    code,
                    named(rule.countyLabel(), code),
                    cityDigits + "00",
                    placeInCity < rule.districtsPerCity(),
                    facts.schools().usualGradeSystem(),
                    Chance.ofSeed(options.seed()).at(code).at("balanced").between(years.earliest(), years.latest()),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
        }
    }

    private static String named(String pattern, String code) {
        return pattern.replace("%s", code);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
