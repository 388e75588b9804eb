"""Any record in words: what it is, what people call it, what its fields hold, and what changed in it.

History, recycle bin, reports and comparisons say it the same way. Nothing here fails: what a record refers to
may be gone, and then that is said.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from textwrap import shorten
from typing import Any, Final

from kpidesk.domain.assessments import Assessment, Score
from kpidesk.domain.commitments import CheckIn, Commitment, Quality
from kpidesk.domain.communities import Attendance, Hours, Meeting, Member, Pairing, PlanStep, SkillLevel, Talk
from kpidesk.domain.content import Translation
from kpidesk.domain.definitions import Component, ForumMeasure, ItemUse, ResponseRule, Variant
from kpidesk.domain.designs import Derivation, Design
from kpidesk.domain.exact import rounded
from kpidesk.domain.gallery import Consequence, Crop, Membership, Poster
from kpidesk.domain.invitations import InvitationText
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Target
from kpidesk.domain.naming import FIELD_NAMES, KIND_NAMES
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Field, Record, cached_by_type, fields_of
from kpidesk.domain.records import BY_CLASS_NAME, RECORDS
from kpidesk.domain.results import Dismissal, Link, Placement, Tagging, Trace, Verdict
from kpidesk.domain.series import Acknowledgement, Annotation, Baseline, Forecast, Value
from kpidesk.domain.sharing import Alignment, Centre, PartnerShare, Reflection, Snapshot, Stand
from kpidesk.domain.votes import BallotCount
from kpidesk.domain.voting import Ballot, Criterion, Rating
from kpidesk.domain.walls import Hanging, Printout
from kpidesk.domain.workshops import Participant
from kpidesk.drawing.chart_words import period_name
from kpidesk.system.words import Words

NOTHING: Final = "–"
_LONGEST: Final = 90  # letters of a name
_PLACES: Final = 6  # decimals of a number at most
_MEMBERS: Final[dict[tuple[type[Record], str], type[Enum]]] = {
    (Commitment, "qualities"): Quality,
    (Ballot, "criteria"): Criterion,
}
"""Tuples that hold values of an enum."""

_NAMED_BY: Final[dict[type[Record], tuple[str, ...]]] = {
    Trace: ("goal", "result"),
    Placement: ("result", "map"),
    ItemUse: ("measure", "item"),
    ResponseRule: ("measure", "signal"),
    Variant: ("measure", "where"),
    Component: ("measure", "part"),
    ForumMeasure: ("forum", "measure"),
    Design: ("result",),
    Derivation: ("candidate", "observation"),
    Verdict: ("subject", "test"),
    Tagging: ("record", "tag"),
    Dismissal: ("subject", "key"),
    Target: ("measure", "wording"),
    Value: ("measure", "period"),
    Annotation: ("measure", "text"),
    Baseline: ("measure", "start"),
    Forecast: ("measure", "period"),
    Acknowledgement: ("measure", "rule", "first"),
    Centre: ("result",),
    Alignment: ("driving_measure", "partner"),
    PartnerShare: ("measure", "partner"),
    Snapshot: ("centre", "day"),
    Stand: ("partner", "snapshot"),
    Reflection: ("centre", "day"),
    Member: ("person",),
    Hours: ("member", "month"),
    Meeting: ("community", "on"),
    Attendance: ("member", "meeting"),
    Pairing: ("first", "second", "on"),
    SkillLevel: ("person", "skill"),
    Talk: ("member", "on"),
    PlanStep: ("team", "step"),
    Assessment: ("set", "on"),
    Score: ("item", "assessment"),
    CheckIn: ("commitment", "day"),
    Rating: ("item", "criterion"),
    Poster: ("code", "title", "measure", "map", "goal"),
    Consequence: ("note", "record"),
    Membership: ("cluster", "note"),
    Crop: ("note", "photo"),
    InvitationText: ("gallery", "variant", "language"),
    Hanging: ("poster", "wall"),
    Printout: ("poster", "printed_at"),
    Translation: ("record", "field", "language"),
    Participant: ("person", "workshop"),
    BallotCount: ("item", "step", "against"),
}
"""What the names of records are made of that have none of their own, or more than one text says."""


def kind_name(record_type: type[Record], words: Words) -> str:
    """What people call records of a type: Kind of link."""
    return words(KIND_NAMES[record_type])


def field_name(record_type: type[Record], field: str, words: Words) -> str:
    """What people call a field: In plain words."""
    return words(FIELD_NAMES[record_type, field])


def record_name(record: Record, reader: Reader, words: Words) -> str:
    """What people call a record: its code and its text, or what it is about: M03, Mar 2026."""
    if isinstance(record, Link):
        ends = (_code(reader, each, words) for each in (record.source, record.target))
        return f"{record.code} {' → '.join(ends)}"
    fields = _NAMED_BY.get(type(record))
    if fields is None:
        return _own_name(record) or kind_name(type(record), words)
    parts = [_part(record, field, reader, words) for field in fields]
    told = ", ".join(filter(None, dict.fromkeys(parts)))
    return shorten(told, _LONGEST, placeholder=" …") or kind_name(type(record), words)


def value_text(record_type: type[Record], field: str, value: Any, reader: Reader, words: Words) -> str:
    """What a field holds, as people read it; a dash where it holds nothing."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, tuple):
        return "\n".join(_item_text(record_type, field, each, words) for each in value)
    if isinstance(value, str):
        reference = _declared(record_type)[field].reference
        return _referred(reader, reference.target, value, words) if reference else value
    return _plain_text(value, words)


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field in words: what it held and what it holds now, "" where there was or is no record."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What happened to one record, in words.

    `what` is "added", "changed", "removed", or "lost" where the desk keeps no longer how it was. Of a record
    that came or went, `fields` are those that hold something.
    """

    id: str
    kind: str
    name: str
    what: str
    fields: tuple[FieldWords, ...]


def record_words(
    record_type: type[Record],
    record_id: str,
    before: Record | None,
    after: Record | None,
    reader: Reader,
    words: Words,
) -> RecordWords:
    """What happened to one record; None and None where that is no longer kept."""
    kind = kind_name(record_type, words)
    shown = after or before
    if shown is None:
        there = _found(reader, record_type.__name__, record_id)
        name = record_name(there, reader, words) if there else ""
        return RecordWords(record_id, kind, name, "lost", ())
    what = "removed" if after is None else "added" if before is None else "changed"
    fields = tuple(_field_words(record_type, before, after, reader, words))
    return RecordWords(record_id, kind, record_name(shown, reader, words), what, fields)


def counted(records: Iterable[RecordWords], words: Words) -> str:
    """How many records came, changed and went: 3 added, 2 changed."""
    number = Counter(each.what for each in records)
    told = [
        words("{n} {what}", n=words.number(number[what]), what=what_happened(what, words))
        for what in ("added", "changed", "removed", "lost")
        if number[what]
    ]
    return ", ".join(told) or words("Nothing is different.")


def what_happened(what: str, words: Words) -> str:
    """The word for what happened to a record."""
    said = {
        "added": words("added"), "changed": words("changed"), "removed": words("removed"),
        "lost": words("no longer kept"),
    }  # fmt: skip
    return said[what]


# -- inside


def _field_words(
    kind: type[Record], before: Record | None, after: Record | None, reader: Reader, words: Words
) -> Iterator[FieldWords]:
    untold = _untold(after or before)
    for field in fields_of(kind)[1:]:
        if field.name in untold:
            continue
        old, new = getattr(before, field.name, None), getattr(after, field.name, None)
        if old == new:
            continue
        told = [
            value_text(kind, field.name, value, reader, words) if there is not None else ""
            for there, value in ((before, old), (after, new))
        ]
        came_or_went = before is None or after is None
        if {*told} - {"", NOTHING} and not (came_or_went and (old is False or new is False)):
            yield FieldWords(field_name(kind, field.name, words), *told)


def _untold(record: Record | None) -> tuple[str, ...]:
    """Fields that nobody reads: what single people gave in an assessment stays theirs."""
    single = isinstance(record, Rating) and record.criterion is Criterion.SCORE
    return ("rater", "number") if single else ()


@cached_by_type
def _declared(record_type: type[Record]) -> dict[str, Field]:
    return {field.name: field for field in fields_of(record_type)}


def _own_name(record: Record) -> str:
    """Code and first text, as far as there are."""
    code = getattr(record, "code", "")
    said = next(
        (
            text
            for name, field in _declared(type(record)).items()
            if field.kind is str
            and field.reference is None
            and name not in {"id", "code", "key", "digest"}
            and (text := getattr(record, name))
        ),
        "",
    )
    return shorten(f"{code} {said}", _LONGEST, placeholder=" …")


def _part(record: Record, field: str, reader: Reader, words: Words) -> str:
    """What a field tells within a name: codes alone, periods as people say them."""
    value = getattr(record, field)
    if not value:
        return ""
    if isinstance(record, Value | Forecast) and field == "period":
        return period_name(value, record.period_type, words)
    if isinstance(record, Hours) and field == "month":
        return words.pattern(value, "yMMM")
    if isinstance(record, Translation) and field == "field":
        return _field_of(record, reader, words)
    reference = _declared(type(record))[field].reference
    if reference is not None:
        return _code(reader, value, words, reference.target)
    return value_text(type(record), field, value, reader, words)


def _field_of(translation: Translation, reader: Reader, words: Words) -> str:
    """The name of the field that was translated."""
    record = _found(reader, "*", translation.record)
    known = record is not None and (type(record), translation.field) in FIELD_NAMES
    return field_name(type(record), translation.field, words) if record and known else translation.field


def _code(reader: Reader, record_id: str, words: Words, target: str = "Result") -> str:
    """A record that is referred to, in as few words as there are: its code, else its name."""
    found = _found(reader, target, record_id)
    if found is None:
        return words("something that is gone")
    return str(getattr(found, "code", "")) or record_name(found, reader, words)


def _referred(reader: Reader, target: str, record_id: str, words: Words) -> str:
    found = _found(reader, target, record_id)
    return record_name(found, reader, words) if found else words("something that is gone")


def _found(reader: Reader, target: str, record_id: str) -> Record | None:
    """The record with an id, of the type of that name or of any."""
    for kind in RECORDS if target == "*" else (BY_CLASS_NAME[target],):
        try:
            return reader.get(kind, record_id)
        except KeyError:
            continue
    return None


def _item_text(record_type: type[Record], field: str, item: str, words: Words) -> str:
    """One of several texts: a day, a member of an enum, or what people wrote."""
    if (record_type, field) == (Baseline, "excluded"):
        return words.date(date.fromisoformat(item))
    members = _MEMBERS.get((record_type, field))
    return words(LABELS[members(item)]) if members else item


def _number(number: float, words: Words) -> str:
    """With as many decimals as it was typed with."""
    places = next((n for n in range(_PLACES) if rounded(number, n) == rounded(number, _PLACES)), _PLACES)
    return words.number(number, places)


def _moment(moment: datetime, words: Words) -> str:
    local = moment.astimezone() if moment.tzinfo else moment
    return words("{day}, {time}", day=words.date(local.date()), time=words.clock(local))


_PLAIN: Final[tuple[tuple[type, Callable[[Any, Words], str]], ...]] = (
    (Enum, lambda value, words: words(LABELS[value])),
    (bool, lambda value, words: words("yes") if value else words("no")),
    (int, lambda value, words: words.number(value)),
    (float, _number),
    (datetime, _moment),  # before date, of which it is one
    (date, lambda value, words: words.date(value)),
    (bytes, lambda _, words: words("a picture")),
)
"""How values of each type are told."""


def _plain_text(value: object, words: Words) -> str:
    return next(tell(value, words) for kind, tell in _PLAIN if isinstance(value, kind))
