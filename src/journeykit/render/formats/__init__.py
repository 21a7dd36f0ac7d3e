"""The formats that a drawing is saved in: one file in this folder each, and those that other packages bring.

A format file holds a `FORMAT`. A package brings one by an entry point of the group `journeykit.drawing_formats` that
names such a value; a format of the same suffix in this folder wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from pathlib import PurePath
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from journeykit.errors import UnknownName

if TYPE_CHECKING:
    import os

    from journeykit.render.drawing import Drawing

__all__ = ["GROUP", "DrawingFormat", "of_path", "suffixes"]

GROUP: Final = "journeykit.drawing_formats"


@dataclass(frozen=True, slots=True)
class DrawingFormat:
    """One way to save a drawing.

    Attributes:
        suffix: of its files, in small letters and without the dot. An entry point bears it as its name.
        make: the file's content; text is written as UTF-8. It raises MissingExtra for what is not installed,
            EngineError where it fails, and UnknownName where the drawing's view has no such form.

    >>> DrawingFormat("txt", lambda drawing: drawing.text).suffix
    'txt'
    """

    suffix: str
    make: Callable[[Drawing], bytes | str]


@lru_cache(maxsize=1)
def _own() -> dict[str, DrawingFormat]:
    found: list[DrawingFormat] = [
        import_module(f"{__name__}.{module.name}").FORMAT for module in iter_modules(__path__)
    ]
    return {each.suffix: each for each in found}


def suffixes() -> tuple[str, ...]:
    """The suffixes there are, sorted, without the dot.

    >>> suffixes()
    ('dot', 'html', 'pdf', 'png', 'svg')
    """
    return tuple(sorted({*_own(), *(point.name for point in metadata.entry_points(group=GROUP))}))


def of_path(path: str | os.PathLike[str]) -> DrawingFormat:
    """The format that a file's name asks for. Raises UnknownName with the near suffix.

    >>> of_path("Solar roof.PNG").suffix
    'png'
    >>> of_path("solar.svgz")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown suffix '.svgz': did you mean '.svg'?
    """
    name = PurePath(path)
    suffix = name.suffix.lower().removeprefix(".")
    if suffix in _own():
        return _own()[suffix]
    for point in metadata.entry_points(group=GROUP):
        if suffix and point.name == suffix:
            found = point.load()
            if not isinstance(found, DrawingFormat):
                raise TypeError(f"the entry point {point.value!r} of {GROUP} is no DrawingFormat")
            return found
    raise UnknownName("suffix", name.suffix or name.name, [f".{each}" for each in suffixes()])
