package org.junheng.trend.forecast;

import java.util.Optional;
import org.junheng.nightly.TestRun;
import org.junheng.rulebook.ForecastFacts;
import org.junheng.rulebook.ForecastFacts.Anchor;
import org.junheng.rulebook.ForecastFacts.Scale;
import org.junheng.rulebook.Rulebook;

/** The shipped facts of forecasts, and others near them. */
final class TestFacts {
    private static ForecastFacts shipped;

    private TestFacts() {}

    static synchronized ForecastFacts shipped() {
        if (shipped == null) {
            shipped = Rulebook.read(TestRun.home().resolve("schemas"), Optional.empty())
                    .forecasts();
        }
        return shipped;
    }

    static ForecastFacts with(
            ForecastFacts facts,
            int leastTrainingYears,
            int leastOutcomes,
            Anchor anchor,
            Scale scale,
            boolean poolByLevel,
            boolean poolByMethod) {
        return new ForecastFacts(
                leastTrainingYears,
                leastOutcomes,
                facts.band(),
                facts.leastPool(),
                facts.defaultHorizon(),
                facts.mostAgeYears(),
                facts.shareEdge(),
                facts.still(),
                anchor,
                scale,
                poolByLevel,
                poolByMethod,
                facts.levelGains(),
                facts.trendGains(),
                facts.dampings());
    }
}
