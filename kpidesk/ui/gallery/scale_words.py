"""The words of both scales, which a team may choose: how much, and when."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.gallery import Horizon, Moscow
from kpidesk.ui.fields import LineField
from kpidesk.ui.gallery.texts import USUAL, times, wishes
from kpidesk.ui.widgets import button, label

if TYPE_CHECKING:
    from kpidesk.ui.gallery.rating import RatingView


class ScaleWords(QWidget):
    """A link that opens a field for each step; an empty field stands for the usual word, a dash for none."""

    def __init__(self, view: "RatingView") -> None:
        super().__init__()
        self._view = view
        words = view.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.open = button(words("Other words for the scales"), self._turn, "link")
        self.open.setObjectName("scale-words")
        column.addWidget(self.open)
        self._sheet = QWidget(self)
        inner = QVBoxLayout(self._sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        about = words("Leave a field empty for the usual word; a dash leaves the step out.")
        inner.addWidget(label(about, "caption", wrap=True))
        self.fields: dict[str, list[LineField]] = {"wishes": [], "times": []}
        for field, steps in (("wishes", wishes(None, words)), ("times", times(None, words))):
            for place, usual in enumerate(steps.values()):
                made = LineField(partial(self._set, field, place), usual)
                made.setObjectName(f"scale-{field}-{place}")
                self.fields[field].append(made)
                inner.addWidget(made)
        column.addWidget(self._sheet)
        self._sheet.hide()

    def _turn(self) -> None:
        self._sheet.setVisible(self._sheet.isHidden())
        if not self._sheet.isHidden():
            self.fields["wishes"][0].setFocus()

    def refresh(self) -> None:
        """Show the gallery's words."""
        gallery = self._view.book.gallery
        for field, own in (
            ("wishes", gallery.wishes if gallery else ()),
            ("times", gallery.times if gallery else ()),
        ):
            for place, made in enumerate(self.fields[field]):
                word = own[place] if place < len(own) else USUAL
                made.show_value("" if word == USUAL else word)
                made.setReadOnly(bool(self._view.page.read_only()))

    def _set(self, field: str, place: int, text: str) -> bool:
        gallery = self._view.book.gallery
        if gallery is None:
            return True
        count = len(Moscow) if field == "wishes" else len(Horizon)
        own = gallery.wishes if field == "wishes" else gallery.times
        given = [*own, *[USUAL] * count][:count]
        given[place] = text.strip() or USUAL
        told = self._view.words("Change the words of a scale")
        return self._view.work.do(told, actions.change_gallery, gallery.id, **{field: tuple(given)})
