"""What a person can do with communities beyond the plain fields of their records.

Adding, changing and removing as such is `records`; here is what follows from it, or needs several records.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kpidesk.actions import commitments, fields, people, records
from kpidesk.desk.edits import Edit
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
    PlanTeam,
    Presence,
    Skill,
    SkillFamily,
    SkillLevel,
    Slot,
    StepState,
)
from kpidesk.domain.community_routine import in_time, next_dates
from kpidesk.domain.community_skills import skills_in_order
from kpidesk.domain.community_starts import StartingPoint
from kpidesk.domain.wording import Refused

# -- communities and their forces


def begin(edit: Edit, start: StartingPoint, name: str = "") -> Community:
    """Begin a community with what a starting point brings along.

    Raises:
        Refused: the name is too long.
    """
    made = records.add(
        edit, Community, name=name.strip() or start.name, kind=start.kind, purpose=start.purpose,
        every_days=start.every_days, minutes=start.minutes, blocks=start.blocks, norms=start.norms,
        decision_rule=start.decision_rule,
    )  # fmt: skip
    for entry in start.forces:
        add_force(edit, made.id, entry.force, entry.text, who=entry.who, noticed=entry.noticed)
    return made


def add_force(edit: Edit, community_id: str, force: Force, text: str, **given: object) -> ForceEntry:
    """Add a benefit, concern or payoff below the others.

    Raises:
        Refused: nothing is said, or too much.
    """
    there = edit.find(ForceEntry, community=community_id, force=force)
    place = max((each.place for each in there), default=-1.0) + 1.0
    return records.add(edit, ForceEntry, community=community_id, force=force, text=text, place=place, **given)


def move_force(edit: Edit, entry_id: str, by: int) -> None:
    """Move an entry up or down among those of its force; at the end it stays."""
    entry = edit.get(ForceEntry, entry_id)
    there = edit.find(ForceEntry, community=entry.community, force=entry.force)
    _move(edit, sorted(there, key=lambda each: (each.place, each.text.casefold())), entry_id, by)


def _move(edit: Edit, ordered: list[Any], record_id: str, by: int) -> None:
    """Move one of some records that have a `place`, and number them anew."""
    at = next(number for number, each in enumerate(ordered) if each.id == record_id)
    ordered.insert(min(max(at + by, 0), len(ordered) - 1), ordered.pop(at))
    for number, each in enumerate(ordered):
        if each.place != float(number):
            edit.put(replace(each, place=float(number)))


# -- members


def note_hours(edit: Edit, member_id: str, month: date, hours: float | None) -> None:
    """Note the hours that a member spent in the month of a day; None takes the note away.

    Raises:
        Refused: no month has so many hours.
    """
    first = month.replace(day=1)
    there = next(iter(edit.find(Hours, member=member_id, month=first)), None)
    if hours is None:
        if there is not None:
            records.remove(edit, Hours, there.id)
    elif there is not None:
        records.change(edit, Hours, there.id, hours=hours)
    else:
        records.add(edit, Hours, member=member_id, month=first, hours=hours)


# -- meetings


def plan_next(edit: Edit, community_id: str) -> Meeting:
    """Put a meeting on the next free day of the routine, with whom the last one chose as its host.

    Raises:
        Refused: nobody said when the community meets first.
    """
    community = edit.get(Community, community_id)
    there = in_time(edit.find(Meeting, community=community_id))
    days = next_dates(community, [each.on for each in there], edit.today, 1)
    if not days:
        raise Refused("Say in the charter on which day the first meeting is, and how often people meet.")
    chosen = [each.next_host for each in there if each.state is not MeetingState.CANCELLED]
    return plan_on(edit, community_id, days[0], host=chosen[-1] if chosen else None)


def plan_on(edit: Edit, community_id: str, day: date, *, host: str | None = None) -> Meeting:
    """Put a meeting on a day, as the community's routine has it.

    Raises:
        Refused: there is a meeting on that day already.
    """
    community = edit.get(Community, community_id)
    if edit.find(Meeting, community=community_id, on=day):
        raise Refused("There is a meeting on that day already.")
    if host is not None and edit.get(Member, host).left is not None:
        host = None
    return records.add(
        edit, Meeting, community=community_id, on=day, starts=community.starts, minutes=community.minutes,
        place=community.place, host=host,
    )  # fmt: skip


def cancel(edit: Edit, meeting_id: str, reason: str) -> Meeting:
    """Say that a meeting did not take place, and why.

    Raises:
        Refused: no reason is given.
    """
    if not reason.strip():
        raise Refused("Say why: whoever reads the list later will ask.")
    return records.change(edit, Meeting, meeting_id, state=MeetingState.CANCELLED, reason=reason)


def hold(edit: Edit, meeting_id: str) -> Meeting:
    """Say that a meeting took place."""
    return records.change(edit, Meeting, meeting_id, state=MeetingState.HELD, reason="")


def plan_again(edit: Edit, meeting_id: str) -> Meeting:
    """Take back that a meeting was held or cancelled."""
    return records.change(edit, Meeting, meeting_id, state=MeetingState.PLANNED, reason="")


def capture(edit: Edit, meeting_id: str, slot: Slot, text: str, block: str = "") -> MeetingLine:
    """Write down what was said.

    Raises:
        Refused: nothing was said, or too much.
    """
    there = edit.find(MeetingLine, meeting=meeting_id)
    place = max((each.place for each in there), default=-1.0) + 1.0
    return records.add(edit, MeetingLine, meeting=meeting_id, slot=slot, block=block, text=text, place=place)


def attend(edit: Edit, meeting_id: str, member_id: str, presence: Presence | None) -> None:
    """Note whether a member was at a meeting; None takes the note away."""
    there = next(iter(edit.find(Attendance, meeting=meeting_id, member=member_id)), None)
    if there is not None:
        edit.remove(there)
    if presence is not None:
        edit.put(
            Attendance(id=edit.new_id(), meeting=meeting_id, member=member_id, presence=presence)
            if there is None
            else replace(there, presence=presence)
        )


def promise(
    edit: Edit, meeting_id: str, what: str, *, who: str = "", with_whom: str = "", by_when: date | None = None
) -> Commitment:
    """Keep a promise that was made in a meeting.

    Raises:
        Refused: nothing is promised, or a text is too long.
    """
    meeting = edit.get(Meeting, meeting_id)
    made = commitments.promise(edit, what, who=who, with_whom=with_whom, by_when=by_when)
    return commitments.change_promise(edit, made.id, community=meeting.community, meeting=meeting.id)


# -- skills


def add_skill(edit: Edit, family: SkillFamily, name: str) -> Skill:
    """Add a skill at the end of its family.

    Raises:
        Refused: it has no name, or is there already.
    """
    there = edit.find(Skill, family=family)
    place = max((each.place for each in there), default=-1.0) + 1.0
    return records.add(edit, Skill, family=family, name=name, place=place)


def take_usual_skills(edit: Edit, usual: Mapping[SkillFamily, Collection[str]]) -> int:
    """Add those of the usual skills that are not there yet; returns how many these were."""
    known = {(each.family, each.name.casefold()) for each in edit.find(Skill)}
    missing = [
        (family, name)
        for family, names in usual.items()
        for name in names
        if (family, name.casefold()) not in known
    ]
    for family, name in missing:
        add_skill(edit, family, name)
    return len(missing)


def move_skill(edit: Edit, skill_id: str, by: int) -> None:
    """Move a skill to the left or right within its family; at the end it stays."""
    family = edit.get(Skill, skill_id).family
    _move(edit, skills_in_order(edit.find(Skill, family=family)), skill_id, by)


def note_level(edit: Edit, person_id: str, skill_id: str, level: int | None, **given: object) -> None:
    """Note how far somebody has come with a skill, dated today unless a day is given; None forgets it.

    Raises:
        Refused: there is no such level.
    """
    there = next(iter(edit.find(SkillLevel, person=person_id, skill=skill_id)), None)
    if level is None:
        if there is not None:
            edit.remove(there)
    elif there is not None:
        changed = {"on": edit.today, **given} if level != there.level else given
        records.change(edit, SkillLevel, there.id, level=level, **changed)
    else:
        taken: dict[str, object] = {"on": edit.today, **given}
        records.add(edit, SkillLevel, person=person_id, skill=skill_id, level=level, **taken)


# -- the implementation plan


def add_team(edit: Edit, community_id: str, name: str) -> PlanTeam:
    """Put a team on the plan.

    Raises:
        Refused: it has no name.
    """
    made = records.add(edit, PlanTeam, community=community_id, name=name)
    _touch_plan(edit, community_id)
    return made


def change_team(edit: Edit, team_id: str, **given: object) -> PlanTeam:
    """Change what is planned for a team.

    Raises:
        Refused: a value cannot be taken.
    """
    made = records.change(edit, PlanTeam, team_id, **given)
    _touch_plan(edit, made.community)
    return made


def remove_team(edit: Edit, team_id: str) -> None:
    """Take a team off the plan, with its steps."""
    community = edit.get(PlanTeam, team_id).community
    records.remove(edit, PlanTeam, team_id)
    _touch_plan(edit, community)


def set_step(edit: Edit, team_id: str, step: MethodStep, **given: object) -> PlanStep:
    """Plan a step of a team, or change it; what is done has the day on which it was.

    Raises:
        Refused: it would end before it starts.
    """
    there = next(iter(edit.find(PlanStep, team=team_id, step=step)), None)
    state = given.get("state")
    if state is StepState.DONE and "done_on" not in given and (there is None or there.done_on is None):
        given = {**given, "done_on": edit.today}
    elif state is not None and state is not StepState.DONE:
        given = {**given, "done_on": None}
    if there is None:
        made = records.add(edit, PlanStep, team=team_id, step=step, **given)
    else:
        made = records.change(edit, PlanStep, there.id, **given)
    _touch_plan(edit, edit.get(PlanTeam, team_id).community)
    return made


def remove_step(edit: Edit, team_id: str, step: MethodStep) -> None:
    """Take a step of a team off the plan."""
    for each in edit.find(PlanStep, team=team_id, step=step):
        records.remove(edit, PlanStep, each.id)
        _touch_plan(edit, edit.get(PlanTeam, team_id).community)


def _touch_plan(edit: Edit, community_id: str) -> None:
    community = edit.get(Community, community_id)
    if community.plan_updated_on != edit.today:
        edit.put(replace(community, plan_updated_on=edit.today))


def change_person(edit: Edit, member_id: str, **given: object) -> None:
    """Change what is known of a member as a person: unit, languages, consent.

    Raises:
        Refused: a text is too long.
    """
    people.change(edit, edit.get(Member, member_id).person, **given)


def line_of(edit: Edit, line_id: str, text: str) -> None:
    """Change a line of a meeting; nothing left of it takes it away.

    Raises:
        Refused: it is too long.
    """
    if fields.text(text, lines=True):
        records.change(edit, MeetingLine, line_id, text=text)
    else:
        records.remove(edit, MeetingLine, line_id)
