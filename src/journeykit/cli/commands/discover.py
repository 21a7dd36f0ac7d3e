"""`journeykit discover LOG -o draft.journey.yaml`: a draft map out of an event log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from journeykit.cli.fitted import HORIZON_HELP, SCALE_HELP
from journeykit.cli.log_options import LogOptions, takes_log

if TYPE_CHECKING:
    from journeykit.events.discovery.draft import Result

__all__ = ["command"]


@takes_log
def command(
    options: LogOptions,
    *,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the draft; `-` prints it as YAML.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    stages: Annotated[
        int | None, typer.Option(min=1, help="How many stages. [the root of the number of steps]")
    ] = None,
    coverage: Annotated[
        float | None, typer.Option(help="How many of all moves it shall have, 0..1. [0.8]", show_default=False)
    ] = None,
    min_share: Annotated[
        float | None, typer.Option(help="Instead: moves that this share of their source's departures takes, 0..1.")
    ] = None,
    outcome: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ACTIVITY[=RESULT]",
            help="An activity that ends the journey, with =success or =failure; repeat it. [those that end most of "
            "their cases]",
        ),
    ] = None,
    max_steps: Annotated[int, typer.Option(min=1, help="The most activities; the rarest are left out.")] = 40,
    horizon: Annotated[str | None, typer.Option(metavar="TIME", help=HORIZON_HELP)] = None,
    watched_until: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the log ends, if later than its last event.")
    ] = None,
    score_scale: Annotated[str | None, typer.Option(metavar="SCALE", help=SCALE_HELP)] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Draft a map from an event log, and tell how much of the log it covers.

    Steps, stages and titles are proposals for somebody who knows the customers.
    """
    from journeykit.cli.fitted import check_output, horizon_of, scale_of, written
    from journeykit.cli.log_options import opened_log
    from journeykit.cli.results import between, check_format, days, points, show
    from journeykit.cli.screen import as_options
    from journeykit.errors import JourneyError
    from journeykit.events.discover import discovery

    check_format(format)
    scale = scale_of(score_scale)
    check_output(output, force=force)
    log = opened_log(options)
    asked: dict[str, Any] = {"stages": stages, "coverage": coverage, "min_share": min_share, "max_steps": max_steps}
    try:
        found = discovery(
            log,
            **asked,
            outcomes=_outcomes(outcome, log.names),
            horizon=horizon_of(horizon),
            until=watched_until,
            score_scale=scale,
        )
    except JourneyError:
        raise
    except ValueError as error:
        raise typer.BadParameter(as_options(str(error))) from None
    if written(found.map, output, quiet=format != "text"):
        return
    head = []
    if format == "text":
        head = [str(found).partition("\n")[0]]
        head += [f"{stage.label}: {', '.join(step.label for step in stage.steps)}" for stage in found.map.stages]
        head += [
            f"outcomes: {', '.join(each.label for each in found.map.outcomes)}",
            *(as_options(each) for each in found.notes if each not in found.fit.notes),
        ]
    show(
        found.fit.transitions,
        format,
        {
            "from": lambda row: row.source,
            "to": lambda row: row.target,
            "count": lambda row: f"{row.count:,}",
            "probability": lambda row: points(row.probability),
            "interval": lambda row: between(row.low, row.high, points),
            "gap": lambda row: days(row.gap),
        },
        head,
    )


def _outcomes(given: list[str] | None, names: tuple[str, ...]) -> dict[str, Result] | None:
    """The outcomes with their results; `paid=success`, unless an activity is called so."""
    if not given:
        return None
    found = {}
    for each in given:
        name, _, result = (each, "", "") if each in names or "=" not in each else each.rpartition("=")
        found[name] = cast("Result", result or "neutral")
    return found
