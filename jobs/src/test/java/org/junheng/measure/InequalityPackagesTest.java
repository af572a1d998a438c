package org.junheng.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junheng.nightly.PythonPackages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures of the kernel equal those of statistics packages in Python, on seeded data with zeros and heavy tails. */
class InequalityPackagesTest {
    private static final int CASES = 400;

    @Test
    void measures_equal_those_of_pysal_and_numpy(@TempDir Path folder) throws IOException, InterruptedException {
        PythonPackages.demand("numpy", "inequality");
        var units = new ArrayList<>(List.of("case,resource,students,group"));
        var measures = new ArrayList<>(List.of("case,measure,value"));
        for (int seed = 0; seed < CASES; seed++) {
            write(seed, units, measures);
        }
        Files.write(folder.resolve("units.csv"), units);
        Files.write(folder.resolve("measures.csv"), measures);
        var said = PythonPackages.run("check_inequality.py", folder);
        System.out.println(said.text());
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("gini: " + CASES + " compared", "theil_t_within: " + CASES + " compared");
    }

    private static void write(int seed, List<String> units, List<String> measures) {
        var chance = new Random(seed);
        int size = 2 + chance.nextInt(60);
        int groups = 1 + chance.nextInt(Math.min(size, 6));
        boolean zeros = seed % 2 == 0;
        boolean heavyTail = seed % 3 == 0;
        var resource = new double[size];
        var students = new double[size];
        var group = new int[size];
        for (int i = 0; i < size; i++) {
            students[i] = 1 + chance.nextInt(30);
            // Pareto with exponent 1.1, whose variance is infinite, or lognormal.
            double value = heavyTail ? Math.pow(1 - chance.nextDouble(), -1 / 1.1) : Math.exp(chance.nextGaussian());
            // A whole group of zeros now and then.
            group[i] = i < groups ? i : chance.nextInt(groups);
            boolean zero = zeros && (group[i] == 1 && seed % 4 == 0 || chance.nextInt(5) == 0);
            resource[i] = zero && i > 0 ? 0 : value * students[i];
            units.add(seed + "," + resource[i] + "," + (int) students[i] + "," + group[i]);
        }
        var whole = InequalityMeasures.of(resource, students, 100);
        var parts = new Decomposition.Units(resource, students, 100).by(group, groups);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("mean", whole.mean());
        figures.put("cv", whole.cv());
        figures.put("gini", whole.gini());
        figures.put("theil_t", whole.theilT());
        figures.put("theil_l", whole.theilL());
        figures.put("theil_t_within", parts.theilTWithin());
        figures.put("theil_t_between", parts.theilTBetween());
        figures.put("atkinson_05", whole.atkinson05());
        figures.put("atkinson_1", whole.atkinson1());
        figures.put("p05", whole.p05());
        figures.put("p10", whole.p10());
        figures.put("p25", whole.p25());
        figures.put("p50", whole.p50());
        figures.put("p75", whole.p75());
        figures.put("p90", whole.p90());
        figures.put("p95", whole.p95());
        figures.put("cv_unweighted", whole.cvUnweighted());
        figures.put("p90_p10_unweighted", whole.p90P10Unweighted());
        for (Map.Entry<String, Double> figure : figures.entrySet()) {
            var value = figure.getValue().isNaN() ? "" : figure.getValue().toString();
            measures.add(seed + "," + figure.getKey() + "," + value);
        }
    }
}
