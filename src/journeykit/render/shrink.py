"""Pictures made as small as a drawing shows them, by Pillow where it is installed."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from journeykit.render.headers import size_of

__all__ = ["LONGEST", "shrink"]

LONGEST: Final = 640
"""Pixels of a picture's longer side: sharp on the widest card, on a dense screen and on paper."""

_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")


def shrink(data: bytes, kind: str) -> tuple[str, bytes]:
    """A picture with at most 640 pixels on its longer side, upright, and without what a camera wrote into it.

    Returns its media type and bytes: PNG where it had transparent parts or was a GIF, else JPEG. What is small enough
    and holds no camera's notes stays as it is; so does everything where Pillow is missing or cannot read it.
    """
    size = size_of(data)
    if size is None or (max(size) <= LONGEST and not _noted(data)):
        return kind, data
    try:
        from PIL import Image, ImageOps
    except ImportError:
        return kind, data
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            picture = ImageOps.exif_transpose(opened)
            picture = picture.convert("RGBA" if picture.has_transparency_data or kind == "image/gif" else "RGB")
        picture.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        made = BytesIO()
        if picture.mode == "RGBA":
            picture.save(made, "PNG", optimize=True)
            return "image/png", made.getvalue()
        picture.save(made, "JPEG", quality=85, optimize=True)
        return "image/jpeg", made.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # Pillow's ways to say that it is damaged
        return kind, data


def _noted(data: bytes) -> bool:
    """Whether there is EXIF: the camera, often the place, and which way is up."""
    return any(mark in data for mark in (b"Exif\x00\x00", b"eXIf", b"EXIF"))  # JPEG, PNG, WebP
