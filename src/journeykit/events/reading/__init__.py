"""Reading event logs into DuckDB: from files, frames, arrays and rows, in the order of the input.

    opening      which reader data is for; `read` and `relation`, the way in
    paths        which files somebody means: paths, patterns, lists; what is there instead
    kinds        what a file holds, by its name and its first bytes
    csv_files    CSV and TSV, every column as text; csv_headers reads their first line
    parquet_files, json_files    the other files that DuckDB reads
    zstd_frames  whether a file packed by zstd is whole
    xes_files    XES, streamed into a table; xes_parser turns its elements into events
    rows, arrays, frames         values of Python, of numpy, of pandas and PyArrow
    growing      the table that rows and XES are written to, batch by batch
    names        names of columns in SQL and in messages
    faults       what DuckDB says about a file, in the words of somebody who has to mend it

Files and frames are not copied: their relations are lazy, so that logs larger than memory work. What is wrong in the
millionth line comes up when somebody computes: run that inside of `explaining()`.
"""

from __future__ import annotations

from journeykit.events.reading.faults import explained, explaining
from journeykit.events.reading.opening import Reading, read, relation

__all__ = ["Reading", "explained", "explaining", "read", "relation"]
