"""The columns of the sheets that Excel has beside the steps, and the fields of the map itself."""

from __future__ import annotations

from journeykit.io.tables.columns import Column, common, named
from journeykit.io.tables.feelings import Feeling
from journeykit.io.tables.kinds import Day, Flag, Number, Plain, Share, Text, Texts, Word
from journeykit.io.tables.worded import Worded

__all__ = ["EVIDENCE", "MAP", "OUTCOMES", "PERSONAS"]

_TEXT, _NUMBER, _PLAIN, _DAY = Text(), Number(), Plain(), Day()
_LIST, _ROW = Texts(), Texts(lines=False)
_RESULT = Word("success", "failure", "neutral", goal="success", erfolg="success", misserfolg="failure", lost="failure")

OUTCOMES = named(
    Column("outcome", "id", _TEXT, "outcome", ("id", "step", "end", "ende")),
    Column("title", "title", _TEXT, "outcome", ("name", "titel")),
    Column("result", "result", _RESULT, "outcome", ("type", "ergebnis"), explained="success, failure or neutral."),
    Column("emotion", "emotion", Feeling(), "outcome", ("score", "stimmung")),
    Column("value", "value", _NUMBER, "outcome", ("wert",)),
    Column("reason", "reason", _TEXT, "outcome", ("grund",)),
    Column("alternative", "alternative", Word("competitor", "nothing", "self"), "outcome"),
    Column("brings", "brings", _NUMBER, "outcome"),
    Column("events", "events", _LIST, "outcome"),
    *common("outcome"),
)
PERSONAS = named(
    Column("persona", "id", _TEXT, "persona", ("id",)),
    Column("title", "title", _TEXT, "persona", ("name", "titel")),
    Column("summary", "summary", _TEXT, "persona", ("description", "beschreibung")),
    Column("share", "share", Share(), "persona", ("anteil",), explained="Their share of the customers, like 60 %."),
    Column("side", "side", Word("customer", "employee", "supplier"), "persona"),
    Column("segment", "segment", _TEXT, "persona"),
    Column("goals", "goals", _LIST, "persona", ("goal", "ziele")),
    Column("needs", "needs", Worded("Need"), "persona", ("bedürfnisse",)),
    Column("frustrations", "frustrations", _LIST, "persona", ("pains", "frust")),
    Column("quotes", "quotes", Worded("Quote"), "persona", ("quote", "zitate")),
    Column("constraints", "constraints", _LIST, "persona"),
    Column("influences", "influences", _LIST, "persona"),
    Column("access needs", "access_needs", _LIST, "persona", ("accessibility",)),
    Column("preferred channels", "preferred_channels", _ROW, "persona", ("channels", "kanäle")),
    Column("roles", "roles", _ROW, "persona", ("role", "rollen")),
    Column("image", "image", _TEXT, "persona", ("picture", "bild")),
    *common("persona"),
)
EVIDENCE = named(
    Column("evidence", "id", _TEXT, "evidence", ("id", "source")),
    Column("title", "title", _TEXT, "evidence", ("name", "titel")),
    Column("kind", "kind", _TEXT, "evidence", ("type", "art"), explained="interview, survey, analytics, workshop …"),
    Column("n", "n", _NUMBER, "evidence", ("sample_size", "people", "anzahl"), explained="How many people or cases."),
    Column("date", "date", _DAY, "evidence", ("datum",)),
    Column("valid for", "valid_for", _PLAIN, "evidence"),
    *(each for each in common("evidence") if each.field != "evidence"),
)
MAP = named(
    Column("id", "id", _TEXT, "map", ("map",)),
    Column("title", "title", _TEXT, "map", ("name", "titel")),
    Column("state", "state", Word("current", "future", ist="current", soll="future"), "map"),
    Column("nature", "nature", Word("planned", "actual"), "map"),
    Column("maturity", "maturity", Word("sketch", "research", "release"), "map"),
    Column("version", "version", _TEXT, "map"),
    Column("language", "language", _TEXT, "map", ("sprache",)),
    Column("reviewed", "reviewed", _DAY, "map"),
    Column("baseline", "baseline", _PLAIN, "map"),
    Column("parent", "parent", _PLAIN, "map"),
    Column("purpose", "purpose", _TEXT, "map", ("zweck",)),
    Column("mission", "mission", _TEXT, "map"),
    Column("vision", "vision", _TEXT, "map"),
    Column("cast", "cast", Word("alternatives", "together"), "map"),
    Column("owners", "owners", _ROW, "map", ("owner",)),
    Column("allow", "allow", _ROW, "map"),
    Column("scope trigger", "trigger", _TEXT, "scope", ("trigger",)),
    Column("scope end", "end", _TEXT, "scope", ("end",)),
    Column("scope timeframe", "timeframe", _PLAIN, "scope", ("timeframe", "time_frame")),
    Column("scope situation", "situation", _TEXT, "scope", ("situation",)),
    Column("scope goal", "goal", _TEXT, "scope", ("goal",)),
    Column("scope exclusions", "exclusions", _LIST, "scope", ("exclusions",)),
    Column("scope market", "market", Word("b2c", "b2b", "b2b2c", "public"), "scope", ("market",)),
    Column("scope offer", "offer", Word("service", "good", "software", "hardware"), "scope", ("offer",)),
    Column("scope durable", "durable", Flag(), "scope", ("durable",)),
    Column("scope price", "price", Word("low", "high"), "scope", ("price",)),
    Column("scope sales", "sales", Word("direct", "multilevel"), "scope", ("sales",)),
    *(each for each in common("map") if each.field != "evidence"),
)
