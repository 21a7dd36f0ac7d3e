"""Maps in Python: `path/to/file.py:name` and `module:name`. Importing them runs their code."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from journeykit.cli.paths import from_here
from journeykit.errors import JourneyError, UnknownName

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["PythonMapError", "find", "split"]

_NAMED = re.compile(r"(.+):([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)", re.DOTALL)
_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


class PythonMapError(JourneyError, ImportError):
    """A module that cannot be imported, or a name in it that is no map."""


def split(argument: str) -> tuple[str, str] | None:
    """The module and the name that an argument means, None where it means a file.

    Raises PythonMapError for a Python file without a name.

    >>> split("maps/shop.py:shop"), split("acme.maps:shop"), split("shop.yaml")
    (('maps/shop.py', 'shop'), ('acme.maps', 'shop'), None)
    """
    match = _NAMED.fullmatch(argument)
    if match is not None and (
        match[1].endswith(".py") or (_MODULE.fullmatch(match[1]) and not Path(match[1]).exists())
    ):
        return match[1], match[2]
    if argument.endswith(".py") and Path(argument).is_file():
        raise PythonMapError(
            f"{argument}: name the map in this Python file, like {argument}:journey (that runs the file)"
        )
    return None


def find(module: str, name: str) -> tuple[JourneyMap, str | None]:
    """The map of that name, and the file that it comes from.

    Raises PythonMapError where the module cannot be imported or the value is no map, UnknownName with the near name
    where it has no such name, FileNotFoundError where there is no such file.
    """
    from journeykit.model import JourneyMap

    loaded = _of_file(module) if module.endswith(".py") else _of_module(module)
    value: object = loaded
    for part in name.split("."):
        if not hasattr(value, part):
            maps = [each for each, found in vars(loaded).items() if isinstance(found, JourneyMap)]
            raise UnknownName(f"map in {module}:", name, maps)
        value = getattr(value, part)
    if not isinstance(value, JourneyMap):
        raise PythonMapError(f"{module}:{name} is of type {type(value).__name__}, and no JourneyMap")
    return value, getattr(loaded, "__file__", None)


def _of_module(name: str) -> ModuleType:
    sys.path.insert(0, str(Path.cwd()))  # as `python -m` does
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code does ends as a message
        raise PythonMapError(_told(name, error)) from None
    finally:
        sys.path.remove(str(Path.cwd()))


def _of_file(file: str) -> ModuleType:
    path = Path(file)
    if not path.is_file():
        raise FileNotFoundError(2, "No such file or directory", file)
    name = f"_journeykit_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path.resolve())
    if spec is None or spec.loader is None:  # pragma: no cover - `.py` always has a loader
        raise PythonMapError(f"{file}: no Python file")
    module = importlib.util.module_from_spec(spec)
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)  # as `python file.py` does
    sys.modules[name] = module  # dataclasses and pydantic look themselves up there
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's code does ends as a message
        del sys.modules[name]
        raise PythonMapError(_told(file, error)) from None
    finally:
        sys.path.remove(folder)
    return module


def _told(where: str, error: BaseException) -> str:
    """The error as its author wants to see it: the line of theirs that raised it, and what it says."""
    ours = str(Path(__file__).parents[1])
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not frame.filename.startswith((ours, "<frozen")) and Path(frame.filename).parent.name != "importlib"
    ]
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        what = "".join(traceback.format_exception_only(error)).rstrip()
    if not frames:
        return f"{where}: {what}"
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    last = (own or frames)[-1]
    shown = f"\n    {last.lineno} | {last.line}" if last.line else ""
    return f"{from_here(last.filename)}:{last.lineno}: {what}{shown}"
