"""What a person can decide about baselines: start one, change it, leave a value out of it.

Whoever decides says why and gives a name: limits that nobody can explain are limits nobody trusts.
"""

from dataclasses import replace
from datetime import date

from kpidesk.actions import fields, series
from kpidesk.desk.edits import Edit
from kpidesk.domain.baselining import baseline_over, implied, with_again, without
from kpidesk.domain.calculated import analysis_of, values_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import first_day, short_name
from kpidesk.domain.series import Baseline, BaselineMode
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import is_excluded


def start(
    edit: Edit,
    measure_id: str,
    day: date,
    periods: int,
    *,
    reason: str,
    by: str,
    mode: BaselineMode = BaselineMode.FLAT,
    kept: str = "",
) -> Baseline:
    """Start a baseline. Where none was set, the one that held by itself is written down and stays.

    Args:
        edit: the open edit.
        measure_id: the measure.
        day: any day of the first period.
        periods: how many periods the limits come from.
        reason: why.
        by: who decided.
        mode: how the centre line is computed.
        kept: the reason of the one that held by itself.

    Raises:
        Refused: no reason or name, one starts there already, or something cannot be taken.
    """
    measure = edit.get(Measure, measure_id)
    _explained(reason, by)
    there = edit.find(Baseline, measure=measure.id)
    first = first_day(day, measure.period_type)
    if any(each.start == first for each in there):
        raise _taken(first, measure)
    before = None if there else implied(measure.id, values_of(edit, measure), edit.new_id())
    if before is not None and before.start < first:
        edit.put(replace(before, reason=kept, decided_on=edit.today))
    return series.set_baseline(edit, measure.id, first, periods, reason, by, mode)


def change(
    edit: Edit,
    baseline_id: str,
    *,
    day: date,
    periods: int,
    reason: str,
    by: str,
    mode: BaselineMode,
) -> Baseline:
    """Decide anew on a baseline; what it leaves out stays left out. Arguments are those of `start`.

    Raises:
        Refused: no reason or name, another one starts there, or something cannot be taken.
    """
    before = edit.get(Baseline, baseline_id)
    measure = edit.get(Measure, before.measure)
    _explained(reason, by)
    first = first_day(day, measure.period_type)
    if any(each.id != before.id for each in edit.find(Baseline, measure=measure.id, start=first)):
        raise _taken(first, measure)
    edit.put(replace(before, start=first))
    return series.set_baseline(edit, measure.id, first, periods, reason, by, mode, excluded=before.excluded)


def leave_out(edit: Edit, measure_id: str, period: date, remark: str, kept: str = "") -> Baseline:
    """Leave a period out of the limits that it helps to set; it is drawn and judged all the same.

    Args:
        edit: the open edit.
        measure_id: the measure.
        period: its first day.
        remark: why, in a sentence that names the period; it joins the baseline's reason.
        kept: the reason of the baseline that held by itself, which is written down then.

    Raises:
        Refused: no remark, or the period sets no limits.
    """
    baseline = _over(edit, measure_id, period, kept)
    return edit.put(without(baseline, period, _remark(remark)))


def take_in(edit: Edit, measure_id: str, period: date, remark: str) -> Baseline:
    """Let a period set the limits again; arguments are those of `leave_out`.

    Raises:
        Refused: no remark, or the period sets no limits.
    """
    baseline = _over(edit, measure_id, period, "")
    kind = edit.get(Measure, measure_id).period_type
    if not is_excluded(baseline, period, kind):
        return baseline
    return edit.put(with_again(baseline, period, _remark(remark)))


def _over(edit: Edit, measure_id: str, period: date, kept: str) -> Baseline:
    """The baseline that a period helps to set, written down if it held by itself."""
    measure = edit.get(Measure, measure_id)
    segment = baseline_over(analysis_of(edit, measure), period)
    if segment is None:
        raise Refused(
            "{period} is not among the values that set the limits, so there is nothing to leave out.",
            period=short_name(period, measure.period_type),
        )
    if segment.baseline is not None:
        return segment.baseline
    found = implied(measure.id, values_of(edit, measure), edit.new_id())
    assert found is not None  # noqa: S101 - a segment has values
    return replace(found, reason=kept, decided_on=edit.today)


def _remark(text: str) -> str:
    return fields.text(text, lines=True, needed=Refused("Say why, so that others can follow later."))


def _explained(reason: str, by: str) -> None:
    fields.text(reason, lines=True, needed=Refused("Say why, so that others can follow later."))
    fields.text(by, needed=Refused("Say who decided it; a team will do."))


def _taken(first: date, measure: Measure) -> Refused:
    return Refused(
        "A baseline starts with {period} already. Change that one instead.",
        period=short_name(first, measure.period_type),
    )
