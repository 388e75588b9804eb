"""Earlier wordings of a text, and who changed a record when and why, as the journal has them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from kpidesk.desk.journal import Change, EntryKind


@dataclass(frozen=True, slots=True)
class Version:
    """A wording that a text once had, with who brought it there and when."""

    text: str
    who: str
    at: datetime
    label: str


def versions(history: Iterable[Change], record_id: str, field: str) -> tuple[Version, ...]:
    """The wordings that a field of a record had before the one it has now, the latest first.

    What was typed within one step is one wording, and each wording is listed once.

    Args:
        history: changes in order, such as `desk.history(record_id=…)`.
        record_id: whose texts.
        field: the name of the field.
    """
    steps: dict[object, Version] = {}
    now = ""
    for change in history:
        for touched in change.touched:
            after = getattr(touched.after, field, None)
            if touched.id != record_id or not isinstance(after, str):
                continue
            before = getattr(touched.before, field, None)
            if after == before:
                continue
            now = after
            if change.kind in {EntryKind.DO, EntryKind.BARRIER}:  # undo and redo bring back what there was
                steps[change.step] = Version(after, change.who, change.at, change.label)
    found: dict[str, Version] = {}
    for version in reversed(steps.values()):
        if version.text.strip() and version.text != now:
            found.setdefault(version.text, version)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Revision:
    """One step that changed a record: the names of its fields, and the step's label, which may give a reason.

    Without fields it is the step that made it.
    """

    fields: tuple[str, ...]
    who: str
    at: datetime
    label: str


def revisions(history: Iterable[Change], record_id: str) -> tuple[Revision, ...]:
    """What was done to a record, the latest first; undone steps are left out.

    Args:
        history: changes in order, such as `desk.history(record_id=…)`.
        record_id: which record.
    """
    steps: dict[object, Revision] = {}
    for change in history:
        for touched in change.touched:
            if touched.id != record_id or touched.after is None:
                continue
            before, after = touched.before, touched.after
            changed = [
                each.name
                for each in fields(after)
                if before is not None and getattr(before, each.name) != getattr(after, each.name)
            ]
            earlier = steps.pop(change.step, None)
            if change.kind is not EntryKind.UNDO:
                named = dict.fromkeys((*(earlier.fields if earlier else ()), *changed))
                steps[change.step] = Revision(tuple(named), change.who, change.at, change.label)
    return tuple(reversed(steps.values()))


@dataclass(frozen=True, slots=True)
class Former:
    """What a field held until somebody changed it."""

    value: object
    who: str
    at: datetime


def formers(history: Iterable[Change], record_id: str, field: str) -> tuple[Former, ...]:
    """What a field of a record held before, the latest first; undone steps are left out.

    Args:
        history: changes in order, such as `desk.history(record_id=…)`.
        record_id: which record.
        field: the name of the field.
    """
    steps: dict[object, Former] = {}
    for change in history:
        for touched in change.touched:
            if touched.id != record_id or touched.before is None or touched.after is None:
                continue
            before = getattr(touched.before, field)
            earlier = steps.pop(change.step, None)
            if change.kind is not EntryKind.UNDO and before != getattr(touched.after, field):
                first = before if earlier is None else earlier.value
                steps[change.step] = Former(first, change.who, change.at)
            elif earlier is not None and change.kind is not EntryKind.UNDO:
                steps[change.step] = earlier
    return tuple(reversed(steps.values()))
