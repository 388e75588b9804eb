"""Bubbles on their way to new places, so that people can follow what tidying did."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QVariantAnimation
from PySide6.QtGui import QPainter

from kpidesk.drawing.map_bubbles import Bubble
from kpidesk.ui.results.sheet import BubblePiece, CurvePiece, Point
from kpidesk.ui.results.tools import Gesture, Pointer
from kpidesk.ui.stillness import may_move

if TYPE_CHECKING:
    from kpidesk.ui.results.canvas import MapCanvas

DURATION: Final = 400  # ms
_MOST_LINKS: Final = 90
"""Above this many, links are shown again when everything has arrived: following them would not be smooth."""


class Glide(Gesture):
    """Shows bubbles that have moved already on the way from where they were. Any press ends it."""

    passing = True

    def __init__(self, canvas: "MapCanvas", before: Mapping[str, Point]) -> None:
        super().__init__(canvas)
        sheet = canvas.sheet
        self._ways = {
            key: (start, (sheet.bubbles[key].x, sheet.bubbles[key].y))
            for key, start in before.items()
            if key in sheet.bubbles and start != (sheet.bubbles[key].x, sheet.bubbles[key].y)
        }
        self._share = 0.0
        links = sheet.links_of(self._ways)
        self._follows = len(links) <= _MOST_LINKS
        canvas.lift({*self._ways, *(link.id for link in links)})
        self._clock = QVariantAnimation(canvas)
        self._clock.setDuration(DURATION)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self._clock.valueChanged.connect(self._step)
        self._clock.finished.connect(self.cancel)

    @property
    def moved(self) -> Mapping[str, Bubble]:
        """See Gesture."""
        places = {
            key: (a[0] + (b[0] - a[0]) * self._share, a[1] + (b[1] - a[1]) * self._share)
            for key, (a, b) in self._ways.items()
        }
        return self.canvas.sheet.moved(places, {})

    def start(self) -> None:
        """Set off."""
        self._clock.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)

    def _step(self, share: object) -> None:
        self._share = float(share)  # type: ignore[arg-type] # Qt's variant
        self.canvas.update()

    def release(self, at: Pointer) -> None:
        """A release of the button that started it means nothing."""

    def cancel(self) -> None:
        """Be there at once."""
        if self.canvas.gesture is self:
            self.canvas.end()
        self._clock.stop()
        self._clock.deleteLater()

    def paint(self, painter: QPainter) -> None:
        """See Gesture."""
        canvas, sight = self.canvas, self.canvas.sight
        moved = self.moved
        curves: list[CurvePiece] = canvas.sheet.rerouted(moved) if self._follows else []
        painter.translate(sight.x, sight.y)
        canvas.scenery.curves(painter, sight, curves)
        pieces = [BubblePiece(each, canvas.colours) for key, each in moved.items()]
        canvas.scenery.bubbles(painter, sight, pieces)
        painter.translate(-sight.x, -sight.y)


def moves(canvas: "MapCanvas") -> bool:
    """Whether bubbles may be seen moving."""
    return canvas.isVisible() and may_move(canvas)
