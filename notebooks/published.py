"""Where the published database lies, and how it is cited."""

import os
from pathlib import Path


def summary_file(warehouse=None):
    """The DuckDB file of the current snapshot.

    warehouse: its folder; else that of JUNHENG_WAREHOUSE in the environment, else ../warehouse
    """
    folder = Path(warehouse or os.environ.get("JUNHENG_WAREHOUSE") or Path(__file__).parent.parent / "warehouse")
    current = folder / "CURRENT"
    if not current.is_file():
        raise FileNotFoundError(
            f"There is no published snapshot in {folder}. Run ./junheng nightly in the project's folder, "
            "or set JUNHENG_WAREHOUSE to the folder of a warehouse. / "
            f"{folder} 中没有已发布的快照。请在项目目录运行 ./junheng nightly，或将环境变量 JUNHENG_WAREHOUSE 设为数据仓库目录。"
        )
    return str(folder / "summary" / f"junheng-{current.read_text().strip()}.duckdb")


def citation(database):
    """One sentence that names the data of a figure."""
    snapshot, version, code, first, last, generated = database.execute(
        "SELECT id, version, code_version, first_year, last_year, generated FROM snapshot"
    ).fetchall()[0]
    text = f"Junheng (均衡), snapshot {snapshot}, version {version}, program {code}, school years {first}–{last}"
    return text + ("; generated sample data, not real schools (示例数据，非真实学校)" if generated else "")


def demand_standard(database, standard):
    """Stops with a message where the file was not judged by a standard."""
    present = [row[0] for row in database.sql("SELECT standard FROM standard ORDER BY standard").fetchall()]
    if standard not in present:
        raise ValueError(
            f"This notebook is about {standard}; this file has {', '.join(present)}. Choose another warehouse (JUNHENG_WAREHOUSE). / "
            f"本笔记本针对 {standard}，此库只有 {', '.join(present)}；请另选数据仓库（JUNHENG_WAREHOUSE）。"
        )
