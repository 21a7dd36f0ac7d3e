"""`journeykit draw FILE`: a map as a picture."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from journeykit.cli.sources import FILE_HELP

__all__ = ["command"]


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help=FILE_HELP)],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="Where to write: .svg, .png or .dot; `-` prints the SVG. [FILE's name.svg]"
        ),
    ] = None,
    view: Annotated[str | None, typer.Option(help="What to show of the map, like flow.")] = None,
    theme: Annotated[str | None, typer.Option(help="auto (follows the reader's screen), light or dark.")] = None,
    persona: Annotated[list[str] | None, typer.Option(help="Draw the journey of this persona only.")] = None,
) -> None:
    """Draw a map; the suffix of the output decides the format."""
    from journeykit.cli.paths import check_named, writing
    from journeykit.cli.screen import write
    from journeykit.cli.sources import read
    from journeykit.render import draw

    if output is not None:
        check_named(output, "map.svg")
    source = read(file)
    asked: dict[str, Any] = {"view": view, "theme": theme, "personas": persona}
    drawing = draw(source.journey, **{name: value for name, value in asked.items() if value})
    if output == "-":
        write(drawing.svg)
        return
    target = output or f"{source.stem}.svg"
    with writing(target):
        drawing.save(target)
