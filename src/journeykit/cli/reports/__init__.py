"""How `journeykit check` tells what it found: a file is a format of its name, its function `write` prints it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.cli.checked import Checked

__all__ = ["report_named"]


def report_named(name: str) -> Callable[[Sequence[Checked]], None]:
    """The writer of that name. Raises UnknownName with the near one.

    >>> report_named("sarf")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown format 'sarf': did you mean 'sarif'?
    """
    known = [module.name for module in pkgutil.iter_modules(__path__)]
    if name not in known:
        raise UnknownName("format", name, known)
    write: Callable[[Sequence[Checked]], None] = importlib.import_module(f"{__name__}.{name}").write
    return write
