"""Where each kind of record is at home in the window, and what it is called there."""

from collections.abc import Callable
from typing import Any, Final

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.commitments import CheckIn, Commitment
from kpidesk.domain.communities import (
    Cadence,
    Celebration,
    Community,
    ForceEntry,
    Initiative,
    Meeting,
    MeetingLine,
    Member,
    MethodUse,
    Pairing,
    PlanTeam,
    Skill,
    Struggle,
    Talk,
    Training,
)
from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import DataItem, Forum, Milestone, ResponseRule, Variant
from kpidesk.domain.designs import Candidate, Design, Observation
from kpidesk.domain.gallery import Cluster, Gallery, Note, Poster, RatingScale
from kpidesk.domain.invitations import Invitation, InvitationText
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Group, Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder
from kpidesk.domain.results import Aside, Goal, Link, LinkKind, Map, Result, Ring, Tag, Verdict
from kpidesk.domain.series import Acknowledgement, Annotation, Baseline, Cause, Forecast, Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    Reflection,
    Snapshot,
)
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.walls import Wall
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop

_OWN: Final[Callable[[Any], str]] = lambda record: record.id  # noqa: E731 - a table of them reads better

HOMES: Final[dict[type[Record], tuple[str, str, Callable[[Any], str]]]] = {
    Result: ("results", "orbit", _OWN),
    Goal: ("results", "list-checks", _OWN),
    Link: ("results", "spline", _OWN),
    Map: ("results", "map", _OWN),
    Tag: ("results", "tag", _OWN),
    Aside: ("results", "list-checks", lambda each: each.goal),
    Verdict: ("results", "list-checks", lambda each: each.subject),
    LinkKind: ("results", "spline", lambda _: ""),
    Ring: ("results", "orbit", lambda _: ""),
    Measure: ("measures", "chart-spline", _OWN),
    Target: ("measures", "target", lambda each: each.measure),
    Annotation: ("measures", "message-square", lambda each: each.measure),
    Baseline: ("measures", "chart-spline", lambda each: each.measure),
    Forecast: ("measures", "chart-spline", lambda each: each.measure),
    Value: ("measures", "chart-spline", lambda each: each.measure),
    Acknowledgement: ("measures", "chart-spline", lambda each: each.measure),
    Cause: ("measures", "circle-question-mark", _OWN),
    Design: ("measures", "pencil", _OWN),
    Observation: ("measures", "eye", _OWN),
    Candidate: ("measures", "pencil", _OWN),
    DataItem: ("measures", "database", _OWN),
    ResponseRule: ("measures", "chart-spline", _OWN),
    Variant: ("measures", "chart-spline", _OWN),
    Milestone: ("measures", "calendar-clock", _OWN),
    Forum: ("measures", "users-round", _OWN),
    Factor: ("measures", "chart-spline", _OWN),
    Helper: ("measures", "chart-spline", _OWN),
    Idea: ("measures", "lightbulb", _OWN),
    ExistingMeasure: ("measures", "list-checks", _OWN),
    Centre: ("sharing", "target", _OWN),
    Partner: ("sharing", "handshake", _OWN),
    Contribution: ("sharing", "handshake", lambda each: each.partner),
    DrivingMeasure: ("sharing", "handshake", lambda each: each.partner),
    Alignment: ("sharing", "handshake", lambda each: each.partner),
    Challenge: ("sharing", "handshake", _OWN),
    Reflection: ("sharing", "handshake", _OWN),
    Snapshot: ("sharing", "handshake", _OWN),
    Commitment: ("sharing", "check", _OWN),
    CheckIn: ("sharing", "check", lambda each: each.commitment),
    Gallery: ("gallery", "sticky-note", lambda _: ""),
    Poster: ("gallery", "printer", _OWN),
    Note: ("gallery", "sticky-note", _OWN),
    Group: ("gallery", "users-round", lambda _: ""),
    Cluster: ("gallery", "layers", _OWN),
    Invitation: ("gallery", "user-round", _OWN),
    InvitationText: ("gallery", "user-round", lambda each: each.gallery),
    Wall: ("gallery", "map", _OWN),
    RatingScale: ("gallery", "sticky-note", lambda _: ""),
    Community: ("community", "users-round", _OWN),
    ForceEntry: ("community", "users-round", _OWN),
    Member: ("community", "user-round", _OWN),
    Talk: ("community", "message-circle", _OWN),
    Meeting: ("community", "calendar-days", _OWN),
    MeetingLine: ("community", "calendar-days", lambda each: each.meeting),
    Skill: ("community", "graduation-cap", _OWN),
    Training: ("community", "graduation-cap", _OWN),
    Pairing: ("community", "handshake", _OWN),
    MethodUse: ("community", "scale", _OWN),
    Celebration: ("community", "party-popper", _OWN),
    Initiative: ("community", "route", _OWN),
    Struggle: ("community", "lightbulb", _OWN),
    PlanTeam: ("community", "route", _OWN),
    Cadence: ("community", "calendar-days", _OWN),
    AssessmentSet: ("framework", "list-checks", _OWN),
    AssessmentItem: ("framework", "list-checks", _OWN),
    Assessment: ("framework", "list-checks", _OWN),
    Score: ("framework", "list-checks", _OWN),
    Ruling: ("framework", "gavel", _OWN),
    Stakeholder: ("framework", "handshake", _OWN),
    Policy: ("framework", "scale", _OWN),
    Message: ("framework", "megaphone", _OWN),
    Workshop: ("workshops", "calendar-clock", _OWN),
    Block: ("workshops", "calendar-clock", _OWN),
    Participant: ("workshops", "user-round", _OWN),
    Parked: ("workshops", "pause", _OWN),
    Organisation: ("home", "house", lambda _: ""),
}
"""Page, icon, and the id of what is shown there."""


def home_of(record: Record) -> tuple[str, str, str] | None:
    """Page, icon, and the id of what is shown there; None for what is at home nowhere.

    A promise is at home where it was made: with the partners, in a meeting of a community, or when
    something was assessed. What comes round in the organisation is at home in its calendar.
    """
    if isinstance(record, Commitment) and record.meeting is not None:
        return "community", "check", record.meeting
    if isinstance(record, Commitment) and record.score is not None:
        return "framework", "check", record.score
    if isinstance(record, Cadence) and record.community is None:
        return "framework", "calendar-days", record.id
    home = HOMES.get(type(record))
    return (home[0], home[1], home[2](record)) if home else None


CHANGEABLE: Final = (
    Result, Link, Goal, Measure, Design, Candidate, DataItem, Target, Annotation, ResponseRule, Baseline, Map,
)  # fmt: skip
"""What a note of a gallery may lead to a change of."""


def found(reader: Reader, record_id: str) -> Record | None:
    """The record with an id, of the kinds that a note may change; None for another."""
    for kind in CHANGEABLE:
        for record in reader.find(kind, id=record_id):
            return record
    return None


def named(reader: Reader, record: Record) -> str:
    """A record in words: its code, and what it says first."""
    code = getattr(record, "code", "")
    if isinstance(record, Link):
        return f"{link_ends(reader, record)}  {record.rationale}".strip()
    if isinstance(record, Design):
        result = reader.get(Result, record.result)
        return f"{result.code}  {result.statement}"
    if isinstance(record, Target | Annotation | ResponseRule | Baseline) and record.measure:
        code = reader.get(Measure, record.measure).code
    said = next(
        (
            value
            for field in fields_of(type(record))
            if field.kind is str
            and field.reference is None
            and field.name not in {"id", "code"}
            and (value := getattr(record, field.name))
        ),
        "",
    )
    return f"{code}  {said}".strip()


def link_ends(reader: Reader, link: Link) -> str:
    """A link by its code and those of what it joins."""
    ends = (reader.get(Result, each).code for each in (link.source, link.target))
    return f"{link.code}  {' → '.join(ends)}"
