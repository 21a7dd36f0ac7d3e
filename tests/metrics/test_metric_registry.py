"""A new metric is one file, or one entry point; every one of them is complete."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

import journeykit as jk
from journeykit import metrics
from journeykit.metrics import registry
from journeykit.metrics.registry import Formula, formulas


def smiles(faces):
    """Smiles among faces."""
    return jk.Measurement(name="smiles", title="Smiles", value=sum(faces), unit="", method="counted")


SMILES = Formula("smiles", "Smiles", smiles, "how many smile", column=True)


@pytest.fixture
def brought(monkeypatch):
    """Pretends that another package is installed, which brings what is named."""

    def bring(*values):
        points = [EntryPoint(name, value, registry.GROUP) for name, value in values]
        monkeypatch.setattr(registry, "entry_points", lambda group: points if group == registry.GROUP else [])
        formulas.cache_clear()

    yield bring
    monkeypatch.undo()
    formulas.cache_clear()


@pytest.mark.parametrize("name", sorted(formulas()))
def test_a_metric_is_complete(name):
    formula = formulas()[name]
    assert getattr(metrics, name) is formula.function
    assert name in metrics.__all__, "so that type checkers know it"
    assert formula.function.__name__ == formula.name == name
    text = inspect.getdoc(formula.function) or ""
    assert "Args:" in text
    assert "Raises:" in text
    assert ">>>" in text
    signature = inspect.signature(formula.function)
    assert signature.return_annotation == "Measurement"


def test_metrics_load_numpy_and_scipy_only_when_they_need_them():
    lines = [
        "import sys, journeykit as jk",
        "jk.metrics.nps([9, 3]), jk.metrics.churn(1, 9), jk.metrics.clv(1, margin=1, churn=1)",
        "print(*{'numpy', 'scipy', 'networkx'} & sys.modules.keys())",
        "jk.metrics.ces([6, 7])",
        "print('scipy' in sys.modules)",
    ]
    code = "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["", "True"]


def test_other_packages_bring_metrics(brought):
    brought(("smiles", f"{__name__}:SMILES"))
    assert metrics.smiles([1, 0, 1]).value == 2
    assert metrics.formula_named("smiles").title == "Smiles"


def test_one_cannot_replace_a_built_in(brought, monkeypatch):
    monkeypatch.setattr(registry, "SMILES", Formula("nps", "Mine", smiles, ""), raising=False)
    brought(("nps", "journeykit.metrics.registry:SMILES"))
    assert metrics.formula_named("nps").title == "Net promoter score"


@pytest.mark.parametrize(
    ("value", "said"), [("no.such:thing", "does not load"), ("journeykit.errors:Fault", "is no Formula")]
)
def test_what_does_not_load_is_left_out_with_a_warning(brought, value, said):
    brought(("broken", value))
    with pytest.warns(UserWarning, match=said):
        assert "broken" not in formulas()


def test_an_unknown_name_is_an_attribute_error_with_the_near_one():
    with pytest.raises(AttributeError, match="unknown metric 'npss': did you mean 'nps'"):
        metrics.npss  # noqa: B018 - the look-up is the test
    with pytest.raises(AttributeError, match="__wrapped__"):
        metrics.__wrapped__  # noqa: B018 - as above
    assert not hasattr(metrics, "nothing_of_the_kind")
