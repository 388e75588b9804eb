"""Notes on the chart: what happened at which period."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import series
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Annotation
from kpidesk.system.words import Words
from kpidesk.ui.fields import TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.measures.section import Entry, Section, Shown, Tools, buttons_row
from kpidesk.ui.measures.texts import period_name, period_range
from kpidesk.ui.widgets import button, label, tool_button


def when(note: Annotation, measure: Measure, words: Words) -> str:
    """The period or periods of a note."""
    return period_range(note.period, note.until or note.period, measure.period_type, words)


class _Note(QWidget):
    """One note: its period goes there, its words can be changed."""

    def __init__(self, section: "Notes", note: Annotation, writable: bool) -> None:
        super().__init__()
        words = section.words
        self.note = note
        self.period = button("", lambda: section.chosen.emit(self.note.period), "link")
        self.text = TextField(self._commit, name=words("Note on the chart"), lines=False)
        self.text.setProperty("bare", "true")
        self.text.setReadOnly(not writable)
        self._section = section
        remove = tool_button(section.tools.icons.icon("trash-2"), words("Remove the note"), self._remove)
        if not writable:
            remove.hide()
        head = QHBoxLayout()
        head.addWidget(self.period)
        head.addStretch()
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text)

    def show_note(self, note: Annotation, measure: Measure) -> None:
        """Show it as the desk has it."""
        self.note = note
        self.period.setText(when(note, measure, self._section.words))
        self.text.show_value(note.text)

    def _commit(self, text: str) -> bool:
        label_ = self._section.words("Note on {period}", period=self.period.text())
        return self._section.do(label_, partial(series.change_annotation, text=text), self.note.id)

    def _remove(self) -> None:
        label_ = self._section.words("Remove the note on {period}", period=self.period.text())
        self._section.do(label_, series.remove_annotation, self.note.id)


class Notes(Section):
    """The notes of a measure, the latest on top, and a line for a new one."""

    chosen = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tools.words("Notes on the chart"))
        words = self.words
        self._period: date | None = None
        self._rows: dict[str, _Note] = {}
        self.add = tool_button(tools.icons.icon("plus"), words("Note on the chart"), self.begin)
        self.head.addWidget(self.add)
        self.none = label(
            words("Write down what happened, and when: it explains the signals."), "second", wrap=True
        )
        self.form = QFrame()
        self.form.setProperty("kind", "well")
        form = QVBoxLayout(self.form)
        form.setContentsMargins(10, 8, 10, 10)
        form.setSpacing(6)
        self.head_of_new = label("", "caption-strong")
        self.text = Entry(words("What happened?"), self._take, self._close)
        self.text.setObjectName("note-new")
        self.text.setPlaceholderText(words("What happened?"))
        form.addWidget(self.head_of_new)
        form.addWidget(self.text)
        form.addLayout(
            buttons_row(button(words("Add"), self._take), button(words("Cancel"), self._close, "quiet"))
        )
        self.form.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.column.addWidget(self.form)
        self.column.addWidget(self.none)
        self.column.addLayout(self._list)

    def refresh(self, shown: Shown) -> None:
        """See Section. Rows stay while their notes do, so that typing goes on in them."""
        measure = shown.measure
        found = sorted(
            self.session.desk.find(Annotation, measure=measure.id), key=lambda each: each.period, reverse=True
        )
        ids = [each.id for each in found]
        if [*self._rows] != ids:
            for note_id in [each for each in self._rows if each not in ids]:
                self._drop(self._rows.pop(note_id))
            writable = self.session.desk.writable
            self._rows = {each.id: self._rows.get(each.id) or _Note(self, each, writable) for each in found}
            for place, row in enumerate(self._rows.values()):
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
        for note in found:
            self._rows[note.id].show_note(note, measure)
        self.none.setVisible(not found and self.form.isHidden())
        self.add.setVisible(self.session.desk.writable and shown.data is not None)

    def _drop(self, row: _Note) -> None:
        self._list.removeWidget(row)
        row.hide()
        throw_away(row)

    def begin(self) -> None:
        """Open the line for a note at the period that is chosen, else at the latest one."""
        if self.shown is None or self.shown.data is None:
            return
        data = self.shown.data
        latest = data.day(data.last)
        period = self.shown.period or latest
        self._period = min(period, latest)
        name = period_name(self._period, self.shown.measure.period_type, self.words)
        self.head_of_new.setText(self.words("Note on {period}", period=name))
        self.text.clear()
        self.form.show()
        self.none.hide()
        self.text.setFocus()

    def commit(self) -> None:
        """Take over what is typed in the line."""
        if not self.form.isHidden() and self.text.text().strip():
            self._take()

    def _take(self) -> None:
        if self.shown is None or self._period is None or not self.text.text().strip():
            return
        name = period_name(self._period, self.shown.measure.period_type, self.words)
        label_ = self.words("Note on {period}", period=name)
        if self.do(label_, series.annotate, self.shown.measure.id, self._period, self.text.text()):
            self._close()

    def put_away(self) -> None:
        """See Section."""
        self.form.hide()

    def _close(self) -> None:
        self.form.hide()
        self.none.setVisible(not self._rows)
        self.add.setFocus()
