"""What can be told before the server starts: missing packages, options that do not exist, a file that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typer

from journeykit.cli.live.places import in_python, own_file
from journeykit.errors import MissingExtra

__all__ = ["checked_options", "existing", "extra"]


def extra() -> None:
    """Raise MissingExtra where a package of the extra `live` is not installed.

    >>> extra()
    """
    for module in ("starlette", "uvicorn", "watchfiles"):
        if find_spec(module) is None:
            raise MissingExtra("Live maps", module, "live")


def checked_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options, if some map can be drawn with them. Whose journey it is, only the file can tell.

    Raises UnknownName for names that do not exist, and typer.BadParameter for options that do not go together.

    >>> checked_options({"theme": "drak"})
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown theme 'drak': did you mean 'dark'?
    """
    from journeykit.model import JourneyMap, Stage
    from journeykit.render import draw

    tried = {name: value for name, value in options.items() if name != "personas"}
    try:
        draw(JourneyMap(stages=[Stage("a", ["b"])]), **tried)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return dict(options)


def existing(name: str) -> Path | None:
    """The file that a name means; None for a module, which is found when it is run.

    Raises OSError where it cannot be opened, UnknownName where nothing reads such files, and typer.BadParameter for
    standard input.

    >>> existing("no such file.yaml")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: 'no such file.yaml'
    """
    from journeykit.cli.sources import STDIN
    from journeykit.io.registry import format_of

    if name == STDIN:
        raise typer.BadParameter("standard input cannot be watched: name a file", param_hint="FILE")
    path = own_file(name)
    if path is None:
        return None
    with path.open("rb"):
        pass
    if in_python(name) is None:
        format_of(path)
    return path
