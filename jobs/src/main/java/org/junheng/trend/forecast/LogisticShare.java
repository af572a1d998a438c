package org.junheng.trend.forecast;

import org.junheng.trend.Measure;
import org.junheng.trend.Series;

/**
 * A straight line by least squares over real years on the logit of a share, so that a share nears 0 or 1 but never leaves
 * them. Only for measures with two ends. Shares at an end are moved inwards a little, where the logit is finite.
 */
final class LogisticShare implements ForecastMethod {
    private final double edge;

    /**
     * @param edge the least share, and 1 minus the greatest, of which the logit is taken
     */
    LogisticShare(double edge) {
        this.edge = edge;
    }

    @Override
    public String id() {
        return "logistic_share";
    }

    @Override
    public boolean appliesTo(Measure measure) {
        return measure.isShare();
    }

    @Override
    public Projection fit(Series training) {
        int n = training.length();
        var logits = new double[n];
        double meanLogit = 0;
        double meanYear = 0;
        for (int i = 0; i < n; i++) {
            double share = Math.max(edge, Math.min(1 - edge, training.values()[i]));
            logits[i] = Math.log(share / (1 - share));
            meanLogit += logits[i] / n;
            // Years from the last one, so that sums stay small.
            meanYear += (double) (training.years()[i] - training.lastYear()) / n;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double year = training.years()[i] - training.lastYear() - meanYear;
            products += year * (logits[i] - meanLogit);
            squares += year * year;
        }
        double slope = products / squares;
        double end = meanLogit - slope * meanYear;
        return horizon -> 1 / (1 + Math.exp(-(end + slope * horizon)));
    }
}
