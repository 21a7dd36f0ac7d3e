"""The app: every file in `commands` is a command, and what any of them raises becomes a message and an exit code."""

from __future__ import annotations

import importlib
import io
import pkgutil
import sys
import warnings
from collections.abc import Sequence
from typing import Annotated

import typer

from journeykit.cli.screen import complain, warn, warned
from journeykit.errors import JourneyError

__all__ = ["app", "run"]

WRONG = 2


def app() -> typer.Typer:
    """The command with all its commands.

    >>> print(*sorted(each.name or "" for each in app().registered_commands))  # doctest: +NORMALIZE_WHITESPACE
    attribute check conform convert diff discover draw fit levers live metrics new observe outcomes paths review rules
    schema templates
    """
    # plain help and messages: panels are drawn to the width of a terminal, and cut what a program wants to read
    made = typer.Typer(
        name="journeykit",
        help="Customer journey maps as code: check, draw and convert them.",
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    package = importlib.import_module("journeykit.cli.commands")
    for module in pkgutil.iter_modules(package.__path__):
        command = importlib.import_module(f"{package.__name__}.{module.name}").command
        made.command(module.name)(command)
    return made


def run(argv: Sequence[str] | None) -> None:
    """Run the app. Returns where all is well, else raises SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a narrow terminal must not stop a report
    command = typer.main.get_command(app())
    try:
        with warnings.catch_warnings():
            warned.clear()
            warnings.showwarning = lambda message, *_, **__: warn(message)
            command(args=None if argv is None else list(argv), prog_name="journeykit")
    except SystemExit as end:
        if end.code:
            raise
    except (JourneyError, OSError) as error:
        complain(error)
        raise SystemExit(WRONG) from None


def _version(asked: bool) -> None:
    if asked:
        from journeykit._version import __version__

        typer.echo(f"journeykit {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass
