"""From a file, a text or standard input to a map, or to every reason why there is none."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from journeykit.errors import Fault, FormatError
from journeykit.io import upgrade as versions
from journeykit.io.faults import finished, from_validation
from journeykit.io.loss import Losses, LossWarning
from journeykit.io.parsed import Parsed
from journeykit.io.registry import Format, format_named, format_of
from journeykit.io.text import Text, decode, refuse, too_large

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Imported", "import_map", "load", "loads", "loads_with_losses"]

STDIN = "-"
_MOST_WARNINGS = 20


@dataclass(frozen=True, slots=True)
class Imported:
    """A map that was read, with what the document said and the map does not, and what had to be guessed.

    >>> from journeykit.io import loads_with_losses
    >>> found = loads_with_losses("stages: [{id: one, steps: [hello]}]", "yaml")
    >>> [step.id for step in found.journey.steps], found.losses
    (['hello'], nothing is lost)
    """

    journey: JourneyMap
    losses: Losses = Losses()  # noqa: RUF009 - it is a tuple, and never changes


def load(path: str | os.PathLike[str], format: str | None = None, **options: Any) -> JourneyMap:
    r"""Read a map from a file; `-` is standard input.

    The format is told by the name (`.journey.yaml`, `.yaml`, `.yml`, `.json`) unless it is given; on standard input,
    a document that begins with `{` is JSON and any other YAML. A YAML document may have 5 MB and a JSON document
    50 MB; nothing in it is ever executed.

    Other formats may say what a map cannot, or leave open what a map needs: each such guess is a LossWarning, and
    `import_map` returns them as a list. `options` are those of the format.

    Raises:
        FormatError: the document is no map. `.faults` has all that is wrong, with line and column.
        UnknownName: no format has that name or suffix.
        OSError: the file cannot be read (FileNotFoundError, PermissionError, IsADirectoryError …).

    >>> import pathlib, tempfile
    >>> from journeykit.io import load
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "first.yaml")
    ...     _ = file.write_text("title: First\nstages:\n  - id: one\n    steps: [hello]", encoding="utf-8")
    ...     load(file).title
    'First'
    """
    return _warned(import_map(path, format, **options))


def import_map(path: str | os.PathLike[str], format: str | None = None, **options: Any) -> Imported:
    """Read a map as `load` does, and return it with its losses and guesses as a list, instead of warnings.

    >>> import pathlib, tempfile
    >>> from journeykit.io import import_map
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "first.yaml")
    ...     _ = file.write_text("stages: [{id: one, steps: [hello]}]", encoding="utf-8")
    ...     import_map(file).losses
    nothing is lost
    """
    if path == STDIN:
        return _load_stdin(format, options)
    chosen = format_of(path) if format is None else format_named(format)
    name = os.fspath(path)
    chosen.check_options(options)
    _check_readable(chosen, name)
    with Path(path).open("rb") as stream:
        if os.fstat(stream.fileno()).st_size > chosen.most_bytes:
            raise FormatError(finished(too_large(chosen.most_bytes).faults, name, None))
        # a pipe or a device tells no size: one byte more than allowed shows that it is too large
        data = stream.read(chosen.most_bytes + 1)
    return _map(data, chosen, name, options)


def loads(text: str | bytes, format: str, **options: Any) -> JourneyMap:
    """Read a map from text, or from bytes as they stand in a file, in a format: `"yaml"` or `"json"`.

    Raises FormatError as `load` does, and UnknownName for an unknown format; warns as it does.

    >>> from journeykit.io import loads
    >>> loads('{"title": "First", "stages": [{"id": "one", "steps": ["hello"]}]}', "json").title
    'First'
    >>> loads("titel: First", "yaml")
    Traceback (most recent call last):
        ...
    journeykit.errors.FormatError: <text>:1:1: titel: unknown key 'titel': did you mean 'title'?
        1 | titel: First
          | ^
    """
    return _warned(loads_with_losses(text, format, **options))


def loads_with_losses(text: str | bytes, format: str, **options: Any) -> Imported:
    """Read a map as `loads` does, and return it with its losses and guesses as a list, instead of warnings.

    >>> loads_with_losses('{"title": "First"}', "json").losses
    nothing is lost
    """
    chosen = format_named(format)
    chosen.check_options(options)
    _check_readable(chosen, None)
    return _map(text, chosen, None, options)


def _warned(read: Imported) -> JourneyMap:
    """The map, its losses said as warnings of whoever called `load` or `loads`."""
    for loss in read.losses[:_MOST_WARNINGS]:
        warnings.warn(LossWarning(str(loss)), stacklevel=3)
    if (more := len(read.losses) - _MOST_WARNINGS) > 0:
        warnings.warn(LossWarning(f"and {more} more: import_map returns them all"), stacklevel=3)
    return read.journey


def _load_stdin(name: str | None, options: dict[str, Any]) -> Imported:
    most = max(format_named(each).most_bytes for each in (["json", "yaml"] if name is None else [name]))
    binary = getattr(sys.stdin, "buffer", None)
    data: bytes | str = sys.stdin.read(most + 1) if binary is None else binary.read(most + 1)
    if name is None:
        start = data[:200].lstrip()
        if isinstance(start, bytes):
            start = start.removeprefix(b"\xef\xbb\xbf").lstrip().decode("latin-1")
        name = "json" if start.startswith("{") else "yaml"
    chosen = format_named(name)
    chosen.check_options(options)
    _check_readable(chosen, "<stdin>")
    return _map(data, chosen, "<stdin>", options)


def _check_readable(chosen: Format, file: str | None) -> None:
    if chosen.read is None:
        message = (
            f"{chosen.name} is written and never read, because reading it would execute it: "
            "import its map instead, or read YAML or JSON"
            if chosen.name == "python"
            else f"{chosen.name} is written and never read: read YAML or JSON"
        )
        raise FormatError([Fault("", message, "not_read", file=file)])


def _map(data: str | bytes, chosen: Format, file: str | None, options: dict[str, Any]) -> Imported:
    text: Text | None = None
    try:
        if chosen.binary:
            return _built(chosen, _binary(data, chosen), options)
        text = decode(data, chosen.most_bytes)
        return _built(chosen, text, options)
    except FormatError as error:
        faults = finished(error.faults, file, text)
    raise FormatError(faults)


def _binary(data: str | bytes, chosen: Format) -> bytes:
    if isinstance(data, str):
        refuse(f"{chosen.name} is no text: give the bytes of the file", "not_binary")
    if len(data) > chosen.most_bytes:
        raise too_large(chosen.most_bytes)
    return data


def _built(chosen: Format, content: Text | bytes, options: dict[str, Any]) -> Imported:
    """The map of a document."""
    from pydantic import ValidationError

    from journeykit.model import JourneyMap

    if chosen.read is None:  # pragma: no cover - asked before the file was opened
        raise AssertionError(chosen.name)
    try:
        parsed = chosen.read(content, **options)
        tree, faults = _current(parsed)
        try:
            read = JourneyMap.model_validate(tree)
        except ValidationError as error:
            raise FormatError([*faults, *from_validation(error, parsed)]) from None
    except RecursionError:
        refuse("lists and mappings are nested too deeply: no map is that deep", "too_deep")
    if faults:
        raise FormatError(faults)
    return Imported(read, Losses(parsed.losses))


def _current(parsed: Parsed) -> tuple[dict[str, object], list[Fault]]:
    """The tree as today's version writes it, and the faults that do not keep the model from looking at it."""
    tree = parsed.tree
    if not isinstance(tree, dict):
        raise FormatError([*parsed.faults, _not_a_map(tree)])
    version = tree.get(versions.KEY, versions.CURRENT)
    faults = list(parsed.faults)
    message = versions.version_fault(version)
    if message:
        position = parsed.places.locate((versions.KEY,), key=False) if parsed.places is not None else None
        line, column = position or (None, None)
        faults.append(Fault(versions.KEY, message, "format_version", line=line, column=column))
        if isinstance(version, int) and not isinstance(version, bool) and version > versions.CURRENT:
            raise FormatError(faults)  # what a newer version means by its keys cannot be judged
        version = versions.CURRENT
    return versions.upgrade(tree, cast("int", version)), faults


def _not_a_map(tree: object) -> Fault:
    what = {list: "a list", str: "one text", type(None): "empty"}.get(type(tree), "one value")
    mend = "write `key: value`, with a space after each colon" if isinstance(tree, str) else "it begins with its keys"
    message = f"a journey map is a mapping (journeykit, id, title, stages …), and this document is {what}: {mend}"
    return Fault("", message, "not_a_map", line=1, column=1)
