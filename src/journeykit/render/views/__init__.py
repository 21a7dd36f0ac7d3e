"""The views there are: one file in this folder each, and those that other packages bring.

A view file holds a `VIEW`. A package brings one by an entry point of the group `journeykit.views` that names such an
object; a view of the same name in this folder wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from journeykit.errors import UnknownName
from journeykit.render.drawing import Drawing

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["GROUP", "Options", "View", "find", "names"]

GROUP: Final = "journeykit.views"


@dataclass(frozen=True, slots=True)
class Options:
    """What every view is told: the theme, whose journey (empty: everybody's), and how to run the layout engine."""

    theme: str = "auto"
    personas: Sequence[Persona] = ()
    engine: str | None = None
    timeout: float | None = None


@runtime_checkable
class View(Protocol):
    """A way to draw a map."""

    @property
    def name(self) -> str:
        """What people ask for it by."""
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
                raise TypeError(f"the entry point {point.value!r} of {GROUP} is no View: it needs `name` and `draw`")
            return view
    raise UnknownName("view", name, names())
