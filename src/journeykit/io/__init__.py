"""How a map travels: `load`, `loads`, `save`, `dumps`, and what a format must be.

A format is one module in `journeykit.io.built_in`, or an entry point of the group `journeykit.formats` in another
package: a `Format` with a name, suffixes, a writer, and a reader that gives a `Parsed` tree.
"""

from __future__ import annotations

from journeykit.io.loss import Loss, LossWarning
from journeykit.io.parsed import Parsed, Places
from journeykit.io.reading import Imported, import_map, load, loads, loads_with_losses
from journeykit.io.registry import Format, format_named, format_of, formats
from journeykit.io.text import Text, refuse
from journeykit.io.writing import dumps, losses, save

__all__ = [
    "Format",
    "Imported",
    "Loss",
    "LossWarning",
    "Parsed",
    "Places",
    "Text",
    "dumps",
    "format_named",
    "format_of",
    "formats",
    "import_map",
    "load",
    "loads",
    "loads_with_losses",
    "losses",
    "refuse",
    "save",
]
