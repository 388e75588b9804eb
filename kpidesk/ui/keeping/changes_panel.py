"""The panel that tells what is different, and gives it out as PDF."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.desk.problems import DeskProblem
from kpidesk.drawing.record_words import counted
from kpidesk.ui.keeping.records_told import RecordsTold
from kpidesk.ui.keeping.report import Report, write_report
from kpidesk.ui.page import Page
from kpidesk.ui.subject_page import today
from kpidesk.ui.widgets import Line, Panel, label

_MOST: Final = 200  # records on screen; more would take long to read and to lay out


class ChangesPanel(Panel):
    """Shows one report at a time; `above` takes what else belongs over it."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(words("What changed"))
        self._page = page
        self.report: Report | None = None
        page.command("keeping.changes_pdf", self.write, self._why_not)
        self.pdf = page.button("keeping.changes_pdf", "quiet")
        self.head.addWidget(self.pdf)
        self.name = label("", "statement", wrap=True)
        self.about = label("", "second", wrap=True)
        self.counts = label("", "caption-strong", wrap=True)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(4)
        for each in (self.name, self.about, self.counts):
            column.addWidget(each)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 6, 0, 0)
        self.above.setSpacing(8)
        column.addLayout(self.above)
        self.records = RecordsTold(words, page.colours, words("What changed"))
        self.records.setObjectName("changes")
        self.body.addWidget(top)
        self.body.addWidget(Line())
        self.body.addWidget(self.records, 1)

    def show_report(self, report: Report | None) -> None:
        """Show what is different; None while nothing is chosen."""
        self.report = report
        words, desk = self._page.words, self._page.session.desk
        told = report.told(desk, words, _MOST) if report is not None else ()
        more = report.count - len(told) if report is not None else 0
        self.name.setText(report.title if report is not None else words("Choose an edit."))
        self.about.setText(report.about if report is not None else "")
        self.about.setVisible(bool(report is not None and report.about))
        shown = counted(told, words) if report is not None else ""
        if more:
            shown = words.many("{n} record is different", "{n} records are different", len(told) + more)
        self.counts.setText(shown)
        self.counts.setVisible(bool(shown))
        ending = words("… and {n} more. The PDF tells of all.", n=words.number(more)) if more else ""
        self.records.show_records(told, ending)
        self._page.shell.commands.refresh()

    def _why_not(self) -> str:
        words = self._page.words
        if self.report is None:
            return words("Choose an edit first.")
        return "" if self.report.count else words("Nothing is different.")

    def write(self) -> None:
        """Ask for a folder and write the report there."""
        page, report = self._page, self.report
        folder = page.shell.questions.folder(page.session.path.parent)
        if folder is None or report is None:
            return
        day: date = today()
        work = partial(write_report, page.session.desk.snapshot(), report, folder, page.words, day)
        page.shell.jobs.start(page.words("Writing what changed"), work, self._written)

    def _written(self, outcome: object) -> None:
        words, shell = self._page.words, self._page.shell
        if isinstance(outcome, Path):
            told = words("What changed is written to {file}.", file=outcome.name)
            shell.say(told, button=words("Show folder"), do=partial(shell.open_folder, outcome.parent))
        elif isinstance(outcome, DeskProblem):
            shell.say(words.told(outcome), bad=True)
        elif isinstance(outcome, Exception):
            name = type(outcome).__name__
            shell.say(words("The PDF could not be written ({name}).", name=name), bad=True)
