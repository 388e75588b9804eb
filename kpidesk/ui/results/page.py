"""The results page: outline, map and details side by side, one selection behind all three."""

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.results import Link, Placement, Result
from kpidesk.domain.wording_marks import Mark
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.fields import Choice
from kpidesk.ui.page import Page, Shell, sides_in
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.corners import Corner
from kpidesk.ui.results.coverage import CoverageView
from kpidesk.ui.results.details import Details
from kpidesk.ui.results.goals import GoalsView
from kpidesk.ui.results.links import LinkEditor, LinkPicker
from kpidesk.ui.results.looking import Looking
from kpidesk.ui.results.map_commands import MapCommands
from kpidesk.ui.results.outline import Outline
from kpidesk.ui.results.selection import Selection
from kpidesk.ui.results.sheet import Sheet
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.widgets import EmptyState, Panel, Segments
from kpidesk.ui.wording import Wording, lexicons

# From so many px of the page, so wide are outline and details: the map still shows text at 14 px.
_SIDES: Final = ((2600, (420, 420)), (1640, (300, 320)), (1480, (240, 290)), (0, (224, 260)))
_NARROW: Final = 720  # px below which the head leaves tools out
_TOLD: Final = 40  # px at least that are left to what the map shows, which ends in … where it has no more


class ResultsPage(Page):
    """Results and their links on a map."""

    key: ClassVar[str] = "results"
    details: Details
    showing = "map"
    """The view in sight: goals, map or coverage."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Results"))
        self.looking = Looking(self)
        self.looking.read(self.session.desk)
        self.sheet = Sheet(self.colours, self.words)
        self.sheet.read(self.session.desk, self.looking.map_id, self.looking.layout)
        self.selection = Selection(self)
        self.work = MapWork(self.session, self.words, self.sheet, self.looking)
        self.canvas = MapCanvas(self.work, self.sheet, self.selection, self.words)
        self.outline = Outline(self.work, self.selection, self.icons, self.words)
        self._commands()
        self.map_commands = MapCommands(self)
        self.wording = Wording(
            self.session, self.words, self.icons, self.colours, lexicons(shell.folders), shell.settings, self
        )
        self.canvas.marks = self._marks
        self.details = Details(
            self.work, self.selection, self.icons, self.words, self.wording, self._for_many()
        )
        self.corners = self.map_commands.corners
        self.link_editor = LinkEditor(self.canvas, self.icons, self.words)
        self.link_picker = LinkPicker(self.canvas, self.icons, self.words)
        self.empty = self._empty()
        self._build()
        self.canvas.link_opened.connect(self.link_editor.edit)
        self.details.link_opened.connect(self._open_link)
        self.details.measure_opened.connect(lambda measure: self.shell.go("measures", measure))
        self.details.note_opened.connect(lambda note: self.shell.go("gallery", note))
        self.selection.changed.connect(self._selected)
        self.canvas.gesture_changed.connect(self._show_empty)
        self.canvas.painted.connect(self.shell.follow)
        self.canvas.installEventFilter(self)
        self.looking.changed.connect(self._looked)
        self.refresh(None)

    # -- building

    def _build(self) -> None:
        self.everything = self.button("results.everything", "link", text=self.words("Show all"))
        self.head.add_tool(self.everything)
        self.map_tools = [
            self.button(key, "tool")
            for key in ("results.link", "results.inward", "results.outward", "results.remove")
        ]
        self.map_tools.append(self.button("results.add", "filled"))
        for tool in self.map_tools:
            self.head.add_tool(tool)
        self.left = left = Panel(self.words("Outline"))
        left.head.addWidget(self.button("results.add", "tool"))
        left.body.setContentsMargins(0, 4, 0, 6)
        left.body.addWidget(self.outline)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        for each in (left, self.canvas, self.details):
            splitter.addWidget(each)
        left.setMinimumWidth(160)
        self.details.setMinimumWidth(220)
        splitter.setStretchFactor(1, 1)
        self.splitter = splitter
        self._sides = (0, 0)
        self.goals = GoalsView(self, self._open_result)
        self.stack = QStackedWidget()
        self.stack.addWidget(splitter)
        self.stack.addWidget(self.goals)
        self.coverage = CoverageView(self, self._open_result)
        self.stack.addWidget(self.coverage)
        self.body.addWidget(self.stack)
        words = self.words
        views = (("goals", words("Goals")), ("map", words("Map")), ("coverage", words("Coverage")))
        self._names = dict(views)
        self.segments = Segments(views, "map")
        self.choice = Choice(views, self.show_view, words("View"))
        self.choice.setObjectName("view-choice")
        self.choice.setMinimumContentsLength(10)
        self.choice.hide()
        self.goal_tools = [self.button(key) for key in ("results.paste_goals", "results.import_goals")]
        for tool in self.goal_tools:
            self.head.add_tool(tool)
            tool.hide()
        self.segments.chosen.connect(self.show_view)
        self.head.add_segments(self.segments)
        self.map_tools.append(self.map_commands.map_button)
        self.head.add_beside(self.map_commands.map_button)
        self.head.add_beside(self.choice)
        for corner in (self.corners.legend, self.corners.small):
            name = f"{corner.objectName()}-closed"
            corner.set_open(not self.shell.settings.get(name, False))
            corner.whenever_closed = self._remembering(name)

    def _remembering(self, name: str) -> Callable[[bool], None]:
        return lambda closed: self.shell.settings.set(name, closed)

    def _commands(self) -> None:
        canvas = self.canvas
        self.command("results.add", self._add, self.read_only)
        self.command("results.goal", self.show_goals, self.read_only)
        self.command("results.edit", self._edit, self._why_no_change)
        self.command("results.link", self._link, self._why_no_result)
        self.command("results.inward", lambda: self._shift(1), self._why_no_result)
        self.command("results.outward", lambda: self._shift(-1), self._why_no_result)
        self.command("results.remove", self._remove, self._why_no_change)
        self.command("results.select_all", canvas.select_all)
        self.command("results.vote", self._vote, self.read_only)
        self.command("results.fit", canvas.fit)
        self.command("results.full_size", canvas.full_size)
        self.command("results.zoom_in", canvas.zoom_in)
        self.command("results.zoom_out", canvas.zoom_out)

    def _vote(self) -> None:
        """Let people vote on the results that are chosen; where fewer than two are, on all of them."""
        there = [each.id for each in self.session.desk.find(Result)]
        chosen = [each for each in there if each in self.selection.ids]
        self.call_vote_on(chosen if len(chosen) > 1 else there)

    def _marks(self, text: str, result_id: str) -> list[Mark]:
        """What is to be said about a wording, but what people have dismissed."""
        gone = self.wording.dismissed(result_id) if result_id else frozenset()
        return [mark for mark in self.wording.marks(text) if mark.key not in gone]

    def _for_many(self) -> list[QWidget]:
        keys = ("results.inward", "results.outward", "results.remove")
        return [*(self.button(key) for key in keys), *self.map_commands.for_many()]

    def _empty(self) -> Corner:
        words = self.words
        card = Corner(self.canvas, "map-empty")
        state = EmptyState(
            self.icons.pixmap("orbit", "text_third", 40),
            words("Here come the results: what is so when the work goes well."),
            words("Customers are rarely without water."),
            self.button("results.add", "filled", text=words("Write the first result")),
        )
        state.setParent(card)
        state.setGeometry(10, 6, 360, 236)
        card.setFixedSize(380, 248)
        card.hide()
        return card

    # -- goals and map

    def show_view(self, key: str) -> None:
        """See Page."""
        self.segments.choose(key)
        if self.showing == "goals" != key:
            self.goals.leave()
        self.showing = key
        self.stack.setCurrentIndex(("map", "goals", "coverage").index(key))
        self._show_subtitle()
        for tool in self.goal_tools:
            tool.setVisible(key == "goals")
        self.everything.setVisible(key == "map" and self.looking.partial)
        self._show_tools()
        if key == "goals":
            self.goals.show_desk()
        elif key == "coverage":
            self.coverage.show_desk()
        self.shell.commands.refresh()
        self.shell.show_step()
        self._focused.setFocus()

    @property
    def step(self) -> str:
        """See Page."""
        return self.key if self.showing == "map" else f"{self.key}-{self.showing}"

    def _show_tools(self) -> None:
        """The head of a narrow page has no room for what has keys and stands in the list of commands."""
        for place, tool in enumerate(self.map_tools):
            tool.setVisible(self.showing == "map" and (self.width() >= _NARROW or place not in {1, 2}))
        tools = [*self.map_tools, *self.goal_tools, self.everything]
        self.head.fit_views(self.segments, self.choice, [self._names], self.room_in_head(tools) - _TOLD)

    @property
    def _focused(self) -> QWidget:
        """Where the work of the view in sight is."""
        return {"goals": self.goals.focused, "coverage": self.coverage.table}.get(self.showing, self.canvas)

    def show_goals(self) -> None:
        """Show the goals; the focus is where new ones are typed."""
        self.show_view("goals")

    def _open_result(self, result_id: str) -> None:
        self.show_view("map")
        if result_id not in self.sheet.ids():
            for placement in self.session.desk.find(Placement, result=result_id):
                self.looking.show_map(placement.map)
                break
        self.show_record(result_id)

    # -- the shell's side

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        self.looking.read(self.session.desk)
        if change is not None:
            self.looking.keep(each.id for each in change.touched if each.record_type is Result and each.after)
        self._read()
        self.outline.refresh()
        self.canvas.refresh()
        self.map_commands.looked()
        self.details.refresh()
        self.link_editor.refresh()
        self.goals.refresh()
        self.coverage.refresh()
        self._show_empty()
        told = self.map_commands.part.told()
        self._show_subtitle()
        self.everything.setVisible(bool(told) and self.showing == "map")
        self._show_tools()

    def _show_subtitle(self) -> None:
        """How much there is of what is in sight."""
        results = self.words.many("{n} result", "{n} results", len(self.sheet.bubbles))
        links = self.words.many("{n} link", "{n} links", len(self.sheet.curve_pieces))
        told = self.map_commands.part.told() or (f"{results}, {links}" if self.sheet.bubbles else "")
        self.head.set_subtitle({"goals": self.goals.told(), "coverage": ""}.get(self.showing, told))

    def _read(self) -> None:
        self.sheet.read(self.session.desk, self.looking.map_id, self.looking.layout)
        if self.sheet.hide_all_but(self.looking.shown(self.session.desk)):
            self.sheet.changed = None  # what was hidden or is now may lie anywhere
        self.selection.keep(self.sheet.ids())

    def _looked(self) -> None:
        """Another map, layout or part is looked at."""
        if not self.canvas.commit_writing():
            self.canvas.cancel()
        before = (self.sheet.scene.map.id, self.sheet.scene.layout) if self.sheet.scene else None
        self.refresh(None)
        if before != (self.looking.map_id, self.looking.layout):
            self.canvas.fit()
        self.shell.commands.refresh()

    def show_record(self, record_id: str) -> None:
        """See Page."""
        if record_id == "goals" or self.goals.has(record_id):
            self.show_view("goals")
            self.goals.show_goal(record_id)
        elif self.map_commands.reveal(record_id):
            self.show_view("map")
            if record_id in self.sheet.ids():
                self.selection.set((record_id,))
                self.canvas.show_record(record_id)
            elif self.session.desk.find(Link, id=record_id):  # a rejected one is not drawn
                self.link_editor.edit(record_id)

    def place(self) -> object:
        """See Page."""
        sight = None if self.canvas.region is None else self.canvas.sight
        return self.showing, self.looking.place(), sight, self.selection.ids

    def come_back(self, place: object) -> None:
        """See Page."""
        assert isinstance(place, tuple)  # noqa: S101 - what `place` returned
        showing, looking, sight, chosen = place
        self.looking.come_back(looking)
        self.show_view(showing)
        self.selection.set(chosen)
        if sight is not None:
            self.canvas.look(sight)

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See Page: the map as it is worked on, also while goals are looked at."""
        return self.map_commands.projected(room)

    def set_bare(self, *, bare: bool) -> None:
        """See Page."""
        super().set_bare(bare=bare)
        self.left.setVisible(not bare)
        self.details.setVisible(not bare)

    def areas(self) -> list[QWidget]:
        """See Page."""
        if self.showing != "map":
            return [self.head, self.stack]
        return [self.head, self.outline, self.canvas, self.details]

    def leave(self) -> None:
        """See Page."""
        super().leave()
        if self.canvas.commit_writing():  # what was refused waits in its bubble
            self.canvas.cancel()
        self.link_editor.leave()
        self.map_commands.leave()
        self.details.commit()
        self.goals.leave()

    def give_up(self) -> None:
        """See Page."""
        super().give_up()
        self.goals.give_up()

    def unfinished(self) -> str:
        """See Page; also a bubble whose words were refused, and a result begun beside a goal."""
        if self.canvas.writing is not None:
            return self.canvas.editor.toPlainText()
        return self.goals.unfinished() or super().unfinished()

    def views(self) -> dict[str, Callable[[], object]]:
        """See Page."""
        return {
            **self.goals.views(),
            "coverage": lambda: self.show_view("coverage"),
            "coverage-goals": lambda: self.coverage.show_by("goal"),
            "chosen": self._view_chosen,
            "link": self._view_link,
            "writing": self._view_writing,
            **self.map_commands.views(self._view_chosen),
        }

    def _view_chosen(self) -> None:
        self.canvas.cancel()
        self.map_commands.leave()
        self.show_view("map")
        chosen = next((key for key, each in self.sheet.bubbles.items() if each.result.code == "R12"), None)
        self.selection.set((chosen,) if chosen else ())

    def _view_link(self) -> None:
        if self.sheet.curve_pieces:
            self._open_link(next(iter(self.sheet.curve_pieces)))

    def _view_writing(self) -> None:
        self._view_chosen()
        self.canvas.write_here()

    def _show_empty(self) -> None:
        shown = not self.sheet.bubbles and self.canvas.writing is None
        self.empty.setVisible(shown)
        if shown:
            left = (self.canvas.width() - self.empty.width()) // 2
            top = max(round(self.canvas.height() * 0.4) - self.empty.height() // 2, 52)
            self.empty.move(left, top)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A large window gives more to the sides; what the person drags holds until that changes."""
        super().resizeEvent(event)
        for view in (self.goals, self.coverage):
            view.make_room(self.width())
        self._show_tools()
        sides = sides_in(self.width(), _SIDES)
        if sides != self._sides:
            self._sides = left, right = sides
            self.splitter.setSizes([left, max(self.width() - left - right - 40, 240), right])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The canvas has another size: keep what lies over it in its place."""
        if watched is self.canvas and event.type() == QEvent.Type.Resize:
            self._show_empty()
            self.map_commands.arrange()
        return False

    def _selected(self) -> None:
        if self.link_editor.link_id and self.selection.ids != (self.link_editor.link_id,):
            self.link_editor.leave()
        if self.outline.hasFocus() and self.selection.current:
            self.canvas.show_record(self.selection.current)
        self.shell.commands.refresh()

    # -- commands

    @property
    def _results(self) -> tuple[str, ...]:
        return tuple(each for each in self.selection.ids if each in self.sheet.bubbles)

    def _why_no_change(self) -> str:
        if reason := self.read_only():
            return reason
        return "" if self.selection.ids else self.words("Choose something on the map first.")

    def _why_no_result(self) -> str:
        if reason := self.read_only():
            return reason
        return "" if self._results else self.words("Choose a result first.")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The focus goes where the work is."""
        self._focused.setFocus()

    def _add(self) -> None:
        if self.showing != "map":
            self.show_view("map")
        if self.outline.hasFocus():
            self.outline.add()
        else:
            self.canvas.write_here()

    def _edit(self) -> None:
        current = self.selection.current
        if self.outline.hasFocus() and current in self.sheet.bubbles:
            self.outline.write(current)
        else:
            self.canvas.open(current)

    def _link(self) -> None:
        self.link_picker.pick(self._results[-1])

    def _shift(self, steps: int) -> None:
        self.work.shift_rings(self._results, steps)

    def _remove(self) -> None:
        """Remove what is selected; a result that others see on their map is not lost without a word."""
        words, results = self.words, self._results
        others, codes = self.work.also_on(results), ", ".join(self.work.code(each) for each in results)
        if not self.work.remove(self.selection.ids) or not others:
            return

        removal = self.session.desk.last_edit

        def only_here() -> None:
            if self.session.desk.last_edit != removal:
                self.shell.say(words("Something was changed since then: undo that first."), bad=True)
                return
            self.session.undo()
            self.work.take_off(results)

        self.shell.say(
            words("{codes} was also on another map: {maps}.", codes=codes, maps=", ".join(others)),
            button=words("Only take it off this map"),
            do=only_here,
        )

    def _open_link(self, link_id: str) -> None:
        self.selection.set((link_id,))
        self.canvas.show_record(link_id)
        self.link_editor.edit(link_id)
