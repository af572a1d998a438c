package org.junheng.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junheng.nightly.PythonPackages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics of trends equal those of packages in Python, on seeded series with gaps, ties and heavy tails. */
class TrendPackagesTest {
    private static final int CASES = 600;

    @Test
    void statistics_equal_those_of_scipy_and_pymannkendall(@TempDir Path folder)
            throws IOException, InterruptedException {
        PythonPackages.demand("numpy", "scipy", "pymannkendall");
        var years = new ArrayList<>(List.of("case,year,value"));
        var trends = new ArrayList<>(List.of("case,statistic,value"));
        var tested = new ArrayList<Integer>();
        var p = new ArrayList<Double>();
        for (int seed = 0; seed < CASES; seed++) {
            var normal = write(seed, years, trends);
            if (normal != null) {
                tested.add(seed);
                p.add(normal);
            }
        }
        var rates =
                FalseDiscovery.rates(p.stream().mapToDouble(Double::doubleValue).toArray());
        for (int i = 0; i < rates.length; i++) {
            trends.add(tested.get(i) + ",false_discovery," + rates[i]);
        }
        Files.write(folder.resolve("years.csv"), years);
        Files.write(folder.resolve("trends.csv"), trends);
        var said = PythonPackages.run("check_trend.py", folder);
        System.out.println(said.text());
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("pymannkendall S: " + CASES, "scipy linregress p: ", "exact p with ties, all orders: ");
    }

    /** The normal p, or null. */
    private static Double write(int seed, List<String> years, List<String> trends) {
        var chance = new Random(seed);
        int first = 2000 + chance.nextInt(10);
        // About a third of the years are gaps.
        var of = IntStream.range(first, first + 4 + chance.nextInt(16))
                .filter(year -> year == first || chance.nextInt(3) > 0)
                .toArray();
        if (of.length < 3) {
            of = IntStream.range(first, first + 3).toArray();
        }
        boolean rounded = seed % 3 == 0;
        boolean heavyTail = seed % 4 == 0;
        double slope = chance.nextInt(3) * 0.1 * chance.nextGaussian();
        var values = new double[of.length];
        for (int i = 0; i < values.length; i++) {
            double noise = heavyTail ? Math.pow(1 - chance.nextDouble(), -1 / 1.1) : chance.nextGaussian();
            double value = 3 + slope * (of[i] - first) + 0.4 * noise;
            values[i] = seed % 50 == 0 ? 0 : rounded ? Math.rint(value) : value;
            years.add(seed + "," + of[i] + "," + values[i]);
        }
        var test = MannKendall.of(values, 10);
        var line = LeastSquares.of(of, values, 0.95);
        var figures = new LinkedHashMap<String, Double>();
        figures.put("s", (double) test.s());
        figures.put("variance", test.variance());
        figures.put("p_exact", test.exact());
        figures.put("p_normal", test.normal());
        figures.put("sen_slope", TheilSen.slope(of, values));
        figures.put("ols_slope", line.slope());
        figures.put("ols_p", line.p());
        figures.put("ols_low", line.low());
        figures.put("ols_high", line.high());
        figures.forEach((name, value) -> trends.add(seed + "," + name + "," + (value == null ? "" : value)));
        return test.normal();
    }
}
