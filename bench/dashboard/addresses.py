"""Addresses of a published summary, one a line with its kind, for Load.java: python3 addresses.py FILE SCHOOLS [ADDRESSES] > addresses.txt"""

import random
import sys
from urllib.parse import quote

import duckdb

PAGES = ("large-classes", "large-schools", "problems", "roadmap", "data", "compare")


def part(code):
    """A code as one part of a path, as PathCode writes it."""
    return quote(code.replace("~", "~0").replace("/", "~1"), safe="~")


def main(file, schools, addresses):
    chance = random.Random(7)
    database = duckdb.connect(file, read_only=True)

    def ask(sql, *parameters):
        return [row[0] for row in database.execute(sql, parameters).fetchall()]

    last = ask("SELECT max(year) FROM division")[0]
    years = ask("SELECT DISTINCT year FROM division ORDER BY year")
    places = {
        level: ask("SELECT code FROM division WHERE year = ? AND level = ? ORDER BY code", last, level)
        for level in ("province", "city", "county")
    }
    asked = [("overview", f"/{language}/") for language in ("zh", "en")]
    asked += [("ledger", f"/{language}/{page}") for language in ("zh", "en") for page in PAGES]
    for level, codes in places.items():
        asked += [(level, f"/{language}/{level}/{part(code)}") for language in ("zh", "en") for code in codes]
    asked += [
        ("county_year", f"/zh/county/{part(code)}?year={chance.choice(years)}")
        for code in chance.sample(places["county"], min(200, len(places["county"])))
    ]
    asked += [
        ("api", f"/api/v1/{level}/{part(code)}")
        for level in ("city", "county")
        for code in chance.sample(places[level], min(200, len(places[level])))
    ]
    codes = ask("SELECT school_code FROM school WHERE year = ? ORDER BY school_code", last)
    asked += [("school", f"/zh/school/{part(code)}") for code in chance.sample(codes, min(schools, len(codes)))]
    if addresses:
        asked = chance.sample(asked, addresses)
    for kind, address in asked:
        print(f"{kind}\t{address}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
