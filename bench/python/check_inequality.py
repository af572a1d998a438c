"""Holds the measures of inequality of the kernel against PySAL's inequality and numpy.

python3 check_inequality.py DIR: reads DIR/units.csv (case, resource, students, group) and DIR/measures.csv (case, measure, value;
blank = cannot be computed), both written by the test PythonPackagesTest.

The kernel weights by students, the packages do not: each unit is repeated as often as it has students, which is the same thing.
Differences of definition, none of which is an error of either side:
  * Theil T with zeros: PySAL puts 2.2e-308 for 0, we let the term be 0, its limit; the figures agree.
  * Theil T between groups: PySAL does the same with a group whose mean is 0; the figures agree.
  * Theil T within groups is PySAL's total less between, ours a sum of its own.
  * Atkinson: PySAL refuses zeros; we give 1 for epsilon 1, the limit. Cases with zeros are held against numpy for epsilon 0.5.
  * Gini: PySAL has no small-sample correction, as we have none.
  * Quantiles: numpy's 'inverted_cdf' is the smallest value with F >= q, as ours; its default 'linear' is type 7, which we use for the
    unweighted ratio alone.
"""
import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy
from inequality.atkinson import Atkinson
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from agreement import Agreement, figure


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main(folder):
    units = defaultdict(list)
    for row in rows(folder / "units.csv"):
        units[row["case"]].append((float(row["resource"]), int(row["students"]), int(row["group"])))
    kernel = defaultdict(dict)
    for row in rows(folder / "measures.csv"):
        kernel[row["case"]][row["measure"]] = figure(row["value"])
    agreement = Agreement()
    for case, measures in kernel.items():
        resource, students, groups = (numpy.array(column) for column in zip(*units[case]))
        values = 100 * resource / students
        one_a_student = numpy.repeat(values, students)
        group_of_student = numpy.repeat(groups, students)
        by = TheilD(one_a_student, group_of_student)
        mean = one_a_student.mean()
        package = {
            "mean": mean,
            "cv": one_a_student.std() / mean,
            "gini": Gini(one_a_student).g,
            "theil_t": Theil(one_a_student).T,
            "theil_t_between": by.bg.item(),
            "theil_t_within": by.wg.item(),
            "atkinson_05": 1 - numpy.sqrt(one_a_student).mean() ** 2 / mean,
            "cv_unweighted": values.std() / values.mean(),
        }
        if values.min() > 0:
            package["atkinson_05"] = Atkinson(one_a_student, 0.5).A
            package["atkinson_1"] = Atkinson(one_a_student, 1).A
            package["theil_l"] = numpy.log(mean / one_a_student).mean()
        else:
            package["atkinson_1"] = 1.0
            package["theil_l"] = None
        for percent in (5, 10, 25, 50, 75, 90, 95):
            package[f"p{percent:02d}"] = numpy.quantile(one_a_student, percent / 100, method="inverted_cdf")
        low, high = numpy.quantile(values, [0.1, 0.9])
        package["p90_p10_unweighted"] = high / low if low > 0 else None
        for measure, value in package.items():
            agreement.check(measure, case, measures[measure], None if value is None else float(value))
    agreement.finish()


main(Path(sys.argv[1]))
