"""`journeykit fit MAP LOG -o fitted.yaml`: the map with the numbers of an event log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from journeykit.cli.fitted import HORIZON_HELP, SCALE_HELP
from journeykit.cli.log_options import LogOptions, takes_log
from journeykit.cli.sources import FILE_HELP

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events.fitting.gather import Statistic
    from journeykit.events.fitting.report import FitReport

__all__ = ["command"]

TABLES = ("steps", "transitions", "outcomes", "off-map", "personas")


@takes_log
def command(
    map_file: Annotated[str, typer.Argument(metavar="MAP", help=FILE_HELP)],
    options: LogOptions,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the fitted map; `-` prints it as YAML.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    horizon: Annotated[str | None, typer.Option(metavar="TIME", help=HORIZON_HELP)] = None,
    watched_until: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the log ends, if later than its last event.")
    ] = None,
    smoothing: Annotated[float, typer.Option(help="Observations that each move is given beside those seen.")] = 0.0,
    prior: Annotated[float, typer.Option(help="What the map's own shares are worth, in observations.")] = 0.0,
    statistic: Annotated[str, typer.Option(help="Of times: median or mean.")] = "median",
    score_scale: Annotated[str | None, typer.Option(metavar="SCALE", help=SCALE_HELP)] = None,
    personas: Annotated[
        bool, typer.Option("--personas", help="Fit each persona, by the rules that they state.")
    ] = False,
    table: Annotated[
        str, typer.Option(help="What is listed: steps, transitions, outcomes, off-map or personas.")
    ] = "steps",
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Fit a map to an event log, and tell what its numbers rest on.

    The fitted map has counts, probabilities, drop-off, times, and emotions from scores; MAP stays as it is.
    """
    from journeykit.cli.fitted import check_output, horizon_of, scale_of, written
    from journeykit.cli.in_order import in_order
    from journeykit.cli.log_options import opened_log
    from journeykit.cli.results import check_format, show
    from journeykit.cli.screen import as_options
    from journeykit.cli.sources import read
    from journeykit.errors import JourneyError, UnknownName
    from journeykit.events.fit import fit_report

    check_format(format)
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    if table == "personas" and not personas:
        raise typer.BadParameter("there are personas with --personas only", param_hint="--table")
    scale = scale_of(score_scale)
    check_output(output, force=force)
    try:
        with in_order("fit", map_file, options):
            journey, log = read(map_file).journey, opened_log(options)
        found = fit_report(
            journey,
            log,
            horizon=horizon_of(horizon),
            until=watched_until,
            smoothing=smoothing,
            prior=prior,
            statistic=cast("Statistic", statistic),
            score_scale=scale,
            personas=personas,
        )
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(as_options(str(error))) from None
    if not written(found.map, output, quiet=format != "text"):
        rows, columns = _table(found, table)
        show(rows, format, columns, found.head())


def _table(found: FitReport, name: str) -> tuple[Rows[Any], dict[str, Any]]:
    from journeykit.cli.results import between, days, points

    if name == "transitions":
        return found.transitions, {
            "from": lambda row: row.source,
            "to": lambda row: row.target,
            "persona": lambda row: row.persona or "",
            "count": lambda row: f"{row.count:,}",
            "probability": lambda row: points(row.probability),
            "interval": lambda row: between(row.low, row.high, points),
            "gap": lambda row: days(row.gap),
        }
    if name == "outcomes":
        return found.outcomes, {
            "outcome": lambda row: row.outcome,
            "persona": lambda row: row.persona or "",
            "closed cases": lambda row: f"{row.count:,} of {row.n:,}",
            "observed": lambda row: points(row.observed),
            "interval": lambda row: between(row.low, row.high, points),
            "by the fitted map": lambda row: points(row.fitted),
        }
    if name == "off-map":
        return found.off_map, {
            "from": lambda row: row.source,
            "to": lambda row: row.target,
            "count": lambda row: f"{row.count:,}",
            "share": lambda row: points(row.share),
        }
    if name == "personas" and found.personas is not None:
        return found.personas.rows, {
            "persona": lambda row: row.persona or "(none)",
            "cases": lambda row: f"{row.cases:,}",
            "share": lambda row: points(row.share),
            "also meet its rule": lambda row: f"{row.also:,}",
        }
    return found.steps, {
        "step": lambda row: row.step,
        "persona": lambda row: row.persona or "",
        "visits": lambda row: f"{row.visits:,}",
        "that count": lambda row: f"{row.n:,}",
        "off the map": lambda row: f"{row.off_map:,}",
        "open": lambda row: f"{row.open:,}",
        "leave here": lambda row: points(row.drop_off),
        "interval": lambda row: between(row.low, row.high, points),
    }
