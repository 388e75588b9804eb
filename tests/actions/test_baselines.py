"""What a person can decide about baselines and signals, with the numbers of the worked example."""

from datetime import date

import pytest

from kpidesk.actions import baselines, causes, desks, measures, series, signals
from kpidesk.domain.answers import answered
from kpidesk.domain.baselining import TRIED, proposal, tried
from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.exact import rounded
from kpidesk.domain.measures import Measure, TargetKind
from kpidesk.domain.people import Organisation, RunRule
from kpidesk.domain.period import PeriodType, shifted
from kpidesk.domain.series import Acknowledgement, Baseline, BaselineMode, Cause, SignalVerdict
from kpidesk.domain.xmr import Caution, Rule, Signal

M01 = (
    16.4, 16.7, 14.3, 12.9, 12.3, 14.3, 12.5, 31.4, 14.5, 14.4, 15.1, 12.6, 14.2, 14.1, 11.6, 15.1, 14.7,
    18.3, 9.9, 9.4, 11.7, 9.9, 11.1, 9.0, 10.0, 11.3, 10.8, 9.8, 7.8, 10.4,
)  # fmt: skip
FIRST = date(2023, 1, 1)
BREAK = date(2023, 8, 1)


@pytest.fixture
def minutes(do) -> Measure:
    made = do(measures.add, "Minutes", None)
    do(series.set_values, made.id, {shifted(FIRST, PeriodType.MONTH, i): n for i, n in enumerate(M01)})
    return made


def wanted(measure: Measure, start: date, **given: object) -> Baseline:
    fields = {"reason": "New valves", "by": "H. Brandt", **given}
    return Baseline(id=TRIED, measure=measure.id, start=start, **fields)


def limits(desk, measure: Measure, number: int = -1) -> tuple[str, str, str]:
    segment = analysis_of(desk, measure).segments[number]
    found = segment.centre, segment.upper, segment.lower
    return tuple(str(rounded(each, 3)) for each in found if each is not None)


def run_of(desk, measure: Measure) -> Signal:
    found = analysis_of(desk, measure).signals
    return next(each for each in found if each.rule is Rule.LONG_RUN and each.first == date(2024, 7, 1))


# -- starting and changing


def test_a_baseline_starts_and_what_held_by_itself_stays(begun, do, minutes) -> None:
    do(baselines.start, wanted(minutes, date(2024, 7, 20)), "The first values")
    first, second = sorted(begun.find(Baseline, measure=minutes.id), key=lambda each: each.start)
    assert (first.start, first.periods, first.reason) == (FIRST, 12, "The first values")
    assert (second.start, second.by, second.decided_on) == (date(2024, 7, 1), "H. Brandt", date(2025, 7, 8))
    assert limits(begun, minutes) == ("10.092", "14.033", "6.150")
    begun.undo()
    assert not begun.find(Baseline, measure=minutes.id)


def test_what_is_tried_is_what_would_be(begun, do, minutes) -> None:
    analysis = analysis_of(begun, minutes)
    found = tried(analysis, (), wanted(minutes, date(2024, 7, 1), mode=BaselineMode.TREND))
    do(baselines.start, wanted(minutes, date(2024, 7, 1), mode=BaselineMode.TREND))
    made = analysis_of(begun, minutes).segments[-1]
    assert found is not None
    assert (found.centre, found.slope, found.upper) == (made.centre, made.slope, made.upper)
    assert tried(analysis, (), wanted(minutes, date(2031, 1, 1))) is None


def test_the_values_suggest_and_decide_nothing(begun, minutes) -> None:
    found = proposal(analysis_of(begun, minutes), (), minutes.id)
    assert found is not None
    assert found.suggestion.start == date(2024, 7, 1)
    assert found.key == "baseline -2024-07-01"
    assert not begun.find(Baseline, measure=minutes.id)


@pytest.mark.parametrize(
    ("given", "says"),
    [({"reason": " "}, "Say why"), ({"by": ""}, "Say who"), ({"periods": 0}, "1 to 1000"),
     ({"start": date(2024, 7, 3)}, "starts with 2024-07 already")],
)  # fmt: skip
def test_a_baseline_needs_a_reason_and_a_name(do, refused, minutes, given, says) -> None:
    do(baselines.start, wanted(minutes, date(2024, 7, 1)))
    start = given.pop("start", date(2024, 9, 1))
    assert says in refused(baselines.start, wanted(minutes, start, **given))


def test_a_changed_baseline_keeps_what_it_leaves_out(begun, do, refused, minutes) -> None:
    do(baselines.leave_out, minutes.id, BREAK, "Aug 2023 left out: main break", "The first values")
    (before,) = begun.find(Baseline, measure=minutes.id)
    moved = Baseline(
        id=before.id, measure=minutes.id, start=date(2023, 2, 1), periods=10, reason="Shorter", by="We",
    )  # fmt: skip
    do(baselines.change, moved)
    (after,) = begun.find(Baseline, measure=minutes.id)
    assert (after.id, after.start, after.periods, after.excluded) == (
        before.id, date(2023, 2, 1), 10, ("2023-08-01",),
    )  # fmt: skip
    do(baselines.start, wanted(minutes, date(2024, 7, 1)))
    other = Baseline(id=before.id, measure=minutes.id, start=date(2024, 7, 1), reason="x", by="y")
    assert "already" in refused(baselines.change, other)


# -- leaving values out


def test_a_value_left_out_leaves_the_limits_and_stays_judged(begun, do, minutes) -> None:
    do(baselines.leave_out, minutes.id, BREAK, "Aug 2023 left out: main break", "The first values")
    assert limits(begun, minutes) == ("14.182", "17.669", "10.694")
    (kept,) = begun.find(Baseline, measure=minutes.id)
    assert kept.reason == "The first values\nAug 2023 left out: main break"
    (point,) = (each for each in analysis_of(begun, minutes).points if each.period == BREAK)
    assert point.excluded
    assert Rule.OUTSIDE in point.marks
    do(baselines.take_in, minutes.id, BREAK, "Aug 2023 counts again: typing error")
    assert limits(begun, minutes) == ("15.617", "27.127", "4.106")


def test_a_value_that_sets_no_limits_is_not_left_out(refused, minutes) -> None:
    assert "2024-06" in refused(baselines.leave_out, minutes.id, date(2024, 6, 1), "June")
    assert "Say why" in refused(baselines.leave_out, minutes.id, BREAK, "  ")


def test_two_years_are_said_to_be_few_for_seasons(begun, minutes) -> None:
    found = tried(
        analysis_of(begun, minutes), (), wanted(minutes, FIRST, periods=24, mode=BaselineMode.SEASONAL)
    )
    assert found is not None
    assert Caution.SEASONS_TOO_FEW in found.cautions
    late = wanted(minutes, date(2024, 7, 1), mode=BaselineMode.SEASONAL)
    found = tried(analysis_of(begun, minutes), (), late)
    assert found is not None
    assert Caution.SEASONS_REFUSED in found.cautions


# -- signals and rules


def test_a_signal_is_answered_and_goes_on(begun, do, minutes) -> None:
    signal = run_of(begun, minutes)
    do(signals.answer, minutes.id, signal, SignalVerdict.REAL, cause="New valves", response="Keep", by="We")
    do(series.set_values, minutes.id, {date(2025, 7, 1): 9.5})
    longer = run_of(begun, minutes)
    assert longer.last == date(2025, 7, 1)
    do(signals.answer, minutes.id, longer, SignalVerdict.REAL, cause="New valves, all in")
    (said,) = begun.find(Acknowledgement, measure=minutes.id)
    assert (said.last, said.cause, said.on) == (date(2025, 7, 1), "New valves, all in", date(2025, 7, 8))
    do(signals.withdraw, said.id)
    assert not begun.find(Acknowledgement)


def test_a_cause_sheet_outlives_the_answer(begun, do, minutes) -> None:
    signal = run_of(begun, minutes)
    said = do(signals.answer, minutes.id, signal, SignalVerdict.REAL, cause="New valves")
    first = do(causes.add, minutes.id, signal, "Crews shut valves from the van")
    do(causes.add, minutes.id, signal, "Valves have motors", first.id)
    (found,) = (
        each for each in answered(begun, minutes.id, analysis_of(begun, minutes).signals) if each.answer
    )
    assert (found.signal, found.roots, found.goes_on) == (signal, ("Valves have motors",), False)
    do(signals.withdraw, said.id)
    assert begun.get(Acknowledgement, said.id).verdict is None
    assert len(begun.find(Cause)) == 2


@pytest.mark.parametrize("verdict", [SignalVerdict.REAL, SignalVerdict.DATA_ERROR, SignalVerdict.KNOWN_EVENT])
def test_an_answer_says_something(begun, do, refused, minutes, verdict) -> None:
    signal = run_of(begun, minutes)
    assert "what lies behind" in refused(signals.answer, minutes.id, signal, verdict)
    assert "Say what it is" in refused(signals.answer, minutes.id, signal, None)
    do(signals.answer, minutes.id, signal, SignalVerdict.NO_CAUSE)
    do(signals.answer, minutes.id, signal, None, response="Asking the depots")


def test_the_rules_hold_for_all_charts(begun, do, minutes) -> None:
    do(desks.change_organisation, run_rule=RunRule.TEN_OF_TWELVE)
    assert begun.find(Organisation)[0].run_rule is RunRule.TEN_OF_TWELVE
    assert analysis_of(begun, minutes).rules.ten_of_twelve


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        (TargetKind.SPREAD, {"high": 0.0}, "above zero"),
        (TargetKind.SHARE, {"low": 120.0}, "at most 100"),
        (TargetKind.SHARE, {"low": 0.0}, "at most 100"),
    ],
)
def test_targets_for_limits_and_shares_make_sense(refused, minutes, kind, given, says) -> None:
    assert says in refused(series.set_target, minutes.id, kind=kind, **given)
