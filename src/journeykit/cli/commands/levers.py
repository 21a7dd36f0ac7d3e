"""`journeykit levers FILE`: what to fix first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from journeykit.cli.results import LEVEL_HELP, METHOD_HELP
from journeykit.cli.sources import FILE_HELP
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.analysis.intervals.method import MethodName
    from journeykit.analysis.levers import Lever

__all__ = ["command"]

_OF = ("goal", "emotion", "duration")


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)],
    *,
    goal: Annotated[str | None, typer.Option(help="What counts as success: an outcome or a step.")] = None,
    of: Annotated[str, typer.Option(help="What shall change: goal, emotion or duration.")] = "goal",
    top: Annotated[int, typer.Option(help="How many levers are computed exactly on a large map.")] = 10,
    persona: Annotated[str | None, typer.Option(help="The journeys of this persona only.")] = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="Also those that rest on assumed shares.")] = False,
    method: Annotated[str | None, typer.Option(help=METHOD_HELP)] = None,
    level: Annotated[float, typer.Option(help=LEVEL_HELP)] = 0.95,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Rank the steps by what it is worth to lose a tenth fewer customers there."""
    from journeykit.analysis.levers import levers
    from journeykit.cli.results import between, check_format, points, show
    from journeykit.cli.sources import read
    from journeykit.errors import JourneyError

    check_format(format)
    if of not in _OF:
        raise UnknownName("target", of, _OF)
    what = cast("Literal['goal', 'emotion', 'duration']", of)
    source = read(file)
    try:
        how = cast("MethodName | None", method)
        found = levers(source.journey, goal, top, persona, of=what, assumed=assumed, method=how, level=level)
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    show(
        found,
        format,
        {
            "rank": lambda row: str(row.rank),
            "step": lambda row: row.step,
            "title": lambda row: row.title,
            "leak": lambda row: points(row.leak),
            "visits": lambda row: f"{row.visits:.3g}",
            "gain": lambda row: _gain(row, of),
            "interval": lambda row: between(row.low, row.high, lambda gain: _in_unit(gain, of)),
            "best in": lambda row: points(row.first),
        },
    )


def _gain(row: Lever, of: str) -> str:
    """What a tenth less leak changes, in the unit of what was asked for."""
    return _in_unit(row.gain, of) if row.improvable else "no other way on"


def _in_unit(gain: float, of: str) -> str:
    if of == "goal":
        return f"{100 * gain:+.2f} points"
    return f"{gain / 86_400:+.3g} days" if of == "duration" else f"{gain:+.3g}"
