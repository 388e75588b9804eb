"""Earlier wordings of a text, below it: how many there are, and on asking, each with when and who."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.desk.versions import Version, versions
from kpidesk.system.words import Words
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Line, button, clear, label

_MOST = 30


class EarlierWordings(QWidget):
    """`use` is called with the text that a person wants back.

    `show_subject(record_id, field)` shows those of a record's text; call it whenever the desk changes. The
    journal is read again only when something was done.
    """

    def __init__(self, session: Session, words: Words, use: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("earlier-wordings")
        self._session, self._words, self._use = session, words, use
        self._read: object = None
        self._subject = ""
        self.found: tuple[Version, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = button("", self._toggle, "link")
        self.head.setObjectName("show-wordings")
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 2, 0, 6)
        self._rows.setSpacing(0)
        column.addWidget(self._list)
        self._list.hide()

    def show_subject(self, record_id: str, field: str) -> None:
        """Show the earlier wordings of a record's field."""
        wanted = (record_id, field, self._session.desk.last_edit)
        if wanted == self._read:
            return
        self._read = wanted
        if record_id != self._subject:
            self._subject = record_id
            self._list.hide()
        found = versions(self._session.desk.history(record_id=record_id), record_id, field)
        self.found = found
        self.setVisible(bool(found))
        self._tell()
        if not self._list.isHidden():
            self._fill()

    def _tell(self) -> None:
        count, words = len(self.found), self._words
        if self._list.isHidden():
            text = words.many("{n} earlier wording", "{n} earlier wordings", count)
        else:
            text = words("Hide earlier wordings")
        self.head.setText(text)

    def _toggle(self) -> None:
        if self._list.isHidden():
            self._fill()
        self._list.setVisible(self._list.isHidden())
        self._tell()

    def _fill(self) -> None:
        clear(self._rows)
        for number, version in enumerate(self.found[:_MOST]):
            if number:
                self._rows.addWidget(Line())
            self._rows.addWidget(self._row(version))
        for number in range(self._rows.count()):
            item = self._rows.itemAt(number)
            if item is not None and (widget := item.widget()) is not None:
                widget.show()

    def _row(self, version: Version) -> QWidget:
        words = self._words
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(12)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(version.text, "second", wrap=True))
        local = version.at.astimezone()
        when = words("{day}, {time}", day=words.date(local.date()), time=words.clock(local))
        column.addWidget(label(" · ".join(filter(None, (when, version.who))), "caption"))
        row.addLayout(column, 1)
        again = button(words("Use this again"), partial(self._use, version.text), "quiet")
        again.setObjectName("use-wording")
        again.setEnabled(self._session.desk.writable)
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignTop)
        return made
