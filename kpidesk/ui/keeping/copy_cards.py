"""Copies for other people: for another recorder, and without what is nobody else's business."""

from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kpidesk.desk.clean_copy import RECORDER, Leaving, clean_copy, leaving, next_letter, recorder_copy
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import check_new, save_new
from kpidesk.domain.cleaning import Cleaning
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.keeping.card import Card
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCheckBox


class RecorderCard(Card):
    """A whole copy in which another person types, to be merged later."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "users-round", words("For another recorder"),
            words(
                "Two people type at the same time, each in a copy of their own. New printed codes carry a "
                "letter there, so that no two notes on the wall have the same; “Take in” merges both later."
            ),
        )  # fmt: skip
        page.command("keeping.recorder_copy", self.save, self._why_not)
        self.finish("keeping.recorder_copy")

    def show_desk(self) -> None:
        """See Card."""
        letter, words = self.session.desk.facts.get(RECORDER, ""), self.words
        if letter:
            self.tell(words("This desk is the copy of recorder {letter}.", letter=letter))
        elif not self._why_no_letter():
            self.tell(
                words("The next copy has the letter {letter}: its first note is N\u2011{letter}01.",
                      letter=next_letter(self.session.desk))
            )  # fmt: skip

    def _why_no_letter(self) -> str:
        try:
            next_letter(self.session.desk)
        except DeskProblem as problem:
            return self.words.told(problem)
        return ""

    def _why_not(self) -> str:
        return self._why_no_letter() or self.page.read_only() or self.busy()

    def save(self) -> None:
        """Ask where, and write the copy there."""
        words, desk = self.words, self.session.desk
        path = self.page.shell.questions.new_desk(f"{self.session.path.stem}-{next_letter(desk)}.kpidesk")
        if path is None:
            return
        try:
            check_new(path)  # before a letter is given out for it
            copy, letter = recorder_copy(desk, words("Copy for recorder {letter}"))
        except DeskProblem as problem:
            self.page.shell.say(words.told(problem), bad=True)
            return

        def work(_: Desk, _progress: Progress, _stopped: Stopped) -> None:
            try:
                save_new(copy, path)
            finally:
                copy.close()

        self.start(words("Copying"), work, partial(self._saved, path, letter))

    def _saved(self, path: Path, letter: str, _: object) -> None:
        shell, words = self.page.shell, self.words
        told = words("The copy of recorder {letter} is {file}.", letter=letter, file=path.name)
        shell.say(told, button=words("Show folder"), do=partial(shell.open_folder, path.parent))


class CleanCard(Card):
    """A copy without history, people or photos."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "shield-check", words("A clean copy"),
            words(
                "For people outside: leave out who wrote what and how it came about. It is still a copy of "
                "this desk, so what others change in it can be merged."
            ),
        )  # fmt: skip
        names = {
            "journal": words("Without the history"),
            "personal": words("Without names, addresses and writers of notes"),
            "owners": words("Also owners and doers that are typed as text"),
            "photos": words("Without photos of the wall"),
        }
        usual = Cleaning()
        self.boxes: dict[str, QCheckBox] = {}
        for field in fields(Cleaning):
            box = self.boxes[field.name] = Tick(names[field.name])
            box.setObjectName(f"clean-{field.name}")
            box.setMinimumHeight(32)
            box.setChecked(getattr(usual, field.name))
            box.toggled.connect(partial(self._toggled, field.name))
            self.body.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        page.command("keeping.clean_copy", self.save, self._why_not)
        self.finish("keeping.clean_copy")

    def _toggled(self, name: str, on: bool) -> None:
        """The history would tell what is left out: it goes along, and whoever keeps it keeps all."""
        others = [box for key, box in self.boxes.items() if key != "journal"]
        if name != "journal" and on:
            self.boxes["journal"].setChecked(True)
        elif name == "journal" and not on:
            for box in others:
                box.setChecked(False)
        self.show_desk()

    @property
    def wanted(self) -> Cleaning:
        """What is left out."""
        return Cleaning(**{name: box.isChecked() for name, box in self.boxes.items()})

    def show_desk(self) -> None:
        """See Card."""
        wanted = self.wanted
        self.page.shell.commands.refresh()
        if self._nothing(wanted):
            self.give_up()
            self.tell(self.words("Choose what is left out."))
            return
        self.look(self.words("Counting"), lambda desk, _progress, _stopped: leaving(desk, wanted), self._tell)

    @staticmethod
    def _nothing(wanted: Cleaning) -> bool:
        return not wanted.without_journal

    def _tell(self, found: object) -> None:
        assert isinstance(found, Leaving)  # noqa: S101 - what `leaving` returns
        words = self.words
        counts = (
            (found.edits, words.many("{n} edit", "{n} edits", found.edits)),
            (found.people, words.many("{n} name", "{n} names", found.people)),
            (found.writers, words.many("{n} writer of a note", "{n} writers of notes", found.writers)),
            (found.photos, words.many("{n} photo", "{n} photos", found.photos)),
            (found.papers, words.many("{n} paper of an open vote", "{n} papers of open votes", found.papers)),
        )
        parts = [text for count, text in counts if count]
        self.tell(
            words("Left out: {parts}.", parts=words.listed(parts))
            if parts
            else words("There is nothing of it in this desk.")
        )

    def _why_not(self) -> str:
        return self.words("Choose what is left out.") if self._nothing(self.wanted) else self.busy()

    def save(self) -> None:
        """Ask where, and write the copy there."""
        words, wanted = self.words, self.wanted
        path = self.page.shell.questions.new_desk(f"{self.session.path.stem}-clean.kpidesk")
        if path is None:
            return

        def label(number: int) -> str:
            return words("Person {number}", number=number)

        def work(desk: Desk, _progress: Progress, _stopped: Stopped) -> None:
            copy = clean_copy(desk, wanted, label, words("Clean copy"))
            try:
                save_new(copy, path)
            finally:
                copy.close()

        self.start(words("Making a clean copy"), work, partial(self._saved, path))

    def _saved(self, path: Path, _: object) -> None:
        shell, words = self.page.shell, self.words
        told = words("The clean copy is {file}. Look into it before you give it away.", file=path.name)
        shell.say(told, button=words("Open it"), do=partial(shell.open, path))
