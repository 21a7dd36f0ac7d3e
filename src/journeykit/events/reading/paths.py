"""Which files somebody means: a path, a pattern like `visits/*.csv`, or several of them."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from journeykit.events.reading.faults import refuse
from journeykit.events.reading.names import listed, path_shown, shown
from journeykit.near import near

__all__ = ["PathOrPaths", "are_paths", "escaped", "files_named", "partitioned"]

PathOrPaths: TypeAlias = "str | os.PathLike[str] | Sequence[str | os.PathLike[str]]"
_ADDRESS: Final = re.compile(r"(?i)([a-z][a-z0-9+.-]+)://")
_MOST_LOOKED_AT = 1_000  # names of a folder that a message is made from


def are_paths(data: object) -> bool:
    """Whether data is a path, or a list of nothing but paths."""
    if isinstance(data, str | os.PathLike):
        return True
    return isinstance(data, list | tuple) and bool(data) and all(isinstance(each, str | os.PathLike) for each in data)


def files_named(data: PathOrPaths) -> list[str]:
    """The files in the order in which they are read: as given, those of a pattern by name.

    Raises EventLogError, with all that is wrong: files that do not exist (with the near name), folders, patterns that
    match nothing, addresses, a file that is meant twice.
    """
    given = [data] if isinstance(data, str | os.PathLike) else list(data)
    files: list[str] = []
    faults: list[str] = []
    for each in given:
        found = _meant(os.fspath(each))
        if isinstance(found, str):
            faults.append(found)
        else:
            files += found
    twice = [name for name, count in Counter(map(os.path.realpath, files)).items() if count > 1]
    if twice:
        faults.append(f"files are named twice, and their events would count twice: {listed(twice)}")
    refuse(faults)
    return files


def escaped(path: str) -> str:
    """A path that DuckDB takes by the letter, not as a pattern.

    >>> escaped("visits[1].csv")
    'visits[[]1].csv'
    """
    plain = os.path.abspath(path) if path.startswith("~") else path  # noqa: PTH100 - as text: it may be no Path
    return re.sub(r"[*?\[]", lambda found: f"[{found[0]}]", plain)


def partitioned(paths: Sequence[str], notes: list[str]) -> bool:
    """Whether the files stand in folders like `country=DE`, which then say a column's value; and say so.

    >>> partitioned(["log/day=1/a.parquet", "log/day=2/a.parquet"], said := []), said
    (True, ["folders like 'day=1' give a column: 'day'"])
    """
    folders = [re.findall(r"([^/\\=]+)=[^/\\]*[/\\]", each) for each in paths]
    if len(paths) < 2 or not folders[0] or any(each != folders[0] for each in folders):
        return False
    example = re.search(r"[^/\\=]+=[^/\\]*", paths[0])
    notes.append(f"folders like {shown(example[0] if example else '')} give a column: {listed(folders[0])}")
    return True


def _meant(given: str | bytes) -> list[str] | str:
    """The files that a path or pattern means, or what is wrong with it."""
    path = os.fsdecode(given)
    if _ADDRESS.match(path):
        return (
            f"{path_shown(path)} is an address, and journeykit opens no connections: download the file first, or read "
            "it by DuckDB itself and give the relation: EventLog(duckdb.read_parquet('https://…'))"
        )
    if "\0" in path or "\n" in path:
        return f"{path_shown(path)} is no path: give the name of a file, a pattern, or rows as a list of dicts"
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return f"{shown(os.fsencode(path))} is a name that is no UTF-8: rename the file"
    if path.startswith("~") and not os.path.lexists(path):
        path = str(Path(path).expanduser())
    try:
        return _there(path)
    except OSError as error:
        return f"{path_shown(path)} cannot be read: {error.strerror or error}"


def _there(path: str) -> list[str] | str:  # noqa: PLR0911 - one answer for each case
    if not path:
        return "the path is empty: give the name of a file"
    if Path(path).is_file():
        return [path]
    if Path(path).is_dir():
        return f"{path_shown(path)} is a folder: name the files in it, like {path_shown(_pattern_for(path))}"
    if glob.has_magic(path):
        found = sorted(each for each in glob.glob(path, recursive=True) if Path(each).is_file())  # noqa: PTH207 - of text
        return found or f"no file matches {path_shown(path)}{_what_is_there(Path(path).parent)}"
    if os.path.lexists(path):
        broken = Path(path).is_symlink() and not Path(path).exists()
        return f"{path_shown(path)} is {'a link that leads nowhere' if broken else 'no regular file'}"
    guess = near(Path(path).name, _names(Path(path).parent))
    if guess:
        return f"there is no file {path_shown(path)}: did you mean {path_shown(str(Path(path).with_name(guess)))}?"
    return f"there is no file {path_shown(path)}{_what_is_there(Path(path).parent)}"


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(each.name for each in islice(entries, _MOST_LOOKED_AT) if not each.name.startswith("."))
    except OSError:
        return []


def _what_is_there(folder: Path) -> str:
    """The end of a sentence on a file that is not there."""
    if glob.has_magic(str(folder)):
        return ""
    if not folder.is_dir():
        return f": there is no folder {path_shown(str(folder))}"
    names = _names(folder)
    return f": the folder holds {listed(names, 3)}" if names else ": the folder is empty"


def _pattern_for(folder: str) -> str:
    """The pattern for what most files in a folder are."""
    endings: Iterable[str] = ("".join(Path(name).suffixes[-2:]) for name in _names(Path(folder)))
    known = Counter(each for each in endings if each)
    return str(Path(folder) / f"*{known.most_common(1)[0][0] if known else '.csv'}")
