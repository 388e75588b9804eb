"""Where each of the 42 practices lives in a desk, and how complete it is there.

Each look counts what there is against what there could be, and names the first record that lacks it, so
that a person is led to that record and not only to a page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kpidesk.domain.adoption import adoption, in_use, is_current, newest
from kpidesk.domain.assessment_figures import latest_figure
from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentKind, AssessmentSet
from kpidesk.domain.calculated import with_values
from kpidesk.domain.communities import (
    Cadence,
    CadenceKind,
    Community,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    PlanStep,
    PlanTeam,
    SkillLevel,
)
from kpidesk.domain.coverage import coverage as rests_on
from kpidesk.domain.definitions import Component, DataItem, ForumMeasure, ItemUse, Variant
from kpidesk.domain.escalation import calls, rules_for
from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery import Note
from kpidesk.domain.invitations import Stance
from kpidesk.domain.measures import Calculation, Measure, MeasureStatus, Target
from kpidesk.domain.people import Person
from kpidesk.domain.practices import PRACTICES, Fit
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.registers import Message, Ruling, Stakeholder
from kpidesk.domain.results import Link, LinkKind, LinkRole, Result, Tagging
from kpidesk.domain.reviews import review_of
from kpidesk.domain.series import Acknowledgement, Baseline, BaselineMode, Cause, Value
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.voting import Ballot

_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on a practice: a sentence, how complete it is from 0 to 1, and what to look at.

    `share` is None where there is nothing to be complete. `record` is "" where the page is all there is to
    go to; what its page takes instead of an id, such as the name of a view, may also stand there.
    """

    told: Finding
    share: float | None
    page: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """A practice, how the desk serves it, and what was found."""

    key: str
    fit: Fit
    look: Look


def coverage(reader: Reader, today: date) -> list[Covered]:
    """All practices in their order, as the desk stands on a day."""
    once = Once(reader)
    return [Covered(key, fit, _look(once, key, fit, today)) for key, fit in PRACTICES.items()]


def covered(reader: Reader, key: str, today: date) -> Covered:
    """One practice. Raises KeyError when there is none with this key."""
    return Covered(key, PRACTICES[key], _look(Once(reader), key, PRACTICES[key], today))


def item_of(reader: Reader, key: str) -> AssessmentItem | None:
    """The item of the desk's maturity check for a practice; None where the check is not taken up."""
    for set_ in reader.find(AssessmentSet, kind=AssessmentKind.MATURITY):
        for item in sorted(reader.find(AssessmentItem, set=set_.id, practice=key), key=_number):
            return item
    return None


def _number(item: AssessmentItem) -> int:
    return item.number


def _look(reader: Reader, key: str, fit: Fit, today: date) -> Look:
    return _asked(reader, key) if fit is Fit.ITEM else _LOOKS[key](reader, today)


def _asked(reader: Reader, key: str) -> Look:
    """What no program can count: the item of the maturity check, and how it was rated last."""
    item = item_of(reader, key)
    if item is None:
        return Look(Finding("PRACTICE_NOT_ASKED"), None, "framework", "assess:")
    rated = latest_figure(reader, item)
    if rated is None:
        return Look(Finding("PRACTICE_NOT_RATED"), None, "framework", item.id)
    set_ = reader.get(AssessmentSet, item.set)
    args = {"figure": f"{set_.shown(rated[1]):.1f}", "best": str(int(set_.shown(set_.steps)))}
    return Look(Finding("PRACTICE_RATED", (), args), (rated[1] - 1) / (set_.steps - 1), "framework", item.id)


def _part(
    code: str, found: Iterable[Record], complete: Callable[[Any], object], page: str,
    about: Callable[[Any], str] = lambda each: each.id,
    **more: object,
) -> Look:  # fmt: skip
    """How many of some records are complete; the first that is not is what to look at."""
    records = list(found)
    if not records:
        return Look(Finding("PRACTICE_EMPTY"), None, page)
    open_ = [each for each in records if not complete(each)]
    args = {"count": len(records) - len(open_), "all": len(records)} | more
    told = Finding(code, (), {name: str(value) for name, value in args.items()})
    look_at = (open_ or records)[0]
    return Look(told, 1 - len(open_) / len(records), page, about(look_at))


def _count(code: str, found: Sequence[Any], page: str, about: Callable[[Any], str]) -> Look:
    """How many there are, where nobody can say how many there should be."""
    told = Finding(code, (), {"count": str(len(found))})
    return Look(told, None, page, about(found[0]) if found else "")


def _own(record: Record) -> str:
    return record.id


def _measures(reader: Reader) -> list[Measure]:
    """Measures that are not retired, by their codes."""
    found = (each for each in reader.find(Measure) if each.status is not MeasureStatus.RETIRED)
    return sorted(found, key=lambda each: each.code)


# -- 1 strategic alignment


def _objectives(reader: Reader, _: date) -> Look:
    rows = rests_on(reader).rows
    measured = {row.result.id for row in rows if row.measures}
    return _part("PRACTICE_1_1", (row.result for row in rows), lambda each: each.id in measured, "results")


def _sponsors(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_1_2", reader.find(Community), lambda each: each.sponsor, "community")


def _balance(reader: Reader, _: date) -> Look:
    tagged = {each.record for each in reader.find(Tagging)}
    results = sorted(reader.find(Result), key=lambda each: each.code)
    variants = len(reader.find(Variant))
    return _part("PRACTICE_1_3", results, lambda each: each.id in tagged, "results", variants=variants)


def _forums(reader: Reader, _: date) -> Look:
    seen = {each.measure for each in reader.find(ForumMeasure)}
    return _part("PRACTICE_1_4", in_use(reader), lambda each: each.id in seen, "measures")


def _thresholds(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_1_5", in_use(reader), lambda each: rules_for(reader, each.id), "measures")


def _planning(reader: Reader, _: date) -> Look:
    own = list(reader.find(Cadence, community=None))
    kinds = {each.kind for each in own} & {CadenceKind.PLAN, CadenceKind.BUDGET}
    told = Finding("PRACTICE_1_6", (), {"count": str(len(own))})
    first = min(own, key=lambda each: each.first_on).id if own else "registers:"
    return Look(told, len(kinds) / 2, "framework", first)


# -- 2 design and calibration


def _leading(reader: Reader, _: date) -> Look:
    causes = {each.id for each in reader.find(LinkKind, role=LinkRole.CAUSE)}
    links = [each for each in reader.find(Link) if each.kind in causes]
    return _part("PRACTICE_2_1", links, lambda each: each.lag_months is not None, "results")


def _normalised(reader: Reader, _: date) -> Look:
    found = [each for each in _measures(reader) if each.calculation is Calculation.NORMALISED]
    if not found:
        return _count("PRACTICE_2_2_NONE", found, "measures", _own)
    return _part("PRACTICE_2_2", found, lambda each: each.denominator, "measures")


def _composite(reader: Reader, _: date) -> Look:
    found = [each for each in _measures(reader) if each.calculation is Calculation.COMPOSITE]
    if not found:
        return _count("PRACTICE_2_3_NONE", found, "measures", _own)
    return _part(
        "PRACTICE_2_3", found, lambda each: len(reader.find(Component, measure=each.id)) > 1, "measures"
    )


def _redundant(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_2_4", reader.find(ExistingMeasure), lambda each: each.fate, "measures")


def _bands(reader: Reader, _: date) -> Look:
    fed = with_values(reader)
    found = [each for each in _measures(reader) if each.id in fed]
    return _part("PRACTICE_2_5", found, lambda each: reader.find(Baseline, measure=each.id), "measures")


def _seasons(reader: Reader, _: date) -> Look:
    bent = {each.measure for each in reader.find(Baseline) if each.mode is not BaselineMode.FLAT}
    found = [each for each in _measures(reader) if each.id in bent]
    return _count("PRACTICE_2_6", found, "measures", _own)


# -- 3 technology and data


def _governance(reader: Reader, _: date) -> Look:
    used = {each.item for each in reader.find(ItemUse)}
    items = sorted(reader.find(DataItem), key=lambda each: (each.id not in used, each.name.casefold()))
    return _part(
        "PRACTICE_3_2", items, lambda each: each.keeper and each.source and each.refreshed, "measures"
    )


def _current(reader: Reader, today: date) -> Look:
    return _part("PRACTICE_3_3", in_use(reader), lambda each: is_current(reader, each, today), "measures")


def _access(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_3_5", in_use(reader), lambda each: each.access, "measures")


def _sources(reader: Reader, _: date) -> Look:
    values = [each for each in reader.find(Value) if each.number is not None]
    return _part(
        "PRACTICE_3_6", values, lambda each: each.source, "measures", about=lambda each: each.measure
    )


# -- 4 feedback and review


def _milestones(reader: Reader, _: date) -> Look:
    found = [each for each in _measures(reader) if each.review_milestone]
    return _count("PRACTICE_4_1", found, "measures", _own)


def _answered(reader: Reader, _: date) -> Look:
    waiting = calls(reader)
    answered = [each for each in reader.find(Acknowledgement) if each.verdict or each.cause]
    if not waiting and not answered:
        return Look(Finding("PRACTICE_EMPTY"), None, "measures")
    args = {"count": str(len(answered)), "all": str(len(answered) + len(waiting))}
    share = len(answered) / (len(answered) + len(waiting))
    look_at = waiting[0].measure.id if waiting else answered[0].measure
    return Look(Finding("PRACTICE_4_2", (), args), share, "measures", look_at)


def _secret(reader: Reader, _: date) -> Look:
    held = [each for each in reader.find(Ballot) if each.revealed_on]
    item = item_of(reader, "4.4")
    told = Finding("PRACTICE_4_4", (), {"count": str(len(held))})
    return Look(told, None, "framework", item.id if item else "assess:")


def _documented(reader: Reader, _: date) -> Look:
    written = {each.meeting for each in reader.find(MeetingLine)}
    held = [each for each in reader.find(Meeting) if each.state is MeetingState.HELD]
    rulings = len(reader.find(Ruling))
    return _part("PRACTICE_4_6", held, lambda each: each.id in written, "community", rulings=rulings)


# -- 5 incentives


def _pilots(reader: Reader, _: date) -> Look:
    found = _measures(reader)
    pilots = sum(each.pilot for each in found)
    return _part("PRACTICE_5_2", found, lambda each: each.not_used_for, "measures", pilots=pilots)


def _motivation(reader: Reader, _: date) -> Look:
    sets = reader.find(AssessmentSet, kind=AssessmentKind.ADOPTION)
    items = [
        item
        for each in sets
        for item in sorted(reader.find(AssessmentItem, set=each.id, practice="5.5"), key=_number)
    ]
    if not items:
        return Look(Finding("PRACTICE_5_5_NONE"), None, "framework", "assess:")
    return _part("PRACTICE_5_5", items, lambda each: latest_figure(reader, each), "framework")


def _dated(reader: Reader, _: date) -> Look:
    targets = sorted(reader.find(Target), key=lambda each: reader.get(Measure, each.measure).code)
    return _part(
        "PRACTICE_5_6", targets, lambda each: each.by or each.every, "measures",
        about=lambda each: each.measure,
    )  # fmt: skip


# -- 6 change and adoption


def _sceptics(reader: Reader, _: date) -> Look:
    doubting = {Stance.SCEPTICAL, Stance.OPPOSED, Stance.CO_DESIGNER}
    found = [each for each in reader.find(Stakeholder) if each.stance in doubting]
    return _part("PRACTICE_6_1", found, lambda each: each.co_designs, "framework")


def _trained(reader: Reader, _: date) -> Look:
    noted = {each.person for each in reader.find(SkillLevel)}
    members = [each for each in reader.find(Member) if each.left is None]
    return _part("PRACTICE_6_2", members, lambda each: each.person in noted, "community")


def _phased(reader: Reader, _: date) -> Look:
    dated = {each.team for each in reader.find(PlanStep) if each.starts or each.ends}
    return _part("PRACTICE_6_3", reader.find(PlanTeam), lambda each: each.id in dated, "community")


def _adopted(reader: Reader, today: date) -> Look:
    found = adoption(reader, today)
    gallery = newest(reader)
    args = {
        "visitors": str(gallery.visitors or 0) if gallery else "0", "notes": str(found.notes),
        "count": str(found.values.count), "all": str(found.values.of),
    }  # fmt: skip
    return Look(Finding("PRACTICE_6_4", (), args), found.values.share, "framework", "figures:adoption")


def _helpers(reader: Reader, _: date) -> Look:
    """Units of members; each should have somebody who helps others."""
    by_unit: dict[str, list[Member]] = {}
    for member in reader.find(Member):
        if member.left is None:
            unit = reader.get(Person, member.person).unit
            by_unit.setdefault(unit.casefold(), []).append(member)
    units = [min(found, key=lambda each: not each.super_user) for found in by_unit.values()]
    return _part("PRACTICE_6_5", units, lambda each: each.super_user, "community")


def _messages(reader: Reader, _: date) -> Look:
    found = reader.find(Message)
    channels = len({each.channel for each in found if each.channel})
    return _part(
        "PRACTICE_6_6", found, lambda each: each.text and each.channel, "framework", channels=channels
    )


# -- 7 continuous improvement


def _assessed(reader: Reader, today: date) -> Look:
    sets = {each.id for each in reader.find(AssessmentSet, kind=AssessmentKind.MATURITY)}
    held = [each for each in reader.find(Assessment) if each.set in sets]
    if not held:
        return Look(Finding("PRACTICE_7_1_NONE"), 0.0, "framework", "assess:")
    last = max(held, key=lambda each: (each.on, each.id))
    fresh = (today - last.on).days <= _YEAR
    args = {"count": str(len(held)), "day": last.on.isoformat()}
    return Look(Finding("PRACTICE_7_1", (), args), float(fresh), "framework", last.id)


def _heard(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_7_2", reader.find(Note), lambda each: each.decision, "gallery")


def _revised(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_7_3", in_use(reader), lambda each: review_of(reader, each), "measures")


def _rooted(reader: Reader, _: date) -> Look:
    asked = {each.acknowledgement for each in reader.find(Cause)}
    return _part(
        "PRACTICE_7_4", reader.find(Acknowledgement), lambda each: each.cause or each.id in asked,
        "measures", about=lambda each: each.measure,
    )  # fmt: skip


def _costed(reader: Reader, _: date) -> Look:
    return _part("PRACTICE_7_5", in_use(reader), lambda each: each.effort_hours is not None, "measures")


_LOOKS: Final[Mapping[str, Callable[[Reader, date], Look]]] = {
    "1.1": _objectives, "1.2": _sponsors, "1.3": _balance, "1.4": _forums, "1.5": _thresholds,
    "1.6": _planning, "2.1": _leading, "2.2": _normalised, "2.3": _composite, "2.4": _redundant,
    "2.5": _bands, "2.6": _seasons, "3.2": _governance, "3.3": _current, "3.5": _access, "3.6": _sources,
    "4.1": _milestones, "4.2": _answered, "4.4": _secret, "4.6": _documented, "5.2": _pilots,
    "5.5": _motivation, "5.6": _dated, "6.1": _sceptics, "6.2": _trained, "6.3": _phased, "6.4": _adopted,
    "6.5": _helpers, "6.6": _messages, "7.1": _assessed, "7.2": _heard, "7.3": _revised, "7.4": _rooted,
    "7.5": _costed,
}  # fmt: skip
