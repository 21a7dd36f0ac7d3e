"""One truth about a noun's arguments: its fields, its TypedDict, its `__init__` for checkers, what a notebook shows."""

from __future__ import annotations

import ast
import inspect

import pytest
from pydantic import ValidationError

import journeykit as jk
import journeykit.model as nouns
from journeykit.model import Value

NOUNS = [
    noun
    for name in nouns.__all__
    if isinstance(noun := getattr(nouns, name), type) and issubclass(noun, Value) and noun is not Value
]


def written_init(noun):
    """The `__init__` under TYPE_CHECKING, from the source."""
    (tree,) = (ast.parse(inspect.getsource(inspect.getmodule(noun))).body,)
    body = next(node.body for node in tree if isinstance(node, ast.ClassDef) and node.name == noun.__name__)
    guarded = [node for node in body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    (init,) = [
        node
        for guard in guarded
        for node in guard.body
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
    ]
    return init.args


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
class TestEveryNoun:
    def test_positionals_and_keywords_are_exactly_the_fields(self, noun):
        keywords = set(getattr(noun.written, "__annotations__", {}))
        assert set(noun.positional) | keywords == set(noun.model_fields)
        assert set(noun.positional) & keywords == set()

    def test_the_written_constructor_agrees(self, noun):
        arguments = written_init(noun)
        named = arguments.args[1:]
        assert [argument.arg for argument in named] == list(noun.positional)
        assert [ast.unparse(argument.annotation) for argument in named] == list(noun.positional.values())
        if noun.written is None:
            assert arguments.kwarg is None
        else:
            assert ast.unparse(arguments.kwarg.annotation) == f"Unpack[{noun.written.__name__}]"

    def test_the_written_defaults_are_the_fields(self, noun):
        arguments = written_init(noun)
        required = [argument.arg for argument in arguments.args[1 : len(arguments.args) - len(arguments.defaults)]]
        assert required == [name for name, field in noun.model_fields.items() if field.is_required()]
        optional = arguments.args[len(arguments.args) - len(arguments.defaults) :]
        for argument, default in zip(optional, arguments.defaults, strict=True):
            assert ast.literal_eval(default) == noun.model_fields[argument.arg].default

    def test_a_notebook_shows_it(self, noun):
        shown = inspect.signature(noun).parameters
        assert set(shown) == set(noun.model_fields)
        by_position = [name for name, each in shown.items() if each.kind is each.POSITIONAL_OR_KEYWORD]
        assert by_position == list(noun.positional) == list(shown)[: len(by_position)]
        for name, each in shown.items():
            field = noun.model_fields[name]
            assert each.default == (inspect.Parameter.empty if field.is_required() else field.default)

    def test_the_signature_stays_once_the_noun_was_used(self, noun):
        before = inspect.signature(noun)
        noun.model_json_schema()
        with pytest.raises(ValidationError):
            noun(no_such_field=1)
        assert inspect.signature(noun) == before

    def test_every_field_is_described(self, noun):
        assert [name for name, field in noun.model_fields.items() if not field.description] == []


def test_a_signature_reads_well():
    shown = str(inspect.signature(jk.Touchpoint))
    assert shown.startswith("(id: 'str', title: 'str | None' = None, *, channel: 'str | None' = None, ")
    assert shown.index("emotion") < shown.index("evidence") < shown.index("note")


def test_an_instance_is_not_callable_and_has_no_signature():
    assert not hasattr(jk.Touchpoint("a"), "__signature__")
