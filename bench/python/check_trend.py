"""Holds the statistics of trends against scipy and pymannkendall.

python3 check_trend.py DIR: reads DIR/years.csv (case, year, value) and DIR/trends.csv (case, statistic, value; blank = none), both
written by the test TrendPackagesTest; years have gaps, values have ties in some cases.

Differences of definition, none of which is an error of either side:
  * pymannkendall's p is the normal one, with ties and continuity correction, as ours; it works it out as 1 - F(z), so that small p
    lose digits: compared to 1e-12 absolutely. It has no exact p.
  * Where all values are equal S has no variance: pymannkendall says p = 1, we say none.
  * pymannkendall takes a series at equal distances: a year that is missing goes in as NaN, by which S leaves it out and Sen's slope
    keeps the real distance.
  * scipy.stats.kendalltau(method='exact') knows no ties: the exact p of cases with ties is held against all orders of the values,
    counted one by one (n <= 7); there P(|S| >= |s|) runs over the orders with the ties as they are.
  * scipy.stats.theilslopes is the median of slopes over real distances, as ours; of its interval we have none.
  * scipy.stats.linregress gives p = 0 where no residual is left, we give none. Its standard error is ours; the interval is slope
    +- t(0.975, n - 2) times it.
"""
import csv
import itertools
import math
import sys
import warnings
from collections import defaultdict
from pathlib import Path

import numpy
import pymannkendall
from scipy import stats

from agreement import Agreement, figure


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def score(values):
    return sum(numpy.sign(b - a) for a, b in itertools.combinations(values, 2))


def exact_over_orders(values):
    observed = abs(score(values))
    scores = [abs(score(order)) for order in itertools.permutations(values)]
    return sum(each >= observed for each in scores) / len(scores)


def main(folder):
    series = defaultdict(list)
    for row in rows(folder / "years.csv"):
        series[row["case"]].append((int(row["year"]), float(row["value"])))
    kernel = defaultdict(dict)
    for row in rows(folder / "trends.csv"):
        kernel[row["case"]][row["statistic"]] = figure(row["value"])
    agreement = Agreement()
    for case, of in kernel.items():
        years, values = (numpy.array(column) for column in zip(*series[case]))
        n = len(years)
        ties = len(set(values)) < n
        flat = len(set(values)) == 1
        with_gaps = numpy.full(years[-1] - years[0] + 1, numpy.nan)
        with_gaps[years - years[0]] = values
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package = pymannkendall.original_test(with_gaps)
        agreement.check("pymannkendall S", case, of["s"], float(package.s))
        agreement.check("pymannkendall variance of S", case, of["variance"], float(package.var_s))
        agreement.check("pymannkendall p", case, of["p_normal"], None if flat else float(package.p), absolute=1e-12, relative=1e-9)
        agreement.check("pymannkendall Sen's slope", case, of["sen_slope"], float(package.slope))
        agreement.check("scipy theilslopes", case, of["sen_slope"], float(stats.theilslopes(values, years).slope))
        if of["p_exact"] is not None:
            if not ties:
                agreement.check("scipy kendalltau exact p, no ties", case, of["p_exact"], float(stats.kendalltau(years, values, method="exact").pvalue))
            elif n <= 7:
                agreement.check("exact p with ties, all orders", case, of["p_exact"], exact_over_orders(values))
        line = stats.linregress(years, values)
        agreement.check("scipy linregress slope", case, of["ols_slope"], float(line.slope))
        if n > 2 and not flat:
            agreement.check("scipy linregress p", case, of["ols_p"], float(line.pvalue))
            half = float(stats.t.ppf(0.975, n - 2) * line.stderr)
            agreement.check("scipy 95 % interval, low", case, of["ols_low"], float(line.slope) - half)
            agreement.check("scipy 95 % interval, high", case, of["ols_high"], float(line.slope) + half)
        elif of["ols_p"] is not None:
            agreement.check("no p without residuals", case, of["ols_p"], math.nan)
    p = {case: of["p_normal"] for case, of in kernel.items() if of["p_normal"] is not None}
    rates = stats.false_discovery_control(list(p.values()), method="bh")
    for case, rate in zip(p, rates):
        agreement.check("scipy false_discovery_control", case, kernel[case]["false_discovery"], float(rate))
    agreement.finish()


main(Path(sys.argv[1]))
