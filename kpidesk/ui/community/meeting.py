"""The meeting in hand: earlier promises on top, the blocks side by side, and the line to type into."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kpidesk.actions import communities
from kpidesk.desk.edits import Edit
from kpidesk.domain.communities import Community, Meeting, MeetingLine, MeetingState, Slot
from kpidesk.domain.community_meetings import (
    LETTERS,
    Promised,
    Said,
    blocks_of,
    lines_of,
    previous_promises,
    promises_of,
)
from kpidesk.domain.labels import LABELS
from kpidesk.domain.people import Person
from kpidesk.drawing.chart_words import sentence
from kpidesk.ui.community.capture import Capture
from kpidesk.ui.community.meeting_lines import BlockCard, SlotPart
from kpidesk.ui.form import offer
from kpidesk.ui.promises import Promises
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import LONG_LINE, Line, Panel, button, clear, label, scrolling

_KEYS: Final = 9
_SLOTS_ACROSS: Final = 3
_EDGES: Final = 40  # px at the edges of the blocks
_LEAST_BLOCK: Final = 158  # px


class MeetingPanel(Panel):
    """The middle. `chosen` tells the number of the block that people go on with."""

    chosen = Signal(int)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page.words("Meeting"))
        self._page, self._meeting = page, ""
        self._blocks: tuple[str, ...] = ()
        self._current = ""
        self._across = 0
        self._drawn: object = None
        self._whys: dict[str, str] = {}  # reasons for cancelling that were begun, by meeting
        self.people = QStringListModel(self)
        self.cards: dict[str, BlockCard] = {}
        self.setMinimumWidth(320)
        self._head_tools()
        self.body.addWidget(self._why())
        self.body.addWidget(scrolling(self._inner(), widest=LONG_LINE), 1)
        self.body.addWidget(Line())
        self.capture = Capture(page.words)
        self.capture.said.connect(self._said)
        self.capture.promised.connect(self._promised)
        self.body.addWidget(self.capture)
        for number in range(_KEYS):
            keys = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._go_to_block, number))

    # -- building

    def _head_tools(self) -> None:
        words = self._page.words
        self.held = button(words("It took place"), self._hold, "quiet")
        self.off = button(words("Cancel it"), self._ask_why, "quiet")
        self.again = button(words("Plan it again"), self._plan_again, "quiet")
        for name, each in (
            ("meeting-held", self.held),
            ("meeting-off", self.off),
            ("meeting-again", self.again),
        ):
            each.setObjectName(name)
            self.head.addWidget(each)

    def _why(self) -> QWidget:
        words = self._page.words
        self.why_row = QWidget()
        row = QHBoxLayout(self.why_row)
        row.setContentsMargins(14, 8, 14, 4)
        self.why = QLineEdit()
        self.why.setObjectName("meeting-why")
        self.why.setPlaceholderText(words("Why is it cancelled? Then Enter"))
        self.why.setAccessibleName(words("Why it is cancelled"))
        self.why.returnPressed.connect(self._cancel)
        row.addWidget(self.why)
        self.why_row.hide()
        return self.why_row

    def _inner(self) -> QWidget:
        words, page = self._page.words, self._page
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(10)
        self.reason = label("", "second", wrap=True)
        column.addWidget(self.reason)
        self._earlier_head = label(words("What we promised before"), "caption-strong")
        self.earlier = Promises(page, self.people, earlier=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        column.addWidget(self._earlier_head)
        column.addWidget(self.earlier)
        column.addLayout(self._grid)
        slots = QGridLayout()
        slots.setHorizontalSpacing(16)
        slots.setVerticalSpacing(8)
        self.slots: dict[Slot, SlotPart] = {}
        for number, (letter, slot) in enumerate(LETTERS.items()):
            name = sentence(words(LABELS[slot]))
            self.slots[slot] = SlotPart(page, name, letter, self._begin)
            slots.addWidget(self.slots[slot], number // _SLOTS_ACROSS, number % _SLOTS_ACROSS)
        for number in range(_SLOTS_ACROSS):
            slots.setColumnStretch(number, 1)
        column.addLayout(slots)
        self._new_head: QLabel = label(words("What we promise now"), "caption-strong")
        self.new = Promises(page, self.people, earlier=False)
        column.addWidget(self._new_head)
        column.addWidget(self.new)
        column.addStretch(100)  # else what is empty would grow
        return made

    # -- showing

    def show_meeting(self, meeting: Meeting, community: Community, *, writable: bool) -> None:
        """Show a meeting as it is; what is being typed stays."""
        words, desk = self._page.words, self._page.session.desk
        if meeting.id != self._meeting:
            self._current = next(iter(community.blocks), "")
            self._whys[self._meeting] = self.why.text()
            self.why.setText(self._whys.pop(meeting.id, ""))
            self.why_row.setVisible(bool(self.why.text()))
        self._meeting = meeting.id
        offer(self.people, sorted(person.name for person in desk.find(Person)))
        self.title.show_text(
            words("{day}: {state}", day=words.date(meeting.on), state=words(LABELS[meeting.state]))
        )
        self._show_state(meeting, writable=writable)
        lines = lines_of(desk, meeting.id)
        self._show_blocks(lines, community)
        for slot, part in self.slots.items():
            part.lines.show_lines([each for each in lines if each.slot is slot])
        before, now = previous_promises(desk, meeting), promises_of(desk, meeting.id)
        self.earlier.show_promises(before, writable=writable)
        self.new.show_promises(now, writable=writable)
        self._earlier_head.setVisible(bool(before))
        self._new_head.setVisible(bool(now))
        self.capture.line.setReadOnly(not writable)

    def _show_state(self, meeting: Meeting, *, writable: bool) -> None:
        state = meeting.state
        self.held.setVisible(writable and state is MeetingState.PLANNED)
        self.off.setVisible(writable and state is MeetingState.PLANNED)
        self.again.setVisible(writable and state is not MeetingState.PLANNED)
        cancelled = state is MeetingState.CANCELLED
        self.reason.setText(
            self._page.words("Cancelled: {reason}", reason=meeting.reason) if cancelled else ""
        )
        self.reason.setVisible(cancelled)
        self.capture.setVisible(not cancelled)

    def _show_blocks(self, lines: Sequence[MeetingLine], community: Community) -> None:
        self._blocks = community.blocks
        shown = blocks_of(lines, community.blocks) or ("",)
        if (self._meeting, shown) != self._drawn:
            self._drawn = (self._meeting, shown)
            clear(self._grid)
            self.cards = {
                block: BlockCard(self._page, block, number) for number, block in enumerate(shown, 1)
            }
            for card in self.cards.values():
                card.chosen.connect(self._choose)
            self._lay_blocks()
        if self._current not in shown:
            self._current = shown[0]
        for block, card in self.cards.items():
            card.lines.show_lines([each for each in lines if each.slot is Slot.BLOCK and each.block == block])
        self._show_current()

    def _lay_blocks(self) -> None:
        """Blocks stand side by side as far as there is room for what is said in them."""
        across = self._across = self._room()
        for card in self.cards.values():
            self._grid.removeWidget(card)
        for number, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, number // across, number % across)
        for number in range(max(self._grid.columnCount(), across)):
            self._grid.setColumnStretch(number, 1 if number < across else 0)

    def _room(self) -> int:
        return max(1, min(len(self.cards), (self.width() - _EDGES) // _LEAST_BLOCK))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has room for more or fewer blocks in a row."""
        super().resizeEvent(event)
        if self._room() != self._across:
            self._lay_blocks()

    def _show_current(self) -> None:
        for block, card in self.cards.items():
            card.show_current(current=block == self._current)
        self.capture.show_agenda(self._blocks, self._current)

    # -- doing

    def choose_block(self, number: int) -> None:
        """What is typed from now on goes to a block, by its number from 0."""
        blocks = list(self.cards)
        if number < len(blocks):
            self._current = blocks[number]
            self._show_current()

    def _choose(self, block: str) -> None:
        self._go_to_block(list(self.cards).index(block))

    def _go_to_block(self, number: int) -> None:
        self.choose_block(number)
        self.capture.line.setFocus()
        if number < len(self._blocks):
            self.chosen.emit(number)

    def _begin(self, letter: str) -> None:
        self.capture.begin(letter)

    def _said(self, said: Said) -> None:
        words = self._page.words
        if self._page.session.do(
            words("Write down what was said"),
            communities.capture,
            self._meeting,
            said.slot,
            said.text,
            said.block,
        ):
            self.capture.taken()

    def _promised(self, found: Promised) -> None:
        def put(edit: Edit) -> None:
            communities.promise(
                edit, self._meeting, found.what, who=found.who, with_whom=found.with_whom,
                by_when=found.by_when,
            )  # fmt: skip

        if self._page.session.do(self._page.words("Promise"), put):
            self.capture.taken()

    def _hold(self) -> None:
        if self._page.session.do(self._page.words("Hold a meeting"), communities.hold, self._meeting):
            self.again.setFocus()

    def _plan_again(self) -> None:
        again = self._page.words("Plan a meeting again")
        if self._page.session.do(again, communities.plan_again, self._meeting):
            self.held.setFocus()

    def _ask_why(self) -> None:
        self.why_row.setVisible(self.why_row.isHidden())
        self.why.setFocus()

    def _cancel(self) -> None:
        words, why = self._page.words, self.why.text()
        if self._page.session.do(words("Cancel a meeting"), communities.cancel, self._meeting, why):
            self.why.clear()
            self.why_row.hide()
            self.again.setFocus()

    def settle(self) -> None:
        """Another meeting is looked at next: what was begun belongs to this one."""
        self.commit()
        self.capture.enter()
        self.earlier.note_typed()

    def commit(self) -> None:
        """Take over what is typed where it stands."""
        for lines in (
            *(each.lines for each in self.cards.values()),
            *(each.lines for each in self.slots.values()),
        ):
            lines.commit()
        self.new.commit()

    @property
    def unfinished(self) -> str:
        """A line or an answer that was begun."""
        whys = (self.why.text(), *self._whys.values())
        begun = next((each.strip() for each in whys if each.strip()), "")
        return self.capture.typed or self.earlier.typed or begun
