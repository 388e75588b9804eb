"""Everything that is projected, in rooms of many shapes with last rows near and far.

Whatever the room, no letter is smaller than its last row can read, nothing leaves the picture, no word lies
on another, and the picture fills the screen.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import radians, tan
from pathlib import Path

import pytest

from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.picture import Box, GlyphRun, Group, Item, bounds
from kpidesk.drawing.room import BACK_ROWS, ROOM, Room
from tests.drawing.looked import records_of
from tests.drawing.room_cases import Draw, views

SCREENS = [(1920, 1080), (1024, 768), (1280, 800), (3440, 1440), (1080, 1920)]
ROOMS = [Room.of(*screen, row) for screen in SCREENS for row in BACK_ROWS]
NAMES = [
    "map", "map chosen", "map spotlight", "map ring", "map chain", "map crowd", "map crowd ring", "partner",
    "partner long", "centre", "centre crowd", "board", "wall of four", "wall of long ones", "one note",
    "rating", "rating long", "door", "door with tally", "door with too much", "outcome 1", "item 1",
    "long item 1", "outcome 2", "item 2", "long item 2", "workshop before", "workshop now",
    "workshop over time", "workshop after", "logo", "vote by dots", "vote by pairs",
    "vote by fist", "vote by scale", "vote on many", "vote on many over",
]  # fmt: skip


@pytest.fixture(scope="module")
def drawings(sample_file: Path) -> dict[str, Draw]:
    return dict(views(records_of(sample_file)))


def legible(back_row: int) -> float:
    """The em that is read at so many heights of a picture, as a share of the height."""
    return max(1 / 40, back_row * tan(radians(1 / 6)) / 0.54)


def written(
    items: Iterable[Item], dx: float = 0, dy: float = 0, scale: float = 1
) -> Iterator[tuple[GlyphRun, float, Box]]:
    """All that is written with its size and where its letters are, in mm of the picture."""
    for item in items:
        if isinstance(item, Group):
            move = item.transform
            if move is None:
                yield from written(item.items, dx, dy, scale)
            else:
                yield from written(item.items, dx + move.dx * scale, dy + move.dy * scale, scale * move.scale)
        elif isinstance(item, GlyphRun) and item.text.strip():
            box = bounds([item])
            assert box is not None
            left, top, right, bottom = (each * scale for each in box)
            yield item, item.size * scale, (left + dx, top + dy, right + dx, bottom + dy)


def core(size: float, box: Box) -> Box:
    """Where a line's letters are for sure: without the air above, below and at its sides."""
    left, top, right, bottom = box
    return left + size * 0.1, top + size * 0.45, right - size * 0.1, bottom - size * 0.35


@pytest.mark.parametrize("name", NAMES)
def test_every_view_is_read_from_the_last_row_of_every_room(drawings: dict[str, Draw], name: str) -> None:
    for room in ROOMS:
        picture = drawings[name](room, DARK if room.back_row == 6 else LIGHT)
        assert picture.width / picture.height == pytest.approx(room.shape)
        short = min(picture.width, picture.height)
        found = [each for each in written(picture.items) if each[0].opacity > 0.5]
        assert min(size for _, size, _ in found) >= legible(room.back_row) * short * 0.999, room
        for run, _, (left, top, right, bottom) in found:
            assert left >= -0.5, (room, run.text)
            assert top >= -0.5, (room, run.text)
            assert right <= picture.width + 0.5, (room, run.text)
            assert bottom <= picture.height + 0.5, (room, run.text)
        cores = [(run.text, core(size, box)) for run, size, box in found if not run.angle]
        for (one, (l1, t1, r1, b1)), (other, (l2, t2, r2, b2)) in combinations(cores, 2):
            assert not (l1 < r2 and l2 < r1 and t1 < b2 and t2 < b1), (room, one, other)


def test_all_views_are_looked_at(drawings: dict[str, Draw]) -> None:
    assert sorted(drawings) == sorted(NAMES)


def test_letters_grow_with_the_room(drawings: dict[str, Draw]) -> None:
    heights = [Room(back_row=row).tall for row in BACK_ROWS]
    assert heights == sorted(heights, reverse=True)
    assert ROOM.tall * 2.6 == pytest.approx(1080)
    assert ROOM.wide * 2.6 == pytest.approx(1920)


def test_an_upright_screen_is_read_as_well_as_the_same_screen_lying(drawings: dict[str, Draw]) -> None:
    lying, upright = Room.of(1920, 1080, 6), Room.of(1080, 1920, 6)
    assert (upright.wide, upright.tall) == pytest.approx((lying.tall, lying.wide))
    assert upright.upright
    assert not lying.upright
