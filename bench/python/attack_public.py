"""Attacks the public form of a snapshot: what can be worked out of its withheld counts?

python3 attack_public.py DIR: reads the tables of the public copy (DIR/*.csv), the facts of disclosure control (DIR/facts.csv,
DIR/families.csv) and, to check itself, what is true (DIR/truth/*.csv); all written by the test DisclosureAttackTest. For each withheld
count the least and the greatest value are sought that fit everything published, by integer programming (scipy.optimize.milp): so also
what only whole numbers give away. Ends with 1 where a count is narrower than the fact least_width, or where the truth itself does not
fit, which would mean that the attack is wrong.

Known to the attacker: the method and its facts; sums of counties; rounding; isolation x count = sum over counties; parts and wholes of
county sheets; verdicts; that a family of columns has a small count without being told which; that sheet and census count the same
children.
"""
import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

MOST = 1e6
DISABLED = ["disabled_children_in_ordinary_schools", "disabled_children_in_special_schools", "disabled_children_taught_at_home"]
MIGRANT = ["migrant_children_public", "migrant_children_purchased"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Model:
    """Counts that are not known, and linear inequalities between them."""

    def __init__(self):
        self.names, self.low, self.high, self.whole, self.rows = {}, [], [], [], []

    def count(self, name, low=0.0, high=MOST, whole=True):
        if name not in self.names:
            self.names[name] = len(self.names)
            self.low.append(low)
            self.high.append(high)
            self.whole.append(whole)
        else:
            i = self.names[name]
            self.low[i], self.high[i] = max(low, self.low[i]), min(high, self.high[i])

    def at_least(self, terms, bound):
        self.rows.append((terms, bound))

    def bounds(self, name):
        matrix = numpy.zeros((len(self.rows), len(self.names)))
        for i, (terms, _) in enumerate(self.rows):
            for each, factor in terms.items():
                matrix[i, self.names[each]] += factor
        least = numpy.array([bound for _, bound in self.rows])
        found = []
        for sign in (1, -1):
            objective = numpy.zeros(len(self.names))
            objective[self.names[name]] = sign
            constraints = [LinearConstraint(matrix, lb=least - 1e-7)] if self.rows else []
            solved = milp(objective, constraints=constraints, bounds=Bounds(self.low, self.high), integrality=numpy.array(self.whole, dtype=int))
            if solved.status != 0:
                return None
            found.append(round(sign * solved.fun))
        return tuple(found)


def main(folder):
    facts = {row["name"]: int(row["value"]) for row in rows(folder / "facts.csv")}
    threshold, base, half = facts["threshold"], facts["rounding_base"], 10 ** -facts["measure_decimals"] / 2

    def span(published, exact):
        if exact or published == 0:
            return published, published
        return max(threshold, published - base // 2), published + (base - 1) // 2

    truth = {(r["year"], r["level"], r["region_code"], r["stage"], r["student_group"]): r for r in rows(folder / "truth/group_segregation.csv")}
    division = {(r["year"], r["code"]): r for r in rows(folder / "division.csv")}

    def lies_in(year, code, region):
        while code:
            if code == region:
                return True
            code = division[year, code]["parent_code"] if (year, code) in division else None
        return False

    def census_span(row):
        """Between what the count of a county lies, by itself."""
        true = truth[row["year"], row["level"], row["region_code"], row["stage"], row["student_group"]]
        everybody = int(true["students"]) + int(true["others"])  # public: the students of all schools
        if row["students"]:
            return span(int(row["students"]), int(row["others"]) == 0)
        members = int(true["students"])
        if 0 < members < threshold:
            return 1, threshold - 1
        if 0 < everybody - members < threshold:
            return everybody - threshold + 1, everybody - 1
        return 0, everybody

    tried, narrow, wrong, least = 0, [], [], None

    def judge(name, found, true):
        nonlocal tried, least
        tried += 1
        if found is None or not found[0] <= true <= found[1]:
            wrong.append((name, found, true))
            return
        width = found[1] - found[0]
        least = width if least is None else min(least, width)
        if width < facts["least_width"]:
            narrow.append((name, found, true))

    # ---- counties, the regions above them, and the isolation of both
    groups = defaultdict(list)
    for row in rows(folder / "group_segregation.csv"):
        groups[row["year"], row["stage"], row["student_group"]].append(row)
    for (year, stage, group), table in groups.items():
        model = Model()
        counties = [row for row in table if row["level"] == "county"]
        for county in counties:
            model.count(county["region_code"], *census_span(county))
            model.count("Q" + county["region_code"], whole=False)
            model.at_least({county["region_code"]: 1, "Q" + county["region_code"]: -1}, 0)
        for region in table:
            parts = [county["region_code"] for county in counties
                     if county is region or region["level"] != "county"
                     and division[year, county["region_code"]]["pseudo"] != "true" and lies_in(year, county["region_code"], region["region_code"])]
            if region["isolation"]:
                value = float(region["isolation"])
                model.at_least({**{p: value + half for p in parts}, **{"Q" + p: -1 for p in parts}}, 0)
                model.at_least({**{p: half - value for p in parts}, **{"Q" + p: 1 for p in parts}}, 0)
            if region["level"] != "county" and region["students"] and facts["totals_of_all"]:
                total = int(region["students"])
                model.at_least({p: 1 for p in parts}, total - base // 2)
                model.at_least({p: -1 for p in parts}, -(total + (base - 1) // 2))
        for county in counties:
            if not county["students"]:
                name = (year, stage, group, county["region_code"])
                judge(name, model.bounds(county["region_code"]), int(truth[year, "county", county["region_code"], stage, group]["students"]))

    # ---- sheets of counties, all families of a sheet and the census at once
    families = defaultdict(list)
    for row in rows(folder / "families.csv"):
        families[row["family"]].append(row)
    protected = {row["column_name"]: row for each in families.values() for row in each}
    whole_of = {r["column_name"]: r["part_of"] for r in rows(folder / "county_column.csv") if r["part_of"]}
    verdict = {(r["year"], r["county_code"], r["item"]): r["status"] for r in rows(folder / "county_item.csv")}
    small = set()
    for row in rows(folder / "withheld.csv"):
        if row["table_name"] == "county_sheet" and row["reason"] == "small_count":
            key = json.loads(row["row_key"])
            small.add((str(key["year"]), key["county_code"], key["column_name"]))
    published, true_sheets = defaultdict(dict), defaultdict(dict)
    for table, into in ((folder / "county_sheet.csv", published), (folder / "truth/county_sheet.csv", true_sheets)):
        for row in rows(table):
            if row["value"]:
                into[row["year"], row["county_code"]][row["column_name"]] = float(row["value"])
    census = defaultdict(list)
    for table in groups.values():
        for row in table:
            if row["level"] == "county":
                census[row["year"], row["region_code"]].append(row)
    # Totals that are made otherwise change nothing in the sheets.
    for sheet, values in () if facts["totals_of_all"] else true_sheets.items():
        model = Model()
        columns = [column for column in values if column in protected]
        for column in columns:
            if column in published[sheet]:
                value = published[sheet][column]
                model.count(column, *span(value, protected[column]["kind"] == "goes_with"))
            else:
                model.count(column)
        for part, whole in whole_of.items():
            if part in model.names and whole in model.names:
                model.at_least({whole: 1, part: -1}, 0)
        for whole, parts, item, share in (("disabled_children", DISABLED, "3.2", 0.95), ("migrant_children", MIGRANT, "S0-11", 0.85),
                                          ("disabled_children", DISABLED, "S0-12", 1)):
            if whole in model.names and all(part in model.names for part in parts):
                model.at_least({whole: 1, **{part: -1 for part in parts}}, 0)
                status = verdict.get((*sheet, item))
                if status == "pass":
                    model.at_least({whole: -share, **{part: 1 for part in parts}}, 0)
                elif status == "fail" and share < 1:
                    model.at_least({whole: share, **{part: -1 for part in parts}}, 0.01)
        both = {"dropouts_primary", "dropouts_junior"}
        if both <= model.names.keys() and verdict.get((*sheet, "S0-10")) in ("pass", "fail"):
            passed = verdict[(*sheet, "S0-10")] == "pass"
            model.at_least({each: -1 if passed else 1 for each in both}, 0 if passed else 1)
        if verdict.get((*sheet, "S0-12")) == "pass":
            if {"disabled_children", "disabled_children_with_plan"} <= model.names.keys():
                model.at_least({"disabled_children_with_plan": 1, "disabled_children": -1}, 0)
            if "disabled_children_able_to_attend_at_home" in model.names:
                model.count("disabled_children_able_to_attend_at_home", 0, 0)
        schools = ("disabled_children_in_ordinary_schools", "schools_with_disabled_pupils", "schools_with_3_disabled_pupils")
        if all(each in model.names for each in schools):
            model.at_least({schools[0]: 1, schools[1]: -1, schools[2]: -2}, 0)
        for name, members in families.items():
            counts = [m["column_name"] for m in members if (*sheet, m["column_name"]) in small]
            for column in counts:  # at least one of them lies from 1 to the threshold
                model.count("is small " + column, 0, 1)
                model.at_least({"is small " + column: -(MOST - threshold + 1), column: -1}, -MOST)
                model.at_least({column: 1, "is small " + column: -1}, 0)
            if counts:
                model.at_least({"is small " + column: 1 for column in counts}, 1)
        for group, column in (("migrant", "migrant_children"), ("left_behind", "left_behind_children")):
            stages = [row for row in census[sheet] if row["student_group"] == group]
            if column in model.names and stages:
                for row in stages:
                    model.count(group + row["stage"], *census_span(row))
                names = {group + row["stage"]: 1 for row in stages}
                model.at_least({**names, column: -1}, 0)
                model.at_least({**{each: -1 for each in names}, column: 1}, 0)
                for row in stages:
                    if not row["students"]:
                        judge((*sheet, group, row["stage"], "beside the sheet"), model.bounds(group + row["stage"]),
                              int(truth[row["year"], "county", row["region_code"], row["stage"], group]["students"]))
        for column in columns:
            if column not in published[sheet]:
                judge((*sheet, column), model.bounds(column), values[column])

    print(f"attack_public.py: withheld counts tried {tried}, narrowest {least}, narrower than {facts['least_width']}: {len(narrow)}, "
          f"truth does not fit: {len(wrong)}")
    for each in (narrow + wrong)[:5]:
        print("  ", each)
    return 2 if wrong else 1 if narrow else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
