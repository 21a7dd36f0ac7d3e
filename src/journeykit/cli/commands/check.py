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
    fail_on: Annotated[
        str, typer.Option(help="Exit with 1 for findings of this level: error, warning or info.")
    ] = "error",
) -> None:
    """Say what is poor about maps, and what to fix first.

    Exits with 0, with 1 where there are findings of level error (--fail-on names a lower one), and with 2 where a file
    is no map.
    """
    from journeykit.cli.checked import check_file
    from journeykit.cli.reports import report_named
    from journeykit.cli.rule_names import rule_names
    from journeykit.errors import UnknownName
    from journeykit.rules import SEVERITIES

    if fail_on not in SEVERITIES:
        raise UnknownName("level", fail_on, SEVERITIES)
    level = SEVERITIES[SEVERITIES.index(fail_on)]
    write = report_named(format)
    chosen, left_out = rule_names(_listed(select)), rule_names(_listed(ignore))
    checked = [check_file(file, chosen or None, left_out) for file in files]
    write(checked)
    raise typer.Exit(max(each.exit_code(level) for each in checked))


def _listed(values: list[str] | None) -> list[str]:
    return [name.strip() for value in values or () for name in value.split(",") if name.strip()]
