"""Every error says what is wrong, where, and how to mend it."""

from __future__ import annotations

import pytest

from journeykit import metrics
from journeykit.errors import MetricError, UnknownName
from journeykit.metrics import (
    arpu,
    ces,
    churn,
    clv,
    clv_gupta_lehmann,
    clv_yearly,
    conversion,
    csat,
    nps,
    peak_end,
    retention,
)
from journeykit.metrics import importance_satisfaction_gap as gap
from journeykit.metrics import opportunity_score as score


def own(unit):
    """What somebody else has measured."""
    return metrics.Measurement(name="own", title="Own", value=9, unit=unit, method="counted")


REFUSED = {
    "nps: both": (lambda: nps([9], promoters=3), "and not both"),
    "nps: a group lacks": (lambda: nps(promoters=3), "passives and detractors missing"),
    "nps: nobody": (lambda: nps(promoters=0, passives=0, detractors=0), "needs at least one answer"),
    "nps: less than nobody": (lambda: nps(promoters=-1, passives=0, detractors=0), "promoters is a whole number"),
    "csat: off its scale": (lambda: csat([5, 6]), r"whole numbers from 1 to 5: scores\[1\] is 6"),
    "csat: between": (lambda: csat([4.5]), "whole numbers from 1 to 5"),
    "csat: none": (lambda: csat([]), "there is none"),
    "csat: one": (lambda: csat([4], method="mean"), "csat: a t interval needs two values or more.*level=None"),
    "csat: scale of two": (
        lambda: csat([1], scale=(0, 1)),
        r"csat: a scale has three answers or more, like \(1, 5\), and \(0, 1\) has two",
    ),
    "csat: scale as the command takes it": (
        lambda: csat([1], scale="1..7"),
        r"a scale is its lowest and its highest answer, like \(1, 5\), not '1..7'",
    ),
    "csat: scale upside down": (lambda: csat([1], scale=(5, 1)), "a scale is"),
    "csat: scale of text": (lambda: csat([1], scale="15"), "a scale is"),
    "csat: scale of booleans": (lambda: csat([1], scale=(False, 5)), "a scale is"),
    "ces: scale of 2.0": (lambda: ces([8]), "numbers from 1 to 7"),
    "ces: scale of 1.0": (lambda: ces([6], version="1.0"), "numbers from 1 to 5"),
    "ces: one": (lambda: ces([6]), "ces: a t interval needs two values"),
    "churn: more than all": (lambda: churn(30, 20), "30 customers lost of 20 at the start: leave out those who came"),
    "churn: of nobody": (lambda: churn(0, 0), "needs customers at the start"),
    "churn: no start": (lambda: churn(30), r"churn\(20, 200\)"),
    "churn: half a customer": (lambda: churn(0.5, 20), "lost is a whole number from 0 on, not 0.5"),
    "churn: less than nobody": (lambda: churn(-1, 20), "lost is a whole number"),
    "churn: nobody answered": (lambda: churn([]), "at least one answer"),
    "retention: more than all": (lambda: retention(220, 200), "say under `new` how many came since"),
    "retention: more new than all": (lambda: retention(20, 200, new=30), "30 new customers of 20 at the end"),
    "retention: of nobody": (lambda: retention(0, 0), "needs customers at the start"),
    "retention: no start": (lambda: retention(30), r"retention\(220, 200, new=40\)"),
    "retention: flags with new": (lambda: retention([1, 0], new=3), r"retention\(220, 200, new=40\)"),
    "conversion: more than all": (lambda: conversion(5, 3, per="user"), "5 of 3 users converted: count each user once"),
    "conversion: of nobody": (lambda: conversion(0, 0, per="session"), "needs sessions"),
    "conversion: no base": (lambda: conversion(5, per="user"), "of how many users"),
    "arpu: negative": (lambda: arpu([10, -5]), r"numbers from 0 on: revenue\[1\] is -5"),
    "arpu: negative total": (lambda: arpu(-5, 3), "revenue is -5, and negative money is none"),
    "arpu: nobody": (lambda: arpu(100, 0), "needs users"),
    "arpu: no users": (lambda: arpu(100), "or the revenue of each user"),
    "arpu: users twice": (lambda: arpu([1, 2], 2), "the revenue of each user alone"),
    "arpu: one": (lambda: arpu([10]), "arpu: a t interval needs two values"),
    "arpu: infinite": (lambda: arpu([1, float("inf")]), r"revenue\[1\] is inf"),
    "clv: nobody leaves": (lambda: clv(10, margin=0.5, churn=0), "a churn of 0 means that nobody ever leaves"),
    "clv: measured, nobody leaves": (lambda: clv(10, margin=0.5, churn=churn(0, 9)), "a churn of 0"),
    "clv: negative": (lambda: clv(-10, margin=0.5, churn=0.1), "arpu is -10, and negative money is none"),
    "clv: per cent": (lambda: clv(10, margin=50, churn=0.1), "margin is a share from 0 to 1, not 50: 50 % is 0.5"),
    "clv: negative share": (lambda: clv(10, margin=0.5, churn=-0.1), "churn is a share from 0 to 1, not -0.1$"),
    "clv: text": (lambda: clv("10", margin=0.5, churn=0.1), "arpu is an amount of money, not '10'"),
    "clv: no money": (lambda: clv(float("nan"), margin=0.5, churn=0.1), "arpu is an amount of money"),
    "clv: true": (lambda: clv(10, margin=True, churn=0.1), "margin is a share from 0 to 1, not True"),
    "clv: mixed up": (
        lambda: clv(churn(3, 9), margin=0.5, churn=0.1),
        r"arpu is an amount of money, like what `arpu` measures, and not churn \(Churn\)",
    ),
    "clv: mixed up too": (
        lambda: clv(10, margin=0.5, churn=arpu(9, 3)),
        "churn is a share, like what `churn` measures, and not arpu",
    ),
    "clv: of a score": (
        lambda: clv(nps([9, 3]), margin=0.5, churn=0.1),
        r"arpu is an amount of money, like what `arpu` measures, and not nps \(Net promoter score\)$",
    ),
    "clv: of a rating without a unit": (lambda: clv(ces([5, 6]), margin=0.5, churn=0.1), "and not ces"),
    "clv: of a lifetime value": (lambda: clv(clv(1, margin=1, churn=1), margin=0.5, churn=0.1), "and not clv"),
    "clv: who stays for who leaves": (
        lambda: clv(10, margin=0.5, churn=retention(9, 10)),
        r"clv: churn is a share, like .*, and not retention \(Retention\): churn = 1 - retention$",
    ),
    "clv: a margin that is none": (lambda: clv(10, margin=churn(1, 9), churn=0.1), "margin is a share, and not churn"),
    "gupta: who leaves for who stays": (
        lambda: clv_gupta_lehmann(10, retention=churn(1, 10), discount=0.1),
        r"and not churn \(Churn\): retention = 1 - churn$",
    ),
    "gupta: of a score": (lambda: clv_gupta_lehmann(nps([9, 3]), retention=0.5, discount=0.1), "margin .* not nps"),
    "yearly: of a score": (lambda: clv_yearly(nps([9, 3]), years=2), "revenue is an amount of money, .* and not nps"),
    "yearly: cost of a rating": (lambda: clv_yearly(9, years=2, acquisition_cost=ces([5, 6])), "cost .* not ces"),
    "own: a percentage for money": (
        lambda: clv(own("%"), margin=0.5, churn=0.1),
        "arpu is an amount of money, and own is a percentage",
    ),
    "own: money for a share": (lambda: clv(10, margin=0.5, churn=own("€")), "churn is a share, and own is no perc"),
    "clv: two currencies": (
        lambda: clv(arpu(9, 3, currency="€"), margin=0.5, churn=0.1, currency="$"),
        r"clv: arpu is in € and currency is '\$': nothing is converted",
    ),
    "gupta: two currencies": (
        lambda: clv_gupta_lehmann(own("€"), retention=0.5, discount=0.1, currency="$"),
        "margin is in € and currency",
    ),
    "yearly: two currencies": (
        lambda: clv_yearly(own("€"), years=2, acquisition_cost=own("$")),
        "revenue is in € and acquisition_cost",
    ),
    "yearly: two currencies too": (lambda: clv_yearly(own("€"), years=2, currency="$"), "revenue is in € and currency"),
    "clv: one of them knows its period": (
        lambda: clv(arpu(9, 3, per="month"), margin=0.5, churn=churn(1, 9)),
        'arpu is per month, and churn was measured without a period: say it there, per="…"',
    ),
    "clv: the other one knows its period": (
        lambda: clv(arpu(9, 3), margin=0.5, churn=churn(1, 9, per="year")),
        "churn is per year, and arpu was measured without a period",
    ),
    "yearly: revenue of nobody knows when": (
        lambda: clv_yearly(arpu(9, 3), years=2),
        "years is per year, and revenue was measured without a period",
    ),
    "gupta: no end": (lambda: clv_gupta_lehmann(10, retention=1, discount=0), "everybody stays and nothing is disc"),
    "gupta: negative rate": (lambda: clv_gupta_lehmann(10, retention=0.5, discount=-0.1), "discount is a rate from 0"),
    "gupta: negative money": (lambda: clv_gupta_lehmann(-1, retention=0.5, discount=0.1), "negative money"),
    "yearly: no years": (lambda: clv_yearly(10, years=0), "years is a number over 0, not 0"),
    "yearly: negative cost": (lambda: clv_yearly(10, years=2, acquisition_cost=-1), "acquisition_cost is -1"),
    "score: one answer, one share": (lambda: score([5], 0.3), "answers on both, or the share of both"),
    "score: share over 1": (lambda: score(9.5, 3.2), "importance is a share from 0 to 1, not 9.5: give the answers"),
    "score: two single answers": (
        lambda: score(9, 3),
        "importance is a share from 0 to 1, not 9: give the answers of all, or the shares of people who gave one of",
    ),
    "score: of another metric": (lambda: score(churn(1, 9), 0.3), "importance is a share, like what `csat` measures"),
    "score: lengths": (lambda: score([5, 4], [3]), "2 answers on importance and 1 on satisfaction.*paired=False"),
    "score: counts of pairs": (lambda: score({5: 1}, {3: 1}, paired=True), "counts do not say who gave both"),
    "score: off the scale": (lambda: score([5, 6], [3, 1]), r"importance\[1\] is 6"),
    "score: nobody answered both": (lambda: score([5, None], [None, 3]), "one person who answered both"),
    "gap: off the scale": (lambda: gap([5, 4], [3, 0]), r"satisfaction\[1\] is 0"),
    "gap: one": (lambda: gap([5], [3]), "importance_satisfaction_gap: a t interval needs two values or more"),
    "gap: one of each": (lambda: gap([5], [3], paired=False), "two values or more of each"),
    "gap: none": (lambda: gap([], []), "there is none"),
    "peak_end: none": (lambda: peak_end([None]), "at least one answer"),
    "peak_end: off the scale": (lambda: peak_end([1, 3]), r"numbers from -2 to 2: emotions\[1\] is 3"),
    "peak_end: of a person": (lambda: peak_end([[1], [1, 3]]), r"emotions\[1\]\[1\] is 3"),
    "peak_end: both": (lambda: peak_end([1, [1, 2]]), "the moments of one episode, or a sequence of episodes"),
    "peak_end: one person": (lambda: peak_end([[1, 2]]), "peak_end: a t interval needs two values or more"),
    "peak_end: scale": (lambda: peak_end([1], scale=(2, -2)), "a scale is its lowest and its highest answer"),
    "level: per cent": (lambda: nps([9], level=95), "level is a share between 0 and 1, like .95"),
    "level: text": (lambda: csat([4], level="95 %"), "level is a share"),
    "level: 1": (lambda: churn(1, 9, level=1), "level is a share"),
    "level: true": (lambda: ces([4], level=True), "level is a share"),
    "level: of a score": (lambda: score([5], [3], level=0), "level is a share"),
    "converted: no time": (lambda: nps([9]).converted("year"), "nps is not counted over time"),
    "converted: no period": (
        lambda: churn([1, 0, 0, 1]).converted("year"),
        r'churn was measured without a period: say which, like churn\(…, per="month"\)',
    ),
    "converted: users": (lambda: conversion(1, 9, per="user").converted("year"), "conversion is not counted over time"),
    "converted: a value over a life": (lambda: clv(1, margin=1, churn=1).converted("year"), "not counted over time"),
}

UNKNOWN = {
    "method": (lambda: csat([4], method="top2box"), "unknown method 'top2box': did you mean 'top-2-box'?"),
    "version": (lambda: ces([4], version="2"), "unknown version '2': did you mean '2.0'|there are '1.0', '2.0'"),
    "interval": (lambda: nps([4], interval="wald"), "there are 'adjusted-wald', 'multinomial'"),
    "period": (lambda: churn(1, 9, per="monthly"), "unknown period 'monthly': did you mean 'month'"),
    "converted": (lambda: churn(1, 9, per="month").converted("yaer"), "unknown period 'yaer': did you mean 'year'"),
    "base": (lambda: conversion(1, 9, per="users"), "unknown base of conversion 'users': did you mean 'user'"),
    "first": (lambda: clv_gupta_lehmann(1, retention=0.5, discount=0.1, first="later"), "there are 'next', 'now'"),
    "metric": (lambda: metrics.formula_named("nsp"), "unknown metric 'nsp': did you mean 'nps'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_numbers_that_mean_nothing_are_refused(case):
    call, said = REFUSED[case]
    with pytest.raises(MetricError, match=said):
        call()


@pytest.mark.parametrize("case", UNKNOWN)
def test_unknown_words_bring_the_near_one(case):
    call, said = UNKNOWN[case]
    with pytest.raises(UnknownName, match=said):
        call()


@pytest.mark.parametrize("metric", [lambda: ces([6], level=None), lambda: gap([5], [3], level=None)])
def test_one_answer_has_a_value_where_no_interval_is_asked_for(metric):
    found = metric()
    assert found.n == 1
    assert (found.interval, found.level, found.interval_method, found.notes) == (None, None, None, ())
