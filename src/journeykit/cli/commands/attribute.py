"""`journeykit attribute LOG --conversion X`: which touch is worth what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from journeykit.cli.log_options import LogOptions, takes_log

if TYPE_CHECKING:
    from journeykit.events.attribution.credit import Credit

__all__ = ["command"]


@takes_log
def command(
    options: LogOptions,
    *,
    conversion: Annotated[
        list[str] | None,
        typer.Option(
            "--conversion",
            "-c",
            metavar="ACTIVITY[=WORTH]",
            help="The activity that is a conversion, with `=10` what one is worth; repeat it. With --map also an "
            "outcome or a step; without it the map's successes.",
        ),
    ] = None,
    map_file: Annotated[
        str | None, typer.Option("--map", metavar="MAP", help="A map whose outcomes and steps may be named.")
    ] = None,
    by: Annotated[str, typer.Option(help="What tells touches apart: channel, activity, or a column.")] = "channel",
    method: Annotated[
        list[str] | None,
        typer.Option(
            "--method",
            "-m",
            help="markov, shapley, first, last, linear, position, time_decay, or all; repeat it. Else markov.",
        ),
    ] = None,
    repeated: Annotated[
        str, typer.Option(help="first: a case converts once. each: every conversion begins a new path.")
    ] = "first",
    per: Annotated[str, typer.Option(help="Whose events make a path: case or customer.")] = "case",
    window: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only touches so long before the conversion, like '30 days'.")
    ] = None,
    half_life: Annotated[str, typer.Option(metavar="TIME", help="Of time_decay.")] = "7 days",
    weights: Annotated[str, typer.Option(help="Of position: first, between, last.")] = "0.4,0.2,0.4",
    markov_order: Annotated[int, typer.Option(help="How many touches the Markov chain remembers.")] = 1,
    worth: Annotated[str, typer.Option(help="Of a coalition, for shapley: conversions or rate.")] = "conversions",
    samples: Annotated[int | None, typer.Option(help="Orders drawn for shapley by rate, above 20 channels.")] = None,
    intervals: Annotated[
        int | None, typer.Option(help="Logs drawn anew for the intervals of markov, like 200; else it has none.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of what is drawn.")] = 0,
    top: Annotated[int | None, typer.Option(min=1, help="Only the largest of each method.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Draw it instead, as bars: .svg, .png, .pdf or .html.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """Share the conversions of an event log among the touches before them."""
    from journeykit.analysis.rows import Rows
    from journeykit.cli.log_options import opened_log
    from journeykit.cli.paths import check_picture, drawn
    from journeykit.cli.results import between, check_format, points, show
    from journeykit.cli.sources import read
    from journeykit.events.attribute import attribute
    from journeykit.events.attribution.credit import Credit, credit_bars

    check_format(format)
    if output is not None:
        check_picture(output, "credit.svg")
    log = opened_log(options)
    asked: Any = {
        "by": by,
        "method": "all" if method == ["all"] else method or "markov",
        "repeated": repeated,
        "per": per,
        "window": window,
        "half_life": half_life,
        "weights": [_number(each) for each in weights.split(",")],
        "order": markov_order,
        "worth": worth,
        "samples": samples,
        "intervals": intervals,
        "seed": seed,
        "map": None if map_file is None else read(map_file).journey,
    }
    found = attribute(log, _conversions(conversion, log.names), **asked)
    if top is not None:
        place: dict[str, int] = {}
        kept = []
        for row in found:
            place[row.method] = place.get(row.method, 0) + 1
            if place[row.method] <= top or row.channel is None:
                kept.append(row)
        found = Rows(Credit, kept, found.about, credit_bars)
    if output is not None:
        drawn(found.draw(), output)
        return
    touch = "activity" if by == "touchpoint" else by.removeprefix("@")
    show(
        found,
        format,
        {
            "method": lambda row: row.method,
            touch: lambda row: "(no touch before)" if row.channel is None else row.channel,
            "conversions": lambda row: f"{row.conversions:,.4g}",
            "of all": lambda row: points(row.share),
            "interval": lambda row: between(row.low, row.high, lambda number: f"{number:,.4g}"),
            "value": lambda row: "" if row.value is None else f"{row.value:,.2f}",
            "removal": _removal,
        },
    )


def _removal(row: Credit) -> str:
    return "" if row.removal is None else f"{row.removal:.3f}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f"--weights takes numbers like 0.4,0.2,0.4, not {text!r}") from None


def _conversions(given: list[str] | None, names: tuple[str, ...]) -> list[str] | dict[str, float] | None:
    """The conversions as `attribute` takes them; `pay=10` is what one is worth, unless an activity is called so."""
    if not given:
        return None
    parted = [(each, "", "") if each in names else each.rpartition("=")[::1] for each in given]
    valued = [part for part in parted if part[1]]
    if not valued:
        return given
    if len(valued) < len(given):
        raise typer.BadParameter("--conversion: say of each what it is worth, like 'paid=10', or of none")
    worth = {}
    for name, _, amount in valued:
        try:
            worth[name] = float(amount)
        except ValueError:
            raise typer.BadParameter(f"--conversion {name}={amount}: what one is worth is a number") from None
    return worth
