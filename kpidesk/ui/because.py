"""Why something is as it is: the notes of a gallery that led to it, each with the way to its decision."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.domain.gallery import Consequence, Note
from kpidesk.domain.reader import Reader
from kpidesk.system.words import Words
from kpidesk.ui.pressable import Pressable
from kpidesk.ui.widgets import clear, label

_MOST = 12


class Because(QWidget):
    """Hidden where no note led to what is shown; `opened` tells a note that was clicked."""

    opened = Signal(str)

    def __init__(self, reader: Reader, words: Words) -> None:
        super().__init__()
        self._reader, self._words = reader, words
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label(words("Because of notes at the gallery"), "caption-strong"))
        self._list = QVBoxLayout()
        self._list.setSpacing(3)
        column.addLayout(self._list)
        self.setObjectName("because")
        self.hide()

    def show_for(self, records: Collection[str]) -> None:
        """Show the notes that led to any of these records."""
        found = [
            (self._reader.get(Note, each.note), each.change)
            for record in records
            for each in self._reader.find(Consequence, record=record)
        ]
        rows = dict.fromkeys((note.id, note.code, change or note.text) for note, change in found)
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._list)
        for note, code, said in list(rows)[:_MOST]:
            row = Pressable(f"{code}  {said}", "", self._words("Go to the note and its decision"))
            row.setObjectName(f"because-{code}")
            row.clicked.connect(partial(self.opened.emit, note))
            self._list.addWidget(row)
        if len(rows) > _MOST:
            self._list.addWidget(label(self._words("… and {n} more.", n=len(rows) - _MOST), "caption"))
        self.setVisible(bool(rows))
