"""Parts of another organisation's desk taken into this one: which records, under which ids and codes.

What this desk has already under the same name is not doubled: references lead to ours. What refers to
something that is not taken loses that reference, or is left out where it cannot do without.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from kpidesk.domain.assessments import Assessment, AssessmentItem, AssessmentSet, Score
from kpidesk.domain.codes import numbered, parts, with_letter
from kpidesk.domain.commitments import CheckIn, Commitment
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
from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.curves import Factor, Helper, Idea
from kpidesk.domain.definitions import (
    Component,
    DataItem,
    Forum,
    ForumMeasure,
    ItemUse,
    Milestone,
    ResponseRule,
    Variant,
)
from kpidesk.domain.designs import Candidate, Derivation, Design, Observation
from kpidesk.domain.gallery import (
    Cluster,
    Consequence,
    Crop,
    Gallery,
    Membership,
    Note,
    Photo,
    Poster,
    RatingScale,
)
from kpidesk.domain.invitations import Invitation, InvitationText
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.merging import NewCode, Numbering, same_records
from kpidesk.domain.people import Group, Person
from kpidesk.domain.record import OnRemove, Record
from kpidesk.domain.references import Key, Web, key_of, referring, renamed
from kpidesk.domain.registers import Message, Policy, Ruling, Stakeholder
from kpidesk.domain.results import (
    Aside,
    Dismissal,
    Goal,
    Link,
    LinkKind,
    Map,
    Placement,
    Result,
    Ring,
    Tag,
    Tagging,
    Trace,
    Verdict,
)
from kpidesk.domain.series import Acknowledgement, Annotation, Baseline, Cause, Forecast, Value
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Challenge,
    Contribution,
    DrivingMeasure,
    Partner,
    PartnerShare,
    Reflection,
    Snapshot,
    Stand,
)
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.voting import Rating
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.domain.workshops import Block, Parked, Participant, Workshop


class Area(Enum):
    """A part of a desk that can be taken by itself."""

    PEOPLE = "people"
    RESULTS = "results"
    MEASURES = "measures"
    SHARING = "sharing"
    GALLERY = "gallery"
    COMMUNITY = "community"
    FRAMEWORK = "framework"
    WORKSHOPS = "workshops"


AREAS: Final[Mapping[Area, tuple[type[Record], ...]]] = {
    Area.PEOPLE: (Person, Group),
    Area.RESULTS: (Ring, LinkKind, Goal, Map, Result, Trace, Placement, Link, Aside, Verdict, Tag, Tagging),
    Area.MEASURES: (
        Milestone, Measure, DataItem, ItemUse, ResponseRule, Variant, Component, Forum, ForumMeasure, Design,
        Observation, Candidate, Derivation, Target, Value, Annotation, Baseline, Forecast, Acknowledgement,
        Cause, Factor, Helper, Idea, ExistingMeasure,
    ),
    Area.SHARING: (
        Centre, Partner, Contribution, DrivingMeasure, Alignment, PartnerShare, Snapshot, Stand, Challenge,
        Reflection, Commitment, CheckIn,
    ),
    Area.GALLERY: (
        RatingScale, Gallery, Poster, Note, Consequence, Cluster, Membership, Photo, Crop, Invitation,
        InvitationText, Wall, Hanging,
    ),
    Area.COMMUNITY: (
        Community, ForceEntry, Member, Hours, Meeting, MeetingLine, Attendance, Pairing, MethodUse, Skill,
        SkillLevel, Training, Celebration, Initiative, Struggle, Talk, PlanTeam, PlanStep, Cadence,
    ),
    Area.FRAMEWORK: (AssessmentSet, AssessmentItem, Assessment, Score, Ruling, Stakeholder, Policy, Message),
    Area.WORKSHOPS: (Workshop, Block, Participant, Parked),
}  # fmt: skip
"""What belongs to each. What a desk has once, its open votes, its prints and its own keeping stay."""

_HANGING: Final = (Translation, Dismissal, Rating)
"""What hangs on other records and comes along with them."""


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """The records to put, the codes that are new, and how many of each type are here already or stay there.

    `edit` is the newest edit of our desk when the plan was made.
    """

    records: tuple[Record, ...]
    codes: tuple[NewCode, ...]
    matched: Mapping[type[Record], int]
    left_out: Mapping[type[Record], int]
    edit: int

    @property
    def counts(self) -> Mapping[type[Record], int]:
        """How many of each type would be new here."""
        return Counter(map(type, self.records))


def areas_in(records: Iterable[Record]) -> dict[Area, int]:
    """How many records there are of each area."""
    counts = Counter(map(type, records))
    return {area: sum(counts[kind] for kind in kinds) for area, kinds in AREAS.items()}


def plan_of(
    theirs: Iterable[Record],
    ours: Iterable[Record],
    areas: Collection[Area],
    numbering: Numbering,
    new_id: Callable[[], str],
    *,
    edit: int = 0,
) -> AreaPlan:
    """What would be taken of the areas that are wanted.

    Args:
        theirs: all records of the other desk.
        ours: all of this one.
        areas: the areas that are wanted.
        numbering: the printed codes that this desk has given out.
        new_id: gives an id where one is taken here.
        edit: the newest edit of this desk.
    """
    there, here = list(theirs), {key_of(each): each for each in ours}
    taken_ids = {record_id for _, record_id in here}
    fresh = {each.id: new_id() for each in there if each.id in taken_ids}
    there = list(renamed(there, fresh).values())
    known = _by_name(there, here)
    known |= same_records(
        (each for each in renamed(there, known).values() if not isinstance(each, Ring)), here
    )
    wanted = _wanted(there, areas)
    matched = Counter(type(each) for each in wanted if each.id in known)
    taken = renamed((each for each in wanted if each.id not in known), known)
    _fit_rings(taken, here)
    kept, left = _whole(taken, Web(here))
    codes = _codes(kept.values(), numbering)
    for each in codes:
        key = (each.record_type, each.id)
        kept[key] = replace(kept[key], code=each.after)  # type: ignore[call-arg]
    changed = tuple(each for each in codes if each.before != each.after)
    return AreaPlan(tuple(kept.values()), changed, matched, left, edit)


def _by_name(theirs: Iterable[Record], ours: Mapping[Key, Record]) -> dict[str, str]:
    """Which of theirs are called as something here that need not be there twice."""
    known = {name: each.id for each in ours.values() for name in _names(each)}
    found: dict[str, str] = {}
    for each in theirs:
        for name in _names(each):
            if name in known and known[name] not in found.values():
                found.setdefault(each.id, known[name])
    return found


def _names(record: Record) -> list[tuple[object, ...]]:
    if isinstance(record, Ring | Person):
        return [(type(record), record.name.casefold())]
    if isinstance(record, LinkKind | Group):
        return [(type(record), "key", record.key), (type(record), record.name.casefold())]
    if isinstance(record, Skill | Tag):
        return [(type(record), record.family, record.name.casefold())]
    if isinstance(record, DataItem):
        return [(DataItem, record.name.casefold())]
    return []


def _wanted(records: Iterable[Record], areas: Collection[Area]) -> list[Record]:
    """The records of the areas, with what hangs on them and the files that they show."""
    records = list(records)
    kinds = {kind for area in areas for kind in AREAS[area]}
    wanted = {each.id: each for each in records if type(each) in kinds}
    for each in records:
        if isinstance(each, _HANGING):
            about = each.item if isinstance(each, Rating) else getattr(each, "record", "") or getattr(
                each, "subject", ""
            )  # fmt: skip
            if about in wanted:
                wanted[each.id] = each
    shown = {
        getattr(each, field.name)
        for each in wanted.values()
        for field, reference in referring(type(each))
        if reference.target == Attachment.__name__
    }
    files = [each for each in records if isinstance(each, Attachment) and each.id in shown]
    return [*files, *wanted.values()]


def _fit_rings(taken: dict[Key, Record], ours: Mapping[Key, Record]) -> None:
    """Rings that are new here come after ours."""
    last = max((each.position for each in ours.values() if isinstance(each, Ring)), default=0)
    rings = sorted(
        (each for each in taken.values() if isinstance(each, Ring)), key=lambda each: each.position
    )
    for place, ring in enumerate(rings, last + 1):
        taken[key_of(ring)] = replace(ring, position=place)


def _whole(taken: Mapping[Key, Record], ours: Web) -> tuple[dict[Key, Record], Mapping[type[Record], int]]:
    """The records whose references lead somewhere, and how many of each type had to be left out."""
    web = Web({**ours.records, **taken})
    left: Counter[type[Record]] = Counter()
    pending = list(taken)
    while pending:
        key = pending.pop()
        record = web.records.get(key)
        if record is None:
            continue
        lost = [
            (field, reference)
            for field, reference in referring(key[0])
            if (target := getattr(record, field.name)) and web.target(reference, target) is None
        ]
        if any(not field.optional or reference.on_remove is OnRemove.REFUSE for field, reference in lost):
            pending += (key_of(user) for user, _, _ in web.users(key) if key_of(user) in taken)
            web.drop(key)
            left[key[0]] += 1
        elif lost:
            web.put(replace(record, **{field.name: None for field, _ in lost}))  # type: ignore[arg-type]
    return {key: web.records[key] for key in taken if key in web}, left


def _codes(records: Iterable[Record], numbering: Numbering) -> list[NewCode]:
    """Our next codes for all that have one, in the order of theirs."""
    found = [
        (*split, each, code)
        for each in records
        if isinstance(code := getattr(each, "code", None), str) and (split := parts(code))
    ]
    last = dict(numbering.last)
    codes = []
    for prefix, _, record, code in sorted(found, key=lambda each: (each[0], each[1], each[2].id)):
        full = with_letter(prefix.partition("-")[0], numbering.recorder)
        last[full] = last.get(full, 0) + 1
        codes.append(NewCode(type(record), record.id, code, numbered(full, last[full])))
    return codes
