"""QR codes of poster codes, so that a photo of any corner says which poster it shows.

Error level Q survives a crease or a note over a quarter of it. The code alone is in it: no address,
nothing that a phone would open.
"""

from functools import lru_cache
from typing import Final

from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Op, Path

QUIET: Final = 4
"""Modules that stay white around a code."""

# More than this makes modules too small for a photo; a poster's code is two to six characters.
LONGEST: Final = 120


@lru_cache(maxsize=512)
def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a code without its quiet zone; True is dark.

    Raises:
        ValueError: the text is empty or too long to be read from a photo.
    """
    if not 0 < len(text) <= LONGEST:
        raise ValueError("a QR code holds 1 to 120 characters here")
    import segno  # noqa: PLC0415 - late: only posters need it

    made = segno.make(text, error="q", micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)


@lru_cache(maxsize=512)
def _rectangles(text: str) -> tuple[tuple[int, int, int, int], ...]:
    """Dark modules merged to rectangles (left, top, right, bottom): fewer, and no hairlines between."""
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}
    rows = modules(text)
    for y, row in enumerate((*rows, (False,) * len(rows))):
        runs = set(_runs(row))
        for left, right in [run for run in growing if run not in runs]:
            done.append((left, growing.pop((left, right)), right, y))
        for run in runs:
            growing.setdefault(run, y)
    return tuple(sorted(done))


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    found, start = [], -1
    for x, dark in enumerate((*row, False)):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            found.append((start, x))
            start = -1
    return found


def qr(text: str, x: float, y: float, size: float, *, quiet: bool = True) -> Path:
    """The code as one filled path in a square of `size` mm; with `quiet` its white margin is inside.

    Raises:
        ValueError: see `modules`.
    """
    around = QUIET if quiet else 0
    unit = size / (len(modules(text)) + 2 * around)
    ops: list[Op] = []
    for left, top, right, bottom in _rectangles(text):
        x1, y1 = x + (left + around) * unit, y + (top + around) * unit
        x2, y2 = x + (right + around) * unit, y + (bottom + around) * unit
        ops += [("M", x1, y1), ("L", x2, y1), ("L", x2, y2), ("L", x1, y2), ("Z",)]
    return Path(tuple(ops), fill=LIGHT.text)
