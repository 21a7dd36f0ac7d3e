"""`journeykit paths FILE`: the most probable ways through a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from journeykit.cli.results import LEVEL_HELP, METHOD_HELP
from journeykit.cli.sources import FILE_HELP

if TYPE_CHECKING:
    from journeykit.analysis.intervals.method import MethodName

__all__ = ["command"]


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)],
    *,
    k: Annotated[int, typer.Option("--count", "-k", help="How many, the most probable first.")] = 10,
    start: Annotated[str | None, typer.Option(help="Only those from this step on.")] = None,
    end: Annotated[str | None, typer.Option(help="Only those to this step or outcome.")] = None,
    max_repeats: Annotated[int | None, typer.Option(help="How often a step may come again; 0: no loops.")] = None,
    persona: Annotated[str | None, typer.Option(help="The ways of this persona only.")] = None,
    method: Annotated[str | None, typer.Option(help=METHOD_HELP)] = None,
    level: Annotated[float, typer.Option(help=LEVEL_HELP)] = 0.95,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """List whole journeys from a beginning to an end, loops included, with how likely each is and how it feels."""
    from journeykit.analysis.paths import paths
    from journeykit.cli.results import between, check_format, days, points, show
    from journeykit.cli.sources import read
    from journeykit.errors import JourneyError

    check_format(format)
    source = read(file)
    try:
        found = paths(
            source.journey,
            k,
            start=start,
            end=end,
            max_repeats=max_repeats,
            persona=persona,
            method=cast("MethodName | None", method),
            level=level,
        )
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    show(
        found,
        format,
        {
            "probability": lambda row: points(row.probability),
            "interval": lambda row: between(row.low, row.high, points),
            "together": lambda row: points(row.cumulated),
            "peak-end": lambda row: "" if row.peak_end is None else f"{row.peak_end:+.2g}",
            "lowest": lambda row: "" if row.lowest is None else f"{row.lowest:+.2g}",
            "time": lambda row: days(row.duration),
            "steps": lambda row: " >> ".join((*row.steps, row.ends)),
        },
    )
