"""The window: a strip with the desk's name and what can be done, a notice, and the desk itself.

It paints before anything of the desk is imported: SQLAlchemy alone takes longer than the window. Nor is
`QtCore.Qt` touched before: making Python's side of its hundred enums takes a sixth of a bare start.
"""

import gc
from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.drawing.palette import Palette
from kpidesk.system.collecting import no_collecting
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.questions import AskingPerson, Questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpidesk.desk.workfile import OpenDesk
    from kpidesk.exports.job import Report
    from kpidesk.system.words import Told
    from kpidesk.ui.desk_view import DeskView
    from kpidesk.ui.session import Saved, Session


@cache
def _load() -> None:
    """Import what opening a desk takes, but for what makes parts of Qt: that stays on its thread."""
    with no_collecting():  # nothing that is imported is garbage, and looking takes a fifth of the time
        import kpidesk.actions.results  # noqa: PLC0415
        import kpidesk.desk.workfile  # noqa: PLC0415
        import kpidesk.drawing.map_scene  # noqa: F401, PLC0415

        gc.freeze()  # nor will it ever be: later searches pass it over


def _add_centred(column: QVBoxLayout, widget: QWidget) -> None:
    """Add a widget in the middle; an alignment would make Qt's enums, see above."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(widget)
    row.addStretch()
    column.addLayout(row)


class Notice(QFrame):
    """A sentence across the window with at most one thing to do about it; never a message box."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text, self._button, self._close = QLabel(), QPushButton(), QPushButton("×")
        self._text.setWordWrap(True)
        self._text.setObjectName("notice-text")
        self._close.setProperty("quiet", "true")
        self._close.setObjectName("dismiss")
        self._close.setFixedWidth(32)
        self._close.setAccessibleName(words("Dismiss"))
        self._close.clicked.connect(self.hide)
        self._button.clicked.connect(self._act)
        self._do: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: "Callable[[], object] | None" = None
    ) -> None:
        """Show a sentence."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - late: see above

        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._do = do
        self.setProperty("bad", "true" if bad else "false")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()


class Window(QMainWindow):
    """One window for one desk."""

    def __init__(
        self, words: Words, palette: Palette, folders: Folders, questions: Questions | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self._palette = palette
        self._folders = folders
        self.questions: Questions = questions or AskingPerson(self, words)
        self._wanted: Path | None = None
        self._painted = False
        self._loading: Thread | None = None
        self.session: Session | None = None
        self.view: DeskView | None = None
        self.notice = Notice(words)
        self.name, self.saved = QLabel(), QLabel()
        self._buttons = {key: QPushButton() for key in ("open", "undo", "redo", "export")}
        self._body = QStackedWidget()
        self._welcome = self._welcome_page()
        self.setWindowTitle("KPI Desk")
        self.setMinimumSize(960, 600)
        self._build()

    # -- building

    def _build(self) -> None:
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip())
        place = QVBoxLayout()
        place.setContentsMargins(12, 8, 12, 0)
        place.addWidget(self.notice)
        layout.addLayout(place)
        self._body.addWidget(self._welcome)
        layout.addWidget(self._body, 1)
        self.setCentralWidget(central)
        self._show_state()

    def _strip(self) -> QFrame:
        words = self._words
        strip = QFrame()
        strip.setObjectName("strip")
        strip.setFixedHeight(52)
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(8)
        self.name.setProperty("role", "name")
        self.saved.setProperty("role", "caption")
        self.saved.setObjectName("saved")
        row.addWidget(self.name)
        row.addWidget(self.saved)
        row.addStretch()
        bindings, standard = QKeySequence.keyBindings, QKeySequence.StandardKey
        plans: tuple[tuple[str, str, list[QKeySequence], Callable[[], None], bool], ...] = (
            ("open", words("Open …"), bindings(standard.Open), self.ask_open, True),
            ("undo", words("Undo"), bindings(standard.Undo), self.undo, True),
            ("redo", words("Redo"), bindings(standard.Redo), self.redo, True),
            ("export", words("Export …"), [QKeySequence("Ctrl+E")], self.ask_export, False),
        )
        for key, text, keys, do, quiet in plans:
            button = self._buttons[key]
            button.setText(text)
            button.setObjectName(key)
            button.setProperty("quiet" if quiet else "filled", "true")
            button.clicked.connect(do)
            action = QAction(text, self)
            action.setShortcuts(keys)  # setShortcut, for one, would make all of Qt's enums: see above
            action.triggered.connect(do)
            self.addAction(action)
            row.addWidget(button)
        return strip

    def _welcome_page(self) -> QWidget:
        words = self._words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(10)
        column.addStretch(2)
        title = QLabel("KPI Desk")
        title.setProperty("role", "display")
        lead = QLabel(words("From vague goals to results, measures and posters on the wall."))
        lead.setProperty("role", "statement")
        for label in (title, lead):
            _add_centred(column, label)
        column.addSpacing(12)
        plans: tuple[tuple[str, str, Callable[[], None], bool], ...] = (
            ("new", words("New desk …"), self.ask_new, True),
            ("open-desk", words("Open a desk …"), self.ask_open, False),
            ("sample", words("Try it with the sample …"), self.ask_sample, False),
        )
        for key, text, do, filled in plans:
            button = QPushButton(text)
            button.setObjectName(key)
            button.setFixedWidth(260)
            button.setProperty("filled", "true" if filled else "false")
            button.clicked.connect(do)
            _add_centred(column, button)
        column.addStretch(3)
        return page

    # -- opening and closing

    def open_later(self, path: Path) -> None:
        """Open a desk as soon as the window has been painted once."""
        self._wanted = path

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """What takes longer than the window itself begins after the first painting."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._after_painting)

    def _after_painting(self) -> None:
        if not self.isVisible():  # closed at once: nobody would close what is begun now
            return
        if self._wanted is not None:
            self.open(self._wanted)
        else:  # while the person looks for a desk
            self._loading = Thread(target=_load, name="loading")
            self._loading.start()

    def _loaded(self) -> None:
        """Wait until what a desk needs is imported: two threads on the same imports may get in a tangle."""
        if self._loading is not None:
            self._loading.join()
            self._loading = None
        _load()

    def open(self, path: Path) -> bool:
        """Open a desk file; whether it is open now. What is in the way is told in the notice."""
        if self.session is not None and path.resolve() == self.session.path:
            return True
        return self._may_leave() and self._open(path)

    def _open(self, path: Path) -> bool:
        self._loaded()
        from kpidesk.desk.problems import DeskProblem, LockedDesk  # noqa: PLC0415 - after the first painting
        from kpidesk.desk.workfile import open_desk  # noqa: PLC0415

        try:
            try:
                opened = open_desk(path, self._folders)
            except LockedDesk as locked:
                if not self._may_take_over(locked):
                    raise
                opened = open_desk(path, self._folders, take_over=True)
        except DeskProblem as problem:
            self._tell(problem)
            return False
        self._show(opened)
        return True

    def _may_take_over(self, locked: "Told") -> bool:
        words = self._words
        reason = words("Taking over may lose what they are doing.")
        return self.questions.choose(words.told(locked), reason, words("Leave it"), words("Take over"))

    def _show(self, opened: "OpenDesk") -> None:
        from kpidesk.ui.desk_view import DeskView  # noqa: PLC0415 - after the first painting
        from kpidesk.ui.session import Session  # noqa: PLC0415
        from kpidesk.ui.theme import load_other_fonts  # noqa: PLC0415

        self._close_session()
        load_other_fonts()
        self.notice.hide()
        self.session = Session(opened)
        self.session.changed.connect(self._show_state)
        self.session.refused.connect(self._tell)
        self.session.saved.connect(self._show_saved)
        self.view = DeskView(self.session, self._words, self._palette)
        self._body.setCurrentIndex(self._body.addWidget(self.view))
        self.view.setFocus()
        self.saved.setText("")
        if self.session.conflict:
            self._tell_conflict()
        elif self.session.recovered:
            self.notice.say(
                self._words("Welcome back. What had not reached the file last time is here again.")
            )
        self._show_state()

    def _close_session(self, *, set_aside: bool = False) -> None:
        if self.session is None or self.view is None:
            return
        self._body.removeWidget(self.view)
        self.view.deleteLater()
        self.session.close(set_aside=set_aside)
        self.session = self.view = None
        self._show_state()

    def _may_leave(self) -> bool:
        """Publish what is left; whether the desk may be closed, which is a question if that failed."""
        problem = self.session.flush() if self.session else None
        if problem is None:
            return True
        words = self._words
        reason = words.told(problem) + " " + words("Your work is kept here and comes back next time.")
        return self.questions.choose(
            words("The file could not be updated. Close all the same?"), reason, words("Stay"), words("Close")
        )

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Publish what is left. What cannot be published waits in the working copy, if the person agrees."""
        if not self._may_leave():
            event.ignore()
            return
        if self._loading is not None:
            self._loading.join()
        self._close_session()
        super().closeEvent(event)

    # -- what the person asks for

    def ask_open(self) -> None:
        """Ask for a desk file and open it."""
        if path := self.questions.desk_to_open():
            self.open(path)

    def ask_new(self) -> None:
        """Ask where, then make a new desk and open it."""
        self._make(None, self._words("My desk"))

    def ask_sample(self) -> None:
        """Ask where, then make the sample desk and open it."""
        self._make("marrow-valley", "Marrow Valley Water")

    def _make(self, sample_name: str | None, name: str) -> None:
        path = self.questions.new_desk(f"{name}.kpidesk")
        if path is None:
            return
        self._loaded()
        from kpidesk.actions import desks  # noqa: PLC0415 - after the first painting
        from kpidesk.desk.problems import DeskProblem  # noqa: PLC0415
        from kpidesk.desk.workfile import new_desk, save_new  # noqa: PLC0415
        from kpidesk.imports import sample  # noqa: PLC0415

        made = new_desk()
        try:
            with made.edit(self._words("New desk"), barrier=True) as edit:
                if sample_name:
                    sample.load(edit, sample.read(sample_name))
                else:
                    desks.begin(edit, path.stem, self._words)
            save_new(made, path)
        except DeskProblem as problem:
            self._tell(problem)
            return
        finally:
            made.close()
        self.open(path)

    def undo(self) -> None:
        """Take the last step back."""
        if self.session:
            self.session.undo()

    def redo(self) -> None:
        """Do the last undone step again."""
        if self.session:
            self.session.redo()

    def ask_export(self) -> None:
        """Open the export dialog."""
        if self.session is None:
            return
        from kpidesk.ui.export_dialog import ExportDialog, modal  # noqa: PLC0415 - reportlab comes with it

        folder = self.session.path.parent / self.session.path.stem
        dialog = ExportDialog(self.session.desk, folder, self._words, self.questions, self)
        dialog.exported.connect(self._exported)
        modal(dialog)

    def _exported(self, report: "Report") -> None:
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - only after an export
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

        words = self._words
        text = words.many("{n} file was written.", "{n} files were written.", len(report.files))
        if report.warnings:
            text += " " + words("Please note:") + " " + " ".join(report.warnings)
        folder = report.files[0].parent if report.files else None
        self.notice.say(
            text,
            button=words("Open the folder") if folder else "",
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )

    def ask_save_elsewhere(self) -> None:
        """Ask where and go on working with a copy there."""
        if self.session is None:
            return
        path = self.questions.new_desk(self.session.path.name)
        if path is not None and self.session.save_copy(path):
            self._close_session(set_aside=True)
            self._open(path)

    # -- showing how things stand

    def _show_state(self) -> None:
        session = self.session
        self.name.setText(session.path.stem if session else "KPI Desk")
        self.setWindowTitle(f"{session.path.stem} – KPI Desk" if session else "KPI Desk")
        for key in ("open", "undo", "redo", "export"):
            self._buttons[key].setVisible(session is not None)
        if session is None:
            return
        words = self._words
        for key, word, label in (
            ("undo", words("Undo"), session.desk.undo_label),
            ("redo", words("Redo"), session.desk.redo_label),
        ):
            self._buttons[key].setEnabled(label is not None)
            self._buttons[key].setText(f"{word} {label}" if label else word)
            self._buttons[key].setToolTip(
                "" if label else words("There is nothing to take back or do again.")
            )

    def _tell(self, problem: "Told") -> None:
        self.notice.say(self._words.told(problem), bad=True)

    def _show_saved(self, state: "Saved", problem: "Told") -> None:
        from datetime import datetime  # noqa: PLC0415

        from kpidesk.ui.session import Saved  # noqa: PLC0415 - loaded with the session

        words = self._words
        texts = {
            Saved.SAVED: words("Saved {time}", time=words.clock(datetime.now().astimezone())),
            Saved.SAVING: words("Saving …"),
            Saved.WAITING: words("Saving …"),
            Saved.FAILED: words("Your work is safe here."),
        }
        self.saved.setText(texts[state])
        if state is Saved.FAILED:
            if self.session and self.session.conflict:
                self._tell_conflict()
                return
            text = words(
                "Cannot update the file: {reason} Your work is safe here.", reason=words.told(problem)
            )
            self.notice.say(text, bad=True, button=words("Save elsewhere …"), do=self.ask_save_elsewhere)

    def _tell_conflict(self) -> None:
        words = self._words
        self.notice.say(
            words("The file was changed by somebody else meanwhile. Your work is safe here."),
            bad=True,
            button=words("Decide …"),
            do=self._decide_conflict,
        )

    def _decide_conflict(self) -> None:
        """Keep both by saving elsewhere, or overwrite what the other one did."""
        session = self.session
        if session is None:
            return
        words = self._words
        if self.questions.choose(
            words("Keep both, or overwrite the other version?"),
            words("Somebody else has saved {file} since you opened it.", file=session.path.name),
            words("Keep both: save mine elsewhere"),
            words("Overwrite"),
        ):
            session.publish(overwrite=True)
            return
        self.ask_save_elsewhere()
        if self.session is session:  # the person turned back
            self._tell_conflict()
