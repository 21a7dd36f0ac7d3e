"""A team's config as a file: `journeykit.toml`, or the table `[tool.journeykit]` of a `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from journeykit.errors import Fault, FormatError
from journeykit.rules.config import Config, config_of

__all__ = ["OWN_FILE", "SHARED_FILE", "has_config", "read_config"]

OWN_FILE = "journeykit.toml"
SHARED_FILE = "pyproject.toml"
_MOST = 1_000_000  # bytes: nobody agrees on more
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[\w-]+)(?:\s*\.\s*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*)\s*=""")
_NAME = re.compile(r"""\s*(?:"([^"\n]*)"|'([^'\n]*)'|([\w-]+))\s*\.?""")
_NAMED = re.compile(r"unknown \w+ '([^']*)'")


def read_config(path: str | os.PathLike[str]) -> Config:
    r"""What a file says: a `pyproject.toml` in its table `[tool.journeykit]`, any other TOML file at its top.

    Raises FormatError with all that is wrong, each with its line where that can be told, and OSError.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "journeykit.toml")
    ...     _ = file.write_text('profile = "research"\nignore = ["dead-end"]', encoding="utf-8")
    ...     read_config(file).ignore
    ('dead-end',)
    """
    file = os.fspath(path)
    text, tree = _toml(file)
    within = ("tool", "journeykit") if Path(file).name == SHARED_FILE else ()
    table: Any = tree
    for part in within:
        table = table.get(part, {}) if isinstance(table, dict) else {}
    if not isinstance(table, Mapping):
        raise FormatError([Fault(".".join(within), "a table is expected", "config", file=file)])
    try:
        return config_of(table, file)
    except FormatError as error:
        faults = [replace(each, **_spot(each, list(_keys(text)), text, within)) for each in error.faults]
    raise FormatError(sorted(faults, key=lambda each: (each.line or 0, each.column or 0)))


def has_config(path: Path) -> bool:
    """Whether a `pyproject.toml` speaks of journeykit. One that cannot be read does not, since others will complain.

    >>> has_config(Path("no such file"))
    False
    """
    try:
        tool = _toml(os.fspath(path))[1].get("tool")
    except (FormatError, OSError):
        return False
    return isinstance(tool, dict) and "journeykit" in tool


def _toml(file: str) -> tuple[str, dict[str, Any]]:
    with Path(file).open("rb") as stream:
        data = stream.read(_MOST + 1)
    if len(data) > _MOST:
        raise FormatError([Fault("", f"no config has more than {_MOST / 1e6:g} MB", "config", file=file)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise FormatError([Fault("", "this is no UTF-8: save it as UTF-8", "config", file=file)]) from None
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (None, None)
        message = f"this is no TOML: {_AT.sub('', str(error))}"
        source = text.split("\n")[line - 1].rstrip("\r") if line else None
        raise FormatError([Fault("", message, "config", file=file, line=line, column=column, source=source)]) from None


def _keys(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each key with the names of its tables, and the number of its line."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line.rstrip("\r")):
            table = _names(header[1])
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, *_names(key[1])), number


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(next(filter(None, match.groups()), "") for match in _NAME.finditer(dotted))


def _spot(fault: Fault, keys: list[tuple[tuple[str, ...], int]], text: str, within: tuple[str, ...]) -> dict[str, Any]:
    """The line of a fault: of the last key on the way to its place, or of the name that stands in that key's list."""
    head, _, rest = fault.place.partition(".")
    named = _NAMED.match(fault.message)
    name = named[1] if named else ""
    ways = [
        (*within, *filter(None, (*place, name)))
        for place in ((head, rest), fault.place.split("."))  # the pattern of a file's name may have a dot
    ]
    on_the_way = [(len(key), -number) for key, number in keys if any(key == way[: len(key)] for way in ways)]
    length, minus = max(on_the_way, default=(0, -1))
    number, lines = -minus, text.split("\n")
    if name and all(length < len(way) for way in ways):  # no key, so it stands in a list, maybe on a line below
        quoted = (f'"{name}"', f"'{name}'")
        number = next((n for n in range(number, len(lines) + 1) if any(q in lines[n - 1] for q in quoted)), number)
    source = lines[number - 1].rstrip("\r")
    column = (source.find(name) if name in source else len(source) - len(source.lstrip())) + 1
    return {"line": number, "column": column, "source": source}
