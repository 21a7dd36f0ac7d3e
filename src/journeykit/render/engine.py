"""The one place that runs Graphviz: the program inside the graphviz-pure wheel, or the system's `dot` on request.

The wheel's program is found through the wheel's own list of files, so neither PATH nor an activated environment
matters, and no other program of that name is ever run. It gives the same bytes on every platform.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from journeykit.errors import EngineError, UnknownName

__all__ = ["ENGINES", "TIMEOUT", "VARIABLE", "choose", "program", "run"]

ENGINES: Final = ("pure", "system")
VARIABLE: Final = "JOURNEYKIT_ENGINE"
TIMEOUT: Final = 60.0  # seconds; a map of 2,000 steps needs a tenth of it on an old laptop


def choose(engine: str | None = None) -> str:
    """The engine's name: the argument, else the environment variable JOURNEYKIT_ENGINE, else `pure`.

    >>> choose("system")
    'system'
    >>> choose("sytem")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown engine 'sytem': did you mean 'system'?
    """
    name = engine or os.environ.get(VARIABLE) or "pure"
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    return name


@lru_cache(maxsize=1)
def _bundled() -> Path | None:
    try:
        listed = metadata.files("graphviz-pure") or []
    except metadata.PackageNotFoundError:
        return None
    for file in listed:
        if file.name in ("graphviz-pure", "graphviz-pure.exe"):
            found = Path(str(file.locate())).resolve()
            return found if found.is_file() else None
    return None


def program(engine: str | None = None) -> Path:
    """The program's path. Raises EngineError where it is not installed, with what would install it."""
    if choose(engine) == "system":
        found = shutil.which("dot")
        if found is None:
            raise EngineError("no `dot` on the PATH: install Graphviz, or use the engine 'pure'")
        return Path(found)
    bundled = _bundled()
    if bundled is None:
        raise EngineError(
            "the graphviz-pure program is not installed: pip install 'graphviz-pure>=0.2.2,<0.3', "
            f"or set {VARIABLE}=system to use the system's Graphviz"
        )
    return bundled


def run(dot: str, *, to: str = "svg", engine: str | None = None, timeout: float | None = None) -> str:
    """Lays `dot` out and returns the text of the format `to`: `svg`, or `json0` for positions alone.

    `timeout` is in seconds (TIMEOUT where None); the program and its children are killed when it is over. Raises
    EngineError where the program is missing, fails, takes too long, or answers nothing; half an answer of a program
    that failed is thrown away.

    >>> run("digraph { a -> b }").rstrip().endswith("</svg>")
    True
    """
    path, limit = program(engine), TIMEOUT if timeout is None else timeout
    # Files rather than pipes: a grandchild that keeps a pipe open cannot hold us beyond the limit.
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint, tempfile.TemporaryFile() as source:
        source.write(dot.encode("utf-8"))
        source.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - a fixed program and format; the graph goes in as data
                [str(path), f"-T{to}"], stdin=source, stdout=answer, stderr=complaint, start_new_session=True
            )
        except OSError as error:
            raise EngineError(f"{path.name} could not be started: {error.strerror or error}") from error
        try:
            code = process.wait(limit)
        except BaseException as error:
            _kill(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise EngineError(
                    f"{path.name} took longer than {limit:g} seconds and was stopped: draw a part of the map, "
                    "or give it more time with timeout="
                ) from None
            raise
        answer.seek(0)
        complaint.seek(0)
        text, said = answer.read().decode("utf-8", "replace"), complaint.read(4_000).decode("utf-8", "replace").strip()
    if code != 0:
        raise EngineError(f"{path.name} failed with exit code {code}" + (f": {said}" if said else ""))
    if not text.strip():
        raise EngineError(f"{path.name} gave an empty answer" + (f": {said}" if said else ""))
    return text


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends the program with everything it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        pass  # it ended between the alarm and the shot
    process.wait()
