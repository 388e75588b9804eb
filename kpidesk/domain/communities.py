"""Communities that keep measurement alive: their charters, members, meetings and what comes of these.

Source: domain.md 4. A community holds together as long as three forces are in balance: what the
organisation gets, what its members care about, and what each of them takes home.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import ClassVar, Final

from kpidesk.domain.record import Record, optional_ref, ref


class CommunityKind(Enum):
    """What brings a community together."""

    PRACTICE = "practice"
    CHAMPIONS = "champions"
    CONSTITUENCIES = "constituencies"
    SPECIALISTS = "specialists"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Community(Record):
    """A community and its charter.

    It meets every `every_days`, counted from `first_on`, for `minutes`; `blocks` are the parts of its
    agenda in its own words. `plan_updated_on` is the last day on which its implementation plan was
    touched. `leader_role` is the role that leads, whoever holds it.
    """

    name: str
    kind: CommunityKind = CommunityKind.PRACTICE
    purpose: str = ""
    scope_in: str = ""
    scope_out: str = ""
    method: str = ""
    endorsed_by: str = ""
    sponsor: str = ""
    leader_role: str = ""
    leader: str | None = optional_ref("Person")
    deputy: str | None = optional_ref("Person")
    norms: tuple[str, ...] = ()
    decision_rule: str = ""
    successes: tuple[str, ...] = ()
    review_on: date | None = None
    every_days: int = 14
    first_on: date | None = None
    starts: str = ""
    minutes: int = 45
    place: str = ""
    blocks: tuple[str, ...] = ()
    plan_updated_on: date | None = None


class Force(Enum):
    """What holds a community together."""

    BENEFIT = "benefit"
    CONCERN = "concern"
    PAYOFF = "payoff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceEntry(Record):
    """One benefit, concern or payoff: who has something of it, and how people will notice."""

    community: str = ref("Community")
    force: Force = Force.BENEFIT
    text: str
    who: str = ""
    noticed: str = ""
    place: float = 0.0


class Joining(Enum):
    """How somebody came to be a member."""

    VOLUNTEER = "volunteer"
    NOMINATED = "nominated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """Somebody in a community, what the manager promised, and what the person hopes to take home.

    `joining` is None while nobody asked. Who left has `left`, and perhaps somebody who took over.
    """

    UNIQUE: ClassVar = (("community", "person"),)

    community: str = ref("Community")
    person: str = ref("Person")
    role: str = ""
    joining: Joining | None = None
    joined: date | None = None
    left: date | None = None
    handed_to: str | None = optional_ref("Member")
    manager: str = ""
    promised_hours: float | None = None
    promised_on: date | None = None
    promise_evidence: str = ""
    duties_freed: str = ""
    payoffs: tuple[str, ...] = ()
    buddy: str | None = optional_ref("Member")
    super_user: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Record):
    """The hours that a member spent on the community in a month, of which `month` is the first day."""

    UNIQUE: ClassVar = (("member", "month"),)

    member: str = ref("Member")
    month: date
    hours: float


class MeetingKind(Enum):
    """How people meet."""

    SHORT = "short"
    IN_PERSON = "in_person"
    HALF_DAY = "half_day"


class MeetingState(Enum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One meeting of a community; `reason` says why it was cancelled."""

    community: str = ref("Community")
    on: date
    starts: str = ""
    minutes: int = 45
    kind: MeetingKind = MeetingKind.SHORT
    state: MeetingState = MeetingState.PLANNED
    reason: str = ""
    place: str = ""
    host: str | None = optional_ref("Member")
    next_host: str | None = optional_ref("Member")
    note: str = ""


class Slot(Enum):
    """Where in a meeting something was said. BLOCK is a part of the community's own agenda."""

    BLOCK = "block"
    SHARE_OUT = "share_out"
    WIN = "win"
    QUESTION = "question"
    LEARNING = "learning"
    CELEBRATION = "celebration"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine(Record):
    """One thing that was captured in a meeting; `block` is the name of the part as it was then."""

    meeting: str = ref("Meeting")
    slot: Slot = Slot.BLOCK
    block: str = ""
    text: str
    person: str | None = optional_ref("Person")
    place: float = 0.0


class Presence(Enum):
    """Whether a member was at a meeting."""

    THERE = "there"
    EXCUSED = "excused"
    AWAY = "away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Whether one member was at one meeting."""

    UNIQUE: ClassVar = (("meeting", "member"),)

    meeting: str = ref("Meeting")
    member: str = ref("Member")
    presence: Presence = Presence.THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing(Record):
    """Two members who led a team's work together."""

    community: str = ref("Community")
    first: str = ref("Member")
    second: str = ref("Member")
    team: str = ""
    on: date | None = None
    roles: str = ""
    learned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodUse(Record):
    """A framework that a unit works with, where it conflicts with the agreed method, what was decided."""

    community: str = ref("Community")
    unit: str
    framework: str = ""
    conflict: str = ""
    decision: str = ""
    decided_on: date | None = None


class SkillFamily(Enum):
    """The two kinds of skills."""

    MEASUREMENT = "measurement"
    FACILITATION = "facilitation"


LEVELS: Final = 4
"""The highest level of a skill: 0 none, 1 aware, 2 with help, 3 alone, 4 can teach."""
ALONE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Record):
    """One skill of the training matrix; all communities of a desk share them."""

    UNIQUE: ClassVar = (("family", "name"),)

    family: SkillFamily = SkillFamily.MEASUREMENT
    name: str
    place: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel(Record):
    """How far a person has come with a skill, from 0 to LEVELS, and what shows it."""

    UNIQUE: ClassVar = (("person", "skill"),)

    person: str = ref("Person")
    skill: str = ref("Skill")
    level: int
    evidence: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(Record):
    """Something to be learned: by whom, from whom, by when; `done_on` once it was."""

    community: str = ref("Community")
    topic: str
    skill: str | None = optional_ref("Skill")
    learner: str | None = optional_ref("Member")
    teacher: str = ""
    on: date | None = None
    done_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Celebration(Record):
    """A success or a failure that was marked, and what was learned."""

    community: str = ref("Community")
    on: date
    success: bool = True
    text: str
    learned: str = ""
    who: str = ""
    how: str = ""


class InitiativeState(Enum):
    """How far an initiative has come."""

    IDEA = "idea"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Record):
    """An improvement across units, and what came of it."""

    community: str = ref("Community")
    name: str
    units: str = ""
    owner: str = ""
    by: date | None = None
    state: InitiativeState = InitiativeState.IDEA
    came_of_it: str = ""
    result: str | None = optional_ref("Result")


class StruggleKind(Enum):
    """What somebody brings to the board."""

    IDEA = "idea"
    STRUGGLE = "struggle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Struggle(Record):
    """An idea or a struggle on the community's board, and who solved it how."""

    community: str = ref("Community")
    kind: StruggleKind = StruggleKind.STRUGGLE
    text: str
    who: str = ""
    raised_on: date | None = None
    result: str | None = optional_ref("Result")
    measure: str | None = optional_ref("Measure")
    answer: str = ""
    solved_by: str = ""
    solved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk(Record):
    """A talk with one member about how it goes: the care that buy-in needs."""

    member: str = ref("Member")
    on: date
    said: str = ""
    wishes: str = ""
    payoffs_reviewed: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTeam(Record):
    """A team that is to be led through the method: who asked, who leads it, where on the map it works."""

    community: str = ref("Community")
    name: str
    demand: str = ""
    priority: int | None = None
    first: str | None = optional_ref("Member")
    second: str | None = optional_ref("Member")
    result: str | None = optional_ref("Result")
    note: str = ""


class MethodStep(Enum):
    """The eight steps through which a team is led, in their order."""

    PURPOSE = "purpose"
    MAP = "map"
    DESIGN = "design"
    BUY_IN = "buy_in"
    DEFINE = "define"
    INTERPRET = "interpret"
    REPORT = "report"
    IMPROVE = "improve"


class StepState(Enum):
    """How far a team has come with a step."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(Record):
    """One step of one team."""

    UNIQUE: ClassVar = (("team", "step"),)

    team: str = ref("PlanTeam")
    step: MethodStep
    starts: date | None = None
    ends: date | None = None
    state: StepState = StepState.PLANNED
    done_on: date | None = None

    def is_late(self, today: date) -> bool:
        """Whether its last day has passed while there is still something to do."""
        waiting = self.state in {StepState.PLANNED, StepState.RUNNING}
        return waiting and self.ends is not None and self.ends < today


class CadenceKind(Enum):
    """What comes round."""

    MEETING = "meeting"
    WORKSHOP = "workshop"
    HEALTH_CHECK = "health_check"
    ROSTER = "roster"
    CHARTER = "charter"
    MATURITY = "maturity"
    REVISION = "revision"
    PLAN = "plan"
    BUDGET = "budget"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence(Record):
    """What comes round every so many months, 0 for once; without a community, the organisation's own."""

    community: str | None = optional_ref("Community")
    name: str
    kind: CadenceKind = CadenceKind.OTHER
    months: int = 12
    first_on: date
    what: str = ""


def in_order(entries: Sequence[ForceEntry]) -> list[ForceEntry]:
    """Entries as they stand below each other."""
    return sorted(entries, key=lambda each: (each.place, each.text.casefold()))
