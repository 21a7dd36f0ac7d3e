"""`journeykit conform MAP LOG --fail-under 0.9`: what customers did, held against the map."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeykit.cli.fitted import HORIZON_HELP
from journeykit.cli.log_options import LogOptions, takes_log
from journeykit.cli.sources import FILE_HELP

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.conform import Conformance

__all__ = ["TABLES", "command"]

TABLES = ("deviations", "moves", "off-map", "steps", "starts", "ends", "costs")
_UNFIT = 1


@takes_log
def command(
    map_file: Annotated[str, typer.Argument(metavar="MAP", help=FILE_HELP)],
    options: LogOptions,
    *,
    fail_under: Annotated[
        float | None, typer.Option(help="Exit with 1 where the fitness is lower than this, 0..1.")
    ] = None,
    persona: Annotated[str | None, typer.Option(help="The cases and the part of the map of this persona only.")] = None,
    horizon: Annotated[str | None, typer.Option(metavar="TIME", help=HORIZON_HELP)] = None,
    watched_until: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the log ends, if later than its last event.")
    ] = None,
    examples: Annotated[int, typer.Option(help="So many cases are named for each deviation.")] = 5,
    table: Annotated[
        str, typer.Option(help="What is listed: deviations, moves, off-map, steps, starts, ends or costs.")
    ] = "deviations",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Draw the map with what customers did: .svg, .png, .html …; `-` prints it.",
        ),
    ] = None,
    view: Annotated[str, typer.Option(help="Of the drawing: flow or poster.")] = "flow",
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Replay each case of an event log on a map: how much of it fits, and where customers do otherwise.

    Fitness is the share of moves that are transitions of the map. Exits with 1 where it is below --fail-under.
    """
    from journeykit.cli.fitted import horizon_of
    from journeykit.cli.in_order import in_order
    from journeykit.cli.log_options import opened_log
    from journeykit.cli.paths import check_picture, writing
    from journeykit.cli.results import check_format, show
    from journeykit.cli.screen import as_options, complain, write
    from journeykit.cli.sources import read
    from journeykit.errors import JourneyError
    from journeykit.events.conform import conform
    from journeykit.render import draw

    check_format(format)
    _check(table, view, fail_under)
    if output is not None:
        check_picture(output, "conformance.svg")
    try:
        with in_order("conform", map_file, options):
            journey, log = read(map_file).journey, opened_log(options)
        found = conform(
            journey,
            log,
            persona=persona,
            horizon=horizon_of(horizon),
            until=watched_until,
            examples=examples,
        )
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(as_options(str(error))) from None
    if output is not None:  # before anything is printed: who reads the first lines only gets the drawing, too
        drawing = draw(journey, view, overlay=found, personas=[] if persona is None else [persona])
        if output == "-":
            write(drawing.svg)
        else:
            with nullcontext() if format != "text" else writing(output):
                drawing.save(output)
    rows, columns = _table(found, table)
    if output == "-":
        pass  # standard output is the drawing
    elif format == "json":
        write(_json(found, rows))
    else:
        show(rows, format, columns, found.head())
    complaint = None if fail_under is None else found.below(fail_under)
    if complaint is not None:
        complain(complaint)
        raise typer.Exit(_UNFIT)


def _check(table: str, view: str, fail_under: float | None) -> None:
    from journeykit.errors import UnknownName

    for what, name, known in (("table", table, TABLES), ("view", view, ("flow", "poster"))):
        if name not in known:
            raise UnknownName(what, name, known)
    if fail_under is not None and not 0 <= fail_under <= 1:
        raise typer.BadParameter("a fitness is a share between 0 and 1, like 0.9", param_hint="--fail-under")


def _json(found: Conformance, rows: Rows[Any]) -> str:
    """The figures, and all fields of the rows."""
    import json
    from dataclasses import asdict

    from journeykit.cli.screen import as_options

    told = {**found.figures(), "about": [*map(as_options, found.about)], "rows": [asdict(row) for row in rows]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _table(found: Conformance, name: str) -> tuple[Rows[Any], dict[str, Any]]:
    """The rows of a table, and how its columns are told."""
    from journeykit.cli.results import points

    cases = {"cases": lambda row: f"{row.cases:,}", "of all cases": lambda row: points(row.share)}
    ways = {"from": lambda row: row.source or "", "to": lambda row: row.target or ""}
    count = {"count": lambda row: f"{row.count:,}"}
    if name in ("moves", "off-map"):
        told = {
            **ways,
            **count,
            "of all moves": lambda row: points(row.share),
            "what": lambda row: row.kind.replace("_", " "),
        }
        skipped = {"skipped": lambda row: ", ".join(row.missing)}
        return (found.replayed if name == "moves" else found.off_map), {**told, **skipped}
    if name == "steps":
        kinds = ("events", "missing", "never", "failed", "out_of_order", "ad_hoc")
        columns = {kind.replace("_", " "): _number(kind) for kind in kinds}
        return found.by_step, {"step": lambda row: row.step, **columns, **cases}
    if name in ("starts", "ends"):
        head = {"activity": lambda row: row.activity, "step": lambda row: row.step or "(not on the map)", **cases}
        fits = {"on the map": lambda row: "yes" if row.on_map else "no"}
        if name == "starts":
            return found.starts, {**head, **fits}
        still = {"open": lambda row: "" if row.open is None else f"{row.open:,}", "over before": _number("over")}
        return found.ends, {**head, **still, **fits}
    if name == "costs":
        return found.costs, _costs()
    return found.deviations, {
        "kind": lambda row: row.kind.replace("_", " "),
        "step": lambda row: row.step or "",
        **ways,
        "activity": lambda row: row.activity or "",
        **count,
        **cases,
        "never": lambda row: "" if row.never is None else f"{row.never:,}",
        "for example": lambda row: ", ".join(map(str, row.examples)),
    }


def _number(name: str) -> Any:
    return lambda row: f"{getattr(row, name):,}"


def _costs() -> dict[str, Any]:
    from journeykit.cli.results import between, days

    def told(row: Any, figure: float | None) -> str:
        if figure is None:
            return ""
        if row.measure != "duration":
            return f"{figure:,.4g}"
        return days(figure)

    return {
        "kind": lambda row: row.kind.replace("_", " "),
        "step": lambda row: row.step or "(all)",
        "from": lambda row: row.source or "",
        "to": lambda row: row.target or "",
        "activity": lambda row: row.activity or "",
        "of": lambda row: f"{row.statistic} {row.measure}",
        "with it": lambda row: told(row, row.with_it),
        "n": lambda row: f"{row.n_with:,}",
        "without": lambda row: told(row, row.without),
        "n without": lambda row: f"{row.n_without:,}",
        "difference": lambda row: told(row, row.difference),
        "interval": lambda row: between(row.low, row.high, lambda end: told(row, end)),
    }
