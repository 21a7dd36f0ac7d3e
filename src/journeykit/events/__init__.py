"""What happened: event logs, and maps held against them.

log.py        EventLog: opened, checked, its columns given one name each (roles, prepared, census, checked, zones)
engines/      where the data is; all that narwhals leaves to each
reading/      how files and rows come into DuckDB
moves.py      each event with the next: what nearly every answer is made of
observed/     what a log says by itself
"""

from __future__ import annotations

from journeykit.events.log import EventLog

__all__ = ["EventLog"]
