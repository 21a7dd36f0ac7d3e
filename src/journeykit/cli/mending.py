"""`journeykit check --fix` and `--diff`: the fixes of findings, made in files or shown."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import typer

from journeykit.cli.checked import check_file, check_source
from journeykit.cli.screen import Part, complain
from journeykit.cli.screen import write as print_document
from journeykit.cli.sources import STDIN, Source, read
from journeykit.errors import JourneyError
from journeykit.files import write_atomically

if TYPE_CHECKING:
    from journeykit.cli.configured import Asked
    from journeykit.rules import Finding, Fix

__all__ = ["fix", "refuse_what_is_no_document", "show"]

_ROUNDS = 10  # what one repair brings to light the next one mends; nothing goes on for long
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DONE = {"remove": "taken out", "replace": "rewritten"}


@dataclass(frozen=True, slots=True)
class _Note:
    """A fix that was made, or why it was not; where it stood when it was found."""

    name: str
    at: tuple[int, int] | None
    what: str
    place: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Repaired:
    name: str
    file: str
    before: bytes
    after: bytes
    made: tuple[_Note, ...] = ()
    left: tuple[_Note, ...] = ()


def refuse_what_is_no_document(files: Sequence[str]) -> None:
    """Raise typer.BadParameter where a fix could not be written back: standard input, a map in Python, a table."""
    from journeykit.cli.live.places import in_python
    from journeykit.io.fixing import FORMATS
    from journeykit.io.registry import format_of

    for name in files:
        kind = "standard input" if name == STDIN else "a map in Python" if in_python(name) is not None else None
        if kind is None and (other := format_of(name).name) not in FORMATS:
            kind = f"of the format {other}"
        if kind is not None:
            message = f"{name} is {kind}, and fixes are written into YAML and JSON files"
            raise typer.BadParameter(message, param_hint="--fix")


def fix(files: Sequence[str], asked: Asked, say: Callable[..., None]) -> None:
    """Mend the files, and say what was mended and what is left; a file that is no map is left to the check.

    Raises OSError where a file cannot be written.
    """
    for each in filter(None, map(partial(_repaired, asked=asked), files)):
        if each.after != each.before:
            write_atomically(each.file, each.after)
        for note in (*each.made, *each.left):
            _tell(note, say)
        if each.made or each.left:
            left = f", {len(each.left)} left" if each.left else ""
            say((each.name, "bold"), f": {_counted(len(each.made))} made{left}")


def show(files: Sequence[str], asked: Asked) -> int:
    """Print what `fix` would change as a unified diff, and what it would leave on standard error.

    Returns an exit code: 1 where it would change anything, 2 where a file is no map, which is told.
    """
    code = 0
    for name in files:
        found = _repaired(name, asked)
        if found is None:
            complain(check_file(name, asked).complaint)
            code = 2
            continue
        for note in found.left:
            complain("".join(part if isinstance(part, str) else part[0] for part in _parts(note)))
        print_document(_diff(found))
        code = max(code, int(found.after != found.before))
    return code


def _repaired(name: str, asked: Asked) -> _Repaired | None:
    """A file mended until nothing that can be mended is left; None for what is no map."""
    try:
        source = read(name)
    except (JourneyError, OSError):
        return None
    if source.data is None or source.file is None or source.format is None:  # pragma: no cover - refused before
        return None
    before, made, left = source.data, list[_Note](), tuple[_Note, ...]()
    for _ in range(_ROUNDS):
        source, now, left = _round(source, asked)
        made += _in_order(now)
        if not now:
            break
    return _Repaired(source.name, name, before, source.data or before, tuple(made), _in_order(left))


def _round(source: Source, asked: Asked) -> tuple[Source, tuple[_Note, ...], tuple[_Note, ...]]:
    from journeykit.io import loads_with_losses
    from journeykit.io.fixing import mend

    found = {fix: finding for finding in check_source(source, asked).report or () for fix in finding.fixes}
    if not found or source.data is None or source.format is None:
        return source, (), ()
    mark = codecs.BOM_UTF8 if source.data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = source.data[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return (
            source,
            (),
            tuple(_note(source, fix, found[fix], "the file is no UTF-8: save it as that") for fix in found),
        )
    mended = mend(text, found, source.format.name)
    left = tuple(_note(source, fix, found[fix], reason) for fix, reason in mended.left)
    if not mended.made:
        return source, (), left
    made = tuple(_note(source, fix, found[fix]) for fix in mended.made)
    data = mark + mended.text.encode("utf-8")
    journey = loads_with_losses(data, source.format.name).journey
    return replace(source, data=data, journey=journey), made, left


def _note(source: Source, fix: Fix, finding: Finding, reason: str = "") -> _Note:
    return _Note(
        source.name,
        source.locate(fix.place),
        f"not mended, since {reason}" if reason else _DONE[fix.kind],
        fix.place,
        finding,
    )


def _in_order(notes: Iterable[_Note]) -> tuple[_Note, ...]:
    return tuple(sorted(notes, key=lambda note: note.at or (0, 0)))


def _parts(note: _Note) -> tuple[Part, ...]:
    rule = f"[{note.finding.code} {note.finding.name}]"
    where = ":".join(map(str, (note.name, *(note.at or ()))))
    return (where, "bold"), f": {note.what}: {note.place} ", (rule, "dim")


def _tell(note: _Note, say: Callable[..., None]) -> None:
    say(*_parts(note))


def _counted(count: int) -> str:
    return "1 repair" if count == 1 else f"{count} repairs"


def _diff(found: _Repaired) -> str:
    """A unified diff that `patch` takes: lines end as they do in the file."""
    before, after = (_LINE.findall(each.decode("utf-8", "replace")) for each in (found.before, found.after))
    lines = difflib.unified_diff(before, after, found.file, f"{found.file} (mended)")
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)
