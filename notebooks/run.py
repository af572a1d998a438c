"""Runs the notebooks from top to bottom: an assertion that fails ends with exit code 1.

    python3 notebooks/run.py [NAME …] [--out DIR] [--jobs N]
    python3 notebooks/run.py --strip          removes outputs before a commit

NAME is the beginning of a file name (04); without one all run that can: 06 needs JUNHENG_CENSUS. The warehouse is that of JUNHENG_WAREHOUSE,
else ../warehouse. With --out the notebooks are kept there with their outputs.
"""

import argparse
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

FOLDER = Path(__file__).resolve().parent
NEEDS_CENSUS = "06"


def run(path, out):
    """What to tell of a notebook, and whether every cell ended well."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
        # No history in the home folder, no chatter of the kernel.
        extra_arguments=["--HistoryManager.enabled=False", "--IPKernelApp.log_level=40"],
    )
    start = time.monotonic()
    try:
        client.execute()
        said, good = "ok", True
    except CellExecutionError as failure:
        said, good = "failed\n" + re.sub(r"\x1b\[[0-9;]*m", "", str(failure)), False
    if out:
        nbformat.write(notebook, out / path.name)
    return f"{path.name}: {time.monotonic() - start:.1f} s, {said}", good


def strip(path):
    """Takes outputs and execution counts out of a file."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
    nbformat.write(notebook, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--jobs", type=int, default=1, help="notebooks at once (1)")
    parser.add_argument("--strip", action="store_true")
    wanted = parser.parse_args()
    paths = sorted(path for path in FOLDER.glob("*.ipynb") if not wanted.names or path.name.startswith(tuple(wanted.names)))
    if not paths:
        parser.error(f"no notebook begins with {' or '.join(wanted.names)}")
    if wanted.strip:
        for path in paths:
            strip(path)
        return 0
    if not wanted.names and not os.environ.get("JUNHENG_CENSUS"):
        print(f"{NEEDS_CENSUS}: left out, JUNHENG_CENSUS does not name the folder with the census of Taiwan")
        paths = [path for path in paths if not path.name.startswith(NEEDS_CENSUS)]
    if wanted.out:
        wanted.out.mkdir(parents=True, exist_ok=True)
    good = True
    with ThreadPoolExecutor(wanted.jobs) as several:
        for said, ended_well in several.map(lambda path: run(path, wanted.out), paths):
            print(said, flush=True)
            good = good and ended_well
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
