"""What DuckDB says about a file that it cannot read, in the words of somebody who has to mend the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from journeykit.errors import EventLogError
from journeykit.events.reading.names import path_shown, shown

__all__ = ["CUT_OFF", "NOT_UTF8", "explained", "explaining", "refuse"]

NOT_UTF8: Final = (
    "it is no UTF-8, perhaps CP1252 as Excel writes it on Windows: save it as UTF-8 (in Excel 'CSV UTF-8'), or convert "
    "it by `iconv -f CP1252 -t UTF-8 old.csv > new.csv`, or give pandas.read_csv(…, encoding='cp1252', dtype=str)"
)
CUT_OFF: Final = "it is cut off: copy or download it again"
_MOST_FAULTS = 8


def refuse(faults: Sequence[str]) -> None:
    """Raise EventLogError with these faults, the first few of very many, if there are any."""
    if not faults:
        return
    more = [f"and {len(faults) - _MOST_FAULTS:,} more"] if len(faults) > _MOST_FAULTS else []
    raise EventLogError([*faults[:_MOST_FAULTS], *more])


@contextmanager
def explaining(what: str = "a file") -> Iterator[None]:
    """Turn DuckDB's errors about what it reads into EventLogError; every computation on a reader's relation needs it.

    Readers are lazy: the millionth line is looked at only when somebody computes.

    >>> import duckdb
    >>> with explaining():
    ...     raise duckdb.IOException("IO Error: Unexpected end of GZIP stream: visits.csv.gz")
    Traceback (most recent call last):
        ...
    journeykit.errors.EventLogError: 'visits.csv.gz' ends too early: it is cut off: copy or download it again
    """
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        told = explained(str(error), what)
        if told is None and type(error) is duckdb.Error:  # of no kind: from the depth of a reader
            told = f"{what} of the log is damaged ({error}): copy or write it again"
        if told is None:
            raise
        raise EventLogError(told) from error


def explained(message: str, what: str = "a file") -> str | None:
    r"""What is wrong with which file, where, and how to mend it; None where the message is about something else.

    >>> explained("Invalid Input Error: CSV Error on Line: 7\nOriginal Line: a,b\n"
    ...           "Expected Number of Columns: 3 Found: 2\n\n  file = v.csv\n")
    "'v.csv', line 7: 2 fields where the header has 3: 'a,b': mend the line, or quote fields that hold the separator"
    """
    for pattern, sentence in _KNOWN:
        found = pattern.search(message)
        if found:
            return sentence(found, message, what)
    return None


def _csv_line(found: re.Match[str], message: str, what: str) -> str:
    """A line that does not fit."""
    where = f"{_file(message, what)}, line {found['line']}"
    line = shown((found["text"] or "").rstrip("\n"))
    counts = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", message)
    if "Invalid unicode" in message:
        return f"{where}: {NOT_UTF8}"
    if "unterminated quote" in message:
        return f"{where}: a quotation mark opens and never closes, or text follows the one that closes: {line}"
    if counts:
        return (
            f"{where}: {counts[2]} fields where the header has {counts[1]}: {line}: "
            "mend the line, or quote fields that hold the separator"
        )
    if "Maximum line size" in message:
        return f"{where}: the line is longer than 2 MB: is a quotation mark missing?"
    reason = message[found.end() :].strip().partition("\n")[0]
    return f"{where}: {reason}: {line}"


def _file(message: str, what: str) -> str:
    found = re.search(r"^\s*file = (.+)$", message, re.MULTILINE)
    return path_shown(found[1]) if found else what


def _csv_sniffed(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])}: its lines have not as many fields as its header: mend them, or the header"


def _csv_state(_: re.Match[str], message: str, what: str) -> str:
    return (
        f"{_file(message, what)}: lines end in different ways (LF and CR LF), or text follows a closing quotation "
        "mark: write the file with one line end, and quotation marks inside a field doubled"
    )


def _gzip(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])} ends too early: {CUT_OFF}"


def _damaged(found: re.Match[str], _: str, what: str) -> str:
    return f"{what} cannot be read to its end ({found[0].strip()}): it is damaged: copy or download it again"


def _gone(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])} is gone: it was there when the log was opened"


def _json(found: re.Match[str], _: str, __: str) -> str:
    reason = found["reason"].rstrip(". \n").partition(". Try")[0]
    cut = f": {CUT_OFF}" if "end of data" in reason else ""
    if "UTF-" in reason:
        cut = f": {NOT_UTF8}"
    return f"{path_shown(found['file'])}, {found['place']}: this is no JSON: {reason}{cut}"


def _json_twice(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])}, {found['place']}: {found['reason'].strip()}"


def _json_capitals(found: re.Match[str], _: str, what: str) -> str:
    return f"{what} has {found[0]}, which no table can hold: rename one of them"


def _json_no_objects(_: re.Match[str], __: str, what: str) -> str:
    return (
        f"{what} holds JSON, but no events: write a list of objects, or one object on each line, "
        'like {"case": "c1", "activity": "visit", "timestamp": "2026-05-04T10:30:00Z"}'
    )


def _parquet(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])} begins as a Parquet file and has no proper end: {CUT_OFF}"


def _parquet_damaged(found: re.Match[str], _: str, __: str) -> str:
    return f"{path_shown(found['file'])} is damaged ({found['reason'].strip()}): copy or write it again"


_Sentence = Callable[[re.Match[str], str, str], str]
_KNOWN: Final[tuple[tuple[re.Pattern[str], _Sentence], ...]] = (
    (re.compile(r"CSV Error on Line: (?P<line>\d+)(?:\nOriginal Line: (?P<text>[^\n]*\n?))?"), _csv_line),
    (re.compile(r'Error when sniffing file "(?P<file>.+?)"\.?\n'), _csv_sniffed),
    (re.compile(r"CSV Parser state machine reached an invalid state"), _csv_state),
    (re.compile(r"Unexpected end of GZIP stream: (?P<file>.+)"), _gzip),
    (re.compile(r"(?i)(?:failed to decode gzip|input is not a gzip|miniz|data corruption|zstd)[^\n]*"), _damaged),
    (re.compile(r'No files found that match the pattern "(?P<file>.+?)"'), _gone),
    (re.compile(r'Malformed JSON in file "(?P<file>.+?)", (?P<place>at byte .*?): (?P<reason>.*)', re.DOTALL), _json),
    (
        re.compile(r'JSON transform error in file "(?P<file>.+?)", (?P<place>in .*?): (?P<reason>[^\n]*)'),
        _json_twice,
    ),
    (re.compile(r"keys '.*' and '.*' differ only in case"), _json_capitals),
    (re.compile(r"got non-record JSON instead"), _json_no_objects),
    (re.compile(r"No magic bytes found at end of file '(?P<file>.+)'"), _parquet),
    (re.compile(r"File '(?P<file>.+)' too small to be a Parquet file"), _parquet),
    (re.compile(r'Failed to read file "(?P<file>.+?)": (?P<reason>[^\n]*)'), _parquet_damaged),
    (re.compile(r"(?P<reason>Footer length error|Invalid parquet|TProtocolException)[^\n]*"), _damaged),
)
