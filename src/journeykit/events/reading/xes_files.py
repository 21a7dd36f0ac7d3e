"""XES and XES.gz: the standard of event logs (IEEE 1849), streamed into a table of DuckDB."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from xml.etree.ElementTree import ParseError  # only the error: the parser is another

from journeykit.errors import EventLogError
from journeykit.events.reading.faults import CUT_OFF
from journeykit.events.reading.growing import BATCH, Growing
from journeykit.events.reading.kinds import File
from journeykit.events.reading.names import path_shown, quoted
from journeykit.events.reading.xes_parser import XesEvents, said

if TYPE_CHECKING:
    import duckdb

    from journeykit.events.progress import Progress

__all__ = ["xes_relation"]

_PIECE: Final = 1 << 18


def xes_relation(
    files: Sequence[File],
    connection: duckdb.DuckDBPyConnection,
    notes: list[str],
    progress: Progress | None = None,
) -> duckdb.DuckDBPyRelation:
    """The events of XES files: attributes of the trace as `case:<key>`, those of the event under their keys.

    Values have the types that they are declared with, where all of a column read like that; else they are text.
    Memory is bounded by a batch of events. Raises EventLogError with line and column for what is no well-formed XML,
    for document types and entities, for files that are cut off, and for logs without events.
    """
    table = Growing(connection)
    cases = sum(_read(each, table, notes, progress) for each in files)
    if not cases:
        raise EventLogError(f"{path_shown(files[0].path)} holds no events inside of traces")
    notes += table.renamed()
    relation = table.relation()
    names = relation.aggregate(f"count(DISTINCT {quoted('case:concept:name')})").fetchall()[0][0]
    if names < cases:
        notes.append(f"traces of one name count as one case: {cases:,} traces have {names:,} names")
    return relation


def _read(file: File, table: Growing, notes: list[str], progress: Progress | None) -> int:
    """Write the events of one file, and count its traces that have some."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    target = XesEvents(path_shown(file.path))
    parser = XMLParser(target=target, forbid_dtd=True)
    target.parser = expat = parser.parser
    # straight from the parser to the target: half the time; what refuses document types stays in place
    expat.StartElementHandler, expat.EndElementHandler, expat.DefaultHandlerExpand = target.start, target.end, None
    expat.ordered_attributes = False
    size = max(Path(file.path).stat().st_size, 1)
    try:
        with Path(file.path).open("rb") as raw:
            stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw) if file.packing == "gzip" else io.BufferedReader(raw))
            while piece := stream.read(_PIECE):
                parser.feed(piece)
                if len(target.events) >= BATCH:
                    _write(target, table)
                if progress is not None:
                    progress(f"reading {Path(file.path).name}", min(raw.tell() / size, 1.0))
        parser.close()
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(": line")[0]
        ended = f": {CUT_OFF}" if "no element found" in reason or "unclosed token" in reason else ""
        raise EventLogError(
            f"{path_shown(file.path)}, line {line}, column {column + 1}: this is no well-formed XML: {reason}{ended}"
        ) from None
    except DefusedXmlException:
        raise EventLogError(
            f"{target.here()}: a document type or an entity is not read, as it can read files and blow up: take it out"
        ) from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise EventLogError(
            f"{target.here()} of what is packed: the file ends too early: {CUT_OFF} ({error})"
        ) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, EventLogError):
            raise
        raise EventLogError(f"{target.here()}: this is no XML: {error}") from None
    _write(target, table)
    notes += said(target)
    return target.traces - target.empty_traces


def _write(target: XesEvents, table: Growing) -> None:
    """Move a batch from the parser to the table."""
    events = target.taken()
    if not events:
        return
    columns: dict[str, list[str | None]] = {}
    for name in target.trace_kinds:
        columns[name] = [trace.get(name) for trace, _ in events]
    # an event's attribute that bears the name of a trace's gives way
    event_names = {name: f"event:{name}" if name in columns else name for name in target.event_kinds}
    for name, column in event_names.items():
        columns[column] = [event.get(name) for _, event in events]
    kinds = {**{event_names[name]: kinds for name, kinds in target.event_kinds.items()}, **target.trace_kinds}
    table.append(columns, kinds)
