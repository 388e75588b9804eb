"""Looking at what was drawn, and the sample's records to draw from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.drawing.picture import Group, Item


def records_of(path: Path) -> Collection:
    """All records of a desk file, held in memory."""
    desk = read_desk(path)
    records = [each for kind in RECORDS for each in desk.find(kind)]
    desk.close()
    return Collection(records)


def groups(items: Iterable[Item], role: str) -> Iterator[Group]:
    """The groups that have a role, wherever they stand."""
    for item in items:
        if isinstance(item, Group):
            if item.role == role:
                yield item
            yield from groups(item.items, role)
