"""What a YAML syntax error means for somebody who wrote prose: where it went wrong, and which quotes mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError

from journeykit.errors import Fault, FormatError
from journeykit.io.text import Text
from journeykit.io.yaml12.prose import quoted, rest_of_line

__all__ = ["refusal"]

_ENTRY = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ ]+)*)(?:(?P<key>"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'\[\]{}#,:][^:\r\n]*?):[ ]+)?"""
)
_CUT = re.compile(r"[^\s#][^\r\n#]*[ \t]#[^\r\n]*")
_PERCENT = re.compile(r"^%", re.MULTILINE)
_INSIDE = re.compile(r"(?:^|[,\[{:])[ \t]*([^,\[\]{}:]*[ \t]#[^,\]}\r\n]*)")
_NO_SPACE = re.compile(r"[ \t]*(?:-[ ]+)*([A-Za-z_]+):\S")


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is known where the parser stopped: indexes into the text, and the line's entry."""

    raw: str
    text: Text
    problem: str
    context: str
    at: int  # where the parser stopped
    opened: int  # where the part began that it was reading

    def value_of(self, index: int) -> tuple[int, str]:
        """Where the value of the entry on that line begins, and the value up to the line's end."""
        line, _ = self.text.position(index)
        start = self.text.starts[line - 1]
        entry = _ENTRY.match(self.raw, start)
        begins = entry.end() if entry else start
        return begins, rest_of_line(self.raw, begins)


def refusal(error: MarkedYAMLError, text: Text) -> FormatError:
    """The one fault that a syntax error is: reading cannot go on behind it."""
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    at = min(mark.index, len(text.raw)) if mark else 0
    scene = _Scene(text.raw, text, error.problem or "", error.context or "", at, opened.index if opened else at)
    found = _explain(scene)
    index, message = found or (at, f"this is not readable as YAML ({scene.problem or scene.context}): {_QUOTES}")
    line, column = text.position(index)
    return FormatError([Fault("", message, "syntax", line=line, column=column)])


_QUOTES = "check the indentation, and put texts with special characters in quotes"


def _explain(scene: _Scene) -> tuple[int, str] | None:
    for words, explain in _TABLE:
        if words in scene.problem or words in scene.context:
            found = explain(scene)
            if found is not None:
                return found
    return None


def _first_character(scene: _Scene) -> tuple[int, str] | None:
    character = scene.raw[scene.at : scene.at + 1]
    if character == "\t":
        return scene.at, "a tab stands here, and YAML indents with spaces: replace the tab by spaces"
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text cannot begin with {character} in YAML: put it in quotes: {text}"


def _colon(scene: _Scene) -> tuple[int, str] | None:
    begins, value = scene.value_of(scene.at)
    if begins <= scene.at and value and scene.at < begins + len(value) and begins != _line_start(scene):
        word = quoted(value)
        return scene.at, f"the colon in this text is read as the start of a value: put the text in quotes: {word}"
    return _cut_above(scene, scene.text.position(scene.at)[0] - 1) or (
        scene.at,
        (
            "a new `key:` begins here although the line above has its value already: "
            "indent it like the keys beside it, or put a text that goes on over several lines in quotes"
        ),
    )


def _line_start(scene: _Scene) -> int:
    line, _ = scene.text.position(scene.at)
    return scene.text.starts[line - 1]


def _no_colon(scene: _Scene) -> tuple[int, str] | None:
    line, _ = scene.text.position(scene.opened)
    glued = _NO_SPACE.match(scene.raw, scene.text.starts[line - 1])
    if glued:
        key = glued.group(1)
        return glued.start(1), f"a space is missing after the colon: write `{key}: …`"
    shown = quoted(rest_of_line(scene.raw, scene.opened))
    return _cut_above(scene, line - 1) or (
        scene.opened,
        (
            f"{shown} stands where a key is expected: write `key: value`, "
            "or indent it deeper than the key whose text it goes on with"
        ),
    )


def _dash(scene: _Scene) -> tuple[int, str] | None:
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, (
        f"a dash and a space begin a list: put a text that begins with a dash in quotes: {text}; "
        "a list begins on the line below its key"
    )


def _question(scene: _Scene) -> tuple[int, str] | None:
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text that begins with a question mark and a space needs quotes: {text}"


def _block_header(scene: _Scene) -> tuple[int, str] | None:
    text = rest_of_line(scene.raw, scene.opened)
    sign = text[:1]
    return scene.opened, f"{sign} at the start announces a text on the lines below: put it in quotes: {quoted(text)}"


def _blank_line(scene: _Scene) -> tuple[int, str] | None:
    return scene.opened, "the empty line above this text holds spaces of its own: delete them"


def _no_value(scene: _Scene) -> tuple[int, str] | None:
    sign = scene.raw[scene.at : scene.at + 1]
    if sign not in {",", "]", "}"}:
        return None
    text = quoted(rest_of_line(scene.raw, scene.at))
    return scene.at, f"a text cannot begin with {sign} in YAML: put it in quotes: {text}"


def _name(scene: _Scene) -> tuple[int, str] | None:
    sign = scene.raw[scene.opened : scene.opened + 1]
    if sign not in {"&", "*", "!"}:
        return None
    text = quoted(rest_of_line(scene.raw, scene.opened))
    return scene.opened, f"a text cannot begin with {sign} in YAML: put it in quotes: {text}"


def _open_quote(scene: _Scene) -> tuple[int, str] | None:
    quote = scene.raw[scene.opened : scene.opened + 1]
    return scene.opened, (
        f"the quote {quote} that opens here is never closed: close it, "
        f"or put the text in the other kind of quotes if {quote} belongs to it"
    )


def _escape(scene: _Scene) -> tuple[int, str] | None:
    return scene.at, (
        "a backslash in double quotes begins an escape, and this is none: write two backslashes, or use single quotes"
    )


def _directive(scene: _Scene) -> tuple[int, str] | None:
    found = _PERCENT.search(scene.raw, 0, scene.at + 1)
    if found is None:
        return (
            scene.at,
            "this line is indented otherwise than the lines above it: keys of a mapping begin in one column",
        )
    text = rest_of_line(scene.raw, found.start())
    return found.start(), f"a line that begins with % is an instruction to YAML: put a text in quotes: {quoted(text)}"


def _block_end(scene: _Scene) -> tuple[int, str] | None:
    begins, value = scene.value_of(scene.at)
    start = value[:1]
    if begins < scene.at and start in {'"', "'"}:
        return begins, (
            f"the text goes on behind its closing quote {start}: "
            f"put the whole of it in the other kind of quotes: {quoted(value)}"
        )
    if begins < scene.at and start in {"[", "{"}:
        return begins, f"a text that begins with {start} needs quotes: {quoted(value)}"
    if begins < scene.at and start in {"*", "&"}:
        return begins, f"a text cannot begin with {start} in YAML: put it in quotes: {quoted(value)}"
    above = _cut_above(scene, scene.text.position(scene.at)[0] - 1)
    if above is not None and ("scalar" in scene.problem or "mapping" in scene.problem):
        return above
    if "block sequence start" in scene.problem or "'-'" in scene.problem:
        return (
            scene.at,
            "this list item is indented otherwise than the lines above it: items of a list begin in one column",
        )
    return scene.at, "this line is indented otherwise than the lines beside it: keys of a mapping begin in one column"


def _bracket(scene: _Scene) -> tuple[int, str] | None:
    opened, _ = scene.text.position(scene.opened)
    closed, _ = scene.text.position(scene.at)
    for line in range(opened, min(closed, opened + 50) + 1):
        found = _cut_above(scene, line)
        if found is not None:
            return found
    sign = scene.raw[scene.opened : scene.opened + 1]
    if not scene.raw[scene.at :].strip():
        return scene.opened, f"the {sign} that opens here is never closed: put a text that begins with it in quotes"
    if scene.raw[scene.at : scene.at + 1] == ":":
        return scene.at, f"a second colon in one entry inside {sign}: put a text with a colon in quotes"
    line, column = scene.text.position(scene.opened)
    return scene.at, (
        f"the {sign} of line {line}, column {column} should have been closed, or gone on with a comma, before this: "
        "put texts with , : [ ] { } in quotes"
    )


def _cut_above(scene: _Scene, line: int) -> tuple[int, str] | None:
    """A text on that line that a ` #` cut off."""
    if line < 1:
        return None
    begins, value = scene.value_of(scene.text.starts[line - 1])
    found = _CUT.match(value)
    if found is None or value[:1] in {'"', "'"}:
        return None
    inside = _INSIDE.search(value) if value[:1] in {"[", "{"} else None
    text = inside.group(1) if inside else value
    index = begins + min(value.index(sign) for sign in (" #", "\t#") if sign in value) + 1
    return index, f"a space and a # begin a comment, which cut this text off: put it in quotes: {quoted(text)}"


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
    ("unexpected end of stream", _open_quote),
    ("unexpected document separator", _open_quote),
    ("escape", _escape),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("expected '<document start>'", _directive),
    ("expected <block end>", _block_end),
    ("expected the node content", _no_value),
    ("flow mapping", _bracket),
    ("flow sequence", _bracket),
)
