"""`journeykit draw FILE`: a map as a picture."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeykit.cli.sources import FILE_HELP

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["LANES", "RESULTS", "command", "listed"]

LANES = (
    "physical_evidence, steps, pictures, goals, doing, thoughts, questions, content, emotion, quotes, needs, "
    "expectations, objections, pains, gains, opportunities, solutions, channels, ownership, owners, metrics, evidence, "
    "frontstage, backstage, support."
)
"""The names of all lanes, for the help: looking for them would take longer than showing it."""
RESULTS = "outcomes, levers, removal, experience, loops or chokepoints."


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            help="Where to write: .svg, .png, .pdf, .html or .dot; `-` prints the SVG. [FILE's name.svg]",
        ),
    ] = None,
    view: Annotated[
        str | None, typer.Option(help="poster, blueprint, curve, diff, flow, heatmap or people.  [poster]")
    ] = None,
    theme: Annotated[
        str | None, typer.Option(help="auto (follows the reader's screen), light, dark or print.  [auto]")
    ] = None,
    persona: Annotated[
        list[str] | None, typer.Option(help="Draw the journey of this persona only; may be repeated.")
    ] = None,
    lanes: Annotated[
        str | None,
        typer.Option(help="The poster's lanes in order, with commas between them, or all. There are: " + LANES),
    ] = None,
    overlay: Annotated[
        str | None,
        typer.Option(help="evidence: what has no source behind it fades. Or what follows at each step: " + RESULTS),
    ] = None,
    scale: Annotated[str | None, typer.Option(help="even, or time: columns as wide as their steps are long.")] = None,
    width: Annotated[float | None, typer.Option(help="px; a wider poster goes on in the next row of stages.")] = None,
    page: Annotated[str | None, typer.Option(help="a3 or a4: one landscape sheet.")] = None,
    against: Annotated[
        str | None, typer.Option(metavar="FILE", help="A second map, for the views curve and diff.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(help="outcome: in the view curve, those who stay against those who leave.  [persona]"),
    ] = None,
) -> None:
    """Draw a map; the suffix of the output decides the format."""
    from journeykit.cli.paths import check_named, writing
    from journeykit.cli.screen import write
    from journeykit.cli.sources import placed, read
    from journeykit.errors import FormatError, JourneyError, PictureError
    from journeykit.render import draw

    if output is not None:
        check_named(output, "map.svg")
    source = read(file)
    asked: dict[str, Any] = {
        "view": view,
        "theme": theme,
        "personas": persona,
        "lanes": listed(lanes),
        "overlay": overlay,
        "scale": scale,
        "width": width,
        "page": page,
        "against": read(against).journey if against else None,
        "by": by,
    }
    folder = Path(source.file).parent if source.file else None
    given = {name: value for name, value in asked.items() if value is not None and (value != [] or name == "lanes")}
    try:
        if overlay is not None:
            given["overlay"] = _over(overlay, source.journey, persona or [])
        drawing = draw(source.journey, folder=folder, **given)
    except PictureError as error:
        raise FormatError(placed(fault, source) for fault in error.faults) from None
    except JourneyError:
        raise
    except ValueError as error:  # an option that the view does not take
        raise typer.BadParameter(str(error)) from None
    if output == "-":
        write(drawing.svg)
        return
    target = output or f"{source.stem}.svg"
    with writing(target):
        drawing.save(target)


def _over(name: str, journey: JourneyMap, personas: list[str]) -> Any:
    """What an option lays over a drawing: the name of one, or a result for that map. Raises UnknownName."""
    from journeykit.errors import UnknownName
    from journeykit.render import OVERLAYS

    results = RESULTS.rstrip(".").replace(" or ", ", ").split(", ")
    if name in OVERLAYS:
        return name
    if name not in results:
        raise UnknownName("overlay", name, [*OVERLAYS, *results])
    if len(personas) > 1:
        raise ValueError(f"the overlay {name!r} is that of everybody or of one persona: name one of them")
    verb = getattr(import_module(f"journeykit.analysis.{name}"), name)
    return verb(journey, persona=personas[0] if personas else None)


def listed(lanes: str | None) -> str | list[str] | None:
    """The lanes that an option names, with commas between them.

    >>> listed("steps, pains"), listed("all"), listed(None)
    (['steps', 'pains'], 'all', None)
    """
    if lanes is None or lanes.strip() == "all":
        return lanes if lanes is None else "all"
    return [name.strip() for name in lanes.split(",") if name.strip()]
