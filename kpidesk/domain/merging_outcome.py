"""What comes of decisions on differences: records to put and to remove that fit together.

References that would lead nowhere are mended: one that may be empty is cleared, a record that is needed is
brought back, and a record goes whose owner goes. Each repair names the difference that made it necessary.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from kpidesk.domain.record import Field, OnRemove, Record, Reference
from kpidesk.domain.records import BY_CLASS_NAME, RECORDS
from kpidesk.domain.references import ANY, Key, Records, Web, key_of, referring, unique_keys
from kpidesk.domain.wording import Refused


@dataclass(slots=True)
class Decided:
    """What is taken from the other side, each with the key of its difference.

    `whole` are records as they are there, `removed` those that are removed there, `fields` single values.
    """

    whole: dict[Key, str] = field(default_factory=dict)
    removed: dict[Key, str] = field(default_factory=dict)
    fields: dict[Key, dict[str, tuple[Any, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The records to put and those to remove; `repaired` are keys of differences that needed a repair."""

    put: tuple[Record, ...]
    gone: tuple[Record, ...]
    repaired: frozenset[str] = frozenset()


def outcome(
    base: Records, theirs: Records, ours: Records, decided: Decided, *, refuse: bool = True
) -> Outcome:
    """Work out what decisions come to.

    Args:
        base: what both sides began from.
        theirs: the other side.
        ours: this desk.
        decided: what is taken.
        refuse: whether two records that would be alike are refused; else their differences are repaired.

    Raises:
        Refused: two records would be alike where one may be.
    """
    work = _Work(base, theirs, ours, decided)
    work.take()
    work.mend()
    alike = work.alike()
    if alike and refuse:
        one, other = alike[0]
        raise Refused(
            "“{one}” and “{other}” would be the same where only one may be. Choose otherwise for one.",
            one=_name(one), other=_name(other),
        )  # fmt: skip
    repaired = frozenset({*work.repaired, *(why for pair in alike for why in work.reasons(pair))})
    after = work.web.records
    return Outcome(
        tuple(record for key, record in after.items() if ours.get(key) != record),
        tuple(record for key, record in ours.items() if key not in after),
        repaired,
    )


def _name(record: Record) -> str:
    return next((text for each in ("code", "name", "key") if (text := getattr(record, each, ""))), record.id)


class _Work:
    """The records while they are worked on."""

    def __init__(self, base: Records, theirs: Records, ours: Records, decided: Decided) -> None:
        self.web = Web(ours)
        self.repaired: set[str] = set()
        self._base, self._theirs, self._ours, self._decided = base, theirs, ours, decided
        self._their_web: Web | None = None
        self._doomed: dict[Key, str] = {}  # what goes, with the removal that takes it along
        self._kept: set[Key] = set()  # what is needed and pulls its own owners back
        self._along: set[Key] = set()  # what comes back with its owner, and goes without it
        self._lost: set[Key] = set()  # what cannot be there, as something that it needs is nowhere
        self._open: list[Key] = []  # whose references are still to be looked at

    def take(self) -> None:
        """Make the decided changes as they are."""
        for key, why in self._decided.removed.items():
            for each in self.web.along_with(key):
                self._doomed.setdefault(each, why)
        self._open += (
            key_of(user)
            for each in self._doomed
            for user, _, _ in self.web.users(each)
            if key_of(user) not in self._doomed
        )
        for key in self._doomed:
            self.web.drop(key)
        for key in self._decided.whole:
            self._put(self._theirs[key])
            if key in self._base:
                self._bring_along(key)
                self._rejoin(key)
        for key, values in self._decided.fields.items():
            if key in self.web:
                self._put(
                    replace(self.web.records[key], **{name: value for name, (value, _) in values.items()})
                )

    @property
    def _there(self) -> Web:
        if self._their_web is None:
            self._their_web = Web(self._theirs)
        return self._their_web

    def _bring_along(self, key: Key) -> None:
        """What was removed here along with a record comes back with it."""
        for each in self._there.along_with(key):
            if each not in self.web and each in self._base:
                self._along.add(each)
                self._put(self._theirs[each])

    def _rejoin(self, key: Key) -> None:
        """What referred to something that was removed here, and comes back, refers to it again."""
        for each in self._there.along_with(key):
            for user, told, _ in self._there.users(each):
                here, before = self.web.records.get(key_of(user)), self._base.get(key_of(user))
                if (
                    here is not None
                    and getattr(here, told.name) is None
                    and getattr(before, told.name, None) == each[1]
                ):
                    self._put(replace(here, **{told.name: each[1]}))

    def mend(self) -> None:
        """Follow the references of all that changed until each leads somewhere."""
        while self._open:
            key = self._open.pop()
            if record := self.web.records.get(key):
                for told, reference in referring(key[0]):
                    target = getattr(record, told.name)
                    if target and self.web.target(reference, target) is None:
                        self._mend(record, told, reference, target)
                        self._open.append(key)
                        break

    def _mend(self, record: Record, told: Field, reference: Reference, target: str) -> None:
        key = key_of(record)
        wanted = self._somewhere(reference, target)
        if told.optional and reference.on_remove is OnRemove.CLEAR:
            if told.name in self._decided.fields.get(key, {}):
                self._blame(key)
            self.web.put(replace(record, **{told.name: None}))  # type: ignore[arg-type]
        elif wanted is None or key in self._along:
            self._blame(key)
            self._lost.add(key)
            self._drop(key)
        elif wanted in self._doomed and reference.on_remove is OnRemove.REMOVE and key not in self._kept:
            self._blame(key)
            self._doomed[key] = self._doomed[wanted]
            self._drop(key)
        else:
            self._blame(key)
            if why := self._doomed.pop(wanted, ""):
                self.repaired.add(why)
            self._kept.add(wanted)
            self._put(self._ours.get(wanted) or self._theirs.get(wanted) or self._base[wanted])

    def _somewhere(self, reference: Reference, target: str) -> Key | None:
        """A record that is not there now but could be brought back."""
        for records in (self._ours, self._theirs, self._base):
            for kind in RECORDS if reference.target == ANY else (BY_CLASS_NAME[reference.target],):
                if (kind, target) in records and (kind, target) not in self._lost:
                    return kind, target
        return None

    def _blame(self, key: Key) -> None:
        if why := self._decided.whole.get(key):
            self.repaired.add(why)
        self.repaired |= {why for _, why in self._decided.fields.get(key, {}).values()}

    def _put(self, record: Record) -> None:
        self.web.put(record)
        self._open.append(key_of(record))

    def _drop(self, key: Key) -> None:
        self._open += (key_of(user) for user, _, _ in self.web.users(key))
        self.web.drop(key)

    def alike(self) -> list[tuple[Record, Record]]:
        """Pairs of records that must not both be there."""
        seen: dict[tuple[object, ...], Record] = {}
        found = []
        for record in self.web.records.values():
            for unique in unique_keys(record):
                other = seen.setdefault(unique, record)
                if other is not record:
                    found.append((other, record))
        return found

    def reasons(self, pair: tuple[Record, Record]) -> set[str]:
        """The differences that brought two records together that are alike."""
        found: set[str] = set()
        for record in pair:
            key = key_of(record)
            if why := self._decided.whole.get(key):
                found.add(why)
            found |= {why for _, why in self._decided.fields.get(key, {}).values()}
        return found
