"""Mermaid itself parses everything that is written, and reads in it what was meant."""

from __future__ import annotations

import os

import pytest
from _mermaid import find_mermaid  # scripts/ is on pytest's path
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io.mermaid.kept import kept
from journeykit.io.mermaid.scores import Scale
from journeykit.testing import maps

IN_CI = os.environ.get("CI", "").lower() not in {"", "0", "false"}

ASK = r"""async texts => {
  const shown = text => text?.replaceAll("<br/>", " ").replace(/ﬂ°(°?)(\w+)¶ß/g, (_, number, name) => {
    const box = document.createElement("div");
    box.innerHTML = `&${number ? "#" : ""}${name};`;
    return box.textContent;
  });
  const answers = [];
  for (const text of texts) {
    try {
      const {db, type} = await mermaid.mermaidAPI.getDiagramFromText(text);
      const tasks = db.getTasks().map(each => (
        {name: each.task, section: each.section, score: each.score, actors: each.people}
      ));
      answers.push({
        type, title: shown(db.getDiagramTitle()), description: shown(db.getAccDescription()),
        sections: db.getSections().map(shown), actors: db.getActors().map(shown).sort(),
        tasks: tasks.map(each => (
          {name: shown(each.name), section: shown(each.section), actors: each.actors.map(shown),
           score: Number.isFinite(each.score) ? each.score : null}
        )),
      });
    } catch (error) { answers.push({error: String(error.message || error)}); }
  }
  return answers;
}"""


@pytest.fixture(scope="session")
def ask(chromium):
    """Asks Mermaid what it reads in texts: its own database of each. A machine without it skips; CI must have it."""
    try:
        script = find_mermaid()
    except OSError as error:
        if IN_CI:
            pytest.fail(f"{error} (CI must not skip the tests with Mermaid)")
        pytest.skip(str(error))
    page = chromium.new_page()
    page.set_content("<!doctype html><body></body>")
    page.add_script_tag(path=str(script))
    page.evaluate("() => mermaid.initialize({startOnLoad: false})")
    yield lambda texts: page.evaluate(ASK, texts)
    page.close()


def meant(journey):
    """What Mermaid shall read in the text of a map."""
    diagram = kept(journey, Scale(), 0)
    return {
        "type": "journey",
        "title": diagram.title,
        "sections": [section.name for section in diagram.sections],
        "actors": sorted(diagram.actors, key=lambda name: name.encode("utf-16-be", "surrogatepass")),
        "tasks": [
            {
                "name": task.name,
                "section": section.name,
                "score": 3 if task.score is None else task.score,
                "actors": list(task.actors),
            }
            for section in diagram.sections
            for task in section.tasks
        ],
        "description": diagram.description,
    }


QUICK = settings(
    max_examples=100,
    phases=[Phase.generate],  # to shrink six maps takes minutes, and the first that differs says enough
    suppress_health_check=list(HealthCheck),
)


@given(st.lists(maps(details=2), min_size=6, max_size=6))
@QUICK
def test_mermaid_reads_what_was_meant(ask, journeys):
    answers = ask([jk.dumps(journey, "mermaid") for journey in journeys])
    for journey, answer in zip(journeys, answers, strict=True):
        assert answer == meant(journey)
