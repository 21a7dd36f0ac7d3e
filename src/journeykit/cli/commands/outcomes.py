"""`journeykit outcomes FILE`: how the journeys of a map end."""

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
    persona: Annotated[str | None, typer.Option(help="The journeys of this persona only.")] = None,
    goal: Annotated[str | None, typer.Option(help="What counts as success: an outcome or a step.")] = None,
    within: Annotated[str | None, typer.Option(help="A number of steps, or a time like '18 months'.")] = None,
    steps: Annotated[bool, typer.Option("--steps", help="A row for each step instead of each outcome.")] = False,
    method: Annotated[str | None, typer.Option(help=METHOD_HELP)] = None,
    level: Annotated[float, typer.Option(help=LEVEL_HELP)] = 0.95,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Tell how likely each outcome is, and what happens on the way."""
    from journeykit.analysis.outcomes import outcomes
    from journeykit.cli.results import between, check_format, days, points, show
    from journeykit.cli.sources import read
    from journeykit.errors import JourneyError

    check_format(format)
    source = read(file)
    limit = int(within) if within is not None and within.strip().isdecimal() else within
    try:
        found = outcomes(
            source.journey, persona, goal=goal, within=limit, method=cast("MethodName | None", method), level=level
        )
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if steps:
        show(
            found.by_step,
            format,
            {
                "step": lambda row: row.step,
                "title": lambda row: row.title,
                "visits": lambda row: f"{row.visits:.3g}",
                "ever there": lambda row: points(row.visited),
                "leave here": lambda row: points(row.drop_off),
                "interval": lambda row: between(row.drop_off_low, row.drop_off_high, points),
            },
        )
        return
    head = [str(found)]
    if found.goal is not None:
        sure = found.interval("goal")
        spread = "" if sure is None else f" ({between(sure.low, sure.high, points)})"
        head.append(f"goal: {points(found.goal)}{spread}")
    if found.within is not None:
        seen = found.within
        reached = "" if seen.goal is None else f"goal {points(seen.goal)}, "
        head.append(f"within {seen.limit}: {reached}still under way {points(max(seen.open, 0.0))}")
    show(
        found.by_outcome,
        format,
        {
            "outcome": lambda row: row.outcome,
            "title": lambda row: row.title,
            "probability": lambda row: points(row.probability),
            "interval": lambda row: between(row.low, row.high, points),
            "steps": lambda row: "" if row.steps is None else f"{row.steps:.3g}",
            "time": lambda row: days(row.duration),
            "emotion": lambda row: "" if row.emotion is None else f"{row.emotion:+.2f}",
            "lowest": lambda row: "" if row.lowest is None else f"{row.lowest:+.2f}",
            "peak-end": lambda row: "" if row.peak_end is None else f"{row.peak_end:+.2f}",
        },
        head,
    )
