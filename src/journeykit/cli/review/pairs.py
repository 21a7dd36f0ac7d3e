"""Which maps two folders hold, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.cli.checked import Checked, check_source
from journeykit.cli.folders import maps_in
from journeykit.cli.screen import told
from journeykit.cli.sources import Source, read
from journeykit.errors import JourneyError

if TYPE_CHECKING:
    from journeykit.cli.configured import Asked

__all__ = ["Reviewed", "reviewed"]

_MOST = 50  # maps of one review: a comment has an end


@dataclass(frozen=True)
class Reviewed:
    """One map before and after.

    Attributes:
        name: its path within the folders.
        before, after: None where it does not exist, or where it is no map.
        was, now: what a check found then and now; None where there is no map.
        complaint: why the map is none now; empty elsewhere.
    """

    name: str
    before: Source | None
    after: Source | None
    was: Checked | None
    now: Checked | None
    complaint: str = ""

    @property
    def changed(self) -> bool:
        """Whether there is anything to say."""
        if self.before is None or self.after is None or self.complaint:
            return True
        return self.before.journey != self.after.journey


def reviewed(before: Path, after: Path, asked: Asked) -> Iterator[Reviewed]:
    """Each map that stands in one of two folders (or is one of two files), in the order of their names.

    Raises FileNotFoundError where what is reviewed does not exist, FormatError for a config with faults.
    """
    if not after.exists():
        raise FileNotFoundError(2, "No such file or folder", str(after))
    if before.is_file() or after.is_file():
        yield _pair(after.name, before, after, asked)
        return
    names = sorted({path.relative_to(folder).as_posix() for folder in (before, after) for path in maps_in(folder)})
    for name in names[:_MOST]:
        yield _pair(name, before / name, after / name, asked)


def _pair(name: str, before: Path, after: Path, asked: Asked) -> Reviewed:
    first, was, _ = _read(before, asked)
    second, now, complaint = _read(after, asked)
    return Reviewed(name, first, second, was, now, complaint)


def _read(path: Path, asked: Asked) -> tuple[Source | None, Checked | None, str]:
    if not path.is_file():
        return None, None, ""
    try:
        source = read(str(path))
    except (JourneyError, OSError) as error:
        return None, None, told(error).replace(str(path), path.name)
    return source, check_source(source, asked), ""
