"""Looking at what was drawn, and the sample's records to draw from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.drawing.picture import GlyphRun, Group, Item, Picture
from kpidesk.drawing.tiles_blank import leaves


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
    """All that is written, line by line, where it stands on the page."""
    for each in leaves(picture.items):
        if isinstance(run := each.item, GlyphRun):
            x, y = each.at.dx + run.x * each.at.scale, each.at.dy + run.y * each.at.scale
            yield replace(run, x=x, y=y, size=run.size * each.at.scale, advance=run.advance * each.at.scale)


def text(*pictures: Picture) -> str:
    """All words of some pictures in the order of drawing."""
    return " ".join(run.text for picture in pictures for run in runs(picture)).replace("\u00a0", " ")
