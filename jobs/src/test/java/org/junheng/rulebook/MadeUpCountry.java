package org.junheng.rulebook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Facts of a country that does not exist, in an overlay: levels by name, a sum, a factor, a product, a map of codes. */
public final class MadeUpCountry {
    public static final String ID = "xx-primary";
    public static final String HEADER = "id,name,kind,region,district,boys,girls,teachers,cost_thousand,rate";
    public static final String PROFILE = """
            profile: xx-primary
            title: {zh: 某国小学, en: Country X}
            standards: [xx-indicators]
            stages: [primary]
            files: {include: 'x_(?<year>[0-9]{4}).*[.]csv([.]gz)?'}
            other_columns: refuse
            year: {column: [year, 学年], file_name: true}
            levels:
              nation: {code: XX, name: 某国}
              city: {name: city_name}
              county: {name: county_name}
            unused: [remark]
            columns:
              school_code: {header: id, required: true, pattern: '[0-9]{4}'}
              school_name: {header: [name, {name: title, from: 2021}]}
              ownership: {header: kind, codes: {A: '1', B: '2'}, default: '3'}
              city_name: {header: region, required: true}
              county_name: {header: [{name: district, from: 2020}]}
              students_primary: {sum: [boys, girls], maximum: 5000}
              teachers_primary: {header: teachers}
              staff: {header: [staff, 职员], optional: true, minimum: 1}
              expenditure: {header: cost_thousand, factor: 1000}
              computers: {product: [teachers, rate]}
            """;
    public static final String STANDARD = """
            standard: xx-indicators
            title: {zh: 某国指标, en: Indicators of country X}
            stages: [primary]
            indicators:
              - id: expenditure_per_student
                title: {zh: 生均支出, en: expenditure per student}
                numerator: {add: [expenditure]}
                basis: shared
                scale: 1
                unit: {zh: 元/生, en: money per student}
            """;

    private final Path folder;

    private MadeUpCountry(Path folder) {
        this.folder = folder;
    }

    /** Writes the overlay. */
    public static MadeUpCountry in(Path folder) {
        return new MadeUpCountry(folder)
                .with("census/xx-primary/profile.yaml", PROFILE)
                .with("standards/xx-indicators.yaml", STANDARD);
    }

    public MadeUpCountry with(String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path folder() {
        return folder;
    }

    public Rulebook rulebook() {
        return Rulebook.read(shipped(), Optional.of(folder));
    }

    public static Path shipped() {
        return Path.of(System.getProperty("junheng.home", "..")).resolve("schemas");
    }
}
