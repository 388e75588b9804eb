"""Looking at what was drawn, and the sample's records to draw from."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.drawing.picture import GlyphRun, Group, Item, Picture, walk


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


def runs(picture: Picture) -> Iterator[GlyphRun]:
    """All that is written, line by line."""
    return (item for item in walk(picture.items) if isinstance(item, GlyphRun))


def text(*pictures: Picture) -> str:
    """All words of some pictures in the order of drawing."""
    return " ".join(run.text for picture in pictures for run in runs(picture)).replace("\u00a0", " ")
