"""Options of formats on the command line: `--set scores=0..10`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.io.registry import Format

__all__ = ["split_options"]


def split_options(
    given: Sequence[str], file: str, source_format: str | None, target: Format
) -> tuple[dict[str, str], dict[str, str]]:
    """The options that are for the reader of a file, and those for the writer; one that both take goes to both.

    Raises BadParameter for one without `=`, UnknownName for one that neither takes.
    """
    from journeykit.io.registry import format_named, format_of

    reads: tuple[str, ...] = ()
    if given:
        try:
            reads = (format_of(file) if source_format is None else format_named(source_format)).takes
        except UnknownName:  # standard input or a module: neither takes any
            reads = ()
    for_reading, for_writing = {}, {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"{each!r} has no value: write NAME=VALUE", param_hint="--set")
        if name not in (*reads, *target.takes):
            raise UnknownName("option of these formats:", name, sorted({*reads, *target.takes}))
        if name in reads:
            for_reading[name] = value
        if name in target.takes:
            for_writing[name] = value
    return for_reading, for_writing
