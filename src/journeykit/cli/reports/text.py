"""For people and editors: a line for each finding like a compiler's, its repair, and a verdict for each file."""

from __future__ import annotations

from collections.abc import Sequence

from journeykit.cli.checked import Checked, Spotted
from journeykit.cli.screen import COLOURS, complain, say
from journeykit.rules import Report

__all__ = ["tell", "tell_finding", "verdict", "write"]


def write(checked: Sequence[Checked]) -> None:
    """Print the findings in the order of each file on standard output, and faults on standard error."""
    for each in checked:
        tell(each)
    if len(checked) > 1:
        _total(checked)


def tell(checked: Checked) -> None:
    """Print what was found in one file."""
    if checked.report is None:
        complain(checked.complaint)
        return
    for spotted in sorted(checked.spotted, key=lambda spot: (spot.line or 0, spot.column or 0)):
        tell_finding(checked, spotted)
    say((checked.name, "bold"), f": {verdict(checked)}")


def tell_finding(checked: Checked, spotted: Spotted) -> None:
    """Print one finding with its place, its repair, and where else it is."""
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


def verdict(checked: Checked) -> str:
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
