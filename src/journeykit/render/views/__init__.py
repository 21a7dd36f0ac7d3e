"""The views there are: one file in this folder each, and those that other packages bring.

A view file holds a `VIEW`. A package brings one by an entry point of the group `journeykit.views` that names such an
object; a view of the same name in this folder wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import import_module, metadata
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from journeykit.analysis.overlay import Overlay
from journeykit.errors import UnknownName
from journeykit.render.drawing import Drawing
from journeykit.render.theme import Themed

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["GROUP", "Options", "View", "find", "names"]

GROUP: Final = "journeykit.views"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a view is told: the theme and whose journey (empty: everybody's), and what it `takes` besides.

    None is what a view does by itself.
    """

    theme: Themed = "auto"
    personas: Sequence[Persona] = ()
    lanes: str | Sequence[str] | None = None
    overlay: str | Overlay | None = None
    scale: str | None = None
    width: float | None = None
    page: str | None = None
    against: JourneyMap | None = None
    by: str | None = None
    folder: Path | None = None
    engine: str | None = None
    timeout: float | None = None

    def given(self) -> frozenset[str]:
        """The names of the options that somebody asked for, beside theme and personas."""
        names = {field.name for field in fields(self)} - {"theme", "personas"}
        return frozenset(name for name in names if getattr(self, name) is not None)


@runtime_checkable
class View(Protocol):
    """A way to draw a map."""

    @property
    def name(self) -> str:
        """What people ask for it by."""
        ...

    @property
    def takes(self) -> frozenset[str]:
        """The names of the options it understands, beside theme and personas."""
        ...

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The map drawn; nothing is laid out before the drawing is looked at."""
        ...


@lru_cache(maxsize=1)
def _own() -> dict[str, View]:
    found: dict[str, View] = {}
    for module in iter_modules(__path__):
        view = import_module(f"{__name__}.{module.name}").VIEW
        found[view.name] = view
    return found


def names() -> tuple[str, ...]:
    """The names of all views, sorted.

    >>> "flow" in names()
    True
    """
    return tuple(sorted({*_own(), *(point.name for point in metadata.entry_points(group=GROUP))}))


def find(name: str) -> View:
    """The view of that name. Raises UnknownName with the near one.

    >>> find("flow").name
    'flow'
    >>> find("flwo")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown view 'flwo': did you mean 'flow'?
    """
    if name in _own():
        return _own()[name]
    for point in metadata.entry_points(group=GROUP):
        if point.name == name:
            view = point.load()
            if not isinstance(view, View):
                raise TypeError(f"the entry point {point.value!r} of {GROUP} is no View: it needs name, takes and draw")
            return view
    raise UnknownName("view", name, names())
