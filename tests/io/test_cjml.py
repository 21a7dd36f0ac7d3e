"""CJML: what is written comes back as the losses say, foreign documents are read, hostile ones refused."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io import dumps, loads_with_losses
from journeykit.io.loss import without
from journeykit.model.document import document
from journeykit.testing import maps

FOREIGN = """<!-- made by another tool -->
<CJML version="2.0">
  <actualJourney>
    <journeyID>AJ1</journeyID>
    <plannedReference>PJ1</plannedReference>
    <journeyPhases>
      <journeyPhase phaseID=" Buying"><phaseName> Buying </phaseName><phaseDescription/></journeyPhase>
      <journeyPhase phaseID="After"><phaseName>After</phaseName></journeyPhase>
    </journeyPhases>
    <journeyShortSummary>One order</journeyShortSummary>
    <actors>
      <endUser actorID="Mia"/>
      <serviceProvider actorID="Shop"><companyName>The shop</companyName></serviceProvider>
      <serviceProvider actorID="Carrier"/>
    </actors>
    <touchpoints>
      <actualCommunicationPoint>
        <touchpointID>T1</touchpointID><belongsTo phaseIDref="Buying"></belongsTo>
        <compliance>completed</compliance>
        <initiator><refersTo actorIDref="Mia"/><initiatorLabel>Orders</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Shop"/><receiverLabel>Books the order</receiverLabel></receiver>
        <channel><channelName>Website</channelName></channel>
        <timestamps><timeCompleted>2026-01-01</timeCompleted></timestamps>
        <touchpointExperience><experienceDescription>quick</experienceDescription>
          <experienceRating>5</experienceRating></touchpointExperience>
      </actualCommunicationPoint>
      <actualCommunicationPoint>
        <touchpointID>T2</touchpointID>
        <initiator><refersTo actorIDref="Shop"/><initiatorLabel>Hands over</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Carrier"/><receiverLabel>Takes</receiverLabel></receiver>
      </actualCommunicationPoint>
      <actualCommunicationPoint>
        <touchpointID>T3</touchpointID><belongsTo phaseIDref="After"/>
        <initiator><refersTo actorIDref="Carrier"/><initiatorLabel>Rings the bell</initiatorLabel></initiator>
        <receiver><refersTo actorIDref="Mia"/><receiverLabel>Takes the parcel</receiverLabel></receiver>
        <channel><channelName>Face-to-face</channelName></channel>
      </actualCommunicationPoint>
      <actualAction>
        <touchpointID>T3</touchpointID><belongsTo phaseIDref="Buying"/>
        <initiator><refersTo actorIDref="Mia"/><initiatorLabel>Unpacks</initiatorLabel></initiator>
        <comment>happy</comment>
      </actualAction>
    </touchpoints>
  </actualJourney>
</CJML>
"""


@settings(max_examples=500)
@given(maps())
def test_there_and_back_loses_what_the_list_says(journey):
    found = loads_with_losses(dumps(journey, "cjml"), "cjml")
    assert document(found.journey) == without(document(journey), jk.losses(journey, "cjml"))
    assert not [each for each in found.losses if each.kind == "lost"]


def test_a_foreign_journey_is_read():
    found = loads_with_losses(FOREIGN, "cjml")
    journey = found.journey
    assert (journey.id, journey.title, journey.nature, journey.purpose) == ("aj1", "AJ1", "actual", "One order")
    assert [(each.id, each.title) for each in journey.personas] == [("mia", "Mia")]
    assert [stage.id for stage in journey.stages] == ["buying", "after"]
    order, ring, unpack = journey.step("t1"), journey.step("t3"), journey.step("t3_2")
    assert (order.label, order.channel, order.provider, order.initiator) == ("Orders", "web", "The shop", "customer")
    assert (order.emotion, order.feelings) == (2, ("quick",))
    assert [each.text for each in order.frontstage] == ["Books the order"]
    assert [each.text for each in order.backstage] == ["Hands over"]
    assert (ring.title, ring.channel, ring.provider, ring.initiator) == (
        "Takes the parcel",
        "in_person",
        "Carrier",
        "provider",
    )
    assert isinstance(unpack, jk.Action)
    assert unpack.note == "happy"
    assert [(move.source, move.target) for move in journey.transitions] == [("t1", "t3"), ("t3", "t3_2")]
    said = [str(each) for each in found.losses]
    assert "line 4: lost: <plannedReference> has no place in a map" not in said  # the line is its own
    assert any("<plannedReference> has no place in a map" in each and "line 5" in each for each in said)
    assert any("<compliance> has no place" in each for each in said)
    assert any("<timestamps> has no place" in each for each in said)
    assert any("the id 'T3' is written 't3_2'" in each for each in said)
    assert any("is backstage of 't1'" in each for each in said)


def test_a_journey_is_chosen():
    two = FOREIGN.replace("</CJML>", "<plannedJourney><journeyID>PJ1</journeyID></plannedJourney></CJML>")
    found = loads_with_losses(two, "cjml")
    assert found.journey.id == "pj1"
    assert "journey= chooses another: AJ1" in str(found.losses[0])
    chosen = loads_with_losses(two, "cjml", journey="AJ1")
    assert chosen.journey.id == "aj1"
    assert not [each for each in chosen.losses if each.code == "journeys"]
    with pytest.raises(FormatError, match="there is no journey 'X': there are PJ1, AJ1"):
        loads_with_losses(two, "cjml", journey="X")


def test_unknown_phases_and_channels_are_guessed():
    text = FOREIGN.replace('<belongsTo phaseIDref="After"/>', '<belongsTo phaseIDref="Later"/>')
    found = loads_with_losses(text.replace("Face-to-face", "Drone"), "cjml")
    assert [stage.id for stage in found.journey.stages] == ["buying", "after", "later", "journey"][:3]
    assert found.journey.step("t3").channel == "Drone"
    assert any("there is no phase 'Later': the stage 'later' is made" in str(each) for each in found.losses)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no well-formed XML"),
        ("plain words", "no well-formed XML"),
        ("<CJML>", "<text>:1:7: this is no well-formed XML"),
        ("<CJML></CJML", "no well-formed XML"),
        ("<svg/>", "begins with <CJML>, not with <svg>"),
        ("<CJML version='2.0'/>", "no plannedJourney"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CJML>&b;</CJML>', "document type or an entity"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><CJML/>', "document type or an entity"),
        ("<a>" * 200 + "</a>" * 200, "more elements, or nests them deeper"),
        ("<CJML>" + "<a/>" * 200_001 + "</CJML>", "more elements"),
        ("<CJML><plannedJourney><x>&unknown;</x></plannedJourney></CJML>", "no well-formed XML"),
        ("<CJML>\x00</CJML>", "no"),
    ],
)
def test_what_is_no_journey_is_refused(text, message):
    with pytest.raises(FormatError, match=message):
        jk.loads(text, "cjml")


def test_a_bomb_of_entities_is_refused_at_once():
    entities = "".join(
        f'<!ENTITY e{i} "{"&e" + str(i - 1) + ";" if i else "x"}{"&e" + str(i - 1) + ";" if i else ""}">'
        for i in range(60)
    )
    start = time.perf_counter()
    with pytest.raises(FormatError, match="document type or an entity"):
        jk.loads(f"<!DOCTYPE a [{entities}]><CJML>&e59;</CJML>", "cjml")
    assert time.perf_counter() - start < 5


@settings(max_examples=300)
@given(st.data())
def test_broken_documents_give_a_map_or_a_format_error(data):
    text = data.draw(st.sampled_from([FOREIGN, dumps(jk.JourneyMap("a", stages=[jk.Stage("s", ["t"])]), "cjml")]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    broken = text[:start] + data.draw(st.text(max_size=12)) + text[end:]
    with suppress(FormatError):
        loads_with_losses(broken, "cjml")


@given(st.text(max_size=300))
def test_any_text_gives_a_map_or_a_format_error(text):
    with suppress(FormatError):
        loads_with_losses(text, "cjml")


def test_ratings_and_durations_of_an_actual_journey():
    step = jk.Touchpoint(
        "call", emotion=-1.6, feelings="lost", duration="20 min", provider="Help desk", initiator="provider"
    )
    one = jk.JourneyMap("one", nature="actual", stages=[jk.Stage("s", [step])])
    text = dumps(one, "cjml")
    assert "<experienceRating>1</experienceRating>" in text
    back = jk.loads(text, "cjml").step("call")
    assert (back.emotion, back.feelings, str(back.duration)) == (-2, ("lost",), "20 minutes")
    assert [str(each) for each in jk.losses(one, "cjml")] == [
        "stages[0].steps[0].emotion: changed: it is rounded to -2",
    ]
    with pytest.warns(jk.LossWarning, match="'soon' is no duration"):
        jk.loads(text.replace("20 minutes", "soon"), "cjml")


def test_texts_are_escaped():
    nasty = '</initiatorLabel><script>alert("1")</script>&amp; \x07'
    journey = jk.JourneyMap("x", nasty, stages=[jk.Stage("s", [jk.Touchpoint("t", nasty, initiator="customer")])])
    text = dumps(journey, "cjml")
    assert "<script>" not in text
    assert jk.loads(text, "cjml").step("t").title == nasty.replace("\x07", "\N{REPLACEMENT CHARACTER}")
