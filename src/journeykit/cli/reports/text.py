"""For people and editors: a line for each finding like a compiler's, its repair, and a verdict for each file."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.cli.checked import Checked, Spotted
from journeykit.cli.screen import COLOURS, complain, say
from journeykit.rules import Report

__all__ = ["write"]


def write(checked: Sequence[Checked]) -> None:
    """Print the findings in the order of each file on standard output, and faults on standard error."""
    for each in checked:
        if each.report is None:
            complain(each.complaint)
            continue
        for spotted in sorted(each.spotted, key=lambda spot: (spot.line or 0, spot.column or 0)):
            _finding(each, spotted)
        say((each.name, "bold"), f": {_verdict(each)}")
    if len(checked) > 1:
        _total(checked)


def _finding(checked: Checked, spotted: Spotted) -> None:
    found = spotted.finding
    if spotted.line:
        where = f"{checked.where}:{spotted.line}:{spotted.column}"
    else:
        where = ": ".join(filter(None, (checked.name, found.place)))
    level = (found.severity, COLOURS[found.severity])
    say((where, "bold"), ": ", level, f": {found.message} ", (f"[{found.code} {found.name}]", "dim"))
    say(f"    {found.repair}")
    if spotted.elsewhere:
        say((f"    {spotted.elsewhere}", "dim"))


def _verdict(checked: Checked) -> str:
    """The report's verdict, with the line for the place where it is known."""
    first = next(iter(checked.spotted), None)
    if checked.report is None or first is None or first.line is None:
        return checked.verdict
    found = first.finding
    return f"{checked.report.tally}. Fix first: {found.code} {found.name} in line {first.line}"


def _total(checked: Sequence[Checked]) -> None:
    findings = Report(finding for each in checked for finding in each.report or ())
    unread = sum(each.unread for each in checked)
    broken = sum(each.report is None for each in checked) - unread
    parts = [findings.tally]
    if broken:
        parts.append(f"{broken} of them {'is no map' if broken == 1 else 'are no maps'}")
    if unread:
        parts.append(f"{unread} of them could not be read")
    say((f"{len(checked)} files", "bold"), f": {'; '.join(parts)}")
