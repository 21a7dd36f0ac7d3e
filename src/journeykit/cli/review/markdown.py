"""A review as Markdown, for a comment or a summary. Texts of maps come from anywhere: they are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from journeykit.cli.diffs.report import lines
from journeykit.io.text import showable

if TYPE_CHECKING:
    from journeykit.cli.review.pairs import Reviewed
    from journeykit.rules import Report

__all__ = ["MARKER", "escaped", "markdown"]

MARKER = "<!-- journeykit review -->"
"""The first line: by it a comment is found again and replaced."""

_MOST_LINES = 60
_MOST_FINDINGS = 20
_LONGEST = 60_000  # characters: GitHub takes 65,536
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!|<>~$@&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_NAMES = {"@": "&#64;&#8203;", "#": "&#35;&#8203;"}  # a space of no width: else somebody or an issue would be meant


def escaped(text: str) -> str:
    r"""A text of a map without any meaning in Markdown or HTML, on one line; nobody is mentioned, nothing is linked.

    >>> escaped("@all [x](y) <b>")
    '&#64;&#8203;all &#91;x&#93;&#40;y&#41; &#60;b&#62;'
    """
    line = " ".join(showable(text).split())
    return _MARKUP.sub(lambda match: _NAMES.get(match[0], f"&#{ord(match[0])};"), line)


def markdown(found: Sequence[Reviewed], pictures: dict[str, list[str]], link: str | None = None) -> str:
    """The review of all maps that differ.

    Args:
        found: the maps.
        pictures: the names of the pictures that were written, by the map's name.
        link: where the pictures can be had.
    """
    changed = [each for each in found if each.changed]
    parts = [MARKER, "## Journey maps", ""]
    if not changed:
        parts.append(f"No map differs ({len(found)} looked at).")
    for each in changed:
        parts += _map(each, pictures.get(each.name, []))
    if link and any(pictures.values()):
        parts += ["", f"[Posters before and after]({link})"]
    text = "\n".join(parts) + "\n"
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition("\n")[0] + "\n\n… cut: the artifact has all.\n"


def _map(each: Reviewed, pictures: Sequence[str]) -> Iterator[str]:
    yield f"### {escaped(each.name)}"
    yield ""
    if each.complaint:
        yield "**This is no map:**"
        yield from ("", *_block(each.complaint.splitlines()), "")
    elif each.after is None:
        yield "The map was taken out."
        return
    elif each.before is None or each.was is None:
        yield "A new map."
    else:
        yield from _difference(each)
    if each.now is not None and each.now.report is not None:
        before = each.was.report if each.was is not None else None
        yield from _findings(each.now.report, before)
    if pictures:
        yield from ("", f"Pictures: {', '.join(f'`{name}`' for name in pictures)}")
    yield ""


def _difference(each: Reviewed) -> Iterator[str]:
    """The change of outcomes as a table, and the differences as text."""
    from journeykit.analysis.compare import compare

    if each.before is None or each.after is None:  # pragma: no cover - asked for pairs only
        return
    found = compare(each.before.journey, each.after.journey)
    yield f"{escaped(found.summary)}"
    shifts = [shift for shift in found.effects if shift.what == "outcome"]
    if shifts:
        yield from ("", "| journeys end as | before | after | change |", "|---|---:|---:|---:|")
        for shift in shifts:
            change = "" if shift.difference is None else f"{100 * shift.difference:+.1f} points"
            yield f"| {escaped(shift.id)} | {_share(shift.before)} | {_share(shift.after)} | {change} |"
    told = list(lines(found, "before", "after"))[1:]
    more = [f"… and {len(told) - _MOST_LINES} more lines"] if len(told) > _MOST_LINES else []
    yield from (
        "",
        "<details><summary>What changed</summary>",
        "",
        *_block([*told[:_MOST_LINES], *more]),
        "</details>",
        "",
    )


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f} %"


def _findings(now: Report, before: Report | None) -> Iterator[str]:
    """The findings as a table, those that are new first."""
    old = {(each.code, each.place, each.message) for each in before or ()}
    ordered = sorted(now, key=lambda each: (each.code, each.place, each.message) in old)
    yield from ("", f"**{escaped(now.verdict)}**")
    if not ordered:
        return
    yield from ("", "| | finding | where | how to mend it |", "|---|---|---|---|")
    for each in ordered[:_MOST_FINDINGS]:
        fresh = "new" if (each.code, each.place, each.message) not in old and before is not None else ""
        rule = f"{each.code} {escaped(each.message)}"
        yield f"| {each.severity} {fresh} | {rule} | {escaped(each.place)} | {escaped(each.repair)} |"
    if len(ordered) > _MOST_FINDINGS:
        yield f"\n… and {len(ordered) - _MOST_FINDINGS} more."


def _block(text: Sequence[str]) -> list[str]:
    """Lines as they are; the fence is longer than any run of backticks in them."""
    shown = [showable(line) for line in text]
    longest = max((len(run) for line in shown for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *shown, fence]
