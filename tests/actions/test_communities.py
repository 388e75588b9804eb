"""Communities: beginning one, its forces, meetings, promises, skills and plan."""

from datetime import date

import pytest

from kpidesk.actions import communities, people, records
from kpidesk.desk.store import Desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import (
    Attendance,
    Community,
    Force,
    ForceEntry,
    Hours,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    MethodStep,
    PlanStep,
    Presence,
    Skill,
    SkillFamily,
    SkillLevel,
    Slot,
    StepState,
    in_order,
)
from kpidesk.domain.community_balance import balance
from kpidesk.domain.community_starts import StartingPoint
from kpidesk.imports.community_starts import supplied
from tests.actions.conftest import Do

POINTS = {each.key: each for each in supplied("en").points}


@pytest.fixture
def circle(do: Do) -> Community:
    made = do(communities.begin, POINTS["practice"], "Circle")
    changed = do(records.change, Community, made.id, first_on=date(2025, 1, 14))
    assert isinstance(changed, Community)
    return changed


def member(do: Do, community: Community, name: str) -> Member:
    person = do(people.named, name)
    made = do(records.add, Member, community=community.id, person=person.id)
    assert isinstance(made, Member)
    return made


# -- beginning


@pytest.mark.parametrize(
    "point", [each for each in supplied("en").points if each.forces], ids=lambda p: p.key
)
def test_each_starting_point_brings_a_charter_in_balance(begun: Desk, do: Do, point: StartingPoint) -> None:
    made = do(communities.begin, point)
    assert (made.name, made.kind, made.blocks) == (point.name, point.kind, point.blocks)
    sides = balance(begun.find(ForceEntry, community=made.id))
    assert not any(side.lacks for side in sides)
    assert made.every_days <= 31


def test_only_the_circle_and_the_champions_begin_with_a_status_check() -> None:
    assert POINTS["practice"].blocks[0] == "Status check"
    assert not any(
        "tatus" in block for key in ("constituencies", "specialists") for block in POINTS[key].blocks
    )


def test_the_empty_one_begins_with_a_name_alone(begun: Desk, do: Do) -> None:
    made = do(communities.begin, POINTS["empty"], "Ours")
    assert (made.name, made.blocks) == ("Ours", ())
    assert begun.find(ForceEntry) == ()


def test_a_language_without_starting_points_takes_the_english_ones() -> None:
    assert supplied("xx") == supplied("en")


# -- forces


def test_an_entry_comes_last_and_can_be_moved(begun: Desk, do: Do, circle: Community) -> None:
    made = do(communities.add_force, circle.id, Force.PAYOFF, "Recognition")

    def order() -> list[str]:
        found = begun.find(ForceEntry, community=circle.id, force=Force.PAYOFF)
        return [each.id for each in in_order(found)]

    assert order()[-1] == made.id
    do(communities.move_force, made.id, -1)
    assert order()[1] == made.id
    do(communities.move_force, made.id, -5)
    assert order()[0] == made.id
    before = begun.last_edit
    do(communities.move_force, made.id, -1)
    assert order()[0] == made.id
    assert begun.last_edit == before


# -- hours


def test_hours_are_noted_changed_and_forgotten(begun: Desk, do: Do, refused: Do, circle: Community) -> None:
    one = member(do, circle, "A. Nowak")
    do(communities.note_hours, one.id, date(2025, 4, 17), 8.0)
    do(communities.note_hours, one.id, date(2025, 4, 1), 9.5)
    (noted,) = begun.find(Hours)
    assert (noted.month, noted.hours) == (date(2025, 4, 1), 9.5)
    assert "744" in refused(communities.note_hours, one.id, date(2025, 4, 1), 745.0)
    do(communities.note_hours, one.id, date(2025, 4, 1), None)
    do(communities.note_hours, one.id, date(2025, 4, 1), None)
    assert begun.find(Hours) == ()


# -- meetings


def test_the_next_meeting_follows_the_routine_and_its_host_was_chosen(
    begun: Desk, do: Do, circle: Community
) -> None:
    one = member(do, circle, "A. Nowak")
    first = do(communities.plan_next, circle.id)
    assert first.on == date(2025, 7, 15)  # the first day of the routine from today, 8 July, on
    assert (first.minutes, first.host) == (45, None)
    do(records.change, Meeting, first.id, next_host=one.id)
    second = do(communities.plan_next, circle.id)
    assert (second.on, second.host) == (date(2025, 7, 29), one.id)
    do(records.change, Member, one.id, left=date(2025, 7, 20))
    do(records.change, Meeting, second.id, next_host=one.id)
    assert do(communities.plan_next, circle.id).host is None


def test_no_meeting_is_planned_without_a_first_day_nor_twice_on_one(
    do: Do, refused: Do, circle: Community
) -> None:
    made = do(communities.plan_next, circle.id)
    assert "already" in refused(communities.plan_on, circle.id, made.on)
    do(records.change, Community, circle.id, first_on=None)
    assert "charter" in refused(communities.plan_next, circle.id)


def test_a_meeting_is_cancelled_with_a_reason_and_planned_again(
    do: Do, refused: Do, circle: Community
) -> None:
    made = do(communities.plan_next, circle.id)
    assert "why" in refused(communities.cancel, made.id, "  ")
    off = do(communities.cancel, made.id, "Flood")
    assert (off.state, off.reason) == (MeetingState.CANCELLED, "Flood")
    on = do(communities.plan_again, made.id)
    assert (on.state, on.reason) == (MeetingState.PLANNED, "")
    assert do(communities.hold, made.id).state is MeetingState.HELD


def test_lines_come_one_after_the_other_and_go_when_emptied(
    begun: Desk, do: Do, refused: Do, circle: Community
) -> None:
    made = do(communities.plan_next, circle.id)
    one = do(communities.capture, made.id, Slot.BLOCK, "One", "Status check")
    two = do(communities.capture, made.id, Slot.WIN, "Two")
    assert (one.place, two.place, one.block) == (0.0, 1.0, "Status check")
    refused(communities.capture, made.id, Slot.WIN, " ")
    do(communities.line_of, one.id, "Changed")
    assert begun.get(MeetingLine, one.id).text == "Changed"
    do(communities.line_of, one.id, "  ")
    assert [each.id for each in begun.find(MeetingLine)] == [two.id]


def test_who_is_there_is_noted_once(begun: Desk, do: Do, circle: Community) -> None:
    one, made = member(do, circle, "A. Nowak"), do(communities.plan_next, circle.id)
    for presence in (Presence.THERE, Presence.AWAY):
        do(communities.attend, made.id, one.id, presence)
    (noted,) = begun.find(Attendance)
    assert noted.presence is Presence.AWAY
    do(communities.attend, made.id, one.id, None)
    assert begun.find(Attendance) == ()


def test_a_promise_belongs_to_meeting_and_community(begun: Desk, do: Do, circle: Community) -> None:
    made = do(communities.plan_next, circle.id)
    do(communities.promise, made.id, "Ask", who="Iyer", with_whom="Nowak", by_when=date(2025, 8, 5))
    (kept,) = begun.find(Commitment, community=circle.id)
    assert (kept.meeting, kept.who, kept.with_whom, kept.by_when) == (
        made.id,
        "Iyer",
        "Nowak",
        date(2025, 8, 5),
    )


# -- skills


def test_the_usual_skills_come_once_and_keep_their_order(begun: Desk, do: Do) -> None:
    usual = supplied("en").skills
    do(communities.add_skill, SkillFamily.MEASUREMENT, "GALLERY")
    first = do(communities.take_usual_skills, usual)
    assert first == sum(map(len, usual.values())) - 1
    assert do(communities.take_usual_skills, usual) == 0
    conflict = begun.find(Skill, name="Conflict")[0]
    do(communities.move_skill, conflict.id, -1)
    family = sorted(begun.find(Skill, family=SkillFamily.FACILITATION), key=lambda each: each.place)
    names = [each.name for each in family]
    assert names.index("Conflict") == list(usual[SkillFamily.FACILITATION]).index("Conflict") - 1


def test_a_level_has_the_day_on_which_it_changed(begun: Desk, do: Do, refused: Do) -> None:
    person, skill = do(people.named, "A. Nowak"), do(communities.add_skill, SkillFamily.MEASUREMENT, "Map")
    do(communities.note_level, person.id, skill.id, 2, on=date(2025, 1, 1))
    do(communities.note_level, person.id, skill.id, 2, evidence="seen")
    (noted,) = begun.find(SkillLevel)
    assert (noted.on, noted.evidence) == (date(2025, 1, 1), "seen")
    do(communities.note_level, person.id, skill.id, 3)
    assert begun.find(SkillLevel)[0].on == date(2025, 7, 8)
    refused(communities.note_level, person.id, skill.id, 5)
    do(communities.note_level, person.id, skill.id, None)
    assert begun.find(SkillLevel) == ()


# -- the plan


def test_whatever_changes_in_the_plan_makes_it_up_to_date(begun: Desk, do: Do, circle: Community) -> None:
    def touched() -> bool:
        return begun.get(Community, circle.id).plan_updated_on == date(2025, 7, 8)

    def age() -> None:
        do(records.change, Community, circle.id, plan_updated_on=date(2025, 1, 1))

    team = do(communities.add_team, circle.id, "Lab")
    assert touched()
    for act, *given in (
        (communities.change_team, team.id),
        (communities.set_step, team.id, MethodStep.MAP),
        (communities.remove_step, team.id, MethodStep.MAP),
        (communities.remove_team, team.id),
    ):
        age()
        do(act, *given, **({"note": "n"} if act is communities.change_team else {}))
        assert touched(), act.__name__


def test_a_step_that_is_done_has_its_day(begun: Desk, do: Do, refused: Do, circle: Community) -> None:
    team = do(communities.add_team, circle.id, "Lab")
    do(communities.set_step, team.id, MethodStep.MAP, ends=date(2025, 7, 1))
    assert begun.find(PlanStep)[0].is_late(date(2025, 7, 8))
    do(communities.set_step, team.id, MethodStep.MAP, state=StepState.DONE)
    (step,) = begun.find(PlanStep)
    assert (step.done_on, step.is_late(date(2025, 7, 8))) == (date(2025, 7, 8), False)
    do(communities.set_step, team.id, MethodStep.MAP, state=StepState.RUNNING)
    assert begun.find(PlanStep)[0].done_on is None
    refused(communities.set_step, team.id, MethodStep.MAP, starts=date(2025, 8, 1))
