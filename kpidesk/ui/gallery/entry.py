"""Where notes are typed: the poster, the line, the kinds, and in words what will be stored."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from kpidesk.domain.gallery import Colour, NoteKind
from kpidesk.domain.labels import LABELS
from kpidesk.domain.personal_data import blacked
from kpidesk.domain.shorthand import About, Reading, read_about
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.keys import KeyButton, kind_look
from kpidesk.ui.gallery.line import ShorthandLine
from kpidesk.ui.gallery.photo_card import PhotoCard
from kpidesk.ui.gallery.photo_desk import PhotoDesk
from kpidesk.ui.gallery.stored_as import StoredAs
from kpidesk.ui.gallery.texts import KIND_ICONS, kind_names
from kpidesk.ui.gallery.work import Left, Work
from kpidesk.ui.languages import language_name
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, Flow, Panel, button, label

_MOST_AT_ONCE: Final = 2_000  # pasted lines in one edit; the rest waits in the box
_NARROW: Final = 74  # px of a choice that stays until changed, and at most
_WIDE: Final = 150


class Entry(Panel):
    """The panel. `poster` is the id of the one that stays until another is chosen.

    Group, language and paper stay, too, until they are changed: by a choice, or by a line that says
    nothing else.
    """

    stored = Signal()
    stepped = Signal(int)
    chosen = Signal(str)  # a poster, typed alone
    tabled = Signal(list)  # lines that were pasted
    left = Signal(list)  # lines that could not be taken
    support = Signal()
    about = Signal(object)  # what a line says of a note that is there already

    def __init__(self, page: Page, work: Work, table: PhotoDesk) -> None:
        super().__init__()
        self._page, self._work, self._words, self._table = page, work, page.words, table
        self.poster: str | None = None
        self.target = ""  # the code of the note that the person is at
        self._last = ""
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.setSpacing(9)
        words = self._words
        self.line = ShorthandLine(self._read, page.colours, words("Note as typed"), words("Enter"))
        self.line.setPlaceholderText(words("c: @key The words of the note"))
        self.line.setToolTip("")
        self.line.entered.connect(self.store)
        self.line.same.connect(self.support)
        self.line.again.connect(self._again)
        self.line.stepped.connect(self.stepped)
        self.line.pasted.connect(self.tabled)
        self.line.read_anew.connect(self._show_reading)
        self.card = PhotoCard(page, table, page.shell.commands)
        self.stored_as = StoredAs(page, work)
        self.stored_as.black_out.connect(self._black_out)
        self.body.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.card, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._typing(), 1)
        self.body.addLayout(row)
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
        self.colour = Choice([], lambda _: self._context(), words("Paper that stays until changed"))
        self.colour.setObjectName("sticky-colour")
        papers = [(each, words(LABELS[each]).capitalize()) for each in Colour]
        self.colour.offer([(None, words("any paper")), *papers])
        self.colour.show_value(None)
        for choice in (self.group, self.language, self.colour):
            # As wide as what they offer where there is room, beside the Guide there is little.
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.setMinimumWidth(_NARROW)
            choice.setMaximumWidth(_WIDE)
            row.addWidget(choice)
        return row

    def _typing(self) -> QVBoxLayout:
        """The line, the kinds, and who wrote it."""
        words = self._words
        column = QVBoxLayout()
        column.setSpacing(9)
        column.addWidget(self.line)
        column.addLayout(self._kinds())
        self.writer = QLineEdit()
        self.writer.setObjectName("note-writer")
        self.writer.setPlaceholderText(words("Who wrote it"))
        self.writer.setAccessibleName(words("Who wrote it"))
        self.writer.returnPressed.connect(self.store)
        column.addWidget(self.writer)
        column.addStretch(1)
        return column

    def _kinds(self) -> Flow:
        flow = Flow(5)
        self.kinds: dict[NoteKind, KeyButton] = {}
        for number, (kind, name) in enumerate(kind_names(self._words).items(), 1):
            look = kind_look(kind.value, self._page.colours)
            icon = self._page.icons.pixmap(KIND_ICONS[kind], look[1], 15)
            made = KeyButton(name, kind.value, icon, lambda k=kind: self.line.put_kind(k), look)  # type: ignore[misc]
            made.setObjectName(f"kind-{kind.value}")
            made.setToolTip(
                self._words("{name} (Alt+{key} or Alt+{number})", name=name, key=kind.value, number=number)
            )
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
        self.writer.setVisible(book.gallery is not None and book.gallery.names)
        self.line.rated = book.gallery is not None and book.gallery.rated
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
        self.target = code
        self.same.setVisible(bool(code))
        self.same.setText(words("Same as {note}: +1", note=code))
        self.same.setToolTip(
            words("Somebody else says the same as {note} (Ctrl+T; or type +1 and a note’s code)", note=code)
        )

    def _read(self, line: str, as_text: Sequence[int]) -> Reading:
        poster = self._work.book.posters.get(self.poster or "")
        group = getattr(self, "group", None)  # the line is made before the choice
        return self._work.read(line, poster.code if poster else None, group.value if group else None, as_text)

    def _context(self) -> None:
        self.line.read_again()
        self.line.setFocus()

    def _about(self) -> About | None:
        return None if self.line.as_text else read_about(self.line.line)

    def _show_reading(self) -> None:
        if not hasattr(self, "stored_as"):
            return  # the line reads itself while the panel is being made
        reading, about = self.line.reading, self._about()
        for kind, made in self.kinds.items():
            made.show_chosen(chosen=kind is reading.kind)
        if about is not None:
            self.stored_as.show_about(about, about.code or self.target)
            return
        own = self._work.book.posters.get(self.poster or "")
        self.stored_as.show_reading(reading, own.code if own else "", empty=not self.line.line.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, the poster's name has it."""
        super().resizeEvent(event)
        self._stays.setVisible(event.size().width() >= 700)

    # -- doing

    def store(self) -> None:
        """Keep the line as a note; a line of codes alone changes what stays, or a note that is there."""
        line, reading, about = self.line.line, self.line.reading, self._about()
        if not line.strip():
            return
        if about is not None:
            self.about.emit(about)
        elif reading.sticky_only:
            self._take_context(reading)
        elif self._work.add_note(reading, self._table.link_to, **self._more(reading)):
            self._last = line
            self.line.clear_line()
            self.writer.clear()
            self.stored.emit()
        self.line.setFocus()

    def _more(self, reading: Reading) -> dict[str, Any]:
        """What the line does not say itself."""
        more: dict[str, Any] = {"language": reading.language or self.language.value or "en"}
        if self.colour.value is not None and reading.colour is None:
            more["colour"] = self.colour.value
        if not self.writer.isHidden() and self.writer.text().strip():
            more["writer"] = self.writer.text()
        return more

    def _take_context(self, reading: Reading) -> None:
        poster = self._work.book.poster_of(reading.poster or "")
        for value, choice in (
            (reading.group, self.group), (reading.language, self.language), (reading.colour, self.colour)
        ):  # fmt: skip
            if value:
                choice.show_value(value)
        self.line.clear_line()
        if poster is not None and poster.id != self.poster:
            self.chosen.emit(poster.id)

    def _again(self) -> None:
        """Put the last line once more, to be changed a little."""
        if self._last and not self.line.line.strip():
            self.line.insertPlainText(self._last)

    def _black_out(self) -> None:
        text = self.line.line
        self.line.selectAll()
        self.line.insertPlainText(blacked(text))
        self.line.setFocus()

    def take_lines(self, lines: list[str]) -> int:
        """Keep many lines; those that cannot be taken are told by `left`. How many were taken."""
        now, later = lines[:_MOST_AT_ONCE], lines[_MOST_AT_ONCE:]
        count, left = self._work.add_lines(now, lambda line: self._read(line, ()), self._more)
        rest: list[Left | str] = [*left, *later]
        self.left.emit(rest)
        words = self._words
        if count:
            said = words.many("{n} note was taken over.", "{n} notes were taken over.", count)
            self._page.shell.say(said)
            self.stored.emit()
        return count
