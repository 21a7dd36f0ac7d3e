"""SVG to PNG by resvg."""

from __future__ import annotations

from typing import Final

from journeykit.errors import EngineError, MissingExtra
from journeykit.render.engine_svg import extent, ready

__all__ = ["to_png"]

_ZOOM: Final = 2.0  # pixels of a PNG per px of the drawing: sharp on a dense screen and on paper
_DPI: Final = 96.0  # without it, a size in millimetres is none
_LARGEST: Final = 16_000  # pixels of a PNG's longer side; more would take gigabytes


def to_png(svg: str) -> bytes:
    """The drawing as PNG, two pixels to a px, fewer where it would be wider or higher than 16,000.

    Raises MissingExtra without the extra `export`, and EngineError where resvg fails.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingExtra("PNG pictures", "resvg_py", "export") from None
    across, down = extent(svg)
    zoom = min(_ZOOM, _LARGEST / max(across, down))
    made = ready(svg)
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=made, width=round(across * zoom), dpi=_DPI))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
        raise EngineError(f"resvg could not draw the PNG ({error}): save the drawing as SVG") from None
