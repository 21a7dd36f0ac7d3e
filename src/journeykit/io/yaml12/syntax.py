"""What a YAML syntax error means for somebody who wrote prose: where it went wrong, and which quotes mend it."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from journeykit.errors import Fault, FormatError
from journeykit.io.text import Text
from journeykit.io.yaml12.brackets import bracket
from journeykit.io.yaml12.prose import quoted, rest_of_line
from journeykit.io.yaml12.quotes import behind_a_quote, open_quote
from journeykit.io.yaml12.scene import Found, Scene, cut_above
from journeykit.io.yaml12.spaces import glued_dash, odd_space

__all__ = ["refusal"]

_PERCENT = re.compile(r"^%", re.MULTILINE)
_NO_SPACE = re.compile(r"[ \t]*(?:-[ ]+)*([A-Za-z_]+):\S")


def refusal(error: MarkedYAMLError, text: Text, quote: tuple[int, int] | None = None) -> FormatError:
    """The one fault that a syntax error is: reading cannot go on behind it. `quote` is the last quoted text."""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    at = min(mark.index, len(text.raw)) if mark else 0
    begin = opened.index if opened else at
    scene = Scene(text, error.problem or "", error.context or "", at, begin, quote)
    found = _explain(scene)
    index, message = found or (at, f"this is not readable as YAML ({scene.problem or scene.context}): {_QUOTES}")
    line, column = text.position(index)
    return FormatError([Fault("", message, "syntax", line=line, column=column)])


_QUOTES = "check the indentation, and put texts with special characters in quotes"


def _explain(scene: Scene) -> Found | None:
    first, last = (scene.line(index) for index in (min(scene.opened, scene.at), scene.at))
    found = odd_space(scene.text, first - 1, last) or behind_a_quote(scene)
    if found is not None:
        return found
    for words, explain in _TABLE:
        if words in scene.problem or words in scene.context:
            found = explain(scene)
            if found is not None:
                return found
    return None


def _first_character(scene: Scene) -> Found | None:
    character = scene.raw[scene.at : scene.at + 1]
    if character == "\t":
        return scene.at, "a tab stands here, and YAML indents with spaces: replace the tab by spaces"
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text cannot begin with {character} in YAML: put it in quotes: {text}"


def _colon(scene: Scene) -> Found | None:
    begins, value = scene.value_of(scene.at)
    if begins <= scene.at and value and scene.at < begins + len(value) and begins != _line_start(scene):
        word = quoted(value)
        return scene.at, f"the colon in this text is read as the start of a value: put the text in quotes: {word}"
    return cut_above(scene, scene.text.position(scene.at)[0] - 1) or (
        scene.at,
        (
            "a new `key:` begins here although the line above has its value already: "
            "indent it like the keys beside it, or put a text that goes on over several lines in quotes"
        ),
    )


def _line_start(scene: Scene) -> int:
    line, _ = scene.text.position(scene.at)
    return scene.text.starts[line - 1]


def _no_colon(scene: Scene) -> Found | None:
    line, _ = scene.text.position(scene.opened)
    glued = _NO_SPACE.match(scene.raw, scene.text.starts[line - 1])
    if glued:
        key = glued.group(1)
        return glued.start(1), f"a space is missing after the colon: write `{key}: …`"
    message = glued_dash(rest_of_line(scene.raw, scene.opened))
    if message:
        return scene.opened, message
    shown = quoted(rest_of_line(scene.raw, scene.opened))
    return cut_above(scene, line - 1) or (
        scene.opened,
        (
            f"{shown} stands where a key is expected: write `key: value`, "
            "or indent it deeper than the key whose text it goes on with"
        ),
    )


def _dash(scene: Scene) -> Found | None:
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, (
        f"a dash and a space begin a list: put a text that begins with a dash in quotes: {text}; "
        "a list begins on the line below its key"
    )


def _question(scene: Scene) -> Found | None:
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text that begins with a question mark and a space needs quotes: {text}"


def _block_header(scene: Scene) -> Found | None:
    text = rest_of_line(scene.raw, scene.opened)
    sign = text[:1]
    return scene.opened, f"{sign} at the start announces a text on the lines below: put it in quotes: {quoted(text)}"


def _blank_line(scene: Scene) -> Found | None:
    return scene.opened, "the empty line above this text holds spaces of its own: delete them"


def _no_value(scene: Scene) -> Found | None:
    sign = scene.raw[scene.at : scene.at + 1]
    if sign not in {",", "]", "}"}:
        return None
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text cannot begin with {sign} in YAML: put it in quotes: {text}"


def _name(scene: Scene) -> Found | None:
    sign = scene.raw[scene.opened : scene.opened + 1]
    if sign not in {"&", "*", "!"}:
        return None
    text = quoted(rest_of_line(scene.raw, scene.opened))
    return scene.opened, f"a text cannot begin with {sign} in YAML: put it in quotes: {text}"


def _escape(scene: Scene) -> Found | None:
    return scene.at, (
        "a backslash in double quotes begins an escape, and this is none: write two backslashes, or use single quotes"
    )


def _directive(scene: Scene) -> Found | None:
    found = _PERCENT.search(scene.raw, 0, scene.at + 1)
    if found is None:
        return (
            scene.at,
            "this line is indented otherwise than the lines above it: keys of a mapping begin in one column",
        )
    text = rest_of_line(scene.raw, found.start())
    return found.start(), f"a line that begins with % is an instruction to YAML: put a text in quotes: {quoted(text)}"


def _block_end(scene: Scene) -> Found | None:
    begins, value = scene.value_of(scene.at)
    start = value[:1]
    if begins < scene.at and start in {"[", "{"}:
        return begins, f"a text that begins with {start} needs quotes: {quoted(value)}"
    if begins < scene.at and start in {"*", "&"}:
        return begins, f"a text cannot begin with {start} in YAML: put it in quotes: {quoted(value)}"
    above = cut_above(scene, scene.text.position(scene.at)[0] - 1)
    if above is not None and ("scalar" in scene.problem or "mapping" in scene.problem):
        return above
    if "block sequence start" in scene.problem or "'-'" in scene.problem:
        return (
            scene.at,
            "this list item is indented otherwise than the lines above it: items of a list begin in one column",
        )
    return scene.at, "this line is indented otherwise than the lines beside it: keys of a mapping begin in one column"


_TABLE = (
    ("cannot start any token", _first_character),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("more indented follow up line", _blank_line),
    ("block scalar", _block_header),
    ("scanning an alias", _name),
    ("scanning an anchor", _name),
    ("scanning a tag", _name),
    ("parsing a tag", _name),
    ("while parsing a node", _name),
    ("unexpected end of stream", open_quote),
    ("unexpected document separator", open_quote),
    ("escape", _escape),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("expected '<document start>'", _directive),
    ("expected <block end>", _block_end),
    ("expected the node content", _no_value),
    ("flow mapping", bracket),
    ("flow sequence", bracket),
)
