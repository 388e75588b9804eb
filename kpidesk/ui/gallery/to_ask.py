"""What to look at while the writers are still here: unclear notes, and notes that name people."""

from collections.abc import Iterable
from functools import lru_cache, partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note
from kpidesk.domain.personal_data import Found, blacked, personal
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, Line, Panel, button, clear, label, scrolling, tool_button

_MOST = 60  # rows; the rest comes when these are done


@lru_cache(maxsize=50_000)
def named_in(text: str) -> tuple[Found, ...]:
    """What in a text may tell who somebody is; a harvest asks for the same notes at every edit."""
    return personal(text)


def unclear(notes: Iterable[Note]) -> list[Note]:
    """Notes that somebody should be asked about."""
    return [note for note in notes if note.unclear]


def naming(notes: Iterable[Note]) -> list[Note]:
    """Notes that may tell who somebody is."""
    return [note for note in notes if named_in(note.text)]


class ToAsk(Panel):
    """The list, to be ticked off. `opened` tells a note to go to."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__(page.words("Ask while they are still here"))
        self._page, self._work, self._words = page, work, page.words
        cross = tool_button(page.icons.icon("x"), self._words("Back to the notes"), self.closed.emit)
        cross.setObjectName("to-ask-close")
        self.head.addWidget(cross)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 4, 0, 8)
        self._list.setSpacing(0)
        self.body.addWidget(scrolling(content), 1)
        self._shown: object = None

    def refresh(self) -> None:
        """Show the notes as they are."""
        if self.isHidden():
            return
        notes = list(self._work.book.notes.values())
        shown = (unclear(notes)[:_MOST], naming(notes)[:_MOST])
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        words = self._words
        if not any(shown):
            self._add_text(
                words("Nothing to ask: no note is marked unclear, and none seems to name anybody.")
            )
        if shown[0]:
            self._add_text(words("Marked unclear. Ask the writer, correct the note, then tick it off."))
        for note in shown[0]:
            self._row(note, words("Asked"), partial(self._work.change, note, unclear=False), "asked")
        if shown[1]:
            self._add_text(words("These may tell who somebody is. Black it out before anything is printed."))
        for note in shown[1]:
            do = partial(self._work.change, note, text=blacked(note.text))
            self._row(note, words("Black it out"), do, "black")
        self._list.addStretch(1)

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Show what happened meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._shown = None
        self.refresh()

    def _add_text(self, text: str) -> None:
        made = label(text, "second", wrap=True)
        made.setContentsMargins(14, 10, 14, 6)
        self._list.addWidget(made)

    def _row(self, note: Note, says: str, do: "partial[bool]", name: str) -> None:
        book = self._work.book
        poster = book.posters[note.poster]
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        where = "  ".join((note.code, poster.code, book.names[poster.id], book.group_name(note)))
        texts.addWidget(Elided(where, "caption"))
        texts.addWidget(label(note.text, wrap=True))
        line.addLayout(texts, 1)
        see = button(self._words("See it"), partial(self.opened.emit, note.id), "quiet")
        see.setObjectName(f"see-{note.code}")
        made = button(says, do)
        made.setObjectName(f"{name}-{note.code}")
        made.setAccessibleName(f"{says} {note.code}")
        made.setEnabled(not self._page.read_only())
        line.addWidget(see)
        line.addWidget(made)
        self._list.addWidget(row)
        self._list.addWidget(Line())
