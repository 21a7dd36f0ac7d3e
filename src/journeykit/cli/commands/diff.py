"""`journeykit diff A B`: what differs between two maps."""

from __future__ import annotations

import os
from typing import Annotated

import typer

__all__ = ["command"]

_FILES = (
    "Two maps, the earlier one first: YAML or JSON files; `-` for standard input; or maps in Python as "
    "`path/to/file.py:name` or `module:name`, which runs that code. Git gives seven arguments instead."
)


def command(
    files: Annotated[list[str], typer.Argument(metavar="A B", help=_FILES)],
    format: Annotated[
        str | None, typer.Option(help="text, json, html or svg.  [by the output's suffix, else text]")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Where to write; left out, standard output.")
    ] = None,
    theme: Annotated[
        str, typer.Option(help="Of html and svg: auto (follows the reader's screen), light, dark or print.")
    ] = "auto",
    textconv: Annotated[
        bool, typer.Option("--textconv", help="Print the one map A in the order of the language: what git compares.")
    ] = False,
) -> None:
    """Say what differs between two maps, noun by noun, and what that does.

    Exits with 0 where the maps are equal, 1 where they differ, and 2 where a file is no map. As a diff driver of git it
    exits with 0, since git stops at anything else:

    git config diff.journey.command "journeykit diff"
    """
    from journeykit.cli.diffs.git import Git, normal
    from journeykit.cli.diffs.pair import Pair
    from journeykit.cli.diffs.report import report

    if textconv:
        if len(files) != 1:
            raise typer.BadParameter("--textconv takes one map", param_hint="A B")
        normal(files[0])
        return
    if len(files) in (7, 9) or (len(files) == 1 and "GIT_DIFF_PATH_TOTAL" in os.environ):  # git calls a diff driver
        Git.of(files).print()
        return
    if len(files) != 2:
        raise typer.BadParameter(f"it takes two maps, not {len(files)}", param_hint="A B")
    found = Pair.read(*files)
    report(found, format, output, theme)
    raise typer.Exit(1 if found.comparison else 0)
