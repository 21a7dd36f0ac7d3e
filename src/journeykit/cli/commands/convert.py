"""`journeykit convert A B`: a map from one format to another."""

from __future__ import annotations

from typing import Annotated

import typer

from journeykit.cli.sources import FILE_HELP

__all__ = ["command"]


def command(
    file: Annotated[str, typer.Argument(metavar="A", help=FILE_HELP)],
    target: Annotated[str, typer.Argument(metavar="B", help="The file to write; `-` for standard output.")],
    source_format: Annotated[str | None, typer.Option("--from", help="The format of A. [told by its name]")] = None,
    target_format: Annotated[str | None, typer.Option("--to", help="The format of B. [told by its name]")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a map in another format.

    YAML and JSON hold the same map; Python is the source that builds it, and is written only. Comments and the layout
    of A are not kept.
    """
    from journeykit.cli.paths import check_free, check_named, writing
    from journeykit.cli.screen import write
    from journeykit.cli.sources import read
    from journeykit.io import dumps, format_named, format_of, save

    if target == "-":
        if target_format is None:
            raise typer.BadParameter("standard output has no name to tell the format by", param_hint="--to")
        format_named(target_format)
        write(dumps(read(file, source_format).journey, target_format))
        return
    check_named(target, "map.json")
    format_of(target) if target_format is None else format_named(target_format)  # told before anything is read
    check_free(target, force=force)
    journey = read(file, source_format).journey
    with writing(target):
        save(journey, target, target_format)
