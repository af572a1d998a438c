"""Holds an export of tables against its own description: python3 check_export.py FOLDER

FOLDER has csv/ and, where there is one, xlsx/. Frictionless checks names, types, primary keys, bytes and hashes of every CSV file
against datapackage.json; a planted fault must be found, else the check itself is worth nothing. openpyxl counts the rows and
columns of each sheet against the description. Prints what differs; ends with 1 where something does.
"""

import json
import os
import shutil
import sys
import tempfile

import frictionless
import openpyxl


def faults(package):
    report = frictionless.validate(package)
    found = [f"{package}: {error.message}" for error in report.errors]
    for task in report.tasks:
        found += [f"{task.place}: {error.message}" for error in task.errors[:5]]
    return found, len(report.tasks)


def check_csv(folder):
    found, tables = faults(os.path.join(folder, "datapackage.json"))
    print(f"{tables} tables valid" if not found else f"{len(found)} faults in {tables} tables")
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        with open(os.path.join(copy, "school.csv"), "a", encoding="utf-8") as file:
            file.write("no year,,,\n")
        if not faults(os.path.join(copy, "datapackage.json"))[0]:
            found.append("a faulty row was not found")
    return found


def check_workbook(folder):
    with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as file:
        resource = json.load(file)["resources"][0]
    workbook = openpyxl.load_workbook(os.path.join(folder, resource["path"]), read_only=True)
    found = []
    for table in resource["junheng"]["tables"]:
        sheet = workbook[table["name"][:31]]
        # Written as its rows came, a sheet does not say how large it is.
        sheet.reset_dimensions()
        rows = list(sheet.iter_rows(values_only=True))
        names = [field["name"] for field in table["schema"]["fields"]]
        if list(rows[3][: len(names)]) != names or any(rows[3][len(names) :]):
            found.append(f"{table['name']}: header {rows[3]} instead of {names}")
        if len(rows) - 4 != table["rows"]:
            found.append(f"{table['name']}: {len(rows) - 4} rows instead of {table['rows']}")
    print(f"{len(resource['junheng']['tables'])} sheets read")
    return found


def main(folder):
    found = check_csv(os.path.join(folder, "csv")) + check_workbook(os.path.join(folder, "xlsx"))
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main(sys.argv[1]))
