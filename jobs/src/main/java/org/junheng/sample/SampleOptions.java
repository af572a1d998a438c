package org.junheng.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the sample census shall hold. The same options give the same bytes.
 *
 * <p>A sample of three counties and more has one faulty row in its last year in any case: that of the county that cannot
 * be judged. In a sample of fewer than about 120 rows a year it alone exceeds the share of one in a hundred.
 *
 * @param counties number of counties: the first of the real list, then invented ones
 * @param schoolsPerCounty number of schools of a county, without those of functional zones
 * @param firstYear first census year
 * @param lastYear last census year
 * @param seed chooses one of many samples
 * @param format {@link #FLAT}, or the name of a layout of official forms in {@code schemas/sample/forms}
 * @param fileType text or workbooks
 * @param countySheets whether county sheets and lists of rooms are written beside the census
 * @param schemas folder of the facts
 */
public record SampleOptions(
        int counties,
        int schoolsPerCounty,
        int firstYear,
        int lastYear,
        long seed,
        String format,
        FileType fileType,
        boolean countySheets,
        Path schemas) {

    /** One row a school and year. */
    public static final String FLAT = "flat";

    /** Most counties: China's county-level divisions, in round figures. */
    public static final int MOST_COUNTIES = 2850;

    /** Most schools of one county, so that identity codes do not run out. */
    public static final int MOST_SCHOOLS_PER_COUNTY = 2000;

    public SampleOptions {
        require(counties >= 1 && counties <= MOST_COUNTIES, "counties", "1 to " + MOST_COUNTIES, counties);
        require(
                schoolsPerCounty >= 2 && schoolsPerCounty <= MOST_SCHOOLS_PER_COUNTY,
                "schools per county",
                "2 to " + MOST_SCHOOLS_PER_COUNTY,
                schoolsPerCounty);
        require(firstYear >= 1990 && firstYear <= 2100, "first year", "1990 to 2100", firstYear);
        require(lastYear >= firstYear && lastYear <= 2100, "last year", firstYear + " to 2100", lastYear);
    }

    /** The default sample: the 33 real counties with 7 zones, 40 schools each, 2016 to 2025. */
    public static SampleOptions defaults(Path schemas) {
        return new SampleOptions(33, 40, 2016, 2025, 20260101L, FLAT, FileType.CSV, false, schemas);
    }

    public SampleOptions withCounties(int value) {
        return new SampleOptions(
                value, schoolsPerCounty, firstYear, lastYear, seed, format, fileType, countySheets, schemas);
    }

    public SampleOptions withSchoolsPerCounty(int value) {
        return new SampleOptions(counties, value, firstYear, lastYear, seed, format, fileType, countySheets, schemas);
    }

    public SampleOptions withYears(int first, int last) {
        return new SampleOptions(
                counties, schoolsPerCounty, first, last, seed, format, fileType, countySheets, schemas);
    }

    public SampleOptions withSeed(long value) {
        return new SampleOptions(
                counties, schoolsPerCounty, firstYear, lastYear, value, format, fileType, countySheets, schemas);
    }

    /** @throws IllegalArgumentException where there is no such layout */
    public SampleOptions withFormat(String value) throws IOException {
        var formats = new ArrayList<>(List.of(FLAT));
        formats.addAll(FormFacts.ids(schemas));
        require(formats.contains(value), "format", String.join(", ", formats), value);
        return new SampleOptions(
                counties, schoolsPerCounty, firstYear, lastYear, seed, value, fileType, countySheets, schemas);
    }

    /** @throws IllegalArgumentException where it is neither {@code csv} nor {@code xlsx} */
    public SampleOptions withFileType(String value) {
        require(FileType.ids().contains(value), "file type", String.join(", ", FileType.ids()), value);
        var type = FileType.valueOf(value.toUpperCase(Locale.ROOT));
        return new SampleOptions(
                counties, schoolsPerCounty, firstYear, lastYear, seed, format, type, countySheets, schemas);
    }

    /** County sheets and lists of music and art rooms beside the census, and what must come out with them. */
    public SampleOptions withCountySheets() {
        return new SampleOptions(
                counties, schoolsPerCounty, firstYear, lastYear, seed, format, fileType, true, schemas);
    }

    int years() {
        return lastYear - firstYear + 1;
    }

    private static void require(boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
        }
    }
}
