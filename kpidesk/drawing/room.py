"""The screen in the room, and how far its last row sits from it: what everything projected is laid out for.

Letters and lines of a projected view have the same sizes in mm in every room. What differs is the picture:
the further away the last row, the smaller it is in mm, so that it is enlarged more. A view asks its room
how wide and tall it is and never writes smaller than `SMALLEST_PX`; so it is read from the last row.
"""

import math
from dataclasses import dataclass
from typing import Final

PX: Final = 2.6
"""To the mm. Sizes of what is projected are told in pixels of a screen 1080 high, seen from near by."""
SMALLEST_PX: Final = 27.0
"""The em of the smallest letters, a fortieth of that screen."""
BACK_ROWS: Final = (4, 6, 8)
"""How far the last row may sit, in heights of the picture; of a screen that stands upright, in widths."""

_LEAST_SHARE: Final = 1 / 40
_LEGIBLE: Final = math.tan(math.radians(10 / 60)) / 0.54  # an x-height, 0.54 em, is seen under ten minutes
_SHAPES: Final = (0.5, 4.0)


def smallest_share(back_row: int) -> float:
    """The em of the smallest letters as a share of the picture's shorter side."""
    return max(_LEAST_SHARE, back_row * _LEGIBLE)


@dataclass(frozen=True, slots=True)
class Room:
    """The shape of the screen, width by height, and how many of its heights away the last row sits."""

    shape: float = 16 / 9
    back_row: int = BACK_ROWS[0]

    @classmethod
    def of(cls, wide: float, tall: float, back_row: int) -> "Room":
        """The room with a screen of this size in whatever unit; odd ones are filled as far as can be."""
        least, most = _SHAPES
        return cls(min(max(wide / max(tall, 1), least), most), back_row)

    @property
    def _short(self) -> float:
        return SMALLEST_PX / PX / smallest_share(self.back_row)

    @property
    def tall(self) -> float:
        """The height of the picture in mm."""
        return self._short / min(self.shape, 1.0)

    @property
    def wide(self) -> float:
        """The width of the picture in mm."""
        return self._short * max(self.shape, 1.0)

    def margin(self, px: float = 48) -> float:
        """What stays free at the edges, in mm: so many pixels, less where the picture is small."""
        return min(px / PX, self.wide * 0.05, self.tall * 0.09)

    @property
    def upright(self) -> bool:
        """Whether what else stands side by side stands one below the other."""
        return self.shape < 1


ROOM: Final = Room()
