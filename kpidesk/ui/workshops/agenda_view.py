"""The agenda view: the workshop at the left, its blocks in the middle, the block in hand at the right."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions import records, workshops
from kpidesk.desk.edits import Edit
from kpidesk.desk.journal import Change
from kpidesk.domain.workshops import Block, Workshop, WorkshopKind, in_order
from kpidesk.imports.workshop_starts import supplied
from kpidesk.ui.form import Form, days, grid, members, texts, whole_numbers
from kpidesk.ui.picker import Hit, Picker
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, scrolling
from kpidesk.ui.workshops.blocks import Blocks

_FIELDS = (264, 284, 320)  # px at a narrow, usual and wide page


class AgendaView(SubjectView):
    """Plans a workshop."""

    key: ClassVar[str] = "agenda"
    COMMANDS: ClassVar = ("workshops.up", "workshops.down", "workshops.again")
    TOOLS: ClassVar = ("workshops.again", "workshops.up", "workshops.down", "workshops.print")
    FILLED: ClassVar[str] = "workshops.begin"

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        self.form = Form(self.words, self._names(), self._take)
        self.blocks = Blocks(page)
        page.command("workshops.up", partial(self.blocks.move_by, -1), self.blocks.no_block)
        page.command("workshops.down", partial(self.blocks.move_by, 1), self.blocks.no_block)
        page.command("workshops.again", self._use_again, page.read_only)
        self.blocks.chosen.connect(lambda _: page.shell.commands.refresh())
        self.side = self.blocks.side
        self.across = splitter(Qt.Orientation.Horizontal, self._workshop(), self.blocks)
        self.across.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _names(self) -> dict[str, str]:
        words = self.words
        return {
            "name": words("Name"), "kind": words("Kind"), "on": words("Day"), "starts": words("Begins at"),
            "location": words("Where"), "purpose": words("When we leave, …"), "host": words("Facilitator"),
            "expected": words("People"), "keeps_end": words("Ends in time, whatever happens"),
            "note": words("Note"),
        }  # fmt: skip

    def _workshop(self) -> Panel:
        words, form = self.words, self.form
        panel = Panel(words("Workshop"))
        panel.setMinimumWidth(220)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        column.addLayout(
            grid(
                (form.text("name"), 2),
                (form.choice("kind", members(WorkshopKind, words)), 2),
                (form.line("on", words("a day"), days(words)), 2),
                (form.line("starts", "9:00"), 1),
                (form.line("expected", "12", whole_numbers(words, 1, records.MOST_PEOPLE)), 1),
                (form.line("location", words("room, house")), 2),
                (form.text("purpose", words("what people know or have then"), texts()), 2),
                (form.line("host"), 2),
                (form.tick("keeps_end"), 2),
                (form.text("note", "", texts()), 2),
            )
        )
        self.form.ticks["keeps_end"].setToolTip(
            words("What runs over is taken from the blocks that follow; breaks keep their length.")
        )
        column.addStretch(1)
        panel.body.addWidget(scrolling(holder), 1)
        return panel

    # -- showing

    @property
    def workshop(self) -> Workshop:
        """The workshop in hand."""
        return self.session.desk.get(Workshop, self.page.subject_id)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        one = self.workshop
        shown = (*self.form.fields, *self.form.choices, *self.form.ticks)
        self.form.show_values({key: getattr(one, key) for key in shown}, writable=self.session.desk.writable)
        self.blocks.show_desk()

    def show_record(self, record_id: str) -> bool:
        """See SubjectView."""
        if not self.session.desk.find(Block, id=record_id):
            return False
        self.blocks.choose(record_id)
        return True

    def leave(self) -> None:
        """See View."""
        self.form.commit()
        self.blocks.commit()

    def settle(self) -> None:
        """See SubjectView."""
        self.form.commit()
        self.form.give_back()
        self.blocks.settle()

    def unfinished(self) -> str:
        """See View."""
        return self.blocks.unfinished()

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.blocks.focused

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        fields = self.page.by_width(_FIELDS)
        self.across.setSizes([fields, middle + side - fields])
        self.blocks.split.setSizes([max(1, middle - fields - 8), side])

    def _take(self, key: str, value: Any) -> bool:
        one = self.page.subject_id
        label = self.words("Change a workshop")

        def change(edit: Edit) -> None:
            records.change(edit, Workshop, one, **{key: value})

        return self.session.do(label, change, typing=f"{one} {key}")

    # -- blocks that there are

    def _use_again(self) -> None:
        Picker(self, self.page.icons, self.words("Which block?"), self._found)

    def _found(self, typed: str) -> list[Hit]:
        """Supplied blocks and those of all workshops whose names hold what was typed."""
        words, desk, wanted = self.words, self.session.desk, typed.strip().casefold()
        hits: dict[str, Hit] = {}

        def offer(name: str, minutes: int, of: str, do: Callable[[Edit], object]) -> None:
            text = words("{block}, {n} min ({of})", block=name, n=minutes, of=of)
            if wanted in text.casefold():
                hits.setdefault(text, Hit("plus", text, partial(self._put, do)))

        for workshop in in_order(desk.find(Workshop)):
            for block in desk.find(Block, workshop=workshop.id):
                offer(block.name, block.minutes, workshop.name, partial(self._again, block.id))
        for start in supplied(words.language)[0]:
            for each in start.blocks:
                offer(each.name, each.minutes, start.name, partial(self._supplied, each))
        return list(hits.values())

    def _again(self, block_id: str, edit: Edit) -> object:
        return workshops.use_again(edit, self.page.subject_id, block_id)

    def _supplied(self, block: Any, edit: Edit) -> object:
        return workshops.add_blocks(edit, self.page.subject_id, [block])

    def _put(self, do: Callable[[Edit], object]) -> None:
        made: list[str] = []

        def act(edit: Edit) -> None:
            found = do(edit)
            made.append(found[0].id if isinstance(found, list) else found.id)  # type: ignore[attr-defined]

        if self.session.do(self.words("Add a block"), act):
            self.blocks.choose(made[0])
            self.blocks.list.setFocus()
