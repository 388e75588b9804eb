"""What a person can decide about baselines: start one, change it, leave a value out of it.

Whoever decides says why and gives a name: limits that nobody can explain are limits nobody trusts.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kpidesk.actions import fields, series
from kpidesk.desk.edits import Edit
from kpidesk.domain.baselining import baseline_over, implied, with_again, without
from kpidesk.domain.calculated import analysis_of, values_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import first_day, short_name
from kpidesk.domain.series import Baseline
from kpidesk.domain.wording import Refused
from kpidesk.domain.xmr import is_excluded


def start(edit: Edit, wanted: Baseline, kept: str = "") -> Baseline:
    """Start a baseline. Where none was set, the one that held by itself is written down and stays.

    Args:
        edit: the open edit.
        wanted: what it shall be; its id does not matter, and its start is any day of the first period.
        kept: the reason of the one that held by itself.

    Raises:
        Refused: no reason or name, one starts there already, or something cannot be taken.
    """
    measure = edit.get(Measure, wanted.measure)
    there = edit.find(Baseline, measure=measure.id)
    first = _decided(wanted, measure, there)
    before = None if there else implied(measure.id, values_of(edit, measure), edit.new_id())
    if before is not None and before.start < first:
        edit.put(replace(before, reason=kept, decided_on=edit.today))
    return _put(edit, replace(wanted, start=first))


def change(edit: Edit, wanted: Baseline) -> Baseline:
    """Decide anew on the baseline with this id; what it leaves out stays left out.

    Raises:
        Refused: no reason or name, another one starts there, or something cannot be taken.
    """
    before = edit.get(Baseline, wanted.id)
    measure = edit.get(Measure, before.measure)
    others = [each for each in edit.find(Baseline, measure=measure.id) if each.id != before.id]
    first = _decided(wanted, measure, others)
    edit.put(replace(before, start=first))
    return _put(edit, replace(wanted, start=first, excluded=before.excluded))


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


def _decided(wanted: Baseline, measure: Measure, others: Iterable[Baseline]) -> date:
    """The first day of a baseline that somebody decided on, where no other one starts."""
    fields.text(wanted.reason, lines=True, needed=Refused("Say why, so that others can follow later."))
    fields.text(wanted.by, needed=Refused("Say who decided it; a team will do."))
    first = first_day(wanted.start, measure.period_type)
    if any(each.start == first for each in others):
        raise Refused(
            "A baseline starts with {period} already. Change that one instead.",
            period=short_name(first, measure.period_type),
        )
    return first


def _put(edit: Edit, wanted: Baseline) -> Baseline:
    return series.set_baseline(
        edit, wanted.measure, wanted.start, wanted.periods, wanted.reason, wanted.by, wanted.mode,
        excluded=wanted.excluded,
    )  # fmt: skip
