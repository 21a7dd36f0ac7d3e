"""The tables of fields in docs/nouns say what the model says. `pytest --snapshot-update` writes them anew."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

import journeykit as jk
from house.source import ROOT
from journeykit.model import Value
from journeykit.model.base import COMMON

PAGES = sorted((ROOT / "docs" / "nouns").glob("*.md"))
TABLE = re.compile(r"(?<=<!-- fields: )(\w+)( -->\n).*?(?=<!-- end of fields -->)", re.DOTALL)

PAGE_OF = {
    "Action": "step",
    "Effect": "opportunity",
    "Expectation": "need",
    "Flow": "transition",
    "Gain": "pain-point",
    "JourneyMap": "journey-map",
    "Link": "evidence",
    "MomentOfTruth": "moment-of-truth",
    "PainPoint": "pain-point",
    "Quote": "need",
    "Relation": "persona",
    "Solution": "opportunity",
    "Touchpoint": "step",
    "Wait": "step",
}
TAKES = {
    "Amount": "number from 0",
    "AnyStep": "[step](step.md), or the id of a touchpoint",
    "BuyingRole": "one of `initiator`, `influencer`, `decider`, `buyer`, `user`, `gatekeeper`",
    "Count": "whole number from 0",
    "Datum": "text, number, true or false",
    "Day": "day, like `2026-05-04`",
    "Duration": "[duration](duration.md)",
    "Emotion": "number from -2 to +2",
    "Flag": "true or false",
    "Id": "id",
    "InOrder": "`in order`, chains of ids",
    "Medium": "one of `digital`, `physical`, `human`",
    "Link": "[Link](evidence.md#links), or its text or address",
    "MomentOfTruth": "true, a type, the reason, or a [MomentOfTruth](moment-of-truth.md)",
    "MomentType": "one of `ZMOT`, `FMOT`, `SMOT`, `UMOT` (or `TMOT`), `AMOT`",
    "Number": "number",
    "Operator": "one of `is`, `is not`, `<`, `<=`, `>`, `>=`, `in`, `not in`, `known`, `unknown`",
    "PersonaIds": "id of a persona; one or several",
    "Probability": "number from 0 to 1, or like `35 %`",
    "PseudoCount": "number from 0",
    "Rating": "number from 1 to 5",
    "Rule": "`Condition`, `AllOf`, `AnyOf` or `Not`",
    "Status": "one of `proposed`, `planned`, `in_progress`, `done`, `rejected`",
    "Text": "text",
    "Weight": "true, or a number above 0",
}
_COMMON = "Sources, words to find it by, where to read on, anything else."


def annotation(noun: type[Value], name: str) -> ast.expr:
    """A field's type as its class writes it."""
    owner = next(each for each in noun.__mro__ if name in inspect.get_annotations(each))
    return ast.parse(f"({inspect.get_annotations(owner)[name]})", mode="eval").body


def words(node: ast.expr) -> str:
    """A type in words, for people who fill the field in."""
    match node:
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return words(left)
        case ast.BinOp(left=left, right=right):
            return f"{words(left)}, {words(right)}"
        case ast.Name(id=name):
            return TAKES.get(name) or f"[{name}]({PAGE_OF.get(name, name.lower())}.md)"
        case ast.Subscript(value=ast.Name(id=outer), slice=ast.Tuple(elts=items)):
            return _several(outer, items)
        case ast.Subscript(value=ast.Name(id=outer), slice=item):
            return _several(outer, [item])
    raise AssertionError(f"no words for the type {ast.unparse(node)}")


def _several(outer: str, items: list[ast.expr]) -> str:
    if outer == "Literal":
        return "one of " + ", ".join(f"`{ast.literal_eval(each)}`" for each in items)
    inner = words(items[0])
    if outer == "tuple":
        last = items[-1]
        every = isinstance(last, ast.Constant) and last.value is ...
        return f"{inner}; one or several" if every else " and ".join(words(each) for each in items)
    ends = {"Many": "; one or several", "PerPersona": "; also per persona", "Textual": ", or its text"}
    return inner + (ends | {"Pooled": ", or its id", "Annotated": ""})[outer]


def table(noun: type[Value]) -> str:
    """The fields of a noun: name in files, what it takes, what it means."""
    folded = COMMON if set(COMMON) <= set(noun.model_fields) else ()
    rows = ["| field | takes | meaning |", "|---|---|---|"]
    for name in noun.written_signature().parameters:
        field = noun.model_fields[name]
        shown = f"`{field.alias}`, in Python `{name}`" if field.alias else f"`{name}`"
        if field.is_required():
            shown += " (required)"
        takes = words(annotation(noun, name))
        if field.default not in (None, (), False) and not field.is_required():
            takes += f"; `{field.default}` unless given"
        if name not in folded:
            rows.append(f"| {shown} | {takes} | {field.description} |")
    if folded:
        rows.append(f"| {', '.join(f'`{name}`' for name in folded)} | see [Evidence](evidence.md) | {_COMMON} |")
    return "\n".join(rows) + "\n"


def with_tables(text: str) -> str:
    return TABLE.sub(lambda found: f"{found[1]}{found[2]}{table(getattr(jk, found[1]))}", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_table_says_what_the_model_says(page, request):
    text = page.read_text(encoding="utf-8")
    if request.config.option.update_snapshots:
        text = with_tables(text)
        page.write_text(text, encoding="utf-8")
    assert text == with_tables(text), "run pytest tests/house/test_noun_tables.py --snapshot-update, and read the diff"


def test_every_noun_has_its_table():
    found = {name for page in PAGES for name, _ in TABLE.findall(page.read_text(encoding="utf-8"))}
    nouns = {
        name for name in jk.__all__ if isinstance(getattr(jk, name), type) and issubclass(getattr(jk, name), Value)
    }
    # the steps share one table: what the page says in a sentence is the next test
    assert nouns - found == {"Action", "Wait", "AllOf", "AnyOf", "Not"}


def test_actions_and_waits_have_the_fields_of_touchpoints_but_five():
    alone = {"channel", "ownership", "provider", "branding", "initiator"}
    for noun in (jk.Action, jk.Wait):
        assert set(jk.Touchpoint.model_fields) - set(noun.model_fields) == alone
        assert set(noun.model_fields) < set(jk.Touchpoint.model_fields)


def test_a_stale_table_is_seen():
    stale = "<!-- fields: Relation -->\n| field |\n<!-- end of fields -->\n"
    assert with_tables(stale) != stale
    assert with_tables(with_tables(stale)) == with_tables(stale)
    assert "| `to` (required) | id | The id of the other persona. |" in with_tables(stale)
