"""Everything for whoever takes over, and everything for other programs."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from kpidesk.desk.store import Desk
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.as_json import write_json
from kpidesk.exports.handover import Handed, free_place, hand_over
from kpidesk.exports.job import go_on
from kpidesk.exports.pieces import Options
from kpidesk.system.clock import now
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.keeping.card import Card
from kpidesk.ui.page import Page


class PackCard(Card):
    """The hand-over pack."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "package", words("A hand-over pack"),
            words(
                "For whoever takes over: the desk, all papers as PDF, the workbook, the calendar and JSON, "
                "with an index that says what each file is."
            ),
        )  # fmt: skip
        self.zipped = QCheckBox(words("As one zip file"))
        self.zipped.setObjectName("pack-zip")
        self.zipped.setMinimumHeight(32)
        self.body.addWidget(self.zipped, 0, Qt.AlignmentFlag.AlignLeft)
        page.command("keeping.hand_over", self.write, self.busy)
        self.finish("keeping.hand_over")
        self.tell(words("The desk and JSON in it hold everything, names included."))

    def write(self) -> None:
        """Ask where, and write the pack there."""
        words, name, zipped = self.words, self.session.path.stem, self.zipped.isChecked()
        folder = self.page.shell.questions.folder(self.session.path.parent)
        if folder is None:
            return
        options = Options((), folder, SHEETS["A1"], None, words, now())

        def work(desk: Desk, progress: Progress, stopped: Stopped) -> Handed:
            return hand_over(desk, options, name, zipped=zipped, progress=progress, cancelled=stopped)

        self.start(words("Making a hand-over pack"), work, self._written)

    def _written(self, handed: object) -> None:
        assert isinstance(handed, Handed)  # noqa: S101 - what `hand_over` returns
        shell, words = self.page.shell, self.words
        told = words.many("{name} holds {n} file.", "{name} holds {n} files.", handed.count,
                          name=handed.path.name)  # fmt: skip
        if handed.warnings:
            told += " " + words("Please note:") + " " + " ".join(handed.warnings[:2])
        shell.say(told, button=words("Open the folder"), do=partial(shell.open_folder, handed.path.parent))


class JsonCard(Card):
    """Everything as JSON."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "braces", words("Everything as JSON"),
            words(
                "For other programs, in a documented format. An equal desk can be made of it again."
            ),
        )  # fmt: skip
        page.command("keeping.json", self.write, self.busy)
        self.finish("keeping.json")
        self.tell(words("Not in it: the history, and papers of secret votes."))

    def write(self) -> None:
        """Ask where, and write the file there."""
        words = self.words
        folder = self.page.shell.questions.folder(self.session.path.parent)
        if folder is None:
            return
        name = self.session.path.stem

        def work(desk: Desk, _: Progress, stopped: Stopped) -> Path:
            path = free_place(folder, name, ".json")
            write_json(desk, path, lambda: go_on(stopped))
            return path

        self.start(words("Saving as JSON"), work, self._written)

    def _written(self, path: object) -> None:
        assert isinstance(path, Path)  # noqa: S101 - what the work returns
        shell, words = self.page.shell, self.words
        told = words("Everything is in {file}.", file=path.name)
        shell.say(told, button=words("Show folder"), do=partial(shell.open_folder, path.parent))
