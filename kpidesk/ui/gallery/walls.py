"""The wall plan: which walls there are, and which poster hangs where on them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import walls as actions
from kpidesk.domain.hanging import Span, hung_in_order, in_the_way, spans
from kpidesk.domain.posters import in_order
from kpidesk.domain.walls import Hanging, Wall
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.posters import paper_of
from kpidesk.drawing.room import ROOM, Room
from kpidesk.exports.pieces import What
from kpidesk.ui.form import Form, numbers
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.room import at_the_door
from kpidesk.ui.gallery.view import View
from kpidesk.ui.gallery.wall_canvas import WallCanvas
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.widgets import EmptyState, Flow, Line, Panel, button, clear, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class WallsView(View):
    """The walls in the middle; at the right the wall and the place of the poster that is chosen."""

    key = "walls"
    SIDE = (250, 290, 340)
    yields = False  # the work goes on in it
    FILLED = "gallery.add_wall"
    TOOLS = ("gallery.hang_all",)
    COMMANDS = ("gallery.add_wall", "gallery.hang_all")

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        self.walls: dict[str, Wall] = {}
        self.spans: list[Span] = []
        self.wrong: dict[str, str] = {}
        self._wall = ""
        page.command("gallery.add_wall", self.ask_wall, page.read_only)
        page.command("gallery.hang_all", self.hang_all, self._why_not_hang)
        words = self.words
        self.canvas = WallCanvas(self)
        self.canvas.chosen.connect(self._chosen)
        self.canvas.moved.connect(self.hang)
        sheet = Panel()
        self._loose = QWidget()
        loose = QVBoxLayout(self._loose)
        loose.setContentsMargins(14, 10, 14, 6)
        loose.addWidget(label(words("Hang nowhere yet: click to hang up"), "caption-strong"))
        self._buttons = Flow(6, 6)
        loose.addLayout(self._buttons)
        sheet.body.addWidget(self._loose)
        self._none = EmptyState(
            page.icons.pixmap("map", "text_third", 40),
            words("Say how large the room is, and hang the posters before you are there."),
            words("A hall of 14 by 8 metres; the map in the middle of the longest wall."),
            page.button("gallery.add_wall", text=words("Put up walls")),
        )
        sheet.body.addWidget(self._none, 1)
        self._area = scrolling(self.canvas)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        sheet.body.addWidget(self._area, 1)
        self.lay_out(sheet, self._details(), least=230)

    # -- building

    def _details(self) -> Panel:
        words = self.words
        panel = Panel(words("Wall"))
        self.form = Form(
            words,
            {
                "name": words("Name of the wall"), "length": words("Length in metres"),
                "x": words("From: across"), "y": words("From: down"),
                "to_x": words("To: across"), "to_y": words("To: down"),
            },
            self._change_wall,
        )  # fmt: skip
        self.place = Form(words, {"at": words("Metres from the left end")}, self._change_place)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(8)
        self._poster = QWidget()
        own = QVBoxLayout(self._poster)
        own.setContentsMargins(0, 0, 0, 0)
        self._name = label("", "statement-strong", wrap=True)
        self._told = label("", "wrong", wrap=True)
        own.addWidget(self._name)
        own.addWidget(self._told)
        own.addLayout(self.place.line("at", "1.5", numbers(words)))
        self.off = button(words("Take it down"), self._take_down, "danger")
        self.off.setObjectName("walls-down")
        own.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)
        own.addWidget(Line())
        column.addWidget(self._poster)
        self._of_wall = QWidget()
        of = QVBoxLayout(self._of_wall)
        of.setContentsMargins(0, 0, 0, 0)
        of.addLayout(self.form.line("name", words("long wall")))
        of.addLayout(self.form.line("length", "6", numbers(words)))
        of.addWidget(label(words("Its line on the floor plan, in metres"), "caption-strong"))
        for one, other in (("x", "y"), ("to_x", "to_y")):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addLayout(self.form.line(one, "0", numbers(words)))
            row.addLayout(self.form.line(other, "0", numbers(words)))
            of.addLayout(row)
        self.remove = button(words("Take the wall away"), self._remove_wall, "danger")
        self.remove.setObjectName("walls-remove")
        of.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._of_wall)
        keys = words("Drag posters, or move them by the arrows: ten centimetres, with Shift one.")
        column.addWidget(label(keys, "caption", wrap=True))
        column.addStretch(1)
        panel.body.addWidget(scrolling(content), 1)
        panel.body.addLayout(self._foot())
        return panel

    def _foot(self) -> Flow:
        words, row = self.words, Flow(8, 8)
        row.setContentsMargins(14, 6, 14, 12)
        made = button(words("Floor plan and lists"), self._publish, icon=self.page.icons.icon("printer"))
        made.setObjectName("walls-print")
        row.addWidget(made)
        return row

    # -- showing

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.canvas

    def arrive(self) -> None:
        """See View."""
        self.canvas.setFocus()

    def leave(self) -> None:
        """See View."""
        self.form.commit()
        self.place.commit()

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self.walls:
            self._wall = record_id
            self._show()
        elif record_id in {each.poster for each in self.spans}:
            self.canvas.go_to(record_id)
        else:
            return False
        return True

    def size_of(self, poster_id: str) -> tuple[float, float]:
        """Width and height of a poster in metres."""
        chosen = SHEETS.get(self.page.shell.settings.get("paper", "A1"), SHEETS["A1"])
        paper = paper_of(self.book.posters[poster_id], chosen)
        return paper.wide / 1000, paper.tall / 1000

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View: who works here shows the screen at the door, as people are still in the room."""
        return at_the_door(self.book, self.words, self.page.colours, room)

    def refresh(self, took: Took | None) -> None:
        """See View."""
        gallery, desk = self.book.gallery, self.session.desk
        if gallery is None:
            return
        found = sorted(desk.find(Wall, gallery=gallery.id), key=lambda each: (each.place, each.id))
        self.walls = {each.id: each for each in found}
        hangings = [each for each in desk.find(Hanging) if each.wall in self.walls]
        self.spans = spans(hangings, {key: self.size_of(key)[0] for key in self.book.posters})
        self.wrong = in_the_way(self.spans, self.walls)
        if self._wall not in self.walls:
            self._wall = next(iter(self.walls), "")
        there = bool(self.walls)
        self._area.setVisible(there)
        self._none.setVisible(not there)
        self.canvas.show_walls()
        self._show_loose()
        self._show()

    def loose(self) -> list[str]:
        """The posters that hang nowhere, in their order."""
        hung = {each.poster for each in self.spans}
        return [each.id for each in in_order(self.book.posters.values()) if each.id not in hung]

    def _show_loose(self) -> None:
        clear(self._buttons)
        loose = self.loose()
        for key in loose:
            made = button(self.book.posters[key].code, partial(self._hang_next, key))
            made.setObjectName(f"hang-{self.book.posters[key].code}")
            made.setToolTip(self.book.names[key])
            made.setEnabled(not self.page.read_only())
            self._buttons.addWidget(made)
        self._loose.setVisible(bool(loose) and bool(self.walls))

    def _show(self) -> None:
        words, still = self.words, bool(self.page.read_only())
        span = next((each for each in self.spans if each.poster == self.canvas.current), None)
        self._poster.setVisible(span is not None)
        if span is not None:
            self._wall = span.wall
            poster = self.book.posters[span.poster]
            self._name.setText(f"{poster.code}  {self.book.names[poster.id]}")
            told = {
                "over": words("It hangs over the end of the wall."),
                "other": words("It hangs over another poster."),
            }.get(self.wrong.get(span.poster, ""), "")
            self._told.setText(told)
            self._told.setVisible(bool(told))
            self.place.show_values({"at": span.left}, writable=not still)
            self.off.setEnabled(not still)
        wall = self.walls.get(self._wall)
        self._of_wall.setVisible(wall is not None)
        if wall is not None:
            keys = ("name", "length", "x", "y", "to_x", "to_y")
            self.form.show_values({key: getattr(wall, key) for key in keys}, writable=not still)
            self.remove.setEnabled(not still)
        self.page.shell.commands.refresh()

    def spoken(self, poster_id: str) -> str:
        """Where a poster hangs, for a screen reader."""
        span = next((each for each in self.spans if each.poster == poster_id), None)
        if span is None:
            return ""
        return self.words(
            "{poster} on {wall}, {n} metres from the left end", poster=self.book.posters[poster_id].code,
            wall=self.walls[span.wall].name, n=self.words.number(span.left, 2),
        )  # fmt: skip

    def _chosen(self, _: str) -> None:
        self.leave()
        self._show()

    # -- doing

    def ask_wall(self) -> None:
        """Ask for a room of some size, or one more wall."""
        words = self.words
        hits = [
            Hit("square", words("A room of {wide} by {deep} metres", wide=wide, deep=deep),
                partial(self._room, wide, deep))
            for wide, deep in ((8, 6), (10, 8), (14, 8), (20, 12))
        ]  # fmt: skip
        hits.insert(0, Hit("minus", words("One wall of 6 metres"), self._add_wall))
        Picker(self.page, self.page.icons, words("What is there to hang on? Sizes can be changed."),
               lambda text: matching(text, hits))  # fmt: skip

    def _room(self, wide: float, deep: float) -> None:
        words, gallery = self.words, self.book.gallery
        names = (words("Front wall"), words("Right wall"), words("Back wall"), words("Left wall"))
        if gallery is not None:
            self.session.do(words("Put up walls"), actions.room, gallery.id, wide, deep, names)

    def _add_wall(self) -> None:
        gallery = self.book.gallery
        if gallery is None:
            return
        known = set(self.walls)
        name = self.words("Wall {n}", n=len(known) + 1)
        if self.session.do(self.words("Put up a wall"), actions.add, gallery.id, name):
            self.canvas.go_to("")
            self._wall = next(iter(set(self.walls) - known), self._wall)
            self._show()
            self.form.focus("name")

    def hang(self, poster_id: str, wall_id: str, at: float) -> None:
        """Hang a poster somewhere."""
        told = self.words("Hang up {poster}", poster=self.book.posters[poster_id].code)
        self.session.do(told, actions.hang, poster_id, wall_id, at, typing=f"hang {poster_id}")

    def _hang_next(self, poster_id: str) -> None:
        """Hang a poster on the chosen wall, right of what hangs there."""
        wall = self._wall or next(iter(self.walls))
        last = max((each.right for each in self.spans if each.wall == wall), default=-0.9)
        room = self.walls[wall].length - self.size_of(poster_id)[0]
        self.hang(poster_id, wall, max(0.0, min(last + 1.5, room)))
        self.canvas.go_to(poster_id)
        self.canvas.setFocus()

    def _why_not_hang(self) -> str:
        if why := self.page.read_only():
            return why
        if not self.walls:
            return self.words("Put up walls first.")
        return "" if self.book.posters else self.words("Add posters first.")

    def hang_all(self) -> None:
        """Hang all posters in their order, wall after wall, as far apart as there is room."""
        words = self.words
        posters = [each.id for each in in_order(self.book.posters.values())]
        wide = {key: self.size_of(key)[0] for key in posters}
        places = hung_in_order(posters, wide, list(self.walls.values()))
        self.session.do(words("Hang up all posters"), actions.hang_all, places)
        if left := len(posters) - len(places):
            said = words.many("{n} poster has no room here.", "{n} posters have no room here.", left)
            self.page.shell.say(said, bad=True)

    def _take_down(self) -> None:
        poster = self.canvas.current
        told = self.words("Take down {poster}", poster=self.book.posters[poster].code)
        self.session.do(told, actions.take_down, poster)
        self.canvas.setFocus()

    def _remove_wall(self) -> None:
        self.session.do(self.words("Take a wall away"), actions.remove, self._wall)

    def _change_wall(self, key: str, value: Any) -> bool:
        if self._wall not in self.walls:
            return True
        change = partial(actions.change, **{key: value})
        return self.session.do(self.words("Change a wall"), change, self._wall)

    def _change_place(self, _: str, value: Any) -> bool:
        span = next((each for each in self.spans if each.poster == self.canvas.current), None)
        if span is None or value is None:
            return span is None
        told = self.words("Hang up {poster}", poster=self.book.posters[span.poster].code)
        return self.session.do(told, actions.hang, span.poster, span.wall, value)

    def _publish(self) -> None:
        gallery = self.book.gallery
        if gallery is not None:
            self.page.shell.go("publish", f"{What.DAY.value}:{gallery.id}")

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"walls": partial(self.page.show_view, "walls")}
