"""Works published cells of table equity out again from the school rows behind them, with plain arithmetic.

Usage: python3 recompute_cells.py FOLDER   (cells.csv: cell, measure, published; units.csv: cell, value, students)
Ends with 1 where a cell differs by more than 1e-12 of its value.
"""

import csv
import math
import pathlib
import sys


def mean(units):
    return math.fsum(p * x for x, p in units) / math.fsum(p for _, p in units)


def sd(units):
    m = mean(units)
    return math.sqrt(math.fsum(p * (x - m) ** 2 for x, p in units) / math.fsum(p for _, p in units))


def gini(units):
    total = math.fsum(p for _, p in units)
    pairs = math.fsum(p * q * abs(x - y) for x, p in units for y, q in units)
    return pairs / (2 * mean(units) * total**2)


def theil_t(units):
    m, total = mean(units), math.fsum(p for _, p in units)
    return math.fsum(p / total * x / m * math.log(x / m) for x, p in units if x > 0)


def atkinson_05(units):
    total = math.fsum(p for _, p in units)
    return 1 - math.fsum(p / total * math.sqrt(x) for x, p in units) ** 2 / mean(units)


def median(units):
    total, cumulative = math.fsum(p for _, p in units), 0
    for x, p in sorted(units):
        cumulative += p
        if 2 * cumulative >= total:
            return x
    raise ValueError("no units")


MEASURES = {
    "mean": mean,
    "sd": sd,
    "cv": lambda units: sd(units) / mean(units),
    "gini": gini,
    "theil_t": theil_t,
    "atkinson_05": atkinson_05,
    "p50": median,
    "max": lambda units: max(x for x, _ in units),
    "cv_unweighted": lambda units: sd([(x, 1) for x, _ in units]) / mean([(x, 1) for x, _ in units]),
}


def main(folder):
    units = {}
    with open(folder / "units.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            units.setdefault(row["cell"], []).append((float(row["value"]), float(row["students"])))
    different = cells = 0
    with open(folder / "cells.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cells += 1
            published = float(row["published"])
            again = MEASURES[row["measure"]](units[row["cell"]])
            if abs(again - published) > 1e-12 * abs(published) + 1e-15:
                different += 1
                print(f"{row['measure']}: published {published!r}, again {again!r}, {len(units[row['cell']])} schools")
    print(f"{cells} cells, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
