"""What the commands that make a map of a log share: where it is written, and how scales and horizons are spelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["HORIZON_HELP", "SCALE_HELP", "check_output", "horizon_of", "scale_of", "written"]

HORIZON_HELP = "A silence at the end of the log that means a case has ended, like '30 days'; 0: all have."
SCALE_HELP = "The worst score and the best, like 1..5: scores become emotions."
_SCALE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:\.\.|,|to)\s*(-?\d+(?:\.\d+)?)\s*")


def scale_of(text: str | None) -> tuple[float, float] | None:
    """A scale as people write it.

    >>> scale_of("1..5"), scale_of("10 to 0"), scale_of(None)
    ((1.0, 5.0), (10.0, 0.0), None)
    """
    if text is None:
        return None
    match = _SCALE.fullmatch(text)
    if match is None:
        raise typer.BadParameter(f"{text!r} is no scale: write it like 1..5", param_hint="--score-scale")
    return float(match[1]), float(match[2])


def horizon_of(text: str | None) -> str | int | None:
    """A horizon: `0` has no unit."""
    return 0 if text is not None and text.strip() == "0" else text


def check_output(output: str | None, *, force: bool) -> None:
    """Before anything is read: whether the map may be written there."""
    from journeykit.cli.paths import check_free, check_named
    from journeykit.io import format_of

    if output is not None and output != "-":
        check_named(output, "fitted.journey.yaml")
        format_of(output)
        check_free(output, force=force)


def written(journey: JourneyMap, output: str | None, *, quiet: bool) -> bool:
    """Write the map; whether it went to standard output, which then is no place for tables.

    `quiet` where standard output holds what a program reads.
    """
    from contextlib import nullcontext

    from journeykit.cli.paths import writing
    from journeykit.cli.screen import write
    from journeykit.io import dumps, save

    if output == "-":
        write(dumps(journey, "yaml"))
        return True
    if output is not None:
        with nullcontext() if quiet else writing(output):
            save(journey, output)
    return False
