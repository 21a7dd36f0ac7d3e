"""`journeykit new FILE`: a commented map to start from."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import typer

__all__ = ["DEFAULT", "command", "starter"]

DEFAULT = "bicycle"
SCHEMA = "journey.schema.json"
_SUFFIXES = (".journey.yaml", ".journey.yml", ".yaml", ".yml")
_TABLES: Mapping[str, Literal["csv", "tsv", "excel"]] = MappingProxyType(
    {".csv": "csv", ".tsv": "tsv", ".xlsx": "excel"}
)
_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA}
# Check it:  journeykit check FILE
# Draw it:   journeykit draw FILE -o map.svg
#
"""


def command(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A new .yaml file, or a table: .csv, .xlsx; `-` for standard output."),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", "-t", help="What to start from: a name that --list shows.")
    ] = DEFAULT,
    list: Annotated[bool, typer.Option("--list", help="Show what there is to start from.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
) -> None:
    """Write a commented map to start from, in YAML. Its id is the name of the file.

    The JSON Schema, with which editors complete it, is written beside it where there is none. A .csv or .xlsx file is
    a table for a workshop, with one row per step; without --template its rows are a short example.
    """
    from journeykit.cli.paths import check_free, writing
    from journeykit.cli.screen import say, write
    from journeykit.files import write_atomically

    if list:
        _show()
        return
    if file is None:
        raise typer.BadParameter("a file name is missing, like shop.journey.yaml", param_hint="FILE")
    if file == "-":
        write(starter("my_journey", "FILE", template))
        return
    name = Path(file).name
    if (table := _TABLES.get(Path(file).suffix.lower())) is not None:
        data = _table(table, name.rpartition(".")[0], template)
        check_free(file, force=force)
        with writing(file):
            write_atomically(file, data)
        return
    suffix = next((each for each in _SUFFIXES if name.lower().endswith(each)), None)
    if suffix is None:
        message = "a map to start from is YAML: call it something.journey.yaml, or something.xlsx for a table"
        raise typer.BadParameter(message, param_hint="FILE")
    text = starter(name[: -len(suffix)], file, template)
    check_free(file, force=force)
    with writing(file):
        write_atomically(file, text)
    beside = Path(file).parent / SCHEMA
    if not beside.exists():
        from journeykit.model.schema import schema

        write_atomically(beside, json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
        say(f"wrote {beside}, with which editors complete it")


def starter(name: str, file: str, template: str = DEFAULT) -> str:
    r"""The text of a template, with an id made of a name. Raises UnknownName for a template that is none.

    >>> print("\n".join(starter("Öffne 2. Konto!", "konto.yaml", "aida").splitlines()[:2]))
    # yaml-language-server: $schema=journey.schema.json
    # Check it:  journeykit check konto.yaml
    >>> "id: ffne_2_konto" in starter("Öffne 2. Konto!", "konto.yaml", "aida").splitlines()
    True
    """
    from journeykit.starters import text_of

    shown = shlex.quote(" ".join(file.split()))  # a line break in a name would end the comment
    text = re.sub(r"(?m)^id: .*$", f"id: {_named(name)}", text_of(template), count=1)
    return _HEAD.replace("FILE", shown) + text


def _named(name: str) -> str:
    """An id made of the name of a file."""
    words = re.sub(r"[^a-z0-9]+", "_", name.lower()).lstrip("_0123456789")[:64].rstrip("_")
    return words or "my_journey"


def _table(format: Literal["csv", "tsv", "excel"], name: str, template: str) -> str | bytes:
    """A table to fill in: with the rows of a template, or of a short example."""
    from journeykit.io.tables.starter import EXAMPLE, starter_table
    from journeykit.starters import template as taken

    journey = EXAMPLE if template == DEFAULT else taken(template)
    return starter_table(format, journey.replace(id=_named(name)))


def _show() -> None:
    from journeykit.cli.screen import table
    from journeykit.starters import templates

    table([(each.name, each.title) for each in templates()], ("bold", ""))
