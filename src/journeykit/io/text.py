"""The characters of a document: from bytes to checked text, and from a character back to its line and column."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import NoReturn

from journeykit.errors import Fault, FormatError

__all__ = ["Position", "Text", "decode", "refuse", "showable", "too_large"]

Position = tuple[int, int]
"""Line and column, both from 1."""

_SHOWN = 400  # characters of a line that a message may repeat; beyond it a line is data, not prose
_BREAK = re.compile(r"\r\n|\r|\n")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_MARKS = (  # longest first: the mark of UTF-32 LE begins with that of UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Text:
    r"""A document's characters with its lines, which end in `\n`, `\r\n` or `\r`.

    >>> text = Text("a: 1\r\nb: 2")
    >>> text.position(text.raw.index("b")), text.line(2)
    ((2, 1), 'b: 2')
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._starts: list[int] | None = None

    def position(self, index: int) -> Position:
        """The line and column of the character at `index`, both from 1."""
        starts = self.starts
        row = bisect_right(starts, min(max(index, 0), len(self.raw))) - 1
        return row + 1, index - starts[row] + 1

    @property
    def starts(self) -> list[int]:
        """The index of each line's first character."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self.raw))]
        return self._starts

    def line(self, number: int) -> str:
        """The line with that number, without its end; empty where there is none."""
        starts = self.starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.raw)
        return self.raw[starts[number - 1] : end].rstrip("\r\n")

    def shown(self, position: Position) -> str | None:
        """The line for a message, None where the place is too far right to be shown.

        Characters that would move the cursor or turn the line around are shown as U+FFFD, so that the caret stays
        under its character and a terminal cannot be steered by a file.
        """
        line, column = position
        if column > _SHOWN:
            return None
        text = self.line(line)
        return showable(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")


def showable(text: str) -> str:
    """The text with U+FFFD for every character that a terminal would act upon instead of showing it."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def refuse(message: str, code: str, position: Position | None = None, place: str = "") -> NoReturn:
    """Raise a FormatError with one fault; the file's name and line are added on the way up.

    >>> from journeykit.io import refuse
    >>> refuse("a row has no name", "no_name", (3, 1))
    Traceback (most recent call last):
        ...
    journeykit.errors.FormatError: <text>:3:1: a row has no name
    """
    line, column = position or (None, None)
    raise FormatError([Fault(place, message, code, line=line, column=column)])


def decode(data: bytes | str, most_bytes: int) -> Text:
    r"""Text from bytes that are UTF-8, or UTF-16 or UTF-32 with a byte order mark.

    Raises FormatError where the document is larger than `most_bytes` or is not in such an encoding.

    >>> decode(b"\xef\xbb\xbftitle: Gr\xc3\xbc\xc3\x9fe", 100).raw
    'title: Grüße'
    """
    if isinstance(data, str):
        if len(data) > most_bytes or (len(data) * 4 > most_bytes and _size(data) > most_bytes):
            raise too_large(most_bytes)
        return Text(data.removeprefix("\ufeff"))
    if len(data) > most_bytes:
        raise too_large(most_bytes)
    mark, encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        return Text(body.decode(encoding))
    except UnicodeDecodeError as error:
        before = Text(body[: error.start].decode(encoding, "replace"))
        line, column = before.position(len(before.raw))
        source = Text(body[: error.start + 4 * _SHOWN].decode(encoding, "replace")).shown((line, column))
        offset = len(mark) + error.start
        advice = (
            "save the file as UTF-8 (it may be Windows-1252 or Latin-1 now)"
            if encoding == "utf-8"
            else "the file is damaged or cut off; save it as UTF-8"
        )
        message = f"byte {body[error.start]:#04x} at offset {offset} is no {encoding.upper()}: {advice}"
        fault = Fault("", message, "encoding", line=line, column=column, source=source)
        raise FormatError([fault]) from None


def too_large(most_bytes: int) -> FormatError:
    """The error for a document of more than that many bytes."""
    message = (
        f"the document is larger than {most_bytes / 1_000_000:g} MB, the most that is read of this format: "
        "split the map (a step's `journey` names the map that details it)"
    )
    return FormatError([Fault("", message, "too_large")])


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
