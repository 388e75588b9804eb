"""The workshop as it runs: the block in hand with its time, what follows, and what people write down."""

from typing import ClassVar

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.actions import workshops
from kpidesk.desk.journal import Change
from kpidesk.domain import agenda
from kpidesk.domain.labels import LABELS
from kpidesk.domain.workshop_record import open_promises, written_down
from kpidesk.domain.workshops import Block, Workshop, blocks_of
from kpidesk.drawing.chart_words import sentence
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_workshop import projected_workshop
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.commands import keys_told
from kpidesk.ui.promises import Promises
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.timing import TimeBar, figures, remaining
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Flow, Panel, button, label, restyle, scrolling
from kpidesk.ui.workshops import agenda_rows

_SIDE = (280, 320, 380)  # px at a narrow, usual and wide page
_MARKS = {"parked": "circle-parking", "decision": "gavel", "promise": "handshake"}


class RunView(SubjectView):
    """Now at the left, the agenda in the middle, what is written down at the right."""

    key: ClassVar[str] = "run"
    COMMANDS: ClassVar = ("workshops.forget",)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self._runner = page.shell.runner
        self._runner.ticked.connect(self._ticked)
        page.command("workshops.forget", self._forget, page.read_only)
        self.people = QStringListModel(self)
        self.sights = QStackedWidget()
        self.sights.addWidget(scrolling(self._before()))
        self.sights.addWidget(scrolling(self._now()))
        now = Panel()
        now.body.addWidget(self.sights)
        now.setMinimumWidth(320)
        self.side = self._written()
        self.across = splitter(Qt.Orientation.Horizontal, now, self._agenda(), self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    # -- building

    def _before(self) -> QWidget:
        """What stands there while nothing runs."""
        words, page = self.words, self.page
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 20)
        column.setSpacing(12)
        self.first = label("", "display", wrap=True)
        self.purpose = label("", "lead", wrap=True)
        self.when = label("", "second", wrap=True)
        for each in (self.first, self.purpose, self.when):
            column.addWidget(each)
        self.begin = page.button("workshops.start", "filled")
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.how_to = label(
            words(
                "{next} or a clicker goes on to the next block. {park} parks something, {decide} writes "
                "down a decision, {promise} a promise, on whatever page you are.",
                **self._keys(),
            ),
            "second",
            wrap=True,
        )
        column.addWidget(self.how_to)
        self.forget = page.button("workshops.forget", "link")
        self.forget.setMinimumHeight(32)
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    def _keys(self) -> dict[str, str]:
        """The keys of what can be done on every page while a workshop is under way."""
        told = {"next": "run.next", "park": "capture.park", "decide": "capture.decide",
                "promise": "capture.promise"}  # fmt: skip
        commands = self.page.shell.commands.all
        return {name: keys_told(commands[key]) or "–" for name, key in told.items()}

    def _now(self) -> QWidget:
        words, page = self.words, self.page
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        self.kind = label("", "second")
        self.block = label("", "display", wrap=True)
        self.block.setObjectName("now-block")
        self.clock = label("", "clock")
        self.clock.setObjectName("now-clock")
        self.said = label("", "statement-strong", wrap=True)
        self.said.setObjectName("now-said")
        self.bar = TimeBar(page.colours)
        for each in (self.kind, self.block, self.clock, self.said, self.bar):
            column.addWidget(each)
        row = Flow(6)
        commands = page.shell.commands
        for key in ("run.less", "run.more", "run.hold", "run.back"):
            row.addWidget(commands.button(key, "tool"))
        row.addWidget(commands.button("run.next", "filled"))
        column.addLayout(row)
        self.following = label("", "statement", wrap=True)
        self.following.setObjectName("now-next")
        column.addWidget(self.following)
        column.addSpacing(8)
        self.script = label("", "lead", wrap=True)
        self.script.setObjectName("now-script")
        self.materials = label("", "second", wrap=True)
        column.addWidget(self.script)
        column.addWidget(self.materials)
        foot = Flow()
        self.go = button(words("Go to its page"), self._go, "link")
        self.go.setObjectName("block-open")
        self.go.setMinimumHeight(32)
        foot.addWidget(self.go)
        foot.addWidget(commands.button("run.end", "link"))
        column.addLayout(foot)
        column.addStretch(1)
        return made

    def _agenda(self) -> Panel:
        panel = Panel(self.words("Agenda"))
        panel.setMinimumWidth(240)
        self.list = ToldList(self.words("Agenda"), self.page.colours, self.page.icons)
        self.list.setObjectName("run-list")
        self.list.doubleClicked.connect(lambda index: self._jump(index.row()))
        self.list.activated.connect(lambda index: self._jump(index.row()))
        panel.body.addWidget(self.list, 1)
        hint = label(self.words("Enter or a double click goes to a block."), "second", wrap=True)
        hint.setContentsMargins(14, 6, 14, 10)
        panel.body.addWidget(hint)
        return panel

    def _written(self) -> Panel:
        words, page = self.words, self.page
        panel = Panel(words("Written down"))
        panel.setMinimumWidth(240)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        self._earlier_head: QLabel = label(words("What we promised before"), "caption-strong")
        self.earlier = Promises(page, self.people, earlier=True)
        column.addWidget(self._earlier_head)
        column.addWidget(self.earlier)
        self._new_head: QLabel = label(words("In this workshop"), "caption-strong")
        column.addWidget(self._new_head)
        self.nothing = label(
            words("Nothing yet. {park} parking lot, {decide} decision, {promise} promise", **self._keys()),
            "second",
            wrap=True,
        )
        self.notes = ToldList(words("Written down"), page.colours, page.icons)
        self.notes.setObjectName("run-notes")
        self.notes.activated.connect(lambda index: self._show_note(index.row()))
        self.notes.doubleClicked.connect(lambda index: self._show_note(index.row()))
        column.addWidget(self.nothing)
        column.addWidget(self.notes, 1)
        column.addStretch(1)
        panel.body.addWidget(scrolling(inner), 1)
        return panel

    # -- showing

    @property
    def workshop(self) -> Workshop:
        """The workshop in hand."""
        return self.session.desk.get(Workshop, self.page.subject_id)

    @property
    def _runs(self) -> bool:
        under_way = self._runner.workshop
        return under_way is not None and under_way.id == self.page.subject_id

    def plan(self) -> agenda.Plan:
        """The agenda in time."""
        desk = self.session.desk
        return (
            self._runner.plan if self._runs else agenda.plan_of(desk, self.workshop, desk.now().astimezone())
        )

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, one = self.session.desk, self.workshop
        self.first.setText(one.name)
        self.purpose.setText(one.purpose)
        self.purpose.setVisible(bool(one.purpose))
        self.when.setText(self._when(one))
        begun = agenda.has_begun(blocks_of(desk, one.id))
        self.forget.setVisible(begun)
        before = open_promises(desk, one)
        self._earlier_head.setVisible(bool(before))
        self.earlier.show_promises(before, writable=desk.writable)
        notes, words = written_down(desk, one.id), self.words
        kinds = {
            "parked": words("Parking lot"), "decision": words("Decision"), "promise": words("Promise"),
        }  # fmt: skip
        self.notes.show_rows(
            [Told(each.id, each.text, kinds[each.kind], each.who, (_MARKS[each.kind], "text_second"))
             for each in notes]
        )  # fmt: skip
        self.notes.setVisible(bool(notes))
        self.nothing.setVisible(not notes)
        self._show_time()

    def _when(self, one: Workshop) -> str:
        words = self.words
        day = words.date(one.on) if one.on else ""
        ended = words("It has ended.") if one.ended_at is not None else ""
        return " · ".join(filter(None, (day, one.starts, one.location, ended)))

    def _ticked(self) -> None:
        if self.isVisible() and self.page.filled:
            self._show_time()
            self.page.shell.follow()

    def _show_time(self) -> None:
        plan, words = self.plan(), self.words
        self.list.show_rows(agenda_rows.rows(plan, words))
        self.sights.setCurrentIndex(1 if self._runs else 0)
        slot = plan.now
        if slot is None or not self._runs:
            return
        self.list.show_current(slot.block.id)
        left, block = self._runner.left, slot.block
        over = left < 0
        soon = self._runner.share >= 1 - agenda.SOON
        number = [each.id for each in self._runner.blocks].index(block.id) + 1
        place = words("{n} of {all}", n=number, all=len(self._runner.blocks))
        self.kind.setText(f"{sentence(words(LABELS[block.kind]))} · {place}")
        self.block.setText(block.name)
        self.clock.setText(f"+{figures(left)}" if over else figures(left))
        restyle(self.clock, "tone", "bad" if over else "warn" if soon else "")
        self.said.setText(self._said(left, plan.late))
        restyle(self.said, "tone", "bad" if over else "warn" if soon else "")
        self.bar.show_share(self._runner.share)
        self.bar.setAccessibleName(remaining(left, words))
        self.following.setText(self._following(plan))
        self.script.setText(block.script)
        self.script.setVisible(bool(block.script))
        self.materials.setText(words("With: {things}", things=", ".join(block.materials)))
        self.materials.setVisible(bool(block.materials))
        self.go.setVisible(bool(block.opens))

    def _said(self, left: float, late: float) -> str:
        words = self.words
        if self._runner.paused:
            return words("Time is held")
        if left >= 0:
            return words("left; we end {n} min late", n=round(late)) if late >= 1 else words("left")
        if late >= 1:
            return words("over; we end {n} min late", n=round(late))
        return words("over; what follows becomes shorter") if self.workshop.keeps_end else words("over")

    def _following(self, plan: agenda.Plan) -> str:
        words, after = self.words, plan.next
        if after is None:
            return words("This is the last block.")
        return words(
            "Next at {time}: {block}", time=words.clock(agenda.time_of(after.starts)), block=after.block.name
        )

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See SubjectView: now, the time that is left, and what comes next."""
        plan = self.plan()
        left = self._runner.left if self._runs else None
        return projected_workshop(
            self.workshop, plan, left, self._runner.share if self._runs else 0.0, self.words,
            self.page.colours, room,
        )  # fmt: skip

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        return False

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.list if self.list.ids() else self.begin

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        agenda_wide = self.page.by_width(_SIDE)
        self.across.setSizes([max(1, middle - agenda_wide - 8), agenda_wide, side])

    def leave(self) -> None:
        """See View."""
        self.earlier.note_typed()

    def unfinished(self) -> str:
        """See View."""
        return self.earlier.typed

    def give_up(self) -> None:
        """See View."""
        self._runner.ticked.disconnect(self._ticked)

    # -- doing

    def _jump(self, row: int) -> None:
        slot = self.list.model_.rows[row]
        if isinstance(slot, Told) and self._runs:
            self._runner.go_to(slot.id)

    def _go(self) -> None:
        block = self._runner.block
        if isinstance(block, Block):
            self._runner.open_page(block)

    def _show_note(self, row: int) -> None:
        note = self.notes.model_.rows[row]
        if isinstance(note, Told):
            self.page.show_view("outcomes")
            self.page.view.show_record(note.id)

    def _forget(self) -> None:
        self.session.do(self.words("Forget how the time went"), workshops.forget_times, self.page.subject_id)
