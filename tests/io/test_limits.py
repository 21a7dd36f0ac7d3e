"""Documents made to hurt: a clear error, soon, and in little memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from journeykit.errors import FormatError
from journeykit.io import load, loads


def refused(text, format, within=1.0):
    """The first fault, which must come soon: twice the promised second, because test machines stall."""
    start = time.process_time()
    with pytest.raises(FormatError) as caught:
        loads(text, format)
    assert time.process_time() - start < 2 * within
    return caught.value.faults[0]


def laughs(levels, width=9):
    lines = ["tags: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"k{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * width) + "]" for n in range(1, levels)]
    return "\n".join(lines)


def test_aliases_that_explode_are_refused_before_they_do():
    refused(laughs(2), "yaml")  # ruamel is loaded before memory is counted
    tracemalloc.start()
    fault = refused(laughs(10), "yaml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert fault.code == "alias_bomb"
    assert fault.line == 5
    assert "write the parts out" in fault.message
    assert peak < 5_000_000


def test_a_long_text_repeated_counts_by_its_length():
    text = "note: &a " + "x" * 100_000 + "\ntags: [" + ", ".join(["*a"] * 10_000) + "]"
    assert refused(text, "yaml").code == "alias_bomb"


def test_aliases_in_keys_and_mappings_count_too():
    lines = ["a0: &a0 {k: x}"]
    lines += [f"a{n}: &a{n} {{" + ", ".join(f"k{m}: *a{n - 1}" for m in range(9)) + "}" for n in range(1, 9)]
    assert refused("\n".join(lines), "yaml").code == "alias_bomb"


def test_ordinary_sharing_is_no_bomb():
    steps = "\n".join(f"      - touchpoint: s{n}\n        tags: *shared" for n in range(500))
    text = f"tags: &shared [one, two, three]\nstages:\n  - id: one\n    steps:\n{steps}"
    assert loads(text, "yaml").step("s499").tags == ("one", "two", "three")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "a: " + "{a: " * 50_000, "- " * 50_000, "? " * 50_000, "[{a: " * 50_000]
)
def test_deep_yaml(text):
    fault = refused(text, "yaml", within=2.0)
    assert fault.code == "too_deep"
    assert "200 levels" in fault.message
    assert fault.line == 1


@pytest.mark.parametrize(
    ("text", "column"), [("[" * 100_000, 201), ('{"a":' * 100_000, 1001), ('[{"a":' * 50_000, 601)]
)
def test_deep_json(text, column):
    fault = refused(text, "json")
    assert (fault.code, fault.line, fault.column) == ("too_deep", 1, column)


def test_json_that_is_deep_but_readable_is_refused_as_well():
    rule = '{"not": ' * 300 + '{"column": "a", "operator": "known"}' + "}" * 300
    fault = refused('{"personas": [{"id": "a", "when": ' + rule + "}]}", "json")
    assert fault.code


@pytest.mark.parametrize(("format", "megabytes"), [("yaml", 5), ("json", 50)])
def test_a_text_over_the_cap_is_refused(format, megabytes):
    tracemalloc.start()
    start = " " * (megabytes * 1_000_000 + 1)
    before = tracemalloc.get_traced_memory()[0]
    fault = refused(start, format, within=0.1)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert fault.code == "too_large"
    assert f"larger than {megabytes} MB" in fault.message
    assert peak < 1_000_000


def test_a_file_over_the_cap_is_not_even_read(tmp_path):
    file = tmp_path / "big.yaml"
    with file.open("wb") as stream:
        stream.truncate(10**12)  # a sparse terabyte
    tracemalloc.start()
    with pytest.raises(FormatError, match=r"big\.yaml: the document is larger than 5 MB"):
        load(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_json_of_millions_of_values_is_refused():
    assert refused('{"tags": [' + "1," * 2_000_001 + "1]}", "json").code == "too_large"


@pytest.mark.slow
def test_yaml_of_a_million_values_is_refused():
    assert refused("tags: [" + "1," * 1_100_000 + "1]", "yaml", within=120).code == "too_large"


def test_a_thousand_faults_are_enough():
    text = "tags:\n" + "  - 1\n" * 1_500
    with pytest.raises(FormatError) as caught:
        loads(text, "yaml")
    faults = caught.value.faults
    assert len(faults) == 1_001
    assert (faults[0].line, faults[999].line) == (2, 1_001)
    assert faults[-1].message == "and 500 more faults"


def test_ten_thousand_faults_of_json_are_placed_in_linear_time():
    steps = ", ".join(f'{{"touchpoint": "s{n}", "emotion": 9}}' for n in range(10_000))
    start = time.process_time()
    with pytest.raises(FormatError) as caught:
        loads('{"stages": [{"id": "one", "steps": [\n' + steps + "]}]}", "json")
    assert time.process_time() - start < 20
    assert caught.value.faults[999].place == "stages[0].steps[999].emotion"
