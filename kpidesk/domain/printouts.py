"""What hangs on the wall, and whether it still says what the desk says.

A poster is up to date as long as it shows what its last print showed; when it was printed, and by what
program language it was asked for, does not matter.
"""

from dataclasses import dataclass
from enum import Enum

from kpidesk.domain.gallery import Poster
from kpidesk.domain.reader import Reader
from kpidesk.domain.walls import Printout


class Fresh(Enum):
    """How a poster stands to its last print."""

    NEVER = "never"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Shown:
    """Digests of what a poster shows, and of what each of its tiles shows, row by row."""

    digest: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A poster, its last print, and the numbers of the tiles that differ from it.

    `differing` is empty where the poster was printed whole, and where nothing differs.
    """

    poster: Poster
    last: Printout | None = None
    fresh: Fresh = Fresh.NEVER
    differing: tuple[int, ...] = ()


def newest(reader: Reader, poster_id: str) -> Printout | None:
    """The last print of a poster, None where it was never printed."""
    return max(reader.find(Printout, poster=poster_id), key=lambda each: each.printed_at, default=None)


def standing(poster: Poster, last: Printout | None, now: Shown | None) -> Standing:
    """How a poster stands; `now` is what it shows now on the same paper as then."""
    if last is None or now is None:
        return Standing(poster, last)
    if last.digest == now.digest:
        return Standing(poster, last, Fresh.SAME)
    differing = tuple(
        number
        for number, sheet in enumerate(now.sheets)
        if number >= len(last.sheets) or last.sheets[number] != sheet
    )
    return Standing(poster, last, Fresh.CHANGED, differing)
