"""Which persona of a map each case of a log is, by the rules on data that the personas state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.case_rules import CaseRules, columns_of
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from journeykit.events.case_rules import Rule
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Persona

__all__ = ["PersonaCases", "PersonasInData", "cases_that", "persona_of"]


@dataclass(frozen=True, slots=True)
class PersonaCases:
    """How many cases are one persona's.

    Attributes:
        persona: its id; None for the cases that no rule takes.
        title: for people.
        cases: the cases that it has.
        share: 0..1, of all cases.
        also: cases that its rule would take as well, and that an earlier persona has.
    """

    persona: str | None
    title: str
    cases: int
    share: float
    also: int


@dataclass(frozen=True)
class PersonasInData:
    """The persona of each case.

    Attributes:
        personas: the ids of the personas that state a rule, in the order of the map.
        frame: a lazy frame in the engine of the log: `case`, and `who`, the place in `personas`, null for nobody.
        rows: cases by persona, and those of nobody last.
        coverage: 0..1, the share of cases that have one.
        several: cases that more than one rule takes; the first persona of the map has them.
        notes: what must be known, in sentences.
    """

    personas: tuple[str, ...]
    frame: Frame = field(repr=False)
    rows: Rows[PersonaCases] = field(repr=False)
    coverage: float
    several: int
    notes: tuple[str, ...]

    @property
    def assigned(self) -> Frame:
        """The frame without the cases of nobody."""
        return self.frame.filter(~nw.col("who").is_null())


def persona_of(log: EventLog, journey: JourneyMap) -> PersonasInData:
    """Assign the cases of a log to the personas of a map, by their `when` rules.

    A rule looks at columns of the log: roles by their name or the data's, and every other column. Of each column a case
    has the value at the first of its events where it is known. An unknown value meets `unknown` and no comparison, `is
    not` and `not in` included. Text compared with a number is read as a number; what is none is unknown, and counted.
    Text compared with True or False is read without regard to capitals: `true`, `True` and `TRUE` are true.
    Where several rules take a case, the first persona of the map has it.

    Args:
        log: the log.
        journey: the map, of whose customers some state a rule.

    Raises EventLogError, with all faults: no persona has a rule, columns that do not exist, columns of numbers compared
    with texts that are none.

    >>> import journeykit as jk
    >>> from journeykit.events.personas import persona_of
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["pay"])], personas=[
    ...     jk.Persona("card", when=jk.Condition("channel", "is", "card")), jk.Persona("slip")])
    >>> log = jk.EventLog([{"case": case, "activity": "pay", "timestamp": "2026-05-04T10:00Z", "channel": how}
    ...                    for case, how in [(1, "card"), (2, "slip"), (3, None)]])
    >>> found = persona_of(log, shop)
    >>> [(row.persona, row.cases) for row in found.rows]
    [('card', 1), (None, 2)]
    """
    cast = [each for each in walkers(journey) if each.when is not None]
    if not cast:
        raise EventLogError(
            "no persona of the map says which cases it stands for: give it when=Condition(column, operator, value)"
        )
    columns = columns_of(log, [(f"persona {each.id!r}: ", each.when) for each in cast if each.when is not None])
    reader = CaseRules(log, columns)
    rules = [reader.expression(each.when) for each in cast if each.when is not None]
    frame = reader.frame
    who: Any = nw.lit(None).cast(nw.Int64)
    for place, rule in reversed(list(enumerate(rules))):
        who = nw.when(rule).then(nw.lit(place).cast(nw.Int64)).otherwise(who)
    met = [rule.cast(nw.Int64).alias(f"met{place}") for place, rule in enumerate(rules)]
    kept = log.engine.kept(frame.with_columns(who.alias("who"), *met).select("case", "who", *_met(rules)))
    return _told(log, journey, cast, kept, reader.notes(_varying(log, columns)))


def cases_that(log: EventLog, rule: Rule) -> Frame:
    """The cases that meet a rule on data, as a lazy frame of `case`; read as `persona_of` reads the rules of personas.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": "pay", "timestamp": "2026-05-04T10:00Z", "sum": amount}
    ...                    for case, amount in [("a", 5), ("b", None), ("c", 20)]])
    >>> log.engine.rows(cases_that(log, jk.Condition("sum", ">", 10)))
    [('c',)]
    """
    reader = CaseRules(log, columns_of(log, [("", rule)]))
    met = reader.expression(rule)  # which adds columns to the frame
    return reader.frame.filter(met).select("case")


def _met(rules: Sequence[Any]) -> list[str]:
    return [f"met{place}" for place in range(len(rules))]


def _varying(log: EventLog, columns: dict[str, str]) -> dict[str, int]:
    """How many cases have several known values of a column."""
    found = {}
    for called, name in columns.items():
        if name == "case":
            continue
        ends = log.events.group_by("case").agg(nw.col(name).min().alias("low"), nw.col(name).max().alias("high"))
        ((count,),) = log.engine.rows(ends.filter(nw.col("low") != nw.col("high")).select(nw.len().alias("n")))
        if count:
            found[called] = int(count)
    return found


def _told(
    log: EventLog, journey: JourneyMap, cast: Sequence[Persona], kept: Frame, notes: tuple[str, ...]
) -> PersonasInData:
    met = [f"met{place}" for place in range(len(cast))]
    times = reduce(lambda one, other: one + other, [nw.col(each) for each in met])
    counted = (
        kept.with_columns((times > 1).cast(nw.Int64).alias("several"))
        .group_by("who")
        .agg(nw.len().alias("n"), nw.col("several").sum().alias("several"), *(nw.col(each).sum() for each in met))
        .select("who", "n", "several", *met)
        .sort("who")
    )
    found = {row[0]: row[1:] for row in log.engine.rows(counted)}
    total = sum(int(row[0]) for row in found.values())
    several = sum(int(row[1] or 0) for row in found.values())
    took = [sum(int(row[2 + place] or 0) for row in found.values()) for place in range(len(cast))]
    rows = []
    for place, persona in enumerate(cast):
        mine = int(found.get(place, (0,))[0])
        share = mine / total if total else 0.0
        rows.append(PersonaCases(persona.id, persona.label, mine, share, took[place] - mine))
    nobody = int(found.get(None, (0,))[0])
    rows.append(PersonaCases(None, "no persona", nobody, nobody / total if total else 0.0, 0))
    coverage = (total - nobody) / total if total else 0.0
    said = [f"{total - nobody} of {total} cases ({coverage:.1%}) are a persona's".replace("%", " %")]
    if several:
        said.append(f"{several} cases meet several rules: the first persona of the map has them")
    silent = [each.id for each in walkers(journey) if each.when is None]
    if silent:
        said.append(f"personas without a rule: {', '.join(silent)}")
    about = (*said, *notes)
    ids = tuple(each.id for each in cast)
    return PersonasInData(ids, kept.select("case", "who"), Rows(PersonaCases, rows, about), coverage, several, about)
