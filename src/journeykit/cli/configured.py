"""What a file is checked by: the nearest config, and what the command says beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from journeykit.cli.paths import from_here
from journeykit.rules import Config, has_config, read_config
from journeykit.rules.config_file import OWN_FILE, SHARED_FILE

__all__ = ["Asked", "nearest_config"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the arguments of a check say.

    Attributes:
        select: the only rules to ask; None: those of the config, or of the profile.
        ignore: rules not to ask.
        profile: how far the map is meant to be; None: as the config or the map says.
        today: the day on which it is checked; None: today.
        config: the file to keep to instead of the nearest.
        isolated: whether no config is kept to.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = field(default=())
    profile: str | None = None
    today: date | None = None
    config: str | None = None
    isolated: bool = False

    def agreed(self, file: str | None) -> tuple[Config, tuple[str, ...]]:
        """The config of a file, and the rules that it does not ask of this one.

        None stands for what is in no file: it keeps to the config of the folder we are in. Raises FormatError for a
        config with faults, OSError for one that cannot be read.

        >>> Asked(isolated=True).agreed("shop.yaml")
        (Config(select=None, extend=(), ignore=(), profile=None, severity={}, per_file={}, words={}), ())
        """
        if self.isolated:
            return Config(), ()
        folder = Path.cwd() if file is None else _whole(file).parent
        path = Path(self.config) if self.config is not None else nearest_config(folder)
        if path is None:
            return Config(), ()
        config = read_config(from_here(str(path)))
        return config, () if file is None else config.ignored_in(_from(path, file))


def nearest_config(folder: Path) -> Path | None:
    """The config of a folder: in it or the nearest one above, up to the folder that git looks after.

    >>> nearest_config(Path("/")) is None
    True
    """
    for each in _upwards(folder):
        own, shared = each / OWN_FILE, each / SHARED_FILE
        if own.is_file():
            return own
        if shared.is_file() and has_config(shared):
            return shared
    return None


def _upwards(folder: Path) -> Iterator[Path]:
    for each in (folder, *folder.parents):
        yield each
        if (each / ".git").exists():
            return


def _from(config: Path, file: str) -> str:
    """The file as seen from the folder of the config, or its whole path where it lies elsewhere."""
    path, folder = _whole(file), _whole(config).parent
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()


def _whole(path: str | Path) -> Path:
    """The absolute path without `..`, which would lead through folders that it does not lie in."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links into other folders
