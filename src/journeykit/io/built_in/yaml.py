"""YAML 1.2: what people write by hand and keep in git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.parsed import Parsed
from journeykit.io.registry import Format
from journeykit.io.text import Text
from journeykit.io.upgrade import stamped

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _read(text: Text) -> Parsed:
    from journeykit.io.yaml12.compose import read  # ruamel is loaded only when YAML is read

    return read(text)


def _write(map: JourneyMap) -> str:
    from journeykit.io.yaml12.emit import emit
    from journeykit.model.document import document

    return emit(stamped(document(map)))


FORMAT = Format("yaml", (".journey.yaml", ".journey.yml", ".yaml", ".yml"), _write, _read, most_bytes=5_000_000)
