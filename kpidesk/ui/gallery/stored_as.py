"""In words what Enter will store of the line, and what in it is doubtful."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.findings import text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.personal_data import personal
from kpidesk.domain.shorthand import About, Reading
from kpidesk.system.words import Words
from kpidesk.ui.gallery.keys import kind_look
from kpidesk.ui.gallery.texts import KIND_ICONS, kind_names, wish_words
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.languages import language_name
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Chip, Flow, button, clear, label


class StoredAs(QWidget):
    """The words. `black_out` when what may tell who somebody is shall be blacked out in the line."""

    black_out = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 0)  # in line with the button beside
        column.setSpacing(6)
        self._parts = Flow(10, 4)
        holder = QWidget()
        holder.setLayout(self._parts)
        holder.setMinimumHeight(24)
        column.addWidget(holder)
        self._hints = QFrame()
        self._hints.setProperty("kind", "hint")
        self._hint = label("", wrap=True)
        row = QHBoxLayout(self._hints)
        row.setContentsMargins(10, 6, 10, 6)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap("lightbulb", "warn", 15))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._hint, 1)
        self._black = button(self._words("Black it out"), self.black_out.emit, "link")
        self._black.setObjectName("note-black")
        self._black.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the line
        row.addWidget(self._black, 0, Qt.AlignmentFlag.AlignTop)
        self._hints.hide()
        column.addWidget(self._hints)

    @property
    def hint(self) -> str:
        """What is doubtful."""
        return self._hint.text()

    def show_reading(self, reading: Reading, poster: str, *, empty: bool) -> None:
        """Show a reading; `poster` is the code of the one that stays until changed."""
        said = list(dict.fromkeys(text_of(each, self._words) for each in reading.warnings[:3]))
        found = personal(reading.text)
        if found:
            piece = reading.text[found[0].start : found[0].end]
            said.append(self._words("“{piece}” may tell who somebody is.", piece=piece))
        self._black.setVisible(bool(found))
        self._hint.setText(" ".join(said))
        self._hints.setVisible(bool(said))
        shown = (
            empty, poster, reading.kind, reading.poster, reading.group, reading.understand, reading.back,
            reading.moscow, reading.horizon, reading.colour, reading.language, reading.unclear, reading.dots,
        )  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            clear(self._parts)
            self._fill(reading, poster, empty=empty)
            self._parts.invalidate()

    def show_about(self, about: About, code: str) -> None:
        """Show what a line says of a note that is there already; `code` "" where there is none."""
        self._hints.hide()
        self._hint.setText("")
        words = self._words
        if not code:
            said = words("There is no note to say this of.")
        elif about.dots is None:
            said = words.many(
                "{n} more agrees with {note}", "{n} more agree with {note}", about.more, note=code
            )
        else:
            said = words.many("{n} dot beside {note}", "{n} dots beside {note}", about.dots, note=code)
        if self._shown != said:
            self._shown = said
            clear(self._parts)
            self._parts.addWidget(_line(said, "second"))
            self._parts.invalidate()

    def _fill(self, reading: Reading, poster: str, *, empty: bool) -> None:
        words, colours, add = self._words, self._page.colours, self._parts.addWidget
        if empty:
            add(_line(words("Codes may stand before or after the words."), "caption"))
            add(_line(words("Enter stores the note."), "caption"))
            return
        add(_line(words("Will be stored as"), "second"))
        if reading.kind is not None:
            paper, ink = kind_look(reading.kind.value, colours)
            icon = self._page.icons.pixmap(KIND_ICONS[reading.kind], ink, 14)
            add(Chip(kind_names(words)[reading.kind], fill=paper, ink=ink, icon=icon))
        else:
            add(Chip(words("no kind"), ink=colours.text_third, outline=colours.outline, dashed=True))
        for text, rating in (
            (words("I understand it"), reading.understand), (words("I would back it"), reading.back)
        ):  # fmt: skip
            if rating is not None:
                add(_rated(text, str(rating)))
        group = next((g.name for g in self._work.book.groups.values() if g.key == reading.group), "")
        soft = [group] if group else []
        soft += wish_words(reading.moscow, reading.horizon, words)
        soft += _asides(reading, words)
        for text in soft:
            add(Chip(text, fill=colours.accent_soft, ink=colours.accent_text))
        if reading.poster and reading.poster != poster:
            on = words("on {poster}", poster=reading.poster)
            add(Chip(on, fill=colours.accent_soft, ink=colours.accent_text))


def _line(text: str, role: str) -> QLabel:
    made = label(text, role)
    made.setFixedHeight(Chip.HEIGHT)
    return made


def _rated(text: str, number: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(_line(text, "second"))
    row.addWidget(_line(number, "panel"))
    return made


def _asides(reading: Reading, words: Words) -> list[str]:
    """Paper, language, dots and doubt, where the line names them."""
    found = [words("{colour} paper", colour=words(LABELS[reading.colour]))] if reading.colour else []
    if reading.language:
        found.append(language_name(reading.language, words))
    if reading.dots is not None:
        found.append(words.many("{n} dot", "{n} dots", reading.dots))
    return [*found, words("to be asked about")] if reading.unclear else found
