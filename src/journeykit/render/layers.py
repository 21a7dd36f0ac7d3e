"""Named groups: what a designer finds in the layer panel of Figma, Miro, Inkscape or Illustrator.

Figma and Miro take a group's name from its `id`, Illustrator from `data-name`, Inkscape from `inkscape:label`; a group
with `inkscape:groupmode` is a layer there, which can be hidden and locked. All others ignore what is not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from journeykit.render.svg import element

__all__ = ["NAMESPACE", "group"]

NAMESPACE: Final = (
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
"""Stands in the root element of a drawing whose groups are made here, after a blank.

Pictures are named by `xlink:href`, the only way that all programs know: Inkscape 1.2 shows none by `href`.
"""

_NONE: Final[Mapping[str, str | float | None]] = MappingProxyType({})
_NOT_IN_AN_ID: Final = re.compile(r"[^\w.-]+")


def group(
    name: str,
    label: str,
    *children: str,
    layer: bool = False,
    attributes: Mapping[str, str | float | None] = _NONE,
) -> str:
    """A group that people can find.

    Args:
        name: its id, with the drawing's scope before it: `jk1-lane-pains`. What no id may hold becomes a hyphen.
        label: what a designer reads: `Lane: pain points`.
        children: ready-made SVG.
        layer: whether Inkscape shows it as a layer: bands and lanes are, steps and items are not.
        attributes: class, data and place, as `element` takes them.

    >>> group("jk1-step-quote", "Step: gets a quote", "<path/>", attributes={"class": "jk-step"})
    '<g id="jk1-step-quote" class="jk-step" data-name="Step: gets a quote" inkscape:label="Step: gets a quote"><path/></g>'
    """  # noqa: E501 - what the example prints is one line
    return element(
        "g",
        {
            "id": _NOT_IN_AN_ID.sub("-", name),
            **attributes,
            "data-name": label,
            "inkscape:label": label,
            "inkscape:groupmode": "layer" if layer else None,
        },
        *children,
    )
