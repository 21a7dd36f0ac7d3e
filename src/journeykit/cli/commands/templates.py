"""`journeykit templates`: what there is to start from, and what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from journeykit.model import Scope

__all__ = ["command"]


def command(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One template, told in full.")] = None,
    *,
    offer: Annotated[str | None, typer.Option(help="service, good, software or hardware.")] = None,
    market: Annotated[str | None, typer.Option(help="b2c, b2b, b2b2c or public.")] = None,
    price: Annotated[str | None, typer.Option(help="low or high.")] = None,
    durable: Annotated[bool | None, typer.Option(help="Whether it is used for years.")] = None,
    sales: Annotated[str | None, typer.Option(help="direct or multilevel.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or csv.")] = "text",
) -> None:
    """List what there is to start from; ranked, where options say what is sold, to whom and how."""
    from journeykit.cli.results import check_format, show
    from journeykit.starters import suggest_templates, templates

    check_format(format)
    if name is not None:
        _tell(name)
        return
    scope = _scope({"offer": offer, "market": market, "price": price, "durable": durable, "sales": sales})
    if scope is None:
        show(
            templates(),
            format,
            {
                "name": lambda row: row.name,
                "stages": lambda row: str(row.stages),
                "steps": lambda row: str(row.steps),
                "people": lambda row: str(row.personas),
                "title": lambda row: row.title,
            },
        )
        return
    show(
        suggest_templates(scope),
        format,
        {
            "score": lambda row: f"{row.score:+.2f}",
            "name": lambda row: row.name,
            "reasons": lambda row: row.reasons,
        },
    )


def _scope(said: dict[str, Any]) -> Scope | None:
    """The scope that the options state, or None where they state nothing."""
    from pydantic import ValidationError

    from journeykit.model import Scope

    stated = {name: value for name, value in said.items() if value is not None}
    try:
        return Scope.model_validate(stated) if stated else None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise typer.BadParameter(first["msg"], param_hint=f"--{first['loc'][0]}") from None


def _tell(name: str) -> None:
    from journeykit.cli.screen import say
    from journeykit.starters import templates

    found = templates(name)[0]
    channels, asked = found.channels, found.questions
    say((f"{found.name}: {found.title}", "bold"))
    say(found.for_whom)
    for link in found.map.links:
        say(f"Source: {link.text}{f' <{link.url}>' if link.url else ''}")
    for stage in found.map.stages:
        say("")
        say((stage.label, "bold"), f" ({', '.join(channels[stage.id])})" if channels[stage.id] else "")
        for step in stage.steps:
            say(f"  {step.label}")
            for one in asked:
                if one.step == step.id:
                    say(f"    - {one.question}")
