"""`journeykit check --watch`: files are checked anew whenever they are saved, and what has changed is told."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from journeykit.cli.baselines import SUFFIXES
from journeykit.cli.checked import Checked, Spotted, check_file
from journeykit.cli.configured import nearest_config
from journeykit.cli.live.places import in_python, own_file
from journeykit.cli.reports.text import tell, tell_finding, verdict
from journeykit.cli.screen import complain, say
from journeykit.errors import Fault, FormatError, MissingExtra

if TYPE_CHECKING:
    from journeykit.cli.configured import Asked

__all__ = ["watch"]

_Known: TypeAlias = tuple[str, str, str | None, str]


def watch(files: Sequence[str], asked: Asked) -> None:
    """Check the files, and again those that were saved, until Ctrl-C.

    Raises MissingExtra without the extra `live`, and as `existing` does for files that cannot be watched.
    """
    from journeykit.cli.live.start import existing

    if find_spec("watchfiles") is None:
        raise MissingExtra("Watched checks", "watchfiles", "live")
    from journeykit.cli.live.watching import changed, stamps

    for name in files:
        existing(name)
    known: dict[str, Checked] = {}
    try:
        while True:
            before = stamps(_watched(files, asked, known))  # of before the look, so that a save during it is seen
            for name in files:
                _look(name, asked, known)
            sys.stdout.flush()
            after = stamps(_watched(files, asked, known))
            asyncio.run(changed(after | before))
    except KeyboardInterrupt:
        say("ended")


def _look(name: str, asked: Asked, known: dict[str, Checked]) -> None:
    """Check a file, and tell all of it the first time, and what has changed later."""
    try:
        found = _fresh(name, asked) if in_python(name) is not None else check_file(name, asked)
    except FormatError as error:  # of a config, which somebody is writing
        complain(error)
        return
    before = known.get(name)
    known[name] = found
    if before is None or before.report is None or found.report is None:
        if before != found:
            _tell_time(before, name)
            tell(found)
        return
    old, new = (Counter(_known(each) for each in look.spotted) for look in (before, found))
    if old == new:
        return
    _tell_time(before, name)
    for spot in _only(found.spotted, new - old):
        tell_finding(found, spot)
    for spot in _only(before.spotted, old - new):
        say(("gone", "green"), f": {spot.finding.message} ", (f"[{spot.finding.code} {spot.finding.name}]", "dim"))
    say((found.name, "bold"), f": {verdict(found)}")


def _tell_time(before: Checked | None, name: str) -> None:
    if before is not None:
        say((f"{datetime.now().astimezone():%H:%M:%S} {name}", "dim"))


def _known(spot: Spotted) -> _Known:
    """What makes a finding the same one as before, wherever it stands now."""
    found = spot.finding
    return found.code, found.severity, found.step, found.message


def _only(spots: Iterable[Spotted], wanted: Counter[_Known]) -> list[Spotted]:
    left = Counter(wanted)
    found = []
    for spot in sorted(spots, key=lambda spot: (spot.line or 0, spot.column or 0)):
        if left[_known(spot)] > 0:
            left[_known(spot)] -= 1
            found.append(spot)
    return found


def _fresh(name: str, asked: Asked) -> Checked:
    """A look at a map in Python from a new process, so that every module of its is imported as it is now."""
    from journeykit.cli.live.fresh import ctrl_c_held_back

    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin) as processes:
        with ctrl_c_held_back():
            look = processes.submit(check_file, name, asked)
        try:
            return look.result()
        except BrokenProcessPool:
            message = "running it ended Python"
            return Checked(
                name, None, faults=(Fault("", message, "failed", file=name),), complaint=f"{name}: {message}"
            )


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.dont_write_bytecode = True  # a cache knows a module by the second of its change: too coarse for quick edits


def _watched(files: Sequence[str], asked: Asked, known: dict[str, Checked]) -> set[Path]:
    """The files themselves, what they are checked by, and what lies beside a map in Python or before a future one."""
    found: set[Path] = set()
    for name in files:
        path = own_file(name)
        if path is None:  # a module by its name: once it has run, its file is known
            file = known[name].file if name in known else None
            path = None if file is None else Path(file)
        folder = Path.cwd() if path is None else path.absolute().parent
        if path is not None:
            found.add(path.absolute())
        if in_python(name) is not None:
            found |= {folder, *folder.glob("*.py")}
        elif path is not None:
            found |= _baselines(path)
        config = None if asked.isolated else Path(asked.config) if asked.config else nearest_config(folder)
        if config is not None:
            found.add(config.absolute())
    return found


def _baselines(path: Path) -> set[Path]:
    """The files that the map may start from: whichever of them is there."""
    from journeykit.errors import JourneyError
    from journeykit.io import import_map

    try:
        baseline = import_map(path).journey.baseline
    except (JourneyError, OSError):
        return set()
    return set() if baseline is None else {path.absolute().with_name(baseline + suffix) for suffix in SUFFIXES}
