"""Emotions that a fit computed from scores of an event log, told from those that somebody states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.model.evidence import Evidence
    from journeykit.model.metric import Metric
    from journeykit.model.outcome import Outcome
    from journeykit.model.steps import Step

__all__ = ["SCORE", "emotion_of_score", "score_of", "scored"]

SCORE: Final = "log_score"
_LOWEST, _HIGHEST = -2.0, 2.0
_LONGEST: Final = 64  # of an id
_SCALE: Final = re.compile(r"(\S+)\.\.(\S+)")
_ALIKE: Final = 1e-3  # scales are written with six digits


def score_of(persona: str | None) -> str:
    """The id of the metric of the scores in a log, of everybody or of one persona.

    >>> score_of(None), score_of("anna")
    ('log_score', 'log_score_anna')
    """
    return SCORE if persona is None else f"{SCORE}_{persona}"[:_LONGEST]


def emotion_of_score(score: float, low: float, high: float) -> float:
    """The emotion that a score stands for: a straight line from -2 at `low`, the worst score, to +2 at `high`.

    >>> emotion_of_score(5, 1, 5), emotion_of_score(5, 0, 10), emotion_of_score(1, 5, 1)
    (2.0, 0.0, 2.0)
    """
    share = (score - low) / (high - low)
    return round(min(_HIGHEST, max(_LOWEST, _LOWEST + (_HIGHEST - _LOWEST) * share)), 4) + 0.0


def scored(place: Step | Outcome, persona: str | None = None) -> tuple[Evidence, ...]:
    """The evidence of the scores that the emotion was computed from; empty where it was not, or was changed since.

    Of a persona it is her emotion; without one that of everybody, who all must have been asked.

    >>> from journeykit.model import Evidence, Metric, Touchpoint
    >>> asked = Metric("log_score", value=4, unit="1..5", evidence=Evidence("log", kind="analytics"))
    >>> [each.id for each in scored(Touchpoint("pay", emotion=1, metrics=asked))]
    ['log']
    >>> scored(Touchpoint("pay", emotion=-2, metrics=asked))
    ()
    """
    known = {each.id: each for each in place.metrics if each.id.startswith(SCORE)}
    emotion = place.emotion
    if not known or emotion is None:
        return ()
    if isinstance(emotion, FrozenMap):
        whose = list(emotion) if persona is None else [persona]
        felt = [(emotion.get(each), [known[score_of(each)]] if score_of(each) in known else []) for each in whose]
    else:  # an outcome of which several personas were asked has the mean of all
        felt = [(emotion, [known[SCORE]] if SCORE in known else list(known.values()))]
    if not all(_stands_for(metrics, value) for value, metrics in felt):
        return ()
    return tuple(dict.fromkeys(each for _, metrics in felt for metric in metrics for each in metric.evidence))


def _stands_for(metrics: Sequence[Metric], emotion: float | None) -> bool:
    """Whether that emotion is the one that the metrics' scores stand for."""
    scale = _SCALE.fullmatch(metrics[0].unit or "") if metrics else None
    if scale is None or emotion is None:
        return False
    try:
        low, high = float(scale[1]), float(scale[2])
        total = sum(each.n or 1 for each in metrics)
        mean = sum((each.value or 0.0) * (each.n or 1) for each in metrics if each.value is not None) / total
        return abs(emotion_of_score(mean, low, high) - emotion) <= _ALIKE
    except (ValueError, ZeroDivisionError):  # somebody else's metric, by the same id
        return False
