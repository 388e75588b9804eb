"""The 42 practices: what the sample has of each, where each leads, and an empty desk."""

from datetime import date

import pytest

from kpidesk.actions import records
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.adoption import adoption
from kpidesk.domain.communities import Cadence, CadenceKind
from kpidesk.domain.community_figures import Part
from kpidesk.domain.cost_benefit import costs
from kpidesk.domain.findings import TEXTS, text_of
from kpidesk.domain.invitations import Stance
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.planning_calendar import due_by, next_day
from kpidesk.domain.practice_coverage import Covered, coverage, item_of
from kpidesk.domain.practices import PRACTICES, Fit, Module, module_of
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.domain.registers import Policy, Ruling, Stakeholder
from kpidesk.domain.results import Result
from kpidesk.domain.series import Value
from kpidesk.imports import sample

DAY = date(2025, 7, 10)


@pytest.fixture(scope="module")
def desk():
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(desk: Desk) -> dict[str, Covered]:
    return {each.key: each for each in coverage(desk, DAY)}


def said(each: Covered) -> str:
    return text_of(each.look.told, lambda text: text)


def test_there_are_42_of_them_in_seven_modules() -> None:
    assert len(PRACTICES) == 42
    assert {module_of(key) for key in PRACTICES} == set(Module)
    counts = [list(PRACTICES.values()).count(fit) for fit in Fit]
    assert counts == [20, 14, 8]


def test_what_the_sample_has(found: dict[str, Covered]) -> None:
    assert said(found["1.1"]) == "11 of 20 results have a measure."
    assert found["1.1"].look.share == pytest.approx(11 / 20)
    assert said(found["2.4"]) == "5 of 9 lines of the stock-take are decided."
    assert said(found["7.2"]) == "60 of 60 notes of galleries have a decision."
    assert said(found["6.5"]) == "2 of 9 units have somebody who helps others."
    assert "rated it last with 2.0 of 5" in said(found["3.1"])
    assert found["3.1"].look.share == pytest.approx(1 / 4)


def test_each_leads_to_the_first_record_that_lacks_something(desk: Desk, found: dict[str, Covered]) -> None:
    bare = desk.get(Result, found["1.1"].look.record)
    measured = {each.result for each in desk.find(Measure)}
    assert bare.id not in measured
    before = [each for each in desk.find(Result) if each.code < bare.code]
    assert all(each.id in measured for each in before)
    assert desk.get(Measure, found["7.5"].look.record).effort_hours is None


def test_each_leads_to_a_record_that_there_is(desk: Desk, found: dict[str, Covered]) -> None:
    everything = {record.id for kind in RECORDS for record in desk.find(kind)}
    views = {"assess:", "registers:", "figures:adoption", ""}
    lost = {
        key: each.look.record for key, each in found.items() if each.look.record not in everything | views
    }
    assert not lost


def test_items_stand_for_what_no_program_can_count(desk: Desk, found: dict[str, Covered]) -> None:
    for key, fit in PRACTICES.items():
        if fit is Fit.ITEM:
            item = item_of(desk, key)
            assert item is not None
            assert found[key].look.record == item.id


def test_an_empty_desk_has_an_answer_for_each() -> None:
    for each in coverage(Collection(()), DAY):
        assert said(each)
        assert each.look.share in {None, 0.0}
        assert each.look.page


def test_every_share_is_one(found: dict[str, Covered]) -> None:
    assert all(each.look.share is None or 0 <= each.look.share <= 1 for each in found.values())
    assert {each.look.told.code for each in found.values()} <= set(TEXTS)


def test_what_is_filled_in_counts() -> None:
    desk = new_desk(who="tester")
    with desk.edit("Add") as edit:
        sceptic = records.add(edit, Stakeholder, name="Night shift")
    look = {each.key: each.look for each in coverage(desk, DAY)}["6.1"]
    assert look.share is None  # nobody knows yet how they see it
    with desk.edit("Doubt") as edit:
        records.change(edit, Stakeholder, sceptic.id, stance=Stance.SCEPTICAL)
    look = {each.key: each.look for each in coverage(desk, DAY)}["6.1"]
    assert (look.share, look.record) == (0.0, sceptic.id)
    with desk.edit("Help") as edit:
        records.change(edit, Stakeholder, sceptic.id, co_designs="Near-Miss Reports")
    assert {each.key: each.look for each in coverage(desk, DAY)}["6.1"].share == 1.0
    desk.close()


# -- what is counted besides


def test_adoption_of_the_sample(desk: Desk) -> None:
    told = adoption(desk, DAY)
    assert told.visitors == Part(71, 96)
    assert (told.notes, told.decided) == (60, Part(60, 60))
    assert told.values == Part(13, 13)
    assert told.meetings == Part(5, 6)
    assert told.promises == Part(2, 3)
    later = adoption(desk, date(2028, 7, 10))
    assert later.values.count == 0
    assert adoption(Collection(()), DAY).visitors.share is None


def value(number: int, period: date, kind: PeriodType) -> Value:
    return Value(id=f"v{number}", measure="m", period=period, period_type=kind, number=1.0)


@pytest.mark.parametrize(
    ("kind", "periods", "months"),
    [
        (PeriodType.MONTH, [date(2025, 1, 1), date(2025, 2, 1)], 2),
        (PeriodType.QUARTER, [date(2025, 1, 1), date(2025, 4, 1)], 6),
        (PeriodType.YEAR, [date(2025, 1, 1)], 12),
        (PeriodType.WEEK, [date(2025, 1, 6), date(2025, 1, 13), date(2025, 2, 3)], 2),
        (PeriodType.MONTH, [date(2023, 1, 1), date(2024, 6, 1)], 1),
        (PeriodType.MONTH, [date(2025, 8, 1)], 0),
    ],
)
def test_hours_are_those_of_the_months_with_values(
    kind: PeriodType, periods: list[date], months: int
) -> None:
    reader = Collection([
        Measure(id="m", code="M01", name="M", period_type=kind, effort_hours=3.0),
        *(value(number, period, kind) for number, period in enumerate(periods)),
        Ruling(id="d", text="Mend it", measure="m", on=date(2025, 5, 1)),
        Ruling(id="old", text="Mend it", measure="m", on=date(2020, 5, 1)),
    ])  # fmt: skip
    (only,) = costs(reader, DAY)
    assert (only.months, only.spent, only.decisions) == (months, 3.0 * months, 1)
    assert only.each == 3.0 * months


def test_hours_that_decided_nothing_stand_out(desk: Desk) -> None:
    told = {each.measure.code: each for each in costs(desk, date(2025, 7, 1))}
    assert told["M01"].idle
    assert not told["M06"].idle
    assert told["M06"].decisions == 2
    hours = [each.spent or 0 for each in costs(desk, date(2025, 7, 1))]
    assert hours == sorted(hours, reverse=True)


def test_the_calendar_of_the_organisation_comes_round() -> None:
    plan = Cadence(id="c", name="Plan", kind=CadenceKind.PLAN, months=12, first_on=date(2025, 9, 30))
    assert next_day(plan, date(2025, 1, 1)) == date(2025, 9, 30)
    assert next_day(plan, date(2025, 9, 30)) == date(2025, 9, 30)
    assert next_day(plan, date(2027, 10, 1)) == date(2028, 9, 30)
    once = Cadence(id="o", name="Once", months=0, first_on=date(2025, 9, 30))
    assert next_day(once, date(2025, 10, 1)) is None


def test_what_falls_due_by_a_day() -> None:
    reader = Collection([
        Policy(id="late", name="Data", due=date(2025, 5, 1)),
        Policy(id="later", name="Water", due=date(2026, 5, 1)), Policy(id="never", name="Other"),
        Measure(id="m", code="M01", name="M", review_on=date(2025, 6, 1)),
    ])  # fmt: skip
    due = due_by(reader, date(2025, 6, 1))
    assert [each.id for each in due.policies] == ["late"]
    assert [each.measure.id for each in due.reviews] == ["m"]
