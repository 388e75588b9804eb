"""The three forces that hold a community together, side by side, and which of them is thin."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.actions import communities, records
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Force, ForceEntry
from kpidesk.domain.community_balance import LEAST, Lack, Side
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import TextField, labelled
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import Flow, Pill, label, restyle, tool_button

_METER: Final = 8  # px high
_MOST_OFFERED: Final = 6


def thinness(side: Side, words: Words) -> str:
    """What a force lacks, in words; what carries says so."""
    if not side.lacks:
        return words("carries")
    said = []
    if Lack.FEW in side.lacks:
        missing = LEAST - len(side.entries)
        said.append(words.many("{n} entry more is needed", "{n} entries more are needed", missing))
    if Lack.WHO in side.lacks:
        said.append(words.many("{n} without who", "{n} without who", side.without_who))
    if Lack.NOTICED in side.lacks:
        said.append(words.many("{n} without a sign", "{n} without a sign", side.without_sign))
    return words("thin: {why}", why=", ".join(said))


class Meter(QWidget):
    """How much a force carries beside the strongest one, as a bar; the words stand below it."""

    reads_as = Role.Whitespace

    def __init__(self, colours: Palette) -> None:
        super().__init__()
        self._colours, self._share, self._thin = colours, 0.0, False
        self.setFixedHeight(_METER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, *, thin: bool) -> None:
        """Show a share from 0 to 1."""
        self._share, self._thin = share, thin
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(80, _METER)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Hatched where it is thin, so that it reads without colour."""
        painter, colours = QPainter(self), self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(QColor(colours.pressed))
        painter.drawRoundedRect(whole, _METER / 2, _METER / 2)
        part = QRectF(whole.left(), whole.top(), max(whole.width() * self._share, _METER), whole.height())
        if self._share > 0:
            painter.setBrush(QColor(colours.watch if self._thin else colours.accent))
            painter.drawRoundedRect(part, _METER / 2, _METER / 2)
        if self._thin:
            painter.setBrush(QBrush(QColor(colours.surface), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(part, _METER / 2, _METER / 2)
        painter.end()


class EntryCard(QFrame):
    """One entry: what it is, who has something of it, how people will notice."""

    def __init__(self, page: SubjectPage, entry: ForceEntry) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._page, self._id = page, entry.id
        words, icons = page.words, page.icons
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(6)
        self.fields: dict[str, TextField] = {}
        names = {
            "text": words("What it is"), "who": words("Who has something of it"),
            "noticed": words("How people will notice"),
        }  # fmt: skip
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._field("text", names["text"]), 1)
        column.addLayout(top)
        for key in ("who", "noticed"):
            column.addLayout(labelled(names[key], self._field(key, names[key]), wrap=True))
        self.tools = QHBoxLayout()
        self.tools.setSpacing(0)
        self.tools.addStretch()
        for name, icon, told, do in (
            ("up", "arrow-up", words("Move up"), partial(self._move, -1)),
            ("down", "arrow-down", words("Move down"), partial(self._move, 1)),
            ("remove", "trash-2", words("Remove"), self._remove),
        ):
            made = tool_button(icons.icon(icon), told, do)
            made.setObjectName(f"force-{name}")
            made.setEnabled(page.session.desk.writable)
            self.tools.addWidget(made)
        column.addLayout(self.tools)
        self.show_entry(entry)

    def _field(self, key: str, name: str) -> TextField:
        made = TextField(partial(self._take, key), name=name, lines=False)
        made.setObjectName(f"force-{key}")
        if key == "text":
            made.setProperty("role", "name")
        self.fields[key] = made
        return made

    def show_entry(self, entry: ForceEntry) -> None:
        """Show it as it is; what is being typed stays."""
        for key, field in self.fields.items():
            field.show_value(getattr(entry, key))
            field.setReadOnly(not self._page.session.desk.writable)

    def _take(self, key: str, text: str) -> bool:
        words = self._page.words
        if not self._page.session.desk.find(ForceEntry, id=self._id):
            return True  # it was taken away meanwhile

        def change(edit: Edit) -> None:
            records.change(edit, ForceEntry, self._id, **{key: text})

        return self._page.session.do(words("Change the forces"), change, typing=f"{self._id} {key}")

    def _move(self, by: int) -> None:
        self._page.session.do(self._page.words("Move an entry"), communities.move_force, self._id, by)

    def _remove(self) -> None:
        self._page.session.do(self._page.words("Remove an entry"), records.remove, ForceEntry, self._id)

    def commit(self) -> None:
        """Take over what is typed."""
        for field in self.fields.values():
            field.commit()


class ForceColumn(QWidget):
    """One force: how it stands, its entries, a line for the next one and what others wrote there."""

    def __init__(self, page: SubjectPage, force: Force, offered: Sequence[str]) -> None:
        super().__init__()
        self._page, self.force, self._offered = page, force, offered
        self.cards: dict[str, EntryCard] = {}
        words = page.words
        name = words(LABELS[force])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.head = label(sentence(name), "name", wrap=True)
        column.addWidget(self.head)
        self.meter = Meter(page.colours)
        column.addWidget(self.meter)
        self.state = label("", "second", wrap=True)
        self.state.setObjectName(f"force-{force.value}-state")
        column.addWidget(self.state)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        column.addLayout(self._entries)
        self.line = QLineEdit()
        self.line.setObjectName(f"force-{force.value}-line")
        self.line.setPlaceholderText(words("One more, then Enter"))
        self.line.setAccessibleName(words("One more of: {force}", force=name))
        self.line.returnPressed.connect(self.enter)
        column.addWidget(self.line)
        self._pills = QWidget()
        flow = Flow(6)
        self._pills.setLayout(flow)
        self._suggestions = {text: self._suggest(text, flow) for text in offered}
        column.addWidget(self._pills)
        column.addStretch(1)

    def _suggest(self, text: str, flow: Flow) -> Pill:
        made = Pill(text, icon=self._page.icons.icon("plus"), tip=self._page.words("Add “{text}”", text=text))
        made.setMinimumHeight(32)
        made.setObjectName(f"force-{self.force.value}-offered")
        made.clicked.connect(lambda _=False: self.add(text))
        flow.addWidget(made)
        return made

    def show_side(self, side: Side, strongest: float) -> None:
        """Show a force; cards stay where they are, so that what is being typed does, too."""
        writable = self._page.session.desk.writable
        self.state.setText(thinness(side, self._page.words))
        self.meter.show_share(side.weight / strongest if strongest else 0.0, thin=bool(side.lacks))
        self.meter.setAccessibleName(self.state.text())
        wanted = {each.id: each for each in side.entries}
        for gone in [key for key in self.cards if key not in wanted]:
            card = self.cards.pop(gone)
            self._entries.removeWidget(card)
            throw_away(card)
        for number, (key, entry) in enumerate(wanted.items()):
            if key not in self.cards:
                self.cards[key] = EntryCard(self._page, entry)
            if self._entries.indexOf(self.cards[key]) != number:
                self._entries.removeWidget(self.cards[key])
                self._entries.insertWidget(number, self.cards[key])
            self.cards[key].show_entry(entry)
        used = {each.text.casefold() for each in side.entries}
        free = [text for text in self._offered if text.casefold() not in used][:_MOST_OFFERED]
        for text, pill in self._suggestions.items():
            pill.setVisible(text in free)
        self._pills.setVisible(writable and bool(free))
        self.line.setReadOnly(not writable)
        restyle(self.state, "role", "second" if side.lacks else "accent")

    def enter(self) -> None:
        """Add the entry that was begun."""
        text = self.line.text().strip()
        if text and self.add(text):
            self.line.clear()

    def add(self, text: str) -> bool:
        """Add an entry; whether it was taken."""
        words, community = self._page.words, self._page.subject_id
        return self._page.session.do(
            words("Add to the forces"), communities.add_force, community, self.force, text
        )

    def commit(self) -> None:
        """Take over what is typed."""
        for card in self.cards.values():
            card.commit()
