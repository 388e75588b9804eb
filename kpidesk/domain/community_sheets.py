"""The workbook's sheets of communities."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from kpidesk.domain.columns import (
    DAY,
    NUMBER,
    WHOLE,
    Cell,
    Column,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    optional,
    plain,
    reference,
    text,
)
from kpidesk.domain.communities import (
    Attendance,
    Cadence,
    CadenceKind,
    Celebration,
    Community,
    CommunityKind,
    Force,
    ForceEntry,
    Hours,
    Initiative,
    InitiativeState,
    Joining,
    Meeting,
    MeetingKind,
    MeetingLine,
    MeetingState,
    Member,
    MethodStep,
    MethodUse,
    Pairing,
    PlanStep,
    PlanTeam,
    Presence,
    Skill,
    SkillLevel,
    Slot,
    StepState,
    Struggle,
    StruggleKind,
    Talk,
    Training,
)
from kpidesk.domain.community_skills import skills_in_order
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person
from kpidesk.domain.results import Result

_COMMUNITY: Final = reference("community", "Community", Community, width=24, once=True)


def _member(key: str) -> Callable[[Any, Lookup], Cell]:
    """The name of the member that a field names."""

    def value(record: Any, lookup: Lookup) -> Cell:
        member: Member | None = lookup.all(Member).get(getattr(record, key) or "")
        return lookup.label(Person, member.person) if member else None

    return value


def _of_person(name: str) -> Callable[[Member, Lookup], Cell]:
    def value(member: Member, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(Person)[member.person], name)
        return cell

    return value


def _lines(key: str) -> Callable[[Any, Lookup], Cell]:
    return lambda record, _: "\n".join(getattr(record, key))


COMMUNITIES: Final = Sheet(
    "communities",
    "Communities",
    "The charters of the communities that keep measurement alive.",
    (
        text("name", "Community", 28),
        choice("kind", "Kind", CommunityKind, 22),
        text("purpose", "Purpose", 50),
        text("scope_in", "In its scope", 36),
        text("scope_out", "Not in its scope", 36),
        text("method", "Method", 30),
        text("endorsed_by", "Endorsed by", 24),
        text("sponsor", "Sponsor", 22),
        text("leader_role", "Leading role", 24),
        reference("leader", "Leader", Person, width=20),
        reference("deputy", "Deputy", Person, width=20),
        computed("norms", "Norms", _lines("norms"), width=40, wide=True),
        text("decision_rule", "Decision rule", 36),
        computed("successes", "How success is seen", _lines("successes"), width=40, wide=True),
        plain("review_on", "Review on", **DAY),
        plain("every_days", "Meets every … days", **WHOLE),
        plain("first_on", "Since", **DAY),
        plain("starts", "At", width=8),
        plain("minutes", "Minutes long", **WHOLE),
        text("place", "Place", 24),
        computed("blocks", "Agenda", _lines("blocks"), width=26, wide=True),
    ),
    Community,
)
FORCES: Final = Sheet(
    "forces",
    "Forces",
    "What holds each community together: benefits, concerns and payoffs.",
    (
        _COMMUNITY,
        choice("force", "Force", Force, 22),
        text("text", "What", 40, needed=True),
        text("who", "Who has something of it", 30),
        text("noticed", "How it is noticed", 40),
    ),
    ForceEntry,
    grows=True,
)
MEMBERS: Final = Sheet(
    "members",
    "Members",
    "Who is in each community, what managers promised, and what each person hopes to take home.",
    (
        _COMMUNITY,
        reference("person", "Person", Person, width=22, once=True, needed=True),
        computed("unit", "Unit", _of_person("unit"), width=20),
        text("role", "Role", 16),
        choice("joining", "Came as", Joining, 16),
        plain("joined", "Since", **DAY),
        plain("left", "Left", **DAY),
        text("manager", "Manager", 24),
        plain("promised_hours", "Hours a month promised", **NUMBER),
        plain("promised_on", "Promised on", **DAY),
        text("promise_evidence", "How", 20),
        text("duties_freed", "Freed of", 30),
        computed("payoffs", "Payoffs wanted", _lines("payoffs"), width=30, wide=True),
        computed("buddy", "Buddy", _member("buddy"), width=20),
        plain("super_user", "Super-user", holds=ColumnType.FLAG, width=11),
        text("note", "Note", 36),
    ),
    Member,
    grows=True,
)
HOURS: Final = Sheet(
    "hours",
    "Hours",
    "Hours that members spent, by month.",
    (
        computed("member", "Member", _member("member"), width=22),
        plain("month", "Month", editable=False, **DAY),
        plain("hours", "Hours", **NUMBER),
    ),
    Hours,
)


def _meeting(field: str) -> Callable[[Any, Lookup], Cell]:
    def value(record: Any, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(Meeting)[record.meeting], field)
        return cell

    return value


def _meeting_community(record: Any, lookup: Lookup) -> Cell:
    return lookup.label(Community, lookup.all(Meeting)[record.meeting].community)


MEETINGS: Final = Sheet(
    "meetings",
    "Meetings",
    "Meetings that were planned, held or cancelled.",
    (
        _COMMUNITY,
        plain("on", "Day", **DAY),
        plain("starts", "At", width=8),
        plain("minutes", "Minutes long", **WHOLE),
        choice("kind", "How", MeetingKind, 14),
        choice("state", "State", MeetingState, 12),
        text("reason", "Why cancelled", 30),
        text("place", "Place", 24),
        computed("host", "Host", _member("host"), width=20),
        computed("next_host", "Next host", _member("next_host"), width=20),
        text("note", "Note", 36),
    ),
    Meeting,
)
MINUTES: Final = Sheet(
    "minutes",
    "Minutes",
    "What was said in meetings, one line a row.",
    (
        computed("community", "Community", _meeting_community, width=24),
        computed("day", "Day", _meeting("on"), **DAY),
        choice("slot", "Where", Slot, 13),
        plain("block", "Part of the agenda", width=20, editable=False),
        text("text", "What was said", 60),
        reference("person", "Who", Person, width=20),
    ),
    MeetingLine,
)
ATTENDANCE: Final = Sheet(
    "attendance",
    "Attendance",
    "Who was at which meeting.",
    (
        computed("community", "Community", _meeting_community, width=24),
        computed("day", "Day", _meeting("on"), **DAY),
        computed("member", "Member", _member("member"), width=22),
        choice("presence", "There?", Presence, 12),
    ),
    Attendance,
)
PAIRINGS: Final = Sheet(
    "pairings",
    "Pairings",
    "Members who led a team's work together.",
    (
        _COMMUNITY,
        computed("first", "One", _member("first"), width=20),
        computed("second", "The other", _member("second"), width=20),
        text("team", "Team", 22),
        plain("on", "Day", **DAY),
        text("roles", "Roles", 34),
        text("learned", "What they learned", 40),
    ),
    Pairing,
)
METHODS: Final = Sheet(
    "methods",
    "Methods",
    "Frameworks that units work with, where they conflict, and what was decided.",
    (
        _COMMUNITY,
        text("unit", "Unit", 20, needed=True),
        text("framework", "Framework", 28),
        text("conflict", "Conflict", 36),
        text("decision", "Decision", 36),
        plain("decided_on", "Decided on", **DAY),
    ),
    MethodUse,
    grows=True,
)


def _skilled(lookup: Lookup) -> Iterable[Person]:
    """People with a level in the matrix, or who are members."""
    known = {each.person for each in lookup.all(SkillLevel).values()}
    known |= {each.person for each in lookup.all(Member).values()}
    return (person for key, person in lookup.all(Person).items() if key in known)


def _level_of(skill: Skill) -> Callable[[Person, Lookup], Cell]:
    def value(person: Person, lookup: Lookup) -> Cell:
        found = lookup.having(SkillLevel, "person", person.id)
        return next((each.level for each in found if each.skill == skill.id), None)

    return value


def _skill_columns(lookup: Lookup) -> tuple[Column, ...]:
    return tuple(
        computed(f"skill-{each.id}", each.name, _level_of(each), **(WHOLE | {"width": 14}))
        for each in skills_in_order(tuple(lookup.all(Skill).values()))
    )


SKILLS: Final = Sheet(
    "skills",
    "Skills",
    "The training matrix: 0 none, 1 aware, 2 with help, 3 alone, 4 can teach.",
    (plain("name", "Person", width=22, editable=False), plain("unit", "Unit", width=20, editable=False)),
    rows=_skilled,
    more=_skill_columns,
)
TRAINING: Final = Sheet(
    "training",
    "Training",
    "What is to be learned, by whom, from whom and when.",
    (
        _COMMUNITY,
        text("topic", "Topic", 34, needed=True),
        reference("skill", "Skill", Skill, width=24),
        computed("learner", "Who learns", _member("learner"), width=20),
        text("teacher", "Who teaches", 20),
        plain("on", "Day", **DAY),
        plain("done_on", "Done on", **DAY),
        text("note", "Note", 34),
    ),
    Training,
    grows=True,
)
CELEBRATIONS: Final = Sheet(
    "celebrations",
    "Celebrations",
    "Successes and failures that were marked, and what they taught.",
    (
        _COMMUNITY,
        plain("on", "Day", needed=True, **DAY),
        plain("success", "Went well", holds=ColumnType.FLAG, width=11),
        text("text", "What it was", 44, needed=True),
        text("learned", "What was learned", 44),
        text("who", "Who", 22),
        text("how", "How it was marked", 26),
    ),
    Celebration,
    grows=True,
)
INITIATIVES: Final = Sheet(
    "initiatives",
    "Initiatives",
    "Improvements across units, and what came of them.",
    (
        _COMMUNITY,
        text("name", "Initiative", 36, needed=True),
        text("units", "Units", 26),
        text("owner", "Owner", 20),
        plain("by", "By when", **DAY),
        choice("state", "State", InitiativeState, 12),
        text("came_of_it", "What came of it", 44),
        reference("result", "Result", Result),
    ),
    Initiative,
    grows=True,
)
STRUGGLES: Final = Sheet(
    "struggles",
    "Ideas and struggles",
    "What members brought to the board, and who helped.",
    (
        _COMMUNITY,
        choice("kind", "Kind", StruggleKind, 11),
        text("text", "What", 46, needed=True),
        text("who", "From", 20),
        plain("raised_on", "Since", **DAY),
        reference("result", "Result", Result),
        reference("measure", "Measure", Measure),
        text("answer", "Answer", 44),
        text("solved_by", "Solved by", 20),
        plain("solved_on", "Solved on", **DAY),
    ),
    Struggle,
    grows=True,
)
TALKS: Final = Sheet(
    "talks",
    "Talks",
    "Talks with members about how it goes.",
    (
        computed("member", "Member", _member("member"), width=22),
        plain("on", "Day", **DAY),
        text("said", "What was said", 44),
        text("wishes", "Wishes", 36),
        plain("payoffs_reviewed", "Payoffs looked at", holds=ColumnType.FLAG, width=12),
        text("next", "What is next", 36),
    ),
    Talk,
)


def _team(field: str) -> Callable[[PlanStep, Lookup], Cell]:
    def value(step: PlanStep, lookup: Lookup) -> Cell:
        cell: Cell = getattr(lookup.all(PlanTeam)[step.team], field)
        return cell

    return value


TEAMS: Final = Sheet(
    "teams",
    "Teams",
    "Teams of the implementation plan: who asked, who leads them, where on the map they work.",
    (
        _COMMUNITY,
        text("name", "Team", 24),
        text("demand", "Who asked", 30),
        plain("priority", "Priority", **WHOLE),
        computed("first", "One of the pair", _member("first"), width=20),
        computed("second", "The other", _member("second"), width=20),
        reference("result", "Result", Result),
        text("note", "Note", 34),
    ),
    PlanTeam,
)
STEPS: Final = Sheet(
    "steps",
    "Steps of the plan",
    "How far each team has come.",
    (
        computed("team", "Team", _team("name"), width=24),
        computed("step", "Step", lambda step, _: step.step, width=12, choices=MethodStep),
        plain("starts", "Starts", **DAY),
        plain("ends", "Ends", **DAY),
        choice("state", "State", StepState, 12),
        plain("done_on", "Done on", **DAY),
    ),
    PlanStep,
)
CADENCES: Final = Sheet(
    "cadences",
    "What comes round",
    "What comes round in the year; without a community, the organisation's own.",
    (
        _COMMUNITY,
        text("name", "What", 34, needed=True),
        choice("kind", "Kind", CadenceKind, 20),
        plain("months", "Every … months", **WHOLE),
        plain("first_on", "First on", needed=True, **DAY),
        text("what", "What happens", 44),
    ),
    Cadence,
    grows=True,
)
COMMUNITY: Final = optional(
    COMMUNITIES, FORCES, MEMBERS, HOURS, MEETINGS, MINUTES, ATTENDANCE, PAIRINGS, METHODS, SKILLS, TRAINING,
    CELEBRATIONS, INITIATIVES, STRUGGLES, TALKS, TEAMS, STEPS, CADENCES,
)  # fmt: skip
