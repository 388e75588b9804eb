"""Which community and which view of the page a record belongs to."""

from typing import Final

from kpidesk.domain.communities import (
    Attendance,
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
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, fields_of

VIEWS: Final[dict[type[Record], str]] = {
    Community: "charter",
    ForceEntry: "charter",
    Member: "roster",
    Talk: "roster",
    Hours: "roster",
    Meeting: "meetings",
    MeetingLine: "meetings",
    Attendance: "meetings",
    Skill: "skills",
    SkillLevel: "skills",
    Training: "skills",
    Pairing: "records",
    MethodUse: "records",
    Celebration: "records",
    Initiative: "records",
    Struggle: "records",
    PlanTeam: "plan",
    PlanStep: "plan",
    Cadence: "year",
}
_ABOVE: Final[dict[str, type[Record]]] = {"member": Member, "meeting": Meeting, "team": PlanTeam}
"""The fields that lead from a part to what it belongs to, whose community it shares."""


def home_of(reader: Reader, record_id: str) -> tuple[str, str] | None:
    """The community of a record and the view where it is at home; None for what is not of a community.

    Skills and the organisation's cadences belong to all communities: "" for whichever is in hand.
    """
    for kind, view in VIEWS.items():
        for record in reader.find(kind, id=record_id):
            return community_of(reader, record), view
    return None


def community_of(reader: Reader, record: Record) -> str:
    """The community of a record, "" for all."""
    if isinstance(record, Community):
        return record.id
    names = {each.name for each in fields_of(type(record))}
    if "community" in names:
        return getattr(record, "community") or ""  # noqa: B009 - not all records have it
    for name, above in _ABOVE.items():
        if name in names:
            return community_of(reader, reader.get(above, getattr(record, name)))
    return ""
