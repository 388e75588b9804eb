"""Where posters hang, and what has been printed of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kpidesk.domain.record import Record, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall(Record):
    """A wall of a gallery's room; lengths in metres. (x, y) to (to_x, to_y) is its line on the floor plan."""

    gallery: str = ref("Gallery")
    name: str
    length: float = 6.0
    place: float = 0.0
    x: float = 0.0
    y: float = 0.0
    to_x: float = 0.0
    to_y: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging(Record):
    """A poster's place: its left edge, in metres from the left end of the wall as one looks at it."""

    UNIQUE: ClassVar = (("poster",),)

    poster: str = ref("Poster")
    wall: str = ref("Wall")
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout(Record):
    """A poster that was printed: on what paper, when, after which edit, and a digest of what it showed.

    `sheets` are digests of the sheets it was tiled onto, in their order; empty where it was not.
    """

    poster: str = ref("Poster")
    printed_at: datetime
    edit: int
    digest: str
    paper: str
    tile: str = ""
    sheets: tuple[str, ...] = ()
    printer: str = ""
