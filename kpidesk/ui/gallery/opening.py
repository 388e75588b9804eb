"""While the doors are open: the screen at the door, visitors counted by a key, notes for the hosts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.told import invited
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import TextField, labelled
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.keys import KeyButton, pressed
from kpidesk.ui.gallery.room import at_the_door
from kpidesk.ui.gallery.view import View
from kpidesk.ui.narrow import Tick
from kpidesk.ui.picture_view import PictureView
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class OpeningView(View):
    """The screen at the door in the middle, the counter and what hosts should know at the right."""

    reads_as = Role.Grouping
    key = "opening"
    SIDE = (280, 330, 400)
    yields = False  # the work goes on in it

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        words = self.words
        sheet = Panel(words("The screen at the door"))
        self.show_door = page.button("view.project", text=words("Show it to the room"))
        sheet.head.addWidget(self.show_door)
        sheet.head.setContentsMargins(14, 4, 10, 4)
        sheet.body.setContentsMargins(14, 8, 14, 14)
        sheet.body.setSpacing(8)
        self.picture = PictureView(self.projected, page.colours, words("The screen at the door"))
        self.picture.setObjectName("door-picture")
        sheet.body.addWidget(self.picture, 1)
        self.tally = Tick(words("Count the notes of each poster on the screen"))
        self.tally.setObjectName("door-tally")
        self.tally.clicked.connect(self._set_tally)
        sheet.body.addWidget(self.tally)
        self.lay_out(sheet, self._panel(), least=250)
        self._by_key = {key: partial(self.count, by) for key, by in (("Space", 1), ("+", 1), ("-", -1))}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words("Visitors: Space counts one more, - one less"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key counts, wherever the focus is, unless what has it takes the key itself."""
        if not pressed(event, self._by_key):
            super().keyPressEvent(event)

    def _panel(self) -> Panel:
        words, icons = self.words, self.page.icons
        panel = Panel(words("Visitors"))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(10, 12, 10, 14)
        column.setSpacing(10)
        self.number = label("0", "display")
        self.number.setObjectName("visitors")
        self._of = label("", "second", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        minus = icons.pixmap("minus", "text_second", 15)
        less = KeyButton(words("One less"), "−", minus, partial(self.count, -1))
        more = KeyButton(words("One more"), words("Space"), icons.pixmap("plus", "text_second", 15),
                         partial(self.count, 1))  # fmt: skip
        for name, each in (("less", less), ("more", more)):
            each.setCheckable(False)
            each.setObjectName(f"visitors-{name}")
            row.addWidget(each)
        column.addWidget(self.number)
        column.addWidget(self._of)
        column.addLayout(row)
        column.addWidget(Line())
        self.notes = TextField(
            self._set_notes, words("Who comes when, what to ask whom, where the spare pens are."), least=5
        )
        self.notes.setObjectName("host-notes")
        column.addLayout(labelled(words("For the hosts alone"), self.notes))
        column.addWidget(Line())
        self._heard = label("", "second", wrap=True)
        column.addWidget(self._heard)
        go = button(words("Type notes already"), self._type, icon=icons.icon("keyboard"))
        go.setObjectName("opening-type")
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        panel.body.addWidget(scrolling(content), 1)
        return panel

    # -- showing

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self

    def arrive(self) -> None:
        """See View."""
        self.setFocus()

    def leave(self) -> None:
        """See View."""
        self.notes.commit()

    def refresh(self, took: Took | None) -> None:
        """See View."""
        gallery, words, book = self.book.gallery, self.words, self.book
        if gallery is None:
            return
        still = bool(self.page.read_only())
        self.number.setText(words.number(gallery.visitors or 0))
        asked = invited(self.session.desk, gallery)
        self._of.setText(words("of {n} who were invited", n=words.number(asked)) if asked else "")
        self._of.setVisible(bool(asked))
        self.notes.show_value(gallery.host_notes)
        self.notes.setReadOnly(still)
        self.tally.setChecked(gallery.tally_at_door)
        self.tally.setEnabled(not still)
        silent = [book.posters[key].code for key in book.posters if not book.of_poster.get(key)]
        if not book.notes:
            said = words("No note has been typed yet.")
        elif silent:
            said = words("No note yet on {posters}.", posters=words.listed(silent[:8]))
        else:
            said = words("Each poster has a note.")
        self._heard.setText(said)
        self.picture.setAccessibleName(gallery.name)
        self.picture.update()
        self.page.shell.follow()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View."""
        return at_the_door(self.book, self.words, self.page.colours, room)

    # -- doing

    def count(self, by: int) -> None:
        """Count a visitor, or take one back."""
        gallery = self.book.gallery
        if gallery is None or self.page.read_only():
            return
        visitors = max(0, (gallery.visitors or 0) + by)
        told = self.words("Count a visitor")
        change = partial(actions.change_gallery, visitors=visitors)
        self.session.do(told, change, gallery.id, typing=f"visitors {gallery.id}")

    def _set_notes(self, text: str) -> bool:
        gallery, told = self.book.gallery, self.words("Notes for the hosts")
        return gallery is None or self.work.do(told, actions.change_gallery, gallery.id, host_notes=text)

    def _set_tally(self, ticked: bool) -> None:
        gallery, told = self.book.gallery, self.words("Count notes at the door")
        if gallery is not None:
            self.work.do(told, actions.change_gallery, gallery.id, tally_at_door=ticked)

    def _type(self) -> None:
        self.page.show_view("harvest")
        self.page.view.arrive()

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"opening": partial(self.page.show_view, "opening")}
