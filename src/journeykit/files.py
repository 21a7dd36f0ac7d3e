"""The one place that writes files: a reader never sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: str | os.PathLike[str], data: bytes | str) -> Path:
    """Write through a temporary name beside the target, then rename; text is UTF-8, with line ends as they stand.

    An existing file keeps its permissions; when anything fails, the old file is untouched and nothing is left over.
    A symbolic link is followed, so that the link stays a link. Raises OSError as the system gives it.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(pathlib.Path(folder, "a.txt"), "Grüße").read_text(encoding="utf-8")
    'Grüße'
    """
    target = Path(path)
    final = Path(os.path.realpath(target))
    raw = data.encode("utf-8") if isinstance(data, str) else data
    try:
        handle, name = tempfile.mkstemp(prefix=f".{final.name[:40]}.", suffix=".part", dir=final.parent)
    except OSError as error:  # it speaks of a name that nobody has heard of
        raise type(error)(error.errno, error.strerror, str(target)) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(final.stat().st_mode & 0o7777 if final.exists() else 0o666 & ~_umask())
        part.replace(final)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
