"""Backups: what there is, what each holds, and how to get back to it."""

from functools import partial
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.backups import ASKED, OVERWRITTEN, TIMER, UNSAVED, UPGRADE, Backup, backups, remove, restore
from kpidesk.desk.journal import Change
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.workfile import backups_of
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Job, Progress, Stopped
from kpidesk.ui.keeping.backup_preview import Preview, PreviewParts, read_preview
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Line, Panel, label, scrolling

_MEGABYTE: Final = 1_000_000


def reason_name(reason: str, words: Words) -> str:
    """Why a backup was made, in words."""
    known = {
        TIMER: words("every half hour of work"),
        ASKED: words("asked for"),
        OVERWRITTEN: words("another version that was written over"),
        UPGRADE: words("before the file got a newer format"),
        UNSAVED: words("unsaved work that was saved elsewhere"),
        "import": words("before something was taken in"),
        "merge": words("before another copy was merged"),
        "compact": words("before the history was compacted"),
        "redact": words("before a text was redacted"),
        "sample": words("before the sample was cleared"),
    }
    return known.get(reason, words("before a large change"))


class BackupsView(SubjectView):
    """The list at the left, a look into the one in hand at the right."""

    key: ClassVar[str] = "backups"
    OF_SUBJECT = False
    COMMANDS: ClassVar = (
        "keeping.back_up", "keeping.restore", "keeping.backup_folder", "keeping.remove_backups",
    )  # fmt: skip
    FILLED: ClassVar[str] = "keeping.back_up"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        words = self.words
        self.found: dict[str, Backup] = {}
        self.current = ""
        self._job: Job | None = None
        self._previews: dict[str, Preview] = {}
        self.list = ToldList(words("Backups, the latest first"), page.colours, page.icons)
        self.list.setObjectName("backups-list")
        self.list.setSelectionMode(ToldList.SelectionMode.ExtendedSelection)
        self.list.chosen.connect(self.choose)
        page.command("keeping.back_up", self.back_up)
        page.command("keeping.restore", self.ask_restore, self._why_not_restore)
        page.command("keeping.backup_folder", self._show_folder, self._why_no_folder)
        page.command("keeping.remove_backups", self.ask_remove, self._why_not_remove)
        self.list.selectionModel().selectionChanged.connect(lambda *_: page.shell.commands.refresh())
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(partial(page.shell.commands.run, "keeping.remove_backups"))
        self.where = label("", "second", wrap=True)
        self.where.setObjectName("backups-where")
        self.preview = PreviewParts(words)
        self.nothing = EmptyState(
            page.icons.pixmap("archive", "text_third", 40),
            words("A backup is made every half hour in which something was done, and before large changes."),
            words("The first one comes by itself; or make one now."),
        )
        self.session.backed_up.connect(self._backed_up)
        self._build()

    def _build(self) -> None:
        panel = Panel(self.words("Backups"))
        panel.setMinimumWidth(320)
        for key in ("keeping.backup_folder", "keeping.remove_backups"):
            panel.head.addWidget(self.page.button(key, "tool"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nothing)
        panel.body.addWidget(self.stack, 1)
        panel.body.addWidget(Line())
        self.where.setContentsMargins(14, 10, 14, 10)
        panel.body.addWidget(self.where)
        self.side = Panel(self.words("Backup"))
        self.side.setMinimumWidth(260)
        self.side.head.addWidget(self.page.button("keeping.restore", "quiet"))
        self.side.body.addWidget(scrolling(self.preview), 1)
        self.split = splitter(Qt.Orientation.Horizontal, panel, self.side)
        self.split.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    # -- showing

    @property
    def _folder(self) -> Path:
        return backups_of(self.page.shell.folders, self.session.desk.desk_id)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        words = self.words
        try:
            found = backups(self.page.shell.folders, self.session.desk.desk_id)
        except DeskProblem as problem:
            found = ()
            self.page.shell.say(words.told(problem), bad=True)
        self.found = {str(each.path): each for each in found}
        self.list.show_rows([self._row(each) for each in found])
        self.stack.setCurrentWidget(self.list if found else self.nothing)
        self.where.setText(
            words("Backups are kept on this computer alone, in {folder}. Copy one elsewhere now and then.",
                  folder=self._folder)
        )  # fmt: skip
        keys = [*self.found]
        self.choose(self.current if self.current in keys else keys[0] if keys else "")

    def _row(self, backup: Backup) -> Told:
        words = self.words
        below = reason_name(backup.reason, words)
        size = words("{n} MB", n=words.number(max(backup.size / _MEGABYTE, 0.1), 1))
        mark = ("archive", "text_second")
        if not backup.readable:
            below = " · ".join((below, words("cannot be read")))
            mark = ("triangle-alert", "danger")
        return Told(str(backup.path), self._when(backup), below, size, mark)

    def _when(self, backup: Backup) -> str:
        local = backup.at.astimezone()
        return self.words("{day}, {time}", day=self.words.date(local.date()), time=self.words.clock(local))

    def choose(self, key: str) -> None:
        """Look into a backup."""
        self.current = key
        self.list.show_current(key)
        self._stop()
        backup, words = self.found.get(key), self.words
        if backup is None:
            self.preview.say(words("Choose a backup to look into it."))
        elif not backup.readable:
            self.preview.say(words("This file cannot be read by this version of KPI Desk."))
        elif key in self._previews:
            self.preview.show_preview(self._previews[key])
        else:
            self.preview.say(words("Looking into it …"))
            work = partial(read_preview, backup.path, self.page.colours)
            name = words("Looking into a backup")
            self._job = self.page.shell.jobs.start(name, work, partial(self._read, key), quiet=True)
        self.page.shell.commands.refresh()

    def _read(self, key: str, outcome: object) -> None:
        self._job = None
        words = self.words
        if isinstance(outcome, Preview):
            self._previews[key] = outcome
            self.preview.show_preview(outcome)
        elif isinstance(outcome, DeskProblem):
            self.preview.say(words.told(outcome))
        elif isinstance(outcome, Exception):
            self.preview.say(words("The file could not be read ({name}).", name=type(outcome).__name__))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None

    def give_up(self) -> None:
        """See View."""
        self._stop()
        self.session.backed_up.disconnect(self._backed_up)

    def _backed_up(self) -> None:
        if self.isVisible():
            self.show_desk()

    # -- what a person can do

    @property
    def picked(self) -> list[Backup]:
        """The chosen backups."""
        rows = (self.list.model_.row(index) for index in self.list.selectionModel().selectedIndexes())
        return [self.found[row.id] for row in rows if row is not None and row.id in self.found]

    def back_up(self) -> None:
        """Make a backup now."""
        if self.session.back_up(ASKED):
            self.page.shell.say(self.words("There is a backup of this moment now."))
            self.show_desk()
            self.choose(next(iter(self.found), ""))

    def _why_not_restore(self) -> str:
        backup = self.found.get(self.current)
        if backup is None:
            return self.words("Choose a backup first.")
        return "" if backup.readable else self.words("This backup cannot be read.")

    def ask_restore(self) -> None:
        """Ask where, and write the backup in hand there as a desk of its own."""
        backup, words, shell = self.found[self.current], self.words, self.page.shell
        suggested = f"{self.session.path.stem} {backup.at.astimezone():%Y-%m-%d %H-%M}.kpidesk"
        path = shell.questions.new_desk(suggested)
        if path is None:
            return

        def work(progress: Progress, stopped: Stopped) -> None:
            restore(backup.path, path)

        shell.jobs.start(words("Restoring a backup"), work, partial(self._restored, path))

    def _restored(self, path: Path, outcome: object) -> None:
        words, shell = self.words, self.page.shell
        if isinstance(outcome, DeskProblem):
            shell.say(words.told(outcome), bad=True)
        elif isinstance(outcome, Exception):
            name = type(outcome).__name__
            shell.say(words("The backup could not be restored ({name}).", name=name), bad=True)
        else:
            told = words("The backup is restored as {file}. This desk stays as it is.", file=path.name)
            shell.say(told, button=words("Open it"), do=partial(shell.open, path))

    def _why_no_folder(self) -> str:
        return "" if self._folder.is_dir() else self.words("There is no backup yet.")

    def _show_folder(self) -> None:
        self.page.shell.open_folder(self._folder)

    def _why_not_remove(self) -> str:
        return "" if self.picked else self.words("Choose a backup first.")

    def ask_remove(self) -> None:
        """Ask, and remove the chosen backups for good."""
        picked, words, shell = self.picked, self.words, self.page.shell
        question = words.many("Remove this backup for good?", "Remove {n} backups for good?", len(picked))
        reason = words("The desk itself stays as it is. A removed backup cannot be brought back.")
        if not shell.questions.choose(question, reason, words("Keep"), words("Remove")):
            return
        for each in picked:
            try:
                remove(each.path)
            except DeskProblem as problem:
                shell.say(words.told(problem), bad=True)
        self.show_desk()
        self.list.setFocus()

    # -- place

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        whole = middle + side
        self.split.setSizes([whole - whole * 2 // 5, whole * 2 // 5])

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list
