"""Action and alignment: a board on which partners are placed, day after day, by the room or in secret."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import alignment
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.alignment_board import Board, Place, board_of, earlier
from kpidesk.domain.labels import LABELS
from kpidesk.domain.sharing import BEST_STAND, MIDLINE, Partner, Snapshot, snapshots_of
from kpidesk.domain.voting import Criterion
from kpidesk.drawing.alignment_sheet import projected, sheet, snapshot_name
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.system.clock import now
from kpidesk.ui.ballot import BallotDialog, Item, OpenVote, Vote
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.form import Form, Kind, Unreadable, read_day, texts
from kpidesk.ui.sharing.board_canvas import BoardCanvas
from kpidesk.ui.sharing.board_list import Column, StandList, StandRow
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import by_wide, splitter
from kpidesk.ui.widgets import Line, Panel, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_CRITERIA: Final = (Criterion.ACTION, Criterion.ALIGNMENT)
_SIDE: Final = 320  # px of the list
_DAY: Final = 136  # px of the field of a day
_WORDS_FROM: Final = 880  # px of the board: below, its tools are icons
# What trails come from, besides one earlier board by its id.
_BEFORE, _ALL, _NONE = "before", "all", "none"


class BoardView(View):
    """The board at the left, all partners with their numbers at the right."""

    key: ClassVar[str] = "board"
    yields: ClassVar[bool] = True
    COMMANDS: ClassVar[tuple[str, ...]] = ("sharing.snapshot", "sharing.stand_secret")

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        self._chosen = ""  # the snapshot in sight
        self._typed: dict[str, Place] = {}  # who has but one of both numbers; 0 is the one that is missing
        page.command("sharing.snapshot", self.take_snapshot, page.why_not)
        page.command("sharing.stand_secret", self.stand_in_secret, self._why_no_vote)
        self.canvas = BoardCanvas(self.words, page.colours)
        self.canvas.chosen.connect(page.choose_partner)
        self.canvas.moved.connect(self._stand)
        self.canvas.taken_off.connect(self._take_off)
        self.list = self._listed()
        self.side = Panel()
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setContentsMargins(14, 6, 14, 8)
        self.wrong.hide()
        self.side.setMinimumWidth(260)
        self.side.body.addWidget(self.list, 1)
        self.side.body.addWidget(self.wrong)
        self.across = splitter(Qt.Orientation.Horizontal, self._left(), self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _listed(self) -> StandList:
        made = StandList(self.words, self.page.colours, self.page.icons)
        made.chosen.connect(self.page.choose_partner)
        made.typed.connect(self._type)
        made.placed.connect(self._place)
        made.taken_off.connect(self._take_off)
        made.missed.connect(self._miss)
        made.carried.connect(self.canvas.carry)
        made.dropped.connect(self.canvas.let_go)
        made.given_back.connect(self.canvas.give_back)
        return made

    def _left(self) -> Panel:
        panel = Panel()
        panel.setMinimumWidth(340)
        self.head = self._head()
        self.first = self._beginning()
        self.vote = OpenVote(self.session, self.words, self.stand_in_secret)
        for each in (self.head, self.first, Line(), self.vote):
            panel.body.addWidget(each)
        panel.body.addWidget(self.canvas, 1)
        panel.body.addLayout(self._foot())
        return panel

    def _head(self) -> QFrame:
        """Which board is in sight, what it is called, and what can be done with it."""
        words, page = self.words, self.page
        self.snapshots = Choice([], self._choose, words("Snapshot"))
        self.snapshots.setObjectName("snapshots")
        self.form = Form(words, {"name": words("Name"), "day": words("Day")}, self._change)
        day = Kind(lambda shown: words.date(shown).replace("\u00a0", " "), self._read_day)
        when = self.form.line("day", kind=day)
        self.form.fields["day"].setMinimumWidth(_DAY)
        self.gone = tool_button(page.icons.icon("trash-2"), words("Remove this snapshot"), self._remove)
        self.gone.setObjectName("snapshot-remove")
        self._pairs = [(page.button(key), page.button(key, "tool")) for key in self.COMMANDS]
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        for layout, share in (
            (labelled(words("Snapshot"), self.snapshots), 4),
            (self.form.line("name", words("First meeting"), texts()), 4),
            (when, 3),
        ):
            layout.addStretch()
            row.addLayout(layout, share)
        for each in (*(tool for pair in self._pairs for tool in pair), self.gone):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        return made

    def _foot(self) -> QHBoxLayout:
        """What marks mean, and from where trails come."""
        self.foot = label("", "caption", wrap=True)
        self.trails = Choice([], lambda _: self.show_desk(), self.words("Trails"))
        self.trails.setObjectName("trails")
        self.trails.setMinimumContentsLength(14)
        self.trailing = label(self.words("Trails"), "caption-strong")
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.foot, 1)
        row.addWidget(self.trailing)
        row.addWidget(self.trails)
        return row

    def _read_day(self, typed: str) -> Any:
        if not typed.strip():
            raise Unreadable(self.words("Say of which day this snapshot is."))
        return read_day(typed, self.words)

    def _beginning(self) -> QFrame:
        """What is said and offered while there is no board yet."""
        made = QFrame()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        text = self.words(
            "Who acts, and who moves together? Begin a snapshot, then drag partners to their place."
        )
        row.addWidget(label(text, wrap=True), 1)
        begin = self.page.button("sharing.snapshot", "filled", text=self.words("First snapshot"))
        row.addWidget(begin)
        return made

    # -- showing

    @property
    def snapshot(self) -> Snapshot | None:
        """The snapshot in sight, the latest unless another one was chosen."""
        found = snapshots_of(self.session.desk, self.centre.id)
        chosen = next((each for each in found if each.id == self._chosen), None)
        return chosen or (found[-1] if found else None)

    @property
    def board(self) -> Board | None:
        """What stands on the board in sight."""
        snapshot = self.snapshot
        return board_of(self.session.desk, snapshot, self._since(snapshot)) if snapshot else None

    def _since(self, snapshot: Snapshot) -> list[Snapshot]:
        before = earlier(self.session.desk, snapshot)
        chosen = self.trails.value
        if chosen == _ALL:
            return before
        if chosen in {_BEFORE, None}:
            return before[-1:]
        return [each for each in before if each.id == chosen]

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        desk, snapshot = self.session.desk, self.snapshot
        self._say("")
        self.head.setVisible(snapshot is not None)
        self.first.setVisible(snapshot is None)
        self.trails.setVisible(snapshot is not None)
        self.trailing.setVisible(snapshot is not None)
        if snapshot is not None:
            self._show_head(snapshot)
        shown = self.board
        self.canvas.show_board(shown, self.page.partner_id, writable=desk.writable)
        writable = desk.writable and snapshot is not None
        self.list.show_rows(self._rows(shown), self.page.partner_id, writable=writable)
        self.vote.show_vote(snapshot.id if snapshot else "")
        self._show_foot(shown)

    def _show_head(self, snapshot: Snapshot) -> None:
        words, desk = self.words, self.session.desk
        if snapshot.id != self._chosen:
            self.form.give_back()
        self._chosen = snapshot.id
        found = snapshots_of(desk, self.centre.id)
        self.snapshots.offer([(each.id, snapshot_name(each, words)) for each in reversed(found)])
        self.snapshots.show_value(snapshot.id)
        before = earlier(desk, snapshot)
        self.trails.offer(
            [
                (_BEFORE, words("from the one before")),
                (_ALL, words("from all earlier ones")),
                *(
                    (each.id, words("from {day}", day=snapshot_name(each, words)))
                    for each in reversed(before)
                ),
                (_NONE, words("none")),
            ]
        )
        if self.trails.value is None:
            self.trails.show_value(_BEFORE)
        for each in (self.trails, self.trailing):
            each.setVisible(bool(before))
        self.form.show_values({"name": snapshot.name, "day": snapshot.day}, writable=desk.writable)
        self.gone.setEnabled(desk.writable)

    def _rows(self, shown: Board | None) -> list[StandRow]:
        return [self._row(each, shown) for each in self.partners]

    def _row(self, partner: Partner, shown: Board | None) -> StandRow:
        words = self.words
        token = shown.token(partner.id) if shown else None
        if token is not None:
            return StandRow(partner, *token.place, words(LABELS[token.stand.quarter]), stands=True)
        if shown is None or partner.id not in self._typed:
            return StandRow(partner, None, None, words("not on the board"), stands=False)
        action, alignment_ = self._typed[partner.id]
        said = words("Type the other number, too.")
        return StandRow(partner, action or None, alignment_ or None, said, stands=False)

    def _show_foot(self, shown: Board | None) -> None:
        """What marks on the board mean, as far as there are some."""
        words = self.words
        said = [words("Bold ring: critical. Dashed ring: still wanted.")] if shown and shown.tokens else []
        if shown is not None and any(each.before for each in shown.tokens):
            days = ", ".join(words.date(each.day) for each in shown.since)
            said.append(words("Hollow: where they stood on {days}.", days=days))
        if shown is not None and shown.cloud:
            said.append(
                words.many(
                    "{n} dot: a person who placed themselves in secret.",
                    "{n} dots: people who placed themselves in secret.", len(shown.cloud),
                )
            )  # fmt: skip
        self.foot.setText(" ".join(said))

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.canvas if self.snapshot and self.canvas.tokens else self.list

    def show_record(self, record_id: str) -> bool:
        """See View. A snapshot, or a partner in the list."""
        if self.session.desk.find(Snapshot, id=record_id):
            self._choose(record_id)
            return True
        found = any(each.id == record_id for each in self.partners)
        if found:
            self.show_desk()
            self.list.setFocus()
        return found

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"board": partial(self.page.show_view, self.key)}

    def leave(self) -> None:
        """See View."""
        self.form.commit()

    def unfinished(self) -> str:
        """See View. One number alone is no place on the board, and must not be lost unseen."""
        for partner in self.partners:
            if partner.id in self._typed:
                return f"{partner.code}: {max(self._typed[partner.id])}"
        return next((field.typed() for field in self.form.fields.values() if field.dirty), "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The list keeps its width."""
        super().resizeEvent(event)
        room = self.width() - _SIDE - self.across.handleWidth()
        self.across.setSizes([room, _SIDE])
        by_wide(self._pairs, room >= _WORDS_FROM)

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        return (sheet(self.session.desk, self.centre, SHEETS["A1"].landscape, self.words, now().date()),)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View."""
        return projected(self.board, self.words, self.page.colours, room)

    # -- snapshots

    def take_snapshot(self) -> None:
        """Begin a new board of today, and write its name."""
        made: list[Snapshot] = []

        def take(edit: Edit) -> None:
            made.append(alignment.take_snapshot(edit, self.centre.id))

        self.leave()
        if self.session.do(self.words("New snapshot"), take) and made:
            self._choose(made[0].id)
            self.form.focus("name")

    def _choose(self, snapshot_id: str) -> None:
        """Look at another snapshot; what is being typed is taken over first."""
        if snapshot_id != self._chosen:
            self.leave()
            self._typed.clear()
            self._chosen = snapshot_id
            self.form.give_back()
        self.show_desk()
        self.page.shell.follow()

    def _change(self, field: str, value: Any) -> bool:
        snapshot = self.snapshot
        if snapshot is None:
            return True
        return self.session.do(
            self.words("Change the snapshot"), partial(alignment.change_snapshot, **{field: value}),
            snapshot.id, typing=f"{snapshot.id} {field}",
        )  # fmt: skip

    def _remove(self) -> None:
        if (snapshot := self.snapshot) is not None:
            day = self.words.date(snapshot.day)
            name = self.words("Remove the snapshot of {day}", day=day)
            self.session.do(name, alignment.remove_snapshot, snapshot.id)

    # -- who stands where

    def _stand(self, partner_id: str, action: int, alignment_: int) -> None:
        there = any(each.id == partner_id for each in self.partners)
        if (snapshot := self.snapshot) is None or not there:  # gone while it was dragged
            return
        self._typed.pop(partner_id, None)
        code = self.session.desk.get(Partner, partner_id).code
        self.session.do(
            self.words("Place {code}", code=code),
            alignment.stand,
            snapshot.id,
            partner_id,
            action,
            alignment_,
        )

    def _take_off(self, partner_id: str) -> None:
        self._typed.pop(partner_id, None)
        if (snapshot := self.snapshot) is None or not (shown := self.board) or not shown.token(partner_id):
            self.show_desk()
            return
        code = self.session.desk.get(Partner, partner_id).code
        name = self.words("Take {code} off the board", code=code)
        self.session.do(name, alignment.take_off, snapshot.id, partner_id)

    def _place(self, partner_id: str) -> None:
        """Put a partner in the middle; one who stands already is gone on with on the board."""
        if (shown := self.board) is not None and shown.token(partner_id) is None:
            self._stand(partner_id, MIDLINE, MIDLINE)
        self.canvas.setFocus()

    def _type(self, partner_id: str, column: int, number: int) -> None:
        """Take one number over; both of them are a place, one alone waits for the other."""
        shown = self.board
        token = shown.token(partner_id) if shown else None
        action, alignment_ = token.place if token else self._typed.get(partner_id, (0, 0))
        if column == Column.ACTION:
            action = number
        else:
            alignment_ = number
        if action and alignment_:
            self._stand(partner_id, action, alignment_)
            return
        self._take_off(partner_id)
        if action or alignment_:
            self._typed[partner_id] = (action, alignment_)
        self.show_desk()

    def _miss(self, _typed: str) -> None:
        self._say(self.words("Numbers go from 1 to {best}.", best=BEST_STAND))

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    # -- in secret

    def _why_no_vote(self) -> str:
        if reason := self.page.why_not():
            return reason
        return "" if self.snapshot else self.words("Begin a snapshot first.")

    def stand_in_secret(self) -> None:
        """Everybody in the room gives two numbers; once revealed each is a dot of the cloud."""
        snapshot, words = self.snapshot, self.words
        if snapshot is None:
            return
        title = words("Where do you stand yourself?")
        note = words("1 is low, 9 is high. Nobody will know which dot is yours.")
        you = (Item(snapshot.id, words("You")),)
        vote = Vote(snapshot.id, title, you, _CRITERIA, BEST_STAND, whole=True, note=note)
        page = self.page
        BallotDialog(self.window(), self.session, words, page.icons, page.colours, vote).open()
