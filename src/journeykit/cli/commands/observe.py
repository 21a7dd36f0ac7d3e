"""`journeykit observe LOG`: what an event log says by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeykit.cli.log_options import LogOptions, opened_log, takes_log

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.cli.observing import Question
    from journeykit.events import EventLog

__all__ = ["command"]


@takes_log
def command(
    options: LogOptions,
    *,
    table: Annotated[str | None, typer.Option(help="One table alone: transitions, activities or variants.")] = None,
    funnel: Annotated[
        str | None, typer.Option(metavar="STEPS", help="How many get how far: 'look >> card | cash >> get'.")
    ] = None,
    within: Annotated[str | None, typer.Option(metavar="TIME", help="The funnel's time from its first level.")] = None,
    any_order: Annotated[bool, typer.Option("--any-order", help="The funnel's levels in whatever order.")] = False,
    durations: Annotated[
        str | None, typer.Option(metavar="STEPS", help="How long it takes from one to another: 'order >> get'.")
    ] = None,
    over_time: Annotated[str | None, typer.Option(metavar="UNIT", help="By day, week, month, quarter or year.")] = None,
    clocks: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Whose days periods have, like Europe/Berlin; else those of UTC.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="ACTIVITY", help="The conversion that periods tell.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="For each of its values; alone: what they differ by.")
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="With --by alone: intervals that hold all at once, not each by itself.")
    ] = False,
    horizon: Annotated[
        str | None, typer.Option(metavar="TIME", help="A silence that means a case is over, like '30 days', or 0.")
    ] = None,
    top: Annotated[int, typer.Option(help="How many rows the overview and variants have.", min=1)] = 10,
    heatmap: Annotated[
        bool, typer.Option("--heatmap", help="Draw what follows what as a matrix; with --output.")
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Draw it instead, alone the flow: .svg, .png, .pdf or .html.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Tell what an event log says by itself: what follows what, where customers leave, which ways they take."""
    from journeykit.cli.observing import Question
    from journeykit.cli.paths import check_picture
    from journeykit.cli.results import check_format

    check_format(format)
    question = Question(table, funnel, durations, over_time, clocks, within, any_order, to, by, horizon, top, together)
    question.check()
    special = bool(question.kinds) or by is not None
    if heatmap and (special or output is None):
        raise typer.BadParameter("--heatmap is a drawing of the whole log: give --output, and no other question")
    if output is not None:
        check_picture(output, "log.svg")
    log = opened_log(options)
    if output is not None:
        _draw(log, question if special else None, output, heatmap=heatmap)
    elif special or format == "csv":
        _table(log, question, format)
    else:
        _overview(log, question, format)


def _draw(log: EventLog, question: Question | None, output: str, *, heatmap: bool) -> None:
    from journeykit.cli.paths import drawn

    if question is None:
        flow = log.flow()
        picture = flow.heatmap() if heatmap else flow.draw()
    else:
        picture = question.answer(log)[1].draw()
    drawn(picture, output)


def _table(log: EventLog, question: Question, format: str) -> None:
    from journeykit.cli.observing import COLUMNS, parted
    from journeykit.cli.results import show

    name, rows = question.answer(log)
    if format == "json":
        _json(_told(rows))
    else:
        show(rows, format, COLUMNS[name] if question.by is None else parted(COLUMNS[name]))


def _overview(log: EventLog, question: Question, format: str) -> None:
    from journeykit.cli.observing import COLUMNS
    from journeykit.cli.results import show
    from journeykit.cli.screen import as_options, say, warned

    summary, tables = log.summary(), question.overview(log)
    if format == "json":
        figures = replace(summary, notes=tuple(map(as_options, summary.notes))).to_dict()
        _json({"summary": figures, **{name: _told(rows) for name, rows in tables.items()}})
        return
    say(str(replace(summary, notes=tuple(note for note in map(as_options, summary.notes) if note not in warned))))
    heads = {"transitions": "What follows what", "activities": "Where cases end", "variants": "Whole ways"}
    for name, rows in tables.items():
        own = [line for line in rows.about if line not in summary.notes]
        say("")
        show(_saying(rows, own), format, COLUMNS[name], [heads[name]])


def _told(rows: Rows[Any]) -> dict[str, Any]:
    from journeykit.cli.screen import as_options

    return {"about": [*map(as_options, rows.about)], "rows": rows.rows()}


def _saying(rows: Rows[Any], about: list[str]) -> Rows[Any]:
    """The rows with other notes: what was said once needs not stand below each table."""
    from journeykit.analysis.rows import Rows

    return Rows(type(rows[0]), rows, about) if rows else rows


def _json(document: dict[str, Any]) -> None:
    from journeykit.cli.screen import write

    write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")
