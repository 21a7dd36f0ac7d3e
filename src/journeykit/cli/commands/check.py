"""`journeykit check FILE…`: what is poor about maps."""

from __future__ import annotations

from typing import Annotated

import typer

from journeykit.cli.sources import FILE_HELP

__all__ = ["command"]


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=FILE_HELP)],
    format: Annotated[str, typer.Option(help="text, json, github or sarif.")] = "text",
    select: Annotated[
        list[str] | None, typer.Option(help="Ask these rules only: codes, names, or how codes begin.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not ask these rules.")] = None,
) -> None:
    """Say what is poor about maps, and what to fix first.

    Exits with 0, with 1 where there are findings of level error, and with 2 where a file is no map.
    """
    from journeykit.cli.checked import check_file
    from journeykit.cli.reports import report_named
    from journeykit.rules import matching

    write = report_named(format)
    chosen, left_out = _listed(select), _listed(ignore)
    matching([*chosen, *left_out])  # a slip of the pen is told before any file is read
    checked = [check_file(file, chosen or None, left_out) for file in files]
    write(checked)
    raise typer.Exit(max(each.exit_code for each in checked))


def _listed(values: list[str] | None) -> list[str]:
    return [name.strip() for value in values or () for name in value.split(",") if name.strip()]
