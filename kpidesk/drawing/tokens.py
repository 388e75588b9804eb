"""Round tokens that would lie on each other stand side by side."""

import math
from collections.abc import Iterable
from typing import Final

from kpidesk.drawing.picture import Box

Point = tuple[float, float]
Disc = tuple[float, float, float]
"""The middle of a token and its radius, in mm."""

_TURNS: Final = 12
_GAP: Final = 1.075  # how far middles lie apart, in touching tokens
_TOLERANCE: Final = 0.98


def free(at: Point, taken: Iterable[Disc], radius: float, within: Box) -> Point | None:
    """The nearest place where a token covers no other, on rings around where it belongs.

    Args:
        at: where its middle belongs.
        taken: the tokens that are there already.
        radius: of the token.
        within: where middles may lie.

    Returns:
        The place, None if there is none.
    """
    left, top, right, bottom = within
    there, step = tuple(taken), 2 * radius * _GAP
    for ring in range(math.ceil(math.hypot(right - left, bottom - top) / step) + 1):
        turns = max(_TURNS, 6 * ring) if ring else 1
        for turn in range(turns):
            angle = math.tau * turn / turns
            x, y = at[0] + ring * step * math.cos(angle), at[1] + ring * step * math.sin(angle)
            inside = left - 0.01 <= x <= right + 0.01 and top - 0.01 <= y <= bottom + 0.01
            if inside and all(
                math.hypot(x - a, y - b) >= (radius + other) * _GAP * _TOLERANCE for a, b, other in there
            ):
                return x, y
    return None
