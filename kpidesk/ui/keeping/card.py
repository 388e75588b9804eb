"""A card of the view Copies: what it is for in a sentence, what can be chosen, what comes of it, a button."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.domain.wording import Refused
from kpidesk.exports.job import Cancelled
from kpidesk.ui.jobs import Job, Progress, Stopped, Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label

Task = Callable[[Desk, Progress, Stopped], object]
"""What is done with a snapshot of the desk on the worker."""


class Card(QFrame):
    """Subclasses fill `body` and call `finish`; they show the desk in `show_desk`."""

    def __init__(self, page: Page, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        self._looking: Job | None = None
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap(icon, "accent", 20))
        head.addWidget(mark)
        head.addWidget(label(title, "name"), 1)
        whole.addLayout(head)
        whole.addWidget(label(sentence, "second", wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        whole.addLayout(self.body)
        self.told = label("", "body", wrap=True)
        self.told.hide()
        whole.addWidget(self.told)
        whole.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        whole.addLayout(self._foot)
        self.act: QPushButton

    def finish(self, command: str, kind: str = "plain") -> None:
        """Put the button of the card's command at the foot."""
        self.told.setObjectName(f"told-{command}")
        self.act = self.page.button(command, kind)
        self._foot.addWidget(self.act)
        self._foot.addStretch(1)

    def tell(self, text: str) -> None:
        """Say what would come of it; nothing for now without a text."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def show_desk(self) -> None:
        """Show what would come of it as the desk is now."""

    def give_up(self) -> None:
        """The page is thrown away: nobody is told of what is looked at any more."""
        if self._looking is not None:
            self._looking.forget()
            self._looking = None

    # -- work on a snapshot

    def look(self, name: str, task: Task, then: Callable[[object], None]) -> None:
        """Look at a snapshot in the background; an earlier look is given up."""
        self.give_up()

        def ended(outcome: object) -> None:
            self._looking = None
            if isinstance(outcome, Exception):
                self.tell(self.failure(outcome))
            else:
                then(outcome)

        if (run := self._on_snapshot(task)) is not None:
            self._looking = self.page.shell.jobs.start(name, run, ended, quiet=True)

    def start(self, name: str, task: Task, then: Callable[[object], None]) -> None:
        """Do something with a snapshot; the person sees how far it is and can stop it."""

        def ended(outcome: object) -> None:
            self.page.shell.commands.refresh()
            if isinstance(outcome, Cancelled):
                self.page.shell.say(self.words("Stopped. Nothing was left behind."))
            elif isinstance(outcome, Exception):
                self.page.shell.say(self.failure(outcome), bad=True)
            else:
                then(outcome)

        if (run := self._on_snapshot(task)) is not None:
            self.page.shell.jobs.start(name, run, ended)
            self.page.shell.commands.refresh()

    def _on_snapshot(self, task: Task) -> Work | None:
        try:
            snapshot = self.session.desk.snapshot()
        except DeskProblem as problem:
            self.page.shell.say(self.words.told(problem), bad=True)
            return None

        def work(progress: Progress, stopped: Stopped) -> object:
            try:
                return task(snapshot, progress, stopped)
            finally:
                snapshot.close()

        return work

    def failure(self, outcome: Exception) -> str:
        """What went wrong, in words."""
        if isinstance(outcome, DeskProblem | Refused):
            return self.words.told(outcome)
        name = type(outcome).__name__
        return self.words("KPI Desk itself failed ({name}). Nothing in the desk was changed.", name=name)

    def busy(self) -> str:
        """Why nothing more can be begun now, "" where it can."""
        waits = self.page.shell.jobs.shown is not None
        return self.words("Something else is being written; wait until it is done.") if waits else ""
