"""Earlier wordings of a text, as the journal has them."""

from collections.abc import Iterable
from dataclasses import dataclass
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
