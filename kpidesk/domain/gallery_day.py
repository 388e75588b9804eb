"""What a gallery's day takes: what to bring, and who does what when, reckoned from the records."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from math import ceil
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster
from kpidesk.domain.posters import ZONED, in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.told import invited
from kpidesk.domain.walls import Hanging, Wall

USUAL: Final = 40
"""For how many people is reckoned while nobody has said how many are invited."""

NOTES_EACH: Final = 5
DOTS_EACH: Final = 3
CARDS_A_SHEET: Final = 8
_PAD_OF_NOTES: Final = 100
_KINDS: Final = 6
_SPARE: Final = 1.2


class Thing(Enum):
    """What is packed."""

    POSTERS = "posters"
    NOTE_SHEETS = "note_sheets"
    HOST_CARDS = "host_cards"
    RATING_CARDS = "rating_cards"
    TENTS = "tents"
    TALLY = "tally"
    LISTS = "lists"
    NOTES = "notes"
    PENS = "pens"
    DOTS = "dots"
    TAPE = "tape"
    BOX = "box"
    TOOLS = "tools"
    CAMERA = "camera"
    SNACKS = "snacks"


@dataclass(frozen=True, slots=True)
class Packed:
    """One line of the packing list: how many of what; `paper` of sheets, `lying` of posters."""

    thing: Thing
    count: int
    paper: str = ""
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Hung:
    """A poster with the size of its paper in mm."""

    poster: Poster
    paper: str
    wide: float
    tall: float


def packing(reader: Reader, gallery: Gallery, posters: list[Hung]) -> list[Packed]:
    """What to bring for so many people, posters and metres of wall."""
    guests = invited(reader, gallery) or USUAL
    walls = {each.id: each for each in reader.find(Wall, gallery=gallery.id)}
    used = {each.wall for hung in posters for each in reader.find(Hanging, poster=hung.poster.id)}
    metres = sum(2 * each.wide for each in posters) / 1000 * _SPARE
    metres += sum(walls[key].length for key in used & set(walls))
    sizes = Counter((each.paper, each.wide > each.tall) for each in posters)
    noted = sum(each.poster.kind in ZONED for each in posters)
    hosts = len(gallery.hosts)
    pads = max(1, ceil(guests * NOTES_EACH * _SPARE / _PAD_OF_NOTES / _KINDS))
    found = [Packed(Thing.POSTERS, count, paper, lying) for (paper, lying), count in sorted(sizes.items())]
    found += [
        Packed(Thing.NOTE_SHEETS, noted, "A4"),
        Packed(Thing.HOST_CARDS, max(1, hosts)),
        Packed(Thing.RATING_CARDS, ceil(guests * _SPARE / CARDS_A_SHEET) if gallery.rated else 0, "A4"),
        Packed(Thing.TENTS, hosts),
        Packed(Thing.TALLY, 1, "A4"),
        Packed(Thing.LISTS, 1, "A4"),
        Packed(Thing.NOTES, pads * _KINDS),
        Packed(Thing.PENS, max(6, ceil(guests / 3))),
        Packed(Thing.DOTS, ceil(guests * DOTS_EACH * _SPARE / 10) * 10),
        Packed(Thing.TAPE, ceil(metres)),
        Packed(Thing.BOX, 1),
        Packed(Thing.TOOLS, 1),
        Packed(Thing.CAMERA, 1),
        Packed(Thing.SNACKS, guests),
    ]
    return [each for each in found if each.count]


class Turn(Enum):
    """What happens on the day and after it."""

    HANG = "hang"
    BRIEF = "brief"
    READY = "ready"
    OPEN = "open"
    READ = "read"
    FOOD = "food"
    TYPE = "type"
    ENDORSE = "endorse"
    CLOSE = "close"
    FIRST = "first"
    DECIDE = "decide"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Step:
    """A turn with its time; `clock` says whether the time of day matters, and not only the day."""

    turn: Turn
    at: datetime
    clock: bool = True


_LEAST: Final = timedelta(hours=1)
_NOON: Final = 12


def run_sheet(gallery: Gallery) -> list[Step]:
    """The turns of a day by time; none while nobody has said when the gallery opens.

    Where no end is given, six hours are reckoned.
    """
    opens = gallery.opens
    if opens is None:
        return []
    closes = gallery.closes or opens + timedelta(hours=6)
    length = max(closes - opens, _LEAST)
    noon = opens.replace(hour=_NOON, minute=0, second=0, microsecond=0)
    food = noon if opens < noon < closes else _quarter(opens + length / 2)
    steps = [
        Step(Turn.HANG, opens - timedelta(hours=2, minutes=30)),
        Step(Turn.BRIEF, opens - timedelta(minutes=45)),
        Step(Turn.READY, opens - timedelta(minutes=15)),
        Step(Turn.OPEN, opens),
        Step(Turn.READ, _quarter(opens + length / 4)),
        Step(Turn.FOOD, food),
        Step(Turn.TYPE, _quarter(opens + length / 2)),
        Step(Turn.ENDORSE, closes - min(timedelta(minutes=30), length / 4)),
        Step(Turn.CLOSE, closes),
        Step(Turn.FIRST, closes + timedelta(minutes=30)),
    ]
    decides = gallery.decides_on or (closes + timedelta(days=3)).date()
    tells = gallery.told_on or (closes + timedelta(days=7)).date()
    later = [
        Step(turn, datetime.combine(day, datetime.min.time()), clock=False)
        for turn, day in ((Turn.DECIDE, decides), (Turn.TELL, tells))
    ]
    order = list(Turn)
    return [*sorted(steps, key=lambda each: (each.at, order.index(each.turn))), *later]


def _quarter(moment: datetime) -> datetime:
    """The moment, to the quarter of an hour before."""
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def half_hours(gallery: Gallery) -> list[datetime]:
    """When each half hour of the opening begins; those of ten to four while nobody has said."""
    opens = gallery.opens or datetime(2000, 1, 1, 10)  # noqa: DTZ001 - a time of day
    closes = gallery.closes if gallery.closes and gallery.opens else opens + timedelta(hours=6)
    first = opens.replace(minute=opens.minute // 30 * 30, second=0, microsecond=0)
    count = max(1, min(ceil((closes - first) / timedelta(minutes=30)), 48))
    return [first + number * timedelta(minutes=30) for number in range(count)]


@dataclass(frozen=True, slots=True)
class Place:
    """A poster on a wall, so many metres from its left end; no wall while it has no place."""

    poster: Poster
    wall: Wall | None = None
    at: float = 0.0


def places(reader: Reader, gallery: Gallery) -> list[Place]:
    """The posters wall by wall from the left, then those without a place."""
    walls = {each.id: each for each in reader.find(Wall, gallery=gallery.id)}
    found, loose = list[Place](), list[Place]()
    for poster in in_order(reader.find(Poster, gallery=gallery.id)):
        hanging = next(iter(reader.find(Hanging, poster=poster.id)), None)
        if hanging is None or hanging.wall not in walls:
            loose.append(Place(poster))
        else:
            found.append(Place(poster, walls[hanging.wall], hanging.at))
    return [*sorted(found, key=_along), *loose]


def _along(place: Place) -> tuple[float, str, float]:
    wall = place.wall
    return (wall.place, wall.id, place.at) if wall else (0.0, "", 0.0)
