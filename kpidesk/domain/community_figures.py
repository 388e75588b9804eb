"""What the records of a community say about the eleven conditions of its health.

Source: domain.md 4.3. The figures stand beside the votes of the members and never replace them. All are
as of a day, so that a health check keeps the evidence of its own day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import Final

from kpidesk.domain.communities import (
    ALONE,
    Attendance,
    Celebration,
    Community,
    Hours,
    Joining,
    Meeting,
    MeetingLine,
    MeetingState,
    Member,
    MethodUse,
    Pairing,
    PlanStep,
    PlanTeam,
    Presence,
    SkillFamily,
    Slot,
    StepState,
    Struggle,
    StruggleKind,
    Talk,
)
from kpidesk.domain.community_skills import Matrix, matrix
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader

LOOKED_AT: Final = 6
"""How many of the latest meetings are looked at."""
LONGEST_GAP: Final = 31
"""Days between two meetings, above which the community meets too rarely."""
HALF_A_YEAR: Final = timedelta(days=183)
FRESH_PLAN: Final = timedelta(days=60)
_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Routine:
    """The latest meetings: how many were due and held, the longest time between two, blocks that were filled.

    `gap` is in days, None with fewer than two meetings. `blocks` has a count for each block of the
    community, in its order; `whole` counts the meetings in which all were filled.
    """

    planned: int
    held: int
    gap: int | None
    blocks: tuple[tuple[str, int], ...]
    whole: int


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """As a share from 0 to 1, None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Skills:
    """A family of skills over all members: the mean level, and how many levels are at least ALONE."""

    mean: float | None
    alone: Part


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of a community on a day.

    `spent` and `promised` are hours a month of those whom a manager promised some. `attendance` is the
    share of members at the latest three meetings and at the three before, None where there are none.
    """

    members: int
    volunteers: Part
    promises: Part
    spent: float
    promised: float
    routine: Routine
    deputy: bool
    struggles: Part
    pairings: int
    endorsed: bool
    other_methods: tuple[str, ...]
    undecided: int
    measurement: Skills
    facilitation: Skills
    successes: int
    failures: int
    plan_age: int | None
    on_time: Part
    late: int
    talks: Part
    payoffs_reviewed: int
    attendance: tuple[float | None, float | None]


def present_members(reader: Reader, community_id: str, day: date) -> list[Member]:
    """Who was a member on a day."""
    return [
        each for each in reader.find(Member, community=community_id)
        if (each.joined is None or each.joined <= day) and (each.left is None or each.left > day)
    ]  # fmt: skip


def figures(reader: Reader, community: Community, day: date) -> Figures:
    """What the records say, as of a day."""
    members = present_members(reader, community.id, day)
    since = day - HALF_A_YEAR
    found = matrix(reader, members)
    promised = [each for each in members if each.promised_hours]
    struggles = [
        each for each in reader.find(Struggle, community=community.id)
        if each.kind is StruggleKind.STRUGGLE and _by(each.raised_on, day)
    ]  # fmt: skip
    marked = [each for each in reader.find(Celebration, community=community.id) if since <= each.on <= day]
    methods = [each for each in reader.find(MethodUse, community=community.id) if each.framework]
    steps = plan_steps(reader, community.id)
    due = [each for each in steps if each.ends and each.ends <= day and each.state is not StepState.DROPPED]
    talks = [each for one in members for each in reader.find(Talk, member=one.id) if since <= each.on <= day]
    plan = community.plan_updated_on
    return Figures(
        members=len(members),
        volunteers=Part(sum(each.joining is Joining.VOLUNTEER for each in members), len(members)),
        promises=Part(len(promised), len(members)),
        spent=sum(spent_a_month(reader, each.id, day) or 0.0 for each in promised),
        promised=sum(each.promised_hours or 0.0 for each in promised),
        routine=routine(reader, community, day),
        deputy=community.deputy is not None,
        struggles=Part(sum(_by(each.solved_on, day, none=False) for each in struggles), len(struggles)),
        pairings=len([each for each in across_units(reader, community.id) if _within(each.on, since, day)]),
        endorsed=bool(community.method and community.endorsed_by),
        other_methods=tuple(sorted({each.unit for each in methods})),
        undecided=sum(bool(each.conflict) and not each.decision for each in methods),
        measurement=_skills(found, SkillFamily.MEASUREMENT),
        facilitation=_skills(found, SkillFamily.FACILITATION),
        successes=sum(each.success for each in marked),
        failures=sum(not each.success for each in marked),
        plan_age=(day - plan).days if plan and plan <= day else None,
        on_time=Part(sum(_on_time(each) for each in due), len(due)),
        late=sum(each.is_late(day) for each in steps),
        talks=Part(len({each.member for each in talks}), len(members)),
        payoffs_reviewed=len({each.member for each in talks if each.payoffs_reviewed}),
        attendance=_attendance(reader, community.id, day),
    )  # fmt: skip


def _by(on: date | None, day: date, *, none: bool = True) -> bool:
    return none if on is None else on <= day


def _on_time(step: PlanStep) -> bool:
    return step.done_on is not None and step.ends is not None and step.done_on <= step.ends


def _within(on: date | None, since: date, day: date) -> bool:
    return on is not None and since <= on <= day


def past_meetings(reader: Reader, community_id: str, day: date) -> list[Meeting]:
    """Meetings that were due by a day, first to last."""
    found = (each for each in reader.find(Meeting, community=community_id) if each.on <= day)
    return sorted(found, key=lambda each: (each.on, each.starts))


def routine(reader: Reader, community: Community, day: date) -> Routine:
    """How regular the latest meetings were, and how whole."""
    planned = past_meetings(reader, community.id, day)[-LOOKED_AT:]
    held = [each for each in planned if each.state is MeetingState.HELD]
    filled = [
        {line.block for line in reader.find(MeetingLine, meeting=each.id) if line.slot is Slot.BLOCK}
        for each in held
    ]
    blocks = tuple((block, sum(block in each for each in filled)) for block in community.blocks)
    whole = sum(set(community.blocks) <= each for each in filled) if community.blocks else 0
    return Routine(len(planned), len(held), longest_gap(each.on for each in held), blocks, whole)


def longest_gap(days: Iterable[date]) -> int | None:
    """The most days between one and the next, None with fewer than two."""
    return max(((later - sooner).days for sooner, later in pairwise(sorted(days))), default=None)


def spent_a_month(reader: Reader, member_id: str, day: date) -> float | None:
    """The hours a month that a member spent over the latest three months noted, None where none are."""
    noted = sorted(
        (each for each in reader.find(Hours, member=member_id) if each.month <= day),
        key=lambda each: each.month,
    )
    return fmean(each.hours for each in noted[-_MONTHS:]) if noted else None


def across_units(reader: Reader, community_id: str) -> list[Pairing]:
    """Pairs of members of different units."""

    def unit(member_id: str) -> str:
        return reader.get(Person, reader.get(Member, member_id).person).unit.casefold()

    found = reader.find(Pairing, community=community_id)
    return [each for each in found if unit(each.first) != unit(each.second)]


def _skills(found: Matrix, family: SkillFamily) -> Skills:
    """How far members have come with a family of skills; a level that is not noted counts as none."""
    levels = found.of_family(family)
    alone = Part(sum(level >= ALONE for level in levels), len(levels))
    return Skills(fmean(levels) if levels else None, alone)


def plan_steps(reader: Reader, community_id: str) -> list[PlanStep]:
    """All steps of the implementation plan."""
    teams = reader.find(PlanTeam, community=community_id)
    return [step for team in teams for step in reader.find(PlanStep, team=team.id)]


def _attendance(reader: Reader, community_id: str, day: date) -> tuple[float | None, float | None]:
    held = [each for each in past_meetings(reader, community_id, day) if each.state is MeetingState.HELD]
    shares = [
        share for each in held if (share := _there(reader.find(Attendance, meeting=each.id))) is not None
    ]
    late, before = shares[-_MONTHS:], shares[-2 * _MONTHS : -_MONTHS]
    return (fmean(late) if late else None, fmean(before) if before else None)


def _there(noted: Sequence[Attendance]) -> float | None:
    if not noted:
        return None
    return sum(each.presence is Presence.THERE for each in noted) / len(noted)
