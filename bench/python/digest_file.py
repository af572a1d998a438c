"""What a reader finds in a published file with the DuckDB that is installed: a line a table, view, macro and kind of comment.

Usage: python3 digest_file.py VERSION FILE   (VERSION: the version that must be installed)
Figures of views and macros are worked out when they are read and may differ in their last digits between versions: ten digits.
"""

import hashlib
import sys
from decimal import Context, Decimal

import duckdb

TEN_DIGITS = Context(prec=10)


def text(cell, rounded):
    if isinstance(cell, float):
        return str(TEN_DIGITS.create_decimal(Decimal(cell)).normalize()) if rounded else repr(cell)
    if isinstance(cell, list):
        return repr([{k: text(v, rounded) for k, v in one.items()} if isinstance(one, dict) else one for one in cell])
    return repr(cell)


def rows(connection, sql, rounded):
    digest, count = hashlib.sha256(), 0
    for row in connection.execute(sql).fetchall():
        count += 1
        digest.update("\t".join(text(cell, rounded) for cell in row).encode() + b"\n")
    return f"{count} {digest.hexdigest()[:16]}"


def main(version, file):
    if duckdb.__version__ != version:
        raise SystemExit(f"installed is duckdb {duckdb.__version__}, expected {version}")
    connection = duckdb.connect(file, read_only=True)
    names = lambda sql: [row[0] for row in connection.execute(sql).fetchall()]  # noqa: E731
    for table in names("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY 1"):
        print("table", table, rows(connection, f"SELECT * FROM {table} ORDER BY rowid", False))
    for view in names("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1"):
        print("view", view, rows(connection, f"SELECT * FROM {view}", True))
    for name, example in connection.execute("SELECT name, example FROM data_macro ORDER BY name").fetchall():
        print("macro", name, rows(connection, f"SELECT * FROM ({example}) ORDER BY ALL", True))
    for catalogue, what in (("tables", "table_name"), ("views", "view_name"), ("columns", "table_name, column_name"), ("functions", "function_name")):
        sql = f"SELECT {what}, comment FROM duckdb_{catalogue}() WHERE NOT internal ORDER BY ALL"
        print("comments of", catalogue, rows(connection, sql, False))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
