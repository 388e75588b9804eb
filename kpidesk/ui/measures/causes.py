"""The cause sheet of a signal: why, and why that, up to five times or more, each answer with its place."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import causes
from kpidesk.domain.causes import Why, whys
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import Acknowledgement, Cause, CauseKind
from kpidesk.domain.xmr import Signal
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.texts import sentence, signal_when, signal_words
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import Line, button, clear, label, scrolling, tool_button

KIND_ICONS: Final = {CauseKind.PERSON: "user-round", CauseKind.PROCESS: "route", CauseKind.SYSTEM: "network"}
_INDENT: Final = 28
_MOST_INDENT: Final = 8


class _Answer(LineField):
    """Where an answer is typed: Enter takes it and asks for another one, Tab asks why it is so."""

    def __init__(self, sheet: "CauseSheet", answers: str | None) -> None:
        words = sheet.words
        prompt = words("Why is that?") if answers else words("Why did it happen?")
        super().__init__(lambda text: sheet.add(text, answers), prompt, name=prompt)
        self.setObjectName("cause-new")
        self._sheet, self._answers = sheet, answers

    def commit(self) -> None:
        """A rest must not take half an answer."""
        self._rest.stop()

    def _entered(self) -> None:
        if self.text().strip():
            self._sheet.add(self.text(), self._answers)

    def event(self, event: QEvent) -> bool:
        """Tab after an answer takes it and goes one why deeper."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.text().strip()
        ):
            self._sheet.add(self.text(), self._answers, deeper=True)
            return True
        return super().event(event)


class CauseSheet(QDialog):
    """The dialog on one signal. Everything typed is on the desk at once, and undo works inside."""

    def __init__(
        self, parent: QWidget, session: Session, words: Words, icons: Icons, measure: Measure, signal: Signal
    ) -> None:
        super().__init__(parent)
        self.session, self.words, self._icons = session, words, icons
        self.measure, self.signal = measure, signal
        self._asked: str | None = None  # behind which answer the next one is typed
        self._shown: object = None
        self.fields: dict[str, LineField] = {}
        self.setObjectName("causes")
        self.setProperty("kind", "page")
        self.setWindowTitle(words("Ask why"))
        self.resize(820, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(f"{measure.code}  {measure.name}", "title", wrap=True))
        when = signal_when(signal, measure.period_type, words)
        column.addWidget(label(f"{signal_words(signal, words)}: {when}", "statement", wrap=True))
        told = words(
            "Ask why, and why that, about five times. Stop where somebody can change something. If an answer "
            "names a person, ask which process or system let it happen."
        )
        column.addWidget(label(told, "second", wrap=True))
        column.addWidget(Line())
        tree = QWidget()
        self._tree = QVBoxLayout(tree)
        self._tree.setContentsMargins(0, 4, 8, 4)
        self._tree.setSpacing(6)
        self._tree.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(scrolling(tree), 1)
        keys = words("Enter: another answer to the same why. Tab: why is that? Ctrl+Z takes back.")
        column.addWidget(label(keys, "caption", wrap=True))
        done = button(words("Done"), self.accept, "filled")
        done.setObjectName("causes-done")
        done.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(done)
        column.addLayout(foot)
        session.changed.connect(self._refresh)
        self.finished.connect(lambda _: self._leave())
        self.show_desk()

    # -- showing

    def _whys(self) -> tuple[Why, ...]:
        signal = self.signal
        found = self.session.desk.find(
            Acknowledgement, measure=self.measure.id, rule=signal.rule, side=signal.side, first=signal.first
        )
        return whys(self.session.desk.find(Cause, acknowledgement=found[0].id)) if found else ()

    def _refresh(self, _change: object) -> None:
        self.show_desk()

    def show_desk(self) -> None:
        """Show the answers as they are; fields stay while only words change."""
        rows = self._whys()
        ids = {each.cause.id for each in rows}
        if self._asked not in ids:
            self._asked = None
        shape = [(each.cause.id, each.depth, each.cause.kind) for each in rows], self._asked
        if shape != self._shown:
            self._shown = shape
            self._build(rows)
        for each in rows:
            self.fields[each.cause.id].show_value(each.cause.text)

    def _build(self, rows: tuple[Why, ...]) -> None:
        """Lay the tree out; the line for the next answer stands where it will."""
        clear(self._tree)
        self.fields = {}
        at = self._place_of_new(rows)
        for number, each in enumerate(rows):
            if number == at:
                self._add_new(rows)
            self._place_row(self._row(each))
        if at >= len(rows):
            self._add_new(rows)

    def _place_of_new(self, rows: tuple[Why, ...]) -> int:
        """Behind the answer that is asked about, after all that lies behind that already."""
        asked = next((number for number, each in enumerate(rows) if each.cause.id == self._asked), None)
        if asked is None:
            return len(rows)
        deeper = rows[asked].depth
        after = asked + 1
        while after < len(rows) and rows[after].depth > deeper:
            after += 1
        return after

    def _add_new(self, rows: tuple[Why, ...]) -> None:
        if not self.session.desk.writable:
            return
        above = next((each.depth for each in rows if each.cause.id == self._asked), 0)
        self.new = _Answer(self, self._asked)
        self._place_row(self._indented(above + 1, self.new))
        self.new.setFocus()

    def _place_row(self, row: QWidget) -> None:
        self._tree.addWidget(row)
        row.show()

    def _indented(self, depth: int, *widgets: QWidget) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(_INDENT * min(depth - 1, _MOST_INDENT), 0, 0, 0)
        row.setSpacing(6)
        number = label(self.words("{n}.", n=depth), "caption-strong")
        number.setFixedWidth(22)
        row.addWidget(number)
        for place, each in enumerate(widgets):
            row.addWidget(each, 0 if place else 1)
        return made

    def _row(self, each: Why) -> QWidget:
        words, cause, writable = self.words, each.cause, self.session.desk.writable
        field = LineField(partial(self._reword, cause.id), name=words("Answer"))
        field.setReadOnly(not writable)
        self.fields[cause.id] = field
        offered: list[tuple[Any, str]] = [(None, words("where?"))]
        offered += [(kind, sentence(words(LABELS[kind]))) for kind in CauseKind]
        kind = Choice(offered, partial(self._place, cause.id), words("Where the cause lies"))
        for number, (value, _) in enumerate(offered):
            if value is not None:
                kind.setItemIcon(number, self._icons.icon(KIND_ICONS[value]))
        kind.show_value(cause.kind)
        kind.setFixedWidth(124)
        kind.setEnabled(writable)
        kind.setObjectName(f"cause-kind-{cause.id}")
        deeper = tool_button(
            self._icons.icon("corner-down-left"), words("Why is that?"), partial(self._ask, cause.id)
        )
        deeper.setObjectName(f"cause-why-{cause.id}")
        gone = tool_button(self._icons.icon("trash-2"), words("Remove"), partial(self._remove, cause.id))
        gone.setObjectName(f"cause-remove-{cause.id}")
        for each_ in (deeper, gone):
            each_.setEnabled(writable)
            each_.setAutoDefault(False)
        return self._indented(each.depth, field, kind, deeper, gone)

    # -- doing

    def add(self, text: str, answers: str | None, *, deeper: bool = False) -> bool:
        """Take an answer; the next line stands beside it, or one why deeper."""
        before = {each.cause.id for each in self._whys()}
        asked, self._asked = self._asked, answers
        added = self.session.do(
            self.words("Answer a why"), causes.add, self.measure.id, self.signal, text, answers
        )
        if not added:
            self._asked = asked
            return False
        if deeper:
            self._asked = next(each.cause.id for each in self._whys() if each.cause.id not in before)
        self._shown = None
        self.show_desk()
        return True

    def _ask(self, cause_id: str) -> None:
        self._asked = cause_id
        self._shown = None
        self.show_desk()

    def _reword(self, cause_id: str, text: str) -> bool:
        if not self.session.desk.find(Cause, id=cause_id):
            return True
        action = partial(causes.change, text=text)
        return self.session.do(self.words("Reword an answer"), action, cause_id, typing=cause_id)

    def _place(self, cause_id: str, kind: CauseKind | None) -> None:
        self.session.do(self.words("Say where a cause lies"), partial(causes.change, kind=kind), cause_id)

    def _remove(self, cause_id: str) -> None:
        self.session.do(self.words("Remove an answer"), causes.remove, cause_id)

    def _leave(self) -> None:
        """Take over what is typed, and listen no more."""
        for field in [*self.fields.values()]:
            field.commit()
        if self.session.desk.writable and self.new.text().strip():
            self.add(self.new.text(), self._asked)
        self.session.changed.disconnect(self._refresh)
        throw_away(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Undo and redo where nothing is being typed. Enter is the field's; it must not close the sheet."""
        standard = QKeySequence.StandardKey
        if event.matches(standard.Undo):
            self.session.undo()
        elif event.matches(standard.Redo):
            self.session.redo()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
