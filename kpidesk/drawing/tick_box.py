"""The box beside a promise on paper, told by its shape: to be ticked, met, partly met, not met, dropped."""

from typing import Final

from kpidesk.domain.commitments import CommitmentStatus
from kpidesk.drawing import shapes
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Item

_SIDE: Final = 3.6


def tick_box(status: CommitmentStatus, line: float) -> list[Item]:
    """The box at the left of a line of so many mm: empty, ticked, half full, crossed out, or struck."""
    top = (line - _SIDE) / 2
    paint: shapes.Paint = {"stroke": LIGHT.text, "width": 0.4}
    box = shapes.rect(0, top, _SIDE, _SIDE, 0.5, **paint)
    near, far, low, high = 0.8, _SIDE - 0.8, top + _SIDE - 0.8, top + 0.8
    marks: dict[CommitmentStatus, list[Item]] = {
        CommitmentStatus.OPEN: [],
        CommitmentStatus.MET: [
            shapes.polyline(
                [(0.7, top + 1.9), (1.5, top + 2.8), (3.0, top + 0.8)],
                stroke=LIGHT.text, width=0.6, join="round",
            )
        ],
        CommitmentStatus.PARTLY_MET: [
            shapes.rect(0, top + _SIDE / 2, _SIDE, _SIDE / 2, 0.5, fill=LIGHT.text)
        ],
        CommitmentStatus.NOT_MET: [
            shapes.line(near, high, far, low, **paint),
            shapes.line(near, low, far, high, **paint),
        ],
        CommitmentStatus.DROPPED: [shapes.line(near, top + _SIDE / 2, far, top + _SIDE / 2, **paint)],
    }  # fmt: skip
    return [box, *marks[status]]
