"""Where to start from: templates, as data files in the ordinary format.

A template is one file `<name>.journey.yaml` in a folder here, or in a package that an entry point of the group
`journeykit.templates` names. What is told of it stands in its map: for whom it is (the map's note), its sources (the
map's links), what it fits (its scope), the usual channels (the notes of its stages), and what a mapper should find out
(the notes of its steps).
"""

from __future__ import annotations

from journeykit.starters.record import Asked, Template
from journeykit.starters.shelf import text_of, texts
from journeykit.starters.suggesting import Suggestion, suggest_templates
from journeykit.starters.taking import template, templates

__all__ = ["Asked", "Suggestion", "Template", "suggest_templates", "template", "templates", "text_of", "texts"]
