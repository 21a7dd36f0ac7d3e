"""JSON: what programs exchange. Indented by two, UTF-8 as it is, keys in the document's order, a final newline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from journeykit.io.registry import Format
from journeykit.io.upgrade import stamped

if TYPE_CHECKING:
    from journeykit.model import JourneyMap
from journeykit.io.json_tree import read

__all__ = ["FORMAT"]


def _write(map: JourneyMap) -> str:
    from journeykit.model.document import document

    return json.dumps(stamped(document(map)), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


FORMAT = Format("json", (".journey.json", ".json"), _write, read, most_bytes=50_000_000)
