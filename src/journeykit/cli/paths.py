"""Paths as a command shows them, and files that it writes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.cli.screen import say, write

if TYPE_CHECKING:
    from journeykit.analysis.chart import Picture

__all__ = ["check_free", "check_named", "check_picture", "drawn", "from_here", "writing"]


def from_here(file: str) -> str:
    """The path as it is written from the folder we are in, or the absolute one where it lies outside.

    >>> from_here(os.path.join(os.getcwd(), "maps", "shop.py"))
    'maps/shop.py'
    """
    here, path = Path.cwd(), Path(file)
    return path.relative_to(here).as_posix() if path.is_absolute() and path.is_relative_to(here) else os.fspath(path)


def check_named(target: str, example: str) -> None:
    """Raise IsADirectoryError where a path names a folder and no file in it.

    >>> check_named(".", "shop.svg")
    Traceback (most recent call last):
        ...
    IsADirectoryError: [Errno 21] is a folder: a file name is missing, like shop.svg: '.'
    """
    if target.endswith(("/", os.sep)) or Path(target).is_dir():
        like = Path(target) / example
        raise IsADirectoryError(errno.EISDIR, f"is a folder: a file name is missing, like {like}", target)


def check_free(target: str, *, force: bool) -> None:
    """Raise FileExistsError where a file stands there that nobody said to overwrite.

    >>> check_free("no such file.yaml", force=False)
    """
    if not force and Path(target).is_file():
        raise FileExistsError(errno.EEXIST, "exists already; --force overwrites it", target)


def drawn(picture: Picture, target: str) -> None:
    """Write a picture in the format that the suffix names, or its SVG on standard output for `-`."""
    if target == "-":
        write(picture.svg)
        return
    with writing(target):
        picture.save(target)


def check_picture(target: str, example: str) -> None:
    """Before the work: raise where a drawing cannot be written, for a folder, an unknown suffix, or no such folder.

    >>> check_picture("no such folder/shop.svg", "shop.svg")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] there is no folder 'no such folder': 'no such folder/shop.svg'
    """
    from journeykit.render import formats

    if target == "-":
        return
    check_named(target, example)
    formats.of_path(target)
    if not Path(target).parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {str(Path(target).parent)!r}", target)


@contextmanager
def writing(target: str) -> Iterator[None]:
    """Say where something was written once it is there.

    An error of the system names the file that was asked for, and not the temporary one.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        if not Path(target).parent.is_dir():
            reason = f"there is no folder {str(Path(target).parent)!r}"
        raise OSError(error.errno, reason, target) from None
    say(f"wrote {target}")
