"""Every form of lifetime value against the sum it stands for, term by term."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeykit import metrics
from journeykit.errors import MetricError

MONEY = st.floats(0, 1e6)
SHARES = st.floats(0, 0.95)
TERMS = 3000  # .95^3000 is 1e-67


@given(MONEY, SHARES, st.floats(0.05, 1))
def test_the_simple_form_is_the_sum_of_margins_of_those_who_stay(arpu, margin, churn):
    summed = math.fsum(arpu * margin * (1 - churn) ** term for term in range(TERMS))
    assert metrics.clv(arpu, margin=margin, churn=churn).value == pytest.approx(summed, rel=1e-9)


@given(MONEY, SHARES, st.floats(0, 0.5))
def test_gupta_and_lehmanns_form_is_the_discounted_sum(margin, retention, discount):
    terms = [margin * (retention / (1 + discount)) ** term for term in range(TERMS)]
    later = metrics.clv_gupta_lehmann(margin, retention=retention, discount=discount)
    now = metrics.clv_gupta_lehmann(margin, retention=retention, discount=discount, first="now")
    assert later.value == pytest.approx(math.fsum(terms[1:]), rel=1e-9, abs=1e-9)
    assert now.value == pytest.approx(math.fsum(terms), rel=1e-9, abs=1e-9)
    assert now.value == pytest.approx(later.value + margin, rel=1e-9, abs=1e-9)


@given(MONEY, st.floats(0.05, 1))
def test_the_forms_meet_where_nothing_is_discounted(margin, churn):
    simple = metrics.clv(margin, margin=1, churn=churn).value
    now = metrics.clv_gupta_lehmann(margin, retention=1 - churn, discount=0, first="now").value
    assert now == pytest.approx(simple, rel=1e-9)


@pytest.mark.parametrize(
    ("retention", "multiples"),
    [(0.6, (1.20, 1.15, 1.11, 1.07)), (0.7, (1.75, 1.67, 1.59, 1.52)), (0.8, (2.67, 2.50, 2.35, 2.22))],
)
def test_margin_multiples_as_they_are_tabled(retention, multiples):
    found = [
        metrics.clv_gupta_lehmann(1, retention=retention, discount=rate).value for rate in (0.10, 0.12, 0.14, 0.16)
    ]
    assert found == pytest.approx(multiples, abs=0.0051)


@given(MONEY, st.integers(1, 40), MONEY)
def test_the_yearly_form_is_a_plain_sum(revenue, years, cost):
    summed = math.fsum([revenue] * years) - cost
    found = metrics.clv_yearly(revenue, years=years, acquisition_cost=cost)
    assert found.value == pytest.approx(summed, rel=1e-9, abs=1e-6)


def test_it_takes_what_was_measured_with_its_unit_period_and_n():
    monthly = metrics.arpu(50_000, 1000, per="month", currency="€")
    lost = metrics.churn(20, 1000, per="month")
    found = metrics.clv(monthly, margin=0.6, churn=lost)
    assert (found.value, found.unit, found.n) == (pytest.approx(50 * 0.6 / 0.02), "€", None)
    assert found.notes == ("arpu rests on n = 1000", "churn rests on n = 1000")
    kept = metrics.retention(980, 1000, per="month")
    same = metrics.clv_gupta_lehmann(monthly, retention=kept, discount=0, first="now", currency="€")
    assert (same.value, same.unit) == (pytest.approx(50 / 0.02), "€")


def test_periods_must_agree_or_be_converted():
    monthly, yearly = metrics.arpu(50_000, 1000, per="month"), metrics.churn(200, 1000, per="year")
    with pytest.raises(MetricError, match=r'arpu is per month and churn per year: .*churn.converted\("month"\)'):
        metrics.clv(monthly, margin=0.6, churn=yearly)
    with pytest.raises(MetricError, match="margin is per month and retention per year"):
        metrics.clv_gupta_lehmann(monthly, retention=metrics.retention(9, 10, per="year"), discount=0.1)
    with pytest.raises(MetricError, match=r'revenue per month: convert one, like revenue.converted\("year"\)'):
        metrics.clv_yearly(monthly, years=5)
    converted = metrics.clv(monthly, margin=0.6, churn=yearly.converted("month"))
    assert converted.value == pytest.approx(50 * 0.6 / (1 - 0.8 ** (1 / 12)))
    assert metrics.clv_yearly(monthly.converted("year"), years=2).value == pytest.approx(1200)


@given(st.integers(0, 700))  # beyond it, what is left after a year has no digits to turn back from
def test_a_year_of_churn_and_a_year_of_retention_are_everybody(lost):
    gone = metrics.churn(lost, 1000, per="month").converted("year")
    kept = metrics.retention(1000 - lost, 1000, per="month").converted("year")
    assert gone.value + kept.value == pytest.approx(100)
    back = gone.converted("month")
    assert back.value == pytest.approx(lost / 10, abs=1e-6)
    assert gone.low is not None
    assert gone.high is not None
    assert gone.low - 1e-9 <= gone.value <= gone.high + 1e-9


def test_what_says_no_period_has_none():
    for found in (metrics.churn([1, 0, 0, 1]), metrics.retention([1, 0, 0, 1]), metrics.arpu([1, 2])):
        assert (found.per, "per month" in str(found)) == (None, False)
    lost = metrics.churn([1, 0, 0, 1])
    found = metrics.clv(metrics.arpu(300, 10, currency="€"), margin=0.5, churn=lost, currency="€")
    assert (found.value, found.unit) == (30, "€")
    assert metrics.clv(metrics.arpu(300, 10, per="month"), margin=0.5, churn=0.5, currency="$").unit == "$"


def test_what_others_measured_is_taken_by_its_unit():
    margin = metrics.Measurement(name="margin", title="Margin", value=9, unit="€", per="month", method="counted")
    kept = metrics.retention(9, 10, per="month")
    assert metrics.clv_gupta_lehmann(margin, retention=kept, discount=0.1).unit == "€"


def test_a_period_converted_to_itself_is_itself():
    measured = metrics.churn(3, 100, per="month")
    assert measured.converted("month") is measured


def test_money_adds_up_over_any_length_of_time():
    monthly = metrics.arpu([10, 30], per="month")
    assert [monthly.converted(per).value for per in ("quarter", "year")] == [60, 240]
    assert monthly.converted("day").value * 365.2425 == pytest.approx(240)
    assert monthly.converted("year").converted("month").value == pytest.approx(20)
