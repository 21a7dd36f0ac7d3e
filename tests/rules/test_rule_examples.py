"""Every rule's docstring: it gives its reasons, its bad maps fire it, and its good ones do not."""

from __future__ import annotations

import pytest

import journeykit as jk
from journeykit.rules import Example, Facts, rules

RULES = list(rules().values())


def findings(rule, example: Example):
    if example.language != "python":
        return rule.findings(jk.loads(example.source, example.language))
    names = {"jk": jk}
    exec(example.source, names)
    return rule.findings(names["journey"], Facts(names["journey"], baseline=names.get("baseline")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_gives_its_reasons(rule):
    told = rule.explanation
    assert told.summary.endswith(".")
    assert len(told.summary) < 110, "one line of a table"
    assert told.why, "why it matters"
    assert told.source, "who says so"
    assert told.bad, "a map that it minds"
    assert told.good, "a map that it does not mind"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_bad_fires_and_good_is_silent(rule):
    for example in rule.explanation.bad:
        assert findings(rule, example), example.source
    for example in rule.explanation.good:
        assert not findings(rule, example), example.source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_says_where_what_and_how_to_mend_it(rule):
    (finding, *_) = findings(rule, rule.explanation.bad[0])
    assert finding.place
    for text in (finding.message, finding.repair):
        assert text
        assert not text.endswith(".")
        assert "\n" not in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_file_bears_the_name_of_the_rule(rule):
    assert rule.function.__module__.rpartition(".")[2] == rule.name.replace("-", "_") == rule.function.__name__


def test_examples_come_in_both_languages():
    languages = {example.language for rule in RULES for example in rule.explanation.bad}
    assert languages == {"yaml", "python"}
