"""The event log of a command: its files, which column is what, and which part of it is asked about."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast, get_type_hints

import typer

if TYPE_CHECKING:
    from journeykit.events import EventLog

__all__ = ["BadOption", "LogOptions", "opened_log", "takes_log"]

BadOption = typer.BadParameter
"""An option that makes no sense, for those who have no command."""

LOG_HELP: Final = (
    "Event logs: CSV, Parquet, JSON lines or XES, compressed, too; a pattern like 'visits/*.csv' in quotes, or several."
)


def _column(what: str) -> Any:
    return typer.Option(metavar="COLUMN", help=what)


@dataclass(frozen=True)
class LogOptions:
    """What a command knows of its event log; every field is an argument or an option of the command.

    >>> LogOptions(["visits.csv"], case="visitor").case
    'visitor'
    """

    log: Annotated[list[str], typer.Argument(metavar="LOG", help=LOG_HELP)]
    case: Annotated[str | None, _column("Tells cases apart: one journey each. Usual names are found.")] = None
    activity: Annotated[str | None, _column("What happened.")] = None
    timestamp: Annotated[str | None, _column("When it happened.")] = None
    order: Annotated[str | None, _column("Decides among equal times.")] = None
    customer: Annotated[str | None, _column("The person behind the case.")] = None
    channel: Annotated[str | None, _column("The channel.")] = None
    value: Annotated[str | None, _column("An amount of money.")] = None
    score: Annotated[str | None, _column("An answer to a question.")] = None
    lifecycle: Annotated[str | None, _column("What part of an activity it is: start, complete.")] = None
    status: Annotated[str | None, _column("How it went.")] = None
    failed: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A value of the status that means it did not work; repeat it."),
    ] = None
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="Of times that name none, like Europe/Berlin; else UTC.")
    ] = None
    time_format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="How times are written, like '%d.%m.%Y %H:%M'; or milliseconds since 1970 (seconds, microseconds, "
            "nanoseconds), or excel.",
        ),
    ] = None
    decimal: Annotated[str, typer.Option(metavar="SIGN", help="How texts write numbers: . or ,")] = "."
    incomplete: Annotated[
        bool, typer.Option("--leave-out-incomplete", help="Leave out events without case, activity or time.")
    ] = False
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only events from this time on; without a zone by --timezone.")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Only events before this time, read alike.")] = None
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Only events that hold this, like lifecycle=COMPLETE; repeat it."),
    ] = None
    whole_cases: Annotated[
        bool,
        typer.Option("--whole-cases", help="All events of the cases that have one by --only, --since, --until."),
    ] = False
    memory: Annotated[
        str | None, typer.Option(metavar="SIZE", help="The most memory that reading may take, like '4 GB'.")
    ] = None


def opened_log(options: LogOptions) -> EventLog:
    """The log that was named, with its filters.

    Raises EventLogError with all that is wrong with it, BadOption, and MissingExtra.

    >>> opened_log(LogOptions(["no such file.csv"]))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    journeykit.errors.EventLogError: ...no such file.csv...
    """
    from journeykit.events import EventLog
    from journeykit.events.filtering import filtered

    if "-" in options.log:
        raise typer.BadParameter(
            "a log must be a file, or a pattern of files, and cannot come from standard input: save it first, "
            "like `… > visits.csv`, and name that file",
            param_hint="LOG",
        )
    wanted = _wanted(options.only or ())
    if options.whole_cases and not (wanted or options.since or options.until):
        raise typer.BadParameter("--whole-cases says more of --only, --since and --until: give one of them, too")
    log = EventLog(
        options.log[0] if len(options.log) == 1 else list(options.log),
        options.case,
        options.activity,
        options.timestamp,
        order=options.order,
        customer=options.customer,
        channel=options.channel,
        value=options.value,
        score=options.score,
        lifecycle=options.lifecycle,
        status=options.status,
        failed=options.failed or (),
        timezone=options.timezone,
        time_format=options.time_format,
        decimal=cast("Literal['.', ',']", options.decimal),
        missing="leave out" if options.incomplete else "error",
        memory=options.memory,
        progress=sys.stderr.isatty(),
    )
    keep: Literal["events", "cases"] = "cases" if options.whole_cases else "events"
    return filtered(
        log, activities=None, since=options.since, until=options.until, where=None, keep=keep, columns=wanted
    )


def _wanted(only: Sequence[str]) -> dict[str, Any]:
    """The values of each column that were asked for."""
    found: dict[str, Any] = {}
    for each in only:
        column, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"--only takes COLUMN=VALUE, like lifecycle=COMPLETE, not {each!r}")
        found.setdefault(column, []).append(value)
    return found


def takes_log(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter `options` stands for the arguments and options of an event log.

    The first, LOG, takes its place among the command's arguments; the others follow the command's own options.

    >>> @takes_log
    ... def command(options: LogOptions, *, top: int = 10) -> None:
    ...     print(options.log, options.case, top)
    >>> command(log=["a.csv"], case="id", top=3)
    ['a.csv'] id 3
    >>> list(inspect.signature(command).parameters)[:4]
    ['log', 'top', 'case', 'activity']
    """
    hints = get_type_hints(LogOptions, include_extras=True)
    ours = [
        inspect.Parameter(
            each.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if each.default is MISSING else each.default,
            annotation=hints[each.name],
        )
        for each in fields(LogOptions)
    ]
    own = inspect.signature(command).parameters
    own_hints = get_type_hints(command, include_extras=True)
    parameters = []
    for name, each in own.items():
        plain = each.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=own_hints.get(name, each.annotation))
        parameters.append(ours[0] if name == "options" else plain)
    parameters += ours[1:]

    @wraps(command)
    def run(**given: Any) -> None:
        mine = {each.name: given.pop(each.name) for each in ours if each.name in given}
        command(**given, options=LogOptions(**mine))

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer and inspect read
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run
