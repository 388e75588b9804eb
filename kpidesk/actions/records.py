"""Adding, changing and removing records that need no more than their fields checked.

What a kind of record needs is one row of a table here; areas with rules of their own have their own actions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import (
    LEVELS,
    Cadence,
    Celebration,
    Community,
    ForceEntry,
    Hours,
    Initiative,
    Meeting,
    MeetingLine,
    Member,
    MethodUse,
    Pairing,
    PlanStep,
    PlanTeam,
    Skill,
    SkillLevel,
    Struggle,
    Talk,
    Training,
)
from kpidesk.domain.community_routine import clock
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder
from kpidesk.domain.wording import Refused
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop

R = TypeVar("R", bound=Record)

MOST_DAYS: Final = 400
MOST_MINUTES: Final = 24 * 60
MOST_HOURS: Final = 744.0
MOST_PEOPLE: Final = 10_000
MOST_MONTHS: Final = 120


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a kind of record.

    `needed` are texts that may not be empty with what to say then, `lines` texts of several lines,
    `fixed` fields that stay as they were made. `check` raises Refused.
    """

    needed: Mapping[str, Refused] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    check: Callable[[Any], None] = lambda _: None


def add(edit: Edit, kind: type[R], /, **given: object) -> R:
    """Add a record.

    Raises:
        Refused: a value cannot be taken, or what has to be unique is there already.
    """
    rules = RULES[kind]
    taken = fields.fit(edit, kind, given, lines=rules.lines, needed=rules.needed)
    missing = next((said for name, said in rules.needed.items() if not taken.get(name)), None)
    if missing is not None:
        raise missing
    return _put(edit, kind(id=edit.new_id(), **taken), rules)


def change(edit: Edit, kind: type[R], record_id: str, /, **given: object) -> R:
    """Change any of a record's fields.

    Raises:
        Refused: a value cannot be taken, or what has to be unique is there already.
    """
    rules = RULES[kind]
    after = fields.changed(
        edit, kind, record_id, given, lines=rules.lines, needed=rules.needed, fixed=rules.fixed
    )
    return _put(edit, after, rules)


def remove(edit: Edit, kind: type[Record], *record_ids: str) -> None:
    """Take records away.

    Raises:
        StillUsed: something that must stay refers to one of them.
    """
    fields.remove_all(edit, kind, record_ids)


def _put(edit: Edit, record: R, rules: Rules) -> R:
    rules.check(record)
    for names in type(record).UNIQUE:
        same = {name: getattr(record, name) for name in names}
        if any(other.id != record.id for other in edit.find(type(record), **same)):
            raise Refused("This is there already.")
    own = {each.name for each in fields_of(type(record)) if each.reference and each.reference.target != "*"}
    if any(getattr(record, name) == record.id for name in own):
        raise Refused("Nothing can stand for itself here.")
    return edit.put(record)


# -- what is asked of each kind


def _order(first: date | None, last: date | None, refusal: Refused) -> None:
    if first is not None and last is not None and last < first:
        raise refusal


def _community(one: Community) -> None:
    if not 1 <= one.every_days <= MOST_DAYS:
        raise Refused("People meet every so many days, from 1 to {limit}.", limit=MOST_DAYS)
    _minutes(one.minutes)
    _starts(one.starts)
    if len({each.casefold() for each in one.blocks}) < len(one.blocks):
        raise Refused("Two parts of the agenda have the same name.")


def _starts(typed: str) -> None:
    if typed and clock(typed) is None:
        raise Refused("“{typed}” is no time of day. Type it like 10:00.", typed=typed[:20])


def _minutes(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused("A meeting lasts from 1 to {limit} minutes.", limit=MOST_MINUTES)


def _meeting(one: Meeting) -> None:
    _minutes(one.minutes)
    _starts(one.starts)


def _member(one: Member) -> None:
    _order(one.joined, one.left, Refused("Nobody leaves before joining."))
    if one.promised_hours is not None:
        _month_hours(one.promised_hours)


def _month_hours(hours: float) -> None:
    if not 0 <= hours <= MOST_HOURS:
        raise Refused("A month has from 0 to {limit} hours.", limit=int(MOST_HOURS))


def _pairing(one: Pairing) -> None:
    if one.first == one.second:
        raise Refused("A pair is two people.")


def _level(one: SkillLevel) -> None:
    if not 0 <= one.level <= LEVELS:
        raise Refused("Levels go from 0 to {limit}.", limit=LEVELS)


def _team(one: PlanTeam) -> None:
    if one.first is not None and one.first == one.second:
        raise Refused("A pair is two people.")


def _step(one: PlanStep) -> None:
    _order(one.starts, one.ends, Refused("A step ends after it starts."))


def _cadence(one: Cadence) -> None:
    if not 0 <= one.months <= MOST_MONTHS:
        raise Refused("It comes round every 1 to {limit} months; 0 stands for once.", limit=MOST_MONTHS)


def _workshop(one: Workshop) -> None:
    _starts(one.starts)
    if one.expected is not None and not 1 <= one.expected <= MOST_PEOPLE:
        raise Refused("A whole number from {low} to {high} is wanted here.", low=1, high=MOST_PEOPLE)


def _block(one: Block) -> None:
    if not 1 <= one.minutes <= MOST_MINUTES:
        raise Refused("A block lasts from 1 to {limit} minutes.", limit=MOST_MINUTES)
    _starts(one.not_before)


_IN_COMMUNITY: Final = frozenset({"community"})
_IN_WORKSHOP: Final = frozenset({"workshop"})

RULES: Final[dict[type[Record], Rules]] = {
    Community: Rules(
        {"name": Refused("A community needs a name.")},
        frozenset({"purpose", "scope_in", "scope_out", "decision_rule", "method"}), check=_community,
    ),
    ForceEntry: Rules({"text": Refused("Say what it is, or remove it.")}, fixed=_IN_COMMUNITY),
    Member: Rules(
        lines=frozenset({"note", "duties_freed", "promise_evidence"}),
        fixed=frozenset({"community", "person"}), check=_member,
    ),
    Hours: Rules(fixed=frozenset({"member", "month"}), check=lambda one: _month_hours(one.hours)),
    Meeting: Rules(lines=frozenset({"note", "reason"}), fixed=_IN_COMMUNITY, check=_meeting),
    MeetingLine: Rules(
        {"text": Refused("Say what was said, or remove the line.")}, frozenset({"text"}),
        frozenset({"meeting"}),
    ),
    Pairing: Rules(lines=frozenset({"roles", "learned"}), fixed=_IN_COMMUNITY, check=_pairing),
    MethodUse: Rules(
        {"unit": Refused("Which unit works with it?")}, frozenset({"conflict", "decision"}), _IN_COMMUNITY
    ),
    Skill: Rules({"name": Refused("A skill needs a name.")}),
    SkillLevel: Rules(fixed=frozenset({"person", "skill"}), check=_level),
    Training: Rules(
        {"topic": Refused("What is to be learned?")}, frozenset({"note"}), _IN_COMMUNITY
    ),
    Celebration: Rules(
        {"text": Refused("What was it?")}, frozenset({"text", "learned"}), _IN_COMMUNITY
    ),
    Initiative: Rules(
        {"name": Refused("An initiative needs a name.")}, frozenset({"came_of_it"}), _IN_COMMUNITY
    ),
    Struggle: Rules(
        {"text": Refused("Say what it is, or remove it.")}, frozenset({"text", "answer"}), _IN_COMMUNITY
    ),
    Talk: Rules(lines=frozenset({"said", "wishes", "next"}), fixed=frozenset({"member"})),
    Workshop: Rules(
        {"name": Refused("A workshop needs a name.")}, frozenset({"purpose", "note"}), check=_workshop
    ),
    Block: Rules(
        {"name": Refused("A block needs a name.")}, frozenset({"script"}), _IN_WORKSHOP, _block
    ),
    Participant: Rules(fixed=frozenset({"workshop", "person"})),
    Parked: Rules({"text": Refused("Say what is put aside, or remove it.")}, frozenset({"text", "answer"})),
    PlanTeam: Rules(
        {"name": Refused("A team needs a name.")}, frozenset({"demand", "note"}), _IN_COMMUNITY, _team
    ),
    PlanStep: Rules(fixed=frozenset({"team", "step"}), check=_step),
    Cadence: Rules({"name": Refused("Give it a name.")}, frozenset({"what"}), check=_cadence),
    Ruling: Rules({"text": Refused("What was decided?")}, frozenset({"text", "why"})),
    Stakeholder: Rules(
        {"name": Refused("Who is it?")}, frozenset({"tried", "next", "co_designs"})
    ),
    Policy: Rules({"name": Refused("Give it a name.")}, frozenset({"finding"})),
    Message: Rules({"audience": Refused("For whom is it?")}, frozenset({"text"})),
}  # fmt: skip
