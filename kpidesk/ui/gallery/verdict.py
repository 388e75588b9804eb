"""The note that is being decided: its words, what the team decides, and why."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Decision, Note, NoteKind
from kpidesk.domain.gallery_checks import NEEDS_REASON
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Choice, TextField, labelled
from kpidesk.ui.gallery.keys import KeyButton
from kpidesk.ui.gallery.led_to import LedTo
from kpidesk.ui.gallery.photo_proof import Proof
from kpidesk.ui.gallery.room import meant
from kpidesk.ui.gallery.texts import DECISION_ICONS, KIND_ICONS, decision_names, kind_names, wish_words
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.languages import language_name
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Elided, Flow, Panel, button, coloured, label, scrolling, tool_button

_THIRD: Final = 54
"""px that a decision's name may have, so that three stand side by side in the narrowest panel"""
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Rating(QWidget):
    """A rating as small bars; the number is said by the tooltip and to screen readers."""

    reads_as = Role.Graphic

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._colours = page.colours
        self._number, self._most = 0, 5
        self.setFixedHeight(18)

    def show_number(self, text: str, number: int, most: int) -> None:
        """Show a rating on a scale up to `most`."""
        self._number, self._most = number, most
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFixedWidth(14 * most)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(14 * self._most, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(self._most):
            full = place < self._number
            painter.setBrush(QColor(self._colours.text_second if full else self._colours.pressed))
            painter.drawRoundedRect(QRectF(place * 14, 5, 11, 8), 3, 3)
        painter.end()


class Reason(TextField):
    """The reason; Ctrl+Enter goes on to the next note."""

    on = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().keyPressEvent(event)
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.on.emit()


class Verdict(Panel):
    """The panel."""

    on = Signal()  # decided, and to the next
    stepped = Signal(int)

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__(page.words("The note"))
        self._page, self._work, self._words = page, work, page.words
        self.note: Note | None = None
        words, icons = self._words, page.icons
        up = tool_button(icons.icon("chevron-up"), words("Note before"), lambda: self.stepped.emit(-1))
        down = tool_button(icons.icon("chevron-down"), words("Next note"), lambda: self.stepped.emit(1))
        for each in (up, down):
            self.head.addWidget(each)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._paper())
        self.meant = TextField(self._keep_meaning, words("What it says, in few words"), least=1)
        self.meant.setObjectName("note-meant")
        self._in_ours = QWidget()
        own = words("In {language}", language=language_name(words.language, words))
        self._in_ours.setLayout(labelled(own, self.meant))
        self._column.addWidget(self._in_ours)
        self._column.addWidget(self._ratings())
        self._column.addWidget(label(words("Decision"), "caption-strong"))
        self._column.addLayout(self._decisions())
        self.reason = Reason(self._keep_reason, words("What you heard, and what comes of it"), least=2)
        self.reason.setObjectName("reason")
        self.reason.on.connect(self.on)
        self._column.addLayout(labelled(words("Reason, as the writers will read it"), self.reason))
        self._column.addWidget(self._hint_frame())
        self.led_to = LedTo(page, work)
        self._column.addWidget(self.led_to)
        self.proof = Proof(page)
        self._column.addWidget(self.proof)
        self._column.addLayout(self._fields())
        self._column.addStretch(1)
        self._area = scrolling(content)
        self._none = label(words("Choose a note to decide on it."), "second", wrap=True)
        self._none.setContentsMargins(14, 14, 14, 14)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._foot())

    # -- building

    def _paper(self) -> QFrame:
        self._sheet = QFrame()
        self._sheet.setObjectName("paper")
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._icon, self._kind, self._from = QLabel(), label("", "caption-strong"), Elided("", "caption")
        self._from.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._icon)
        row.addWidget(self._kind)
        row.addWidget(self._from, 1)
        column.addLayout(row)
        self.text = label("", "statement", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.text)
        return self._sheet

    def _ratings(self) -> QWidget:
        flow, around = Flow(14, 2), QWidget()
        around.setLayout(flow)
        around.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rated: list[tuple[QWidget, Rating]] = []
        for text in (self._words("understood"), self._words("backed")):
            said, bars = label(text, "second"), Rating(self._page)
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(said)
            row.addWidget(bars)
            flow.addWidget(holder)
            self._rated.append((holder, bars))
        self._wish = label("", "second")
        flow.addWidget(self._wish)
        return around

    def _decisions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        self.decisions: dict[Decision, KeyButton] = {}
        names = decision_names(self._words)
        longest = max(QFontMetrics(self.font()).horizontalAdvance(name) for name in names.values())
        across = 3 if longest <= _THIRD else 2
        for place, (decision, name) in enumerate(names.items()):
            icon = self._page.icons.pixmap(DECISION_ICONS[decision], "text_second", 15)
            key = str(place + 1)
            made = KeyButton(name, key, icon, lambda d=decision: self.decide(d))  # type: ignore[misc]
            made.setObjectName(f"decide-{decision.value}")
            made.setToolTip(self._words("{name} ({key})", name=name, key=key))
            self.decisions[decision] = made
            grid.addWidget(made, *divmod(place, across))
        return grid

    def _hint_frame(self) -> QFrame:
        self._hint = QFrame()
        self._hint.setProperty("kind", "hint")
        row = QHBoxLayout(self._hint)
        row.setContentsMargins(10, 8, 10, 8)
        mark = QLabel()
        mark.setPixmap(self._page.icons.pixmap("lightbulb", "warn", 16))
        self.hint = label("", wrap=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.hint, 1)
        return self._hint

    def _fields(self) -> QGridLayout:
        words = self._words
        self.kind = Choice([], self._set("kind"), words("Kind"))
        self.group = Choice([], self._set("group"), words("Group"))
        self.poster = Choice([], self._set("poster"), words("Poster"))
        self.language = Choice([], self._set("language"), words("Language"))
        choices = {"kind": self.kind, "group": self.group, "poster": self.poster, "language": self.language}
        for name, choice in choices.items():
            choice.setObjectName(f"note-{name}")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addLayout(labelled(words("Kind"), self.kind), 0, 0)
        grid.addLayout(labelled(words("Group"), self.group), 0, 1)
        grid.addLayout(labelled(words("Poster"), self.poster), 1, 0, 1, 2)
        self.on_behalf = Tick(words("Entered by a host for somebody"))
        self.on_behalf.setObjectName("note-on-behalf")
        self.on_behalf.setMinimumHeight(32)
        self.on_behalf.clicked.connect(self._set("on_behalf"))
        grid.addLayout(labelled(words("Language"), self.language), 2, 0)
        grid.addWidget(self.on_behalf, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 12)
        self.progress = label("", "second", wrap=True)
        self.go = button(self._words("Decide and next"), self.on.emit, "filled")
        self.go.setObjectName("decide-next")
        row.addWidget(self.progress, 1)
        row.addWidget(self.go)
        return row

    # -- showing

    def refresh(self) -> None:
        """Offer kinds, groups and posters as they are, and show the note as it is now."""
        book, words = self._work.book, self._words
        self.kind.offer([(None, words("no kind")), *kind_names(words).items()])
        self.group.offer([(None, words("no group")), *((k, g.name) for k, g in book.groups.items())])
        self.poster.offer([(k, " ".join((p.code, book.names[k]))) for k, p in book.posters.items()])
        spoken = dict.fromkeys([*book.languages, *(each.language for each in book.notes.values())])
        self.language.offer([(code, language_name(code, words)) for code in spoken])
        self.show_note(book.notes.get(self.note.id) if self.note else None)

    def show_progress(self) -> None:
        """How many notes are decided."""
        book = self._work.book
        self.progress.setText(
            self._words("{done} of {count} decided", done=book.decided, count=len(book.notes))
            if book.notes
            else ""
        )

    def show_note(self, note: Note | None) -> None:
        """Show a note, or that none is chosen."""
        if self.note is not None and (note is None or note.id != self.note.id):
            for field in (self.reason, self.meant):
                field.commit()
                if field.dirty:  # it was refused; the shell has told why
                    field.give_back()
        self.note = note
        self._area.setVisible(note is not None)
        self._none.setVisible(note is None)
        self.show_progress()
        why = self._page.read_only() or ("" if note else self._words("Choose a note first."))
        if not why and note is not None and note.decision is None:
            why = self._words("Choose a decision first: keys 1 to 6.")
        self.go.setEnabled(not why)
        self.go.setToolTip(why or self._words("Decide and next (Enter)"))
        if note is None:
            choose = self._words("Choose a note to decide on it.")
            none = self._words("No note has been typed yet. That is done under Harvest.")
            self._none.setText(choose if self._work.book.notes else none)
            self.title.show_text(self._words("The note"))
            return
        self._show_words(note)
        for decision, made in self.decisions.items():
            made.show_chosen(chosen=decision is note.decision)
            made.setEnabled(not self._page.read_only())
        self.reason.show_value(note.reason)
        self.reason.setReadOnly(bool(self._page.read_only()))
        self._show_hint(note)
        self.proof.show_note(note.id)
        self.led_to.show_note(note)
        self.kind.show_value(note.kind)
        self.group.show_value(note.group)
        self.poster.show_value(note.poster)
        self.language.show_value(note.language)
        self._in_ours.setVisible(note.language != self._words.language)
        self.meant.show_value(meant(note, self._page.session, self._words))
        self.meant.setReadOnly(bool(self._page.read_only()))
        self.on_behalf.setChecked(note.on_behalf)
        self.on_behalf.setEnabled(not self._page.read_only())

    def _show_words(self, note: Note) -> None:
        book, words, colours = self._work.book, self._words, self._page.colours
        poster = book.posters[note.poster]
        self.title.show_text("  ".join((note.code, poster.code, book.names[poster.id])))
        look = colours.notes[note.kind.value] if note.kind else None
        paper, ink = (look.paper, look.ink) if look else (colours.sunken, colours.text_second)
        self._sheet.setStyleSheet(f"QFrame#paper {{ background: {paper}; border-radius: 4px; }}")
        self._icon.setVisible(note.kind is not None)
        if note.kind is not None:
            self._icon.setPixmap(self._page.icons.pixmap(KIND_ICONS[note.kind], ink, 15))
        self._kind.setText(kind_names(words)[note.kind] if note.kind else words("no kind"))
        coloured(self._kind, ink)
        agree = words.many("{n} agrees", "{n} agree", note.support) if note.support else ""
        self._from.show_text(" · ".join(filter(None, (book.group_name(note), agree))))
        coloured(self._from, ink)
        self.text.setText(note.text)
        for (holder, bars), number, (_, most), name in zip(
            self._rated, (note.understand, note.back), (book.understand, book.back),
            (words("I understand it"), words("I would back it")), strict=True,
        ):  # fmt: skip
            holder.setVisible(number is not None)
            if number is not None:
                bars.show_number(": ".join((name, str(number))), number, min(most, 10))
        wish = " · ".join(wish_words(note.moscow, note.horizon, words))
        self._wish.setText(wish)
        self._wish.setVisible(bool(wish))

    def _show_hint(self, note: Note) -> None:
        bare = not note.reason.strip(" \n\t-–—")
        code = ""
        if note.decision in NEEDS_REASON and bare:
            code = "DECISION_WITHOUT_REASON"
        elif note.decision is Decision.ANSWER and note.kind is NoteKind.QUESTION and bare:
            code = "QUESTION_WITHOUT_ANSWER"
        finding = Finding(code, (note.code,), {"note": note.code})
        self.hint.setText(text_of(finding, self._words) if code else "")
        self._hint.setVisible(bool(code))

    # -- doing

    def decide(self, decision: Decision) -> None:
        """Decide on the note; the same decision once more takes it back."""
        if self.note is not None and not self._page.read_only():
            wanted = None if decision is self.note.decision else decision
            self._work.decide(self.note, wanted, self.reason.typed())
        for each, made in self.decisions.items():  # a refusal leaves the button as it was
            made.setChecked(self.note is not None and each is self.note.decision)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.reason.commit()
        self.meant.commit()

    def _keep_meaning(self, text: str) -> bool:
        return self.note is None or self._work.say(self.note, self._words.language, text)

    def _keep_reason(self, text: str) -> bool:
        return self.note is not None and self._work.decide(self.note, self.note.decision, text)

    def _set(self, field: str) -> Callable[[object], None]:
        def change(value: object) -> None:
            if self.note is not None and not self._work.change(self.note, **{field: value}):
                self.show_note(self.note)

        return change
