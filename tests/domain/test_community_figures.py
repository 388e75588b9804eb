"""What records say of a community: the figures of domain.md 10.9, and what happens without records."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpidesk.actions import records
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.communities import Celebration, Community, Joining, Member, PlanStep, StepState
from kpidesk.domain.community_figures import Figures, Part, figures, longest_gap, spent_a_month
from kpidesk.domain.people import Person
from kpidesk.imports import sample

DAY = date(2025, 7, 1)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    yield made
    made.close()


def circle(desk: Desk) -> Community:
    return desk.find(Community, name="Marrow Measures Circle")[0]


def told(desk: Desk, day: date = DAY) -> Figures:
    return figures(desk, circle(desk), day)


def test_meetings_held_of_planned_the_longest_gap_and_blocks(desk: Desk) -> None:
    routine = told(desk).routine
    assert (routine.held, routine.planned, routine.gap) == (5, 6, 28)
    assert [count for _, count in routine.blocks] == [5, 4, 3]
    assert routine.whole == 2


def test_people_and_what_was_promised(desk: Desk) -> None:
    found = told(desk)
    assert (found.volunteers, found.promises) == (Part(6, 7), Part(6, 7))
    assert found.promised == 42
    assert found.spent == pytest.approx(34.3, abs=0.1)
    spent = {
        desk.get(Person, each.person).name: spent_a_month(desk, each.id, DAY)
        for each in desk.find(Member, community=circle(desk).id)
    }
    expected = {
        "A. Nowak": 9.5, "S. Iyer": 8.7, "T. Mbeki": 4.0, "C. Duarte": 1.5, "P. Lindqvist": 6.2,
        "Dr L. Okafor": 4.4, "R. Haas": 2.0,
    }  # fmt: skip
    assert {name: round(hours or 0, 1) for name, hours in spent.items()} == expected


def test_pairs_celebrations_and_struggles(desk: Desk) -> None:
    found = told(desk)
    assert found.pairings == 2
    assert (found.successes, found.failures) == (3, 1)
    assert found.struggles == Part(1, 2)
    later = told(desk, date(2026, 3, 1))
    assert (later.pairings, later.successes, later.failures) == (0, 0, 0)


def test_skills_count_what_is_not_noted_as_none(desk: Desk) -> None:
    found = told(desk)
    measured = [int(level) for level in "44343 33332 32322 11111 23232 32324 12120" if level != " "]
    assert found.measurement.mean == pytest.approx(sum(measured) / 35)
    assert found.measurement.alone == Part(sum(level >= 3 for level in measured), 35)
    led = [int(level) for level in "433 332 212 111 222 323 333" if level != " "]
    assert found.facilitation.mean == pytest.approx(sum(led) / 21)
    assert found.facilitation.alone == Part(sum(level >= 3 for level in led), 21)


def test_the_plan_is_on_time_or_late(desk: Desk) -> None:
    found = told(desk)
    assert found.plan_age == 14
    assert found.on_time == Part(5, 7)  # two are still under way after their last day
    assert found.late == 2
    step = next(each for each in desk.find(PlanStep) if each.is_late(DAY))
    with desk.edit("Done late") as edit:
        records.change(edit, PlanStep, step.id, state=StepState.DONE, done_on=date(2025, 6, 30))
    assert (told(desk).on_time, told(desk).late) == (Part(5, 7), 1)


def test_an_evening_without_records_says_nothing_wrong() -> None:
    empty = new_desk(who="tester")
    with empty.edit("Begin") as edit:
        community = records.add(edit, Community, name="New")
    found = figures(empty, community, DAY)
    assert (found.members, found.volunteers.share, found.routine.gap) == (0, None, None)
    assert (found.measurement.mean, found.attendance, found.plan_age) == (None, (None, None), None)
    empty.close()


def test_who_left_counts_no_more(desk: Desk) -> None:
    duarte = next(
        each for each in desk.find(Member, community=circle(desk).id) if each.joining is Joining.NOMINATED
    )
    with desk.edit("Leave") as edit:
        records.change(edit, Member, duarte.id, left=date(2025, 6, 30))
    assert told(desk).volunteers == Part(6, 6)
    assert told(desk, date(2025, 6, 1)).volunteers == Part(6, 7)


def test_six_months_without_a_failure_are_seen(desk: Desk) -> None:
    failed = next(each for each in desk.find(Celebration) if not each.success)
    with desk.edit("Forget") as edit:
        records.remove(edit, Celebration, failed.id)
    assert told(desk).failures == 0


def test_the_longest_gap() -> None:
    assert longest_gap([]) is None
    assert longest_gap([date(2025, 1, 1)]) is None
    assert longest_gap([date(2025, 3, 1), date(2025, 1, 1), date(2025, 1, 10)]) == 50
