"""Rules on data, as expressions on the cases of a log: what each column is compared with, and as what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import narwhals as nw

from journeykit.errors import EventLogError
from journeykit.events.held_values import truth
from journeykit.model import AllOf, AnyOf, Condition, Not

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["CaseRules", "Rule", "columns_of"]

Rule: TypeAlias = Condition | AllOf | AnyOf | Not
_WITHIN: Final = ("activity", "time", "seq", "failed")
_ORDERED: Final = ("<", "<=", ">", ">=")


def _conditions(rule: Rule) -> Iterator[Condition]:
    if isinstance(rule, Condition):
        yield rule
    elif isinstance(rule, Not):
        yield from _conditions(rule.rule)
    else:
        for each in rule.all if isinstance(rule, AllOf) else rule.any:
            yield from _conditions(each)


def columns_of(log: EventLog, rules: Sequence[tuple[str, Rule]]) -> dict[str, str]:
    """The column of the frame for each that a rule names. Raises EventLogError with all that do not exist."""
    found, faults = {}, []
    for who, rule in rules:
        for condition in _conditions(rule):
            try:
                found[condition.column] = log.column(condition.column)
            except EventLogError as error:
                faults += [f"{who}{fault}" for fault in error.faults]
            if found.get(condition.column) in _WITHIN:
                faults.append(f"{who}a rule is about whole cases, and {condition.column!r} differs within them")
    if faults:
        raise EventLogError(dict.fromkeys(faults))
    return found


class CaseRules:
    """Turns rules into expressions on one row for each case."""

    def __init__(self, log: EventLog, columns: dict[str, str]) -> None:
        self._log, self._columns = log, columns
        extras = [each for each in dict.fromkeys(columns.values()) if each != "case"]
        self.frame: Frame = log.cases(*extras)
        self._schema = self.frame.collect_schema()
        self._numbers: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._lowered: dict[str, str] = {}

    def expression(self, rule: Rule) -> Any:
        """Whether a case meets the rule; never null."""
        if isinstance(rule, Condition):
            return self._condition(rule)
        if isinstance(rule, Not):
            return ~self.expression(rule.rule)
        if isinstance(rule, AllOf):
            return reduce(lambda one, other: one & other, map(self.expression, rule.all))
        return reduce(lambda one, other: one | other, map(self.expression, rule.any))

    def _condition(self, rule: Condition) -> Any:
        name = self._columns[rule.column]
        if rule.operator in ("known", "unknown"):
            missing = nw.col(name).is_null()
            return missing if rule.operator == "unknown" else ~missing
        values = [self._value(rule, name, value) for value in rule.value]
        numbers = [each for each in values if not isinstance(each, str | bool)]
        texts = [each for each in values if isinstance(each, str)]
        flags = [truth(each) for each in values if isinstance(each, bool)]
        if rule.operator in _ORDERED:
            return self._ordered(rule.operator, name, values[0])
        parts = [self._among(self._number(name), numbers)] if numbers else []
        parts += [self._among(self._text(name), texts)] if texts else []
        parts += [self._among(self._lower(name), flags)] if flags else []
        met = reduce(lambda one, other: one | other, parts)
        return met if rule.operator in ("is", "in") else ~met & ~nw.col(name).is_null()

    def _among(self, column: str, values: Sequence[Any]) -> Any:
        return nw.col(column).is_in(list(values)).fill_null(value=False)

    def _ordered(self, operator: str, name: str, value: float | str) -> Any:
        value = truth(value) if isinstance(value, bool) else value
        column = nw.col(self._text(name) if isinstance(value, str) else self._number(name))
        found = {"<": column < value, "<=": column <= value, ">": column > value, ">=": column >= value}[operator]
        return found.fill_null(value=False)

    def _value(self, rule: Condition, name: str, value: Any) -> float | str:
        """A value as the column can be compared with it."""
        kind = self._schema[name]
        if isinstance(value, bool):
            return float(value) if kind.is_numeric() else value
        if isinstance(value, str) and kind == nw.Boolean:
            return value.lower()
        if isinstance(value, str) and kind.is_numeric():
            try:
                return float(value)
            except ValueError:
                raise EventLogError(
                    f"column {rule.column!r} holds numbers: it cannot be compared with the text {value!r}"
                ) from None
        if not isinstance(value, str) and kind.is_temporal():  # engines would make a number of the day, each its own
            raise EventLogError(
                f"column {rule.column!r} holds {kind}: it cannot be compared with the number {value!r}, "
                "but with a text like '2026-05-04'"
            )
        return value if isinstance(value, str) else float(value)

    def _number(self, name: str) -> str:
        if name not in self._numbers:
            self._numbers[name] = made = f"number{len(self._numbers)}"
            self.frame = self._log.engine.numbers(self.frame, name, made)
        return self._numbers[name]

    def _text(self, name: str) -> str:
        if self._schema[name] == nw.String:
            return name
        if name not in self._texts:
            self._texts[name] = made = f"text{len(self._texts)}"
            self.frame = self._log.engine.texts(self.frame, name, made)
            if self._schema[name] == nw.Boolean:
                self.frame = self.frame.with_columns(nw.col(made).str.to_lowercase())
        return self._texts[name]

    def _lower(self, name: str) -> str:
        """The column as text without capitals, for true and false: some write True, some TRUE."""
        text = self._text(name)
        if text not in self._lowered:
            self._lowered[text] = made = f"lower{len(self._lowered)}"
            self.frame = self.frame.with_columns(nw.col(text).str.to_lowercase().alias(made))
        return self._lowered[text]

    def notes(self, varying: dict[str, int]) -> tuple[str, ...]:
        """What must be said of the columns."""
        said = [
            f"column {name!r} changes within {count} cases: the first known value counts"
            for name, count in varying.items()
        ]
        called = {column: name for name, column in self._columns.items()}
        for name, made in self._numbers.items():
            if self._schema[name] == nw.String:
                lost = self.frame.filter(~nw.col(name).is_null() & nw.col(made).is_null())
                ((count,),) = self._log.engine.rows(lost.select(nw.len().alias("n")))
                if count:
                    said.append(f"column {called[name]!r} is no number in {count} cases: unknown there")
        return tuple(said)
