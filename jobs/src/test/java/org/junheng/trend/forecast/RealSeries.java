package org.junheng.trend.forecast;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junheng.trend.Measure;
import org.junheng.trend.Series;
import org.junheng.trend.SeriesKey;

/** Yearly series of real censuses, gathered from the reference figures and from the yearbook. */
final class RealSeries {
    private final Map<SeriesKey, TreeMap<Integer, Double>> found = new LinkedHashMap<>();

    /** Mean, CV, Gini and Theil T of all scopes of a reference file. */
    static List<Series> reference(Path folder) {
        var series = new RealSeries();
        series.addReference(folder);
        return series.all();
    }

    /** Likewise of the provinces, and the figures of each of the 31. */
    static List<Series> provinces(Path folder) {
        var series = new RealSeries();
        series.addReference(folder);
        var file = folder.resolve("primary_by_province_2000_2019.csv.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file));
                var reader = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var row : reader) {
                series.addRatio(row, "schools_per_10000", "普通小学学校数(所)", 1);
                series.addRatio(row, "staff_per_100", "普通小学教职工数(万人)", 100);
                series.addRatio(row, "teachers_per_100", "普通小学专任教师数(万人)", 100);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return series.all();
    }

    private void addReference(Path folder) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve("reference.csv"))) {
            for (var row : reader) {
                for (var measure : List.of(Measure.MEAN, Measure.CV, Measure.GINI, Measure.THEIL_T)) {
                    // A single unit says nothing about how units differ.
                    if (!measure.isSpread() || Integer.parseInt(row.getField("n_units")) > 1) {
                        add(row.getField("scope_level"), row.getField("scope"), row, measure);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String level, String region, NamedCsvRecord row, Measure measure) {
        var text = row.getField(measure.id());
        if (!text.isEmpty()) {
            add(level, region, row.getField("indicator"), measure, row.getField("year"), Double.parseDouble(text));
        }
    }

    private void addRatio(NamedCsvRecord row, String indicator, String column, double times) {
        var count = row.getField(column);
        var students = row.getField("普通小学在校学生数(万人)");
        if (!count.isEmpty() && !students.isEmpty()) {
            double value = times * Double.parseDouble(count) / Double.parseDouble(students);
            add("unit", row.getField("省份编码"), indicator, Measure.MEAN, row.getField("年份"), value);
        }
    }

    private void add(String level, String region, String indicator, Measure measure, String year, double value) {
        var key = new SeriesKey("real", level, region, "primary", indicator, measure);
        found.computeIfAbsent(key, each -> new TreeMap<>()).put(Integer.valueOf(year), value);
    }

    private List<Series> all() {
        var all = new ArrayList<Series>();
        found.forEach((key, values) -> all.add(new Series(
                key,
                0,
                values.keySet().stream().mapToInt(Integer::intValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray(),
                null)));
        return all;
    }
}
