"""The 2×2 board on screen: a click on a token, or the arrow keys, go to its candidate."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kpidesk.domain.design_board import Standing
from kpidesk.drawing.candidate_board import Drawn, board, zone_names
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.painter import paint

_SCALE: Final = 96 / 25.4  # px to the mm
_TEXT_PT: Final = 9.0
_KEYS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class BoardView(QWidget):
    """Paints the board; `chosen` tells the id of a candidate."""

    reads_as = Role.Canvas
    chosen = Signal(str)

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("design-board")
        self._words, self._colours = words, colours
        self._standings: tuple[Standing, ...] = ()
        self._current = ""
        self._drawn: Drawn | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(236)
        self.setAccessibleName(words("Board: strength upwards, feasibility to the right"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(180, 200)

    def show_standings(self, standings: Sequence[Standing], current: str) -> None:
        """Show other candidates, or another one of them brought out."""
        if (tuple(standings), current) != (self._standings, self._current):
            self._standings, self._current = tuple(standings), current
            self._drawn = None
            names = zone_names(self._words)
            self.setAccessibleDescription(
                ", ".join(f"{each.letter}: {names[each.zone]}" for each in self._rated if each.zone)
            )
            self.update()

    @property
    def _rated(self) -> list[Standing]:
        return [each for each in self._standings if each.zone is not None]

    def drawn(self) -> Drawn:
        """The board at the size of the widget."""
        if self._drawn is None:
            self._drawn = board(
                self._standings, self.width() / _SCALE, self.height() / _SCALE, self._words,
                text_pt=_TEXT_PT, palette=self._colours, current=self._current,
            )  # fmt: skip
        return self._drawn

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Another size, another board."""
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._colours.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.scale(_SCALE, _SCALE)
        paint(painter, self.drawn().items)
        painter.end()

    def _at(self, x: float, y: float) -> Standing | None:
        reach = max(self.drawn().radius * _SCALE, 14)
        for each in reversed(self._rated):
            spot = self.drawn().spots[each.candidate.id]
            if (spot[0] * _SCALE - x) ** 2 + (spot[1] * _SCALE - y) ** 2 <= reach**2:
                return each
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the candidate under the pointer."""
        found = self._at(event.position().x(), event.position().y())
        if found is not None:
            self.chosen.emit(found.candidate.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk through the candidates."""
        step, rated = _KEYS.get(Qt.Key(event.key())), self._rated
        if step is None or not rated:
            super().keyPressEvent(event)
            return
        ids = [each.candidate.id for each in rated]
        at = ids.index(self._current) + step if self._current in ids else 0
        self.chosen.emit(ids[at % len(ids)])

    def event(self, event: QEvent) -> bool:
        """The whole wording of a token."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self._at(event.pos().x(), event.pos().y())
            QToolTip.showText(
                event.globalPos(), f"{found.letter}: {found.candidate.wording}" if found else ""
            )
            return True
        return super().event(event)
