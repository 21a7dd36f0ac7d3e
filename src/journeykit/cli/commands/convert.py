"""`journeykit convert A B`: a map from one format to another."""

from __future__ import annotations

from typing import Annotated

import typer

from journeykit.cli.sources import FILE_HELP

__all__ = ["command"]


def command(
    file: Annotated[str, typer.Argument(metavar="A", help=FILE_HELP)],
    target: Annotated[str, typer.Argument(metavar="B", help="The file to write; `-` for standard output.")],
    *,
    source_format: Annotated[str | None, typer.Option("--from", help="The format of A. [told by its name]")] = None,
    target_format: Annotated[str | None, typer.Option("--to", help="The format of B. [told by its name]")] = None,
    options: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="An option of either format; may be repeated."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a map in another format.

    YAML and JSON hold the same map; Python is the source that builds it, and is written only. Of the other formats,
    what one could not say and what had to be guessed is listed on standard error. Comments and the layout of A are
    not kept.
    """
    from journeykit.cli.format_options import split_options
    from journeykit.cli.paths import check_free, check_named, writing
    from journeykit.cli.screen import complain, write
    from journeykit.cli.sources import read
    from journeykit.io import dumps, format_named, format_of, losses, save
    from journeykit.io.loss import rolled_up

    if target == "-" and target_format is None:
        raise typer.BadParameter("standard output has no name to tell the format by", param_hint="--to")
    if target != "-":
        check_named(target, "map.json")
    chosen = format_of(target) if target_format is None else format_named(target_format)  # told before anything is read
    if target == "-" and chosen.binary:
        raise typer.BadParameter(f"{chosen.name} is no text: name a file to write", param_hint="B")
    for_reading, for_writing = split_options(options or [], file, source_format, chosen)
    if target != "-":
        check_free(target, force=force)
    journey = read(file, source_format, for_reading).journey
    if target == "-":
        write(dumps(journey, chosen.name, **for_writing))
        lost = losses(journey, chosen.name, **for_writing)
    else:
        with writing(target):
            lost = save(journey, target, chosen.name, **for_writing)
    for line in rolled_up(lost):
        complain(f"warning: {line}")
