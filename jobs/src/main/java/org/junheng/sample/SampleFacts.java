package org.junheng.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All facts that the sample rests on, read from the folder {@code schemas}. */
record SampleFacts(
        CountyFacts counties,
        SchoolFacts schools,
        ResourceFacts resources,
        FileFacts files,
        String notice,
        CensusLayout layout,
        ResourceStandard standard,
        YearlyChanges changes) {

    static SampleFacts read(Path schemas) throws IOException {
        var sample = schemas.resolve("sample");
        var files = new FactFile(sample.resolve("files.yaml")).as(FileFacts.class);
        var profile = schemas.resolve("census").resolve(files.profile()).resolve("profile.yaml");
        var standard = schemas.resolve("standards").resolve(files.standard() + ".yaml");
        var resources = ResourceStandard.of(new FactFile(standard).tree());
        var rules = new FactFile(schemas.resolve("census").resolve("rules.yaml")).tree();
        var stages = List.copyOf(resources.splitWeights().keySet());
        return new SampleFacts(
                new FactFile(sample.resolve("counties.yaml")).as(CountyFacts.class),
                new FactFile(sample.resolve("schools.yaml")).as(SchoolFacts.class),
                new FactFile(sample.resolve("resources.yaml")).as(ResourceFacts.class),
                files,
                Files.readString(sample.resolve("notice.md")),
                CensusLayout.of(new FactFile(profile).tree()),
                resources,
                YearlyChanges.of(rules, stages));
    }
}
