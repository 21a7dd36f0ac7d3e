"""The verb `mend`: fixes of findings as edits of a text, each proven before it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeykit.errors import FormatError
from journeykit.io.fixing.edits import Edit, UnsafeError, applied
from journeykit.io.fixing.flow_entries import as_written
from journeykit.io.fixing.removing import removal
from journeykit.io.fixing.replacing import replacement
from journeykit.io.fixing.trees import Way, emptied, repaired
from journeykit.io.parsed import location
from journeykit.io.reading import loads_with_losses
from journeykit.io.text import Text

if TYPE_CHECKING:
    from journeykit.io.yaml12.nodes import Node
    from journeykit.model import JourneyMap
    from journeykit.rules.fix import Fix

__all__ = ["FORMATS", "Mended", "mend"]

FORMATS = ("yaml", "json")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with fixes made in it.

    Attributes:
        text: the new text; the old one where nothing was made.
        made: the fixes that were made.
        left: those that were not, each with the reason.
    """

    text: str
    made: tuple[Fix, ...] = ()
    left: tuple[tuple[Fix, str], ...] = ()


def mend(text: str, fixes: Iterable[Fix], format: str = "yaml") -> Mended:
    r"""Make the fixes of findings in the text of a map, and leave everything else as it is, comments included.

    A fix is made only if the new text is read as the map that the fix means; one that cannot be made so is left.

    Args:
        text: a map that is read without fault.
        fixes: those of `Finding.fixes`, their places counted as in that map.
        format: "yaml" or "json".

    >>> from journeykit.rules import Fix
    >>> text = "stages:\n  - id: one\n    title: ' One '  # soon\n    steps: [a, b]\n"
    >>> print(mend(text, [Fix("stages[0].title", "replace", "One")]).text)
    stages:
      - id: one
        title: 'One'  # soon
        steps: [a, b]
    <BLANKLINE>
    """
    wanted = tuple(dict.fromkeys(fixes))
    if not wanted:
        return Mended(text)
    try:
        workshop = _Workshop(text, format)
    except (FormatError, UnsafeError) as error:
        reason = "the file is written in a way that is not mended" if isinstance(error, FormatError) else str(error)
        return Mended(text, (), tuple((fix, reason) for fix in wanted))
    try:
        return Mended(workshop.made(wanted), wanted)
    except UnsafeError:
        return _some(workshop, wanted)


def _some(workshop: _Workshop, wanted: Sequence[Fix]) -> Mended:
    """Those of the fixes that can be made together: all that can be written, else found by halves."""
    reasons = {fix: reason for fix in wanted if (reason := workshop.refusal(fix))}
    made: list[Fix] = []

    def add(more: Sequence[Fix]) -> None:
        try:
            workshop.made([*made, *more])
        except UnsafeError as error:
            if len(more) == 1:
                reasons[more[0]] = str(error)
            else:
                add(more[: len(more) // 2])
                add(more[len(more) // 2 :])
        else:
            made.extend(more)

    rest = [fix for fix in wanted if fix not in reasons]
    if rest:
        add(rest)
    return Mended(workshop.made(made), tuple(made), tuple((fix, reasons[fix]) for fix in wanted if fix in reasons))


class _Workshop:
    """A text with its map and its nodes."""

    def __init__(self, text: str, format: str) -> None:
        from journeykit.io.yaml12.compose import read
        from journeykit.io.yaml12.nodes import NodePlaces
        from journeykit.model.document import document

        self.text = text
        self._format = format
        self._journey = self._read(text)
        self._flow = document(self._journey).get("flow")
        parsed = read(Text(text))  # JSON is YAML, too
        if parsed.faults or not isinstance(parsed.places, NodePlaces):
            raise UnsafeError("the file is written in a way that is not mended")
        self._root, self._tree = parsed.places.root, parsed.tree

    def _read(self, text: str) -> JourneyMap:
        return loads_with_losses(text, self._format).journey

    def made(self, fixes: Sequence[Fix]) -> str:
        """The text with the fixes. Raises UnsafeError where it would not say what they mean."""
        meant = self._meant(fixes)
        text = applied(self.text, self._edits(fixes))
        try:
            read = self._read(text)
        except FormatError:
            raise UnsafeError("the file would not be read any more") from None
        if read != meant:
            raise UnsafeError("the file would say something else")
        return text

    def refusal(self, fix: Fix) -> str:
        """Why a fix cannot even be written; empty where it can, or where more than the text speaks against it."""
        try:
            self._edits([fix])
        except UnsafeError as error:
            return str(error)
        return ""

    def _meant(self, fixes: Sequence[Fix]) -> JourneyMap:
        from pydantic import ValidationError

        from journeykit.model import JourneyMap
        from journeykit.model.document import document

        removed = [location(fix.place) for fix in fixes if fix.kind == "remove"]
        replaced = [(location(fix.place), fix.value or "") for fix in fixes if fix.kind == "replace"]
        tree = repaired(document(self._journey), removed, replaced)
        try:
            return JourneyMap.model_validate(tree)
        except ValidationError:
            raise UnsafeError("the map would not hold together") from None

    def _edits(self, fixes: Sequence[Fix]) -> list[Edit]:
        ways = [(fix, self._way(location(fix.place))) for fix in fixes]
        gone = emptied(self._tree, [way for fix, way in ways if fix.kind == "remove"])
        edits: list[Edit] = []
        for fix, way in ways:
            if fix.kind == "replace" and not any(way[:length] in gone for length in range(len(way) + 1)):
                edits.append(self._replacement(way, fix.value or ""))
        for parent in {way[:-1] for way in gone}:
            names = {way[-1] for way in gone if way[:-1] == parent}
            edits += removal(self.text, self._nodes(parent)[-1], names)
        return edits

    def _replacement(self, way: Way, value: str) -> Edit:
        nodes = self._nodes(way)
        if "text" in nodes[-1].children:  # a text that the map writes bare, and the file with its key
            nodes.append(nodes[-1].children["text"][1])
        return replacement(self.text, nodes[-1], value, flow=any(node.style == "flow" for node in nodes))

    def _nodes(self, way: Way) -> list[Node]:
        """The nodes from the whole document down. Raises UnsafeError where an alias is on the way."""
        nodes = [self._root]
        for part in way:
            node = nodes[-1]
            if node.style == "alias":
                raise UnsafeError("it is shared by an alias")
            nodes.append(node.children[part][1] if isinstance(part, str) else node.items[part])
        return nodes

    def _way(self, own: Way) -> Way:
        """The way in the file to what the map has there: one thing may stand for a list of one."""
        if own[:1] == ("flow",) and len(own) > 1 and isinstance(own[1], int):
            index = as_written(own[1], self._flow, self._tree_at("flow"))
            if index is None:
                raise UnsafeError("the file does not write it so")
            own = ("flow", index, *own[2:])
        tree: Any = self._tree
        way: list[str | int] = []
        for part in own:
            if _has(tree, part):
                tree = tree[part]
                way.append(part)
            elif part not in {0, "text"}:
                raise UnsafeError("the file does not write it so")
        return tuple(way)

    def _tree_at(self, key: str) -> object:
        return self._tree.get(key) if isinstance(self._tree, dict) else None


def _has(tree: Any, part: str | int) -> bool:
    """Whether a mapping has that key, or a list that item."""
    if isinstance(tree, dict):
        return part in tree
    return isinstance(tree, list) and isinstance(part, int) and part < len(tree)
