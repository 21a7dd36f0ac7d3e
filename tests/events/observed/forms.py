"""The same log in every form that data may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FORMS = ("file", "pandas", "pyarrow", "polars", "polars lazy", "relation")


def read(form: str, path: Path) -> Any:
    """A CSV file, as that library reads it; only an empty field is null."""
    if form == "file":
        return path
    if form == "relation":
        import duckdb

        return duckdb.connect().read_csv(str(path))
    if form == "pandas":
        import pandas as pd

        return pd.read_csv(path, keep_default_na=False, na_values=[""])
    if form == "pyarrow":
        from pyarrow import csv

        return csv.read_csv(path, convert_options=csv.ConvertOptions(strings_can_be_null=True, null_values=[""]))
    import polars as pl

    return pl.scan_csv(path) if form == "polars lazy" else pl.read_csv(path)


def made(form: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as that library holds them; `file` is the rows themselves, which journeykit takes."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    if form == "file":
        return list(rows)
    if form == "pandas":
        import pandas as pd

        return pd.DataFrame(columns)
    import pyarrow as pa

    table = pa.table(columns)
    if form == "pyarrow":
        return table
    if form == "relation":
        import duckdb

        return duckdb.connect().from_arrow(table)
    import polars as pl

    frame = pl.DataFrame(columns)
    return frame.lazy() if form == "polars lazy" else frame
