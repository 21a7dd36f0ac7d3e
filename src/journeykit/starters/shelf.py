"""Which templates there are: the files in the folders beside this one, and those that other packages bring."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType, ModuleType

from journeykit.errors import UnknownName

__all__ = ["GROUP", "SUFFIX", "text_of", "texts"]

GROUP = "journeykit.templates"
SUFFIX = ".journey.yaml"


@cache
def texts() -> Mapping[str, str]:
    """The text of every template by its name, which is that of its file; our own first, each in the order of names.

    An entry point that does not load, that brings no file, or whose file bears a name that is taken is left out with a
    warning.

    >>> texts()["aida"].count("stages:")
    1
    """
    found = dict(sorted(_within(files("journeykit.starters"))))
    for point in sorted(entry_points(group=GROUP)):
        origin = f"the templates {point.name!r} of {point.value!r}"
        try:
            brought = sorted(_within(files(_package(point.load()))))
        except Exception as error:  # noqa: BLE001 - somebody else's package may fail in any way, and ours must go on
            warnings.warn(f"{origin} do not load: {error}", stacklevel=2)
            continue
        if not brought:
            warnings.warn(f"{origin} are no files: a template is a file that ends in {SUFFIX}", stacklevel=2)
        for name, text in brought:
            if name in found:
                warnings.warn(
                    f"{origin}: there is a template {name!r} already; give the file another name", stacklevel=2
                )
            found.setdefault(name, text)
    return MappingProxyType(found)


def text_of(name: str) -> str:
    """The text of one template. Raises UnknownName, with the near name.

    >>> text_of("aidda")
    Traceback (most recent call last):
        ...
    journeykit.errors.UnknownName: unknown template 'aidda': did you mean 'aida'?
    """
    if not isinstance(name, str) or name not in texts():
        raise UnknownName("template", name, list(texts()))
    return texts()[name]


def _package(found: object) -> ModuleType:
    if not isinstance(found, ModuleType):
        raise TypeError(f"the entry point names a {type(found).__name__}, and should name a package")
    return found


def _within(folder: Traversable) -> Iterator[tuple[str, str]]:
    """The templates of a folder and of those below it, by name."""
    for each in folder.iterdir():
        if each.is_dir():
            yield from _within(each)
        elif each.name.endswith(SUFFIX):
            yield each.name.removesuffix(SUFFIX), each.read_text(encoding="utf-8")
