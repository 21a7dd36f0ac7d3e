"""Portraits and photos: read from beside the map, looked at, and carried inside the drawing.

A map may come from a stranger. So nothing outside the given folder is read and nothing is fetched; what a file is, its
content says and not its name; and SVG, which can carry script, is refused.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from journeykit.errors import Fault, PictureError
from journeykit.near import near
from journeykit.render.headers import size_of, type_of
from journeykit.render.shrink import shrink

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["MOST_BYTES", "MOST_IN_ALL", "MOST_PIXELS", "embed", "pictures", "unread"]

MOST_BYTES: Final = 2_000_000
"""The largest picture, in bytes, as it stands in its file."""
MOST_IN_ALL: Final = 20_000_000
"""The bytes of all pictures of one drawing, as they are embedded."""
MOST_PIXELS: Final = 50_000_000
"""The most pixels of a picture: more would take gigabytes to unpack."""

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # two letters at least: `c:` is a Windows drive
_DATA: Final = re.compile(r"data:image/[a-z0-9.+-]+;base64,", re.IGNORECASE)
_MANY: Final = 500  # names of a folder that are compared with a wrong one


class _Refused(Exception):
    """Why one picture is not shown, and the code of its fault."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def embed(name: str, folder: Path | None = None) -> str | None:
    """A picture as a data address.

    Args:
        name: a path below `folder`, with `/`; or a `data:image/…;base64,…` address, which passes the same checks.
        folder: where the map lies. None: no file is read, and a path gives None.

    Raises:
        PictureError: where the picture is missing, lies elsewhere, is none of PNG, JPEG, GIF and WebP, is damaged or
            too large.

    >>> embed("anna.png") is None
    True
    >>> embed("data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=")[:28]
    'data:image/gif;base64,R0lGOD'
    >>> from pathlib import Path
    >>> embed("../anna.png", Path("."))
    Traceback (most recent call last):
    journeykit.errors.PictureError: image: '../anna.png' leads out of the map's folder: put the picture beside the map
    """
    try:
        return _embed(name, folder)
    except _Refused as refused:
        raise PictureError([Fault("image", str(refused), refused.code)]) from None


def pictures(journey: JourneyMap, folder: Path | None = None) -> Mapping[str, str]:
    """All pictures of a map as data addresses, by their place: `personas[0].image`, `stages[1].steps[2].image`.

    Pictures that are not read, because there is no folder, are left out. Raises PictureError with all faults at once.

    >>> from journeykit.model import JourneyMap, Persona
    >>> dict(pictures(JourneyMap(personas=[Persona("anna", image="anna.png")])))
    {}
    """
    made: dict[str, str] = {}
    known: dict[str, str | _Refused | None] = {}
    faults: list[Fault] = []
    total = 0
    for place, name in _named(journey):
        if name not in known:
            try:
                known[name] = _embed(name, folder)
            except _Refused as refused:
                known[name] = refused
        found = known[name]
        if isinstance(found, _Refused):
            faults.append(Fault(place, str(found), found.code))
        elif found is not None:
            made[place] = found
            before, total = total, total + (len(found) - found.index(",")) * 3 // 4
            if before <= MOST_IN_ALL < total:
                said = f"with this one all pictures have more than {_mb(MOST_IN_ALL)}: make them smaller"
                faults.append(Fault(place, said, "pictures_too_large"))
    if faults:
        raise PictureError(faults)
    return MappingProxyType(made)


def unread(journey: JourneyMap) -> int:
    """How many pictures a map names by a path, which are shown only where somebody says in which folder to look.

    >>> from journeykit.model import JourneyMap, Persona
    >>> unread(JourneyMap(personas=[Persona("anna", image="anna.png"), Persona("ben")]))
    1
    """
    return sum(not name.startswith("data:") for _, name in _named(journey))


def _named(journey: JourneyMap) -> Iterator[tuple[str, str]]:
    for index, persona in enumerate(journey.personas):
        if persona.image is not None:
            yield f"personas[{index}].image", persona.image
    for index, stage in enumerate(journey.stages):
        for number, step in enumerate(stage.steps):
            if step.image is not None:
                yield f"stages[{index}].steps[{number}].image", step.image


def _embed(name: str, folder: Path | None) -> str | None:
    shown = repr(name if len(name) <= 60 else name[:60] + "…")
    if name[:5].lower() == "data:":
        data = _decoded(name, shown)
    elif folder is None:
        return None
    else:
        data = _read(name, folder, shown)
    kind = _checked(data, shown)
    kind, data = shrink(data, kind)
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _decoded(name: str, shown: str) -> bytes:
    start = _DATA.match(name)
    if start is None:
        raise _Refused(f"{shown} is no picture: write data:image/png;base64,…", "picture_kind")
    if len(name) > MOST_BYTES * 4 // 3 + 100:
        raise _Refused(f"{shown} has more than {_mb(MOST_BYTES)}: make it smaller", "picture_too_large")
    try:
        return base64.b64decode(name[start.end() :], validate=True)
    except (binascii.Error, ValueError):
        raise _Refused(f"{shown} is not written in base64: encode it anew", "picture_damaged") from None


def _read(name: str, folder: Path, shown: str) -> bytes:
    """The bytes of a file below the folder. Links are followed only as far as they stay inside."""
    if _ADDRESS.match(name):
        said = f"{shown} is an address, and a drawing fetches nothing: save the picture beside the map"
        raise _Refused(said, "picture_elsewhere")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(name).anchor or ".." in path.parts or "\0" in name:
        raise _Refused(f"{shown} leads out of the map's folder: put the picture beside the map", "picture_elsewhere")
    try:
        root = folder.resolve()
        target = (root / path).resolve(strict=True)
        if not target.is_relative_to(root):
            said = f"{shown} is a link out of the map's folder: put the picture itself there"
            raise _Refused(said, "picture_elsewhere")
        if not target.is_file():
            raise _Refused(f"{shown} is no file: name a PNG, JPEG, GIF or WebP", "picture_missing")
        with target.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        guess = near(path.name, _beside(folder / path.parent))
        hint = f"did you mean {str(path.with_name(guess))!r}?" if guess else "put it beside the map, or leave it out"
        raise _Refused(f"there is no {shown}: {hint}", "picture_missing") from None
    except (OSError, RuntimeError, ValueError) as error:  # a ring of links is a RuntimeError in older Pythons
        reason = getattr(error, "strerror", None) or error
        raise _Refused(f"{shown} cannot be read ({reason})", "picture_missing") from None
    if len(data) > MOST_BYTES:
        raise _Refused(f"{shown} has more than {_mb(MOST_BYTES)}: make it smaller", "picture_too_large")
    return data


def _beside(folder: Path) -> list[str]:
    try:
        return sorted(each.name for _, each in zip(range(_MANY), folder.iterdir(), strict=False))
    except OSError:
        return []


def _checked(data: bytes, shown: str) -> str:
    """The media type of what is a whole picture of a bearable size."""
    kind = type_of(data)
    if kind is None:
        if b"<svg" in data[:2000].lower():
            raise _Refused(f"{shown} is SVG, which can carry script: export it as PNG", "picture_kind")
        raise _Refused(f"{shown} is no PNG, JPEG, GIF or WebP: export it as one of them", "picture_kind")
    size = size_of(data)
    if size is None:
        raise _Refused(f"{shown} is damaged: its header gives no size; export it anew", "picture_damaged")
    if size[0] * size[1] > MOST_PIXELS:
        most = f"more than {MOST_PIXELS // 1_000_000} million"
        said = f"{shown} has {size[0]} by {size[1]} pixels, {most}: make it smaller"
        raise _Refused(said, "picture_too_large")
    return kind


def _mb(count: int) -> str:
    return f"{count // 1_000_000} MB"
