"""Where notes are typed: the poster, the line, the kinds, and in words what will be stored."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.findings import text_of
from kpidesk.domain.gallery import NoteKind
from kpidesk.domain.shorthand import Reading
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.keys import KeyButton, kind_look
from kpidesk.ui.gallery.line import ShorthandLine
from kpidesk.ui.gallery.texts import KIND_ICONS, kind_names, language_name, wish_words
from kpidesk.ui.gallery.work import Left, Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Chip, Elided, Flow, Panel, button, clear, label

_MOST_AT_ONCE: Final = 2_000  # pasted lines in one edit; the rest waits in the box


class Entry(Panel):
    """The panel. `poster` is the id of the one that stays until another is chosen."""

    stored = Signal()
    stepped = Signal(int)
    chosen = Signal(str)  # a poster, typed alone
    left = Signal(list)  # lines that could not be taken
    support = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self.poster: str | None = None
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.setSpacing(9)
        words = self._words
        self.line = ShorthandLine(self._read, page.colours, words("Note as typed"), words("Enter"))
        self.line.setPlaceholderText(words("c: u5 b2 @key The words of the note"))
        self.line.setToolTip("")
        self.line.entered.connect(self.store)
        self.line.same.connect(self.support)
        self.line.stepped.connect(self.stepped)
        self.line.pasted.connect(self.take_lines)
        self.line.read_anew.connect(self._show_reading)
        self.body.addLayout(self._head())
        self.body.addWidget(self.line)
        self.body.addLayout(self._kinds())
        self.stored_as = StoredAs(page, work)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.stored_as, 1)
        self.same = button(words("Same as"), self.support.emit, "quiet")
        self.same.setObjectName("note-same")
        foot.addWidget(self.same, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        words = self._words
        row = QHBoxLayout()
        row.setSpacing(8)
        self._code = label("", "statement-strong")
        self._name = Elided("", "statement")
        row.addWidget(self._code)
        row.addWidget(self._name, 1)
        self._stays = label(words("stays until changed:"), "caption")
        row.addWidget(self._stays)
        self.group = Choice([], lambda _: self._context(), words("Group that stays until changed"))
        self.group.setObjectName("sticky-group")
        self.language = Choice([], lambda _: self._context(), words("Language that stays until changed"))
        self.language.setObjectName("sticky-language")
        for choice in (self.group, self.language):
            choice.setMinimumContentsLength(7)
            row.addWidget(choice)
        return row

    def _kinds(self) -> Flow:
        flow = Flow(5)
        self.kinds: dict[NoteKind, KeyButton] = {}
        for kind, name in kind_names(self._words).items():
            look = kind_look(kind.value, self._page.colours)
            icon = self._page.icons.pixmap(KIND_ICONS[kind], look[1], 15)
            made = KeyButton(name, kind.value, icon, lambda k=kind: self.line.put_kind(k), look)  # type: ignore[misc]
            made.setObjectName(f"kind-{kind.value}")
            made.setToolTip(self._words("{name} (Alt+{key})", name=name, key=kind.value))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the line
            self.kinds[kind] = made
            flow.addWidget(made)
        return flow

    # -- showing

    def refresh(self) -> None:
        """Show groups, languages and posters as the desk has them now."""
        book, words = self._work.book, self._words
        self.group.offer([(None, words("no group")), *((g.key, g.name) for g in book.groups.values())])
        if self.group.value is None:
            self.group.show_value(None)
        self.language.offer([(code, language_name(code, words)) for code in book.languages])
        if self.language.value is None:
            self.language.show_value(book.languages[0])
        self.show_poster(self.poster if self.poster in book.posters else None)
        self.line.setReadOnly(bool(self._page.read_only()))

    def show_poster(self, poster_id: str | None) -> None:
        """Type notes for another poster."""
        self.poster = poster_id
        book = self._work.book
        poster = book.posters.get(poster_id or "")
        self._code.setText(poster.code if poster else "")
        self._code.setVisible(poster is not None)
        self._name.show_text(
            book.names[poster.id] if poster else self._words("There is no poster yet. Hang some up first.")
        )
        self.line.read_again()

    def show_same(self, code: str) -> None:
        """Say which note one more would agree with."""
        words = self._words
        self.same.setVisible(bool(code))
        self.same.setText(words("Same as {note}: +1", note=code))
        self.same.setToolTip(words("Somebody else says the same as {note} (Ctrl+Enter)", note=code))

    def _read(self, line: str, as_text: Sequence[int]) -> Reading:
        poster = self._work.book.posters.get(self.poster or "")
        group = getattr(self, "group", None)  # the line is made before the choice
        return self._work.read(line, poster.code if poster else None, group.value if group else None, as_text)

    def _context(self) -> None:
        self.line.read_again()
        self.line.setFocus()

    def _show_reading(self) -> None:
        if not hasattr(self, "stored_as"):
            return  # the line reads itself while the panel is being made
        reading = self.line.reading
        for kind, made in self.kinds.items():
            made.show_chosen(chosen=kind is reading.kind)
        own = self._work.book.posters.get(self.poster or "")
        self.stored_as.show_reading(reading, own.code if own else "", empty=not self.line.line.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, the poster's name has it."""
        super().resizeEvent(event)
        self._stays.setVisible(event.size().width() >= 600)

    # -- doing

    def store(self) -> None:
        """Keep the line as a note; a line of codes alone chooses poster and group."""
        reading = self.line.reading
        if not self.line.line.strip():
            return
        if not reading.text and self._take_context(reading):
            return
        if self._work.add_note(reading, self.language.value or "en"):
            self.line.clear_line()
            self.stored.emit()
        self.line.setFocus()

    def _take_context(self, reading: Reading) -> bool:
        others = (reading.kind, reading.understand, reading.back, reading.moscow, reading.horizon)
        poster = self._work.book.poster_of(reading.poster or "")
        if any(each is not None for each in others) or (poster is None and reading.group is None):
            return False
        if reading.group:
            self.group.show_value(reading.group)
        self.line.clear_line()
        if poster is not None:
            self.chosen.emit(poster.id)
        return True

    def take_lines(self, lines: list[str]) -> int:
        """Keep many lines; those that cannot be taken are told by `left`. How many were taken."""
        now, later = lines[:_MOST_AT_ONCE], lines[_MOST_AT_ONCE:]
        count, left = self._work.add_lines(
            now, lambda line: self._read(line, ()), self.language.value or "en"
        )
        rest: list[Left | str] = [*left, *later]
        self.left.emit(rest)
        words = self._words
        if count:
            said = words.many("{n} note was taken over.", "{n} notes were taken over.", count)
            self._page.shell.say(said)
            self.stored.emit()
        return count


class StoredAs(QWidget):
    """In words what Enter will store, and what in the line is doubtful."""

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
        self._hints.hide()
        column.addWidget(self._hints)

    @property
    def hint(self) -> str:
        """What is doubtful."""
        return self._hint.text()

    def show_reading(self, reading: Reading, poster: str, *, empty: bool) -> None:
        """Show a reading; `poster` is the code of the one that stays until changed."""
        said = " ".join(dict.fromkeys(text_of(each, self._words) for each in reading.warnings[:3]))
        self._hint.setText(said)
        self._hints.setVisible(bool(said))
        shown = (
            empty, poster, reading.kind, reading.poster, reading.group, reading.understand, reading.back,
            reading.moscow, reading.horizon,
        )  # fmt: skip
        if shown != self._shown:
            self._shown = shown
            clear(self._parts)
            self._fill(reading, poster, empty=empty)
            self._parts.invalidate()

    def _fill(self, reading: Reading, poster: str, *, empty: bool) -> None:
        words, colours, add = self._words, self._page.colours, self._parts.addWidget
        if empty:
            add(_line(words("Codes may stand before or after the words; Enter stores the note."), "caption"))
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
