"""A desk without what tells of single people: which fields name or describe somebody, and what stands there.

Names become neutral labels, the same name the same label wherever it stands, so that references and texts
still fit together. A name of a unit, a group or a partner is no name of a person and stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kpidesk.domain.anonymous import merged
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import (
    Celebration,
    Community,
    ForceEntry,
    Initiative,
    Member,
    PlanTeam,
    Struggle,
    Talk,
    Training,
)
from kpidesk.domain.content import Attachment
from kpidesk.domain.curves import Helper
from kpidesk.domain.gallery import Crop, Gallery, Note, Photo, Poster
from kpidesk.domain.invitations import Invitation
from kpidesk.domain.keeping import Checkpoint, Merged
from kpidesk.domain.measures import Target
from kpidesk.domain.people import Group, Organisation, Person
from kpidesk.domain.personal_data import Personal, blacked
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.registers import Policy, Ruling, Stakeholder
from kpidesk.domain.results import Goal, Link, Result, Tag, Verdict
from kpidesk.domain.retelling import Retelling
from kpidesk.domain.series import Acknowledgement, Baseline, Forecast
from kpidesk.domain.sharing import Partner
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.voting import Rating
from kpidesk.domain.workshops import Workshop

NAMES: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Person: ("name",),
    Note: ("writer",),
    Gallery: ("hosts",),
    Member: ("manager",),
    Rating: ("rater",),
}
"""Fields that name people and nothing else."""

TYPED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Invitation: ("name",),
    Stakeholder: ("name", "owner"),
    Link: ("proposed_by",),
    Verdict: ("agreed_by",),
    Target: ("set_by",),
    Forecast: ("by",),
    Baseline: ("by",),
    Acknowledgement: ("by",),
    Helper: ("name",),
    Commitment: ("who", "with_whom"),
    Community: ("endorsed_by", "sponsor"),
    ForceEntry: ("who",),
    Training: ("teacher",),
    Celebration: ("who",),
    Struggle: ("who", "solved_by"),
    Ruling: ("by",),
    Checkpoint: ("by",),
    Merged: ("by",),
    Goal: ("owner",),
    Result: ("owner",),
    ExistingMeasure: ("owner",),
    Initiative: ("owner",),
    Policy: ("keeper",),
    Workshop: ("host",),
}
"""Fields in which people are named as often as units and roles: what looks like a name is taken for one.

All of what stands there is cleaned only when it is asked for.
"""

EMPTIED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Invitation: ("contact",),
    Partner: ("contact",),
    Member: ("note",),
    Talk: ("said", "wishes", "next"),
}
"""Fields that say how to reach somebody, or what somebody said in confidence."""

_NO_PERSONS: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Organisation: ("name",),
    Person: ("role", "unit"),
    Group: ("key", "name"),
    Partner: ("name",),
    Community: ("name", "leader_role"),
    Member: ("role",),
    PlanTeam: ("name",),
    Result: ("area",),
    Tag: ("name",),
}
"""Fields that name units, groups and roles."""


_BETWEEN: Final = re.compile(r"[,;/&+]|\s+(?:and|und|y|i|et)\s+")
_SMALL: Final = frozenset("al bin da de del den der di dos du el ibn la ten ter van von y".split())  # noqa: SIM905
_FEWEST, _MOST = 2, 4  # words of a name but the small ones
_LEAST_SURNAME: Final = 3  # letters
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SURE: Final = frozenset({Personal.ADDRESS, Personal.NUMBER})
"""What is blacked out without anybody looking; a title may be the beginning of another word."""
_Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What a copy leaves out. What the journal holds of it can only go with the journal."""

    journal: bool = True
    personal: bool = True
    owners: bool = False
    photos: bool = True

    @property
    def without_journal(self) -> bool:
        """Whether the journal goes, asked for or because it would tell what is left out."""
        return self.journal or self.personal or self.owners or self.photos


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The records that are others in the copy, those that are not in it, and how many lose their names."""

    changed: tuple[Record, ...]
    gone: tuple[Record, ...]
    people: int
    writers: int
    photos: int


def cleaned(reader: Reader, wanted: Cleaning, label: Callable[[int], str]) -> Cleaned:
    """What is another, or not there, in a copy of a desk.

    Args:
        reader: the desk.
        wanted: what is left out.
        label: what stands for a person, by number.
    """
    names, whole = _labels(reader, wanted, label)
    gone = tuple(_gone(reader, wanted))
    left_out = {each.id for each in gone}
    changed: list[Record] = []
    if wanted.personal or wanted.owners:
        everything = [record for kind in RECORDS for record in reader.find(kind) if record.id not in left_out]
        retelling = Retelling(_in_texts(names, blacken=wanted.personal), everything)
        small = _small_groups(reader) if wanted.personal else frozenset()
        for record in everything:
            new = retelling.record(_plain(record, names, whole, small, wanted))
            if new != record:
                changed.append(new)
    writers = sum(bool(each.writer) for each in reader.find(Note)) if wanted.personal else 0
    people = len({*names.values(), *whole.values()})
    return Cleaned(tuple(changed), gone, people, writers, sum(isinstance(each, Photo) for each in gone))


def _labels(reader: Reader, wanted: Cleaning, label: Callable[[int], str]) -> tuple[_Labels, _Labels]:
    """A label for each name by its small letters: for people, and for what is replaced in its field alone."""
    others = {text.casefold() for text in _texts(reader, _NO_PERSONS)}
    units = {word for text in others for word in _WORD.findall(text)}
    typed = [*_texts(reader, TYPED)]
    people: dict[str, None] = {}
    if wanted.personal:
        named = (name.casefold() for name in _texts(reader, NAMES) if not name.isdecimal())
        likely = (
            part.casefold()
            for text in typed
            if text.casefold() not in others
            for part in _parts(text)
            if _looks_like_a_name(part) and not units & set(_WORD.findall(part.casefold()))
        )
        people = dict.fromkeys(name for name in (*named, *likely) if name not in others)
    whole = dict.fromkeys(each.casefold() for each in typed) if wanted.owners else {}
    numbered = {name: label(number) for number, name in enumerate({**people, **whole}, 1)}
    labels = {name: numbered[name] for name in people}
    if wanted.personal:
        for person in reader.find(Person):
            if surname := _surname(person.name):
                labels.setdefault(surname, numbered[person.name.strip().casefold()])
    return labels, {name: numbered[name] for name in whole}


def _parts(text: str) -> list[str]:
    """The names in a text that lists several."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def _looks_like_a_name(text: str) -> bool:
    """Two words or more that begin with capitals, as in “A. Nowak” and “Ana de la Cruz”."""
    words = [word for word in text.split() if word not in _SMALL]
    digits = any(letter.isdigit() for letter in text)
    return _FEWEST <= len(words) <= _MOST and not digits and all(word[0].isupper() for word in words)


def _surname(name: str) -> str:
    """The last word of a person's name, by which people speak of them; "" where there is but one."""
    last = name.rsplit(maxsplit=1)[-1] if _looks_like_a_name(name) else ""
    return last.casefold() if len(last.rstrip(".")) >= _LEAST_SURNAME else ""


def _texts(reader: Reader, fields: Mapping[type[Record], tuple[str, ...]]) -> Iterator[str]:
    for kind, names in fields.items():
        for record in reader.find(kind):
            for name in names:
                value: Any = getattr(record, name)
                for text in value if isinstance(value, tuple) else (value,):
                    if text.strip():
                        yield text.strip()


def _in_texts(names: Mapping[str, str], *, blacken: bool) -> Callable[[str], str]:
    """Replace names where they stand as whole words; a single word only with its capital letter."""
    pieces = sorted(names, key=len, reverse=True)
    several = [_pattern(name) for name in pieces if len(name.split()) > 1]
    single = [_pattern(name) for name in pieces if len(name.split()) == 1]
    pattern = re.compile("|".join((*several, *single)), re.IGNORECASE) if pieces else None

    def instead(found: re.Match[str]) -> str:
        text = " ".join(found[0].split())
        if " " not in text and text == text.lower():
            return found[0]
        return names.get(text.casefold(), found[0])

    def change(text: str) -> str:
        replaced = pattern.sub(instead, text) if pattern else text
        return blacked(replaced, _SURE) if blacken else replaced

    return change


def _pattern(name: str) -> str:
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"


def _plain(
    record: Record,
    names: _Labels,
    whole: _Labels,
    small: frozenset[str],
    wanted: Cleaning,
) -> Record:
    """A record with labels in the fields that name people, and nothing in those that are emptied."""
    changes: dict[str, Any] = {}
    for fields, labels in ((NAMES, names), (TYPED, whole)):
        for name in fields.get(type(record), ()):
            value: Any = getattr(record, name)
            if isinstance(value, tuple):
                changes[name] = tuple(labels.get(each.strip().casefold(), each) for each in value)
            else:
                changes[name] = labels.get(value.strip().casefold(), value)
    if wanted.personal:
        changes |= dict.fromkeys(EMPTIED.get(type(record), ()), "")
        if isinstance(record, Note) and record.id in small:
            changes["group"] = None
    return replace(record, **changes) if changes else record


def _small_groups(reader: Reader) -> frozenset[str]:
    """The notes whose group wrote so few in a gallery that it could tell who it was."""
    gallery = {poster.id: poster.gallery for poster in reader.find(Poster)}
    notes = [each for each in reader.find(Note) if each.group is not None]
    found: set[str] = set()
    for one in set(gallery.values()):
        own = [each for each in notes if gallery[each.poster] == one]
        shown = {group for group, _ in merged(Counter(each.group or "" for each in own).items(), "")}
        found |= {each.id for each in own if each.group not in shown}
    return frozenset(found)


def _gone(reader: Reader, wanted: Cleaning) -> Iterable[Record]:
    """What is not in the copy; records come before those that they refer to."""
    if wanted.without_journal:
        yield from reader.find(Checkpoint)
    if wanted.photos:
        yield from reader.find(Crop)
        yield from reader.find(Photo)
        logos = {each.logo for each in reader.find(Organisation)}
        yield from (each for each in reader.find(Attachment) if each.id not in logos)
