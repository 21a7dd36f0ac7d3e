"""What a check found: a sequence of findings, the one to fix first in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any, Literal, overload

from journeykit.analysis.overlay import Mark, Overlay
from journeykit.errors import JourneyError, UnknownName
from journeykit.rules.finding import COLUMNS, SEVERITIES, Finding, Severity

__all__ = ["PoorMap", "Report"]

_GROUPS = {"error": "errors", "warning": "warnings", "info": "infos"}


class PoorMap(JourneyError, ValueError):
    """A map has findings that somebody asked not to accept; `.report` has them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(str(report))

    def __reduce__(self) -> tuple[type[PoorMap], tuple[Report]]:
        return type(self), (self.report,)


class Report(Sequence[Finding]):
    """The findings of one check, in the order in which to fix them.

    The gravest come first, since errors keep a map from being analysed. Among equals the order is that of the codes:
    what the map covers (1xx), its words (2xx), its flow (3xx), its feelings (4xx), its evidence (5xx), because each of
    these is judged by the ones before; and then the order of the map. A report is frozen; a slice of it is one, too.

    `pandas.DataFrame(report)` makes one row of each finding, in the columns of `rows`.

    >>> from journeykit.model import JourneyMap, Stage
    >>> from journeykit.rules import check
    >>> report = check(JourneyMap(stages=[Stage("buy", ["basket", "pay"])], flow=["basket >> pay", "pay >> basket"]))
    >>> report.verdict
    '1 error, 1 warning, 1 info. Fix first: JK303 no-way-out at stages[0].steps[0]'
    >>> report.first.step, [each.code for each in report.warnings]
    ('basket', ['JK101'])
    """

    __slots__ = ("_checked", "_findings")
    _checked: int
    _findings: tuple[Finding, ...]

    def __init__(self, findings: Iterable[Finding] = (), *, checked: int = 0) -> None:
        ordered = sorted(findings, key=lambda each: (SEVERITIES.index(each.severity), each.code))
        object.__setattr__(self, "_findings", tuple(ordered))
        object.__setattr__(self, "_checked", checked)

    @property
    def checked(self) -> int:
        """How many rules were asked."""
        return self._checked

    @property
    def first(self) -> Finding | None:
        """What to fix first, by the order of the report; None where there is nothing."""
        return self._findings[0] if self._findings else None

    @property
    def errors(self) -> Report:
        """The findings for which the map cannot be analysed."""
        return self._only(lambda each: each.severity == "error")

    @property
    def warnings(self) -> Report:
        """The findings that are faults of the map."""
        return self._only(lambda each: each.severity == "warning")

    @property
    def infos(self) -> Report:
        """The findings that are hints."""
        return self._only(lambda each: each.severity == "info")

    @property
    def by_rule(self) -> Mapping[str, Report]:
        """The findings by the code of their rule."""
        return self._by(lambda each: (each.code,))

    @property
    def by_step(self) -> Mapping[str, Report]:
        """The findings by the id of their step; those about no single step are left out."""
        return self._by(lambda each: each.every_step)

    @property
    def verdict(self) -> str:
        """How many findings of which severity, and which to fix first, in one line."""
        first = self.first
        if first is None:
            return f"no findings by {self._checked} rule{'' if self._checked == 1 else 's'}"
        where = f" at {first.place}" if first.place else ""
        return f"{self.tally}. Fix first: {first.code} {first.name}{where}"

    @property
    def tally(self) -> str:
        """How many findings of which severity: `1 error, 2 warnings`."""
        numbers = {each: sum(found.severity == each for found in self._findings) for each in SEVERITIES}
        told = [f"{n} {each if n == 1 else _GROUPS[each]}" for each, n in numbers.items() if n]
        return ", ".join(told) or "no findings"

    def raise_if(self, level: Severity | str = "error") -> None:
        """Raise PoorMap where a finding is as grave as `level` (`error`, `warning`, `info`) or graver.

        Raises UnknownName for another level.

        >>> Report().raise_if("info")
        """
        if level not in SEVERITIES:
            raise UnknownName("level", level, SEVERITIES)
        grave = SEVERITIES[: SEVERITIES.index(level) + 1]
        found = self._only(lambda each: each.severity in grave)
        if found:
            raise PoorMap(found)

    def overlay(self) -> Overlay:
        """The findings at each step, for `draw(map, overlay=report)`; those about no step are notes."""
        marks: dict[str, list[Mark]] = {}
        notes = [f"{each.code} {_sentence(each.message)}" for each in self._findings if not each.every_step]
        for each in self._findings:
            for step in each.every_step:
                tone: Literal["bad", "plain"] = "plain" if each.severity == "info" else "bad"
                marks.setdefault(step, []).append(Mark(f"{each.code} {each.name}", tone=tone))
        steps = {step: tuple(found) for step, found in marks.items()}
        return Overlay("Findings", steps, hint=self.tally, notes=tuple(notes))

    def rows(self) -> list[dict[str, str | None]]:
        """One mapping for each finding: code, name, severity, place, message, repair, step."""
        return [each.to_dict() for each in self._findings]

    def to_dict(self) -> dict[str, list[str | None]]:
        """The columns of `rows` by name; they are there, and empty, when there are no findings."""
        return {name: [getattr(each, name) for each in self._findings] for name in COLUMNS}

    def _only(self, wanted: Callable[[Finding], bool]) -> Report:
        return Report(filter(wanted, self._findings), checked=self._checked)

    def _by(self, keys: Callable[[Finding], Iterable[str]]) -> Mapping[str, Report]:
        groups: dict[str, list[Finding]] = {}
        for each in self._findings:
            for name in keys(each):
                groups.setdefault(name, []).append(each)
        return MappingProxyType({name: Report(found, checked=self._checked) for name, found in groups.items()})

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Report: ...

    def __getitem__(self, index: int | slice) -> Finding | Report:
        found = self._findings[index]
        return Report(found, checked=self._checked) if isinstance(found, tuple) else found

    def __len__(self) -> int:
        return len(self._findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._findings == other._findings

    def __hash__(self) -> int:
        return hash(self._findings)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Report is frozen")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._findings, self._checked)

    def __repr__(self) -> str:
        return f"<Report: {self.verdict}>"

    def __str__(self) -> str:
        return "\n".join([*map(str, self._findings), self.verdict])

    def _repr_html_(self) -> str:
        """For notebooks: a table under the verdict, with every text escaped."""
        head = "".join(f'<th scope="col" style="text-align:left">{name}</th>' for name in _SHOWN)
        rows = "".join(f"<tr>{''.join(map(_cell, _shown(each)))}</tr>" for each in self._findings)
        caption = f'<caption style="text-align:left">{escape(self.verdict)}</caption>'
        body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>" if rows else ""
        return f"<table>{caption}{body}</table>"


_SHOWN = ("severity", "rule", "place", "what is wrong", "how to mend it")


def _shown(finding: Finding) -> tuple[str, ...]:
    return finding.severity, f"{finding.code} {finding.name}", finding.place, finding.message, finding.repair


def _cell(text: str) -> str:
    return f'<td style="text-align:left">{escape(text)}</td>'


def _restored(findings: tuple[Finding, ...], checked: int) -> Report:
    return Report(findings, checked=checked)


def _sentence(text: str) -> str:
    return text if text.endswith("?") else f"{text}."
