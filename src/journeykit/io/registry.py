"""What a file format is, and which there are: built in, or from other packages."""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName
from journeykit.io.loss import Loss
from journeykit.io.parsed import Parsed

if TYPE_CHECKING:
    import os

__all__ = ["Format", "format_named", "format_of", "formats"]

GROUP = "journeykit.formats"


@dataclass(frozen=True, slots=True)
class Format:
    r"""One way for a map to travel.

    A module in `journeykit.io.built_in` with a `FORMAT`, or an entry point of the group `journeykit.formats`.

    Attributes:
        name: what people type: `dumps(map, "yaml")`.
        suffixes: of its files, with the dot, longest first; `(".journey.yaml", ".yaml")`.
        write: the map as text with a final newline, or as bytes for a binary format.
        read: from a document's characters (`Text`; bytes for a binary format) to a plain tree of the shape that
            `journeykit.model.document` writes. It raises FormatError and nothing else, and executes nothing. None for
            a format that is only written.
        most_bytes: the largest document that is read.
        losses: what of a map the format cannot carry; None where it carries all.
        takes: the names of options that `write`, `read` and `losses` take as keyword arguments; each of them takes
            all of them.
        binary: whether its documents are bytes and no text.

    >>> from journeykit.io import Format
    >>> from journeykit.model import JourneyMap, Stage
    >>> words = Format("words", (".words",), lambda journey: " ".join(step.label for step in journey.steps) + "\n")
    >>> words.write(JourneyMap(stages=[Stage("one", ["see", "buy"])]))
    'See Buy\n'
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[..., str | bytes]
    read: Callable[..., Parsed] | None = None
    most_bytes: int = 5_000_000
    losses: Callable[..., Sequence[Loss]] | None = None
    takes: tuple[str, ...] = ()
    binary: bool = False

    def check_options(self, options: Iterable[str]) -> None:
        """Raise UnknownName for an option that the format does not take."""
        for name in options:
            if name not in self.takes:
                raise UnknownName(f"option of the format {self.name}:", name, self.takes)


@cache
def _built_in() -> dict[str, Format]:
    package = importlib.import_module("journeykit.io.built_in")
    modules = [each.name for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    found: list[Format] = [importlib.import_module(name).FORMAT for name in sorted(modules)]
    return {each.name: each for each in found}


@cache
def formats() -> dict[str, Format]:
    """Every format by name: the built-in ones first, then other packages'.

    An entry point that does not load is left out with a warning; one cannot replace a built-in format.

    >>> sorted(formats())  # doctest: +ELLIPSIS
    [...'json', ...'python', ...'yaml']
    """
    known = dict(_built_in())
    for point in entry_points(group=GROUP):
        try:
            found = point.load()
        except Exception as error:  # noqa: BLE001 - somebody else's module may fail in any way, and ours must go on
            warnings.warn(f"the format {point.name!r} of {point.value!r} does not load: {error}", stacklevel=2)
            continue
        if isinstance(found, Format):
            known.setdefault(found.name, found)
        else:
            warnings.warn(f"the format {point.name!r} of {point.value!r} is no journeykit.io.Format", stacklevel=2)
    return known


def format_named(name: str) -> Format:
    """The format with that name. Raises UnknownName, with the near name.

    >>> format_named("yaml").suffixes
    ('.journey.yaml', '.journey.yml', '.yaml', '.yml')
    """
    found = _built_in().get(name) if isinstance(name, str) else None
    if found is None:
        found = formats().get(name) if isinstance(name, str) else None
    if found is None:
        raise UnknownName("format", name, sorted(formats()))
    return found


def format_of(path: str | os.PathLike[str]) -> Format:
    """The format of a file by its name. Raises UnknownName where no format has such a suffix.

    >>> format_of("solar.journey.yaml").name, format_of("SOLAR.JSON").name
    ('yaml', 'json')
    """
    file = PurePath(path).name.lower()
    for known in (_built_in, formats):
        fitting = [(suffix, each) for each in known().values() for suffix in each.suffixes if file.endswith(suffix)]
        if fitting:
            return max(fitting, key=lambda pair: len(pair[0]))[1]
    suffixes = sorted({suffix for each in formats().values() for suffix in each.suffixes})
    raise UnknownName("file format", PurePath(path).suffix or PurePath(path).name, suffixes)
