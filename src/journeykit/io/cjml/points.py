"""The touchpoints of a CJML journey as steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeykit.io.cjml.terms import WAIT, channel_id, emotion_of
from journeykit.io.loss import Loss
from journeykit.io.made_ids import MadeIds
from journeykit.model.base import humanised
from journeykit.model.durations import Duration

if TYPE_CHECKING:
    from journeykit.io.safe_xml import Element
    from journeykit.io.text import Position

__all__ = ["Points"]

_READ: Final = frozenset({"touchpointID", "belongsTo", "initiator", "receiver", "channel", "comment", "category"})
_DURATIONS: Final = ("touchpointDuration", "touchPointDuration")
_Tree = dict[str, Any]


class Points:
    """Steps as they are met.

    Attributes:
        stages: by phase id, in order; with their steps when all are read.
        order: the steps as the document has them.
        lines: where each step's element begins, by the step's identity.
    """

    def __init__(
        self,
        journey: Element,
        stages: dict[str, _Tree],
        users: dict[str, str | None],
        companies: dict[str, str | None],
        losses: list[Loss],
    ) -> None:
        self.stages, self.order, self.lines = stages, list[_Tree](), dict[int, "Position"]()
        self._journey, self._users, self._companies, self._losses = journey, users, companies, losses
        self._ids = MadeIds("step")

    def read(self) -> None:
        """Read all touchpoints."""
        listed = self._journey.first("touchpoints")
        for point in listed.children if listed is not None else ():
            if point.name.endswith("CommunicationPoint"):
                self._communication(point)
            elif point.name.endswith("Action"):
                self._action(point)
            else:
                self._lost(point, f"<{point.name}> is no communication point and no action")

    def _communication(self, point: Element) -> None:
        first, second = self._actor(point, "initiator"), self._actor(point, "receiver")
        if self._is_provider(first) and self._is_provider(second):
            self._behind(point)
            return
        theirs = self._is_provider(first)
        user, other = (second, first) if theirs else (first, second)
        mine, work = ("receiver", "initiator") if theirs else ("initiator", "receiver")
        step = self._begin(point, "touchpoint", point.said(mine, f"{mine}Label"))
        if (name := point.said("channel", "channelName")) is not None:
            step["channel"] = channel_id(name)
        company = self._companies.get(other or "", other)
        if company:
            step["provider"] = company
        step["initiator"] = "provider" if theirs else "customer"
        if (label := point.said(work, f"{work}Label")) is not None:
            step["frontstage"] = [label]
        self._end(point, step, user)

    def _action(self, point: Element) -> None:
        actor = self._actor(point, "initiator")
        if self._is_provider(actor):
            self._behind(point)
            return
        kind = "wait" if point.said("category") == WAIT else "action"
        step = self._begin(point, kind, point.said("initiator", "initiatorLabel"))
        self._end(point, step, actor)

    def _actor(self, point: Element, side: str) -> str | None:
        refers = point.first(side, "refersTo")
        found = refers.attributes if refers is not None else {}
        return found.get("actorIDref") or found.get("actorID")

    def _is_provider(self, actor: str | None) -> bool:
        """Whether an actor is a service provider; one that is listed nowhere is taken for one where users are."""
        if actor is None or actor in self._users:
            return False
        return actor in self._companies or bool(self._users)

    def _begin(self, point: Element, kind: str, label: str | None) -> _Tree:
        said = point.said("touchpointID")
        if said is None:
            self._guessed(point, "a touchpoint without an id gets one of its label")
        name = self._ids.of(said or label or "step")
        if said is not None and said != name:
            self._guessed(point, f"the id {said!r} is written {name!r}")
        step: _Tree = {kind: name}
        if label and label != humanised(name):
            step["title"] = label
        return step

    def _end(self, point: Element, step: _Tree, user: str | None) -> None:
        if user is not None and self._users.get(user) is not None:
            step["personas"] = [self._users[user]]
        duration = next((text for name in _DURATIONS if (text := point.said(name)) is not None), None)
        if duration is not None:
            try:
                step["duration"] = str(Duration(duration))
            except ValueError:
                self._lost(point, f"{duration!r} is no duration")
        self._experience(point, step)
        if (note := point.said("comment")) is not None:
            step["note"] = note
        for each in point.children:
            told = each.name in _READ or each.name in _DURATIONS or each.name == "touchpointExperience"
            if (not told and (each.text or each.children)) or (
                each.name == "category" and each.text != WAIT and each.text
            ):
                self._lost(each, f"<{each.name}> has no place in a step")
        self._place(point, step)

    def _experience(self, point: Element, step: _Tree) -> None:
        if (said := point.said("touchpointExperience", "experienceDescription")) is not None:
            step["feelings"] = [said]
        if (rating := point.said("touchpointExperience", "experienceRating")) is not None:
            emotion = emotion_of(rating)
            if emotion is None:
                self._lost(point, f"{rating!r} is no rating from 1 to 5")
            else:
                step["emotion"] = emotion

    def _place(self, point: Element, step: _Tree) -> None:
        belongs = point.first("belongsTo")
        phase = belongs.attributes.get("phaseIDref", "").strip() if belongs is not None else ""
        if phase not in self.stages:
            message = f"there is no phase {phase!r}" if phase else "it belongs to no phase"
            ids = MadeIds("stage")
            for stage in self.stages.values():
                ids.of(stage["id"])
            self.stages[phase] = {"id": ids.of(phase or "journey")}
            self._guessed(point, f"{message}: the stage {self.stages[phase]['id']!r} is made for it")
        self.stages[phase].setdefault("steps", []).append(step)
        self.order.append(step)
        self.lines[id(step)] = (point.line, point.column)

    def _behind(self, point: Element) -> None:
        """What providers do among themselves is backstage of the step before."""
        label = point.said("initiator", "initiatorLabel") or point.said("receiver", "receiverLabel")
        if not self.order or label is None:
            self._lost(point, "what providers do among themselves before the first touchpoint has no step to stand at")
            return
        last = self.order[-1]
        last.setdefault("backstage", []).append(label)
        self._guessed(point, f"what providers do among themselves is backstage of {next(iter(last.values()))!r}")

    def _guessed(self, point: Element, message: str) -> None:
        self._losses.append(Loss((), message, "guessed", code="guess", line=point.line, column=point.column))

    def _lost(self, point: Element, message: str) -> None:
        self._losses.append(Loss((), message, code=point.name, line=point.line, column=point.column))
