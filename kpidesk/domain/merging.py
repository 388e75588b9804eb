"""Two copies of a desk into one: what differs, what happens to it, and what comes of that.

Compared three ways: what both began from (the base), the other copy (theirs), and this desk (ours). There
is no question where there is no real difference. What happens by itself never leaves records that do not
fit together: the outcome is worked out, and a difference that would need a repair becomes a conflict, in
which this desk stays as it is unless a person says otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kpidesk.domain.codes import numbered, parts, with_letter
from kpidesk.domain.content import Attachment
from kpidesk.domain.differences import Difference, Kind, Take
from kpidesk.domain.free_texts import free_texts, joined
from kpidesk.domain.gallery import Crop
from kpidesk.domain.keeping import Checkpoint, Merged
from kpidesk.domain.merging_outcome import Decided, Outcome, outcome
from kpidesk.domain.record import Field, Record, cached_by_type, fields_of, type_name
from kpidesk.domain.records import RECORDS
from kpidesk.domain.references import Key, Records, Web, key_of, renamed, unique_keys
from kpidesk.domain.results import Placement
from kpidesk.domain.walls import Wall

_APART: Final = (Checkpoint, Merged)
"""What a copy remembers of itself, and is not compared."""

_TOGETHER: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Placement: ("x", "y"),
    Wall: ("x", "y", "to_x", "to_y"),
    Crop: ("x", "y", "wide", "tall"),
}
"""Fields that say something only together, so that they are decided on together."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The highest number given out for each prefix of printed codes, and the letter of the recorder."""

    last: Mapping[str, int] = field(default_factory=dict)
    recorder: str = ""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A record of the other copy whose printed code was taken here, and the one that it gets."""

    record_type: type[Record]
    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Merge:
    """What differs, in the order in which a desk is read out, and the records that it is worked out from."""

    differences: tuple[Difference, ...]
    codes: tuple[NewCode, ...]
    numbers: Mapping[str, int]
    theirs: Records
    ours: Records
    base: Records

    def outcome(self, choices: Mapping[str, Take]) -> Outcome:
        """What is to be put and removed when a person chose so; what is not named goes by default.

        Raises:
            Refused: two records would be alike where one may be.
            KeyError: there is no such difference.
            ValueError: what was chosen is not offered.
        """
        known = {each.key: each for each in self.differences}
        for key, take in choices.items():
            if take not in known[key].offered:
                raise ValueError(f"{take} is not offered for {key}")
        takes = {key: choices.get(key, each.offered[0]) for key, each in known.items()}
        return outcome(self.base, self.theirs, self.ours, _decided(self.differences, takes, self))


def merge(
    base: Iterable[Record],
    theirs: Iterable[Record],
    ours: Iterable[Record],
    *,
    their_numbers: Numbering,
    our_numbers: Numbering,
) -> Merge:
    """Compare two copies of a desk with what both began from; nothing where that is not known."""
    base, theirs, ours = (
        [each for each in records if not isinstance(each, _APART)] for records in (base, theirs, ours)
    )
    here: Records = {key_of(record): record for record in ours}
    same = same_records(theirs, here)
    before, there = renamed(base, same), renamed(theirs, same)
    codes, numbers = _new_codes(before, there, here, their_numbers, our_numbers)
    for each in codes:
        key = (each.record_type, each.id)
        there[key] = replace(there[key], code=each.after)  # type: ignore[call-arg]
    found = Merge(tuple(_differences(before, there, here)), codes, numbers, there, here, before)
    return _without_repairs(found)


def same_records(theirs: Iterable[Record], ours: Records) -> dict[str, str]:
    """Which of their records is one of ours under another id: what must occur once is the same in both.

    A printed code alone says nothing: two people may have given it to different things.
    """
    there = {key_of(each): each for each in theirs}
    known = {
        key: record.id for record in ours.values() if key_of(record) not in there for key in _told_by(record)
    }
    new = [each for each in there.values() if key_of(each) not in ours]
    ids: dict[str, str] = {}
    while True:
        taken = set(ids.values())
        found = {
            old.id: known[key]
            for old, record in zip(new, renamed(new, ids).values(), strict=True)
            for key in _told_by(record)
            if old.id not in ids and key in known and known[key] not in taken
        }
        if not found:
            return ids
        ids |= found


def _told_by(record: Record) -> Iterator[tuple[object, ...]]:
    return (key for key in unique_keys(record) if key[1] != ("code",))


def _new_codes(
    base: Records, theirs: Records, ours: Records, their_numbers: Numbering, our_numbers: Numbering
) -> tuple[tuple[NewCode, ...], Mapping[str, int]]:
    """New codes for new records whose code was ever given out here, and what is given out after that."""
    last = {
        prefix: max(our_numbers.last.get(prefix, 0), their_numbers.last.get(prefix, 0))
        for prefix in {*our_numbers.last, *their_numbers.last}
    }
    new = [
        (*found, key, code)
        for key, record in theirs.items()
        if key not in ours and key not in base
        and isinstance(code := getattr(record, "code", None), str)
        and (found := parts(code))
        and found[1] <= our_numbers.last.get(found[0], 0)
    ]  # fmt: skip
    codes = []
    for prefix, _, (kind, record_id), code in sorted(new, key=lambda each: (each[0], each[1], each[2][1])):
        full = with_letter(prefix.partition("-")[0], our_numbers.recorder)
        last[full] = last.get(full, 0) + 1
        codes.append(NewCode(kind, record_id, code, numbered(full, last[full])))
    return tuple(codes), last


# -- what differs


def _differences(base: Records, theirs: Records, ours: Records) -> Iterator[Difference]:
    keys = dict.fromkeys((*ours, *theirs))
    order = {kind: place for place, kind in enumerate(RECORDS)}
    gone = [key for key in keys if key in base and key not in theirs and ours.get(key) == base[key]]
    along = _removed_along(gone, Web(ours))
    for key in sorted(keys, key=lambda each: (order[each[0]], each[1])):
        before, there, here = base.get(key), theirs.get(key), ours.get(key)
        if there in (before, here) or key in along:
            continue
        if there is not None and here is not None:
            if key[0] is not Attachment:  # the same bytes, whatever the file was called
                yield from _by_field(before, there, here)
        elif here is None:
            kind = Kind.NEW if before is None else Kind.CONFLICT
            yield _whole(kind, key, before, there, here)
        else:
            yield _whole(Kind.REMOVED if here == before else Kind.CONFLICT, key, before, there, here)


def _removed_along(gone: Iterable[Key], ours: Web) -> set[Key]:
    """Of what was removed there: what goes along with something else that was, and need not be told."""
    gone = dict.fromkeys(gone)
    along: set[Key] = set()
    for key in gone:
        if key not in along:
            along |= {each for each in ours.along_with(key) if each != key and each in gone}
    return along


def _whole(
    kind: Kind, key: Key, before: Record | None, there: Record | None, here: Record | None
) -> Difference:
    record_type, record_id = key
    return Difference(
        key=f"{type_name(record_type)}:{record_id}", kind=kind, record_type=record_type, id=record_id,
        base=before, theirs=there, ours=here, offered=_offered(kind),
    )  # fmt: skip


def _offered(kind: Kind) -> tuple[Take, ...]:
    return (Take.OURS, Take.THEIRS) if kind is Kind.CONFLICT else (Take.THEIRS, Take.OURS)


@cached_by_type
def _groups(record_type: type[Record]) -> tuple[tuple[Field, ...], ...]:
    """The fields of a type but its id, those that are decided on together in one group."""
    together = _TOGETHER.get(record_type, ())
    fields = {each.name: each for each in fields_of(record_type)[1:]}
    group = (tuple(fields[name] for name in together),) if together else ()
    return (*group, *((each,) for name, each in fields.items() if name not in together))


def group_of(record_type: type[Record], name: str) -> tuple[str, ...]:
    """The fields that are decided on together with one, itself among them."""
    return next(
        tuple(each.name for each in group)
        for group in _groups(record_type)
        if name in {each.name for each in group}
    )


def _by_field(before: Record | None, there: Record, here: Record) -> Iterator[Difference]:
    for group in _groups(type(here)):
        base, theirs, ours = (
            None if record is None else tuple(getattr(record, each.name) for each in group)
            for record in (before, there, here)
        )
        if theirs in (base, ours):
            continue
        kind = Kind.CHANGED if ours == base else Kind.CONFLICT
        told = next(each for each in group if getattr(there, each.name) != getattr(here, each.name))
        yield Difference(
            key=f"{type_name(type(here))}:{here.id}:{told.name}", kind=kind, record_type=type(here),
            id=here.id, field=told.name, base=None if before is None else getattr(before, told.name),
            theirs=getattr(there, told.name), ours=getattr(here, told.name),
            offered=_field_offered(kind, told, there, here),
        )  # fmt: skip


def _field_offered(kind: Kind, told: Field, there: Record, here: Record) -> tuple[Take, ...]:
    offered = _offered(kind)
    once = any(told.name in fields for fields in type(here).UNIQUE)
    if kind is Kind.CONFLICT and told in free_texts(type(here)) and not once:
        both = joined(told, getattr(here, told.name), getattr(there, told.name))
        return offered if both is None else (*offered, Take.BOTH)
    return offered


# -- what happens by default


def _decided(differences: Iterable[Difference], takes: Mapping[str, Take], found: Merge) -> Decided:
    """What is taken of each difference, as the records and values that it means."""
    decided = Decided()
    for each in differences:
        key, take = (each.record_type, each.id), takes[each.key]
        if take is Take.OURS:
            continue
        if not each.field:
            (decided.removed if each.theirs is None else decided.whole)[key] = each.key
            continue
        there, here = found.theirs[key], found.ours[key]
        values = {name: getattr(there, name) for name in group_of(each.record_type, each.field)}
        if take is Take.BOTH:
            told = next(one for one in fields_of(each.record_type) if one.name == each.field)
            values[each.field] = joined(told, getattr(here, each.field), getattr(there, each.field))
        for name, value in values.items():
            decided.fields.setdefault(key, {})[name] = (value, each.key)
    return decided


def _without_repairs(found: Merge) -> Merge:
    """Ask about every difference whose default would need a repair, or take away what is new here."""
    asked: set[str] = set()
    while True:
        takes = {each.key: Take.OURS if each.key in asked else each.offered[0] for each in found.differences}
        decided = _decided(found.differences, takes, found)
        made = outcome(found.base, found.theirs, found.ours, decided, refuse=False)
        more = {*made.repaired, *_taking_away(found, decided)} - asked
        if not more:
            break
        asked |= more
    return replace(
        found,
        differences=tuple(
            replace(each, kind=Kind.CONFLICT, offered=_offered(Kind.CONFLICT)) if each.key in asked else each
            for each in found.differences
        ),
    )


def _taking_away(found: Merge, decided: Decided) -> Iterator[str]:
    """Removals that would take away what is new or changed here, or what something here newly refers to."""
    web = Web(found.ours)
    doomed = {key: web.along_with(key) for key in decided.removed}
    every = set().union(*doomed.values()) if doomed else set()
    for key, why in decided.removed.items():
        for each in doomed[key]:
            if found.base.get(each) != found.ours[each] or any(
                getattr(found.base.get(key_of(user)), told.name, None) != each[1]
                for user, told, _ in web.users(each)
                if key_of(user) not in every
            ):
                yield why
                break
