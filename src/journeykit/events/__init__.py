"""What happened: event logs, and maps held against them.

    log           EventLog
    begun         how it begins: opened, checked, columns under one name each (roles, prepared, census, checked, zones)
    verbs         its methods; filtering and personas choose events and cases
    microseconds  how times and lengths of time are counted, and read from what people give
    engines/      where the data is, and all that narwhals leaves to each
    reading/      how files and rows come into DuckDB
    moves         each event with the next: what nearly every answer is made of
    observed/     what a log says by itself, or in segments
    matched       which step of a map an activity is
    fit, discover, conform, attribute, in_flight, locate, calibrate
                  one verb each, with its parts in fitting/, discovery/, conformance/, attribution/, underway/

Verbs ask `log.moves()` and `log.cases()`, lazy frames in the engine that holds the data; only small tables come back.
"""

from __future__ import annotations

from journeykit.events.log import EventLog

__all__ = ["EventLog"]
