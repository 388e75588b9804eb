"""The keys of a rating as buttons: how much, and when. Rows break where own words need more room."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QWidget

from kpidesk.domain.gallery import Horizon, Moscow
from kpidesk.ui.gallery.keys import KeyButton
from kpidesk.ui.widgets import Flow, label

if TYPE_CHECKING:
    from kpidesk.ui.gallery.rating import RatingView

WISH_KEYS: Final = {Moscow.MUST: "M", Moscow.SHOULD: "S", Moscow.COULD: "C", Moscow.WONT: "W"}
TIME_KEYS: Final = {Horizon.NOW: "1", Horizon.MEDIUM: "2", Horizon.LONG: "3"}
_ACROSS: Final = (4, 2, 1)
_GAP: Final = 8


class _Even(Flow):
    """Widgets of one width side by side: four in a row, fewer where a name would be cut."""

    def __init__(self, alike: Callable[[], int]) -> None:
        super().__init__(_GAP)
        self._alike = alike

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [each for at in range(self.count()) if (each := self.itemAt(at)) and not each.isEmpty()]
        least = self._alike() + _GAP
        across = next((each for each in _ACROSS if each * least <= rect.width() + _GAP), _ACROSS[-1])
        step = (rect.width() + _GAP) // across
        tall = max((each.sizeHint().height() for each in shown), default=0)
        for place, each in enumerate(shown if move else ()):
            row, column = divmod(place, across)
            each.setGeometry(
                QRect(rect.x() + column * step, rect.y() + row * (tall + _GAP), step - _GAP, tall)
            )
        rows = -(-len(shown) // across)
        return rows * (tall + _GAP) - _GAP


class RatingKeys(QWidget):
    """A button for each step of both scales, and one for leaving it open."""

    def __init__(self, view: "RatingView") -> None:
        super().__init__()
        words = view.words
        self.wishes = {wish: _button(f"wish-{wish.value}", key) for wish, key in WISH_KEYS.items()}
        self.times = {time: _button(f"time-{time.value}", key) for time, key in TIME_KEYS.items()}
        self.undecided = _button("wish-none", "0")
        self.undecided.show_name(words("Undecided"))
        rows = (*self.wishes.values(),), (*self.times.values(), self.undecided)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        grid.setColumnStretch(1, 1)
        for line, (name, row) in enumerate(zip((words("How much?"), words("When?")), rows, strict=True)):
            head, holder = label(name, "caption-strong"), QWidget()
            head.setMinimumHeight(32)
            even = _Even(self._widest)
            for each in row:
                even.addWidget(each)
            holder.setLayout(even)
            grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(holder, line, 1)

    def _widest(self) -> int:
        """The room that the longest name needs, in px, so that both rows have the same columns."""
        every = (*self.wishes.values(), *self.times.values(), self.undecided)
        return max(each.sizeHint().width() for each in every if not each.isHidden())

    def show_names(self, wishes: Mapping[Moscow, str], times: Mapping[Horizon, str]) -> None:
        """Call the steps as this gallery does; what was left out of a scale has no button."""
        for wish, made in self.wishes.items():
            made.setVisible(wish in wishes)
            made.show_name(wishes.get(wish, ""))
        for time, made in self.times.items():
            made.setVisible(time in times)
            made.show_name(times.get(time, ""))

    def on(
        self,
        wish: Callable[[Moscow], object],
        time: Callable[[Horizon], object],
        nothing: Callable[[], object],
    ) -> None:
        """Say what the buttons do."""
        for each, made in self.wishes.items():
            made.clicked.connect(lambda _=False, w=each: wish(w))
        for each_time, made in self.times.items():
            made.clicked.connect(lambda _=False, t=each_time: time(t))
        self.undecided.clicked.connect(nothing)


def _button(name: str, key: str) -> KeyButton:
    made = KeyButton("", key, QPixmap(), lambda: None)
    made.setObjectName(f"rate-{name}")
    return made
