"""`journeykit check FILE…`: what is poor about maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from journeykit.cli.sources import FILE_HELP

if TYPE_CHECKING:
    from datetime import date

    from journeykit.cli.configured import Asked

__all__ = ["command"]


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=f"{FILE_HELP} A folder stands for its maps.")],
    *,
    format: Annotated[str, typer.Option(help="text, json, github or sarif.")] = "text",
    select: Annotated[
        list[str] | None, typer.Option(help="Ask these rules only: codes, names, or how codes begin.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not ask these rules.")] = None,
    profile: Annotated[
        str | None,
        typer.Option(help="How far the map is meant to be: sketch, research or release.  [as the map says]"),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(help="Exit with 1 for findings of this level: error, warning or info.")
    ] = "error",
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which the map is checked.  [today]")
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(help="Keep to this file, and not to the nearest journeykit.toml or pyproject.toml."),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Keep to no config.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="First mend in the files what has one safe answer.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Only show what --fix would change; exit with 1 where it would.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file is saved, until Ctrl-C (extra `live`).")
    ] = False,
) -> None:
    """Say what is poor about maps, and what to fix first.

    Exits with 0, with 1 where there are findings of level error (--fail-on names a lower one), and with 2 where a file
    is no map.
    """
    from journeykit.cli.checked import check_file
    from journeykit.cli.configured import Asked
    from journeykit.cli.folders import with_folders
    from journeykit.cli.reports import report_named
    from journeykit.cli.rule_names import rule_names
    from journeykit.errors import UnknownName
    from journeykit.rules import PROFILES, SEVERITIES

    if fail_on not in SEVERITIES:
        raise UnknownName("level", fail_on, SEVERITIES)
    if profile is not None and profile not in PROFILES:
        raise UnknownName("profile", profile, PROFILES)
    if config is not None and isolated:
        raise typer.BadParameter("--isolated keeps to no config: leave out one of the two", param_hint="--config")
    if fix and diff:
        raise typer.BadParameter("--diff only shows what --fix would do: leave out one of the two", param_hint="--fix")
    if watch and (fix or diff or format != "text"):
        raise typer.BadParameter(
            "it says on the screen what has changed: leave out --fix, --diff and --format", param_hint="--watch"
        )
    level = SEVERITIES[SEVERITIES.index(fail_on)]
    write = report_named(format)
    chosen, left_out = rule_names(_listed(select)), rule_names(_listed(ignore))
    asked = Asked(tuple(chosen) or None, tuple(left_out), profile, _day(today), config, isolated)
    if watch:
        from journeykit.cli.watch import watch as go_on

        go_on(files, asked)
        return
    files = with_folders(files)
    if fix or diff:
        _mend(files, asked, format, only_shown=diff)
    checked = [check_file(file, asked) for file in files]
    write(checked)
    raise typer.Exit(max(each.exit_code(level) for each in checked))


def _mend(files: list[str], asked: Asked, format: str, *, only_shown: bool) -> None:
    """Mend the files and say so beside the report; or only show the difference, and end with its exit code."""
    import sys
    from functools import partial

    from journeykit.cli.mending import fix, refuse_what_is_no_document, show
    from journeykit.cli.screen import say

    refuse_what_is_no_document(files)
    if only_shown:
        raise typer.Exit(show(files, asked))
    fix(files, asked, say if format == "text" else partial(say, stream=sys.stderr))


def _listed(values: list[str] | None) -> list[str]:
    return [name.strip() for value in values or () for name in value.split(",") if name.strip()]


def _day(text: str | None) -> date | None:
    from datetime import date

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day: write it like 2026-11-22", param_hint="--today") from None
