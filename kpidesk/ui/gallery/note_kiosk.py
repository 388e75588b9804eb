"""Notes in people's own hands: each types what would stand on a sticky note, for a poster they choose."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from kpidesk.actions import gallery
from kpidesk.desk.problems import DeskProblem
from kpidesk.domain.gallery import NoteKind, Poster
from kpidesk.domain.labels import LABELS
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.wording import Refused
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.kiosk import Kiosk, Task, hand_over
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import button, label

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_NOT_SAID: Final = None


class NoteTask(Task):
    """One note after the other. With a single poster nobody is asked for which it is."""

    def __init__(
        self, session: Session, posters: Sequence[tuple[Poster, str]], language: str, words: Words
    ) -> None:
        super().__init__()
        self._session, self._words, self._language = session, words, language
        self.poster = Choice(
            [(each.code, f"{each.code}  {name}") for each, name in posters], lambda _: None, words("Poster")
        )
        self.poster.setObjectName("kiosk-poster")
        self.kind = Choice(
            [(_NOT_SAID, words("not said")), *((each, sentence(words(LABELS[each]))) for each in NoteKind)],
            lambda _: None, words("What it is"),
        )  # fmt: skip
        self.kind.setObjectName("kiosk-kind")
        self.text = QPlainTextEdit()
        self.text.setObjectName("kiosk-text")
        self.text.setProperty("role", "lead")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(words("Your note"))
        self.text.setPlaceholderText(words("Your note, in your own words"))
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setObjectName("kiosk-said")
        self.give = button(words("Stick it on the wall"), self._give, "filled")
        self.give.setObjectName("kiosk-give")
        self.give.setAutoDefault(False)
        self.give.setMinimumSize(160, 44)
        row = QHBoxLayout()
        row.setSpacing(16)
        if len(posters) > 1:
            row.addLayout(labelled(words("Poster"), self.poster), 2)
        row.addLayout(labelled(words("What it is"), self.kind), 1)
        foot = QHBoxLayout()
        foot.addWidget(self.wrong, 1)
        foot.addWidget(self.give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        column.addLayout(foot)

    def begin(self) -> None:
        """See Task."""
        (self.poster if self.poster.isVisible() else self.text).setFocus()

    def clear(self) -> None:
        """See Task: the poster stays, as people stand before it."""
        self.text.clear()
        self.kind.show_value(_NOT_SAID)
        self.wrong.setText("")

    def _give(self) -> None:
        words = self._words
        text = self.text.toPlainText().strip()
        if not text:
            self.wrong.setText(words("Write something first."))
            self.text.setFocus()
            return
        reading = Reading(text, (), poster=self.poster.value, kind=self.kind.value)
        label_ = words("Note on {poster}", poster=self.poster.value)
        try:  # the notice of the window is out of sight, so what is in the way is told here
            with self._session.desk.edit(label_) as edit:
                gallery.add_note(edit, reading, language=self._language)
        except (Refused, DeskProblem) as refusal:
            self.wrong.setText(words.told(refusal))
            return
        self.done.emit(words("Thank you. Your note is on the wall."))


def hand_over_notes(page: "GalleryPage") -> None:
    """Let people type their notes themselves, beginning with the poster in hand."""
    words, desk, book = page.words, page.session.desk, page.book
    posters = [(each, poster_name(desk, each, words)) for each in book.posters.values()]

    def begin(pin: str, asked: str) -> Kiosk:
        told = words("Your note goes to the wall without your name.")
        task = partial(NoteTask, page.session, posters, book.languages[0], words)
        return Kiosk(page.window(), words, pin, asked, told, task)

    question = words("What would you change about these measures, and why?")
    hand_over(page, words, begin, page.go_on, question)
