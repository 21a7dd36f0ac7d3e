"""`journeykit metrics [NAME] [FILE]`: which metrics there are, and one of them from a column of answers."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from journeykit.metrics import Formula

__all__ = ["command"]

_FORMATS: Final = ("text", "json")
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how a file of Excel begins, and one of Excel before 2007


def command(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A metric; without one all are listed.")] = None,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="A CSV file whose first line names the columns; `-` for standard input."),
    ] = None,
    *,
    column: Annotated[str | None, typer.Option("--column", "-c", help="The column with the answers.")] = None,
    options: Annotated[
        list[str] | None,
        typer.Option("--set", "-s", metavar="KEY=VALUE", help="An option of the metric, like scale=1-7 or level=.9."),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text or json.")] = "text",
) -> None:
    """List the metrics, tell what one is, or compute it from a column of a CSV file."""
    from journeykit.cli.columns import column_of
    from journeykit.cli.screen import say, table, write
    from journeykit.errors import JourneyError, UnknownName
    from journeykit.metrics import formula_named, formulas

    if format not in _FORMATS:
        raise UnknownName("format", format, _FORMATS)
    if name is None:
        table([(each.name, each.title, each.formula) for each in formulas().values()], ("bold", "", ""))
        return
    formula = formula_named(name)
    if file is None:
        for line in (inspect.getdoc(formula.function) or "").splitlines():
            say(line)
        return
    if not formula.column:
        raise typer.BadParameter(f"{name} takes more than a column of answers: use it from Python, metrics.{name}(…)")
    chosen = dict(_option(formula, each) for each in options or ())
    _refuse_workbook(file)
    try:
        found = formula.function(column_of(file, column), **chosen)
    except JourneyError:
        raise
    except (TypeError, ValueError) as error:
        raise typer.BadParameter(str(error)) from None
    if format == "json":
        write(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    for line in str(found).splitlines():
        say(line)


def _refuse_workbook(file: str) -> None:
    from journeykit.errors import MetricError

    if not Path(file).is_file():  # a pipe can be read only once
        return
    with Path(file).open("rb") as stream:
        start = stream.read(4)
    if start in _WORKBOOKS:
        kind = "an Excel workbook" if Path(file).suffix.lower().startswith(".xls") else "a workbook or an archive"
        raise MetricError(f"{file} is {kind}: save its sheet as CSV (UTF-8), and give that file")


def _option(formula: Formula, text: str) -> tuple[str, Any]:
    """`scale=1-7` (or 1..7) as a keyword argument, read as its default and its annotation say."""
    from journeykit.errors import UnknownName

    known = {
        each.name: each
        for each in inspect.signature(formula.function).parameters.values()
        if each.kind is each.KEYWORD_ONLY
    }
    key, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"--set takes KEY=VALUE, like level=.9, not {text!r}")
    if key not in known:
        raise UnknownName(f"option of {formula.name}", key, tuple(known))
    try:
        return key, _read(value, known[key])
    except ValueError:
        like = "two numbers like 1-7" if isinstance(known[key].default, tuple) else "a number"
        raise typer.BadParameter(f"{key} is {like}, not {value!r}") from None


def _read(value: str, option: inspect.Parameter) -> Any:
    default = option.default
    if isinstance(default, tuple):
        low, _, high = value[1:].replace("..", "-", 1).partition("-")  # the lower end may have a minus of its own
        return _number(value[:1] + low), _number(high)
    if isinstance(default, str) or default is inspect.Parameter.empty:
        return value
    if value == "none":
        return None
    return value if str(option.annotation).startswith("str") else _number(value)


def _number(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() else number
