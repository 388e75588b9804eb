"""The square of a photo that a note was typed from, small, beside the note: its proof."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.content import Attachment
from kpidesk.domain.photos import crops_of
from kpidesk.ui.gallery.photo_card import Square
from kpidesk.ui.page import Page

_SIDE = 96


class Proof(QWidget):
    """Hidden where a note was not typed from a photo. `opened` when somebody wants to see it large."""

    opened = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.square = Square(page.colours, _SIDE, _SIDE)
        self.square.setObjectName("note-proof")
        self.square.pressed.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.square)
        self.hide()

    def show_note(self, note_id: str) -> None:
        """Show the proof of a note, "" for none."""
        desk = self._page.session.desk
        crops = crops_of(desk, note_id) if note_id else ()
        self.setVisible(bool(crops))
        for crop in crops[:1]:
            picture = QPixmap()
            picture.loadFromData(desk.get(Attachment, crop.image).data)
            self.square.show_picture(picture, self._page.words("Photo of the note"))
